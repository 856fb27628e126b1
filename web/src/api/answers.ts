import type { DateSpan, Evidence, Place, Range, Stance, StatementRecord } from './records';

/** A page of a list; `next` is the cursor of the page after it. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Desk {
  name: string;
  version: string;
  revision: number;
  changed: string | null;
  documents: number;
  reports: number;
  events: number;
  statements: number;
  decisions: number;
  up_to_date: boolean;
  rule: string;
  releases: string[];
}

/** The events of a filter, column by column; an index of an event is the same in all of them. */
export interface MapColumns {
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

/** One group of an aggregate: the values that it stands for, in the order of `by`; `name` is that of an actor. */
export interface Group {
  values: (string | null)[];
  name: string | null;
  events: number;
  killed: number;
  killed_low: number;
  killed_high: number;
  injured: number;
}

export interface Aggregates {
  by: string[];
  groups: Group[];
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

/** An actor; `since` and `until` are the years in which it was. */
export interface ActorRow {
  id: string;
  name: string;
  type: string | null;
  country: string | null;
  parent: string | null;
  since: number | null;
  until: number | null;
  events: number;
  killed: number;
}

export interface ActorRecord extends ActorRow {
  aliases: string[];
  /** The organisations above it, the nearest first. */
  ancestors: ActorRow[];
  /** The organisations right below it. */
  branches: ActorRow[];
  /** What documents say of its size, of what it holds, and of how it stands to others. */
  statements: StatementRecord[];
}

export interface Overview {
  revision: number;
  since: number;
  since_at: string | null;
  documents_added: number;
  documents_changed: number;
  events_added: number;
  events_changed: number;
  events_removed: number;
  open: number;
  accepted: number;
  edited: number;
  rejected: number;
}

export interface Job {
  id: string | number;
  state: 'waiting' | 'running' | 'done' | 'failed';
  name?: string | null;
  done?: number;
  total?: number;
  message?: string | null;
}
