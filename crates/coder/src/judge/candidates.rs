//! The words that may fill a role of an event, each wording once, with all places where the text has it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Role;
use crate::fillers::{Filled, Filler, Part, Told};

/// A wording with the places where it stands.
#[derive(Debug)]
pub(super) struct Candidate<'t> {
    pub(super) role: Role,
    /// In small letters, without articles and punctuation.
    pub(super) plain: String,
    pub(super) uses: Vec<Use<'t>>,
}

/// One place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Use<'t> {
    /// The event whose filler it is, by its place in the list of those with a type; `None` where it was only seen.
    pub(super) event: Option<usize>,
    pub(super) form: Form,
    pub(super) filler: &'t Filler,
}

/// Which wording of a filler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    Long,
    Bare,
}

impl Use<'_> {
    pub(super) fn words(&self) -> &str {
        match self.form {
            Form::Text => &self.filler.text,
            Form::Long => &self.filler.long,
            Form::Bare => &self.filler.bare,
        }
    }

    /// Characters of the text.
    pub(super) fn range(&self) -> Range<usize> {
        self.filler.start..self.filler.end
    }
}

impl<'t> Candidate<'t> {
    /// Numbers of the sentences where it stands, in order.
    pub(super) fn sentences(&self) -> Vec<usize> {
        let mut out: Vec<usize> = self.uses.iter().map(|u| u.filler.sentence).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Its places as a filler of one event.
    pub(super) fn own(&self, event: usize) -> impl Iterator<Item = &Use<'t>> {
        self.uses.iter().filter(move |u| u.event == Some(event))
    }
}

/// The parts whose words can fill a role.
fn fits(part: Part, role: Role) -> bool {
    match role {
        Role::Person => matches!(part, Part::Doer | Part::Named),
        Role::Organisation => part == Part::Organisation,
        Role::Target => part == Part::Thing,
        Role::Victim => matches!(part, Part::Named | Part::People),
        Role::Weapon => part == Part::Weapon,
    }
}

/// All candidates of a text, by role and wording.
pub(super) fn candidates<'t>(told: &'t Told, events: &[&'t Filled]) -> Vec<Candidate<'t>> {
    let mut found: BTreeMap<(Role, String), Vec<Use<'t>>> = BTreeMap::new();
    let seen = told.seen.iter().map(|f| (None, f));
    let filling = events.iter().enumerate().flat_map(|(i, e)| e.fillers.iter().map(move |f| (Some(i), f)));
    for (event, filler) in seen.chain(filling) {
        let mut known: Vec<String> = Vec::new();
        for (form, words) in [(Form::Text, &filler.text), (Form::Long, &filler.long), (Form::Bare, &filler.bare)] {
            let plain = plain(words);
            if plain.is_empty() || known.contains(&plain) {
                continue;
            }
            for role in Role::ALL.into_iter().filter(|r| fits(filler.part, *r)) {
                found.entry((role, plain.clone())).or_default().push(Use { event, form, filler });
            }
            known.push(plain);
        }
    }
    found.into_iter().map(|((role, plain), uses)| Candidate { role, plain, uses }).collect()
}

/// Small letters, no punctuation, no articles.
pub(super) fn plain(words: &str) -> String {
    let bare: String = words.to_lowercase().chars().filter(|c| !c.is_ascii_punctuation()).collect();
    bare.split_whitespace().filter(|w| !matches!(*w, "a" | "an" | "the")).collect::<Vec<_>>().join(" ")
}
