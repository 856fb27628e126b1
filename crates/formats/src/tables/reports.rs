use super::{Row, Value, body};
use crate::chosen::ChosenReport;

pub(super) fn row<'a>(chosen: &ChosenReport<'a>) -> Row<'a> {
    let report = chosen.report;
    let mut values = vec![
        Value::text(&report.id),
        Value::maybe(chosen.event),
        Value::text(&report.document),
        Value::text(&report.coder),
        report.published.map_or(Value::Empty, Value::Day),
    ];
    values.extend(body::values(&report.body));
    values.extend([Value::text(&report.body.summary), Value::number(Some(report.body.confidence))]);
    values.extend(body::more(&report.body));
    Row { record: &report.id, values }
}
