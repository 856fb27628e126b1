use std::collections::BTreeMap;

use polybius_records::{Control, Count, Place, Relation, Statement, StatementBody};

use super::{Row, Value, body};

/// What the kinds of statements have, each in its own column.
#[derive(Default)]
struct Said<'a> {
    place: Option<&'a Place>,
    actor: Option<&'a str>,
    to: Option<&'a str>,
    relation: Option<&'static str>,
    control: Option<&'static str>,
    direction: Option<&'a str>,
    level: Option<&'a str>,
    extent: Option<&'a str>,
    about: Option<&'a str>,
    values: Option<&'a BTreeMap<String, Count>>,
}

/// One row, or one for each thing that it counts.
pub(super) fn rows<'a>(statement: &'a Statement) -> Vec<Row<'a>> {
    let said = said(&statement.body);
    let counts = said.values.map(|values| values.iter().collect::<Vec<_>>()).filter(|v| !v.is_empty());
    let Some(counts) = counts else { return vec![row(statement, &said, None)] };
    counts.into_iter().map(|count| row(statement, &said, Some(count))).collect()
}

fn row<'a>(statement: &'a Statement, said: &Said<'_>, counted: Option<(&String, &Count)>) -> Row<'a> {
    let mut values = vec![Value::text(&statement.id), Value::text(statement.body.kind())];
    values.extend(body::date(statement.date.as_ref()));
    values.extend(body::place(said.place));
    values.extend([
        Value::maybe(said.actor),
        Value::maybe(said.to),
        Value::maybe(said.relation),
        Value::maybe(said.control),
        Value::maybe(said.direction),
        Value::maybe(said.level),
        Value::maybe(said.extent),
        Value::maybe(said.about),
        Value::maybe(counted.map(|(what, _)| what.as_str())),
        Value::whole(counted.and_then(|(_, n)| n.best)),
        Value::whole(counted.and_then(|(_, n)| n.low)),
        Value::whole(counted.and_then(|(_, n)| n.high)),
        Value::maybe(statement.source.as_deref()),
        Value::texts(&statement.documents),
    ]);
    Row { record: &statement.id, values }
}

fn said(body: &StatementBody) -> Said<'_> {
    let none = Said::default();
    match body {
        StatementBody::Statistic { actor, place, values } => {
            Said { actor: actor.as_deref(), place: place.as_ref(), values: Some(values), ..none }
        }
        StatementBody::Strength { actor, values } => Said { actor: actor.as_deref(), values: Some(values), ..none },
        StatementBody::Alert { place, level, direction } => {
            Said { place: place.as_ref(), level: level.as_deref(), direction: direction.as_deref(), ..none }
        }
        StatementBody::Warning { by, to, about, place } => {
            Said { actor: by.as_deref(), to: to.as_deref(), about: about.as_deref(), place: place.as_ref(), ..none }
        }
        StatementBody::Control { actor, place, extent, status } => Said {
            actor: actor.as_deref(),
            place: place.as_ref(),
            extent: extent.as_deref(),
            control: Some(control(*status)),
            ..none
        },
        StatementBody::Relation { from, relation, to } => {
            Said { actor: Some(from), relation: Some(self::relation(*relation)), to: to.as_deref(), ..none }
        }
    }
}

fn control(control: Control) -> &'static str {
    match control {
        Control::Holds => "holds",
        Control::Seized => "seized",
        Control::Lost => "lost",
        Control::Contests => "contests",
    }
}

fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::PartOf => "part_of",
        Relation::Allegiance => "allegiance",
        Relation::SplinterOf => "splinter_of",
        Relation::Leads => "leads",
        Relation::MemberOf => "member_of",
        Relation::Opposes => "opposes",
        Relation::Allied => "allied",
        Relation::Founded => "founded",
        Relation::Formerly => "formerly",
    }
}
