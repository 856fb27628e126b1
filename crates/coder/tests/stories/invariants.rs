//! What holds for every record, whatever the text.

use polybius_lexicon::Lexicon;
use polybius_records::{ActorType, Count, CountKind, DateSpan, Document, EventBody, Evidence, Report, Statement};
use serde_json::Value;

/// Every breach in the records of one document, a line each.
pub fn breaches(lexicon: &Lexicon, document: &Document, reports: &[Report], statements: &[Statement]) -> Vec<String> {
    let mut out = Vec::new();
    for report in reports {
        let mut say = |fault: String| out.push(format!("{} {}: {fault}", document.id, report.id));
        if report.document != document.id {
            say(format!("is of document {}", report.document));
        }
        report_faults(lexicon, &report.body, &mut say);
        evidence_faults(document, &report.body.evidence, &mut say);
        for attribution in &report.body.attributions {
            if !document.text.contains(&attribution.quote) {
                say("an attribution's quote is not in the text".to_owned());
            }
        }
    }
    for statement in statements {
        let mut say = |fault: String| out.push(format!("{} {}: {fault}", document.id, statement.id));
        if statement.documents != [document.id.clone()] {
            say(format!("is of documents {:?}", statement.documents));
        }
        statement_faults(statement, &mut say);
        evidence_faults(document, &statement.evidence, &mut say);
    }
    let mut ids: Vec<&str> =
        reports.iter().map(|r| r.id.as_str()).chain(statements.iter().map(|s| s.id.as_str())).collect();
    ids.sort_unstable();
    for pair in ids.windows(2).filter(|pair| pair[0] == pair[1]) {
        out.push(format!("{} {}: the id stands twice", document.id, pair[0]));
    }
    out
}

/// The quote is the text at the offsets, counted in characters.
fn evidence_faults(document: &Document, evidence: &[Evidence], say: &mut impl FnMut(String)) {
    for e in evidence {
        let text: String = document.text.chars().skip(e.start).take(e.end.saturating_sub(e.start)).collect();
        if e.document != document.id || e.quote.is_empty() || e.quote != text {
            say(format!("evidence of {} at {}..{} is {:?}, the text has {text:?}", e.field, e.start, e.end, e.quote));
        }
    }
}

fn report_faults(lexicon: &Lexicon, body: &EventBody, say: &mut impl FnMut(String)) {
    let mut filled = vec!["event_type", "sub_event_type", "status"];
    filled.extend(body.date.as_ref().map(|_| "date"));
    filled.extend(body.place.as_ref().map(|_| "place"));
    filled.extend(CountKind::ALL.into_iter().filter(|&kind| body.count(kind).is_some()).map(CountKind::field));
    for field in filled {
        if !body.evidence.iter().any(|e| e.field == field) {
            say(format!("no evidence of {field}"));
        }
    }
    let mut shown = |field: &str, value: &str| {
        if !body.evidence.iter().any(|e| e.field == field && e.value == value) {
            say(format!("no evidence of {field} {value:?}"));
        }
    };
    body.actors.iter().for_each(|actor| shown("actors", &actor.name));
    body.attributions.iter().for_each(|attribution| shown("attributions", &attribution.actor));
    body.weapons.iter().for_each(|weapon| shown("weapons", &weapon.name));

    if body.sub_event_type.event_type() != body.event_type {
        say(format!("{} is no {}", body.sub_event_type, body.event_type));
    }
    if let Some(date) = &body.date {
        date_faults(date, say);
    }
    if let Some(place) = &body.place {
        let point = place.latitude.zip(place.longitude);
        if place.latitude.is_some() != place.longitude.is_some()
            || point.is_some_and(|(lat, lon)| lat.abs() > 90.0 || lon.abs() > 180.0)
        {
            say(format!("{} lies at {:?} {:?}", place.name, place.latitude, place.longitude));
        }
    }
    for kind in CountKind::ALL {
        if let Some(count) = body.count(kind) {
            count_faults(kind.field(), count, say);
        }
    }
    for actor in body.actors.iter().filter(|actor| actor.kind == ActorType::Person) {
        if lexicon.actors.by_id(&actor.id).is_none() {
            say(format!("an actor is a person without a public role: {}", actor.id));
        }
    }
    if !(0.0..=1.0).contains(&body.confidence) {
        say(format!("confidence {}", body.confidence));
    }
}

fn statement_faults(statement: &Statement, say: &mut impl FnMut(String)) {
    if let Some(date) = &statement.date {
        date_faults(date, say);
    }
    let mut fields = serde_json::to_value(&statement.body).unwrap();
    let fields = fields.as_object_mut().unwrap();
    fields.remove("kind");
    if let Some(Value::Object(values)) = fields.remove("values") {
        if values.is_empty() {
            say("no values".to_owned());
        }
        for (name, value) in values {
            fields.insert(name.clone(), value.clone());
            count_faults(&name, &serde_json::from_value(value).unwrap(), say);
        }
    }
    fields.insert("date".to_owned(), serde_json::to_value(statement.date).unwrap());
    fields.insert("source".to_owned(), serde_json::to_value(&statement.source).unwrap());
    for (field, _) in fields.iter().filter(|(_, value)| !value.is_null()) {
        if !statement.evidence.iter().any(|e| e.field == *field) {
            say(format!("no evidence of {field} of a {}", statement.body.kind()));
        }
    }
}

fn date_faults(date: &DateSpan, say: &mut impl FnMut(String)) {
    if date.end < date.start {
        say(format!("the date ends before it starts: {} {}", date.start, date.end));
    }
}

fn count_faults(field: &str, count: &Count, say: &mut impl FnMut(String)) {
    let ordered = |low: Option<u64>, high: Option<u64>| low.zip(high).is_none_or(|(low, high)| low <= high);
    let parts_ordered = count.breakdown.iter().all(|p| ordered(p.low, p.best) && ordered(p.best, p.high));
    let empty = count.best.is_none() && count.low.is_none() && count.high.is_none();
    if empty || !ordered(count.low, count.best) || !ordered(count.best, count.high) || !ordered(count.low, count.high) {
        say(format!("{field} is {:?} {:?} {:?}", count.low, count.best, count.high));
    }
    if !parts_ordered {
        say(format!("{field} has parts {:?}", count.breakdown));
    }
}
