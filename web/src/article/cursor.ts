import { Offsets } from './offsets';
import { trimmed, type Chosen } from './selection';

interface Span {
  start: number;
  end: number;
}

/**
 * Choosing words by keyboard: a browser selects text only with its caret mode on. Left and right go word by word, with Shift they
 * reach further; up and down take whole sentences.
 */
export class WordCursor {
  readonly #offsets: Offsets;
  readonly #words: Span[];
  /** By their first and last word. */
  readonly #sentences: Span[];
  #anchor = 0;
  #head = 0;

  constructor(offsets: Offsets, language: string | null) {
    this.#offsets = offsets;
    this.#words = segments(offsets, language, 'word');
    this.#sentences = sentencesOf(this.#words, segments(offsets, language, 'sentence'));
  }

  get chosen(): Chosen | null {
    const first = this.#words[Math.min(this.#anchor, this.#head)];
    const last = this.#words[Math.max(this.#anchor, this.#head)];
    return first && last ? trimmed(this.#offsets, first.start, last.end) : null;
  }

  /** Starts at a place, or at the first word after it. */
  start(value: number): Chosen | null {
    const found = this.#words.findIndex((word) => word.end > value);
    this.#anchor = this.#head = Math.max(found, 0);
    return this.chosen;
  }

  word(step: 1 | -1, reach: boolean): Chosen | null {
    const from = reach ? this.#head : step > 0 ? Math.max(this.#anchor, this.#head) : Math.min(this.#anchor, this.#head);
    this.#head = Math.min(Math.max(from + step, 0), Math.max(this.#words.length - 1, 0));
    if (!reach) this.#anchor = this.#head;
    return this.chosen;
  }

  sentence(step: 1 | -1, reach: boolean): Chosen | null {
    const now = this.#sentences.findIndex((one) => this.#head >= one.start && this.#head <= one.end);
    const current = this.#sentences[now];
    // What is not yet a whole sentence becomes one; then the next key goes on to another.
    const whole = current !== undefined && this.#anchor === current.start && this.#head === current.end;
    const next = this.#sentences[Math.min(Math.max(whole || reach ? now + step : now, 0), this.#sentences.length - 1)];
    if (!next) return this.chosen;
    if (reach) this.#head = step > 0 ? next.end : next.start;
    else [this.#anchor, this.#head] = [next.start, next.end];
    return this.chosen;
  }
}

/** Sentences by their first and last word; those without words are none. */
function sentencesOf(words: Span[], sentences: Span[]): Span[] {
  return sentences.flatMap(({ start, end }) => {
    const first = words.findIndex((word) => word.start >= start);
    const last = words.findLastIndex((word) => word.end <= end);
    return first >= 0 && last >= first ? [{ start: first, end: last }] : [];
  });
}

function segments(offsets: Offsets, language: string | null, granularity: 'word' | 'sentence'): Span[] {
  const segmenter = new Intl.Segmenter(language ?? 'en', { granularity });
  const found: Span[] = [];
  // A line break ends a sentence: headlines have no stop.
  for (const line of offsets.text.matchAll(granularity === 'sentence' ? /[^\n]+/g : /[\s\S]+/g)) {
    for (const segment of segmenter.segment(line[0])) {
      const kept = granularity === 'word' ? segment.isWordLike : segment.segment.trim() !== '';
      const start = line.index + segment.index;
      if (kept) found.push({ start: offsets.value(start), end: offsets.value(start + segment.segment.length) });
    }
  }
  return found;
}
