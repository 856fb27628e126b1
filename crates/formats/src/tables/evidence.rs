use polybius_records::Evidence;

use super::{Row, Value};
use crate::chosen::Chosen;

/// Events first, then reports, then statements; within a record as the record has them.
pub(super) fn rows<'a>(chosen: &'a Chosen<'a>) -> impl Iterator<Item = Row<'a>> {
    let events = chosen.cases.iter().map(|c| (c.event.id.as_str(), "event", &c.event.body.evidence));
    let reports = chosen.reports.iter().map(|r| (r.report.id.as_str(), "report", &r.report.body.evidence));
    let statements = chosen.statements.iter().map(|s| (s.id.as_str(), s.body.kind(), &s.evidence));
    let all = events.chain(reports).chain(statements);
    all.flat_map(|(record, kind, evidence)| evidence.iter().map(move |e| row(record, kind, e)))
}

fn row<'a>(record: &'a str, kind: &str, evidence: &Evidence) -> Row<'a> {
    let values = vec![
        Value::text(record),
        Value::text(kind),
        Value::text(&evidence.field),
        Value::text(&evidence.value),
        Value::text(&evidence.document),
        Value::text(&evidence.quote),
        Value::size(evidence.start),
        Value::size(evidence.end),
    ];
    Row { record, values }
}
