import type { DateSpan } from '../api/records';
import { language, t } from '../messages/t';

const UTC = { timeZone: 'UTC' } as const;
const day = new Intl.DateTimeFormat(language, { ...UTC, day: 'numeric', month: 'short', year: 'numeric' });
const month = new Intl.DateTimeFormat(language, { ...UTC, month: 'long', year: 'numeric' });
const dayMonth = new Intl.DateTimeFormat(language, { ...UTC, day: 'numeric', month: 'short' });
const DAY = 86_400_000;

/** Days since 1970-01-01 of an ISO day. */
export function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
}

/** The ISO day of a number of days since 1970-01-01. */
export function isoDay(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

export function formatDay(iso: string): string {
  const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? iso : day.format(date);
}

/** A span as exact as it is known and not more: "March 2019", "12 – 14 May 2020". */
export function formatSpan(span: DateSpan | null | undefined): string {
  if (!span || span.precision === 'unknown') return t('fields.date_unknown');
  const start = new Date(`${span.start}T00:00:00Z`);
  const year = span.start.slice(0, 4);
  if (span.start === span.end) return formatDay(span.start);
  const whole = (unit: 'month' | 'quarter' | 'year' | 'decade') => span.precision === unit && isWhole(span, unit);
  if (whole('month')) return month.format(start);
  if (whole('year')) return year;
  if (whole('decade')) return t('fields.date_decade', { year });
  if (whole('quarter')) return t('fields.date_quarter', { quarter: `Q${Math.floor(start.getUTCMonth() / 3) + 1}`, year });
  const sameYear = span.end.startsWith(year);
  return t('fields.date_span', { start: sameYear ? dayMonth.format(start) : formatDay(span.start), end: formatDay(span.end) });
}

/** Whether a span is one whole calendar unit, so that the unit's name is enough. */
function isWhole(span: DateSpan, unit: 'month' | 'quarter' | 'year' | 'decade'): boolean {
  const months = { month: 1, quarter: 3, year: 12, decade: 120 }[unit];
  const start = new Date(`${span.start}T00:00:00Z`);
  const last = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 0));
  return start.getUTCDate() === 1 && last.toISOString().slice(0, 10) === span.end;
}

const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });

/** A time of the desk (RFC 3339), in the reader's zone. */
export function formatMoment(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : moment.format(date);
}
