use std::collections::BTreeMap;

use polybius_records::Date;
use serde::Serialize;

use super::Safe;

/// What was done to make an export safe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SafeReport {
    /// The day on which it was made.
    pub today: Date,
    /// Events wait so many days.
    pub delay_days: u32,
    /// The last day that the export tells of.
    pub last_day: Date,
    /// What always holds of a safe export, in sentences.
    pub rules: Vec<&'static str>,
    /// What was changed or taken out, and how often.
    pub done: BTreeMap<&'static str, usize>,
}

/// What holds whatever the records are.
const RULES: [&str; 7] = [
    "places exact or near are given as their second-order division, else their first-order division, else their country",
    "points are those of the division in the gazetteer; where it has none, there is none",
    "persons are taken out, except public actors of the lexicon; groups of people have one general word for a name",
    "parts of counts and weapons have one word of a closed list",
    "speakers and parties that are not known organisations are unnamed; headlines, addresses and free words are taken out",
    "summaries are composed anew from what is left",
    "document ids and publishers stay as they are: check them where your own ids or sources could harm",
];

impl SafeReport {
    pub(super) fn new(safe: &Safe<'_>) -> Self {
        let delay = jiff::Span::new().try_days(i64::from(safe.delay_days));
        let last_day = delay.ok().and_then(|delay| safe.today.checked_sub(delay).ok()).unwrap_or(Date::MIN);
        let quotes = if safe.keep_quotes {
            "quotes stay, as was asked for: they hold names and exact places"
        } else {
            "quotes are taken out; the document and the offsets say where they stand"
        };
        let rules = RULES.into_iter().chain([quotes]).collect();
        SafeReport { today: safe.today, delay_days: safe.delay_days, last_day, rules, done: BTreeMap::new() }
    }

    pub(super) fn did(&mut self, what: &'static str) {
        *self.done.entry(what).or_default() += 1;
    }

    /// For standard error.
    pub(crate) fn lines(&self) -> Vec<String> {
        let head = format!("safe: up to {}, {} days before {}", self.last_day, self.delay_days, self.today);
        let rules = self.rules.iter().map(|rule| format!("safe: {rule}"));
        let done = self.done.iter().map(|(what, n)| format!("safe: {n} {what}"));
        [head].into_iter().chain(rules).chain(done).collect()
    }
}
