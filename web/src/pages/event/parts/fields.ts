import { shownField } from '../../../article/marks';
import type { CountKind, EventBody, EventRecord, Evidence, ReportRecord } from '../../../api/records';
import type { EditableField } from '../../../api/work';
import { countText } from '../../../format/count';
import { formatSpan } from '../../../format/date';
import { placeName, placeWithin } from '../../../format/place';
import { word } from '../../../messages/t';

export const COUNTS: readonly CountKind[] = ['killed', 'injured', 'abducted', 'detained', 'displaced'];
export const FIELDS: readonly EditableField[] = ['sub_event_type', 'status', 'date', 'place', 'actors', 'weapons', ...COUNTS];

/** The name under which a field's probability is kept. */
const SURE: Partial<Record<EditableField, string>> = { actors: 'perpetrators' };

export function confidenceOf(body: EventBody, field: EditableField): number | null {
  return body.confidences?.[SURE[field] ?? field] ?? null;
}

export function isFilled(body: EventBody, field: EditableField): boolean {
  const value = body[field];
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
}

/** Whether reports add to each other in a field, where other fields have one value. */
export const isList = (field: EditableField) => field === 'actors' || field === 'weapons';

/** Whether a report has the event's value. The range of an event's number comes of all reports. */
function agrees(event: EventBody, report: EventBody, field: EditableField): boolean {
  const count = COUNTS.find((kind) => kind === field);
  if (count) return (event[count]?.best ?? event[count]?.low) === (report[count]?.best ?? report[count]?.low);
  return valueText(event, field) === valueText(report, field);
}

/** A field's value in one line: what tells versions apart. */
export function valueText(body: EventBody, field: EditableField): string {
  switch (field) {
    case 'sub_event_type':
      return body.sub_event_type;
    case 'status':
      return word('words', body.status);
    case 'date':
      return formatSpan(body.date);
    case 'place':
      return [placeName(body.place), placeWithin(body.place)].filter(Boolean).join(', ');
    case 'actors':
      return body.actors.map((actor) => `${actor.name} (${word('words', actor.role).toLowerCase()})`).sort().join(', ');
    case 'weapons':
      return body.weapons.map((weapon) => weapon.name).sort().join(', ');
    default: {
      const { best, range } = countText(body[field]);
      return [best, range].filter(Boolean).join(' ');
    }
  }
}

/** What some of the reports say of a field. */
export interface Version {
  text: string;
  reports: ReportRecord[];
  /** Whether the event has this value. */
  held: boolean;
}

/** What reports say of a field, each value once; that of the event first, then what most say. */
export function versions(event: EventRecord, reports: readonly ReportRecord[], field: EditableField): Version[] {
  const found = new Map<string, Version>();
  for (const report of reports) {
    if (!isFilled(report, field)) continue;
    const text = valueText(report, field);
    const version = found.get(text) ?? { text, reports: [], held: agrees(event, report, field) };
    version.reports.push(report);
    found.set(text, version);
  }
  return [...found.values()].sort((a, b) => Number(b.held) - Number(a.held) || b.reports.length - a.reports.length);
}

/** The words of one document behind a field, each once. */
export function wordsBehind(evidence: readonly Evidence[], field: EditableField, document: string): Evidence[] {
  const found = evidence.filter((one) => one.document === document && shownField(one.field) === field);
  return [...new Map(found.map((one) => [`${one.start}-${one.end}`, one])).values()].sort((a, b) => a.start - b.start);
}

/** Whether the reports cannot all be right about a field. */
export function contradicted(event: EventRecord, field: EditableField): boolean {
  const names = field === 'actors' ? ['actors', 'perpetrators'] : [field];
  return event.contradictions?.some((one) => names.includes(one.field)) ?? false;
}
