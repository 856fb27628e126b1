//! The lexicon of things that violence hits.

use std::collections::HashMap;
use std::sync::LazyLock;

use polybius_syntax::Sentence;
use serde::Deserialize;

const DATA: &str = include_str!("../../../../data/targets.toml");

#[derive(Debug, Deserialize)]
struct File {
    target: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    kind: String,
    words: Vec<String>,
}

/// Last word of a phrase -> (all its words, kind), longest first.
type Things = HashMap<String, Vec<(Vec<String>, &'static str)>>;

static THINGS: LazyLock<Things> = LazyLock::new(|| {
    let entries: &'static [Entry] = match toml::from_str::<File>(DATA) {
        Ok(file) => Box::leak(file.target.into_boxed_slice()),
        Err(e) => unreachable!("data/targets.toml is checked by a test: {e}"),
    };
    let mut things = Things::new();
    for entry in entries {
        for word in &entry.words {
            let parts: Vec<String> = word.split(' ').map(str::to_owned).collect();
            if let Some(last) = parts.last().cloned() {
                things.entry(last).or_default().push((parts, entry.kind.as_str()));
            }
        }
    }
    for list in things.values_mut() {
        list.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.len()));
    }
    things
});

/// The kind of thing that a noun is; `None` for what violence does not hit, or hits as people.
pub(super) fn kind(s: &Sentence, head: usize) -> Option<&'static str> {
    let token = &s.tokens[head];
    if !token.tag.starts_with('N') {
        return None;
    }
    [&token.lemma, &token.lower].into_iter().find_map(|last| {
        let list = THINGS.get(last.as_str())?;
        list.iter()
            .find(|(parts, _)| {
                let Some(from) = (head + 1).checked_sub(parts.len()) else { return false };
                parts[..parts.len() - 1].iter().zip(&s.tokens[from..head]).all(|(p, t)| t.lower == *p || t.lemma == *p)
            })
            .map(|(_, kind)| *kind)
    })
}

#[cfg(test)]
mod tests {
    use polybius_syntax::Analyzer;

    use super::*;

    #[test]
    fn the_list_reads_and_names_each_thing_once() {
        let file: File = toml::from_str(DATA).unwrap();
        let mut seen = std::collections::HashSet::new();
        for entry in &file.target {
            for word in &entry.words {
                assert!(seen.insert(word.clone()), "{word} stands twice");
                assert!(!word.is_empty() && word.to_lowercase() == *word, "{word}");
            }
        }
    }

    #[test]
    fn the_longest_phrase_that_ends_at_the_head_decides() {
        let text = "The rebels burned a police station, a radio station and the crowd.";
        let analysed = Analyzer::embedded().analyse(text, 0);
        let s = &analysed[0];
        let kinds: Vec<_> = s
            .tokens
            .iter()
            .enumerate()
            .filter(|(_, t)| matches!(t.lower.as_str(), "station" | "crowd"))
            .map(|(i, _)| kind(s, i))
            .collect();
        assert_eq!(kinds, [Some("security"), Some("communications"), None]);
    }
}
