//! Public figures whose names stand without their office: `data/actors/leaders.tsv`.

use std::collections::HashMap;
use std::sync::OnceLock;

use polybius_lexicon::{Case, fold, slug};
use polybius_records::ActorType;

use crate::ActorHow;

use super::candidate::Identity;
use super::context::Context;

const TABLE: &str = include_str!("../../../../data/actors/leaders.tsv");

/// Surnames that too many people share to mean the one of the table.
const COMMON: [&str; 47] = [
    "abbas",
    "abe",
    "ahmed",
    "ali",
    "aung",
    "bennett",
    "brown",
    "cameron",
    "carter",
    "conde",
    "franco",
    "gandhi",
    "garcia",
    "guzman",
    "hariri",
    "hassan",
    "henry",
    "hernandez",
    "hussein",
    "il",
    "johnson",
    "jonathan",
    "khan",
    "kim",
    "marcos",
    "may",
    "mehsud",
    "mohamud",
    "moi",
    "moon",
    "morales",
    "moro",
    "omar",
    "ortega",
    "petro",
    "romero",
    "sanchez",
    "santos",
    "shah",
    "sharif",
    "sharon",
    "singh",
    "taylor",
    "traore",
    "un",
    "yunus",
    "zia",
];

#[derive(Debug)]
pub(super) struct Leader {
    name: &'static str,
    country: &'static str,
    since: i16,
}

#[derive(Debug, Default)]
struct Leaders {
    all: Vec<Leader>,
    /// By folded name.
    by_name: HashMap<String, usize>,
    /// By folded last word, where only one has it.
    by_surname: HashMap<String, Option<usize>>,
}

fn leaders() -> &'static Leaders {
    static SHARED: OnceLock<Leaders> = OnceLock::new();
    SHARED.get_or_init(|| {
        let mut out = Leaders::default();
        let mut alone = Vec::new();
        for line in TABLE.lines().filter(|l| !l.starts_with('#')).skip(1) {
            let columns: Vec<&'static str> = line.split('\t').collect();
            let [name, country, since, ..] = columns[..] else { continue };
            let at = out.all.len();
            let spellings = columns.get(4).copied().unwrap_or_default().split("; ").filter(|s| !s.is_empty());
            for spelling in spellings.chain([name]) {
                let folded = fold(spelling);
                let surname = folded.rsplit(' ').next().unwrap_or_default();
                let by_surname = out.by_surname.entry(surname.to_owned()).or_insert(Some(at));
                if *by_surname != Some(at) {
                    *by_surname = None;
                }
                if folded.contains(' ') {
                    out.by_name.insert(folded, at);
                } else {
                    alone.push((folded, Some(at)));
                }
            }
            out.all.push(Leader { name, country, since: since.parse().unwrap_or(0) });
        }
        // A spelling of one word is given because it is that one's.
        out.by_surname.extend(alone);
        for common in COMMON {
            out.by_surname.remove(common);
        }
        out
    })
}

/// The public figure whose name begins with token `at`, and the number of tokens. A surname alone counts where the document
/// tells of the country.
pub(super) fn at(context: &Context<'_, '_>, sentence: usize, at: usize) -> Option<(usize, &'static Leader)> {
    let leaders = leaders();
    let tokens = context.tokens(sentence);
    let case = context.cases[sentence];
    let capital = |i: usize| context.slice(&tokens[i]).chars().any(char::is_uppercase);
    if case != Case::Lower && !capital(at) {
        return None;
    }
    let known = |leader: &&'static Leader| context.year.is_none_or(|year| leader.since <= year);
    for n in (2..=5.min(tokens.len() - at)).rev() {
        let written = context.text.slice(tokens[at].start..tokens[at + n - 1].end);
        if let Some(&i) = leaders.by_name.get(&fold(written))
            && tokens[at + n - 1].lower.chars().any(char::is_alphabetic)
        {
            return Some((n, &leaders.all[i])).filter(|(_, l)| known(l));
        }
    }
    if case == Case::Lower {
        return None;
    }
    // "Austin" is mostly the town.
    if context.nation_at(sentence, at).is_some() {
        return None;
    }
    let word = fold(context.slice(&tokens[at]));
    let word = word.rsplit(' ').next().unwrap_or_default();
    let leader = &leaders.all[(*leaders.by_surname.get(word)?)?];
    let told = leader.country.is_empty() || leader.country == "US" || context.weight(leader.country) > 0;
    Some((1, leader)).filter(|(_, l)| told && known(l))
}

/// The country of the public figure whose surname a word is, where no other of the table shares it and few people do.
pub(crate) fn country_of_surname(word: &str) -> Option<&'static str> {
    let leaders = leaders();
    let leader = &leaders.all[(*leaders.by_surname.get(&fold(word))?)?];
    Some(leader.country).filter(|c| !c.is_empty())
}

impl Leader {
    pub(super) fn identity(&self) -> Identity {
        Identity {
            id: slug("person", self.name),
            name: self.name.to_owned(),
            kind: ActorType::Person,
            country: Some(self.country.to_owned()).filter(|c| !c.is_empty()),
            how: ActorHow::Person,
        }
    }

    pub(super) fn country(&self) -> &'static str {
        self.country
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_whole() {
        let lines = TABLE.lines().filter(|l| !l.starts_with('#')).count() - 1;
        let leaders = leaders();
        assert_eq!(leaders.all.len(), lines);
        for leader in &leaders.all {
            assert!(leader.country.len() == 2 || leader.country.is_empty(), "{}", leader.name);
            assert!(leader.since > 1900, "{}", leader.name);
        }
        assert!(leaders.by_surname.contains_key("putin") && !leaders.by_surname.contains_key("khan"));
        // Two of the table share it.
        assert_eq!(leaders.by_surname.get("clinton"), Some(&None));
    }
}
