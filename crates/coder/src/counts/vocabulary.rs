use std::collections::BTreeMap;
use std::sync::LazyLock;

use polybius_records::CountKind;
use serde::Deserialize;

use super::words::Words;

/// How a word bends a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bend {
    /// "at least": open above.
    Least,
    /// "nearly", "up to": nothing larger.
    Most,
    /// "about": neither bound.
    About,
    /// "a total of": a sum over everyone.
    Total,
    /// "exactly", "another": no change.
    Neutral,
}

/// Where a predicate stands, seen from those counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slot {
    /// After them, with or without "be".
    Participle,
    /// After them, a verb of its own.
    Intransitive,
    /// After them, an adjective or complement.
    Adjective,
    /// Before them.
    Active,
    /// Before them, a noun and "of".
    NounOf,
    /// The counted noun itself.
    Counted,
    /// The counted noun, unless the sentence says what happened to them.
    Weak,
    /// "among the dead".
    Group,
}

/// Phrases by first word, the longest first.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    by_first: BTreeMap<String, Vec<(Vec<String>, T)>>,
    by_last: BTreeMap<String, Vec<(Vec<String>, T)>>,
}

impl<T: Copy> Phrases<T> {
    fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut phrases = Phrases { by_first: BTreeMap::new(), by_last: BTreeMap::new() };
        for (phrase, value) in entries {
            let words: Vec<String> = phrase.split_whitespace().map(str::to_owned).collect();
            let (Some(first), Some(last)) = (words.first().cloned(), words.last().cloned()) else { continue };
            phrases.by_first.entry(first).or_default().push((words.clone(), value));
            phrases.by_last.entry(last).or_default().push((words, value));
        }
        for list in phrases.by_first.values_mut().chain(phrases.by_last.values_mut()) {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        phrases
    }

    /// The longest phrase that begins at `i` and that `accept` takes: its last token and value.
    pub(crate) fn starting(&self, words: &Words<'_>, i: usize, accept: impl Fn(T) -> bool) -> Option<(usize, T)> {
        self.by_first.get(words.at(i))?.iter().find_map(|(phrase, value)| {
            let same = phrase.iter().enumerate().all(|(k, w)| words.at(i + k) == w);
            (same && accept(*value)).then_some((i + phrase.len() - 1, *value))
        })
    }

    /// The longest phrase that ends at `i` and that `accept` takes: its first token and value.
    pub(crate) fn ending(&self, words: &Words<'_>, i: usize, accept: impl Fn(T) -> bool) -> Option<(usize, T)> {
        self.by_last.get(words.at(i))?.iter().find_map(|(phrase, value)| {
            let first = (i + 1).checked_sub(phrase.len())?;
            let same = phrase.iter().enumerate().all(|(k, w)| words.at(first + k) == w);
            (same && accept(*value)).then_some((first, *value))
        })
    }
}

#[derive(Debug, Deserialize)]
struct NumberFile {
    units: BTreeMap<String, u64>,
    tens: BTreeMap<String, u64>,
    multipliers: BTreeMap<String, u64>,
    round: BTreeMap<String, u64>,
    vague: BTreeMap<String, u64>,
    before: Before,
    after: After,
}

#[derive(Debug, Deserialize)]
struct Before {
    least: Vec<String>,
    most: Vec<String>,
    about: Vec<String>,
    total: Vec<String>,
    neutral: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct After {
    least: Vec<String>,
    most: Vec<String>,
    about: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Predicates {
    killed: PredicateTable,
    injured: PredicateTable,
    abducted: PredicateTable,
    detained: PredicateTable,
    displaced: PredicateTable,
}

#[derive(Debug, Deserialize)]
struct PredicateTable {
    participles: Vec<String>,
    intransitive: Vec<String>,
    adjectives: Vec<String>,
    active: Vec<String>,
    nouns_of: Vec<String>,
    counted: Vec<String>,
    weak: Vec<String>,
    group: Vec<String>,
}

/// A noun for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PersonNoun {
    /// One person.
    pub(crate) singular: bool,
    /// More than one.
    pub(crate) plural: bool,
    /// As often an adjective: people only where no noun follows.
    pub(crate) soft: bool,
}

/// Everything in `data/counts`.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Units and tens; tens may take a unit.
    pub(crate) units: BTreeMap<String, u64>,
    pub(crate) tens: BTreeMap<String, u64>,
    pub(crate) multipliers: BTreeMap<String, u64>,
    /// "a dozen": value, round.
    pub(crate) round: Phrases<u64>,
    /// "dozens": lowest value.
    pub(crate) vague: Phrases<u64>,
    pub(crate) before: Phrases<Bend>,
    pub(crate) after: Phrases<Bend>,
    pub(crate) people: Phrases<PersonNoun>,
    pub(crate) things: Phrases<()>,
    pub(crate) predicates: Phrases<(CountKind, Slot)>,
    /// Nouns that stand before "of": what the deed that they name does to people.
    pub(crate) nouns_of: BTreeMap<String, CountKind>,
}

impl Vocabulary {
    /// The tables that are built in.
    pub(crate) fn get() -> &'static Vocabulary {
        static VOCABULARY: LazyLock<Vocabulary> =
            LazyLock::new(|| read().expect("the embedded tables of data/counts are well formed: a test reads them"));
        &VOCABULARY
    }

    /// The person noun at `i`, several words where the table has them: its last token.
    pub(crate) fn person(&self, words: &Words<'_>, i: usize) -> Option<(usize, PersonNoun)> {
        // "a 12-year-old" is a person where no noun follows; the noun phrase decides that.
        if words.at(i).ends_with("-year-old") {
            return Some((i, PersonNoun { singular: true, plural: false, soft: false }));
        }
        if words.at(i).ends_with("-year-olds") {
            return Some((i, PersonNoun { singular: false, plural: true, soft: false }));
        }
        self.people.starting(words, i, |_| true)
    }

    /// Whether a predicate that may follow people begins at `i`.
    pub(crate) fn told(&self, words: &Words<'_>, i: usize) -> bool {
        let after = |(_, s)| matches!(s, Slot::Participle | Slot::Intransitive | Slot::Adjective);
        self.predicates.starting(words, i, after).is_some()
    }

    /// Whether the word at `i` is a noun for things.
    pub(crate) fn thing(&self, words: &Words<'_>, i: usize) -> bool {
        self.things.starting(words, i, |()| true).is_some()
    }
}

fn read() -> Result<Vocabulary, toml::de::Error> {
    let numbers: NumberFile = toml::from_str(include_str!("../../../../data/counts/numbers.toml"))?;
    let people: BTreeMap<String, Vec<String>> = toml::from_str(include_str!("../../../../data/counts/people.toml"))?;
    let things: BTreeMap<String, Vec<String>> = toml::from_str(include_str!("../../../../data/counts/things.toml"))?;
    let predicates: Predicates = toml::from_str(include_str!("../../../../data/counts/predicates.toml"))?;
    let bends = |list: Vec<String>, bend: Bend| list.into_iter().map(move |w| (w, bend));
    let predicates = predicates.flatten();
    let (b, a) = (numbers.before, numbers.after);
    let households = people.get("households").cloned().unwrap_or_default();
    let things = things.into_values().flatten().chain(households.iter().flat_map(|h| forms(h)).map(|(word, _)| word));
    let nouns = people.into_iter().filter(|(group, _)| group != "households").flat_map(|(group, list)| {
        let soft = group == "soft";
        list.into_iter()
            .flat_map(|entry| forms(&entry))
            // The plural of a soft noun is a noun for sure.
            .map(move |(word, noun)| (word, PersonNoun { soft: soft && noun.singular, ..noun }))
    });
    Ok(Vocabulary {
        units: numbers.units,
        tens: numbers.tens,
        multipliers: numbers.multipliers,
        round: Phrases::new(numbers.round),
        vague: Phrases::new(numbers.vague),
        before: Phrases::new(
            bends(b.least, Bend::Least)
                .chain(bends(b.most, Bend::Most))
                .chain(bends(b.about, Bend::About))
                .chain(bends(b.total, Bend::Total))
                .chain(bends(b.neutral, Bend::Neutral)),
        ),
        after: Phrases::new(
            bends(a.least, Bend::Least).chain(bends(a.most, Bend::Most)).chain(bends(a.about, Bend::About)),
        ),
        people: Phrases::new(nouns.collect::<BTreeMap<_, _>>()),
        things: Phrases::new(things.map(|w| (w, ()))),
        nouns_of: predicates
            .iter()
            .filter(|(_, (_, slot))| *slot == Slot::NounOf)
            .filter_map(|(phrase, (kind, _))| Some((phrase.strip_suffix(" of")?.to_owned(), *kind)))
            .filter(|(noun, _)| !noun.contains(' ') && noun != "taking" && noun != "flight" && noun != "loss")
            .collect(),
        predicates: Phrases::new(predicates),
    })
}

impl Predicates {
    fn flatten(self) -> Vec<(String, (CountKind, Slot))> {
        let tables = [
            (CountKind::Killed, self.killed),
            (CountKind::Injured, self.injured),
            (CountKind::Abducted, self.abducted),
            (CountKind::Detained, self.detained),
            (CountKind::Displaced, self.displaced),
        ];
        let mut out = Vec::new();
        for (kind, t) in tables {
            let slots = [
                (Slot::Participle, t.participles),
                (Slot::Intransitive, t.intransitive),
                (Slot::Adjective, t.adjectives),
                (Slot::Active, t.active),
                (Slot::NounOf, t.nouns_of),
                (Slot::Counted, t.counted),
                (Slot::Weak, t.weak),
                (Slot::Group, t.group),
            ];
            out.extend(slots.into_iter().flat_map(|(slot, list)| list.into_iter().map(move |w| (w, (kind, slot)))));
        }
        out
    }
}

/// Singular and plural of a table's entry: "man:men", "soldier", "police" (the same for both).
fn forms(entry: &str) -> Vec<(String, PersonNoun)> {
    let one = PersonNoun { singular: true, plural: false, soft: false };
    let many = PersonNoun { singular: false, plural: true, soft: false };
    let both = PersonNoun { singular: true, plural: true, soft: false };
    let same = [
        "police",
        "personnel",
        "staff",
        "crew",
        "rohingya",
        "troops",
        "displaced",
        "roma",
        "shia",
        "staff members",
        "gangsters",
        "others",
    ];
    if let Some((singular, plural)) = entry.split_once(':') {
        return vec![(singular.to_owned(), one), (plural.to_owned(), many)];
    }
    if same.contains(&entry) || entry.ends_with("ese") {
        return vec![(entry.to_owned(), if entry.ends_with('s') { many } else { both })];
    }
    vec![(entry.to_owned(), one), (plural(entry), many)]
}

fn plural(word: &str) -> String {
    if let Some((head, rest)) = word.split_once("-in-") {
        return format!("{head}s-in-{rest}");
    }
    if word.ends_with("ese") {
        return word.to_owned();
    }
    match word.as_bytes() {
        [.., before, b'y'] if !b"aeiou".contains(before) => format!("{}ies", &word[..word.len() - 1]),
        [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h'] => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_read_and_hold_their_shapes() {
        let v = read().unwrap();
        assert_eq!(v.units["nineteen"], 19);
        assert!(v.tens.values().all(|n| n % 10 == 0 && (20..=90).contains(n)));
        assert!(v.multipliers.values().all(|&n| n >= 100));
        for map in [&v.people.by_first.keys().collect::<Vec<_>>(), &v.predicates.by_first.keys().collect()] {
            assert!(map.iter().all(|w| **w == w.to_lowercase()), "tables are lower case");
        }
    }

    #[test]
    fn plurals() {
        for (one, many) in
            [("baby", "babies"), ("boy", "boys"), ("coach", "coaches"), ("boss", "bosses"), ("soldier", "soldiers")]
        {
            assert_eq!(plural(one), many);
        }
        assert_eq!(forms("gunman:gunmen")[1].0, "gunmen");
        assert!(forms("police")[0].1.plural && forms("police")[0].1.singular);
    }
}
