import type { MapColumns } from '../../api/answers';
import { inPeriod, type Period } from './sites';

/** How many events of a time are known by their country alone, by country: they shade it and have no point. */
export function shadeOf(map: MapColumns, period: Period): Record<string, number> {
  const out: Record<string, number> = {};
  const { countries, in_country: events } = map;
  if (!countries || !events) return out;
  events.country.forEach((index, i) => {
    const code = countries[index];
    if (code && inPeriod(events.day[i], events.end[i], period)) out[code] = (out[code] ?? 0) + 1;
  });
  return out;
}
