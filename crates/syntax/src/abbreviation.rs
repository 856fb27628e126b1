//! Abbreviations that keep their full stop, shared by the tokenizer and the sentence splitter.

use std::collections::HashMap;
use std::sync::OnceLock;

/// What a full stop after an abbreviation may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Stands before a name: never ends a sentence.
    Title,
    /// Ends a sentence unless a number follows.
    Month,
    /// An abbreviation before a number only.
    Number,
    /// May end a sentence.
    Other,
}

const TABLE: &str = include_str!("../data/abbreviations.tsv");

fn parse_line(line: &str) -> Option<(&str, Class)> {
    let (form, class) = line.split_once('\t')?;
    let class = match class {
        "title" => Class::Title,
        "month" => Class::Month,
        "number" => Class::Number,
        "other" => Class::Other,
        _ => return None,
    };
    Some((form, class))
}

/// The class of a form, without its last stop, in any case.
pub(crate) fn class(form: &str) -> Option<Class> {
    static FORMS: OnceLock<HashMap<&'static str, Class>> = OnceLock::new();
    // No abbreviation is longer; longer words need no lower-case copy.
    if form.len() > 8 {
        return None;
    }
    let forms = FORMS.get_or_init(|| TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(parse_line).collect());
    forms.get(form.to_lowercase().as_str()).copied()
}

/// Whether a form without its last stop is letters with stops between: `U.S`, `a.m`, `J.K`.
pub(crate) fn is_initialism(form: &str) -> bool {
    let mut letters = 0;
    for (i, piece) in form.split('.').enumerate() {
        let mut chars = piece.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if c.is_alphabetic() => letters = i + 1,
            // "Ph.D", "Lt.Col" are longer, and listed or titles.
            _ => return false,
        }
    }
    letters >= 2
}

/// Whether a form is one capital letter, as in "J. Smith".
pub(crate) fn is_initial(form: &str) -> bool {
    let mut chars = form.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_form_and_a_class() {
        let mut seen = std::collections::BTreeSet::new();
        for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
            let (form, _) = parse_line(line).unwrap_or_else(|| panic!("bad line {line:?}"));
            assert!(form.len() <= 8 && form == form.to_lowercase(), "{form}");
            assert!(seen.insert(form), "twice: {form}");
        }
        assert!(seen.len() > 100);
    }

    #[test]
    fn initialisms_are_single_letters_between_stops() {
        for (form, wanted) in
            [("U.S", true), ("a.m", true), ("J", false), ("example.com", false), ("U.S.A", true), ("", false)]
        {
            assert_eq!(is_initialism(form), wanted, "{form}");
        }
    }
}
