/**
 * Which events are meant: the same names and values as the API has, so that an address of the app, a question to the server and an
 * export are one set. Values stay as they were written; the server says what is wrong with a bad one.
 */
export interface Filter {
  from?: string;
  to?: string;
  country: string[];
  event_type: string[];
  sub_event_type: string[];
  status: string[];
  review: string[];
  actor: string[];
  min_sources?: string;
  min_killed?: string;
  bbox?: string;
  q?: string;
  as_of?: string;
}

const LISTS = ['country', 'event_type', 'sub_event_type', 'status', 'review', 'actor'] as const;
const SINGLES = ['from', 'to', 'min_sources', 'min_killed', 'bbox', 'q', 'as_of'] as const;
const ORDER = ['from', 'to', ...LISTS, 'min_sources', 'min_killed', 'bbox', 'q', 'as_of'] as const;

export type ListField = (typeof LISTS)[number];
export type SingleField = (typeof SINGLES)[number];

/** Every event. */
export function everything(): Filter {
  return { country: [], event_type: [], sub_event_type: [], status: [], review: [], actor: [] };
}

/** The filter of an address; what is no filter (a page's own parameters) is left alone. */
export function readFilter(search: string | URLSearchParams): Filter {
  const query = new URLSearchParams(search);
  const filter = everything();
  for (const name of LISTS) {
    const values = query.getAll(name).flatMap((value) => value.split(','));
    filter[name] = [...new Set(values.map((value) => value.trim()).filter((value) => value !== ''))];
  }
  for (const name of SINGLES) {
    const value = query.get(name)?.trim();
    if (value) filter[name] = value;
  }
  return filter;
}

/** The parameters of a filter, in one fixed order; nothing for what is not limited. */
export function filterQuery(filter: Filter): Record<string, string> {
  const out: Record<string, string> = {};
  for (const name of ORDER) {
    const value = filter[name];
    const text = Array.isArray(value) ? value.join(',') : value;
    if (text) out[name] = text;
  }
  return out;
}

/** The address's query with this filter in place of its own; other parameters stay. */
export function writeFilter(filter: Filter, search: string | URLSearchParams = ''): string {
  const out = new URLSearchParams(filterQuery(filter));
  for (const [name, value] of new URLSearchParams(search)) {
    if (!(ORDER as readonly string[]).includes(name)) out.append(name, value);
  }
  // Commas are no separators of a query, and the address is read by people.
  const text = out.toString().replaceAll('%2C', ',').replaceAll('%2F', '/');
  return text ? `?${text}` : '';
}

/** The filter without times: what the time line is drawn from. */
export function anyTime(filter: Filter): Filter {
  const { from: _from, to: _to, ...rest } = filter;
  return rest;
}

/** How many things limit it. */
export function limits(filter: Filter): number {
  return Object.keys(filterQuery(filter)).length;
}
