import { describe, expect, it } from 'vitest';
import { Offsets } from './offsets';
import { paragraphs, type Mark } from './paragraphs';

const TEXT = 'Blast 💥 kills 12\n\nKABUL, March 3 — A bomb 💣 killed 12 people.\nIt was claimed.\n\nShare this';
const offsets = new Offsets(TEXT);
const at = (words: string) => {
  const unit = TEXT.indexOf(words);
  return { start: offsets.value(unit), end: offsets.value(unit + words.length) };
};
const mark = (key: string, words: string): Mark => ({ key, label: key, ...at(words) });
const BLOCKS = [
  { kind: 'title' as const, ...at('Blast 💥 kills 12') },
  { kind: 'dateline' as const, ...at('KABUL, March 3 —') },
  { kind: 'boilerplate' as const, ...at('Share this') },
];

describe('paragraphs', () => {
  it('parts the text at blocks and empty lines, and leaves a dateline on its line', () => {
    const shown = paragraphs(offsets, BLOCKS, []);
    expect(shown.map((p) => [p.kind, p.runs.map((run) => run.text).join('')])).toEqual([
      ['title', 'Blast 💥 kills 12'],
      ['body', 'KABUL, March 3 — A bomb 💣 killed 12 people.\nIt was claimed.'],
      ['boilerplate', 'Share this'],
    ]);
  });

  it('cuts overlapping marks into runs that know each of theirs', () => {
    const marks = [mark('sentence', 'A bomb 💣 killed 12 people.'), mark('count', 'killed 12'), mark('over', '12 people.\nIt was')];
    const body = paragraphs(offsets, BLOCKS, marks)[1];
    expect(body?.runs.map((run) => [run.text, run.marks])).toEqual([
      ['KABUL, March 3 — ', []],
      ['A bomb 💣 ', [0]],
      ['killed ', [0, 1]],
      ['12', [0, 1, 2]],
      [' people.', [0, 2]],
      ['\nIt was', [2]],
      [' claimed.', []],
    ]);
  });

  it('keeps every run at its place', () => {
    for (const paragraph of paragraphs(offsets, BLOCKS, [mark('a', 'kills 12'), mark('b', '💣')])) {
      for (const run of paragraph.runs) expect(offsets.slice(run.start, run.start + Array.from(run.text).length)).toBe(run.text);
    }
  });

  it('survives marks and blocks beyond the text', () => {
    const shown = paragraphs(new Offsets('short'), [{ kind: 'body', start: 0, end: 99 }], [{ key: 'x', label: 'x', start: 2, end: 99 }]);
    expect(shown[0]?.runs.map((run) => run.text)).toEqual(['sh', 'ort']);
  });
});
