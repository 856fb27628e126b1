//! Persons. Only those with a public role are named; others are kept as "private person".

use std::collections::{BTreeMap, BTreeSet};

use polybius_lexicon::{Case, slug};
use polybius_records::ActorType;
use polybius_syntax::{Name, Token};

use crate::ActorHow;

use super::candidate::{Candidate, Identity, Layer};
use super::context::Context;
use super::leaders;
use super::roles::Roles;

/// All persons.
pub(super) fn find(context: &Context<'_, '_>, roles: &Roles) -> Vec<Candidate> {
    let mut spans: Vec<(usize, usize, usize)> = Vec::new();
    let mut public: BTreeMap<String, Identity> = BTreeMap::new();
    for sentence in 0..context.text.sentences.len() {
        for (first, last) in names(context, roles, sentence) {
            spans.push((sentence, first, last));
            let tokens = context.tokens(sentence);
            if let Some(country) = role(context, roles, sentence, first, last) {
                let name = written(context, sentence, first, last);
                let identity = Identity {
                    id: slug("person", &name),
                    name,
                    kind: ActorType::Person,
                    country,
                    how: ActorHow::Person,
                };
                // A later mention with more of the name or with the country is the better one.
                let known = public.entry(surname(&tokens[last].lower).to_owned()).or_insert_with(|| identity.clone());
                let words = |i: &Identity| i.name.split(' ').count();
                if words(&identity) > words(known) {
                    let country = identity.country.clone().or_else(|| known.country.clone());
                    *known = Identity { country, ..identity };
                } else if known.country.is_none() {
                    known.country = identity.country;
                }
            }
        }
    }
    // A full name without role of a person known by a role: "Ana Example" after "Minister Example".
    let mut out = Vec::new();
    let mut covered: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    // A single word that is nobody's name elsewhere is mostly a place or a people that the tagger mistook.
    let mut parts: BTreeSet<&str> = BTreeSet::new();
    for &(sentence, first, last) in spans.iter().filter(|(_, first, last)| first < last) {
        parts.extend(context.tokens(sentence)[first..=last].iter().map(|t| t.lower.as_str()));
    }
    for (sentence, first, last) in spans {
        covered.entry(sentence).or_default().push((first, last));
        let tokens = context.tokens(sentence);
        // Relatives share a surname: more than the surname must be the same name.
        let same = |i: &Identity| first == last || i.name.to_lowercase().split(' ').any(|w| w == tokens[first].lower);
        let by_role = || public.get(surname(&tokens[last].lower)).filter(|i| same(i)).cloned();
        let by_name =
            leaders::at(context, sentence, first).filter(|(n, _)| first + n > last).map(|(_, l)| l.identity());
        let identity = by_name.or_else(by_role).unwrap_or_else(private);
        let start = with_role(context, roles, sentence, first);
        let doubtful = identity.id == PRIVATE && start == first && first == last;
        if doubtful && !parts.contains(tokens[first].lower.as_str()) {
            continue;
        }
        out.push(Candidate { layer: Layer::Person, mention: identity.at(context, sentence, start, last) });
    }
    // Public figures that the tagger missed.
    for sentence in 0..context.text.sentences.len() {
        let mut spans = covered.get(&sentence).into_iter().flatten().peekable();
        let mut at = 0;
        while at < context.tokens(sentence).len() {
            while spans.next_if(|(_, last)| *last < at).is_some() {}
            let tagged = spans.peek().is_some_and(|(first, _)| *first <= at);
            match leaders::at(context, sentence, at).filter(|_| !tagged) {
                Some((n, leader)) => {
                    let start = with_role(context, roles, sentence, at);
                    let mention = leader.identity().at(context, sentence, start, at + n - 1);
                    out.push(Candidate { layer: Layer::Person, mention });
                    at += n;
                }
                None => at += 1,
            }
        }
    }
    out
}

/// "al-Assad" is "Assad".
fn surname(last_name: &str) -> &str {
    ["al-", "el-", "al ", "as-", "ad-"].iter().find_map(|article| last_name.strip_prefix(article)).unwrap_or(last_name)
}

/// The id of everybody without a public role.
const PRIVATE: &str = "person-private";

/// Somebody whose name nobody needs.
fn private() -> Identity {
    Identity {
        id: PRIVATE.to_owned(),
        name: "private person".to_owned(),
        kind: ActorType::Person,
        country: None,
        how: ActorHow::Person,
    }
}

/// Titles that a name follows even where the tagger sees none; "General Plan" shows why not all titles.
const SURE_TITLES: [&str; 22] = [
    "president",
    "ex-president",
    "premier",
    "minister",
    "chancellor",
    "pope",
    "senator",
    "sen.",
    "governor",
    "gov.",
    "mayor",
    "gen.",
    "col.",
    "lt.",
    "sgt.",
    "capt.",
    "maj.",
    "colonel",
    "ambassador",
    "ayatollah",
    "mullah",
    "state",
];

/// Names of persons in a sentence, by the name tagger and behind titles.
fn names(context: &Context<'_, '_>, roles: &Roles, sentence: usize) -> Vec<(usize, usize)> {
    let tokens = context.tokens(sentence);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let mut end = at;
        let particle = |t: &Token| ["al-", "el-", "bin", "ibn", "abu"].iter().any(|p| t.lower.starts_with(p));
        while end < tokens.len()
            && tokens[end].name == Name::Person
            && (end == at || !tokens[end].name_start || particle(&tokens[end]))
        {
            end += 1;
        }
        // "President Vladimir Putin": the title makes sure of what the tagger missed.
        if end == at
            && at > 0
            && context.cases[sentence] == Case::Mixed
            && SURE_TITLES.contains(&tokens[at - 1].lower.as_str())
            && context.slice(&tokens[at - 1]).starts_with(char::is_uppercase)
        {
            let nation = |i: usize| context.nation_at(sentence, i).is_some();
            while end < tokens.len()
                && end - at < 3
                && !matches!(tokens[end].name, Name::Date | Name::Number)
                && tokens[end].tag == "NNP"
                && context.slice(&tokens[end]).starts_with(char::is_uppercase)
                && !roles.titles.contains(&tokens[end].lower)
                && !nation(end)
            {
                end += 1;
            }
        }
        // Titles that the tagger takes for part of the name, and the "'s" behind it.
        let mut first = at;
        while first < end && roles.titles.contains(&tokens[first].lower) {
            first += 1;
        }
        let mut last = end;
        let no_word = |t: &Token| t.lower == "'s" || !t.lower.chars().any(char::is_alphabetic);
        while last > first && no_word(&tokens[last - 1]) {
            last -= 1;
        }
        if last > first && !is_no_person(context, sentence, at, first, last - 1) {
            out.push((first, last - 1));
        }
        at = end.max(at + 1);
    }
    out
}

/// Countries, peoples and places that the tagger takes for persons.
fn is_no_person(context: &Context<'_, '_>, sentence: usize, at: usize, first: usize, last: usize) -> bool {
    let tokens = context.tokens(sentence);
    let behind_title = at < first;
    let people = |i: usize| context.lexicon.actors.community(context.slice(&tokens[i])).is_some();
    let named = |i: usize| context.nation_at(sentence, i).is_some() || people(i);
    let plural = first == last && tokens[first].tag == "NNPS";
    let lower = |i: usize| !context.slice(&tokens[i]).chars().any(char::is_uppercase);
    !behind_title && (plural || (first..=last).any(named) || lower(last))
}

fn written(context: &Context<'_, '_>, sentence: usize, first: usize, last: usize) -> String {
    let tokens = context.tokens(sentence);
    let words = context.text.slice(tokens[first].start..tokens[last].end).split_whitespace();
    if context.cases[sentence] == Case::Upper {
        let lower = words.map(|w| super::force::capitalised(&w.to_lowercase()));
        return lower.collect::<Vec<_>>().join(" ");
    }
    words.collect::<Vec<_>>().join(" ")
}

/// Where the words of a role before a name begin.
fn with_role(context: &Context<'_, '_>, roles: &Roles, sentence: usize, first: usize) -> usize {
    let tokens = context.tokens(sentence);
    let is_title = |t: &Token| roles.titles.contains(&t.lower);
    let mut start = first;
    while start > 0 && first - start < 6 {
        let before = &tokens[start - 1];
        // "Secretary of State", "Chief of Staff".
        let office =
            matches!(before.lower.as_str(), "state" | "staff" | "defense" | "defence" | "interior" | "affairs");
        if start == first && office && start >= 3 && tokens[start - 2].lower == "of" && is_title(&tokens[start - 3]) {
            start -= 3;
            continue;
        }
        let capital = context.slice(before).starts_with(char::is_uppercase);
        if is_title(before)
            || start < first && roles.title_words.contains(&before.lower) && (capital || before.tag != "IN")
        {
            start -= 1;
        } else {
            break;
        }
    }
    match context.nation_before(sentence, start) {
        Some(nation) if start < first => nation.first,
        _ => start,
    }
}

/// The country of a public role, if the text gives the person one at all.
fn role(
    context: &Context<'_, '_>,
    roles: &Roles,
    sentence: usize,
    first: usize,
    last: usize,
) -> Option<Option<String>> {
    let tokens = context.tokens(sentence);
    let start = with_role(context, roles, sentence, first);
    if start < first {
        let said = context.nation_at(sentence, start).map(|n| n.country.clone());
        // "President Example" without country is the country's of the story.
        let heads =
            (start..first).any(|i| matches!(tokens[i].lower.as_str(), "president" | "premier" | "minister" | "king"));
        let told = || context.main_country().filter(|_| heads).map(str::to_owned);
        return Some(said.or_else(told));
    }
    // "Ana Example, the president of Examplia,".
    if tokens.get(last + 1).is_some_and(|t| t.lower == ",") {
        let rest = tokens[last + 2..]
            .iter()
            .take(9)
            .take_while(|t| !matches!(t.lower.as_str(), "," | ";" | ".") && !t.tag.starts_with("VB"));
        let words: Vec<&Token> = rest.collect();
        if words.iter().any(|t| roles.titles.contains(&t.lower)) {
            let (from, to) = (last + 2, last + 1 + words.len());
            let nation = (from..=to).find_map(|i| context.nation_at(sentence, i));
            return Some(nation.map(|n| n.country.clone()));
        }
    }
    None
}
