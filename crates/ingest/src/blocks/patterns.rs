use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use polybius_records::BlockKind;
use regex::Regex;
use serde::Deserialize;

const DATA: &str = include_str!("../../../../data/ingest/boilerplate.toml");

/// One of the words in a run of names.
macro_rules! name_word {
    () => {
        r"(?:\p{Lu}[\p{L}'’.\-]*|[aA][lL]-\p{L}+|and|&|in|of|for|the|de|del|da|di|la|le|van|von|der|den|bin|ibn|al|el|with|at|correspondent|reporters?|staff|writer|editor)"
    };
}

/// A run of capitalised words with small ones between them: names of people, desks, agencies and towns.
const NAMES: &str = concat!("(?:", name_word!(), r"(?:(?:[,;|/]?\s+|/)", name_word!(), "){0,15})");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    dateline: Dateline,
    pattern: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dateline {
    agencies: Vec<String>,
    not_places: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    kind: BlockKind,
    #[serde(rename = "match")]
    regex: String,
    max: usize,
    #[serde(default)]
    may_stop: bool,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the schema test"))]
    examples: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the schema test"))]
    not: Vec<String>,
}

struct Pattern {
    kind: BlockKind,
    regex: Regex,
    max: usize,
    may_stop: bool,
}

/// `data/ingest/boilerplate.toml`, compiled.
pub(super) struct Patterns {
    patterns: Vec<Pattern>,
    /// Names in parentheses that make a dateline.
    pub agencies: BTreeSet<String>,
    /// Lower-case words before a colon that are no place.
    pub not_places: BTreeSet<String>,
}

impl Patterns {
    /// The embedded ones.
    pub fn embedded() -> &'static Patterns {
        static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns::compile(&parse()));
        &PATTERNS
    }

    fn compile(file: &File) -> Patterns {
        // A pattern that does not compile is left out here, and fails the schema test.
        let patterns = file.pattern.iter().filter_map(|entry| {
            // What ends in a tail may begin with anything.
            let start = if entry.regex.starts_with("(?P<tail>") { "" } else { "^" };
            let regex = Regex::new(&format!("{start}(?:{})$", entry.regex.replace("{names}", NAMES))).ok()?;
            Some(Pattern { kind: entry.kind, regex, max: entry.max, may_stop: entry.may_stop })
        });
        Patterns {
            patterns: patterns.collect(),
            agencies: file.dateline.agencies.iter().cloned().collect(),
            not_places: file.dateline.not_places.iter().cloned().collect(),
        }
    }

    /// What a trimmed line, or the tail of one, is, where it is no running text.
    pub fn find(&self, line: &str) -> Option<(BlockKind, Range<usize>)> {
        let length = line.chars().take(600).count();
        let stops = line.ends_with(['.', '!', '?']);
        let mut tried = self.patterns.iter().filter(|p| length <= p.max && (p.may_stop || !stops));
        let pattern = tried.find(|p| p.regex.is_match(line))?;
        let tail = pattern.regex.captures(line).and_then(|c| c.name("tail").map(|tail| tail.range()));
        let range = tail.filter(|tail| sentence_ends(&line[..tail.start]) > 1).unwrap_or(0..line.len());
        Some((pattern.kind, range))
    }

    /// What a trimmed line is, where the whole of it is no running text.
    pub fn kind_of(&self, line: &str) -> Option<BlockKind> {
        self.find(line).filter(|(_, range)| range.start == 0).map(|(kind, _)| kind)
    }
}

fn sentence_ends(text: &str) -> usize {
    let mut words = text.split_whitespace().peekable();
    let mut ends = 0;
    while let Some(word) = words.next() {
        let opens = words.peek().is_none_or(|next| next.starts_with(|c: char| !c.is_lowercase()));
        // "U.S." and "Gen." end in a stop as well, but are short.
        ends += usize::from(
            opens && word.len() > 4 && word.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?']),
        );
    }
    ends
}

fn parse() -> File {
    toml::from_str(DATA)
        .unwrap_or(File { dateline: Dateline { agencies: Vec::new(), not_places: Vec::new() }, pattern: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_keeps_its_schema_and_its_examples() {
        let file: File = toml::from_str(DATA).expect("data/ingest/boilerplate.toml");
        let patterns = Patterns::compile(&file);
        assert_eq!(patterns.patterns.len(), file.pattern.len(), "a pattern does not compile");
        assert!(patterns.agencies.contains("AFP") && patterns.not_places.contains("police"));
        let mut wrong = Vec::new();
        for entry in &file.pattern {
            let alone = Patterns::compile(&File {
                dateline: Dateline { agencies: Vec::new(), not_places: Vec::new() },
                pattern: vec![Entry {
                    kind: entry.kind,
                    regex: entry.regex.clone(),
                    max: entry.max,
                    may_stop: entry.may_stop,
                    examples: Vec::new(),
                    not: Vec::new(),
                }],
            });
            assert!(!entry.examples.is_empty() && !entry.not.is_empty(), "{} lacks examples", entry.regex);
            let missed = entry.examples.iter().filter(|line| alone.kind_of(line) != Some(entry.kind));
            wrong.extend(missed.map(|line| format!("{line:?} should match {}", entry.regex)));
            let taken = entry.not.iter().filter(|line| patterns.kind_of(line).is_some());
            wrong.extend(taken.map(|line| format!("{line:?} is running text")));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_credit_after_running_text_is_marked_alone() {
        let line = "Police came at noon. They found two dead. A third man fled. (Photo: Press Pool)";
        let found = Patterns::embedded().find(line).map(|(kind, range)| (kind, &line[range]));
        assert_eq!(found, Some((BlockKind::Caption, "(Photo: Press Pool)")));
    }
}
