use std::collections::HashMap;

use serde::Deserialize;

use super::codes::Kind;
use super::pattern::{self, Pattern};

/// Patterns by the lemma of the verb, those with most conditions first.
type ByLemma<T> = HashMap<String, Vec<Pattern<T>>>;

/// Verbs that tell an act, and verbs and adjectives that make an act of another.
#[derive(Debug, Default)]
pub(in super::super) struct Verbs {
    /// CAMEO codes.
    pub acts: ByLemma<String>,
    pub operators: ByLemma<Kind>,
    pub adjectives: HashMap<String, Kind>,
}

#[derive(Debug, Deserialize)]
struct VerbFile {
    act: Vec<ActWords>,
}

#[derive(Debug, Deserialize)]
struct ActWords {
    code: String,
    verbs: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct OperatorFile {
    operator: Vec<OperatorWords>,
}

#[derive(Debug, Deserialize)]
struct OperatorWords {
    kind: Kind,
    words: Vec<String>,
    adjectives: Vec<String>,
}

const VERBS: &str = include_str!("../../../../../data/dyads/verbs.toml");
const OPERATORS: &str = include_str!("../../../../../data/dyads/operators.toml");
const NOUNS: &str = include_str!("../../../../../data/dyads/nouns.toml");

fn index<'a, T: Clone>(entries: impl Iterator<Item = (&'a str, T)>) -> ByLemma<T> {
    let mut out: ByLemma<T> = HashMap::new();
    for (written, meaning) in entries {
        if let Some((lemma, conditions)) = pattern::read(written) {
            out.entry(lemma).or_default().push(Pattern { conditions, meaning });
        }
    }
    for list in out.values_mut() {
        list.sort_by_key(|p| std::cmp::Reverse(p.conditions.len()));
    }
    out
}

impl Verbs {
    pub(super) fn embedded() -> Self {
        let verbs = toml::from_str::<VerbFile>(VERBS).map(|f| f.act).unwrap_or_default();
        let operators = toml::from_str::<OperatorFile>(OPERATORS).map(|f| f.operator).unwrap_or_default();
        Verbs {
            acts: index(verbs.iter().flat_map(|a| a.verbs.iter().map(|v| (v.as_str(), a.code.clone())))),
            operators: index(operators.iter().flat_map(|o| o.words.iter().map(|w| (w.as_str(), o.kind)))),
            adjectives: operators.iter().flat_map(|o| o.adjectives.iter().map(|w| (w.clone(), o.kind))).collect(),
        }
    }
}

/// Nouns that name an act.
#[derive(Debug, Default)]
pub(in super::super) struct Nouns {
    /// By the last word: the words before it, and the CAMEO code; those with most words first.
    pub acts: HashMap<String, Vec<(Vec<String>, String)>>,
}

/// Verbs that only carry the act that a noun names.
#[derive(Debug, Default)]
pub(in super::super) struct Carriers {
    /// Their subject does the act: "launched a raid".
    pub light: ByLemma<()>,
    /// Their subject is the act: "clashes broke out".
    pub happen: ByLemma<()>,
}

#[derive(Debug, Deserialize)]
struct NounFile {
    light: Vec<String>,
    happen: Vec<String>,
    noun: Vec<NounWords>,
}

#[derive(Debug, Deserialize)]
struct NounWords {
    code: String,
    words: Vec<String>,
}

pub(super) fn nouns() -> (Nouns, Carriers) {
    let Ok(file) = toml::from_str::<NounFile>(NOUNS) else { return (Nouns::default(), Carriers::default()) };
    let mut acts: HashMap<String, Vec<(Vec<String>, String)>> = HashMap::new();
    for NounWords { code, words } in file.noun {
        for phrase in words {
            let mut parts: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
            if let Some(last) = parts.pop() {
                acts.entry(last).or_default().push((parts, code.clone()));
            }
        }
    }
    for list in acts.values_mut() {
        list.sort_by_key(|(before, _)| std::cmp::Reverse(before.len()));
    }
    let carriers = |words: &[String]| index(words.iter().map(|w| (w.as_str(), ())));
    (Nouns { acts }, Carriers { light: carriers(&file.light), happen: carriers(&file.happen) })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::Vocabulary;
    use super::*;

    #[test]
    fn every_line_of_the_tables_can_be_read() {
        let verbs: VerbFile = toml::from_str(VERBS).unwrap();
        let operators: OperatorFile = toml::from_str(OPERATORS).unwrap();
        let nouns: NounFile = toml::from_str(NOUNS).unwrap();
        let known = Vocabulary::embedded();
        let mut seen = HashSet::new();
        let mut count = 0;
        for act in &verbs.act {
            assert!(known.codes.is_code(&act.code), "{}", act.code);
            for written in &act.verbs {
                let (_, conditions) = pattern::read(written).unwrap_or_else(|| panic!("{written}"));
                for condition in conditions {
                    if let pattern::Condition::Class(class) | pattern::Condition::Around(class) = condition {
                        assert!(known.classes.contains_key(&class), "{written}");
                    }
                }
                assert!(seen.insert((act.code.clone(), written.clone())), "{} {written} twice", act.code);
                count += 1;
            }
        }
        assert!(count > 1000, "{count}");
        for word in operators.operator.iter().flat_map(|o| &o.words).chain(&nouns.light).chain(&nouns.happen) {
            assert!(pattern::read(word).is_some(), "{word}");
        }
        for noun in &nouns.noun {
            assert!(known.codes.is_code(&noun.code) && !noun.words.is_empty(), "{}", noun.code);
        }
        assert!(known.classes.values().all(|c| !c.is_empty()));
    }
}
