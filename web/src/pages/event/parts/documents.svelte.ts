import { asApiError } from '../../../api/ask.svelte';
import { get, type ApiError } from '../../../api/client';
import type { DocumentAnswer } from '../../../api/work';

type Held = { answer: DocumentAnswer; error?: undefined } | { answer?: undefined; error: ApiError };

/** The documents behind an event, read as they are needed. */
export class Documents {
  held = $state.raw<Record<string, Held>>({});
  #asked = new Set<string>();

  /** Reads those that were not yet read. */
  read(ids: readonly string[]) {
    for (const id of ids) {
      if (this.#asked.has(id)) continue;
      this.#asked.add(id);
      get<DocumentAnswer>(`/documents/${encodeURIComponent(id)}`).then(
        (answer) => (this.held = { ...this.held, [id]: { answer } }),
        (error: unknown) => (this.held = { ...this.held, [id]: { error: asApiError(error) } }),
      );
    }
  }

  /** Who published it, else its headline, else its id. */
  name(id: string): string {
    const read = this.held[id]?.answer?.document;
    return read?.publisher ?? read?.title ?? id;
  }
}
