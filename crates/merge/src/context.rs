use std::collections::BTreeMap;
use std::str::FromStr;

use crate::Decisions;

/// Which organisations are branches of which. Several threads ask at a time.
pub trait Hierarchy: Sync {
    /// Whether `branch` is a branch, wing or province of `parent`, at any depth. Both are actor ids.
    fn is_branch_of(&self, branch: &str, parent: &str) -> bool;
}

impl<F: Fn(&str, &str) -> bool + Sync> Hierarchy for F {
    fn is_branch_of(&self, branch: &str, parent: &str) -> bool {
        self(branch, parent)
    }
}

/// No organisation is a branch of another.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoHierarchy;

impl Hierarchy for NoHierarchy {
    fn is_branch_of(&self, _branch: &str, _parent: &str) -> bool {
        false
    }
}

/// The named rule that chooses `best` where reports give different numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BestRule {
    /// The number that most independent sources give among the latest reports; ties go to the later publication, then
    /// to the larger number. Tolls are corrected over days, so old numbers do not outvote new ones.
    #[default]
    LatestMostSources,
    /// The number published last; on one day the one that most sources give, then the larger.
    Latest,
    /// The number that most independent sources give, whenever; ties as for `LatestMostSources`.
    MostSources,
    /// The number that an authority gives (police, army, ministry, hospital, governor), the latest of them; without one, as
    /// for `LatestMostSources`.
    Official,
    /// UCDP's reading: the number that most sources give, whenever, and the lower one where they are even.
    BestLowHigh,
    /// The lowest number: the cautious reading until numbers are corroborated (ACLED).
    Lowest,
    /// The highest number.
    Highest,
}

impl BestRule {
    /// Every rule, the default first.
    pub const ALL: [BestRule; 7] = [
        BestRule::LatestMostSources,
        BestRule::Latest,
        BestRule::MostSources,
        BestRule::Official,
        BestRule::BestLowHigh,
        BestRule::Lowest,
        BestRule::Highest,
    ];

    /// The rule's name in a record's `rule`.
    pub fn name(self) -> &'static str {
        match self {
            BestRule::LatestMostSources => "latest-most-sources",
            BestRule::Latest => "latest",
            BestRule::MostSources => "most-sources",
            BestRule::Official => "official",
            BestRule::BestLowHigh => "best-low-high",
            BestRule::Lowest => "lowest",
            BestRule::Highest => "highest",
        }
    }
}

impl FromStr for BestRule {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        BestRule::ALL.into_iter().find(|rule| rule.name() == name).ok_or_else(|| {
            let names: Vec<&str> = BestRule::ALL.iter().map(|rule| rule.name()).collect();
            format!("unknown rule {name:?}; known are {}", names.join(", "))
        })
    }
}

/// What merging knows beside the reports.
pub struct Context<'a> {
    /// Document id to source: near-duplicates and copies of one agency report share a source. A document that is not
    /// here is a source of its own.
    pub sources: BTreeMap<String, String>,
    /// Branches and parents.
    pub hierarchy: &'a dyn Hierarchy,
    /// What people decided; it always wins.
    pub decisions: Decisions,
    /// How `best` is chosen.
    pub rule: BestRule,
}

impl Default for Context<'_> {
    fn default() -> Self {
        Context {
            sources: BTreeMap::new(),
            hierarchy: &NoHierarchy,
            decisions: Decisions::default(),
            rule: BestRule::default(),
        }
    }
}

impl Context<'_> {
    /// The independent source that a document belongs to.
    pub fn source<'s>(&'s self, document: &'s str) -> &'s str {
        self.sources.get(document).map_or(document, String::as_str)
    }
}
