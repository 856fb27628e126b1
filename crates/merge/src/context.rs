use std::collections::BTreeMap;

use crate::Decisions;

/// Which organisations are branches of which.
pub trait Hierarchy {
    /// Whether `branch` is a branch, wing or province of `parent`, at any depth. Both are actor ids.
    fn is_branch_of(&self, branch: &str, parent: &str) -> bool;
}

impl<F: Fn(&str, &str) -> bool> Hierarchy for F {
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
    /// The number that most independent sources give, whenever; ties as above.
    MostSources,
    /// The lowest number: the cautious reading until numbers are corroborated.
    Lowest,
    /// The highest number.
    Highest,
}

impl BestRule {
    /// The rule's name in a record's `rule`.
    pub fn name(self) -> &'static str {
        match self {
            BestRule::LatestMostSources => "latest-most-sources",
            BestRule::MostSources => "most-sources",
            BestRule::Lowest => "lowest",
            BestRule::Highest => "highest",
        }
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
