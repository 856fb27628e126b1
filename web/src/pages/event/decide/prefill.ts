import type { Count, DateSpan } from '../../../api/records';

const ONES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const NUMBER = `\\d{1,3}(?:[,\\u00a0 ]\\d{3})+|\\d+|(?:${[...TENS, ...ONES].join('|')})(?:[- ](?:${ONES.slice(1, 10).join('|')})\\b)?`;
const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** The number that a person most likely means by these words; null where they name none. */
export function countFrom(text: string): Count | null {
  const words = text.toLowerCase();
  const found = [...words.matchAll(new RegExp(`\\b(?:${NUMBER})\\b`, 'g'))].map((match) => ({ n: numberOf(match[0]), start: match.index, end: match.index + match[0].length }));
  const [first, second] = found;
  if (!first) return vague(words);
  const before = words.slice(0, first.start);
  const between = second ? words.slice(first.end, second.start).trim() : '';
  if (second && (/^(-|–|to)$/.test(between) || (between === 'and' && /\bbetween\s+$/.test(before)))) return count(second.n, first.n, second.n);
  if (/\b(at least|more than|over|no fewer than|minimum of)\s+$/.test(before)) return count(first.n, first.n, null);
  if (/\b(up to|as many as|nearly|almost|at most|fewer than)\s+$/.test(before)) return count(first.n, null, first.n);
  return count(first.n, first.n, first.n);
}

function vague(words: string): Count | null {
  if (/\bno (one|body|casualties|deaths|injuries)\b|\bnobody\b/.test(words)) return count(0, 0, 0);
  if (/\bdozens\b/.test(words)) return count(null, 24, null);
  if (/\bhundreds\b/.test(words)) return count(null, 200, null);
  return null;
}

function numberOf(text: string): number {
  const digits = text.replace(/[,\u00a0 ]/g, '');
  if (/^\d+$/.test(digits)) return Number(digits);
  return text.split(/[- ]/).reduce((sum, word) => {
    const ten = TENS.indexOf(word);
    return sum + (ten >= 0 ? (ten + 2) * 10 : Math.max(ONES.indexOf(word), 0));
  }, 0);
}

export function count(best: number | null, low: number | null, high: number | null): Count {
  return { best, low, high, unit: 'people', breakdown: [] };
}

/** The day, month or year that these words name in full; null where they name none ("on Monday" is no day by itself). */
export function dateFrom(text: string): DateSpan | null {
  const words = text.toLowerCase();
  const iso = /\b(\d{4})-(\d{2})-(\d{2})\b/.exec(words);
  if (iso) return day(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]));
  const name = MONTHS.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)})?`).join('|');
  const dayFirst = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(${name})\\.?,?\\s+(\\d{4})\\b`).exec(words);
  if (dayFirst) return day(Number(dayFirst[3]), monthOf(dayFirst[2]), Number(dayFirst[1]));
  const monthFirst = new RegExp(`\\b(${name})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b`).exec(words);
  if (monthFirst) return day(Number(monthFirst[3]), monthOf(monthFirst[1]), Number(monthFirst[2]));
  const month = new RegExp(`\\b(${name})\\.?,?\\s+(?:of\\s+)?(\\d{4})\\b`).exec(words);
  if (month) return monthSpan(Number(month[2]), monthOf(month[1]));
  const year = /\b(1[89]\d{2}|20\d{2})\b/.exec(words);
  return year ? { start: `${year[1]}-01-01`, end: `${year[1]}-12-31`, precision: 'year' } : null;
}

const monthOf = (name: string | undefined) => MONTHS.findIndex((month) => month.startsWith((name ?? '?').slice(0, 3)));
const iso = (year: number, month: number, date: number) => new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);

function day(year: number, month: number, date: number): DateSpan | null {
  const found = iso(year, month, date);
  // 31 February is no day.
  return Number(found.slice(8)) === date ? { start: found, end: found, precision: 'day' } : null;
}

export function monthSpan(year: number, month: number): DateSpan {
  return { start: iso(year, month, 1), end: iso(year, month + 1, 0), precision: 'month' };
}
