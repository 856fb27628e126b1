import { expect, it } from 'vitest';
import type { Toll } from '../../../api/records';
import { kinds, points, top } from './tolls';

const toll = (published: string | null, low: number, high: number | null, counts: Toll['counts'] = 'killed'): Toll => ({ counts, published, best: low, low, high, by: [], sources: 1, documents: [] });

it('stands numbers at their days, and those of one day beside each other', () => {
  const list = points([toll('2019-04-26', 253, 253), toll('2019-04-21', 207, null), toll('2019-04-21', 290, 290), toll(null, 359, 359), toll('2019-04-22', 500, 500, 'injured')], 'killed');
  expect(list.map((point) => point.best)).toEqual([359, 207, 290, 253]);
  expect(list.map((point) => point.x?.toFixed(2) ?? null)).toEqual([null, '-0.02', '0.02', '1.00']);
  expect(list[1]?.high).toBeNull();
  expect(top(list)).toBe(500);
});

it('tells the kinds, deaths first', () => {
  expect(kinds([toll('2019-04-22', 1, 1, 'injured'), toll(null, 1, 1)])).toEqual(['killed', 'injured']);
  expect(top([])).toBe(2);
});
