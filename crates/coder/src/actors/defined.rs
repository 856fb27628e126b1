//! Short forms that a document introduces itself: "Revolutionary Dawn Movement (RDM)", then "RDM" and "the Movement".

use std::collections::BTreeMap;

use polybius_lexicon::Case;

use super::candidate::{Candidate, Identity, Layer};
use super::context::Context;
use super::named;
use super::roles::Roles;

/// How many mentions back "the group" looks.
const MOST_BEFORE: usize = 60;

/// Mentions of acronyms that stand in brackets behind a found name (or before one), anywhere in the document.
pub(super) fn find(context: &Context<'_, '_>, roles: &Roles, found: &[Candidate]) -> Vec<Candidate> {
    let mut meanings: BTreeMap<String, Identity> = BTreeMap::new();
    for candidate in found {
        let spot = candidate.mention.spot;
        let tokens = context.tokens(spot.sentence);
        let is = |at: Option<usize>, word: &str| at.and_then(|i| tokens.get(i)).is_some_and(|t| t.lower == word);
        // The mention itself may end in its bracket.
        let open = [spot.last + 1, spot.last.saturating_sub(2).max(spot.first)].into_iter().find(|&o| is(Some(o), "("));
        let Some(open) = open.filter(|o| is(o.checked_add(2), ")")) else { continue };
        let Some(acronym) = tokens.get(open + 1).map(|t| context.slice(t)) else { continue };
        let name = context.text.slice(spot.start..tokens[open - 1].end.max(spot.start));
        if is_acronym_of(acronym, name) {
            meanings.entry(acronym.to_owned()).or_insert_with(|| Identity::in_mention(&candidate.mention));
        }
    }
    let mut out = Vec::new();
    for sentence in 0..context.text.sentences.len() {
        for (at, token) in context.tokens(sentence).iter().enumerate() {
            if let Some(identity) = meanings.get(context.slice(token)) {
                let (first, last) = named::extend(context, roles, sentence, at, at, identity);
                let mention = identity.clone().at(context, sentence, first, last);
                out.push(Candidate { layer: Layer::Defined, mention });
            }
        }
    }
    out
}

/// Whether capitals in brackets can stand for a name: letters of the name in order, the first one included.
fn is_acronym_of(acronym: &str, name: &str) -> bool {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let capitals = acronym.chars().filter(|c| c.is_uppercase()).count();
    if !(2..=10).contains(&letters.len()) || capitals < 2 {
        return false;
    }
    let name = name.to_lowercase();
    let mut initials = name.split(|c: char| !c.is_alphanumeric()).filter_map(|w| w.chars().next());
    let own = letters.iter().filter(|l| initials.any(|i| i == **l)).count();
    // Acronyms of names in another language share few letters with the translation; half are enough.
    own * 2 >= letters.len()
}

/// Where a document says "the Front" or "the group" of an organisation that it has named.
pub(super) fn follow(
    context: &Context<'_, '_>,
    roles: &Roles,
    mentions: &[crate::ActorMention],
) -> Vec<crate::ActorMention> {
    let mut out = Vec::new();
    // By the nouns of their names, the last organisation before.
    let mut by_noun: BTreeMap<String, usize> = BTreeMap::new();
    let mut read = 0;
    for sentence in 0..context.text.sentences.len() {
        let tokens = context.tokens(sentence);
        for at in 1..tokens.len() {
            while let Some(mention) = mentions.get(read).filter(|m| (m.spot.sentence, m.spot.first) < (sentence, at)) {
                if is_organisation(mention) {
                    let words = mention.name.split([' ', '-']).map(str::to_lowercase);
                    by_noun.extend(words.filter(|w| roles.group_nouns.contains_key(w)).map(|w| (w, read)));
                }
                read += 1;
            }
            if !matches!(tokens[at - 1].lower.as_str(), "the" | "this" | "that") {
                continue;
            }
            if let Some((n, ())) = roles.anaphora.at(tokens, at) {
                let of = tokens.get(at + n).is_some_and(|t| t.lower == "of");
                let subject_of_own = tokens[at + n - 1].label == "compound";
                if of || subject_of_own {
                    continue;
                }
                if let Some(mention) = told_of(&mentions[read.saturating_sub(MOST_BEFORE)..read], sentence) {
                    out.push(Identity::in_mention(mention).at(context, sentence, at, at + n - 1));
                }
                continue;
            }
            let noun = &tokens[at];
            let capital = context.cases[sentence] == Case::Mixed
                && context.slice(noun).chars().next().is_some_and(char::is_uppercase);
            if capital
                && noun.lower != "army"
                && let Some(mention) = by_noun.get(&noun.lower).and_then(|&i| mentions.get(i))
            {
                out.push(Identity::in_mention(mention).at(context, sentence, at, at));
            }
        }
    }
    out
}

fn is_organisation(mention: &crate::ActorMention) -> bool {
    use polybius_records::ActorType as T;
    matches!(mention.how, crate::ActorHow::Named | crate::ActorHow::Unknown)
        && matches!(
            mention.kind,
            T::RebelGroup | T::PoliticalMilitia | T::IdentityMilitia | T::Criminal | T::Party | T::Unidentified
        )
}

/// The organisation that "the group" means: the last one in the same sentence, else in the sentences before the one that acts
/// there, else the last.
fn told_of(earlier: &[crate::ActorMention], sentence: usize) -> Option<&crate::ActorMention> {
    let near = earlier.iter().filter(|m| m.spot.sentence + 3 >= sentence);
    let organisations: Vec<_> = near.filter(|m| is_organisation(m)).collect();
    let Some(nearest) = organisations.last().map(|m| m.spot.sentence) else { return the_only_one(earlier) };
    if nearest == sentence {
        return organisations.last().copied();
    }
    organisations.iter().find(|m| m.spot.sentence == nearest).copied()
}

/// The organisation of a document that has named no other.
fn the_only_one(earlier: &[crate::ActorMention]) -> Option<&crate::ActorMention> {
    let last = earlier.iter().rev().find(|m| is_organisation(m))?;
    let alone = earlier.iter().filter(|m| is_organisation(m)).all(|m| m.id == last.id);
    alone.then_some(last)
}
