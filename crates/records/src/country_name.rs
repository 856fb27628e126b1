use std::collections::BTreeMap;
use std::sync::LazyLock;

static NAMES: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("../../../data/codebooks/country_names.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// The English name of a country as it stands inside a sentence ("Mali", "the United States"), by ISO 3166-1 alpha-2
/// code; Kosovo is `XK`.
pub fn country_name(code: &str) -> Option<&'static str> {
    NAMES.get(code).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_code_and_a_name() {
        let lines: Vec<&str> = include_str!("../../../data/codebooks/country_names.tsv").lines().skip(1).collect();
        assert_eq!(lines.len(), NAMES.len(), "a code stands twice or a line has no tab");
        for (code, name) in NAMES.iter() {
            assert!(code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase()), "{code}");
            assert!(!name.is_empty() && *name == name.trim(), "{code}");
        }
        assert_eq!(country_name("CD"), Some("the Democratic Republic of the Congo"));
        assert_eq!(country_name("ZZ"), None);
    }
}
