//! How well reports agree with a gold reading: which event each report tells of, and which of its fields are right.

use std::collections::{BTreeMap, BTreeSet};

use polybius_lexicon::Lexicon;
use polybius_records::{CountKind, EventBody, Place, PlacePrecision, Report, Role, Stance};

use crate::gold::{GoldEvent, Reading};

/// Days that a report's date may be off and still mean the event.
const SLACK_DAYS: i64 = 10;
/// Agreements that make a report one of an event.
const LIKE: f64 = 2.0;

/// Counts over any number of documents.
#[derive(Debug, Default)]
pub struct Score {
    events: usize,
    found: usize,
    extra: usize,
    /// Right and asked for, by field.
    fields: BTreeMap<&'static str, (usize, usize)>,
    /// What went wrong, a line each.
    pub faults: Vec<String>,
}

impl Score {
    pub fn f1(&self) -> f64 {
        ratio(2 * self.found, self.events + self.found + self.extra)
    }

    pub fn fields_right(&self) -> f64 {
        let sum = |pick: fn(&(usize, usize)) -> usize| self.fields.values().map(pick).sum();
        ratio(sum(|f| f.0), sum(|f| f.1))
    }

    pub fn table(&self) -> String {
        let mut out = format!(
            "{} events, {} found, {} extra: F1 {:.3}, fields right {:.3}\n",
            self.events,
            self.found,
            self.extra,
            self.f1(),
            self.fields_right()
        );
        for (field, (right, asked)) in &self.fields {
            out += &format!("  {field:20} {right}/{asked}\n");
        }
        out
    }

    /// Adds what one document's reports make of its gold reading: each event is given its most alike report.
    pub fn add(&mut self, lexicon: &Lexicon, reading: &Reading, reports: &[&Report]) {
        let mut pairs = Vec::new();
        for (i, report) in reports.iter().enumerate() {
            for (j, event) in reading.events.iter().enumerate() {
                pairs.push((likeness(lexicon, &report.body, event), i, j));
            }
        }
        pairs.retain(|(score, ..)| *score >= LIKE);
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let (mut used, mut found) = (BTreeSet::new(), BTreeSet::new());
        for (_, i, j) in pairs {
            if used.contains(&i) || found.contains(&j) {
                continue;
            }
            used.insert(i);
            found.insert(j);
            for (field, right) in checks(lexicon, &reports[i].body, &reading.events[j]) {
                let tally = self.fields.entry(field).or_default();
                tally.0 += usize::from(right);
                tally.1 += 1;
                if !right {
                    self.faults.push(format!("wrong {} {}: {field}", reading.doc, reading.events[j].key));
                }
            }
        }
        self.events += reading.events.len();
        self.found += found.len();
        let missed = reading.events.iter().enumerate().filter(|(j, _)| !found.contains(j));
        self.faults.extend(missed.map(|(_, event)| format!("missed {} {}", reading.doc, event.key)));
        for (_, report) in reports.iter().enumerate().filter(|(i, _)| !used.contains(i)) {
            let body = &report.body;
            if !reading.optional_events.iter().any(|event| excused(lexicon, body, event)) {
                self.extra += 1;
                self.faults.push(format!("extra {}: {}", reading.doc, body.summary));
            }
        }
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Agreements between a report and an event; 0 where one contradicts the other.
fn likeness(lexicon: &Lexicon, body: &EventBody, event: &GoldEvent) -> f64 {
    let mut score = 0.0;
    let mut agree = |yes: bool| score += f64::from(u8::from(yes));
    if let Some(country) = body.place.as_ref().and_then(|p| p.country.as_ref())
        && !event.countries().is_empty()
    {
        if !event.countries().contains(country) {
            return 0.0;
        }
        agree(true);
    }
    if let (Some(have), Some(want)) = (&body.date, event.span()) {
        if !have.overlaps(&want, SLACK_DAYS) {
            return 0.0;
        }
        agree(have.width_days() < 400);
    }
    agree(event.families.iter().any(|family| family == body.event_type.as_str()));
    agree(!event.places.is_empty() && place_right(body.place.as_ref(), event));
    agree(body.actors.iter().any(|a| event.perpetrators.iter().any(|p| same_actor(lexicon, &a.name, p))));
    for kind in [CountKind::Killed, CountKind::Injured] {
        let best = body.count(kind).and_then(|c| c.best);
        agree(best.is_some_and(|best| event.numbers(kind).is_some_and(|n| n.values.contains(&best))));
    }
    let quote: BTreeSet<String> = words(&event.quote);
    let said: BTreeSet<String> = body.evidence.iter().flat_map(|e| words(&e.quote)).collect();
    agree(!quote.is_empty() && 10 * quote.intersection(&said).count() >= 6 * quote.len());
    score
}

/// Whether an arguable reading excuses a report: it is like it, or of the same country and days.
fn excused(lexicon: &Lexicon, body: &EventBody, event: &GoldEvent) -> bool {
    let here = body.place.as_ref().and_then(|p| p.country.as_ref()).is_some_and(|c| event.countries().contains(c));
    let then = body.date.zip(event.span()).is_some_and(|(have, want)| have.overlaps(&want, SLACK_DAYS));
    here && then || likeness(lexicon, body, event) >= LIKE
}

/// Each field that the gold event asks for, and whether the report has it right.
fn checks(lexicon: &Lexicon, body: &EventBody, event: &GoldEvent) -> Vec<(&'static str, bool)> {
    let mut out = Vec::new();
    if !event.families.is_empty() {
        out.push(("type", event.families.iter().any(|f| f == body.event_type.as_str())));
    }
    if !event.sub_types.is_empty() {
        out.push(("sub-type", event.sub_types.iter().any(|s| s == body.sub_event_type.as_str())));
    }
    if !event.status.is_empty() {
        let status = serde_json::to_value(body.status).unwrap();
        out.push(("status", event.status.iter().any(|s| status == s.as_str())));
    }
    if let Some(want) = event.span() {
        out.push(("date", body.date.is_some_and(|have| want.contains(&have))));
    }
    if !event.countries().is_empty() {
        let country = body.place.as_ref().and_then(|p| p.country.as_ref());
        out.push(("country", country.is_some_and(|c| event.countries().contains(c))));
    }
    if event.near.is_some() || !event.places.is_empty() {
        out.push(("place", place_right(body.place.as_ref(), event)));
    }
    if !event.perpetrators.is_empty() {
        let doers =
            body.actors.iter().filter(|a| matches!(a.role, Role::Perpetrator | Role::Opponent | Role::Detainer));
        let names: Vec<&str> = doers.map(|a| a.name.as_str()).collect();
        out.push(("perpetrator", any_same(lexicon, &names, &event.perpetrators)));
    }
    if !event.claimed_by.is_empty() {
        let names: Vec<&str> =
            body.attributions.iter().filter(|a| a.stance == Stance::Claims).map(|a| a.by.as_str()).collect();
        out.push(("claim", any_same(lexicon, &names, &event.claimed_by)));
    }
    for kind in CountKind::ALL {
        let best = body.count(kind).and_then(|c| c.best);
        match event.numbers(kind) {
            Some(numbers) if !numbers.values.is_empty() => {
                out.push((kind.field(), best.is_some_and(|best| numbers.values.contains(&best))));
            }
            None if kind == CountKind::Killed => out.push(("no false killed", best.is_none_or(|n| n == 0))),
            None if kind == CountKind::Injured => out.push(("no false injured", best.is_none_or(|n| n == 0))),
            _ => {}
        }
    }
    out
}

fn place_right(place: Option<&Place>, event: &GoldEvent) -> bool {
    let Some(place) = place else { return false };
    if let Some((latitude, longitude, radius)) = event.near {
        let want = Place {
            name: String::new(),
            country: None,
            admin1: None,
            admin2: None,
            latitude: Some(latitude),
            longitude: Some(longitude),
            precision: PlacePrecision::Exact,
            geonameid: None,
        };
        if place.distance_km(&want).is_some_and(|km| km <= radius) {
            return true;
        }
    }
    let name = fold(&place.name);
    event.places.iter().map(|p| fold(p)).any(|want| name == want || event.near.is_none() && name.contains(&want))
}

fn any_same(lexicon: &Lexicon, names: &[&str], wanted: &[String]) -> bool {
    names.iter().any(|name| wanted.iter().any(|want| same_actor(lexicon, name, want)))
}

/// The same organisation by name, by the lexicon's aliases, or as an arm of the same state.
fn same_actor(lexicon: &Lexicon, name: &str, wanted: &str) -> bool {
    let known = |name: &str| lexicon.actors.by_name(name).map(|entry| entry.id.clone());
    let (name_id, wanted_id) = (known(name), known(wanted));
    if name_id.is_some() && name_id == wanted_id {
        return true;
    }
    let (name, wanted) = (fold(name), fold(wanted));
    let same_state = state(&name).is_some() && state(&name) == state(&wanted);
    // A province of the Islamic State is not the Islamic State; other groups are told by a longer name, too.
    let longer = wanted != "islamic state" && format!(" {name} ").contains(&format!(" {wanted} "));
    name == wanted || same_state || longer
}

/// The country whose government, army or police a folded name means.
fn state(name: &str) -> Option<&str> {
    let arms = ["government of ", "military forces of ", "police forces of ", "security forces of "];
    let country = arms.iter().find_map(|arm| name.strip_prefix(arm))?;
    Some(country.strip_prefix("the ").unwrap_or(country))
}

fn words(text: &str) -> BTreeSet<String> {
    fold(text).split(' ').map(str::to_owned).filter(|w| !w.is_empty()).collect()
}

fn fold(text: &str) -> String {
    let spaced: String = text.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
