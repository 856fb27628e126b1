//! How sure an event's fields are, from how sure its reports are.
//!
//! For each field: the surest report that gives the event's value; each further independent source that gives it counts half, since
//! a second source is seldom wholly independent; each that gives another value speaks with half its weight for that one.

use std::collections::BTreeMap;

use polybius_records::{Actor, Confidences, CountKind, DateSpan, EventBody, Place};

use super::Sourced;
use crate::decisions::EditedField;
use crate::features::fold;

/// Two points as near as this are one town.
const ONE_TOWN_KM: f64 = 25.0;

/// Whether a report has the event's value; `None` where it does not give the field or says less.
type Agrees = fn(&EventBody, &EventBody) -> Option<bool>;

#[rustfmt::skip]
const FIELDS: [(&str, Agrees); 8] = [
    (Confidences::EVENT, |_, _| Some(true)),
    ("event_type", |r, e| Some(r.event_type == e.event_type)),
    ("sub_event_type", |r, e| Some(r.sub_event_type == e.sub_event_type)),
    ("status", |r, e| Some(r.status == e.status)),
    ("date", |r, e| date(r.date.as_ref()?, e.date.as_ref()?)),
    ("place", |r, e| place(r.place.as_ref()?, e.place.as_ref()?)),
    ("country", |r, e| Some(r.place.as_ref()?.country.as_ref()? == e.place.as_ref()?.country.as_ref()?)),
    ("perpetrators", |r, e| doers(r, e)),
];

/// The confidences of an event's body that no person has touched.
pub(super) fn confidences(reports: &[Sourced<'_>], event: &EventBody) -> Confidences {
    let mut out = Confidences::default();
    let mut put = |field: &str, agrees: &dyn Fn(&EventBody) -> Option<bool>| {
        let (mut with, mut against) = (BTreeMap::new(), BTreeMap::new());
        for s in reports {
            let (Some(agrees), Some(sure)) = (agrees(&s.report.body), s.report.body.confidences.get(field)) else {
                continue;
            };
            let side = if agrees { &mut with } else { &mut against };
            side.entry(s.source).and_modify(|c: &mut f64| *c = c.max(sure)).or_insert(sure);
        }
        // A source that says both has said the event's value.
        against.retain(|source, _| !with.contains_key(source));
        if !with.is_empty() {
            out.set(field, weigh(with.into_values(), against.into_values()));
        }
    };
    for (field, agrees) in FIELDS {
        put(field, &|report| agrees(report, event));
    }
    for kind in CountKind::ALL {
        put(kind.field(), &|report| {
            let (of_report, of_event) = (report.count(kind)?, event.count(kind)?);
            Some(of_report.best == of_event.best)
        });
    }
    out
}

/// The probability of a value that some sources give and others contradict.
fn weigh(with: impl Iterator<Item = f64>, against: impl Iterator<Item = f64>) -> f64 {
    let mut ranked: Vec<f64> = with.collect();
    ranked.sort_by(|a, b| b.total_cmp(a));
    let doubt = ranked.iter().enumerate().fold(1.0, |doubt, (i, p)| doubt * (1.0 - if i == 0 { *p } else { p / 2.0 }));
    let first = ranked.first().copied().unwrap_or(0.0);
    let sure = (1.0_f64 - doubt).min(first.max(0.99));
    // Two values that exclude each other, each told by a source that may be wrong.
    against.map(|q| q / 2.0).fold(sure, |p, q| p * (1.0 - q) / (1.0 - p * q))
}

fn date(report: &DateSpan, event: &DateSpan) -> Option<bool> {
    if event.contains(report) { Some(true) } else { (!report.overlaps(event, 0)).then_some(false) }
}

fn place(report: &Place, event: &Place) -> Option<bool> {
    let near = report.distance_km(event).is_some_and(|km| km <= ONE_TOWN_KM);
    if report.country == event.country && (fold(&report.name) == fold(&event.name) || near) {
        return Some(true);
    }
    let vaguer = report.precision > event.precision && report.country == event.country;
    (!vaguer).then_some(false)
}

fn doers(report: &EventBody, event: &EventBody) -> Option<bool> {
    event.organised_doers().next()?;
    let mut named = report.organised_doers().peekable();
    named.peek()?;
    let is_same = |a: &Actor| event.organised_doers().any(|b| a.id == b.id);
    // All attackers that anybody names are kept, so that nobody contradicts.
    named.any(is_same).then_some(true)
}

/// What a person has set is certain, and what a person has emptied is no field any more.
pub(super) fn edited(body: &mut EventBody, change: &EditedField) {
    let mut put = |field: &str, filled: bool| {
        if filled { body.confidences.set(field, 1.0) } else { body.confidences.remove(field) }
    };
    match change {
        EditedField::SubEventType(_) => {
            put("event_type", true);
            put("sub_event_type", true);
        }
        EditedField::Status(_) => put("status", true),
        EditedField::Date(date) => put("date", date.is_some()),
        EditedField::Place(place) => {
            put("place", place.is_some());
            put("country", place.as_ref().is_some_and(|p| p.country.is_some()));
        }
        EditedField::Actors(_) => {
            let named = body.organised_doers().next().is_some();
            if named { body.confidences.set("perpetrators", 1.0) } else { body.confidences.remove("perpetrators") }
        }
        EditedField::Count(kind, count) => put(kind.field(), count.is_some()),
        EditedField::Attributions(_) | EditedField::Weapons(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agreement_raises_and_contradiction_lowers() {
        let weigh = |with: &[f64], against: &[f64]| weigh(with.iter().copied(), against.iter().copied());
        assert!((weigh(&[0.8], &[]) - 0.8).abs() < 1e-9);
        // The second counts half: 1 - 0.2 * 0.65.
        assert!((weigh(&[0.7, 0.8], &[]) - 0.87).abs() < 1e-9);
        // 0.8 * 0.6 / (1 - 0.8 * 0.4).
        assert!((weigh(&[0.8], &[0.8]) - 0.48 / 0.68).abs() < 1e-9);
        assert!(weigh(&[0.9; 40], &[]) <= 0.99);
    }
}
