import { asApiError } from '../../../api/ask.svelte';
import { post } from '../../../api/client';
import { desk } from '../../../api/desk.svelte';
import type { Decided, Decision } from '../../../api/work';
import { t } from '../../../messages/t';
import { toast } from '../../../shell/toasts.svelte';

/** A decision that can be taken back. */
export interface Made {
  decision: Decision;
  decided: Decided;
  told: string;
}

/** What was decided since the page was opened. */
class Decisions {
  /** Grows with each decision; who reads it asks again. */
  count = $state(0);
  made = $state.raw<Made[]>([]);
  busy = $state(false);

  /** Decides, says so, and offers to take it back. Null where the server would not; it has said why. */
  async decide(decision: Decision, told: string): Promise<Decided | null> {
    if (this.busy) return null;
    this.busy = true;
    try {
      const decided = await post<Decided>('/decisions', decision);
      const made = { decision, decided, told };
      this.made = [...this.made, made];
      this.#settle(decided);
      toast(told, 'good', { label: t('decide.undo'), run: () => void this.undo(made) });
      return decided;
    } catch (error) {
      toast(asApiError(error).message || t('shell.problem'), 'bad');
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** Takes back the last decision, or a certain one. */
  async undo(which: Made | undefined = this.made.at(-1)): Promise<Made | null> {
    if (!which || this.busy || !this.made.includes(which)) return null;
    this.busy = true;
    try {
      for (const decision of which.decided.decisions.toReversed()) this.#settle(await post<Decided>('/decisions', { decide: 'undo', decision } satisfies Decision));
      this.made = this.made.filter((made) => made !== which);
      toast(t('decide.undone', { what: which.told }));
      return which;
    } catch (error) {
      toast(asApiError(error).message || t('shell.problem'), 'bad');
      return null;
    } finally {
      this.busy = false;
    }
  }

  #settle(decided: Decided) {
    this.count += 1;
    // Where the stream is slow or cut, the page learns of it here.
    if (decided.revision) desk.revision = decided.revision;
  }
}

export const decisions = new Decisions();

/** Whether a decision can be made here, and else why not. */
export function barrier(): string | null {
  if (desk.may('decide')) return null;
  if (!desk.session) return t('decide.unknown');
  if (!desk.session.accounts) return t('decide.read_only');
  return desk.session.person ? t('decide.not_allowed') : t('decide.sign_in');
}
