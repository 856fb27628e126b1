import type { Group } from '../../api/answers';
import { periodStart, steps, type Step } from './periods';

/** Bars of several kinds, one on the other. `tops[k]` is the sum of kinds 0 to k. */
export interface Stack {
  starts: number[];
  kinds: readonly string[];
  counts: number[][];
  tops: number[][];
}

/** Stacks an aggregate by a period and a kind; what has no period is left out, as it has no place on an axis of time. */
export function stack(groups: readonly Group[], kinds: readonly string[], by: Step): Stack {
  const dated = groups.filter((group) => group.values[0]);
  const at = dated.map((group) => periodStart(group.values[0] ?? ''));
  const first = at.reduce((a, b) => Math.min(a, b), Infinity);
  const last = at.reduce((a, b) => Math.max(a, b), -Infinity);
  const starts = Number.isFinite(first) ? steps(first, last, by) : [];
  const index = new Map(starts.map((start, i) => [start, i]));
  const counts = kinds.map(() => starts.map(() => 0));
  dated.forEach((group, i) => {
    const [x, kind] = [index.get(at[i] ?? NaN), kinds.indexOf(group.values[1] ?? '')];
    const row = counts[kind];
    if (x !== undefined && row) row[x] = (row[x] ?? 0) + group.events;
  });
  const tops: number[][] = [];
  counts.forEach((row, kind) => tops.push(row.map((n, x) => n + (tops[kind - 1]?.[x] ?? 0))));
  return { starts, kinds, counts, tops };
}
