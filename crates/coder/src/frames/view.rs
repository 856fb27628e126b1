//! One sentence with its mentions, and questions about its tokens.

use polybius_lexicon::Lexicon;
use polybius_records::ActorType;
use polybius_syntax::{Name, Sentence};

use crate::weapons::WeaponMention;
use crate::{ActorHow, Mentions, Spot, Text};

/// One sentence with its mentions.
pub(super) struct View<'a, 'd> {
    pub(super) text: &'a Text<'d>,
    pub(super) sentence: usize,
    pub(super) syntax: &'a Sentence,
    pub(super) mentions: &'a Mentions,
    pub(super) lexicon: &'a Lexicon,
    pub(super) quoted: &'a [std::ops::Range<usize>],
    pub(super) weapons: &'a [WeaponMention],
    pub(super) actors_here: Vec<usize>,
    pub(super) places_here: Vec<usize>,
    pub(super) times_here: Vec<usize>,
    pub(super) counts_here: Vec<usize>,
    pub(super) weapons_here: Vec<usize>,
}

/// Indices of the mentions of sentence `s` in a list in text order.
fn here<T>(list: &[T], s: usize, spot: impl Fn(&T) -> &Spot) -> Vec<usize> {
    let from = list.partition_point(|m| spot(m).sentence < s);
    (from..list.len()).take_while(|&i| spot(&list[i]).sentence == s).collect()
}

impl<'a, 'd> View<'a, 'd> {
    pub(super) fn new(
        text: &'a Text<'d>,
        sentence: usize,
        mentions: &'a Mentions,
        weapons: &'a [WeaponMention],
        lexicon: &'a Lexicon,
        quoted: &'a [std::ops::Range<usize>],
    ) -> Self {
        View {
            text,
            sentence,
            syntax: &text.sentences[sentence].syntax,
            mentions,
            lexicon,
            quoted,
            weapons,
            actors_here: here(&mentions.actors, sentence, |m| &m.spot),
            places_here: here(&mentions.places, sentence, |m| &m.spot),
            times_here: here(&mentions.times, sentence, |m| &m.spot),
            counts_here: here(&mentions.counts, sentence, |m| &m.spot),
            weapons_here: here(weapons, sentence, |m| &m.spot),
        }
    }

    pub(super) fn actor_at(&self, token: usize) -> Option<usize> {
        self.actors_here.iter().copied().find(|&i| self.mentions.actors[i].spot.covers(self.sentence, token))
    }

    pub(super) fn place_at(&self, token: usize) -> Option<usize> {
        self.places_here.iter().copied().find(|&i| self.mentions.places[i].spot.covers(self.sentence, token))
    }

    pub(super) fn weapon_at(&self, token: usize) -> Option<usize> {
        self.weapons_here.iter().copied().find(|&i| self.weapons[i].spot.covers(self.sentence, token))
    }

    pub(super) fn is_weapon(&self, token: usize) -> bool {
        self.weapon_at(token).is_some()
    }

    fn kind_at(&self, token: usize) -> Option<ActorType> {
        self.actor_at(token).map(|i| self.mentions.actors[i].kind)
    }

    /// An actor that can fight.
    pub(super) fn is_armed(&self, token: usize) -> bool {
        self.actor_at(token).is_some_and(|i| {
            let actor = &self.mentions.actors[i];
            actor.how == ActorHow::Country || is_armed_kind(actor.kind)
        }) || self.syntax.tokens[token].lower == "they" && self.actors_before(token)
    }

    /// A weapon that explodes.
    pub(super) fn is_explosive(&self, token: usize) -> bool {
        self.weapon_at(token).is_some_and(|w| {
            matches!(self.weapons[w].entry.kind.as_str(), "explosive" | "vehicle_bomb" | "suicide_bomb")
        })
    }

    /// Somebody who can hold people against the law: an armed group, gunmen.
    pub(super) fn is_captor(&self, token: usize) -> bool {
        use ActorType::*;
        let holds = |t: usize| {
            self.kind_at(t).is_some_and(|k| {
                matches!(k, RebelGroup | PoliticalMilitia | IdentityMilitia | Criminal | Unidentified | Military)
            })
        };
        // "men of the Red Front", "Red Front men".
        let band = matches!(self.syntax.tokens[token].lemma.as_str(), "man" | "member" | "fighter" | "force" | "cadre");
        holds(token)
            || self.syntax.tokens[token].lower == "they" && self.actors_before(token)
            || band && self.syntax.children(token).any(|j| self.syntax.tokens[j].label == "compound" && holds(j))
            || band
                && self
                    .syntax
                    .children(token)
                    .any(|j| matches!(self.syntax.tokens[j].lower.as_str(), "armed" | "masked"))
            || band && super::tree::prep_objects(self.syntax, token, &["of", "from"]).into_iter().any(holds)
    }

    /// Police, soldiers, a state.
    pub(super) fn is_officer(&self, token: usize) -> bool {
        use ActorType::*;
        self.kind_at(token).is_some_and(|k| matches!(k, Police | Intelligence | Military | Government))
    }

    pub(super) fn actors_before(&self, token: usize) -> bool {
        let start = self.syntax.tokens[token].start;
        let end = self.mentions.actors.partition_point(|m| m.spot.start < start);
        self.mentions.actors[..end].iter().rev().take(4).any(|m| {
            self.sentence - m.spot.sentence <= 1
                && matches!(
                    m.kind,
                    ActorType::RebelGroup
                        | ActorType::Unidentified
                        | ActorType::Criminal
                        | ActorType::Military
                        | ActorType::PoliticalMilitia
                )
        })
    }

    /// People with a number, or by name or role: not "they".
    pub(super) fn counted_or_named(&self, tokens: &[usize]) -> bool {
        tokens.iter().any(|&t| {
            self.counts_here.iter().any(|&i| self.mentions.counts[i].spot.covers(self.sentence, t))
                || self.actor_at(t).is_some()
        })
    }

    /// People, by mention, by count or by word.
    pub(super) fn is_person(&self, token: usize) -> bool {
        let t = &self.syntax.tokens[token];
        self.actor_at(token).is_some_and(|i| self.mentions.actors[i].how != ActorHow::Country)
            || self.counts_here.iter().any(|&i| self.mentions.counts[i].spot.covers(self.sentence, token))
            || t.name == Name::Person
            || t.lower.ends_with("-year-old")
            || matches!(
                t.lemma.as_str(),
                "person"
                    | "people"
                    | "man"
                    | "woman"
                    | "boy"
                    | "girl"
                    | "child"
                    | "he"
                    | "she"
                    | "they"
                    | "him"
                    | "her"
                    | "them"
                    | "other"
                    | "victim"
                    | "someone"
                    | "anyone"
                    | "suspect"
                    | "many"
                    | "several"
                    | "dozen"
                    | "hundred"
                    | "thousand"
            )
    }

    pub(super) fn is_crowd(&self, token: usize) -> bool {
        self.kind_at(token)
            .is_some_and(|k| matches!(k, ActorType::Protesters | ActorType::Rioters | ActorType::Civilians))
            || matches!(
                self.syntax.tokens[token].lemma.as_str(),
                "thousand"
                    | "hundred"
                    | "dozen"
                    | "people"
                    | "crowd"
                    | "student"
                    | "worker"
                    | "resident"
                    | "supporter"
                    | "activist"
                    | "protester"
                    | "teacher"
                    | "farmer"
                    | "woman"
            )
    }

    /// A noun of violence that can be a subject: "the attack struck".
    pub(super) fn is_violent_noun(&self, token: usize) -> bool {
        matches!(
            self.syntax.tokens[token].lemma.as_str(),
            "attack"
                | "bombing"
                | "blast"
                | "explosion"
                | "airstrike"
                | "strike"
                | "bomb"
                | "shelling"
                | "missile"
                | "rocket"
                | "raid"
                | "bomber"
                | "shell"
                | "gunman"
                | "mortar"
                | "drone"
                | "gunfire"
                | "bullet"
        )
    }

    pub(super) fn has_armed(&self) -> bool {
        self.actors_here.iter().any(|&i| is_armed_kind(self.mentions.actors[i].kind))
    }

    pub(super) fn has_crowd(&self) -> bool {
        self.actors_here
            .iter()
            .any(|&i| matches!(self.mentions.actors[i].kind, ActorType::Protesters | ActorType::Rioters))
            || self.syntax.tokens.iter().any(|t| {
                matches!(
                    t.lemma.as_str(),
                    "protester" | "demonstrator" | "protest" | "demonstration" | "rally" | "crowd"
                )
            })
    }

    pub(super) fn has_weapon(&self) -> bool {
        !self.weapons_here.is_empty()
    }

    pub(super) fn has_actor(&self) -> bool {
        !self.actors_here.is_empty()
    }

    pub(super) fn count_anchored(&self, token: usize) -> bool {
        self.counts_here.iter().any(|&i| self.mentions.counts[i].anchor == Some(token))
    }
}

/// Kinds of actors that can use armed force.
pub(crate) fn is_armed_kind(kind: ActorType) -> bool {
    use ActorType::*;
    matches!(
        kind,
        Military
            | Police
            | RebelGroup
            | PoliticalMilitia
            | IdentityMilitia
            | Criminal
            | Unidentified
            | Intelligence
            | Government
    )
}
