import { describe, expect, it } from 'vitest';
import { Offsets } from './offsets';

/** Emoji, a family of several joined ones, a letter of Gothic, Arabic, and a decomposed accent. */
const HARD = 'a😀b👩‍👩‍👧 𐌰 قتل e\u0301 z';

describe('offsets', () => {
  it('agrees with a text of one unit a value', () => {
    const plain = new Offsets('Bombs in Alcalá');
    expect(plain.length).toBe(15);
    expect([0, 7, 15, 99, -1].map((value) => plain.unit(value))).toEqual([0, 7, 15, 15, 0]);
  });

  it('counts values as Rust counts chars', () => {
    const values = Array.from(HARD);
    const offsets = new Offsets(HARD);
    expect(offsets.length).toBe(values.length);
    let unit = 0;
    for (const [value, character] of values.entries()) {
      expect(offsets.unit(value)).toBe(unit);
      expect(offsets.value(unit)).toBe(value);
      // Inside a pair of surrogates there is no place of its own.
      if (character.length === 2) expect(offsets.value(unit + 1)).toBe(value);
      expect(offsets.slice(value, value + 1)).toBe(character);
      unit += character.length;
    }
    expect(offsets.unit(values.length)).toBe(HARD.length);
    expect(offsets.value(HARD.length)).toBe(values.length);
  });

  it('cuts the words that evidence names', () => {
    const text = '🔴🔴 BREAKING: 12 killed 💔 in Kabul';
    const start = Array.from(text.slice(0, text.indexOf('12'))).length;
    expect(start).toBe(13);
    expect(new Offsets(text).slice(start, start + '12 killed 💔'.length - 1)).toBe('12 killed 💔');
  });

  it('takes a lone surrogate for one value', () => {
    const broken = new Offsets('a\ud83db');
    expect(broken.length).toBe(3);
    expect(broken.unit(2)).toBe(2);
  });
});
