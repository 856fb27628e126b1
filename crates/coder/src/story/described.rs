//! What the words of one mention tell of the person it counts, and whether two mentions can be of one person.

use polybius_syntax::Name;

use super::Reading;
use crate::CountMention;

/// What a mention tells of one person.
#[derive(Debug, Default)]
pub(super) struct Described {
    pub(super) woman: Option<bool>,
    pub(super) age: Option<u64>,
    pub(super) force: bool,
    pub(super) suspect: bool,
    pub(super) pronoun: bool,
    /// "his sister": told by another person.
    pub(super) own_relation: bool,
    /// A parent or a child of somebody.
    generation: Option<Generation>,
    pub(super) words: Vec<String>,
    pub(super) name: Option<String>,
    /// "Ana Lopez": more than one word of it.
    full_name: bool,
    /// "child" or "man"; a teenager is both.
    minor: Option<bool>,
}

impl Described {
    /// Reads the words of a mention and the age after it.
    pub(super) fn of(r: &Reading<'_, '_>, c: &CountMention) -> Self {
        let tokens = &r.text.sentences[c.spot.sentence].syntax.tokens;
        let mut out = Described::default();
        for (i, t) in tokens.iter().enumerate().take(c.spot.last + 1).skip(c.spot.first) {
            let word = t.lower.as_str();
            let relation = is_relation(word);
            // "her husband" is no woman.
            let owner = i < c.spot.last && word == "her";
            if MEN.contains(&word) {
                out.woman.get_or_insert(false);
            } else if WOMEN.contains(&word) && !owner {
                out.woman.get_or_insert(true);
            }
            out.force |= matches!(
                word,
                "officer" | "deputy" | "trooper" | "policeman" | "policewoman" | "soldier" | "agent" | "guard"
            );
            out.suspect |= matches!(word, "suspect" | "gunman" | "shooter" | "attacker" | "robber" | "intruder");
            out.pronoun |=
                matches!(word, "he" | "she" | "him" | "her" | "himself" | "herself") && c.spot.first == c.spot.last;
            out.generation = out.generation.or(generation(word));
            out.own_relation |=
                relation && i > c.spot.first && matches!(tokens[i - 1].lower.as_str(), "his" | "her" | "their" | "'s");
            if t.tag.starts_with("NN") {
                out.words.push(word.to_owned());
            }
            // "a Tampa girl" is not called Tampa.
            if t.tag == "NNP" && t.name == Name::Person {
                out.full_name = out.name.is_some();
                out.name = Some(word.to_owned());
            }
            if MINORS.contains(&word) {
                out.minor = Some(true);
            } else if ADULTS.contains(&word) {
                out.minor = out.minor.or(Some(false));
            }
            let digits = word.split('-').next().and_then(|n| n.parse::<u64>().ok());
            if word.ends_with("-year-old") {
                out.age = digits;
            }
        }
        // "Ana Lopez, 26,"
        let after = |k: usize| tokens.get(c.spot.last + k).map_or("", |t| t.lower.as_str());
        if after(1) == "," && matches!(after(3), "," | ".") {
            out.age = out.age.or(after(2).parse::<u64>().ok().filter(|n| *n < 110));
        }
        out.minor = out.minor.or(out.age.and_then(|n| match n {
            0..=17 => Some(true),
            21.. => Some(false),
            _ => None,
        }));
        out
    }

    /// Whether one text, going through the victims, tells of two people by two such mentions: they differ in what a text does not
    /// say of one person in two ways.
    pub(super) fn is_apart(&self, other: &Described) -> bool {
        let clash = |a: Option<bool>, b: Option<bool>| matches!((a, b), (Some(a), Some(b)) if a != b);
        let ages = matches!((self.age, other.age), (Some(a), Some(b)) if a != b);
        let relations = matches!((self.generation, other.generation), (Some(a), Some(b)) if a != b);
        let names = self.full_name && other.full_name && self.name != other.name;
        clash(self.woman, other.woman) || clash(self.minor, other.minor) || ages || relations || names
    }

    /// Whether both tell the same of a person: age, or sex, or that it is a small child.
    pub(super) fn is_like(&self, other: &Described) -> bool {
        let both = |a: Option<bool>, b: Option<bool>| a.is_some() && a == b;
        self.age.is_some() && self.age == other.age
            || both(self.woman, other.woman)
            || self.minor == Some(true) && other.minor == Some(true)
    }

    /// Whether two descriptions cannot be of one person.
    pub(super) fn differs(&self, other: &Described) -> bool {
        let clash = |a: Option<bool>, b: Option<bool>| matches!((a, b), (Some(a), Some(b)) if a != b);
        let ages = matches!((self.age, other.age), (Some(a), Some(b)) if a != b);
        let names = matches!((&self.name, &other.name), (Some(a), Some(b)) if a != b);
        let relations = matches!((self.generation, other.generation), (Some(a), Some(b)) if a != b);
        clash(self.woman, other.woman)
            || ages
            || relations
            || names && self.age != other.age
            || self.force != other.force
                && !self.pronoun
                && !other.pronoun
                && self.name.is_none()
                && other.name.is_none()
            || self.suspect != other.suspect && !self.pronoun && !other.pronoun
    }

    /// Whether a word, an age or a pronoun lets one stand for the other.
    pub(super) fn is_named_like(&self, other: &Described) -> bool {
        self.age.is_some() && self.age == other.age
            || self.words.iter().any(|w| other.words.contains(w))
            || other.pronoun && !self.differs(other)
    }
}

/// Whose parent or whose child somebody is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Generation {
    Parent,
    Child,
}

fn generation(word: &str) -> Option<Generation> {
    match word {
        "mother" | "father" | "grandmother" | "grandfather" | "mom" | "dad" => Some(Generation::Parent),
        "son" | "daughter" | "grandson" | "granddaughter" | "nephew" | "niece" | "stepson" | "stepdaughter" => {
            Some(Generation::Child)
        }
        _ => None,
    }
}

fn is_relation(word: &str) -> bool {
    matches!(
        word,
        "mother"
            | "father"
            | "brother"
            | "sister"
            | "son"
            | "daughter"
            | "wife"
            | "husband"
            | "girlfriend"
            | "boyfriend"
            | "friend"
            | "cousin"
            | "uncle"
            | "aunt"
            | "nephew"
            | "niece"
            | "grandmother"
            | "grandfather"
            | "neighbor"
            | "neighbour"
    )
}

/// Neither "boy" nor "girl": papers call one person of eighteen a girl and a woman.
const MINORS: &[&str] = &["child", "baby", "toddler", "infant", "newborn"];
const ADULTS: &[&str] = &[
    "man",
    "woman",
    "officer",
    "deputy",
    "trooper",
    "mother",
    "father",
    "husband",
    "wife",
    "grandmother",
    "grandfather",
    "guard",
];
const MEN: &[&str] = &[
    "he",
    "him",
    "himself",
    "man",
    "men",
    "boy",
    "boys",
    "son",
    "father",
    "brother",
    "husband",
    "uncle",
    "nephew",
    "grandfather",
    "boyfriend",
    "stepson",
    "grandson",
    "gentleman",
    "male",
];
const WOMEN: &[&str] = &[
    "she",
    "her",
    "herself",
    "woman",
    "women",
    "girl",
    "girls",
    "daughter",
    "mother",
    "sister",
    "wife",
    "aunt",
    "niece",
    "grandmother",
    "girlfriend",
    "granddaughter",
    "lady",
    "female",
];
