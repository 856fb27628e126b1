use polybius_records::CountKind;

use super::fate;
use super::quantity::Quantity;
use super::vocabulary::{Slot, Vocabulary};
use super::words::{Words, is_be, is_determiner, is_have, is_mark, is_modal, is_not, is_preposition, is_when};

/// What a number or an article stands before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A noun for people.
    People,
    /// A noun that no table knows.
    Unknown,
    /// No noun: "12 were killed".
    Bare,
    /// "12 deaths", "six arrests": the noun says what happened.
    Deed(CountKind),
    /// Something else.
    Things,
}

/// A noun phrase that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counted {
    /// Last token of the phrase.
    pub(crate) last: usize,
    /// The noun with its modifiers, number left out.
    pub(crate) who: Option<(usize, usize)>,
    /// What is counted.
    pub(crate) sort: Sort,
    /// A participle before the noun: "two wounded soldiers", or what the noun itself implies: "12 hostages".
    pub(crate) weak: Option<(CountKind, usize)>,
    /// "two of them", "three of whom".
    pub(crate) of_them: bool,
    /// "30 others", "12 more".
    pub(crate) others: bool,
}

impl Counted {
    /// The last token of number and noun.
    pub(super) fn end(&self, number: &Quantity) -> usize {
        self.last.max(number.last)
    }
}

/// How far a noun may stand from its number.
const REACH: usize = 9;

/// The noun phrase that token `at` begins, after a number (`many`) or an article.
pub(crate) fn after(words: &Words<'_>, v: &Vocabulary, at: usize, many: bool) -> Counted {
    let mut at = at;
    let bare =
        Counted { last: at.saturating_sub(1), who: None, sort: Sort::Bare, weak: None, of_them: false, others: false };
    let mut counted = bare;
    let mut definite = false;
    let mut named_from = at;
    // 'eight "terrorists neutralised"'
    if many && matches!(words.at(at), "\"" | "“" | "``" | "'" | "‘") && !words.touching(at.saturating_sub(1)) {
        at += 1;
        named_from += 1;
    }
    if matches!(words.at(at), "more" | "other" | "further" | "additional" | "new" | "fellow") {
        counted.others = words.at(at) != "fellow" && words.at(at) != "new";
        counted.last = at;
        if words.at(at) == "more" {
            named_from += 1;
        }
        at += 1;
    }
    if words.at(at) == "of" {
        match words.at(at + 1) {
            "them" | "whom" | "us" | "those" if words.at(at + 1) != "those" || v.person(words, at + 2).is_none() => {
                return Counted { last: at + 1, of_them: true, ..counted };
            }
            "the" | "these" | "those" | "his" | "her" | "their" | "its" | "our" | "my" => {
                definite = true;
                at += 2;
            }
            _ => at += 1,
        }
    }
    let from = if at == named_from + 1 && counted.others { named_from } else { at };
    let mut unknown = None;
    let mut k = at;
    while k < words.len() && k < from + REACH {
        if matches!(words.at(k), "'s" | "'") && k > from && words.touching(k - 1) {
            // "the wounded child's father"
            (unknown, counted.weak) = (None, None);
            k += 1;
            continue;
        }
        let noun = v.person(words, k);
        if let Some((kind, end)) = deed(words, v, k, noun.map(|(e, _)| e)) {
            return Counted { last: end, who: None, sort: Sort::Deed(kind), ..counted };
        }
        if let Some((end, noun)) = noun {
            let head = if many || definite { noun.plural || (definite && !many) } else { noun.singular };
            let next = words.at(end + 1);
            let owner = (next == "'s" || (next == "'" && words.touching(end))) && fate::owned(words, v, end).is_none();
            // "a 16-year-old Springfield boy": the name stands between.
            let named = words.at(end).ends_with("-year-old")
                && (end + 1..end + 5)
                    .take_while(|&j| j == end + 1 || words.capital(j - 1))
                    .any(|j| j > end + 1 && v.person(words, j).is_some_and(|(_, n)| n.singular && !n.soft))
                && words.capital(end + 1);
            let goes_on = owner
                || named
                || v.person(words, end + 1).is_some_and(|(_, n)| n.plural == many || n.singular != many)
                || (noun.singular && !is_when(next) && v.thing(words, end + 1))
                || (noun.soft
                    && !stops(words, end + 1)
                    && !v.told(words, end + 1)
                    && (!words.capital(end + 1) || words.abbreviation(end + 1)))
                || tagged_on(words, end, noun.singular && (many || noun.plural));
            if head && !goes_on {
                counted.weak = counted.weak.or_else(|| weak(words, v, k, end));
                // "wounded soldiers" are soldiers, wounded.
                let who =
                    counted.weak.map_or(from, |(_, at)| if at == from { skip_participle(words, v, at) } else { from });
                // "one of the victims", "two of the wounded": of those told of.
                let of_them = definite
                    && matches!(
                        words.at(end),
                        "victims" | "dead" | "casualties" | "fatalities" | "wounded" | "injured"
                    );
                return Counted { last: end, who: Some((who.min(end), end)), sort: Sort::People, of_them, ..counted };
            }
            unknown = None;
            k = end + 1;
            continue;
        }
        if v.thing(words, k) {
            // "two bomb victims", "a school teacher": a thing's noun may stand before a person's.
            let next = words.at(k + 1);
            // A plural does not ("five times locals called"), but for the few that always are plural.
            let modifier = !words.at(k).ends_with('s')
                || matches!(words.at(k), "arms" | "sports" | "operations" | "communications" | "class" | "us");
            if (modifier && v.person(words, k + 1).is_some()) || (v.thing(words, k + 1) && !is_when(next)) {
                k += 1;
                continue;
            }
            return Counted { last: k, who: None, sort: Sort::Things, ..counted };
        }
        if let Some((end, (kind, _))) =
            v.predicates.starting(words, k, |(_, s)| matches!(s, Slot::Participle | Slot::Adjective))
        {
            let near = (end + 1..end + 4)
                .find(|&j| v.person(words, j).is_some_and(|(_, n)| n.plural == many || n.singular != many));
            if near.is_none_or(|j| (end + 1..j).any(|m| stops(words, m))) || words.at(end) == "to" {
                break;
            }
            counted.weak = Some((kind, k));
            k = end + 1;
            continue;
        }
        // "900 seasoned veterans": taggers take the adjective for a verb.
        let adjective =
            k == from && words.at(k).ends_with("ed") && v.person(words, k + 1).is_some_and(|(_, n)| n.plural);
        if stops(words, k) && !adjective {
            let joined = matches!(words.at(k), "and" | "or" | ",") && k > from && joins_adjectives(words, v, k, many);
            if !joined {
                break;
            }
        } else {
            unknown = Some(k);
            // "two diseases that": with tags, a plural noun ends the search.
            if many
                && words.parsed
                && words.token(k).is_some_and(|t| matches!(t.tag, "NNS" | "NNPS") && t.label != "compound")
            {
                k += 1;
                break;
            }
        }
        k += 1;
    }
    match unknown {
        Some(end) if k > from && end + 1 == k => {
            Counted { last: end, who: Some((from, end)), sort: Sort::Unknown, ..counted }
        }
        _ => counted,
    }
}

fn skip_participle(words: &Words<'_>, v: &Vocabulary, at: usize) -> usize {
    v.predicates
        .starting(words, at, |(_, s)| matches!(s, Slot::Participle | Slot::Adjective))
        .map_or(at, |(end, _)| end + 1)
}

/// A counted noun that says what happened.
fn deed(words: &Words<'_>, v: &Vocabulary, k: usize, person_end: Option<usize>) -> Option<(CountKind, usize)> {
    let (end, (kind, _)) = v.predicates.starting(words, k, |(_, s)| s == Slot::Counted)?;
    // "12 dead soldiers" counts soldiers; "three body parts" counts parts; "fatalities" is in both tables.
    let next = end + 1;
    let goes_on = v.person(words, next).is_some() || (v.thing(words, next) && !is_when(words.at(next)));
    (person_end.is_none_or(|e| e <= end) && !goes_on && !leads_to_person(words, v, next)).then_some((kind, end))
}

fn leads_to_person(words: &Words<'_>, v: &Vocabulary, from: usize) -> bool {
    !stops(words, from) && !stops(words, from + 1) && v.person(words, from + 1).is_some_and(|(_, n)| n.plural)
}

fn weak(words: &Words<'_>, v: &Vocabulary, first: usize, last: usize) -> Option<(CountKind, usize)> {
    let found = |i| v.predicates.starting(words, i, |(_, s)| s == Slot::Weak).filter(|&(end, _)| end == last);
    (first.saturating_sub(2)..=last).find_map(|i| found(i).map(|(_, (kind, _))| (kind, last)))
}

/// With tags, a singular noun before another noun is its modifier.
fn tagged_on(words: &Words<'_>, end: usize, may: bool) -> bool {
    may && words.parsed
        && words.token(end + 1).is_some_and(|t| matches!(t.tag, "NN" | "NNS"))
        && !is_when(words.at(end + 1))
        && words.token(end).is_some_and(|t| t.head == end + 1 || t.label == "compound")
}

/// Words that no noun phrase goes through.
pub(super) fn stops(words: &Words<'_>, k: usize) -> bool {
    let w = words.at(k);
    let verb = words.parsed
        && words.token(k).is_some_and(|t| matches!(t.tag, "VBD" | "VBZ" | "VBP" | "MD") && t.label != "amod");
    verb || is_mark(w)
        || w.is_empty()
        || is_preposition(w)
        || is_determiner(w)
        || is_be(w)
        || is_have(w)
        || is_modal(w)
        || is_not(w)
        || is_when(w)
        || w.starts_with(|c: char| c.is_ascii_digit())
            && !w.ends_with("old")
            && !words.at(k + 1).starts_with("year")
            && !((w.ends_with("-year") || w.ends_with("-month")) && words.at(k + 1) == "old")
        || matches!(
            w,
            "said"
                | "says"
                | "say"
                | "did"
                | "do"
                | "does"
                | "whose"
                | "whom"
                | "what"
                | "why"
                | "how"
                | "he"
                | "she"
                | "they"
                | "we"
                | "i"
                | "you"
                | "than"
                | "reportedly"
                | "allegedly"
                | "including"
                | "now"
                | "also"
                | "then"
                | "went"
                | "came"
                | "took"
                | "according"
                | "apparently"
                | "only"
                | "dead"
        )
}

/// "Iraqi and American soldiers", "innocent, unarmed people".
fn joins_adjectives(words: &Words<'_>, v: &Vocabulary, k: usize, many: bool) -> bool {
    let fits = |j: usize| v.person(words, j).is_some_and(|(_, n)| if many { n.plural } else { n.singular });
    let second =
        !stops(words, k + 1) && !v.thing(words, k + 1) && v.person(words, k + 1).is_none_or(|(_, n)| !n.plural);
    second && (fits(k + 2) || (!stops(words, k + 2) && fits(k + 3)))
}

/// Whether a bare number is an age in apposition ("Smith, 34, a driver") or a year.
pub(crate) fn is_age_or_year(words: &Words<'_>, q: &Quantity) -> bool {
    if !q.bare_digits {
        return false;
    }
    let n = q.best.unwrap_or(0);
    let (prev, next) = (words.before(q.first, 1), words.at(q.last + 1));
    let apposed = matches!(prev, "," | "(") && (matches!(next, "," | ")" | "." | ";" | "and") || next.is_empty());
    let age = (1..=110).contains(&n) && apposed;
    let year = (1_900..=2_100).contains(&n);
    age || year
}
