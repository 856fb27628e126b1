//! Organisations of the lexicon, by name and alias.

use std::collections::BTreeMap;

use polybius_lexicon::{AliasUse, Case, NameWord, name_words};
use polybius_records::ActorType;
use polybius_syntax::Token;

use super::candidate::{Candidate, Identity, Layer};
use super::context::Context;
use super::roles::Roles;

/// A stretch of a sentence that is an alias of one or more organisations.
struct Reading<'a> {
    sentence: usize,
    first: usize,
    last: usize,
    uses: Vec<&'a AliasUse>,
}

/// All readings; fills in which organisations the document names without doubt.
pub(super) fn find(context: &mut Context<'_, '_>, roles: &Roles) -> Vec<Candidate> {
    let lexicon = context.lexicon;
    let mut readings: Vec<Reading<'_>> = Vec::new();
    for sentence in 0..context.text.sentences.len() {
        read(context, sentence, &mut readings);
    }
    // A full name elsewhere in the document decides for an acronym before or after it.
    for reading in &readings {
        if let [only] = reading.uses[..]
            && !only.needs_context
        {
            context.certain.insert(lexicon.actors.entry(only).id.clone());
        }
    }
    let mut out = Vec::new();
    for reading in &readings {
        let Some(identity) = choose(context, &reading.uses) else { continue };
        let Reading { sentence, first, last, .. } = *reading;
        let (from, to) = extend(context, roles, sentence, first, last, &identity);
        // The bare name is left where a longer mention of another kind takes the words behind it: "Hamas" of "Hamas leader
        // Ann Example".
        if (from, to) != (first, last) {
            let mention = identity.clone().at(context, sentence, first, last);
            out.push(Candidate { layer: Layer::Named, mention });
        }
        out.push(Candidate { layer: Layer::Named, mention: identity.at(context, sentence, from, to) });
    }
    out
}

fn read<'a>(context: &Context<'a, '_>, sentence: usize, out: &mut Vec<Reading<'a>>) {
    let tokens = context.tokens(sentence);
    let case = context.cases[sentence];
    let words: Vec<(usize, NameWord)> = tokens
        .iter()
        .enumerate()
        .flat_map(|(i, t)| name_words(context.slice(t)).into_iter().map(move |w| (i, w)))
        .collect();
    let mut at = 0;
    while at < words.len() {
        let begins_token = at == 0 || words[at - 1].0 != words[at].0;
        let longest = if begins_token { reading_at(context, tokens, &words, at, case) } else { None };
        // "the UN refugee agency": a name with its article gives way to a longer one without.
        let longest = longest.filter(|(n, _)| {
            words[at].1.folded != "the"
                || reading_at(context, tokens, &words, at + 1, case).is_none_or(|(without, _)| without < *n)
        });
        match longest {
            Some((n, uses)) => {
                let (first, mut last) = (words[at].0, words[at + n - 1].0);
                // "CPI (Maoist)": the bracket closes what it opened inside.
                let opened = tokens[first..=last].iter().any(|t| t.lower == "(");
                if opened && tokens.get(last + 1).is_some_and(|t| t.lower == ")") {
                    last += 1;
                }
                out.push(Reading { sentence, first, last, uses });
                at += n;
            }
            None => at += 1,
        }
    }
}

fn reading_at<'a>(
    context: &Context<'a, '_>,
    tokens: &[Token],
    words: &[(usize, NameWord)],
    at: usize,
    case: Case,
) -> Option<(usize, Vec<&'a AliasUse>)> {
    let window: Vec<&NameWord> = words[at..].iter().take(14).map(|(_, w)| w).collect();
    context.lexicon.actors.at(&window, case).into_iter().find(|(n, _)| {
        let next = at + n;
        let ends_token = next == words.len() || words[next].0 != words[next - 1].0;
        // "Islamic State. Khorasan": no name runs over a stop.
        let (first, last) = (words[at].0, words[next - 1].0);
        let whole = tokens[first..=last].iter().all(|t| !matches!(t.lower.as_str(), "." | ";" | ":" | "!" | "?"));
        let possessive = words[next - 1].1.written.starts_with(['\'', '’']);
        ends_token && whole && !possessive
    })
}

/// The organisation that an alias means here: by the countries told of, by full names elsewhere, by its years, by usual meaning.
fn choose(context: &Context<'_, '_>, uses: &[&AliasUse]) -> Option<Identity> {
    let actors = &context.lexicon.actors;
    let mut best: BTreeMap<(u32, usize), &AliasUse> = BTreeMap::new();
    for (i, alias) in uses.iter().enumerate() {
        let entry = actors.entry(alias);
        let certain = context.certain.contains(&entry.id);
        let weight = if entry.country.is_empty() { 1 } else { context.weight(&entry.country) };
        if alias.needs_context && weight == 0 && !certain {
            continue;
        }
        let in_years = context.year.is_none_or(|year| entry.since.is_none_or(|s| s <= year));
        let told = if entry.country.is_empty() || weight == 0 { 0 } else { 10 };
        let score = told
            + weight.min(20)
            + if certain { 40 } else { 0 }
            + if alias.default { 8 } else { 0 }
            + if in_years { 4 } else { 0 };
        // Of equals the first in the tables.
        best.insert((score, usize::MAX - i), alias);
    }
    best.last_key_value().map(|(_, alias)| Identity::of(actors.entry(alias)))
}

/// Takes in the words behind a name that belong to its mention: "IS militants", "Taliban suicide bombers".
pub(super) fn extend(
    context: &Context<'_, '_>,
    roles: &Roles,
    sentence: usize,
    first: usize,
    last: usize,
    identity: &Identity,
) -> (usize, usize) {
    let tokens = context.tokens(sentence);
    // "Reuters group" is no more than Reuters.
    if identity.kind == ActorType::Organisation {
        return (first, last);
    }
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|t| t.lower == word);
    let mut next = last + 1;
    // "the Islamic State (IS) group": the bracket stands between name and noun.
    if is(next, "(") && is(next + 2, ")") && roles.members.at(tokens, next + 3).is_some() {
        next += 3;
    }
    let between = |at: usize| tokens.get(at).is_some_and(|t| BETWEEN.contains(&t.lower.as_str()));
    while between(next) && roles.members.at(tokens, next + 1).is_some() {
        next += 1;
    }
    match roles.members.at(tokens, next) {
        // "Taliban forces retreated" against "IS forces residents to flee" and "Taliban group photo".
        Some((n, ())) => {
            let noun = &tokens[next + n - 1];
            let describes = noun.label == "compound" && noun.head > next + n - 1;
            if noun.tag.starts_with('V') || describes { (first, last) } else { (first, next + n - 1) }
        }
        None => (first, last),
    }
}

/// Words that may stand between an organisation's name and its members: "Taliban's senior commander".
const BETWEEN: [&str; 17] = [
    "'s",
    "'",
    "senior",
    "suspected",
    "rebel",
    "militant",
    "terrorist",
    "separatist",
    "local",
    "armed",
    "jihadist",
    "guerrilla",
    "military",
    "political",
    "drug",
    "splinter",
    "top",
];
