import type { Range } from '../api/records';
import { t } from '../messages/t';
import { formatNumber } from './number';

/** The number to show, and the range around it where there is one. Unknown is null, never zero. */
export interface CountText {
  best: string | null;
  range: string | null;
}

/**
 * How a count reads: "139", "139+" for "at least 139", "12 (10–15)" where numbers differ. Open above is told by the plus sign or an
 * open range; a number that nobody gave is not invented from the ends.
 */
export function countText(count: Range | null | undefined): CountText {
  if (!count) return { best: null, range: null };
  const { best, low, high } = count;
  const open = count.open_above === true || (high === null && low !== null);
  const main = best ?? low ?? high;
  if (main === null) return { best: null, range: null };
  const prefix = best === null && low === null ? '≤ ' : '';
  const spread = low !== null && low !== main ? true : high !== null && high !== main;
  const range = spread ? `${formatNumber(low ?? 0)}–${high === null ? '' : formatNumber(high)}${open ? '+' : ''}` : null;
  return { best: prefix + formatNumber(main) + (open && !spread ? '+' : ''), range: low === null && spread ? null : range };
}

/** The same in words, for screen readers. */
export function countWords(count: Range | null | undefined): string {
  if (!count) return t('fields.unknown');
  const { best, low, high } = count;
  const open = count.open_above === true || (high === null && low !== null);
  const main = best ?? low ?? high;
  if (main === null) return t('fields.unknown');
  if (best === null && low === null) return t('fields.at_most', { n: main });
  if (open && (low === null || low === main)) return t('fields.at_least', { n: main });
  if (low === null || (low === main && (high === null || high === main))) return formatNumber(main);
  const range = open || high === null ? t('fields.range_open', { low }) : t('fields.range', { low, high });
  return t('fields.count_described', { best: main, range });
}
