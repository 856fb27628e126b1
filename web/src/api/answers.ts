import type { Agreement, CountKind, DateSpan, EventRow, Evidence, Place, Range, Stance } from './records';

/** A page of a list; `next` is the cursor of the page after it. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Desk {
  version: string;
  revision: number;
  up_to_date: boolean;
  counts: Record<string, number>;
  accounts: boolean;
  you: You | null;
}

export interface You {
  name: string;
  role: 'reader' | 'coder' | 'reviewer' | 'admin';
  csrf?: string;
}

/** The events of a filter, column by column; an index of an event is the same in all of them. */
export interface MapColumns {
  revision: number;
  count: number;
  events: {
    id: string[];
    day: (number | null)[];
    end: (number | null)[];
    type: number[];
    lon: number[];
    lat: number[];
    precision: number[];
    killed: (number | null)[];
    review: number[];
  };
  types: string[];
  precisions: string[];
  reviews: string[];
  unplaced: number;
  /** Events of which no more than the country is known; they have no point and are among the unplaced. `country` indexes `countries`. */
  in_country?: { id: string[]; day: (number | null)[]; end: (number | null)[]; type: number[]; country: number[] };
  countries?: string[];
}

/** One group of an aggregate: the values that it stands for, in the order of `by`. */
export interface Group {
  key: (string | null)[];
  events: number;
  killed: Range | null;
  injured: Range | null;
  name?: string | null;
}

export interface Aggregates {
  by: string[];
  items: Group[];
}

export interface Toll {
  killed?: number;
  injured?: number;
}

export interface Claim {
  id: string;
  event: string;
  stance: Stance;
  actor: string;
  actor_id: string | null;
  by: string;
  mode: string | null;
  through: string[];
  date: DateSpan | null;
  within_days: number | null;
  claimed: Toll;
  reported: Toll;
  competing: string[];
  only_claimed: boolean;
  documents: string[];
  evidence: Evidence[];
}

/** What the claims of one group, and those about it, sum up to. */
export interface ClaimsGroup {
  actor: string;
  claimed: number;
  attributed: number;
  suspected: number;
  denied: number;
  both: number;
  only_claimed: number;
  contested: number;
  claimed_killed: number;
  reported_killed: number;
  compared: number;
  median_days: number | null;
}

export type Verdict = 'agrees' | 'ours-lower' | 'ours-higher' | 'nothing-held' | 'not-comparable';

export interface Gap {
  because: string;
  first?: string | null;
  last?: string | null;
  documents?: number;
  events?: number;
  ours?: string;
}

/** A stated total beside ours. */
export interface Checked {
  statement: string;
  source: string | null;
  actor: string | null;
  place: Place | null;
  date: DateSpan | null;
  counts: string;
  stated: Range;
  ours: Range;
  events: number;
  gap: number | null;
  verdict: Verdict;
  gaps: Gap[];
  documents: string[];
}

export interface ActorRow {
  id: string;
  name: string;
  type: string;
  country: string | null;
  events: number;
  killed?: Range | null;
  parent: string | null;
  first?: string | null;
  last?: string | null;
}

export interface ActorRecord extends ActorRow {
  aliases: string[];
  /** Whose branch it is or was, and when. */
  parents: { id: string; name: string; from: string | null; to: string | null }[];
  branches: { id: string; name: string; from: string | null; to: string | null; events: number }[];
  activity: { month: string; events: number; killed: Range | null }[];
}

export interface Overview {
  revision: number;
  since: number;
  events: { new: number; changed: number; gone: number };
  documents: { new: number };
  review: { open: number };
  changed: { id: string; what: 'new' | 'changed' | 'gone'; event: EventRow | null }[];
}

export interface ReviewRow extends EventRow {
  priority: number;
  why: string[];
  assigned?: string | null;
  agreement: Agreement | null;
}

export interface DocumentRow {
  id: string;
  title: string | null;
  publisher: string | null;
  url: string | null;
  published: string | null;
  language: string | null;
  reports?: number;
  events?: string[];
}

export interface Job {
  id: string | number;
  state: 'waiting' | 'running' | 'done' | 'failed';
  name?: string | null;
  done?: number;
  total?: number;
  message?: string | null;
}

export type { CountKind };
