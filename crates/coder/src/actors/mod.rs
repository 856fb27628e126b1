//! Actors: organisations, forces of states, groups, people in a role, persons, countries that act.
//!
//! Every finder offers candidates; the longest win. "The Front" and "the group" are read last, from what was found before.

mod candidate;
mod context;
mod country;
mod defined;
mod force;
mod leaders;
mod membership;
mod named;
mod people;
mod person;
mod roles;
mod unknown;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use polybius_lexicon::Lexicon;

use crate::{ActorHow, ActorMention, PlaceMention, Text};

use context::Context;
pub(crate) use leaders::country_of_surname as leader_country;
use roles::Roles;

/// Actors of a text, in order, without overlap.
pub(crate) fn find(text: &Text<'_>, lexicon: &Lexicon, places: &[PlaceMention]) -> Vec<ActorMention> {
    let roles = Roles::embedded();
    let mut context = Context::new(text, lexicon, places);
    let mut candidates = named::find(&mut context, roles);
    // "Members of the Example Front" is the Front where the Front is known.
    let ends: BTreeSet<(usize, usize)> =
        candidates.iter().map(|c| (c.mention.spot.sentence, c.mention.spot.last)).collect();
    let mut unknown = unknown::find(&context, roles);
    unknown.retain(|c| !ends.contains(&(c.mention.spot.sentence, c.mention.spot.last)));
    candidates.extend(unknown);
    candidates.extend(defined::find(&context, roles, &candidates));
    candidates.extend(force::find(&context, roles));
    candidates.extend(person::find(&context, roles));
    candidates.extend(people::find(&context, roles));
    candidates.extend(country::find(&context));
    let mut mentions = candidate::longest(candidates, &context);
    let followers = defined::follow(&context, roles, &mentions);
    // "the armed group" is people in a role only as long as nothing says which group.
    mentions = candidate::without_overlap(mentions, followers, |m| m.how == ActorHow::People);
    membership::adopt(&context, &mut mentions);
    mentions
}
