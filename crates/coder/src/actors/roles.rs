//! `data/roles.toml`: words for forces, offices and people.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use polybius_records::ActorType;
use polybius_syntax::Token;
use serde::Deserialize;

const TABLE: &str = include_str!("../../../../data/roles.toml");

/// A branch of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Branch {
    Military,
    Police,
    Security,
    Intelligence,
    Government,
}

impl Branch {
    /// Prefix of the id, words of the name before the country, and kind.
    pub(super) fn identity(self) -> (&'static str, &'static str, ActorType) {
        match self {
            Branch::Military => ("mil", "Military Forces", ActorType::Military),
            Branch::Police => ("pol", "Police Forces", ActorType::Police),
            Branch::Security => ("sec", "Security Forces", ActorType::Military),
            Branch::Intelligence => ("int", "Intelligence Services", ActorType::Intelligence),
            Branch::Government => ("gov", "Government", ActorType::Government),
        }
    }
}

/// People in a role.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct People {
    pub kind: ActorType,
    /// The plural that stands for the role.
    pub name: String,
    /// With an adjective they are a group: "Hutu rebels".
    #[serde(default)]
    pub group: bool,
    words: Vec<String>,
}

/// Phrases of lower-case tokens, each with a meaning.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    by_text: HashMap<String, T>,
    longest: HashMap<String, usize>,
}

impl<T: Copy> Phrases<T> {
    fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut out = Phrases { by_text: HashMap::new(), longest: HashMap::new() };
        for (phrase, meaning) in entries {
            let phrase = phrase.replace("'s", " 's");
            let words = phrase.split(' ').count();
            let first = phrase.split(' ').next().unwrap_or_default().to_owned();
            let longest = out.longest.entry(first).or_default();
            *longest = (*longest).max(words);
            out.by_text.entry(phrase).or_insert(meaning);
        }
        out
    }

    /// The longest phrase that begins with token `at`: its number of tokens and its meaning. `at` may lie behind the end.
    pub(super) fn at(&self, tokens: &[Token], at: usize) -> Option<(usize, T)> {
        let most = (*self.longest.get(&tokens.get(at)?.lower)?).min(tokens.len() - at);
        let mut phrase = String::new();
        let mut best = None;
        for (n, token) in tokens[at..at + most].iter().enumerate() {
            if n > 0 {
                phrase.push(' ');
            }
            phrase.push_str(&token.lower);
            if let Some(&meaning) = self.by_text.get(&phrase) {
                best = Some((n + 1, meaning));
            }
        }
        best
    }
}

#[derive(Debug, Deserialize)]
struct File {
    force: Vec<ForceWords>,
    people: Vec<People>,
    modifiers: Words,
    not_before: Words,
    needs_nation: Words,
    ideologies: Words,
    not_groups: Words,
    members: Words,
    anaphora: Words,
    titles: Words,
    title_words: Words,
    name_words: Words,
    group_nouns: std::collections::BTreeMap<ActorType, Vec<String>>,
}

#[derive(Debug, Deserialize)]
struct ForceWords {
    force: Branch,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Words {
    words: Vec<String>,
}

/// The file, ready for look-up.
#[derive(Debug)]
pub(super) struct Roles {
    pub forces: Phrases<Branch>,
    pub people: Phrases<usize>,
    roles: Vec<People>,
    pub modifiers: HashSet<String>,
    pub not_before: HashSet<String>,
    pub needs_nation: HashSet<String>,
    pub ideologies: HashSet<String>,
    pub not_groups: HashSet<String>,
    pub members: Phrases<()>,
    pub anaphora: Phrases<()>,
    pub titles: HashSet<String>,
    pub title_words: HashSet<String>,
    pub name_words: HashSet<String>,
    pub group_nouns: HashMap<String, ActorType>,
}

impl Roles {
    /// The file that is built in.
    pub(super) fn embedded() -> &'static Roles {
        static SHARED: OnceLock<Roles> = OnceLock::new();
        // A table that is built in and cannot be read is a fault of the build, which a test finds.
        SHARED.get_or_init(|| Roles::read(TABLE).unwrap_or_else(|_| Roles::new(File::empty())))
    }

    fn read(table: &str) -> Result<Roles, toml::de::Error> {
        Ok(Roles::new(toml::from_str(table)?))
    }

    fn new(file: File) -> Roles {
        let set = |w: Words| w.words.into_iter().collect::<HashSet<_>>();
        let units = |w: Words| Phrases::new(w.words.into_iter().map(|w| (w, ())));
        let forces = file.force.iter().flat_map(|f| f.words.iter().map(|w| (w.clone(), f.force)));
        let people = file.people.iter().enumerate().flat_map(|(i, p)| p.words.iter().map(move |w| (w.clone(), i)));
        Roles {
            forces: Phrases::new(forces.collect::<Vec<_>>()),
            people: Phrases::new(people.collect::<Vec<_>>()),
            modifiers: set(file.modifiers),
            not_before: set(file.not_before),
            needs_nation: set(file.needs_nation),
            ideologies: set(file.ideologies),
            not_groups: set(file.not_groups),
            members: units(file.members),
            anaphora: units(file.anaphora),
            titles: set(file.titles),
            title_words: set(file.title_words),
            name_words: set(file.name_words),
            group_nouns: file.group_nouns.into_iter().flat_map(|(k, w)| w.into_iter().map(move |w| (w, k))).collect(),
            roles: file.people,
        }
    }

    pub(super) fn role(&self, at: usize) -> &People {
        &self.roles[at]
    }
}

impl File {
    fn empty() -> File {
        let none = || Words { words: Vec::new() };
        File {
            force: Vec::new(),
            people: Vec::new(),
            modifiers: none(),
            not_before: none(),
            needs_nation: none(),
            ideologies: none(),
            not_groups: none(),
            members: none(),
            anaphora: none(),
            titles: none(),
            title_words: none(),
            name_words: none(),
            group_nouns: Default::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_and_in_lower_case() {
        let file: File = toml::from_str(TABLE).unwrap();
        let words = file.people.iter().flat_map(|p| &p.words).chain(file.force.iter().flat_map(|f| &f.words));
        for word in words.chain(&file.modifiers.words).chain(&file.members.words) {
            assert_eq!(*word, word.to_lowercase());
            assert_eq!(word.trim(), word);
        }
        let roles = Roles::new(file);
        assert!(roles.roles.len() > 25);
        for role in &roles.roles {
            assert!(!role.words.is_empty() && !role.name.is_empty());
        }
        assert_eq!(roles.group_nouns.get("cartel"), Some(&ActorType::Criminal));
    }
}
