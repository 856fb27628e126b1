import type { Evidence, ReportRecord, StatementRecord } from '../api/records';
import { t, word } from '../messages/t';
import type { Mark } from './paragraphs';

/** The key that lights up all evidence of one field of one event. */
export const fieldKey = (event: string, field: string) => `${event}/${field}`;
/** The key of a statement. */
export const statementKey = (id: string) => `statement/${id}`;

/** The field that evidence is shown with: who gives a number stands behind the number, and a type behind its sub-type. */
export function shownField(field: string): string {
  const base = field.split('.')[0] ?? field;
  return base === 'event_type' ? 'sub_event_type' : base;
}

/** "Killed: 62"; fields whose value says nothing in few words are told by name alone. */
function label(evidence: Evidence): string {
  const name = word('fields', shownField(evidence.field));
  return evidence.value === '' ? name : `${name}: ${evidence.value}`;
}

/** What stands behind an event in one document. */
export function evidenceMarks(evidence: readonly Evidence[], document: string, event: string): Mark[] {
  return evidence
    // A summary is made of the other fields; a type is told by its sub-type.
    .filter((one) => one.document === document && one.field !== 'summary' && one.field !== 'event_type')
    .map((one) => ({ key: fieldKey(event, shownField(one.field)), label: label(one), kind: 'event' as const, start: one.start, end: one.end }));
}

/** All that was read in a document. */
export function documentMarks(id: string, reports: readonly ReportRecord[], statements: readonly StatementRecord[]): Mark[] {
  return [
    ...reports.flatMap((report) => evidenceMarks(report.evidence, id, report.event ?? report.id)),
    ...statements.flatMap((said) =>
      said.evidence
        .filter((one) => one.document === id)
        .map((one) => ({ key: statementKey(said.id), label: t('documents.statement_mark', { kind: word('documents', said.kind) }), kind: 'statement' as const, start: one.start, end: one.end })),
    ),
  ];
}
