/** The records of the contract, as the server writes them. */

export type EventTypeName =
  | 'Battles'
  | 'Protests'
  | 'Riots'
  | 'Explosions/Remote violence'
  | 'Violence against civilians'
  | 'Strategic developments';
export type Status = 'occurred' | 'foiled' | 'planned' | 'threatened' | 'alleged' | 'denied';
export type Review = 'machine' | 'accepted' | 'edited' | 'rejected';
export type Agreement = 'confirmed' | 'fair' | 'weak' | 'contested' | 'discounted';
export type Stance = 'claims' | 'attributes' | 'suspects' | 'denies' | 'celebrates';
export type CountKind = 'killed' | 'injured' | 'abducted' | 'detained' | 'displaced';

export interface DateSpan {
  start: string;
  end: string;
  precision: 'day' | 'week' | 'month' | 'quarter' | 'year' | 'decade' | 'unknown';
}

export type PlacePrecision = 'exact' | 'near' | 'admin2' | 'admin1' | 'country' | 'region';

export interface Place {
  name: string;
  country: string | null;
  admin1: string | null;
  admin2?: string | null;
  latitude: number | null;
  longitude: number | null;
  precision: PlacePrecision;
  geonameid?: number | null;
}

/** A number of people: what is thought, and what it may be. `high` null is open above. */
export interface Range {
  best: number | null;
  low: number | null;
  high: number | null;
  open_above?: boolean;
}

export interface Count extends Range {
  unit: 'people';
  breakdown: { who: string; best: number | null; low: number | null; high: number | null }[];
  rule?: string;
}

export interface Actor {
  role: 'perpetrator' | 'target' | 'victim' | 'opponent' | 'supporter' | 'detainer';
  id: string;
  name: string;
  type: string;
  certainty: string;
}

/** The words behind a value: `start` and `end` count Unicode scalar values, not UTF-16 units. */
export interface Evidence {
  field: string;
  value: string;
  document: string;
  quote: string;
  start: number;
  end: number;
}

export interface Attribution {
  by: string;
  stance: Stance;
  actor: string;
  document: string;
  quote: string;
  claim?: { mode?: string; through?: string; killed?: number; injured?: number };
}

export interface Toll extends Range {
  counts: CountKind;
  published: string | null;
  by: string[];
  sources: number;
  documents: string[];
}

export interface EventBody {
  event_type: EventTypeName;
  sub_event_type: string;
  status: Status;
  date: DateSpan | null;
  place: Place | null;
  actors: Actor[];
  attributions: Attribution[];
  weapons: { name: string; type: string }[];
  killed?: Count;
  injured?: Count;
  abducted?: Count;
  detained?: Count;
  displaced?: Count;
  summary: string;
  confidence: number;
  confidences?: Record<string, number>;
  evidence: Evidence[];
}

export interface EventRecord extends EventBody {
  id: string;
  review: Review;
  documents: string[];
  reports: string[];
  sources: number;
  agreement?: Agreement;
  tolls?: Toll[];
  deaths?: { state: number; armed_groups: number; attackers: number; civilians: number; unknown: number };
  contradictions?: { field: string; values: { value: string; documents: string[] }[] }[];
}

export interface ReportRecord extends EventBody {
  id: string;
  document: string;
  event?: string;
  published: string | null;
  coder: string;
}

/** A row of a list of events. */
export interface EventRow {
  id: string;
  event_type: EventTypeName;
  sub_event_type: string;
  status: Status;
  date: DateSpan | null;
  place: Pick<Place, 'name' | 'country' | 'admin1' | 'latitude' | 'longitude' | 'precision'> | null;
  actors: Pick<Actor, 'role' | 'id' | 'name'>[];
  killed: Range | null;
  injured: Range | null;
  sources: number;
  documents: number;
  review: Review;
  agreement: Agreement | null;
  confidence: number;
  summary: string;
}

export interface StatementRecord {
  id: string;
  kind: 'statistic' | 'strength' | 'alert' | 'warning' | 'control' | 'relation';
  actor?: string | null;
  place?: Place | null;
  values?: Record<string, Count>;
  level?: string | null;
  direction?: string | null;
  by?: string | null;
  to?: string | null;
  about?: string | null;
  extent?: string | null;
  status?: string;
  from?: string;
  relation?: string;
  documents: string[];
  date: DateSpan | null;
  source: string | null;
  evidence: Evidence[];
}
