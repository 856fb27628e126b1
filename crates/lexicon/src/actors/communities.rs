//! Peoples whose armed groups take their name, and what "Maoist rebels" means in one country.

use std::collections::HashMap;

use polybius_records::ActorType;

use super::{LexiconError, slug, table};
use crate::fold;

const COMMUNITIES: &str = include_str!("../../../../data/actors/communities.tsv");
const BYNAMES: &str = include_str!("../../../../data/actors/bynames.tsv");

/// A people or community by its adjective.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Community {
    /// The usual spelling of the adjective: "Fulani".
    pub name: String,
    /// What kind its armed groups are.
    pub kind: ActorType,
    /// ISO 3166-1 alpha-2 of the country where it usually fights; empty where there is none.
    pub country: String,
    /// Canonical name of its armed group: "Fulani militia", "Chechen separatists".
    pub group: String,
    /// Id of that group.
    pub organisation: Option<String>,
}

#[derive(Debug, Default)]
pub(super) struct Communities {
    all: Vec<Community>,
    by_word: HashMap<String, usize>,
    /// By folded word and country.
    bynames: HashMap<(String, String), String>,
}

impl Communities {
    /// Reads the tables that are built in. `ids` gives the organisations by name.
    pub(super) fn embedded(ids: &HashMap<&str, String>) -> Result<Self, LexiconError> {
        let mut out = Communities::default();
        for (line, columns) in table::lines(COMMUNITIES, "name\tkind") {
            let fail = |problem: &str| {
                LexiconError::line("communities.tsv", line, problem, "write name, kind, country, group, spellings")
            };
            let [name, kind, country, group, spellings @ ..] = &columns[..] else {
                return Err(fail("too few columns"));
            };
            let at = out.all.len();
            let spellings = spellings.first().copied().unwrap_or_default().split("; ");
            for word in spellings.chain([*name]).filter(|w| !w.is_empty()) {
                out.by_word.entry(fold(word)).or_insert(at);
            }
            out.all.push(Community {
                name: (*name).to_owned(),
                kind: table::kind(kind).ok_or_else(|| fail("no kind of actor"))?,
                country: (*country).to_owned(),
                group: (*group).to_owned(),
                organisation: ids.get(group).cloned(),
            });
        }
        for (line, columns) in table::lines(BYNAMES, "word\tcountry") {
            let [word, country, organisation] = columns[..] else {
                return Err(LexiconError::line(
                    "bynames.tsv",
                    line,
                    "not three columns",
                    "write word, country, organisation",
                ));
            };
            // A user's table may leave an organisation out.
            if let Some(id) = ids.get(organisation) {
                out.bynames.insert((fold(word), country.to_owned()), id.clone());
            }
        }
        Ok(out)
    }

    pub(super) fn without_organisation(&self) -> Vec<Community> {
        self.all.iter().filter(|c| c.organisation.is_none()).cloned().collect()
    }

    /// Gives every community without organisation the group of its own.
    pub(super) fn link(&mut self) {
        for community in &mut self.all {
            let own = || Some(slug("org", &community.group));
            community.organisation = community.organisation.take().or_else(own);
        }
    }

    pub(super) fn get(&self, word: &str) -> Option<&Community> {
        self.by_word.get(&fold(word)).map(|&i| &self.all[i])
    }

    pub(super) fn byname(&self, word: &str, country: &str) -> Option<&str> {
        self.bynames.get(&(fold(word), country.to_owned())).map(String::as_str)
    }
}
