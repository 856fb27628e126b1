//! What "three days after the bombing" counts from: the day that the text has given the bombing, or its own clause.

use jiff::civil::Date;

use super::cursor::Cursor;

/// Nouns of one sort of act: news names the same act by any of them.
const VIOLENT: &[&str] = &[
    "attack",
    "attacks",
    "bombing",
    "bombings",
    "blast",
    "blasts",
    "explosion",
    "explosions",
    "shooting",
    "shootings",
    "raid",
    "assault",
    "massacre",
    "strike",
    "airstrike",
    "ambush",
    "murder",
    "murders",
    "killing",
    "killings",
    "assassination",
    "stabbing",
    "incident",
    "violence",
    "clash",
    "clashes",
];

/// Other nouns that name an event; each stands for itself.
const EVENTS: &[&str] = &[
    "coup",
    "election",
    "elections",
    "vote",
    "referendum",
    "protest",
    "protests",
    "rally",
    "march",
    "demonstration",
    "kidnapping",
    "abduction",
    "release",
    "arrest",
    "arrests",
    "invasion",
    "siege",
    "ceasefire",
    "truce",
    "riot",
    "riots",
    "funeral",
    "offensive",
    "operation",
];

/// A noun that names an event, reduced to its sort.
fn sort(word: &str) -> Option<&'static str> {
    if VIOLENT.contains(&word) {
        return Some("attack");
    }
    EVENTS.iter().find(|e| **e == word).copied()
}

/// What the words behind "two days after" say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// "the bombing", "the attack on the town".
    Known(&'static str),
    /// "a bomb hit ...", "gunmen stormed ...": an act that is told here.
    Told,
    /// Nothing to go by.
    Unclear,
}

/// Reads the words from `i` on.
pub(super) fn target(c: &Cursor<'_>, i: usize) -> Target {
    let known = c.is(i, &["the", "that", "this", "those", "his", "her", "their", "its"]);
    if !known {
        let told = c.piece(i).is_some() && c.number(i).is_none() && !c.word(i).is_empty();
        return if told { Target::Told } else { Target::Unclear };
    }
    // The last noun of the phrase counts: "the car bomb attack".
    let mut found = Target::Unclear;
    for j in i + 1..i + 5 {
        match sort(c.word(j)) {
            Some(noun) => found = Target::Known(noun),
            None if found != Target::Unclear || c.word(j).is_empty() || c.is(j, &["of", "on", "in", "at", "that"]) => {
                break;
            }
            None => {}
        }
    }
    found
}

/// The event that a time at pieces `first..end` dates by standing beside its noun: "the April 15, 2013, attack", "Saturday's
/// attack", "the attack on 5 May".
pub(super) fn beside(c: &Cursor<'_>, first: usize, end: usize) -> Option<&'static str> {
    let mut j = end;
    while c.mark(j, ',') || c.mark(j, '\'') || (c.is(j, &["s"]) && c.mark(j.wrapping_sub(1), '\'')) {
        j += 1;
    }
    if let Some(noun) =
        (j..j + 3).take_while(|&k| !c.word(k).is_empty() && !is_link(c, k)).find_map(|k| sort(c.word(k)))
    {
        return Some(noun);
    }
    let led = c.is(first.wrapping_sub(1), &["on", "of", "in"]);
    (led && first >= 2).then(|| sort(c.word(first - 2))).flatten()
}

fn is_link(c: &Cursor<'_>, k: usize) -> bool {
    c.is(k, &["and", "to", "in", "on", "at", "by", "after", "before", "when", "who", "police", "the", "a", "an"])
        || matches!(c.tag(k), "VBD" | "VBZ" | "VBP" | "MD")
}

/// Days that the text has given to events, the newest last.
#[derive(Debug, Clone, Default)]
pub(super) struct Landmarks(Vec<(&'static str, Date)>);

impl Landmarks {
    pub(super) fn note(&mut self, noun: &'static str, day: Date) {
        self.0.retain(|(n, _)| *n != noun);
        self.0.push((noun, day));
    }

    pub(super) fn day(&self, noun: &str) -> Option<Date> {
        self.0.iter().find(|(n, _)| *n == noun).map(|(_, d)| *d)
    }
}
