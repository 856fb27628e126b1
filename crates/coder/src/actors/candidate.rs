//! Mentions in competition: the longest wins.

use polybius_records::ActorType;

use crate::{ActorHow, ActorMention, Spot};

use super::context::Context;

/// Which finder found it; where two are equally long, the first kind wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    Named,
    Defined,
    Force,
    /// "calling itself X": no person, whatever the name looks like.
    Called,
    Person,
    Unknown,
    Group,
    People,
    Country,
}

/// A possible mention.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub layer: Layer,
    pub mention: ActorMention,
}

/// Who it is, without where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    pub id: String,
    pub name: String,
    pub kind: ActorType,
    pub country: Option<String>,
    pub how: ActorHow,
}

impl Identity {
    pub(super) fn of(entry: &polybius_lexicon::ActorEntry) -> Self {
        Identity {
            id: entry.id.clone(),
            name: entry.name.clone(),
            kind: entry.kind,
            country: Some(entry.country.clone()).filter(|c| !c.is_empty()),
            how: ActorHow::Named,
        }
    }

    /// Who a mention means.
    pub(super) fn in_mention(mention: &ActorMention) -> Self {
        let ActorMention { spot: _, id, name, kind, country, how } = mention.clone();
        Identity { id, name, kind, country, how }
    }

    /// The mention of tokens `first..=last`.
    pub(super) fn at(self, context: &Context<'_, '_>, sentence: usize, first: usize, last: usize) -> ActorMention {
        let Identity { id, name, kind, country, how } = self;
        ActorMention { spot: Spot::new(context.text, sentence, first, last), id, name, kind, country, how }
    }
}

/// The longest candidates that do not overlap, in text order.
pub(super) fn longest(mut candidates: Vec<Candidate>, context: &Context<'_, '_>) -> Vec<ActorMention> {
    let tokens = |c: &Candidate| c.mention.spot.last - c.mention.spot.first;
    candidates.sort_by(|a, b| {
        let key = |c: &Candidate| (std::cmp::Reverse(tokens(c)), c.layer, c.mention.spot);
        key(a).cmp(&key(b))
    });
    let mut taken: Vec<Vec<bool>> = context.text.sentences.iter().map(|s| vec![false; s.syntax.tokens.len()]).collect();
    let mut out = Vec::new();
    for candidate in candidates {
        let spot = candidate.mention.spot;
        let cells = &mut taken[spot.sentence][spot.first..=spot.last];
        if cells.iter().all(|t| !t) {
            cells.fill(true);
            out.push(candidate.mention);
        }
    }
    out.sort_by_key(|m| m.spot);
    out
}

/// Joins mentions in text order; where they overlap the first list wins, unless its mention `yields`.
pub(super) fn without_overlap(
    first: Vec<ActorMention>,
    second: Vec<ActorMention>,
    yields: impl Fn(&ActorMention) -> bool,
) -> Vec<ActorMention> {
    let mut out: Vec<ActorMention> = Vec::with_capacity(first.len() + second.len());
    let ranked =
        first.into_iter().map(|m| (if yields(&m) { 2 } else { 0 }, m)).chain(second.into_iter().map(|m| (1, m)));
    let mut all: Vec<(u8, ActorMention)> = ranked.collect();
    all.sort_by_key(|(_, m)| m.spot);
    let mut ranks: Vec<u8> = Vec::with_capacity(all.len());
    for (rank, mention) in all {
        while out.last().is_some_and(|o| o.spot.touches(&mention.spot)) && ranks.last().is_some_and(|r| rank < *r) {
            out.pop();
            ranks.pop();
        }
        if out.last().is_none_or(|o| !o.spot.touches(&mention.spot)) {
            out.push(mention);
            ranks.push(rank);
        }
    }
    out
}
