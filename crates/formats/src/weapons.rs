use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::crosswalk::rows;

/// A kind of weapon in two codebooks' terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WeaponKind {
    /// GTD's weaptype.
    pub gtd: u8,
    /// PLOVER's mode of ASSAULT; empty where none fits.
    pub plover_mode: &'static str,
}

static KINDS: LazyLock<BTreeMap<&'static str, WeaponKind>> = LazyLock::new(|| {
    rows(include_str!("../../../data/codebooks/weapons.tsv"))
        .filter_map(|row| match row[..] {
            [kind, gtd, mode] => {
                Some((kind, WeaponKind { gtd: gtd.parse().ok()?, plover_mode: if mode == "-" { "" } else { mode } }))
            }
            _ => None,
        })
        .collect()
});

/// What the codebooks call a weapon of that kind.
pub(crate) fn weapon(kind: &str) -> Option<WeaponKind> {
    KINDS.get(kind).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_number() {
        assert_eq!(KINDS.len(), rows(include_str!("../../../data/codebooks/weapons.tsv")).count());
        assert!(KINDS.values().all(|k| (1..=13).contains(&k.gtd)));
    }
}
