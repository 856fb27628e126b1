use polybius_records::CountKind;
use polybius_syntax::Name;

use super::fate::{self, Said};
use super::people::{self, Counted, Sort};
use super::quantity::Quantity;
use super::vocabulary::{Slot, Vocabulary};
use super::words::{Words, is_be, is_have, is_mark, is_modal, is_preposition, is_when};
use super::{Item, hospital, list};

/// One person at token `i`: "a soldier", "his two-year-old son", "the driver's wife", a name, a headline's "man", a pronoun; the
/// last three only where something happened to them right there.
pub(super) fn read(words: &Words<'_>, v: &Vocabulary, i: usize) -> Option<Item> {
    let word = words.at(i);
    let blank = Counted { last: i, who: None, sort: Sort::Bare, weak: None, of_them: false, others: false };
    if matches!(word, "he" | "she") {
        return hurt(words, v, item(i, blank, true));
    }
    // "killing him", "shot and killed himself"; "her" before a noun is no object.
    if matches!(word, "him" | "himself" | "herself" | "self") || (word == "her" && people::stops(words, i + 1)) {
        let said = fate::left(words, v, i);
        // "shot himself" is a predicate of its own, of whoever stands before it; where nobody is counted there, the pronoun is.
        let hit = |f: &fate::Fate| {
            f.kind == CountKind::Killed
                || f.kind == CountKind::Injured
                    && matches!(
                        words.at(f.anchor),
                        "shot"
                            | "shoots"
                            | "shooting"
                            | "hitting"
                            | "wounding"
                            | "injuring"
                            | "wounded"
                            | "injured"
                            | "hit"
                            | "struck"
                    )
        };
        let told = said.fate().is_some_and(|f| f.slot == Slot::Active && hit(&f));
        return told.then(|| Item { said, ..item(i, blank, true) });
    }
    let owner = word == "'s" || (word == "'" && words.before(i, 1).ends_with('s'));
    let article = matches!(word, "a" | "an" | "another" | "the" | "his" | "her" | "their" | "its" | "our" | "my");
    if !owner && !article {
        return name(words, v, i).or_else(|| headline(words, v, i));
    }
    if v.before.starting(words, i, |_| true).is_some_and(|(end, _)| end > i) {
        return None;
    }
    let counted = people::after(words, v, i + 1, false);
    // "Teen killed, another wounded": what follows is no noun but what happened.
    let told = word == "another" && counted.sort != Sort::People && v.told(words, i + 1);
    let counted = if told { blank } else { counted };
    let bare = word == "another" && counted.sort == Sort::Bare;
    let deed = matches!(counted.sort, Sort::Deed(_))
        && matches!(word, "a" | "another")
        && matches!(words.at(counted.last), "death" | "fatality")
        // "a death toll", "a death squad"
        && people::stops(words, counted.last + 1);
    if !(counted.sort == Sort::People || bare || deed) {
        return None;
    }
    let mut counted = Counted { others: word == "another", ..counted };
    // "the Civil Guard", "the National Guard": a force.
    if word == "the"
        && counted.last > i + 1
        && matches!(words.at(counted.last), "guard" | "guards" | "police" | "patrol")
        && words.capital(counted.last)
        && words.capital(counted.last - 1)
    {
        return None;
    }
    if counted.sort == Sort::People {
        // "Syria's National Defence Forces": the noun is a word of a name.
        let run = capitals(words, counted.last + 1).filter(|_| words.capital(counted.last));
        if run.is_some_and(|end| {
            (counted.last + 1..=end).any(|k| v.thing(words, k) || v.person(words, k).is_some_and(|(_, n)| n.plural))
        }) {
            return None;
        }
        counted.last = name_after(words, counted.last + 1).unwrap_or(counted.last);
    }
    let item = item(i, counted, false);
    Some(Item { said: list::own(words, v, &item), ..item })
}

fn item(first: usize, counted: Counted, pronoun: bool) -> Item {
    let number = Quantity {
        first,
        number: first,
        last: first,
        best: Some(1),
        low: Some(1),
        high: Some(1),
        total: false,
        label: false,
        bare_digits: false,
    };
    Item { first, counted, number, single: true, pronoun, said: Said::Nothing, part: false }
}

fn hurt(words: &Words<'_>, v: &Vocabulary, item: Item) -> Option<Item> {
    // "taken to Saint Mary Hospital in critical condition": what a preposition governs is no subject, but "a farewell to a toddler
    // killed by gunfire" speaks of the toddler.
    let governed = matches!(
        words.before(item.first, 1),
        "to" | "at" | "in" | "of" | "from" | "near" | "by" | "for" | "with" | "on" | "into" | "outside"
    );
    let own = list::own(words, v, &item);
    let said = match own.fate() {
        Some(f) if governed && !matches!(f.slot, Slot::Active | Slot::NounOf | Slot::Participle) => Said::Nothing,
        _ => own,
    };
    // A railway line and a town are blown up as well: where only a name is given, the words do not say that it is a person's.
    let explodes = |f: &fate::Fate| words.at(f.anchor) == "blown" && !item.pronoun && item.counted.who.is_none();
    said.fate().filter(|f| matches!(f.kind, CountKind::Killed | CountKind::Injured) && !explodes(f))?;
    Some(Item { said, ..item })
}

/// A person's name: by the analyzer's names where it has them, else two or more capitals before or after a verb.
fn name(words: &Words<'_>, v: &Vocabulary, i: usize) -> Option<Item> {
    let person = |k: usize| words.token(k).is_some_and(|t| t.name == Name::Person);
    let common = |k: usize| v.thing(words, k) || v.person(words, k).is_some_and(|(_, n)| n.plural);
    let last = if person(i) {
        if i > 0 && person(i - 1) {
            return None;
        }
        (i..words.len()).take_while(|&k| person(k)).last()?
    } else {
        if i > 0 && words.capital(i - 1) {
            return None;
        }
        let last = capitals(words, i)?;
        let other =
            |k: usize| words.token(k).is_some_and(|t| !matches!(t.name, Name::None | Name::Person | Name::Other));
        // "the murder of Ana Lopez": only people are murdered.
        let after_noun =
            fate::left(words, v, i).fate().is_some_and(|f| f.kind == CountKind::Killed && f.slot == Slot::NounOf);
        // "Lopez was pronounced dead": one word will do where the verb leaves no doubt.
        // "Haddad, 26, died": only people have an age.
        let aged = words.at(i + 1) == ","
            && words.at(i + 3) == ","
            && words.at(i + 2).parse::<u8>().is_ok_and(|n| (1..=110).contains(&n));
        let alone = last == i
            && words.parsed
            && (aged || words.token(i).is_some_and(|t| t.tag == "NNP"))
            && fate::right(words, v, i)
                .fate()
                .is_some_and(|f| f.kind == CountKind::Killed && f.slot != Slot::Participle);
        if (last == i && !alone) || (i..=last).any(|k| is_when(words.at(k)) || (other(k) && !after_noun && !aged)) {
            return None;
        }
        last
    };
    // "NGO", "MONUSCO": an abbreviation is no person.
    if i == last && words.abbreviation(i) || (i..=last).any(common) || hospital::is_hospital(words, last) {
        return None;
    }
    let counted = Counted { last, who: None, sort: Sort::People, weak: None, of_them: false, others: false };
    let it = item(i, counted, false);
    // What stands before a name in flat text is often its title, never its verb's end: both sides are asked.
    hurt(words, v, it).or_else(|| first_of_list(words, v, last).then_some(it))
}

/// Whether one person, who ends at `last`, is followed by another or by a number of them: "Ana Lopez and Ada Roe were shot", "Father,
/// two children dead". What is said at the end of the list is said of the first as well.
fn first_of_list(words: &Words<'_>, v: &Vocabulary, last: usize) -> bool {
    let aged = words.at(last + 1) == "," && words.at(last + 2).parse::<u8>().is_ok_and(|n| n <= 110);
    let end = if aged { last + 2 } else { last };
    let next = match (words.at(end + 1), words.at(end + 2)) {
        (",", "and") if aged => end + 3,
        ("and" | "&", _) => end + 2,
        (",", _) => end + 2,
        _ => return false,
    };
    let number = |w: &str| v.units.contains_key(w) || w.parse::<u8>().is_ok();
    let person = v.person(words, next).is_some_and(|(_, n)| n.singular && !n.soft)
        || words.token(next).is_some_and(|t| t.name == Name::Person);
    person || number(words.at(next)) && v.person(words, next + 1).is_some_and(|(_, n)| n.plural)
}

/// A singular noun without article, as headlines have it: "Man killed in raid", "Blast kills guard".
fn headline(words: &Words<'_>, v: &Vocabulary, i: usize) -> Option<Item> {
    let (mut end, mut noun) = v.person(words, i)?;
    if words.at(i).ends_with("-year-old")
        && let Some((a, b)) = people::after(words, v, i, false).who
        && b > a
        && let Some(head) = v.people.ending(words, b, |_| true)
    {
        (end, noun) = (b, head.1);
    }
    if !noun.singular || noun.plural || v.thing(words, end + 1) || v.person(words, end + 1).is_some() {
        return None;
    }
    if !(people::stops(words, end + 1)
        || v.told(words, end + 1)
        || words.capital(end + 1)
        || fate::owned(words, v, end).is_some())
    {
        return None;
    }
    let last = name_after(words, end + 1).unwrap_or(end);
    let counted = Counted { last, who: Some((i, end)), sort: Sort::People, weak: None, of_them: false, others: false };
    let item = item(i, counted, false);
    // "a man and woman were killed": the article serves both.
    let joined = words.before(i, 1) == "and"
        && i >= 2
        && v.people.ending(words, i - 2, |_| true).is_some_and(|(_, n)| n.singular && !n.plural);
    if joined && !v.told(words, end + 1) && !is_be(words.at(end + 1)) && !is_have(words.at(end + 1)) {
        // "a gang member and brother of": two roles of one person.
        let two = is_mark(words.at(end + 1))
            || is_when(words.at(end + 1))
            || is_preposition(words.at(end + 1)) && words.at(end + 1) != "of";
        return two.then(|| Item { said: list::own(words, v, &item), ..item });
    }
    // "the Civil Guard and two nuns": a word of a name is nobody.
    let of_name = i > 0 && words.capital(i - 1);
    hurt(words, v, item).or_else(|| (!of_name && first_of_list(words, v, last)).then_some(item))
}

/// A name in apposition without comma: "a guard named", "the student Ana Lopez".
fn name_after(words: &Words<'_>, from: usize) -> Option<usize> {
    capitals(words, from).filter(|&last| !is_be(words.at(last)) && !is_have(words.at(last)))
}

/// The last token of a run of capitals that begins at `i`, initials included.
fn capitals(words: &Words<'_>, i: usize) -> Option<usize> {
    let fits = |k: usize| {
        words.capital(k)
            && words.at(k).starts_with(char::is_alphabetic)
            && !is_modal(words.at(k))
            && !is_when(words.at(k))
    };
    if !fits(i) {
        return None;
    }
    let mut last = i;
    while last < i + 5 && (fits(last + 1) || (words.at(last + 1) == "." && words.at(last).len() == 1 && fits(last + 2)))
    {
        last += 1;
    }
    Some(last)
}

/// "the driver, Ana Lopez, was killed", "Ana Lopez, a driver, was killed": one person.
pub(super) fn fold_appositions(words: &Words<'_>, items: &mut Vec<Item>) {
    let mut i = 1;
    while i < items.len() {
        let (a, b) = (&items[i - 1], &items[i]);
        let comma = b.first == a.counted.last + 2 && words.at(b.first - 1) == ",";
        let named = |x: &Item| x.single && !x.pronoun && x.counted.sort == Sort::People && x.counted.who.is_none();
        let described = |x: &Item| x.single && x.counted.who.is_some();
        let next = words.at(b.counted.last + 1);
        let closed = next != "and" && (next != "," || words.at(b.counted.last + 2) != "and");
        let one = |x: &Item| x.number.best == Some(1) && x.counted.sort == Sort::People && !x.pronoun;
        let renamed = one(a) && !a.single && (named(b) || described(b) && words.at(b.counted.last + 1) == ",");
        if comma && closed && (renamed || (named(a) && described(b)) || (described(a) && named(b))) {
            let said = if b.fate().is_some() { b.said } else { a.said };
            let counted = Counted { last: b.counted.last, who: a.counted.who.or(b.counted.who), ..a.counted };
            items[i - 1].said = said;
            items[i - 1].counted = counted;
            items.remove(i);
        } else {
            i += 1;
        }
    }
}

/// Pronouns of one sentence speak of a person who is counted already: they change what happened, and are no count of their own.
/// "wounded his brother and killed himself" tells of another death than the brother's.
pub(super) fn fold_pronouns(words: &Words<'_>, items: &mut Vec<Item>) {
    let mut i = 1;
    while i < items.len() {
        if items[i].pronoun {
            let earlier = items[..i].iter().rposition(|p| p.single && p.fate().is_some());
            if let Some(p) = earlier {
                let own = matches!(words.at(items[i].first), "himself" | "herself" | "self");
                let died = !own && items[i].fate().is_some_and(|f| f.kind == CountKind::Killed);
                if died && items[p].fate().is_some_and(|f| f.kind == CountKind::Injured) {
                    items[p].said = items[i].said;
                }
                items.remove(i);
                continue;
            }
        }
        i += 1;
    }
}
