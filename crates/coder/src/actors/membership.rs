//! Fighters whose organisation the words around them tell: "fighters believed to belong to X", "the group's gunmen", "its men".

use polybius_records::ActorType;

use crate::{ActorHow, ActorMention};

use super::candidate::Identity;
use super::context::{Context, is_possessive};

/// Words that may stand between fighters and their organisation.
const BETWEEN: [&str; 44] = [
    "a",
    "aligned",
    "alleged",
    "allegedly",
    "an",
    "and",
    "are",
    "armed",
    "be",
    "been",
    "being",
    "believed",
    "belong",
    "belonging",
    "claiming",
    "dressed",
    "faction",
    "feared",
    "for",
    "from",
    "group",
    "have",
    "in",
    "insurgent",
    "jihadist",
    "loyal",
    "member",
    "members",
    "militant",
    "of",
    "part",
    "presumed",
    "presumably",
    "rebel",
    "said",
    "suspected",
    "terrorist",
    "the",
    "thought",
    "to",
    "were",
    "who",
    "wing",
    "with",
];

/// Of those, the words that tie people to it; "men and X" and "men to X" are not tied.
const TIES: [&str; 7] = ["of", "from", "belong", "belonging", "loyal", "aligned", "members"];

/// Most words between.
const REACH: usize = 8;

/// How many sentences back "its fighters" looks for the organisation.
const BACK: usize = 2;

/// Gives fighters in a role the identity of their organisation where the sentence tells it.
pub(super) fn adopt(context: &Context<'_, '_>, mentions: &mut [ActorMention]) {
    for i in 0..mentions.len() {
        if !may_be_of_group(&mentions[i]) {
            continue;
        }
        let owner = behind(context, mentions, i)
            .or_else(|| before(context, mentions, i))
            .or_else(|| told_before(context, mentions, i));
        if let Some(owner) = owner {
            let identity = Identity::in_mention(&mentions[owner]);
            let spot = mentions[i].spot;
            mentions[i] = identity.at(context, spot.sentence, spot.first, spot.last);
        }
    }
}

fn may_be_of_group(m: &ActorMention) -> bool {
    let armed = matches!(
        m.kind,
        ActorType::Unidentified | ActorType::RebelGroup | ActorType::PoliticalMilitia | ActorType::Criminal
    );
    m.how == ActorHow::People && (armed || m.name == "men")
}

fn is_armed_organisation(m: &ActorMention) -> bool {
    use ActorType as T;
    matches!(m.how, ActorHow::Named | ActorHow::Unknown)
        && matches!(m.kind, T::RebelGroup | T::PoliticalMilitia | T::IdentityMilitia | T::Criminal)
}

/// "fighters of X", "gunmen believed to be members of X".
fn behind(context: &Context<'_, '_>, mentions: &[ActorMention], at: usize) -> Option<usize> {
    let spot = mentions[at].spot;
    let owner = mentions.get(at + 1).filter(|m| is_armed_organisation(m))?;
    if owner.spot.sentence != spot.sentence || owner.spot.first > spot.last + 1 + REACH {
        return None;
    }
    let between = context.tokens(spot.sentence).get(spot.last + 1..owner.spot.first)?;
    let fits = between.iter().all(|t| BETWEEN.contains(&t.lower.as_str()));
    let tied = between.iter().any(|t| TIES.contains(&t.lower.as_str()));
    (fits && tied).then_some(at + 1)
}

/// "the group's fighters", "its fighters".
fn before(context: &Context<'_, '_>, mentions: &[ActorMention], at: usize) -> Option<usize> {
    let spot = mentions[at].spot;
    let tokens = context.tokens(spot.sentence);
    let start = (0..spot.first).rev().take(3).find(|&i| !is_descriptive(&tokens[i].lower))?;
    let earlier = mentions[..at].iter().rposition(is_armed_organisation)?;
    let m = &mentions[earlier].spot;
    if is_possessive(&tokens[start]) {
        return (m.sentence == spot.sentence && m.last + 1 == start).then_some(earlier);
    }
    let own = matches!(tokens[start].lower.as_str(), "its" | "their");
    (own && m.sentence + BACK >= spot.sentence).then_some(earlier)
}

fn is_descriptive(word: &str) -> bool {
    matches!(word, "armed" | "own" | "suspected" | "masked" | "rebel" | "local" | "two" | "three" | "four" | "several")
}

/// "the militants", "the men" who act: those of the one armed organisation that the sentences just before name.
fn told_before(context: &Context<'_, '_>, mentions: &[ActorMention], at: usize) -> Option<usize> {
    let spot = mentions[at].spot;
    let tokens = context.tokens(spot.sentence);
    let definite = spot.first.checked_sub(1).is_some_and(|i| matches!(tokens[i].lower.as_str(), "the" | "these"));
    // "the men" are suspects and victims as often as fighters: only where they act.
    if !definite || mentions[at].name == "men" && tokens[spot.head].label != "nsubj" {
        return None;
    }
    let near = |m: &&ActorMention| m.spot.sentence + BACK >= spot.sentence;
    let earlier: Vec<&ActorMention> = mentions[..at].iter().rev().take_while(near).collect();
    let mut organisations = earlier.iter().filter(|m| is_armed_organisation(m));
    let last = organisations.next()?;
    if organisations.any(|m| m.id != last.id) {
        return None;
    }
    mentions[..at].iter().rposition(is_armed_organisation)
}
