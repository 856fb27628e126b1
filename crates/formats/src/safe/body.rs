use polybius_records::{
    Actor, Attribution, ClaimDetail, Contradiction, Count, EventBody, Part, Reconciled, Toll, Weapon, casualty_word,
    summary,
};

use super::Cleaner;
use super::names::UNNAMED;
use crate::weapons::weapon;

impl Cleaner<'_> {
    /// Every field is named here, so that a new one must be thought of.
    pub(super) fn body(&mut self, body: &EventBody) -> EventBody {
        let EventBody {
            event_type,
            sub_event_type,
            status,
            date,
            place,
            actors,
            attributions,
            weapons,
            killed,
            injured,
            abducted,
            detained,
            displaced,
            summary: _,
            confidence,
            confidences,
            evidence,
        } = body;
        let mut clean = EventBody {
            event_type: *event_type,
            sub_event_type: *sub_event_type,
            status: *status,
            date: *date,
            place: place.as_ref().map(|place| self.place(place)),
            actors: self.actors(actors),
            attributions: attributions.iter().map(|a| self.attribution(a)).collect(),
            weapons: self.weapons(weapons),
            killed: killed.as_ref().map(|count| self.count(count)),
            injured: injured.as_ref().map(|count| self.count(count)),
            abducted: abducted.as_ref().map(|count| self.count(count)),
            detained: detained.as_ref().map(|count| self.count(count)),
            displaced: displaced.as_ref().map(|count| self.count(count)),
            summary: String::new(),
            confidence: *confidence,
            confidences: confidences.clone(),
            evidence: self.evidence(evidence),
        };
        clean.summary = summary(&clean);
        clean
    }

    fn actors(&mut self, actors: &[Actor]) -> Vec<Actor> {
        let mut clean: Vec<Actor> = Vec::new();
        for actor in actors {
            match self.names.actor(actor) {
                None => self.report.did("persons taken out"),
                Some(made) => {
                    if made.name != actor.name {
                        self.report.did("groups of people given a general word for a name");
                    }
                    if !clean.contains(&made) {
                        clean.push(made);
                    }
                }
            }
        }
        clean
    }

    fn attribution(&mut self, attribution: &Attribution) -> Attribution {
        let Attribution { by, stance, actor, document, quote, claim } = attribution;
        Attribution {
            by: self.name(by),
            stance: *stance,
            actor: self.name(actor),
            document: document.clone(),
            quote: if self.safe.keep_quotes { quote.clone() } else { String::new() },
            claim: claim.as_ref().map(|claim| {
                let ClaimDetail { mode, through: _, killed, injured } = claim;
                ClaimDetail { mode: *mode, through: None, killed: *killed, injured: *injured }
            }),
        }
    }

    /// Who gives a number is a speaker; a contradiction over places or of people would tell what the fields no longer do.
    pub(super) fn reconciled(&mut self, reconciled: &Reconciled) -> Reconciled {
        let Reconciled { agreement, tolls, deaths, contradictions } = reconciled;
        let harmless = |c: &&Contradiction| c.values.iter().all(|v| self.names.is_harmless_value(&c.field, &v.value));
        let kept: Vec<Contradiction> = contradictions.iter().filter(harmless).cloned().collect();
        for _ in kept.len()..contradictions.len() {
            self.report.did("contradictions taken out: they name places or people");
        }
        let toll = |toll: &Toll| Toll { by: toll.by.iter().map(|by| self.name(by)).collect(), ..toll.clone() };
        Reconciled {
            agreement: *agreement,
            tolls: tolls.iter().map(toll).collect(),
            deaths: *deaths,
            contradictions: kept,
        }
    }

    /// The name where it is an organisation's.
    pub(super) fn name(&mut self, name: &str) -> String {
        if self.names.may_stand(name) {
            return name.to_owned();
        }
        if name != UNNAMED {
            self.report.did("speakers and parties unnamed");
        }
        UNNAMED.to_owned()
    }

    fn weapons(&mut self, weapons: &[Weapon]) -> Vec<Weapon> {
        let mut clean: Vec<Weapon> = Vec::new();
        for Weapon { name: _, kind } in weapons {
            let kind = if weapon(kind).is_some() { kind.as_str() } else { "weapon" };
            let made = Weapon { name: kind.replace('_', " "), kind: kind.to_owned() };
            if !clean.contains(&made) {
                clean.push(made);
            }
        }
        clean
    }

    pub(super) fn count(&mut self, count: &Count) -> Count {
        let mut clean = count.clone();
        clean.by = count.by.as_ref().map(|by| self.name(by));
        for part in &mut clean.breakdown {
            let Part { who, .. } = part;
            let word = casualty_word(who).unwrap_or_else(|| "others".to_owned());
            if word != *who {
                self.report.did("descriptions of victims made one word");
            }
            *who = word;
        }
        clean
    }
}
