//! The judge: which events of a text a form asks for, and which words fill its roles, each with a probability.
//!
//! The rules find events and the words around them ([`crate::fillers`]), many more than a careful reader would copy. The judge weighs
//! them by gradient-boosted trees learnt from the development texts of MUC-4 (`training/judge`): terrorist incidents in news of Latin America. It
//! knows nothing of reports; datasets are written by [`crate::code`].

mod candidates;
mod event;
mod incident;
mod row;
mod weights;
mod wording;

use std::ops::Range;

use polybius_records::Document;
use serde::Serialize;

pub use incident::Incident;
pub use row::Numbers;

use candidates::{Candidate, candidates};
use weights::WEIGHTS;

use crate::Coder;
use crate::fillers::{Filled, Filler, How, Scope, Told, fillers};

/// A role of a form of MUC-4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Role {
    /// People who did it.
    Person,
    /// The organisation that did it.
    Organisation,
    /// Things that were hit.
    Target,
    /// Those hurt, by name.
    Victim,
    /// What it was done with.
    Weapon,
}

impl Role {
    /// All of them, in the order of the form.
    pub const ALL: [Role; 5] = [Role::Person, Role::Organisation, Role::Target, Role::Victim, Role::Weapon];
}

/// Words that fill a role.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// The role.
    pub role: Role,
    /// The words, as the text has them.
    pub words: String,
    /// Probability that a careful reader of the task would copy them, given that the form is asked for.
    pub sure: f64,
}

/// A form that is filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The type of the incident.
    pub incident: Incident,
    /// Probability that the task asks for it.
    pub sure: f64,
    /// Which of [`Told::events`] it is.
    pub event: usize,
    /// What fills it, by role, the surest first.
    pub entries: Vec<Entry>,
}

/// One event as the judge sees it, for learning.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Considered {
    /// The type of the incident.
    pub incident: &'static str,
    /// What is known of it.
    pub numbers: Numbers,
    /// The sentences behind its report.
    pub words: Vec<String>,
    /// What may fill its roles.
    pub candidates: Vec<Wording>,
}

/// A candidate as the judge sees it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Wording {
    /// The role.
    pub role: Role,
    /// In small letters, without articles and punctuation.
    pub plain: String,
    /// What is known of it.
    pub numbers: Numbers,
    /// Words by name, whose weights are learnt.
    pub words: Vec<(&'static str, String)>,
    /// Where it stands, in characters.
    pub places: Vec<Range<usize>>,
}

/// What the judge decides on, without deciding.
pub fn considered(coder: &Coder, document: &Document) -> Vec<Considered> {
    let told = fillers(coder, document);
    let Case { events, candidates, .. } = Case::of(&told);
    let view = |i: usize, c: &Candidate<'_>| {
        let (numbers, words) = wording::view(c, i, events[i], &told.seen);
        Wording {
            role: c.role,
            plain: c.plain.clone(),
            numbers,
            words,
            places: c.uses.iter().map(candidates::Use::range).collect(),
        }
    };
    (0..events.len())
        .map(|i| Considered {
            incident: incident::of(events[i]).map_or("", Incident::words),
            numbers: event::numbers(i, &events, &told),
            words: words_of(events[i]),
            candidates: candidates.iter().map(|c| view(i, c)).collect(),
        })
        .collect()
}

/// A text laid out for judging.
struct Case<'t> {
    /// Events with a type, and their place in [`Told::events`].
    events: Vec<&'t Filled>,
    places: Vec<usize>,
    candidates: Vec<Candidate<'t>>,
}

impl<'t> Case<'t> {
    fn of(told: &'t Told) -> Self {
        let places: Vec<usize> = (0..told.events.len()).filter(|&i| is_considered(told, i)).collect();
        let events: Vec<&Filled> = places.iter().map(|&i| &told.events[i]).collect();
        let candidates = candidates(told, &events);
        Case { events, places, candidates }
    }
}

/// Events of a type; of the parts of an event those of another type than the whole.
fn is_considered(told: &Told, index: usize) -> bool {
    let e = &told.events[index];
    let Some(kind) = incident::of(e) else { return false };
    if e.scope != Scope::Part {
        return true;
    }
    let holds = |w: &&Filled| {
        w.scope == Scope::Whole
            && e.sentences.iter().all(|s| w.sentences.contains(s))
            && e.at.iter().all(|a| w.at.contains(a))
    };
    told.events.iter().find(holds).is_some_and(|w| incident::of(w) != Some(kind))
}

/// Words of the sentences behind a report, each once.
fn words_of(e: &Filled) -> Vec<String> {
    let mut out: Vec<String> = e.report.body.evidence.iter().flat_map(|v| words(&v.quote)).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The words of a text in small letters, each once: two letters of English and more.
fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let all = lower.split(|c: char| !c.is_ascii_lowercase()).filter(|w| w.len() > 1);
    let mut out: Vec<String> = all.map(str::to_owned).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The forms of a document, and all that it tells.
pub fn sheets(coder: &Coder, document: &Document) -> (Told, Vec<Sheet>) {
    let told = fillers(coder, document);
    let sheets = judge(&Case::of(&told), &told, &document.text);
    (told, sheets)
}

fn judge(case: &Case<'_>, told: &Told, text: &str) -> Vec<Sheet> {
    let weights = &*WEIGHTS;
    let of_text = weights.text(&words(text));
    let of_event: Vec<f64> = case.events.iter().map(|e| weights.event_words(&words_of(e))).collect();
    let best = of_event.iter().copied().fold(0.0, f64::max);
    let mut out = Vec::new();
    for (i, e) in case.events.iter().enumerate() {
        let numbers = event::numbers(i, &case.events, told);
        let mut full = numbers.clone();
        full.add("words_text", of_text);
        full.add("words_event", of_event[i]);
        full.add("words_behind", best - of_event[i]);
        let (Some(incident), Some(sure)) = (incident::of(e), weights.event(&full)) else { continue };
        let mut entries = Vec::new();
        for role in Role::ALL {
            let mut found: Vec<(f64, &Candidate<'_>)> = case
                .candidates
                .iter()
                .filter(|c| c.role == role)
                .filter_map(|c| {
                    let (mine, words) = wording::view(c, i, e, &told.seen);
                    Some((weights.role(role, &mine, &words, &numbers)?, c))
                })
                .collect();
            found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.plain.cmp(&b.1.plain)));
            entries.extend(chosen(&found, weights.most(role)).into_iter().map(|(sure, c)| Entry {
                role,
                words: c.uses.first().map(|u| u.words().to_owned()).unwrap_or_default(),
                sure,
            }));
        }
        out.push(Sheet { incident, sure, event: case.places[i], entries });
    }
    out
}

/// The best wordings that neither share a place nor say the same in more or fewer words.
fn chosen<'c, 't>(ranked: &[(f64, &'c Candidate<'t>)], most: usize) -> Vec<(f64, &'c Candidate<'t>)> {
    let mut out: Vec<(f64, &Candidate<'_>)> = Vec::new();
    for &(p, c) in ranked {
        let clash = out.iter().any(|(_, o)| {
            let meets = |u: &candidates::Use<'_>| {
                o.uses.iter().any(|v| u.range().start < v.range().end && v.range().start < u.range().end)
            };
            let within = |a: &str, b: &str| a.split(' ').all(|w| b.split(' ').any(|x| x == w));
            c.uses.iter().any(meets) || within(&c.plain, &o.plain) || within(&o.plain, &c.plain)
        });
        if !clash && out.len() < most {
            out.push((p, c));
        }
    }
    out
}

/// Whether an argument was told of the event itself, and not only near it.
fn told(f: &Filler) -> bool {
    !matches!(f.how, How::Beside | How::Nearby | How::Behind)
}

fn is_force(kind: &str) -> bool {
    matches!(
        kind,
        "military" | "police" | "rebel_group" | "intelligence" | "political_militia" | "criminal" | "security"
    )
}

#[cfg(test)]
mod tests {
    use polybius_lexicon::Lexicon;

    use super::*;

    const TEXT: &str = "three unidentified men shot and killed judge dario barranes outside his home in bogota, colombia, on monday. \
                        the prosecutors' union condemned the murder of judge barranes and asked for protection.";

    fn read(text: &str) -> (Told, Vec<Sheet>) {
        sheets(&Coder::new(Lexicon::embedded()), &Document::plain("d", text))
    }

    #[test]
    fn a_murder_is_one_sheet_with_its_victim() {
        let (told, found) = read(TEXT);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].incident, found[0].event < told.events.len()), (Incident::Attack, true));
        let of =
            |role| found[0].entries.iter().filter(|e| e.role == role).map(|e| e.words.as_str()).collect::<Vec<_>>();
        assert_eq!(of(Role::Victim), ["dario barranes"]);
        // With or without the number: the key has both.
        assert!(matches!(of(Role::Person)[..], ["three unidentified men" | "unidentified men"]), "{found:?}");
        assert!(found[0].entries.iter().all(|e| (0.0..=1.0).contains(&e.sure)));
    }

    #[test]
    fn texts_without_violence_have_no_sheet() {
        assert!(read("the harvest was good in the valleys. the minister of agriculture opened a fair.").1.is_empty());
        assert!(read("").1.is_empty());
    }

    #[test]
    fn what_is_considered_carries_no_text_twice() {
        let coder = Coder::new(Lexicon::embedded());
        let seen = considered(&coder, &Document::plain("d", TEXT));
        assert!(!seen.is_empty());
        for event in &seen {
            let mut all: Vec<_> = event.candidates.iter().map(|c| (c.role, c.plain.clone())).collect();
            let n = all.len();
            all.dedup();
            assert_eq!(all.len(), n);
        }
    }
}
