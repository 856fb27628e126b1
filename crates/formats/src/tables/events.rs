use polybius_records::{Agreement, CountKind};

use super::{Row, Value, body};
use crate::case::Case;
use crate::words;

pub(super) fn row<'a>(case: &Case<'a>) -> Row<'a> {
    let event = case.event;
    let record = &event.body;
    let mut values = vec![Value::text(&event.id)];
    values.extend(body::values(record));
    values.extend([
        Value::size(event.sources),
        Value::texts(case.publishers()),
        Value::text(&record.summary),
        Value::number(Some(record.confidence)),
        Value::text(words::review(event.review)),
    ]);
    values.extend(body::more(record));
    let rules = CountKind::ALL.iter().filter_map(|kind| record.count(*kind)?.rule.as_deref());
    let disputed = event.reconciled.contradictions.iter().map(|c| c.field.as_str());
    values.extend([
        Value::texts(rules),
        Value::text(event.reconciled.agreement.map_or("", Agreement::as_str)),
        Value::texts(disputed),
    ]);
    values.extend([Value::texts(&event.documents), Value::texts(&event.reports)]);
    Row { record: &event.id, values }
}
