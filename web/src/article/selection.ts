import type { Offsets } from './offsets';

export interface Chosen {
  start: number;
  end: number;
  text: string;
}

/** What is selected inside `root`, by values of the document's text; null where nothing is, or the selection leaves `root`. */
export function chosenIn(root: HTMLElement, offsets: Offsets): Chosen | null {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return null;
  const runs = [...root.querySelectorAll<HTMLElement>('[data-at]')].filter((run) => range.intersectsNode(run));
  const first = runs[0];
  const last = runs.at(-1);
  if (!first || !last) return null;
  return trimmed(offsets, placeIn(first, range.startContainer, range.startOffset, 0), placeIn(last, range.endContainer, range.endOffset, 1));
}

/** The value at which an end of a range stands; a container that is not the run's own text stands at the run's edge. */
function placeIn(run: HTMLElement, container: Node, units: number, edge: 0 | 1): number {
  const at = Number(run.dataset['at']);
  const text = run.firstChild?.textContent ?? '';
  const within = container === run.firstChild ? units : edge === 0 ? 0 : text.length;
  return at + Array.from(text.slice(0, within)).length;
}

/** A span without blanks at its edges; a double click takes the blank after a word along. */
export function trimmed(offsets: Offsets, start: number, end: number): Chosen | null {
  const whole = offsets.slice(start, end);
  const text = whole.trim();
  if (text === '') return null;
  const before = whole.length - whole.trimStart().length;
  const from = start + before;
  return { start: from, end: from + Array.from(text).length, text };
}
