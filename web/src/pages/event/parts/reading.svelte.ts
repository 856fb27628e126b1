import type { Chosen } from '../../../article/selection';

/** What is being looked at: a document, what is lit in it and beside it, and the words that were chosen. */
export class Reading {
  document = $state<string | null>(null);
  lit = $state.raw<ReadonlySet<string>>(new Set());
  chosen = $state.raw<Chosen | null>(null);
  /** A mark to bring into view; a new object each time, so that the same may be asked for twice. */
  wanted = $state.raw<{ key: string } | null>(null);

  light = (keys: readonly string[]) => {
    if (keys.length === 0 && this.lit.size === 0) return;
    this.lit = new Set(keys);
  };

  open(document: string) {
    if (this.document !== document) this.chosen = null;
    this.document = document;
  }

  show(document: string, key: string) {
    this.open(document);
    this.light([key]);
    this.wanted = { key };
  }
}
