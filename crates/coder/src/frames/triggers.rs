//! The trigger lexicon, and where its words stand in a sentence.

use std::collections::HashMap;
use std::sync::LazyLock;

use polybius_records::{CountKind, SubEventType};
use serde::{Deserialize, Serialize};

use crate::text::Sentence;

const DATA: &str = include_str!("../../../../data/triggers.toml");

/// What kind of act a word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// An attack of a kind that the word does not say.
    Attack,
    /// Shots at people or things.
    Shooting,
    /// Blades, blunt weapons, vehicles driven into people.
    Stabbing,
    /// Killing, by whatever means.
    Killing,
    /// Dying, no doer said.
    Death,
    /// Wounding and beating.
    Injury,
    /// An explosive device.
    Bombing,
    /// A bomb that its bearer sets off.
    SuicideBombing,
    /// Artillery, rockets, missiles.
    Shelling,
    /// Aircraft and drones.
    AirStrike,
    /// A thrown grenade.
    Grenade,
    /// Chemical weapons.
    Chemical,
    /// A fight of two armed sides.
    Clash,
    /// A place taken by force.
    Capture,
    /// A place left without force.
    Transfer,
    /// People taken and held against the law.
    Abduction,
    /// Sexual violence.
    Sexual,
    /// People taken or held by officers.
    Arrest,
    /// A peaceful gathering for a cause.
    Protest,
    /// A crowd driven apart by officers.
    Dispersal,
    /// A crowd that turns violent.
    Riot,
    /// A crowd that attacks people.
    Mob,
    /// Looting, arson, property destroyed.
    Destruction,
    /// A truce or peace made.
    Agreement,
    /// A group that surrenders, splits or disarms.
    Change,
    /// A base set up.
    Headquarters,
    /// Weapons found, defused or shot down.
    Disruption,
    /// A plan to attack.
    Plot,
}

/// Acts that belong together when two mentions are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Force against people or things.
    Violence,
    /// Two sides that fight, and towns that change hands.
    War,
    /// Arrests.
    Arrest,
    /// Gatherings of people, peaceful or not.
    Contention,
    /// What is agreed, founded, given up, found.
    Strategic,
}

impl Act {
    /// The family of the act.
    pub fn family(self) -> Family {
        use Act::*;
        match self {
            Attack | Shooting | Stabbing | Killing | Death | Injury | Bombing | SuicideBombing | Shelling
            | AirStrike | Grenade | Chemical | Abduction | Sexual | Destruction | Plot => Family::Violence,
            Clash | Capture => Family::War,
            Arrest => Family::Arrest,
            Protest | Dispersal | Riot | Mob => Family::Contention,
            Transfer | Agreement | Change | Headquarters | Disruption => Family::Strategic,
        }
    }

    /// Says only what the act did to people, not what it was.
    pub fn is_effect(self) -> bool {
        matches!(self, Act::Killing | Act::Death | Act::Injury)
    }

    /// Any violent act may be called so: "the attack".
    pub fn is_generic(self) -> bool {
        matches!(self, Act::Attack)
    }

    /// An explosion of some kind.
    pub fn explosive(self) -> bool {
        matches!(
            self,
            Act::Bombing | Act::SuicideBombing | Act::Shelling | Act::AirStrike | Act::Grenade | Act::Chemical
        )
    }
}

/// What the subject of the active verb is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// Who does it.
    Agent,
    /// What it is done with.
    Weapon,
    /// Whom it happens to.
    Patient,
    /// Decided by what it is.
    Any,
}

/// What else the clause must have for a word to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Needs {
    Armed,
    Target,
    Projectile,
    Force,
    Grenade,
    Place,
    Territory,
    People,
    Cause,
    Crowd,
    Deal,
    Base,
    Munition,
    Explosive,
    Captive,
    Captor,
    Officer,
    Property,
    Blast,
    Gas,
    Shots,
    Held,
    Device,
    Meeting,
    Feud,
    Ousting,
    Entry,
    Dumped,
}

/// One entry of the lexicon.
#[derive(Debug, Deserialize)]
pub struct Entry {
    /// The act.
    #[serde(rename = "name")]
    pub act: Act,
    /// ACLED sub-event type, before weapons and sides are looked at.
    pub sub: SubEventType,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    /// Subject of the active verb.
    pub subject: Subject,
    /// What the act does to its patients.
    #[serde(default)]
    pub effect: Option<CountKind>,
    /// Condition.
    #[serde(default)]
    pub needs: Option<Needs>,
}

#[derive(Deserialize)]
struct File {
    act: Vec<Entry>,
}

/// A trigger word in a sentence: tokens `first..=last`, governed by `token`.
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    /// The lexicon's entry for these words.
    pub entry: &'static Entry,
    /// The token that carries the arguments.
    pub token: usize,
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// A noun, not a verb.
    pub noun: bool,
}

struct Lexicon {
    /// First lemma -> (all lemmas, entry), longest first.
    nouns: HashMap<&'static str, Vec<(Vec<&'static str>, &'static Entry)>>,
    verbs: HashMap<&'static str, Vec<(Vec<&'static str>, &'static Entry)>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let entries: &'static [Entry] = match toml::from_str::<File>(DATA) {
        Ok(file) => Box::leak(file.act.into_boxed_slice()),
        Err(e) => unreachable!("data/triggers.toml is checked by a test: {e}"),
    };
    let mut lexicon = Lexicon { nouns: HashMap::new(), verbs: HashMap::new() };
    for entry in entries {
        for (words, map) in [(&entry.nouns, &mut lexicon.nouns), (&entry.verbs, &mut lexicon.verbs)] {
            for word in words {
                let parts: Vec<&str> = word.split(' ').collect();
                map.entry(parts[0]).or_default().push((parts, entry));
            }
        }
    }
    for list in lexicon.nouns.values_mut().chain(lexicon.verbs.values_mut()) {
        list.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.len()));
    }
    lexicon
});

/// Every trigger of a sentence, in order; longer phrases win over the words inside them. A word with several readings
/// (`seize` a town, a person, a weapon) gives one hit for each: the caller keeps those whose condition holds.
pub fn find(sentence: &Sentence) -> Vec<Hit> {
    let tokens = &sentence.syntax.tokens;
    let mut hits: Vec<Hit> = Vec::new();
    let mut taken = 0;
    for i in 0..tokens.len() {
        let tag = tokens[i].tag;
        if i >= taken
            && let Some(list) =
                LEXICON.nouns.get(tokens[i].lemma.as_str()).or_else(|| LEXICON.nouns.get(tokens[i].lower.as_str()))
        {
            let mut longest = 0;
            for (parts, entry) in list {
                let last = i + parts.len() - 1;
                if parts.len() < longest || last >= tokens.len() {
                    continue;
                }
                let matches = parts
                    .iter()
                    .enumerate()
                    .all(|(k, part)| tokens[i + k].lemma == *part || tokens[i + k].lower == *part);
                // "police firing": the tagger takes the word for a participle.
                let shots = entry.needs == Some(Needs::Shots)
                    && tag == "VBG"
                    && !sentence.syntax.children(last).any(|j| tokens[j].label == "dobj");
                if matches && (shots || is_noun(sentence, last)) {
                    longest = parts.len();
                    hits.push(Hit { entry, token: last, first: i, last, noun: true });
                    taken = last + 1;
                }
            }
            if longest > 0 {
                continue;
            }
        }
        let shot = was_shot(sentence, i);
        if tag.starts_with('V') || tag == "JJ" && tokens[i].lower.ends_with("ed") || shot {
            let lemma = if shot { "shoot" } else { tokens[i].lemma.as_str() };
            let Some(list) = LEXICON.verbs.get(lemma) else { continue };
            let mut longest = 0;
            for (parts, entry) in list {
                if parts.len() < longest {
                    continue;
                }
                let Some(last) = verb_phrase(sentence, i, &parts[1..]) else { continue };
                longest = parts.len();
                hits.push(Hit { entry, token: i, first: i, last, noun: false });
            }
        }
    }
    hits
}

/// "16-year-old shot outside a club", "Boy shoots self": a headline's verb, which the tagger takes for a noun.
fn was_shot(sentence: &Sentence, i: usize) -> bool {
    let tokens = &sentence.syntax.tokens;
    let Some(before) = i.checked_sub(1).map(|j| tokens[j].lower.as_str()) else { return false };
    let next = tokens.get(i + 1).map_or("", |t| t.lower.as_str());
    if tokens[i].lower == "shoots" && !tokens[i].tag.starts_with('V') {
        return matches!(next, "self" | "himself" | "herself" | "dead" | "at") || next.ends_with("-old");
    }
    // "Four shot in a bar", not "one shot".
    let number = tokens[i - 1].tag == "CD" && !matches!(before, "one" | "1");
    tokens[i].lower == "shot"
        && !(tokens[i].tag.starts_with('V') && tokens[i].lemma == "shoot")
        && (before.ends_with("-old")
            || number
            || matches!(
                before,
                "man"
                    | "men"
                    | "woman"
                    | "women"
                    | "boy"
                    | "boys"
                    | "girl"
                    | "girls"
                    | "baby"
                    | "toddler"
                    | "infant"
                    | "child"
                    | "children"
                    | "teen"
                    | "teens"
                    | "teenager"
                    | "teenagers"
                    | "people"
                    | "others"
                    | "student"
                    | "students"
                    | "officer"
                    | "officers"
                    | "deputy"
                    | "deputies"
                    | "driver"
                    | "suspect"
                    | "victim"
                    | "victims"
            ))
}

fn is_noun(sentence: &Sentence, i: usize) -> bool {
    let tokens = &sentence.syntax.tokens;
    let t = &tokens[i];
    // "burning houses and killing 12": a verb with an object, in a row of such verbs.
    let in_row = || {
        t.label == "conj"
            && tokens[t.head].tag.starts_with('V')
            && sentence.syntax.children(i).any(|j| j > i && tokens[j].label == "dobj")
            && !sentence.syntax.children(i).any(|j| tokens[j].label == "det")
    };
    t.tag.starts_with('N')
        || (t.tag == "VBG"
            && matches!(t.label, "nsubj" | "pobj" | "dobj" | "conj" | "compound" | "nsubjpass")
            && !in_row())
}

/// The last token of a verb with its further words, which may stand apart: "took 40 people hostage", "blew a bus up".
fn verb_phrase(sentence: &Sentence, verb: usize, rest: &[&str]) -> Option<usize> {
    let tokens = &sentence.syntax.tokens;
    let mut last = verb;
    for (k, part) in rest.iter().enumerate() {
        let reach = (verb + 9).min(tokens.len());
        let adjacent =
            (last + 1 < tokens.len()) && (tokens[last + 1].lower == *part || tokens[last + 1].lemma == *part);
        last = if adjacent {
            last + 1
        } else {
            (last + 1..reach).find(|&j| {
                // "taken from their homes in A": a preposition with its own object is no particle.
                let particle = k + 1 < rest.len()
                    || tokens[j].label != "prep"
                    || !sentence.syntax.children(j).any(|o| tokens[o].label == "pobj");
                particle && (tokens[j].lower == *part || tokens[j].lemma == *part) && sentence.syntax.is_under(j, verb)
            })?
        };
    }
    Some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_reads_and_every_phrase_is_a_lower_case_lemma() {
        let file: File = toml::from_str(DATA).unwrap();
        for entry in &file.act {
            assert!(!entry.verbs.is_empty() || !entry.nouns.is_empty(), "{:?}", entry.act);
            for word in entry.verbs.iter().chain(&entry.nouns) {
                assert!(word.split(' ').all(|w| !w.is_empty()), "{word:?}");
            }
        }
        assert!(LEXICON.nouns.contains_key("bombing"));
    }
}
