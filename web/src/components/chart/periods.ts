const DAY = 86_400;

/** The start of a period that an aggregate names (2024, 2024-03, 2024-03-04), in seconds. */
export function periodStart(key: string): number {
  const [year = 1970, month = 1, day = 1] = key.split('-').map(Number);
  return Date.UTC(year, month - 1, day) / 1000;
}

/** The last day of a period, as ISO. */
export function periodEnd(start: number, by: Step): string {
  const date = new Date(start * 1000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const end = { day: start, week: start + 6 * DAY, month: Date.UTC(year, month + 1, 0) / 1000, year: Date.UTC(year, 11, 31) / 1000 }[by];
  return new Date(end * 1000).toISOString().slice(0, 10);
}

export type Step = 'day' | 'week' | 'month' | 'year';

/** The step at which a number of days makes a readable number of bars. */
export function stepFor(days: number): Step {
  if (days <= 120) return 'day';
  if (days <= 3 * 366) return 'week';
  return days <= 40 * 366 ? 'month' : 'year';
}

/** Every period from the first to the last, those without anything too: a gap is not a line. */
export function steps(first: number, last: number, by: Step): number[] {
  const out: number[] = [];
  const date = new Date(first * 1000);
  for (let at = first; at <= last && out.length < 5000; ) {
    out.push(at);
    if (by === 'day' || by === 'week') at += (by === 'day' ? 1 : 7) * DAY;
    else {
      date.setUTCMonth(date.getUTCMonth() + (by === 'month' ? 1 : 12));
      at = date.getTime() / 1000;
    }
  }
  return out;
}
