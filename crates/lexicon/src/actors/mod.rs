//! Organisations by name and alias, with their parents: `data/actors`.

mod alias;
mod communities;
mod error;
mod table;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use polybius_records::ActorType;

use alias::AliasIndex;
pub use alias::{AliasUse, Case, NameWord, name_words};
use communities::Communities;
pub use communities::Community;
pub use error::LexiconError;
use table::{Row, WrittenAlias};

/// The tables that are built in, first the ones whose names win where two organisations share one.
const TABLES: [(&str, &str); 9] = [
    ("middle_east.tsv", include_str!("../../../../data/actors/middle_east.tsv")),
    ("south_asia.tsv", include_str!("../../../../data/actors/south_asia.tsv")),
    ("africa.tsv", include_str!("../../../../data/actors/africa.tsv")),
    ("europe.tsv", include_str!("../../../../data/actors/europe.tsv")),
    ("east_asia.tsv", include_str!("../../../../data/actors/east_asia.tsv")),
    ("latin_america.tsv", include_str!("../../../../data/actors/latin_america.tsv")),
    ("north_america.tsv", include_str!("../../../../data/actors/north_america.tsv")),
    ("international.tsv", include_str!("../../../../data/actors/international.tsv")),
    ("parties.tsv", include_str!("../../../../data/actors/parties.tsv")),
];

/// One organisation of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorEntry {
    /// Wikidata id where checked, else `org-` and the name.
    pub id: String,
    /// Canonical English name.
    pub name: String,
    /// What kind it is.
    pub kind: ActorType,
    /// ISO 3166-1 alpha-2 of its main country; empty for international ones.
    pub country: String,
    /// Id of the organisation that it is a branch of.
    pub parent: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// First year, where known.
    pub since: Option<i16>,
    /// Last year, where it has ended.
    pub until: Option<i16>,
}

#[derive(Debug, Default)]
struct Tables {
    entries: Vec<ActorEntry>,
    by_id: HashMap<String, usize>,
    index: AliasIndex,
    communities: Communities,
}

/// Organisations by name and alias. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Actors {
    tables: Arc<Tables>,
}

impl Actors {
    /// The organisations that are built in. Read once, then shared.
    pub fn embedded() -> Self {
        static SHARED: OnceLock<Arc<Tables>> = OnceLock::new();
        // A table that is built in and wrong is a fault of the build, which a test finds; what can be read is used.
        let read = || Arc::new(Tables::build(embedded_rows()).unwrap_or_default());
        Actors { tables: Arc::clone(SHARED.get_or_init(read)) }
    }

    /// The organisations that are built in and, on top, those of every `.tsv` file of a folder, in the order of the files' names.
    /// A line with the name or id of a known organisation replaces it; its new aliases come before all others.
    ///
    /// # Errors
    /// Where the folder or a file cannot be read, or a line does not fit: file, line and remedy are named.
    pub fn with_dir(dir: &Path) -> Result<Self, LexiconError> {
        let failed = |path: &Path| {
            let file = path.display().to_string();
            move |source| LexiconError::Read { file, source }
        };
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(dir).map_err(failed(dir))? {
            let path = entry.map_err(failed(dir))?.path();
            if path.extension().is_some_and(|e| e == "tsv") {
                paths.push(path);
            }
        }
        paths.sort();
        let mut rows = Vec::new();
        for path in &paths {
            let table = std::fs::read_to_string(path).map_err(failed(path))?;
            rows.extend(table::read(&path.display().to_string(), &table)?);
        }
        let is_replaced = |known: &Row| {
            rows.iter().any(|new: &Row| new.name == known.name || !known.id.is_empty() && new.id == known.id)
        };
        let kept: Vec<Row> = embedded_rows().into_iter().filter(|known| !is_replaced(known)).collect();
        rows.extend(kept);
        Ok(Actors { tables: Arc::new(Tables::build(rows)?) })
    }

    /// All organisations.
    pub fn all(&self) -> &[ActorEntry] {
        &self.tables.entries
    }

    /// The organisation with that id.
    pub fn by_id(&self, id: &str) -> Option<&ActorEntry> {
        self.tables.by_id.get(id).map(|&i| &self.tables.entries[i])
    }

    /// The organisation that a name or alias means, case ignored; where several share it, the one marked as the usual meaning,
    /// else the first.
    pub fn by_name(&self, name: &str) -> Option<&ActorEntry> {
        let uses = self.tables.index.exactly(name);
        let named = || uses.iter().find(|u| self.entry(u).name == name);
        let usual =
            || uses.iter().find(|u| u.default).or_else(|| uses.iter().find(|u| !u.needs_context)).or(uses.first());
        named().or_else(usual).map(|u| self.entry(u)).or_else(|| self.group_of(name))
    }

    /// A people's name as some datasets use it for its militia ("Fulani").
    fn group_of(&self, name: &str) -> Option<&ActorEntry> {
        self.community(name).and_then(|c| c.organisation.as_deref()).and_then(|id| self.by_id(id))
    }

    /// The organisation of an alias.
    pub fn entry(&self, alias: &AliasUse) -> &ActorEntry {
        &self.tables.entries[alias.entry]
    }

    /// Every way to read the words at the head of `words` as an organisation, the longest first: how many words, and which
    /// organisations they may mean.
    pub fn at<'a>(&'a self, words: &[&NameWord], case: Case) -> Vec<(usize, Vec<&'a AliasUse>)> {
        let Some(first) = words.first() else { return Vec::new() };
        let index = &self.tables.index;
        // A possessive "s" of its own joins its word in a key, so that a reading may be longer than the alias by some words.
        let most = match index.longest(&first.folded) {
            0 => match words.get(1) {
                Some(next) if next.written.starts_with(['\'', '’']) => {
                    index.longest(&format!("{}s", first.folded)) + 1
                }
                _ => 0,
            },
            n => n + 2,
        };
        (1..=most.min(words.len()))
            .rev()
            .filter_map(|n| {
                let uses = index.get(&alias::key(words[..n].iter().copied()));
                let fitting: Vec<&AliasUse> = uses.iter().filter(|u| u.fits(&words[..n], case)).collect();
                (!fitting.is_empty()).then_some((n, fitting))
            })
            .collect()
    }

    /// The organisations above one: its parent, the parent's parent and so on.
    pub fn ancestors(&self, id: &str) -> Vec<&ActorEntry> {
        let mut out: Vec<&ActorEntry> = Vec::new();
        let mut at = self.by_id(id);
        while let Some(parent) = at.and_then(|e| e.parent.as_deref()).and_then(|p| self.by_id(p)) {
            // User tables could make a ring.
            if parent.id == id || out.iter().any(|e| e.id == parent.id) {
                break;
            }
            out.push(parent);
            at = Some(parent);
        }
        out
    }

    /// Whether the organisation with id `branch` stands anywhere under the one with id `whole`. A named force of a state stands under
    /// the state's forces of its kind (`mil-IL`, `pol-GB`, `int-RU`) and under its government (`gov-IL`), which have no entries.
    pub fn is_branch_of(&self, branch: &str, whole: &str) -> bool {
        let under = |entry: &ActorEntry| entry.id == whole && entry.id != branch || is_state_force(entry, whole);
        self.by_id(branch).is_some_and(&under) || self.ancestors(branch).into_iter().any(under)
    }

    /// The id of an organisation, given by id, name or alias, and those of all its branches. Words that nothing is known of are taken for an id.
    pub fn with_branches(&self, words: &str) -> Vec<String> {
        let id = self.by_id(words).or_else(|| self.by_name(words)).map_or(words, |entry| &entry.id);
        let branches = self.all().iter().filter(|entry| entry.id != id && self.is_branch_of(&entry.id, id));
        std::iter::once(id.to_owned()).chain(branches.map(|entry| entry.id.clone())).collect()
    }

    /// Whether the first organisation is the second, or a branch of it at any depth; both by name, alias or id.
    pub fn is_within(&self, branch: &str, whole: &str) -> bool {
        let id = |name: &str| {
            let entry = self.by_id(name).or_else(|| self.by_name(name));
            entry.map_or_else(|| name.to_owned(), |entry| entry.id.clone())
        };
        let (branch, whole) = (id(branch), id(whole));
        branch == whole || self.is_branch_of(&branch, &whole)
    }

    /// The people of an adjective ("Fulani", "Chechen"), whose fighters are a group of their own.
    pub fn community(&self, word: &str) -> Option<&Community> {
        self.tables.communities.get(word)
    }

    /// The organisation that "`word` rebels" means in a country: "Maoist" in Nepal.
    pub fn byname(&self, word: &str, country: &str) -> Option<&ActorEntry> {
        self.tables.communities.byname(word, country).and_then(|id| self.by_id(id))
    }
}

/// Whether a named force is one of those that an id by rule means.
fn is_state_force(entry: &ActorEntry, id: &str) -> bool {
    let Some((branch, country)) = id.split_once('-').filter(|(_, country)| *country == entry.country) else {
        return false;
    };
    match entry.kind {
        ActorType::Military => matches!(branch, "mil" | "sec" | "gov") && !country.is_empty(),
        ActorType::Police => matches!(branch, "pol" | "sec" | "gov"),
        ActorType::Intelligence => matches!(branch, "int" | "gov"),
        ActorType::Government => branch == "gov",
        _ => false,
    }
}

/// The stable id of an organisation without Wikidata id.
pub fn slug(prefix: &str, name: &str) -> String {
    let words: Vec<String> = name_words(name).into_iter().map(|w| w.folded).filter(|w| w != ",").collect();
    format!("{prefix}-{}", words.join("-"))
}

fn embedded_rows() -> Vec<Row> {
    TABLES.iter().filter_map(|(file, table)| table::read(file, table).ok()).flatten().collect()
}

impl Tables {
    fn build(rows: Vec<Row>) -> Result<Self, LexiconError> {
        let ids: HashMap<&str, String> = rows
            .iter()
            .map(|r| (r.name.as_str(), if r.id.is_empty() { slug("org", &r.name) } else { r.id.clone() }))
            .collect();
        let mut tables = Tables::default();
        for row in &rows {
            let parent = match row.parent.as_str() {
                "" => None,
                parent => Some(ids.get(parent).cloned().ok_or_else(|| {
                    LexiconError::line(
                        &row.file,
                        row.line,
                        format!("parent \"{parent}\" is not known"),
                        "write its name exactly as in its own line, or give it a line",
                    )
                })?),
            };
            let at = tables.entries.len();
            let id = ids.get(row.name.as_str()).cloned().unwrap_or_default();
            if tables.by_id.insert(id.clone(), at).is_some() {
                return Err(LexiconError::line(
                    &row.file,
                    row.line,
                    format!("a second organisation has the id {id}"),
                    "give it another name or id",
                ));
            }
            tables.index.add(at, &WrittenAlias::plain(&row.name));
            if let Some((bare, _)) = row.name.split_once(" (").filter(|_| row.name.ends_with(')')) {
                let plain = WrittenAlias::plain(bare);
                if !row.aliases.iter().any(|a| a.text == bare) {
                    tables.index.add(at, &WrittenAlias { needs_context: true, ..plain });
                }
            }
            for alias in &row.aliases {
                tables.index.add(at, alias);
            }
            tables.entries.push(ActorEntry {
                id,
                name: row.name.clone(),
                kind: row.kind,
                country: row.country.clone(),
                parent,
                aliases: row.aliases.iter().map(|a| a.text.clone()).collect(),
                since: row.since,
                until: row.until,
            });
        }
        tables.communities = Communities::embedded(&ids)?;
        // UCDP and others write a people's name for its militia; such a group has an entry of its own.
        for community in tables.communities.without_organisation() {
            let at = tables.entries.len();
            let id = slug("org", &community.group);
            if tables.by_id.contains_key(&id) {
                continue;
            }
            tables.by_id.insert(id.clone(), at);
            tables.index.add(at, &WrittenAlias::plain(&community.group));
            tables.entries.push(ActorEntry {
                id,
                name: community.group.clone(),
                kind: community.kind,
                country: community.country.clone(),
                parent: None,
                aliases: Vec::new(),
                since: None,
                until: None,
            });
        }
        tables.communities.link();
        Ok(tables)
    }
}
