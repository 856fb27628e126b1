import type { Block } from '../api/work';
import { Offsets } from './offsets';

/** A stretch of a document that stands behind something: a field of a report, a statement, a selection. */
export interface Mark {
  /** Marks of one key light up together. */
  key: string;
  /** What it stands for, in words: "Killed: 62". */
  label: string;
  start: number;
  end: number;
  /** What it is of: fields of events and statements look different, and so does what a reader chose. */
  kind?: 'event' | 'statement' | 'chosen';
}

/** A run of text with the marks that it lies in, by their place in the list. */
export interface Run {
  start: number;
  text: string;
  marks: number[];
}

export interface Paragraph {
  kind: Block['kind'];
  start: number;
  runs: Run[];
}

interface Stretch {
  kind: Block['kind'];
  start: number;
  end: number;
}

/** The text as it is shown: paragraph by paragraph, each cut where marks begin and end. Nothing is left out but empty lines. */
export function paragraphs(offsets: Offsets, blocks: readonly Block[], marks: readonly Mark[]): Paragraph[] {
  return stretches(offsets, blocks).map((stretch) => ({
    kind: stretch.kind,
    start: stretch.start,
    runs: runs(offsets, stretch, marks),
  }));
}

/** What each stretch is: blocks, and between them body, parted at empty lines. Blank edges are dropped. */
function stretches(offsets: Offsets, blocks: readonly Block[]): Stretch[] {
  const found: Stretch[] = [];
  let at = 0;
  const add = (kind: Block['kind'], start: number, end: number) => {
    for (const part of atEmptyLines(offsets, start, end)) found.push({ kind, ...part });
  };
  for (const block of blocks.toSorted((a, b) => a.start - b.start)) {
    if (block.start > at) add('body', at, block.start);
    add(block.kind, Math.max(block.start, at), block.end);
    at = Math.max(at, block.end);
  }
  if (at < offsets.length) add('body', at, offsets.length);
  return joinDatelines(offsets, found);
}

function atEmptyLines(offsets: Offsets, start: number, end: number): { start: number; end: number }[] {
  const base = offsets.unit(start);
  const text = offsets.slice(start, end);
  const parts: { start: number; end: number }[] = [];
  let from = 0;
  const add = (until: number) => {
    const part = text.slice(from, until);
    const trimmed = part.trim();
    if (trimmed !== '') {
      const first = base + from + part.indexOf(trimmed);
      parts.push({ start: offsets.value(first), end: offsets.value(first + trimmed.length) });
    }
  };
  for (const gap of text.matchAll(/\r?\n[ \t]*(?:\r?\n)+/g)) {
    add(gap.index);
    from = gap.index + gap[0].length;
  }
  add(text.length);
  return parts;
}

/** "KABUL, March 3 -" stands on the line of the text that it opens. */
function joinDatelines(offsets: Offsets, found: Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  for (const stretch of found) {
    const before = out.at(-1);
    if (before?.kind === 'dateline' && stretch.kind === 'body' && !offsets.slice(before.end, stretch.start).includes('\n')) {
      out[out.length - 1] = { kind: 'body', start: before.start, end: stretch.end };
    } else out.push(stretch);
  }
  return out;
}

function runs(offsets: Offsets, stretch: Stretch, marks: readonly Mark[]): Run[] {
  const inside = marks.flatMap((mark, index) => (mark.start < stretch.end && mark.end > stretch.start ? [{ ...mark, index }] : []));
  const ends = new Set([stretch.start, stretch.end]);
  for (const mark of inside) {
    ends.add(Math.max(mark.start, stretch.start));
    ends.add(Math.min(mark.end, stretch.end));
  }
  const cuts = [...ends].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1] ?? start;
    return {
      start,
      text: offsets.slice(start, end),
      marks: inside.filter((mark) => mark.start <= start && mark.end >= end).map((mark) => mark.index),
    };
  });
}
