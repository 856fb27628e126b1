//! One plain English sentence about an event, composed from its fields and from nothing else.

mod act;
mod people;
mod responsibility;
mod when;
mod wherein;

use crate::{CountKind, EventBody, Status, SubEventType};

/// "On 22 March 2024, at least 139 people were killed in an attack in Krasnogorsk, Moscow Oblast, Russia; the Islamic
/// State claimed it."
///
/// The `summary` field of the record itself is not read, so the result depends on the other fields alone.
pub fn summary(body: &EventBody) -> String {
    let when = body.date.as_ref().map(when::phrase).unwrap_or_default();
    let place = body.place.as_ref().map(wherein::phrase).unwrap_or_default();
    let mut clause = clause(body);
    if !place.is_empty() {
        clause.push(' ');
        clause.push_str(&place);
    }
    let mut sentence = if when.is_empty() { clause } else { format!("{when}, {clause}") };
    for said in responsibility::clauses(body) {
        sentence.push_str("; ");
        sentence.push_str(&said);
    }
    sentence.push('.');
    capitalised(&sentence)
}

fn clause(body: &EventBody) -> String {
    let act = act::phrase(body);
    match body.status {
        Status::Occurred => happened(body, &act, ""),
        Status::Alleged => happened(body, &act, "reportedly "),
        // Those are what foils a plot: they did take place.
        Status::Foiled if matches!(body.sub_event_type, SubEventType::Arrests | SubEventType::DisruptedWeaponsUse) => {
            happened(body, &act, "") + " over a foiled attack"
        }
        Status::Foiled => format!("{act} {} foiled", was(body)),
        Status::Planned => format!("{act} {} planned", was(body)),
        Status::Threatened => format!("{act} {} threatened", was(body)),
        Status::Denied => format!("{act} {} reported and denied", was(body)),
    }
}

/// What became of people, or else that it took place.
fn happened(body: &EventBody, act: &str, hedge: &str) -> String {
    let hurt = people::phrase(body, hedge);
    match (hurt, body.sub_event_type) {
        // "12 people were arrested" needs no "in arrests" after it.
        (Some(hurt), SubEventType::Arrests) if only(body, CountKind::Detained) => hurt + &act::by(body),
        (Some(hurt), SubEventType::Abduction) if only(body, CountKind::Abducted) => hurt + &act::by(body),
        (Some(hurt), _) => format!("{hurt} in {act}"),
        (None, _) => format!("{act} {hedge}took place"),
    }
}

fn only(body: &EventBody, kind: CountKind) -> bool {
    CountKind::ALL.iter().all(|&k| (k == kind) == body.count(k).is_some())
}

fn was(body: &EventBody) -> &'static str {
    if body.sub_event_type == SubEventType::Arrests { "were" } else { "was" }
}

fn capitalised(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// "a", "a and b", "a, b and c".
fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
