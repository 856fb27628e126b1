import { untrack } from 'svelte';
import { ApiError, get, type Query } from './client';
import { desk } from './desk.svelte';

export interface Question {
  path: string;
  query?: Query;
}

/** An answer in the making: what came last stays while it is asked anew. */
export class Asked<T> {
  value = $state.raw<T | undefined>(undefined);
  error = $state.raw<ApiError | undefined>(undefined);
  busy = $state(true);
  #again = $state(0);

  /** Must be made while a component is; `question` is asked again when what it reads changes, or the desk does. */
  constructor(question: () => Question | null) {
    $effect(() => {
      const now = question();
      void this.#again;
      void desk.revision;
      if (!now) {
        untrack(() => {
          this.value = undefined;
          this.error = undefined;
          this.busy = false;
        });
        return;
      }
      const stop = new AbortController();
      this.busy = true;
      get<T>(now.path, now.query, stop.signal).then(
        (value) => {
          if (stop.signal.aborted) return;
          this.value = value;
          this.error = undefined;
          this.busy = false;
        },
        (error: unknown) => {
          if (stop.signal.aborted) return;
          this.error = asApiError(error);
          this.busy = false;
        },
      );
      return () => stop.abort();
    });
  }

  again() {
    this.#again += 1;
  }
}

export function ask<T>(question: () => Question | null): Asked<T> {
  return new Asked<T>(question);
}

/** Whatever went wrong, in the shape in which errors are shown. */
export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError(0, 'unknown', error instanceof Error ? error.message : String(error));
}
