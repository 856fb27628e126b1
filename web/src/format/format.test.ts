import { describe, expect, it } from 'vitest';
import { countText, countWords } from './count';
import { dayNumber, formatSpan, isoDay } from './date';
import { placeName, placeWithin } from './place';
import { cut } from './quote';

describe('counts', () => {
  it.each([
    [null, null, null, 'Not said'],
    [{ best: null, low: null, high: null }, null, null, 'Not said'],
    [{ best: 0, low: 0, high: 0 }, '0', null, '0'],
    [{ best: 12, low: 12, high: 12 }, '12', null, '12'],
    [{ best: 139, low: 139, high: null }, '139+', null, 'at least 139'],
    [{ best: 1300, low: 1300, high: 1300, open_above: true }, '1,300+', null, 'at least 1,300'],
    [{ best: 12, low: 10, high: 15 }, '12', '10–15', 'best 12, 10 to 15'],
    [{ best: 12, low: 10, high: 15, open_above: true }, '12', '10–15+', 'best 12, 10 or more'],
    [{ best: null, low: 24, high: null }, '24+', null, 'at least 24'],
    [{ best: null, low: null, high: 300 }, '≤ 300', null, 'at most 300'],
  ])('%j', (count, best, range, words) => {
    expect(countText(count)).toEqual({ best, range });
    expect(countWords(count)).toBe(words);
  });
});

describe('dates', () => {
  it.each([
    ['2019-03-15', '2019-03-15', 'day', 'Mar 15, 2019'],
    ['2019-03-01', '2019-03-31', 'month', 'March 2019'],
    ['2019-03-05', '2019-03-31', 'month', 'Mar 5 – Mar 31, 2019'],
    ['2020-02-01', '2020-02-29', 'month', 'February 2020'],
    ['2020-04-01', '2020-06-30', 'quarter', 'Q2 2020'],
    ['2020-01-01', '2020-12-31', 'year', '2020'],
    ['1990-01-01', '1999-12-31', 'decade', '1990s'],
    ['2019-12-30', '2020-01-02', 'week', 'Dec 30, 2019 – Jan 2, 2020'],
    ['2019-12-30', '2020-01-02', 'unknown', 'Date not said'],
  ] as const)('%s to %s, %s', (start, end, precision, text) => expect(formatSpan({ start, end, precision })).toBe(text));

  it('counts days from 1970', () => {
    expect(dayNumber('1970-01-02')).toBe(1);
    expect(dayNumber('1969-12-31')).toBe(-1);
    expect(isoDay(dayNumber('2024-02-29'))).toBe('2024-02-29');
  });
});

describe('places', () => {
  const place = (precision: 'exact' | 'near' | 'admin1' | 'country', name: string) => ({ name, country: 'SO', admin1: 'Banaadir', precision });
  it.each([
    [place('exact', 'Zoobe junction'), 'Zoobe junction', 'Banaadir, Somalia'],
    [place('near', 'Afgooye'), 'near Afgooye', 'Banaadir, Somalia'],
    [place('admin1', 'Banaadir'), 'somewhere in Banaadir', 'Somalia'],
    [place('country', 'Somalia'), 'somewhere in Somalia', ''],
    [null, 'Place not said', ''],
  ])('%j', (one, name, within) => {
    expect(placeName(one)).toBe(name);
    expect(placeWithin(one)).toBe(within);
  });
});

describe('quotes', () => {
  it('counts scalar values, not UTF-16 units', () => {
    expect(cut('a😀bc', [{ start: 1, end: 3 }])).toEqual([
      { text: 'a', marks: [] },
      { text: '😀b', marks: [0] },
      { text: 'c', marks: [] },
    ]);
  });
  it('keeps overlapping spans apart, and bounds those that lie outside', () => {
    expect(cut('abcdef', [{ start: 0, end: 4 }, { start: 2, end: 99 }]).map((part) => [part.text, part.marks])).toEqual([
      ['ab', [0]],
      ['cd', [0, 1]],
      ['ef', [1]],
    ]);
  });
});
