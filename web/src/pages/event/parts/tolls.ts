import type { CountKind, Toll } from '../../../api/records';
import { dayNumber } from '../../../format/date';

export interface Point {
  toll: Toll;
  /** 0 to 1 along the line; null where the number has no day. */
  x: number | null;
  low: number;
  best: number | null;
  /** Null is open above. */
  high: number | null;
}

/** The kinds of people that there are numbers of, deaths first. */
export function kinds(tolls: readonly Toll[]): CountKind[] {
  const order: CountKind[] = ['killed', 'injured', 'abducted', 'detained', 'displaced'];
  return order.filter((kind) => tolls.some((toll) => toll.counts === kind));
}

/** Numbers in order of their days; those of one day stand a little beside each other. */
export function points(tolls: readonly Toll[], kind: CountKind): Point[] {
  const mine = tolls.filter((toll) => toll.counts === kind).toSorted((a, b) => (a.published ?? '').localeCompare(b.published ?? ''));
  const days = mine.flatMap((toll) => (toll.published ? [dayNumber(toll.published)] : []));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  return mine.map((toll) => {
    const day = toll.published ? dayNumber(toll.published) : null;
    const same = mine.filter((other) => other.published === toll.published);
    const beside = same.length > 1 ? (same.indexOf(toll) - (same.length - 1) / 2) * 0.035 : 0;
    const x = day === null ? null : (last === first ? 0.5 : (day - first) / (last - first)) + beside;
    return { toll, x, low: toll.low ?? toll.best ?? 0, best: toll.best, high: toll.high };
  });
}

/** A round number above all. */
export function top(list: readonly Point[]): number {
  const most = Math.max(1, ...list.map((point) => Math.max(point.high ?? 0, point.best ?? 0, point.low)));
  const step = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 2.5, 5, 10].map((times) => times * step).find((round) => round >= most * 1.05) ?? most * 2;
}
