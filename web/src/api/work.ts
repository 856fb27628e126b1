import type { EventRow, Evidence, ReportRecord, Review, StatementRecord, Status } from './records';

/** What a person may do. */
export type Act = 'read' | 'code' | 'decide' | 'review' | 'admin';

export interface Session {
  accounts: boolean;
  person: { name: string; display: string | null; role: 'reader' | 'coder' | 'reviewer' | 'admin' } | null;
  csrf: string | null;
  may: Act[];
}

/** Why an event waits for a person. */
export type Attention =
  | { because: 'may-be-none'; confidence: number }
  | { because: 'doubtful'; field: string; confidence: number }
  | { because: 'contradiction'; field: string }
  | { because: 'disputed' }
  | { because: 'deadly'; killed: number };

export interface QueueItem {
  row: EventRow;
  priority: number;
  why: Attention[];
  assigned: string | null;
  /** How many people were not sure. */
  unsure: number;
}

export interface QueuePage {
  items: QueueItem[];
  next: string | null;
  /** How many wait in all. */
  open: number;
}

export type EditableField =
  | 'sub_event_type'
  | 'status'
  | 'date'
  | 'place'
  | 'actors'
  | 'weapons'
  | 'killed'
  | 'injured'
  | 'abducted'
  | 'detained'
  | 'displaced';

/** Words of a document, by offsets that count Unicode scalar values. */
export interface Span {
  document: string;
  start: number;
  end: number;
}

export type Decision =
  | { decide: 'verdict'; event: string; review: Review; reason?: string }
  | { decide: 'edit'; event: string; field: EditableField; value: unknown; evidence?: Span[]; reason?: string }
  | { decide: 'join'; events: string[]; reason?: string }
  | { decide: 'split'; event: string; reports: string[]; reason?: string }
  | { decide: 'unsure'; event: string; reason?: string }
  | { decide: 'assign'; event: string; to: string | null }
  | { decide: 'undo'; decision: number };

export interface Decided {
  /** Their places among all, for undoing. */
  decisions: number[];
  /** The events that hold the reports now. */
  events: string[];
  revision: number;
}

/** A decision of before. */
export interface Said {
  decision: number;
  kind: string;
  by: string;
  at: string;
  /** A report, or `desk`. */
  subject: string;
  body: Record<string, unknown>;
  undone: boolean;
}

export interface Block {
  kind: 'title' | 'body' | 'dateline' | 'byline' | 'caption' | 'boilerplate';
  start: number;
  end: number;
}

export interface DocumentText {
  id: string;
  title: string | null;
  publisher: string | null;
  url: string | null;
  published: string | null;
  published_from?: string;
  language: string | null;
  text: string;
  blocks: Block[];
}

export interface Warning {
  document: string;
  code: string;
  message: string;
}

/** A document with all that was read in it. */
export interface DocumentAnswer {
  document: DocumentText;
  reports: ReportRecord[];
  statements: StatementRecord[];
  warnings: Warning[];
  /** Documents that are copies of it. */
  copies: string[];
}

export interface DocumentListed {
  id: string;
  title: string | null;
  publisher: string | null;
  url: string | null;
  published: string | null;
  language: string | null;
  coder: string;
  events: number;
  statements: number;
  warnings: number;
}

export interface JobAnswer {
  id: number;
  state: 'waiting' | 'running' | 'done' | 'failed';
  name: string | null;
  done: number;
  reports: number;
  outcome: {
    documents: string[];
    added: number;
    known: number;
    failed: string[];
    reports: number;
    statements: number;
  } | null;
  message: string | null;
}

/** How alike two reports are, part by part. */
export interface ScoreParts {
  date: number;
  place: number;
  actors: number;
  kind: number;
  counts: number;
  words: number;
  weapons: number;
  total: number;
  needed: number;
  conflict: string | null;
}

export interface Why {
  event: string;
  /** Id and document of each report. */
  reports: [string, string][];
  joins: { a: string; b: string; parts: ScoreParts; by_person: boolean }[];
  apart: {
    report: string;
    document: string;
    event: string;
    to: string;
    parts: ScoreParts;
    because: 'conflict' | 'person' | 'others' | { short: number };
  }[];
  decisions: { kind: string; subject: string; body: Record<string, unknown>; made_by: string; at: string }[];
}

export interface Reason {
  reason: string;
  document?: string;
  from?: string;
  to?: string;
  by?: string;
  what?: string;
  at?: string;
  why?: string | null;
}

export interface HistoryEntry {
  revision: number;
  at: string;
  change: 'added' | 'changed' | 'removed';
  fields: { field: string; before: string | null; after: string | null }[];
  reasons: Reason[];
}

/** What a coder reads in the documents of one event. */
export interface Reading {
  /** Null is "no event". */
  sub_event_type: string | null;
  status: Status | null;
  country: string | null;
  /** The first day. */
  date: string | null;
  killed: number | null;
}

export interface CodingItem {
  item: string;
  documents: string[];
  /** One's own. */
  reading: Reading | null;
}

export interface CodingSample {
  items: CodingItem[];
  coders: string[];
}

export interface CodingAgreement {
  /** `alpha` is Krippendorff's, null where there is nothing to compare; `machine` of `readings` agree with the desk's event. */
  fields: { field: string; alpha: number | null; items: number; agreed: number; machine: number; readings: number }[];
  differences: { item: string; event: string | null; field: string; values: Record<string, string> }[];
  coders: Record<string, number>;
}

export type { Evidence };
