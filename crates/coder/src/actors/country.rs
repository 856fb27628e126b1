//! Countries named as actors: "Russia blamed Ukraine".

use polybius_syntax::{Name, Token};

use crate::ActorHow;

use super::candidate::{Candidate, Identity, Layer};
use super::context::{Context, NationHow, is_possessive};
use super::force::of_country;
use super::roles::Branch;

/// What a capital does when it stands for its government: "Moscow accused Kyiv".
const SAYING: [&str; 47] = [
    "accept",
    "accuse",
    "agree",
    "announce",
    "ask",
    "attack",
    "back",
    "ban",
    "blame",
    "bomb",
    "call",
    "claim",
    "condemn",
    "confirm",
    "criticise",
    "criticize",
    "declare",
    "demand",
    "deny",
    "deploy",
    "describe",
    "dismiss",
    "expel",
    "force",
    "impose",
    "insist",
    "invade",
    "launch",
    "order",
    "pledge",
    "refuse",
    "reject",
    "respond",
    "retaliate",
    "say",
    "see",
    "send",
    "shell",
    "sign",
    "support",
    "suspect",
    "threaten",
    "urge",
    "vow",
    "want",
    "warn",
    "withdraw",
];

/// All countries that stand where an actor stands.
pub(super) fn find(context: &Context<'_, '_>) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (sentence, nations) in context.nations.iter().enumerate() {
        let tokens = context.tokens(sentence);
        for nation in nations {
            let acts = match nation.how {
                NationHow::Name => stands_as_actor(tokens, nation.first, nation.last),
                NationHow::Adjective => false,
                NationHow::Place => {
                    let name = context.text.slice(tokens[nation.first].start..tokens[nation.last].end);
                    let is_capital = context
                        .lexicon
                        .countries
                        .by_code(&nation.country)
                        .is_some_and(|c| polybius_lexicon::fold(&c.capital) == polybius_lexicon::fold(name));
                    is_capital && speaks(tokens, nation.first, nation.last)
                }
            };
            if acts {
                let identity = of_country(context, Branch::Government, Some(&nation.country));
                let identity = Identity { how: ActorHow::Country, ..identity };
                let (first, last) = (nation.first, nation.last);
                out.push(Candidate { layer: Layer::Country, mention: identity.at(context, sentence, first, last) });
            }
        }
    }
    out
}

/// The token of a stretch that is governed from outside.
fn head(tokens: &[Token], first: usize, last: usize) -> usize {
    (first..=last).rev().find(|&i| tokens[i].head == i || !(first..=last).contains(&tokens[i].head)).unwrap_or(last)
}

fn stands_as_actor(tokens: &[Token], first: usize, last: usize) -> bool {
    let mut at = head(tokens, first, last);
    // A country joined to an actor is one as well.
    for _ in 0..8 {
        if tokens[at].label != "conj" {
            break;
        }
        at = tokens[at].head;
    }
    let governor = &tokens[tokens[at].head];
    match tokens[at].label {
        // "Mozambique's Cabo Delgado" is a place in a country.
        "poss" => !matches!(governor.name, Name::Gpe | Name::Loc | Name::Fac),
        "nsubj" | "nsubjpass" | "dobj" | "iobj" | "dative" => true,
        "pobj" => matches!(governor.lower.as_str(), "by" | "against" | "between"),
        _ => tokens.get(last + 1).is_some_and(is_possessive),
    }
}

fn speaks(tokens: &[Token], first: usize, last: usize) -> bool {
    let at = head(tokens, first, last);
    let governor = &tokens[tokens[at].head];
    match tokens[at].label {
        "nsubj" => SAYING.contains(&governor.lemma.as_str()),
        "dobj" => matches!(governor.lemma.as_str(), "accuse" | "blame" | "urge" | "warn"),
        _ => false,
    }
}
