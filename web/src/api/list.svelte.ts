import type { Page } from './answers';
import { asApiError, type Question } from './ask.svelte';
import { get, type ApiError } from './client';
import { desk } from './desk.svelte';

/** A list that grows page by page. It starts anew when its question changes; a change of the desk reads the same pages again. */
export class List<T> {
  items = $state.raw<T[]>([]);
  next = $state<string | null>(null);
  error = $state.raw<ApiError | undefined>(undefined);
  busy = $state(true);
  #question: () => Question | null;
  #pages = 1;
  #asked = '';
  #stop = new AbortController();

  constructor(question: () => Question | null) {
    this.#question = question;
    $effect(() => {
      const now = question();
      void desk.revision;
      const asked = JSON.stringify(now);
      if (asked !== this.#asked) this.#pages = 1;
      this.#asked = asked;
      this.#stop.abort();
      this.#stop = new AbortController();
      void this.#read(now, this.#stop.signal);
      return () => this.#stop.abort();
    });
  }

  async #read(question: Question | null, signal: AbortSignal) {
    if (!question) {
      this.items = [];
      this.next = null;
      this.busy = false;
      return;
    }
    this.busy = true;
    try {
      const items: T[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < this.#pages; page += 1) {
        const answer: Page<T> = await get<Page<T>>(question.path, { ...question.query, cursor }, signal);
        items.push(...answer.items);
        cursor = answer.next;
        if (cursor === null) break;
      }
      if (signal.aborted) return;
      this.items = items;
      this.next = cursor;
      this.error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.error = asApiError(error);
    }
    this.busy = false;
  }

  /** Reads one page more. */
  async more() {
    const question = this.#question();
    const signal = this.#stop.signal;
    if (!question || this.next === null || this.busy) return;
    this.busy = true;
    try {
      const answer = await get<Page<T>>(question.path, { ...question.query, cursor: this.next }, signal);
      if (signal.aborted) return;
      this.#pages += 1;
      this.items = [...this.items, ...answer.items];
      this.next = answer.next;
    } catch (error) {
      if (signal.aborted) return;
      this.error = asApiError(error);
    }
    this.busy = false;
  }
}

export function list<T>(question: () => Question | null): List<T> {
  return new List<T>(question);
}
