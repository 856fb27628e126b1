use std::sync::LazyLock;

use crate::crosswalk::rows;

/// Whether a dataset may be passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Licence {
    /// Short name, as records carry it.
    pub name: &'static str,
    /// Whether rows may leave the desk in an export.
    pub redistribute: bool,
    /// The terms in a few words.
    pub terms: &'static str,
}

static LICENCES: LazyLock<Vec<Licence>> = LazyLock::new(|| {
    rows(include_str!("../../../../data/codebooks/licences.tsv"))
        .filter_map(|row| match row[..] {
            [name, redistribute, terms] => Some(Licence { name, redistribute: redistribute == "yes", terms }),
            _ => None,
        })
        .collect()
});

/// Every licence that is known.
pub fn licences() -> &'static [Licence] {
    &LICENCES
}

/// The licence of that short name. One that is not known may not be passed on.
pub fn licence(name: &str) -> Option<&'static Licence> {
    LICENCES.iter().find(|l| l.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_licence() {
        let table = include_str!("../../../../data/codebooks/licences.tsv");
        assert_eq!(LICENCES.len(), rows(table).count());
        assert!(rows(table).all(|row| matches!(row[..], [_, "yes" | "no", _])));
        for (name, redistribute) in [("acled-terms", false), ("cc-by-4.0", true), ("unspecified", false)] {
            assert_eq!(licence(name).map(|l| l.redistribute), Some(redistribute), "{name}");
        }
        assert_eq!(licence("free"), None);
    }
}
