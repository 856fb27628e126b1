import { asApiError } from '../../api/ask.svelte';
import type { ApiError } from '../../api/client';
import { toast } from '../../shell/toasts.svelte';

/** How often accounts were changed here: their changes make no revision of the desk, so lists that show them look at this. */
export const changes = $state({ count: 0 });

/** One change of accounts: whether it is under way, and what the server said against it. */
export class Attempt {
  busy = $state(false);
  error = $state.raw<ApiError | null>(null);

  /** Answers what the server did, or null where it did not. */
  async run<T>(what: () => Promise<T>, done: string): Promise<{ answer: T } | null> {
    this.busy = true;
    this.error = null;
    try {
      const answer = await what();
      changes.count += 1;
      toast(done, 'good');
      return { answer };
    } catch (cause) {
      this.error = asApiError(cause);
      return null;
    } finally {
      this.busy = false;
    }
  }
}
