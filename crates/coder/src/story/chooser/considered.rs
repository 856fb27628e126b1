//! What the chooser decides on, without deciding: for learning.

use polybius_records::{CountKind, Document, Report};

use super::super::incident::Incident;
use super::super::{Reading, attribution, compose, group, link, toll, worth};
use super::{Case, best, is_asked, signs};
use crate::{Coder, Mentions, Text};

/// A report with the numbers that could be its toll.
#[derive(Debug, Clone)]
pub struct Considered {
    /// The report.
    pub report: Report,
    /// Whether the chooser is asked about it: its text is news of crime in which somebody shoots.
    pub asked: bool,
    /// What could be the number killed.
    pub killed: Vec<Number>,
    /// What could be the number injured.
    pub injured: Vec<Number>,
}

/// One number that could be the one.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The number; 0 also stands for nothing said.
    pub value: u64,
    /// Whether the rules take it.
    pub rule: bool,
    /// What is known of it, by name.
    pub signs: Vec<(&'static str, f64)>,
}

/// The reports of a document, each with the numbers that could be its toll.
pub fn considered(coder: &Coder, document: &Document) -> Vec<Considered> {
    let text = Text::new(document, &coder.analyzer);
    let mentions = Mentions::find(&text, &coder.lexicon);
    let r = Reading::new(coder, &text, &mentions);
    let all = link::incidents(&r, group::groups(&r.frames, &mentions));
    let claims = attribution::find(&r, &all);
    let reported = |(_, incident): &(usize, &Incident)| worth::why_not(&r, incident, &all).is_none();
    let view = |(i, incident): (usize, &Incident)| {
        let rule = |kind| best(toll::count(&r, incident, kind).as_ref());
        let (dead, hurt) = (rule(CountKind::Killed), rule(CountKind::Injured));
        let numbers = |kind, rule, other| {
            let case = Case { r: &r, incident, incidents: all.len(), kind, rule, other };
            let choices = case.choices();
            let number = |c: &super::options::Choice| Number {
                value: c.value,
                rule: c.rule,
                signs: signs::of(&case, c, &choices),
            };
            choices.iter().map(number).collect()
        };
        Considered {
            report: compose::report(&r, i, &all, &claims),
            asked: is_asked(&r, &all),
            killed: numbers(CountKind::Killed, dead, hurt),
            injured: numbers(CountKind::Injured, hurt, dead),
        }
    };
    all.iter().enumerate().filter(reported).map(view).collect()
}
