//! Numbers of people and what happened to them.
//!
//! [`find`] reads a sentence in four steps: numbers with their modifiers (`quantity`), the noun that each counts (`people`),
//! what the words to both sides say of them (`fate`), and what one part of a list takes over from another (`list`).

mod far;
mod fate;
mod hospital;
mod list;
mod missing;
mod outcome;
mod people;
mod quantity;
mod single;
mod tree;
mod vocabulary;
mod words;
mod zero;

use polybius_records::CountKind;

use crate::{CountMention, Spot, Text, TimeMention};

use fate::{Fate, Said};
use people::{Counted, Sort};
pub(crate) use quantity::Quantity;
pub(crate) use vocabulary::Vocabulary;
pub(crate) use words::Words;

/// A noun phrase that counts, while its sentence is read.
#[derive(Debug, Clone, Copy)]
struct Item {
    first: usize,
    counted: Counted,
    number: Quantity,
    /// "a soldier", "his son", a name: counted only where something happened to them.
    single: bool,
    /// "he", "she".
    pronoun: bool,
    said: Said,
    part: bool,
}

impl Item {
    fn fate(&self) -> Option<Fate> {
        self.said.fate()
    }
}

/// All numbers of sentence `sentence`, people or not: statements count attacks too.
pub(crate) fn quantities(text: &Text<'_>, sentence: usize) -> Vec<Quantity> {
    let words = Words::new(&text.sentences[sentence].syntax, &text.document.text);
    quantity::read(&words, Vocabulary::get())
}

/// Counts of a text, in order.
///
/// Every number of people is one mention; `kind` is set where the words say what happened to them as a fact. Lists are not
/// summed: "170 civilians and 13 troops" is two mentions. Zeros are mentions too. One person ("a soldier was killed") is a
/// mention only where `kind` is set.
pub(crate) fn find(text: &Text<'_>, times: &[TimeMention]) -> Vec<CountMention> {
    let vocabulary = Vocabulary::get();
    let mut out = Vec::new();
    let mut times = times;
    for (i, sentence) in text.sentences.iter().enumerate() {
        let before = times.iter().take_while(|t| t.spot.sentence < i).count();
        let here = times[before..].iter().take_while(|t| t.spot.sentence == i).count();
        let spots = &times[before..before + here];
        times = &times[before + here..];
        let words = Words::new(&sentence.syntax, &text.document.text);
        let mut found: Vec<CountMention> =
            items(&words, vocabulary, spots).iter().filter_map(|item| mention(text, i, &words, item)).collect();
        found.extend(zero::read(&words, vocabulary).into_iter().map(|z| CountMention {
            spot: Spot::new(text, i, z.first, z.last),
            kind: Some(z.kind),
            anchor: Some(z.anchor),
            best: Some(0),
            low: Some(0),
            high: Some(0),
            who: None,
            total: false,
            part: false,
        }));
        found.sort_by_key(|m| (m.spot.first, m.spot.last, m.kind));
        out.extend(found);
    }
    missing::taken(text, &mut out);
    out
}

fn mention(text: &Text<'_>, sentence: usize, words: &Words<'_>, item: &Item) -> Option<CountMention> {
    let fate = item.fate();
    let known = match item.counted.sort {
        Sort::People => fate.is_some() || !item.single,
        Sort::Deed(_) => true,
        Sort::Unknown | Sort::Bare => fate.is_some(),
        Sort::Things => false,
    };
    if !known {
        return None;
    }
    let kind: Option<CountKind> = fate.map(|f| if led_away_by_law(words, &f) { CountKind::Detained } else { f.kind });
    // "carried off 12 laptops": such verbs take people and things alike.
    if item.counted.sort == Sort::Unknown
        && kind == Some(CountKind::Abducted)
        && fate.is_some_and(|f| loosely_takes(words.at(f.anchor)))
    {
        return None;
    }
    let named = item.counted.sort == Sort::People || !matches!(words.at(item.counted.last), "lives" | "life");
    let who = item
        .counted
        .who
        .filter(|_| named)
        .map(|(a, b)| words.raw(a..b + 1))
        .map(|w| w.trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .filter(|w| !w.is_empty());
    let last = item.counted.end(&item.number).max(item.first);
    Some(CountMention {
        spot: Spot::new(text, sentence, item.first, last),
        kind,
        anchor: fate.map(|f| f.anchor),
        best: item.number.best,
        low: item.number.low,
        high: item.number.high,
        who,
        total: item.number.total || fate.is_some_and(|f| f.total),
        part: item.part || fate.is_some_and(|f| f.part),
    })
}

/// Verbs of taking away that say neither crime nor law.
fn loosely_takes(word: &str) -> bool {
    matches!(
        word,
        "took"
            | "taken"
            | "taking"
            | "led"
            | "leading"
            | "dragged"
            | "dragging"
            | "carried"
            | "carrying"
            | "hauled"
            | "made"
            | "making"
            | "marched"
            | "marching"
    )
}

/// "policemen took away three men": an arrest.
fn led_away_by_law(words: &Words<'_>, fate: &Fate) -> bool {
    let law = |w: &str| {
        matches!(
            w,
            "police"
                | "policemen"
                | "officers"
                | "troops"
                | "soldiers"
                | "gendarmes"
                | "agents"
                | "security"
                | "forces"
        )
    };
    fate.kind == CountKind::Abducted
        && loosely_takes(words.at(fate.anchor))
        && (words.at(fate.anchor + 1) == "away" || words.at(fate.anchor + 1) == "off")
        && (fate.anchor.saturating_sub(12)..(fate.anchor + 6).min(words.len())).any(|i| law(words.at(i)))
}

/// The counting noun phrases of a sentence, in order, with what happened to each.
fn items(words: &Words<'_>, v: &Vocabulary, times: &[TimeMention]) -> Vec<Item> {
    let numbers = quantity::read(words, v);
    let mut items: Vec<Item> = Vec::new();
    let mut next = 0;
    let mut i = 0;
    while i < words.len() {
        while numbers.get(next).is_some_and(|q| q.number < i) {
            next += 1;
        }
        // "the 12-year-old" is a person, no number.
        let number = numbers.get(next).filter(|q| q.first <= i && !words.at(q.number).ends_with("-year-old"));
        let item = match number {
            Some(q) => number_item(words, v, q, times),
            None => single::read(words, v, i),
        };
        match item {
            Some(item) => {
                i = item.counted.last.max(item.number.last).max(i) + 1;
                items.push(item);
            }
            None => i = number.map_or(i, |q| q.last.max(i)) + 1,
        }
    }
    single::fold_appositions(words, &mut items);
    list::share(words, v, &mut items);
    single::fold_pronouns(words, &mut items);
    outcome::deaths_after_all(words, &mut items);
    items
}

fn number_item(words: &Words<'_>, v: &Vocabulary, q: &Quantity, times: &[TimeMention]) -> Option<Item> {
    if q.label || (words.at(q.number) == "one" && matches!(words.before(q.number, 1), "no" | "any" | "every")) {
        return None;
    }
    let many = q.best.is_none_or(|n| n != 1) || q.low.is_none();
    let counted = people::after(words, v, q.last + 1, many);
    let in_time = times.iter().any(|t| (t.spot.first..=t.spot.last).contains(&q.number));
    if counted.sort == Sort::Things || in_time || (counted.sort != Sort::People && people::is_age_or_year(words, q)) {
        return None;
    }
    if counted.sort == Sort::Bare && number_word_alone(words, q) {
        return None;
    }
    let item = Item {
        first: q.first,
        counted,
        number: *q,
        single: false,
        pronoun: false,
        said: Said::Nothing,
        part: counted.of_them,
    };
    Some(Item { said: list::own(words, v, &item), ..item })
}

/// "at one point", "one another", "fired one shot": a number word without people.
fn number_word_alone(words: &Words<'_>, q: &Quantity) -> bool {
    let shots = matches!(words.at(q.last + 1), "shot" | "round")
        && matches!(
            words.before(q.first, 1),
            "fired" | "fires" | "firing" | "fire" | "heard" | "least" | "shoot" | "only"
        );
    shots
        || matches!(words.at(q.number), "one")
            && matches!(words.at(q.last + 1), "another" | "that" | "thing" | "day" | "way")
}

#[cfg(test)]
mod tests;
