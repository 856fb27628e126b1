import { expect, it } from 'vitest';
import { periodEnd, periodStart, stepFor, steps } from './periods';
import { stack } from './stack';

it.each([
  ['2020-02', 'month', '2020-02-29'],
  ['2020', 'year', '2020-12-31'],
  ['2020-02-24', 'week', '2020-03-01'],
  ['2020-02-24', 'day', '2020-02-24'],
] as const)('the %s of %s ends on %s', (key, step, end) => expect(periodEnd(periodStart(key), step)).toBe(end));

it('has every period between the first and the last', () => {
  expect(steps(periodStart('2019-11'), periodStart('2020-02'), 'month')).toEqual(['2019-11', '2019-12', '2020-01', '2020-02'].map(periodStart));
  expect(steps(periodStart('2020-01-06'), periodStart('2020-01-20'), 'week')).toHaveLength(3);
});

it('chooses steps that make a readable number of bars', () => {
  expect([30, 400, 4000, 40_000].map(stepFor)).toEqual(['day', 'week', 'month', 'year']);
});

it('stacks kinds, and leaves out what has no time', () => {
  const group = (period: string | null, kind: string, events: number) => ({ values: [period, kind], name: null, events, killed: 0, killed_low: 0, killed_high: 0, injured: 0 });
  const stacked = stack([group('2020-01', 'a', 2), group('2020-03', 'a', 1), group('2020-03', 'b', 4), group(null, 'a', 9)], ['a', 'b'], 'month');
  expect(stacked.counts).toEqual([[2, 0, 1], [0, 0, 4]]);
  expect(stacked.tops).toEqual([[2, 0, 1], [2, 0, 5]]);
});
