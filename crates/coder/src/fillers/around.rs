//! What the sentences around an event's own words add: who handled the weapon, what was damaged, who the dead were.

use polybius_syntax::Name;

use super::find::{Finder, is_people};
use super::{How, Part, phrase, things};
use crate::frames::tree;
use crate::story::incident::Incident;

/// What doers do with weapons.
const HANDLING: &[&str] = &[
    "activate", "carry", "detonate", "drive", "drop", "explode", "fire", "hide", "hurl", "install", "launch", "lay",
    "leave", "lob", "mount", "park", "place", "plant", "put", "set", "shoot", "throw", "toss", "use", "wield",
];

/// What happens to things.
const DAMAGING: &[&str] = &[
    "affect",
    "attack",
    "blast",
    "bomb",
    "break",
    "burn",
    "cripple",
    "damage",
    "demolish",
    "destroy",
    "devastate",
    "dynamite",
    "gut",
    "harm",
    "hit",
    "level",
    "loot",
    "ransack",
    "raze",
    "riddle",
    "ruin",
    "sabotage",
    "set",
    "shatter",
    "strike",
    "target",
    "topple",
    "wreck",
];

/// Where a weapon is put.
const PLACING: &[&str] = &["at", "in", "inside", "into", "near", "on", "outside", "under", "of", "against"];

/// Taking part in an act, or standing behind it.
const INVOLVED: &[&str] =
    &["commit", "implicate", "involve", "mastermind", "order", "participate", "perpetrate", "plan"];

/// How far beyond its own sentences an event is looked for.
const REACH: usize = 1;

impl Finder<'_, '_, '_> {
    /// Adds what the event's sentences, and the next one where no other event begins, say beside the event's words.
    pub(super) fn around(&mut self, index: usize, all: &[Incident]) {
        let own: Vec<usize> = all[index].groups.iter().map(|g| g.sentence).collect();
        let others: Vec<usize> = all
            .iter()
            .enumerate()
            .filter(|(i, _)| *i != index)
            .flat_map(|(_, o)| o.groups.iter().map(|g| g.sentence))
            .collect();
        let mut sentences: Vec<usize> = own.clone();
        for &n in &own {
            for next in n + 1..=n + REACH {
                if next < self.r.text.sentences.len() && !others.contains(&next) && !sentences.contains(&next) {
                    sentences.push(next);
                }
            }
        }
        sentences.sort_unstable();
        sentences.dedup();
        for n in sentences {
            let shared = others.contains(&n);
            if !shared {
                self.handlers(n);
                self.damage(n);
                self.harm(n);
                let acts: Vec<usize> = all[index]
                    .groups
                    .iter()
                    .filter(|g| g.sentence == n)
                    .flat_map(|g| g.frames(self.r).map(|f| f.hit.token).collect::<Vec<_>>())
                    .collect();
                self.involved(n, &acts);
                self.weapons_in(n, own.contains(&n));
            }
            self.identified(n);
        }
    }

    fn handlers(&mut self, n: usize) {
        let s = self.syntax(n);
        for v in 0..s.tokens.len() {
            if !tree::is_verb(s, v) || !HANDLING.contains(&s.tokens[v].lemma.as_str()) {
                continue;
            }
            let weapon = |t: usize| self.r.weapons.iter().any(|w| w.spot.covers(n, t));
            let passive = tree::is_passive(s, v);
            let (subject, objects) = (tree::subject(s, v), tree::objects(s, v));
            let doers = if passive {
                if !subject.is_some_and(weapon) {
                    continue;
                }
                tree::passive_agents(s, v)
            } else {
                if !objects.iter().any(|&o| weapon(o)) {
                    continue;
                }
                subject.into_iter().flat_map(|t| tree::with_conjuncts(s, t)).collect()
            };
            // "a bomb planted under a bus".
            for t in tree::prep_objects(s, v, PLACING) {
                if let Some(kind) = things::kind(s, t) {
                    self.push(Part::Thing, n, phrase::noun(s, t), phrase::with_of(s, t), kind, How::Handled);
                }
            }
            for t in doers {
                if is_people(s, t) {
                    self.push(Part::Doer, n, phrase::noun(s, t), phrase::with_of(s, t), "", How::Handled);
                } else if let Some(a) = self.actor_at(n, t) {
                    self.actor(a, How::Handled);
                }
            }
        }
    }

    fn damage(&mut self, n: usize) {
        let s = self.syntax(n);
        for v in 0..s.tokens.len() {
            if !s.tokens[v].tag.starts_with('V') || !DAMAGING.contains(&s.tokens[v].lemma.as_str()) {
                continue;
            }
            let mut tokens: Vec<usize> = if tree::is_passive(s, v) {
                tree::subject(s, v).into_iter().flat_map(|t| tree::with_conjuncts(s, t)).collect()
            } else {
                tree::objects(s, v)
            };
            if s.tokens[v].label == "amod" {
                tokens = vec![s.tokens[v].head];
            }
            // "set fire to the club", "set the club on fire".
            if s.tokens[v].lemma == "set" {
                let fire = |t: usize| matches!(s.tokens[t].lower.as_str(), "fire" | "ablaze");
                let near = (v + 1..s.tokens.len().min(v + 12)).any(fire);
                if !near {
                    continue;
                }
                tokens.extend(tree::prep_objects(s, v, &["to"]));
                tokens.extend(tokens.clone().into_iter().flat_map(|t| tree::prep_objects(s, t, &["to"])));
            }
            // The first of a list may take the second for its apposition.
            let beside: Vec<usize> = tokens
                .iter()
                .flat_map(|&t| s.children(t).filter(|&c| s.tokens[c].label == "appos").collect::<Vec<_>>())
                .flat_map(|c| tree::with_conjuncts(s, c))
                .collect();
            tokens.extend(beside);
            for t in tokens {
                if let Some(kind) = things::kind(s, t) {
                    self.push(Part::Thing, n, phrase::noun(s, t), phrase::with_of(s, t), kind, How::Damaged);
                }
            }
        }
    }

    /// "caused heavy damage to the bank and two shops".
    fn harm(&mut self, n: usize) {
        let s = self.syntax(n);
        for i in 0..s.tokens.len() {
            if s.tokens[i].lemma != "damage" || !s.tokens[i].tag.starts_with('N') {
                continue;
            }
            let mut tokens = tree::prep_objects(s, i, &["to", "at", "in"]);
            tokens.extend(tree::prep_objects(s, tree::clause_verb(s, i), &["to"]));
            for t in tokens {
                if let Some(kind) = things::kind(s, t) {
                    self.push(Part::Thing, n, phrase::noun(s, t), phrase::with_of(s, t), kind, How::Damaged);
                }
            }
        }
    }

    /// "Four officers were involved in the massacre": those who took part in an act that the sentence names.
    fn involved(&mut self, n: usize, acts: &[usize]) {
        let s = self.syntax(n);
        for v in 0..s.tokens.len() {
            if !tree::is_verb(s, v) || !INVOLVED.contains(&s.tokens[v].lemma.as_str()) {
                continue;
            }
            if !acts.iter().any(|&a| a > v && s.is_under(a, v)) {
                continue;
            }
            let people: Vec<usize> =
                if tree::is_passive(s, v) && !matches!(s.tokens[v].lemma.as_str(), "involve" | "implicate") {
                    tree::passive_agents(s, v)
                } else {
                    tree::subject(s, v).into_iter().flat_map(|t| tree::with_conjuncts(s, t)).collect()
                };
            for t in people {
                if let Some(span) = self.names.run(n, t) {
                    self.push(Part::Doer, n, span, span, "named", How::Claimed);
                } else if is_people(s, t) {
                    self.push(Part::Doer, n, phrase::noun(s, t), phrase::with_of(s, t), "", How::Told);
                } else if let Some(a) = self.actor_at(n, t) {
                    self.actor(a, How::Told);
                }
            }
        }
    }

    pub(super) fn weapons_in(&mut self, n: usize, own: bool) {
        let s = self.syntax(n);
        let here: Vec<_> = self.r.weapons.iter().filter(|w| w.spot.sentence == n).copied().collect();
        for w in here {
            let span = phrase::noun(s, w.spot.last);
            let span = (span.0.min(w.spot.first), w.spot.last);
            let how = if own { How::Beside } else { How::Nearby };
            self.push(Part::Weapon, n, span, phrase::with_of(s, w.spot.last), &w.entry.kind, how);
        }
    }

    /// "The dead were identified as A and B".
    fn identified(&mut self, n: usize) {
        let s = self.syntax(n);
        for v in 0..s.tokens.len() {
            let is = s.tokens[v].lemma == "be" && tree::subject(s, v).is_some_and(|t| is_fallen(&s.tokens[t].lower));
            let says = matches!(s.tokens[v].lemma.as_str(), "identify" | "name") && s.tokens[v].tag.starts_with('V');
            if !is && !says {
                continue;
            }
            let mut tokens: Vec<usize> = tree::prep_objects(s, v, &["as"]);
            tokens.extend(s.children(v).filter(|&c| matches!(s.tokens[c].label, "oprd" | "attr" | "dobj")));
            let whom = tree::subject(s, v);
            let hurt = |t: usize| {
                !matches!(
                    s.tokens[t].lemma.as_str(),
                    "attacker"
                        | "assassin"
                        | "terrorist"
                        | "guerrilla"
                        | "suspect"
                        | "murderer"
                        | "kidnapper"
                        | "perpetrator"
                        | "assailant"
                        | "individual"
                        | "organization"
                        | "group"
                )
            };
            if whom.is_some_and(|t| !hurt(t)) {
                continue;
            }
            let all: Vec<usize> = tokens.iter().flat_map(|&t| tree::with_conjuncts(s, t)).collect();
            for t in all {
                let named = self.names.run(n, t).or_else(|| {
                    s.children(t)
                        .find(|&c| s.tokens[c].label == "appos" && s.tokens[c].name == Name::Person)
                        .and_then(|c| self.names.run(n, c))
                });
                if let Some(span) = named {
                    self.push(Part::Named, n, span, span, "named", How::Identified);
                }
            }
        }
    }
}

/// Words for those whom an event hit.
fn is_fallen(word: &str) -> bool {
    matches!(
        word,
        "dead" | "deceased" | "fatalities" | "fatality" | "injured" | "victim" | "victims" | "wounded" | "kidnapped"
    )
}
