use polybius_records::{CountKind, DateSpan, EventBody, Place, Role, Stance};

use super::Value;
use crate::case::point;
use crate::words;

/// From `event_type` to the last count: what events and reports share.
pub(super) fn values(body: &EventBody) -> Vec<Value> {
    let names = |role: Role| Value::texts(body.actors.iter().filter(|a| a.role == role).map(|a| &a.name));
    let said = |stances: &[Stance]| {
        Value::texts(body.attributions.iter().filter(|a| stances.contains(&a.stance)).map(|a| &a.actor))
    };
    let mut values = vec![
        Value::text(body.event_type.as_str()),
        Value::text(body.sub_event_type.as_str()),
        Value::text(words::status(body.status)),
    ];
    values.extend(date(body.date.as_ref()));
    values.extend(place(body.place.as_ref()));
    values.extend([
        names(Role::Perpetrator),
        names(Role::Target),
        names(Role::Victim),
        names(Role::Opponent),
        names(Role::Supporter),
        names(Role::Detainer),
        said(&[Stance::Claims]),
        said(&[Stance::Attributes, Stance::Suspects]),
        Value::texts(body.attributions.iter().filter(|a| a.stance == Stance::Denies).map(|a| &a.by)),
        Value::texts(body.weapons.iter().map(|w| &w.name)),
    ]);
    for kind in CountKind::ALL {
        let count = body.count(kind);
        values.extend([
            Value::whole(count.and_then(|c| c.best)),
            Value::whole(count.and_then(|c| c.low)),
            Value::whole(count.and_then(|c| c.high)),
        ]);
    }
    values
}

/// Ids of the actors, then for each count whether it is open above.
pub(super) fn more(body: &EventBody) -> Vec<Value> {
    let mut values = vec![Value::texts(body.actors.iter().map(|a| &a.id))];
    for kind in CountKind::ALL {
        // In a report, "at least 139" has a lowest number and no highest.
        let open = body.count(kind).map(|c| c.open_above || (c.low.is_some() && c.high.is_none()));
        values.push(open.map_or(Value::Empty, Value::Flag));
    }
    values
}

/// Both ends and the precision.
pub(super) fn date(span: Option<&DateSpan>) -> [Value; 3] {
    match span.filter(|d| d.precision != polybius_records::Precision::Unknown) {
        Some(d) => [Value::Day(d.start), Value::Day(d.end), Value::text(words::date_precision(d.precision))],
        None => [Value::Empty, Value::Empty, Value::Empty],
    }
}

/// From the name to the GeoNames id.
pub(super) fn place(place: Option<&Place>) -> [Value; 8] {
    let at = place.and_then(point);
    [
        Value::maybe(place.map(|p| p.name.as_str())),
        Value::maybe(place.and_then(|p| p.country.as_deref())),
        Value::maybe(place.and_then(|p| p.admin1.as_deref())),
        Value::maybe(place.and_then(|p| p.admin2.as_deref())),
        Value::number(at.map(|p| p.latitude)),
        Value::number(at.map(|p| p.longitude)),
        Value::maybe(place.map(|p| words::place_precision(p.precision))),
        Value::whole(place.and_then(|p| p.geonameid)),
    ]
}
