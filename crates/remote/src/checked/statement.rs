use std::collections::BTreeMap;

use polybius_records::{ActorType, Control, Count, Evidence, Relation, Statement, StatementBody, stable_id};
use serde_json::Value;

use super::{Check, actor, count, date, name_of, place, word};
use crate::answer;
use crate::ground::holds_name;

/// Numbers that a statement of each kind may carry.
const TOTALS: [&str; 7] = ["attacks", "killed", "injured", "casualties", "abducted", "detained", "displaced"];
const SIZES: [&str; 2] = ["members", "detained"];

/// Checks one statement of an answer: one quote stands behind all its fields. A statement that lacks what its kind is about is dropped.
pub(crate) fn statement(check: &mut Check<'_>, value: &Value) -> Option<Statement> {
    let quote = check.quote(value, "statement", None)?;
    let ground = check.ground;
    let words = ground.words(&quote);
    let mut evidence: Vec<Evidence> = Vec::new();
    let mut back = |field: &str, said: &str| evidence.push(ground.evidence(field, said, &quote));
    let mut named = |field: &'static str, as_field: &'static str| {
        let name = answer::text(value, field)?;
        let found = actor::actor(ground, name, Some(ActorType::Unidentified), &quote).map(|a| a.name);
        back(as_field, check.kept("statement", found.clone()).as_deref()?);
        found
    };
    let kind = answer::text(value, "kind").unwrap_or_default();
    let (first, second) = match kind {
        "warning" => ("by", "to"),
        "relation" => ("from", "to"),
        _ => ("actor", "to"),
    };
    let actor = named("actor", first);
    let other = if matches!(kind, "warning" | "relation") { named("other", second) } else { None };
    let about = if kind == "warning" { named("about", "about") } else { None };
    let site = (kind != "relation" && value["place"].is_object())
        .then(|| check.kept("statement", place::place(ground, &value["place"], &quote)))
        .flatten();
    let said = |field: &str| answer::text(value, field).filter(|said| holds_name(&words, said)).map(str::to_owned);
    let body = match kind {
        "statistic" => numbers(check, value, &quote, &TOTALS).map(|values| StatementBody::Statistic {
            actor: actor.clone(),
            place: site.clone(),
            values,
        }),
        "strength" => numbers(check, value, &quote, &SIZES)
            .filter(|_| actor.is_some())
            .map(|values| StatementBody::Strength { actor: actor.clone(), values }),
        "alert" => {
            let direction = answer::text(value, "direction").filter(|d| matches!(*d, "raised" | "lowered" | "kept"));
            let (level, direction) = (said("level"), direction.map(str::to_owned));
            let told = level.is_some() && (site.is_some() || direction.is_some());
            told.then(|| StatementBody::Alert { place: site.clone(), level, direction })
        }
        "warning" => actor.is_some().then(|| StatementBody::Warning {
            by: actor.clone(),
            to: other.clone(),
            about: about.clone(),
            place: site.clone(),
        }),
        "control" => word::<Control>(value, "control").filter(|_| actor.is_some() && site.is_some()).map(|status| {
            StatementBody::Control { actor: actor.clone(), place: site.clone(), extent: said("extent"), status }
        }),
        "relation" => word::<Relation>(value, "relation")
            .zip(actor.clone())
            .filter(|(relation, _)| other.is_some() || *relation == Relation::Founded)
            .map(|(relation, from)| StatementBody::Relation { from, relation, to: other.clone() }),
        _ => None,
    };
    let body = check.kept("statement", body)?;
    let mut back = |field: &str, said: &str| evidence.push(ground.evidence(field, said, &quote));
    if let Some(place) = &site {
        back("place", &place.name);
    }
    match &body {
        StatementBody::Statistic { values, .. } | StatementBody::Strength { values, .. } => {
            for (name, n) in values {
                back(name, &n.best.or(n.low).or(n.high).map(|n| n.to_string()).unwrap_or_default());
            }
        }
        StatementBody::Alert { level, direction, .. } => {
            for (field, said) in [("level", level), ("direction", direction)] {
                if let Some(said) = said {
                    back(field, said);
                }
            }
        }
        StatementBody::Control { extent, status, .. } => {
            back("status", &name_of(status));
            if let Some(extent) = extent {
                back("extent", extent);
            }
        }
        StatementBody::Relation { relation, .. } => back("relation", &name_of(relation)),
        StatementBody::Warning { .. } => {}
    }
    let span = value["date"].is_object().then(|| check.kept("statement", date::date(ground, &value["date"], &quote)));
    let span = span.flatten();
    if let Some(span) = span {
        back("date", &format!("{}/{}", span.start, span.end));
    }
    let source = said("source");
    if let Some(source) = &source {
        back("source", source);
    }
    let key = serde_json::to_string(&(&body, &span)).unwrap_or_default();
    let document = ground.document.id.clone();
    let id = stable_id("st", [document.as_str(), body.kind(), key.as_str()]);
    Some(Statement { id, body, documents: vec![document], date: span, source, evidence })
}

/// The numbers that the quote has, by name; none where there is none.
fn numbers(
    check: &mut Check<'_>,
    value: &Value,
    quote: &std::ops::Range<usize>,
    names: &[&str],
) -> Option<BTreeMap<String, Count>> {
    let mut values = BTreeMap::new();
    for item in answer::items(value, "values", 8) {
        let name = answer::text(item, "name").filter(|name| names.contains(name));
        let bounds = count::Bounds::of(item).and_then(|given| count::supported(check.ground, None, given, quote));
        if let Some((name, bounds)) = check.kept("statement", name.zip(bounds)) {
            values.entry(name.to_owned()).or_insert_with(|| bounds.count());
        }
    }
    (!values.is_empty()).then_some(values)
}
