use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::crosswalk::rows;
use crate::table::Row;

static LABELS: LazyLock<BTreeMap<(&'static str, u8), &'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../../data/codebooks/gtd_labels.tsv"))
        .filter_map(|row| match row[..] {
            [list, number, label] => Some(((list, number.parse().ok()?), label)),
            _ => None,
        })
        .collect()
});

/// GTD's words for a number of a list (`attacktype`, `targtype`, `weaptype`).
pub(super) fn label(list: &'static str, number: u8) -> &'static str {
    LABELS.get(&(list, number)).copied().unwrap_or_default()
}

/// Fills `list1`, `list1_txt`, `list2`, ...
pub(super) fn fill(row: &mut Row<'_>, list: &'static str, numbers: &[u8], most: usize) {
    for (i, number) in numbers.iter().take(most).enumerate() {
        row.number(&format!("{list}{}", i + 1), number);
        row.text(&format!("{list}{}_txt", i + 1), label(list, *number));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_whole() {
        let size = |list| LABELS.keys().filter(|(l, _)| *l == list).count();
        assert_eq!((size("attacktype"), size("targtype"), size("weaptype")), (9, 22, 13));
        assert_eq!(LABELS.len(), rows(include_str!("../../../../data/codebooks/gtd_labels.tsv")).count());
    }
}
