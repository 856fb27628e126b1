use std::ops::Range;

use polybius_records::{
    Actor, ActorType, Attribution, Confidences, CountKind, EventBody, MentionKind, PlacePrecision, Report, Stance,
    Status, SubEventType, Weapon, stable_id,
};
use serde_json::Value;

use super::{Check, actor, count, date, name_of, place, word};
use crate::answer;
use crate::ground::{Ground, holds_name};

/// Fewest words of the quote that an event rests on: less would stand anywhere.
const FEWEST_WORDS: usize = 3;
/// Speaker that the text does not name.
const UNSAID: &str = "unspecified";
/// What may be said of an actor's part.
const CERTAINTIES: [&str; 4] = ["certain", "claimed", "attributed", "suspected"];

/// One event of an answer, checked, before it is a report.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// The sentence that tells most of it.
    core: Range<usize>,
    body: EventBody,
    /// Values that were given, and those of them that were dropped.
    given: usize,
    dropped: usize,
}

/// Checks one event of an answer. Without type, status and a quote that tells of it there is no event.
pub(crate) fn event(check: &mut Check<'_>, value: &Value) -> Option<Draft> {
    let dropped_before: usize = check.dropped.values().sum();
    let core = check.quote(value, "event", None)?;
    let enough = check.ground.words(&core).split_whitespace().count() >= FEWEST_WORDS;
    let kind = word::<SubEventType>(value, "sub_event_type").zip(word::<Status>(value, "status"));
    let (sub, status) = check.kept("event", kind.filter(|_| enough))?;
    let ground = check.ground;
    let evidence = vec![
        ground.evidence("event_type", sub.event_type().as_str(), &core),
        ground.evidence("sub_event_type", sub.as_str(), &core),
        ground.evidence("status", name_of(status), &core),
    ];
    let mut draft = Draft { body: blank(sub, status), core, given: 1, dropped: 0 };
    draft.body.evidence = evidence;
    draft.date(check, value);
    draft.place(check, value);
    draft.actors(check, value);
    draft.attributions(check, value);
    draft.weapons(check, value);
    for kind in CountKind::ALL {
        let Some((count, quote)) = draft
            .checked(check, kind.field(), &value[kind.field()], |check, v, quote| count::count(check, kind, v, quote))
        else {
            continue;
        };
        let said = count.best.or(count.low).or(count.high).map(|n| n.to_string()).unwrap_or_default();
        draft.back(check.ground, kind.field(), said, &quote);
        *draft.body.count_mut(kind) = Some(count);
    }
    draft.dropped = check.dropped.values().sum::<usize>() - dropped_before;
    Some(draft)
}

impl Draft {
    /// Reads one value: its quote must be in the text, and `read` must find the value in it.
    fn checked<T>(
        &mut self,
        check: &mut Check<'_>,
        field: &'static str,
        value: &Value,
        read: impl FnOnce(&mut Check<'_>, &Value, &Range<usize>) -> Option<T>,
    ) -> Option<(T, Range<usize>)> {
        if value.is_null() {
            return None;
        }
        self.given += 1;
        let quote = check.quote(value, field, Some(self.core.start))?;
        let read = read(check, value, &quote);
        check.kept(field, read).map(|read| (read, quote))
    }

    fn back(&mut self, ground: &Ground<'_>, field: &str, value: impl Into<String>, quote: &Range<usize>) {
        let evidence = ground.evidence(field, value, quote);
        if !self.body.evidence.contains(&evidence) {
            self.body.evidence.push(evidence);
        }
    }

    fn date(&mut self, check: &mut Check<'_>, value: &Value) {
        let status = self.body.status;
        let found = self.checked(check, "date", &value["date"], |check, v, quote| {
            date::date(check.ground, v, quote).filter(|span| date::is_possible(check.ground, span, status))
        });
        if let Some((span, quote)) = found {
            self.back(check.ground, "date", format!("{}/{}", span.start, span.end), &quote);
            self.body.date = Some(span);
        }
    }

    fn place(&mut self, check: &mut Check<'_>, value: &Value) {
        let found =
            self.checked(check, "place", &value["place"], |check, v, quote| place::place(check.ground, v, quote));
        if let Some((place, quote)) = found {
            self.back(check.ground, "place", place.name.as_str(), &quote);
            self.body.place = Some(place);
        }
    }

    fn actors(&mut self, check: &mut Check<'_>, value: &Value) {
        for item in answer::items(value, "actors", 16) {
            let found = self.checked(check, "actors", item, |check, v, quote| {
                let role = word(v, "role")?;
                let certainty = answer::text(v, "certainty").filter(|c| CERTAINTIES.contains(c))?.to_owned();
                let named = actor::actor(check.ground, answer::text(v, "name")?, word(v, "type"), quote)?;
                Some(Actor { role, id: named.id, name: named.name, kind: named.kind, certainty })
            });
            let Some((actor, quote)) = found else { continue };
            self.back(check.ground, "actors", actor.name.as_str(), &quote);
            if !self.body.actors.iter().any(|a| a.id == actor.id && a.name == actor.name) {
                self.body.actors.push(actor);
            }
        }
    }

    fn attributions(&mut self, check: &mut Check<'_>, value: &Value) {
        for item in answer::items(value, "attributions", 8) {
            let found = self.checked(check, "attributions", item, |check, v, quote| {
                let stance = word::<Stance>(v, "stance")?;
                let name = answer::text(v, "actor")?;
                // A kind of its own is not given: who is blamed must be known as somebody.
                let actor = actor::actor(check.ground, name, Some(ActorType::Unidentified), quote)?.name;
                Some((speaker(check.ground, v, quote), stance, actor))
            });
            let Some(((by, stance, actor), quote)) = found else { continue };
            self.back(check.ground, "attributions", actor.as_str(), &quote);
            let document = check.ground.document.id.clone();
            let said = Attribution { by, stance, actor, document, quote: check.ground.words(&quote), claim: None };
            if !self.body.attributions.contains(&said) {
                self.body.attributions.push(said);
            }
        }
    }

    fn weapons(&mut self, check: &mut Check<'_>, value: &Value) {
        for item in answer::items(value, "weapons", 8) {
            let found = self.checked(check, "weapons", item, |check, v, quote| {
                let name = answer::text(v, "name").filter(|name| holds_name(&check.ground.words(quote), name))?;
                let mut read = check.ground.mentions(MentionKind::Weapon, quote);
                let read = read.find(|m| holds_name(name, &m.text) || holds_name(&m.text, name));
                let kinds = &crate::question::ANSWER["$defs"]["weapon"]["properties"]["type"]["enum"];
                let given = answer::text(v, "type").filter(|kind| is_among(kinds, kind));
                let kind = read.and_then(|m| m.value["type"].as_str()).or(given)?.to_owned();
                Some(Weapon { name: name.to_lowercase(), kind })
            });
            let Some((weapon, quote)) = found else { continue };
            self.back(check.ground, "weapons", weapon.name.as_str(), &quote);
            if !self.body.weapons.contains(&weapon) {
                self.body.weapons.push(weapon);
            }
        }
        self.body.weapons.sort();
    }

    /// Whether two drafts are one event that was told twice: in two overlapping parts, or by a model that repeats itself.
    pub(crate) fn is_told_again(&self, other: &Draft) -> bool {
        let (a, b) = (&self.body, &other.body);
        let towns = a.place.as_ref().zip(b.place.as_ref());
        let days = a.date.zip(b.date);
        let apart = towns.is_some_and(|(a, b)| a.name != b.name) || days.is_some_and(|(a, b)| !a.overlaps(&b, 0));
        let one_sentence = self.core.start < other.core.end && other.core.start < self.core.end;
        let exact = |draft: &EventBody| draft.place.as_ref().is_some_and(|p| p.precision < PlacePrecision::Admin1);
        let one_day = days.is_some_and(|(a, b)| a == b && a.start == a.end);
        let tolls = a.killed.as_ref().zip(b.killed.as_ref()).is_none_or(|(a, b)| a.best == b.best);
        a.sub_event_type == b.sub_event_type && !apart && (one_sentence || exact(a) && exact(b) && one_day && tolls)
    }

    /// Takes over what the other has and this one lacks, with its evidence.
    pub(crate) fn fill_from(&mut self, other: Draft) {
        let mut taken: Vec<&str> = Vec::new();
        let body = other.body;
        if self.body.date.is_none() && body.date.is_some() {
            self.body.date = body.date;
            taken.push("date");
        }
        if self.body.place.is_none() && body.place.is_some() {
            self.body.place = body.place.clone();
            taken.push("place");
        }
        for kind in CountKind::ALL {
            if self.body.count(kind).is_none() && body.count(kind).is_some() {
                *self.body.count_mut(kind) = body.count(kind).cloned();
                taken.push(kind.field());
            }
        }
        let new =
            body.actors.into_iter().filter(|a| !self.body.actors.iter().any(|b| b.id == a.id && b.name == a.name));
        self.body.actors.extend(new.collect::<Vec<_>>());
        self.body.attributions.extend(body.attributions);
        self.body.attributions.sort();
        self.body.attributions.dedup();
        self.body.weapons.extend(body.weapons);
        self.body.weapons.sort();
        self.body.weapons.dedup();
        taken.extend(["actors", "attributions", "weapons"]);
        for evidence in body.evidence {
            if taken.contains(&evidence.field.as_str()) && !self.body.evidence.contains(&evidence) {
                self.body.evidence.push(evidence);
            }
        }
        self.given += other.given;
        self.dropped += other.dropped;
    }

    /// The report, said to be of `coder`.
    pub(crate) fn report(mut self, ground: &Ground<'_>, coder: &str) -> Report {
        let document = ground.document;
        let core = self.core.clone();
        self.back(ground, "summary", "composed", &core);
        self.body.confidence = self.confidence(ground);
        self.body.summary = polybius_records::summary(&self.body);
        let (body, start) = (self.body, core.start.to_string());
        let place = body.place.as_ref().map_or("", |p| p.name.as_str());
        let day = body.date.map(|d| d.start.to_string()).unwrap_or_default();
        let parts = [document.id.as_str(), &document.hash, coder, &start, body.sub_event_type.as_str(), place, &day];
        Report {
            id: stable_id("r", parts),
            document: document.id.clone(),
            words: polybius_coder::content_words(ground.coder, &ground.words(&core)),
            published: document.published,
            coder: coder.to_owned(),
            body,
        }
    }

    /// 0 to 1, to hundredths. A model's own certainty says little, so it is not asked: what counts is how much of what it gave is in
    /// the text, and whether the rules see an act in the sentence that it rests on.
    fn confidence(&self, ground: &Ground<'_>) -> f64 {
        let kept = self.given.saturating_sub(self.dropped) as f64 / self.given.max(1) as f64;
        let mut triggers = ground.mentions(MentionKind::Trigger, &self.core).peekable();
        let seen = if triggers.peek().is_some() { 0.3 } else { 0.0 };
        let agreed = triggers.any(|m| m.value["event_type"] == self.body.event_type.as_str());
        let known = [self.body.date.is_some(), self.body.place.is_some()].into_iter().filter(|&k| k).count() as f64;
        let sum = 0.2 + 0.25 * kept + seen + if agreed { 0.1 } else { 0.0 } + 0.05 * known;
        (sum * 100.0).round() / 100.0
    }
}

fn is_among(list: &Value, word: &str) -> bool {
    list.as_array().is_some_and(|all| all.iter().any(|v| v == word))
}

/// Who speaks: an organisation, or words of the quote for people in a role; private persons stay unnamed.
fn speaker(ground: &Ground<'_>, value: &Value, quote: &Range<usize>) -> String {
    let Some(by) = answer::text(value, "by") else { return UNSAID.to_owned() };
    let speaker = actor::actor(ground, by, Some(ActorType::Organisation), quote);
    speaker.map_or_else(|| UNSAID.to_owned(), |named| named.name)
}

fn blank(sub: SubEventType, status: Status) -> EventBody {
    EventBody {
        event_type: sub.event_type(),
        sub_event_type: sub,
        status,
        date: None,
        place: None,
        actors: Vec::new(),
        attributions: Vec::new(),
        weapons: Vec::new(),
        killed: None,
        injured: None,
        abducted: None,
        detained: None,
        displaced: None,
        summary: String::new(),
        confidence: 0.0,
        // How often a model's fields are right depends on the model: nobody has measured it.
        confidences: Confidences::default(),
        evidence: Vec::new(),
    }
}
