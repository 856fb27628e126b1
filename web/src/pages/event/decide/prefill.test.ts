import { describe, expect, it } from 'vitest';
import { countFrom, dateFrom } from './prefill';

const ends = (text: string) => {
  const found = countFrom(text);
  return found && [found.best, found.low, found.high];
};

describe('numbers from chosen words', () => {
  it.each([
    ['12', [12, 12, 12]],
    ['At least 39 people were killed', [39, 39, null]],
    ['more than 1,000', [1000, 1000, null]],
    ['nearly 300', [300, null, 300]],
    ['twenty-one soldiers', [21, 21, 21]],
    ['thirteen', [13, 13, 13]],
    ['between ten and fifteen gunmen', [15, 10, 15]],
    ['10 to 15 people', [15, 10, 15]],
    ['dozens', [null, 24, null]],
    ['nobody was hurt', [0, 0, 0]],
    ['12 people and 3 soldiers', [12, 12, 12]],
  ])('%s', (text, expected) => expect(ends(text)).toEqual(expected));

  it('finds none where there is none', () => expect(countFrom('the bombers')).toBeNull());
});

describe('days from chosen words', () => {
  it.each([
    ['21 September 2013', { start: '2013-09-21', end: '2013-09-21', precision: 'day' }],
    ['on March 3rd, 2004', { start: '2004-03-03', end: '2004-03-03', precision: 'day' }],
    ['in Feb. 2024', { start: '2024-02-01', end: '2024-02-29', precision: 'month' }],
    ['during 1998', { start: '1998-01-01', end: '1998-12-31', precision: 'year' }],
    ['2024-03-22', { start: '2024-03-22', end: '2024-03-22', precision: 'day' }],
  ])('%s', (text, expected) => expect(dateFrom(text)).toEqual(expected));

  it('takes no half-named day for one', () => {
    expect(dateFrom('on Monday')).toBeNull();
    expect(dateFrom('31 February 2020')).toBeNull();
  });
});
