//! Dictionary forms: rules for endings, and a table for the words that the rules get wrong.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Found in annotated text: form, group and lemma, where the rules below are wrong.
const FOUND: &str = include_str!("../data/lemmas.tsv");
/// Kept by hand: irregular words of the field, and words on which the annotator errs. These win.
const IRREGULAR: &str = include_str!("../data/irregular.tsv");

/// The group of tags whose endings are undone alike; none where the form is the lemma.
pub(crate) fn group(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "VB" | "VBP" => "base",
        "VBZ" => "third",
        "VBG" => "ing",
        "VBD" | "VBN" => "past",
        "NNS" => "plural",
        "JJR" | "RBR" => "more",
        "JJS" | "RBS" => "most",
        "PRP" => "pronoun",
        _ => return None,
    })
}

fn exceptions() -> &'static HashMap<(&'static str, &'static str), &'static str> {
    static TABLE: OnceLock<HashMap<(&'static str, &'static str), &'static str>> = OnceLock::new();
    TABLE.get_or_init(|| FOUND.lines().chain(IRREGULAR.lines()).filter_map(parse_line).collect())
}

fn parse_line(line: &'static str) -> Option<((&'static str, &'static str), &'static str)> {
    if line.starts_with('#') {
        return None;
    }
    let mut columns = line.split('\t');
    match (columns.next(), columns.next(), columns.next(), columns.next()) {
        (Some(form), Some(group), Some(lemma), None) => Some(((form, group), lemma)),
        _ => None,
    }
}

/// The dictionary form of a lower-case form with the given tag.
pub(crate) fn lemma(lower: &str, tag: &str) -> String {
    if lower == "n't" {
        return "not".to_owned();
    }
    let Some(group) = group(tag) else { return lower.to_owned() };
    if let Some(&known) = exceptions().get(&(lower, group)) {
        return known.to_owned();
    }
    // "bomb-making": only the last piece bends.
    if let Some((front, last)) = lower.rsplit_once('-').filter(|(_, last)| last.len() > 2) {
        return format!("{front}-{}", lemma(last, tag));
    }
    by_rule(lower, group)
}

/// What the rules alone make of a form.
pub(crate) fn by_rule(form: &str, group: &str) -> String {
    let undone = match group {
        "third" | "plural" => without_s(form),
        "ing" => form.strip_suffix("ing").filter(|s| has_vowel(s)).map(stem),
        "past" => match form.strip_suffix("ied") {
            Some(s) if s.len() > 1 => Some(format!("{s}y")),
            _ => form.strip_suffix("ed").filter(|s| has_vowel(s)).map(stem),
        },
        "more" => comparative(form, "er"),
        "most" => comparative(form, "est"),
        _ => None,
    };
    undone.unwrap_or_else(|| form.to_owned())
}

fn comparative(form: &str, ending: &str) -> Option<String> {
    let stem_ = form.strip_suffix(ending)?;
    if let Some(s) = stem_.strip_suffix('i') {
        return Some(format!("{s}y"));
    }
    (stem_.len() > 2).then(|| stem(stem_))
}

fn has_vowel(s: &str) -> bool {
    s.len() > 1 && s.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

fn without_s(form: &str) -> Option<String> {
    if let Some(s) = form.strip_suffix("ies").filter(|s| s.len() > 1) {
        return Some(format!("{s}y"));
    }
    if ["sses", "shes", "ches", "xes", "zzes", "oes"].iter().any(|e| form.ends_with(e)) {
        return form.strip_suffix("es").map(str::to_owned);
    }
    if form.ends_with("ss") || form.ends_with("us") || form.ends_with("is") {
        return None;
    }
    if let Some(s) = form.strip_suffix("men") {
        return Some(format!("{s}man"));
    }
    // "1990s" is no plural of a word.
    form.strip_suffix('s').filter(|s| s.len() > 1 && !s.ends_with(|c: char| c.is_ascii_digit())).map(str::to_owned)
}

/// The stem of a form whose "-ed" or "-ing" is off, with its silent "e" put back or its doubled consonant undone.
fn stem(s: &str) -> String {
    let b = s.as_bytes();
    let n = b.len();
    let vowel = |i: usize| matches!(b[i], b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    if !s.is_ascii() || n < 2 {
        return s.to_owned();
    }
    let last = b[n - 1];
    if last == b[n - 2] && !vowel(n - 1) {
        return if matches!(last, b'l' | b's' | b'f' | b'z') { s.to_owned() } else { s[..n - 1].to_owned() };
    }
    let one_vowel_before = n >= 3 && vowel(n - 2) && !vowel(n - 3);
    let silent = match last {
        b'v' | b'z' | b'u' => true,
        b'c' => true,
        b's' => n >= 3 && (vowel(n - 2) || matches!(b[n - 2], b'n' | b'l' | b'r' | b'p')),
        b'g' => {
            n >= 3
                && (matches!(b[n - 2], b'd' | b'r' | b'l')
                    || matches!(&s[n - 2..], "ag" | "eg" | "ug" | "ig")
                    || s.ends_with("eng")
                    || s.ends_with("ang"))
        }
        b'l' => n >= 3 && matches!(b[n - 2], b'b' | b't' | b'g' | b'p' | b'd' | b'f' | b'k' | b'z'),
        b't' if s.ends_with("iat") || s.ends_with("uat") => n > 3,
        b't' => one_vowel_before && (b[n - 2] == b'a' || (b[n - 2] == b'u' && n > 4)) && n > 3,
        b'r' => {
            one_vowel_before
                && (matches!(b[n - 2], b'i' | b'u' | b'a')
                    || ["plor", "stor", "gnor", "scor", "ador"].iter().any(|e| s.ends_with(e)))
        }
        b'd' => one_vowel_before && (b[n - 2] != b'e' || n > 4),
        b'n' => one_vowel_before && matches!(b[n - 2], b'i' | b'u') && n > 3,
        b'k' if ["tak", "mak", "vok", "wok", "trik"].iter().any(|e| s.ends_with(e)) => true,
        b'k' | b'm' | b'p' => one_vowel_before && b[n - 2] != b'e' && b[n - 2] != b'i' && n <= 4,
        _ => false,
    };
    if silent { format!("{s}e") } else { s.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_exception_is_a_form_a_group_and_a_lemma() {
        for table in [FOUND, IRREGULAR] {
            let mut seen = std::collections::BTreeSet::new();
            for line in table.lines().filter(|l| !l.starts_with('#')) {
                let ((form, group), lemma) = parse_line(line).unwrap_or_else(|| panic!("bad line {line:?}"));
                assert!(table == IRREGULAR || by_rule(form, group) != lemma, "{line}");
                assert!(
                    ["base", "third", "ing", "past", "plural", "more", "most", "pronoun"].contains(&group),
                    "{line}"
                );
                assert!(seen.insert((form, group)), "twice: {line}");
            }
        }
    }

    #[test]
    fn words_of_the_field_go_back_to_their_dictionary_forms() {
        for (form, tag, wanted) in [
            ("killed", "VBN", "kill"),
            ("wounding", "VBG", "wound"),
            ("bodies", "NNS", "body"),
            ("attackers", "NNS", "attacker"),
            ("gunmen", "NNS", "gunman"),
            ("fired", "VBD", "fire"),
            ("was", "VBD", "be"),
            ("struck", "VBD", "strike"),
            ("died", "VBD", "die"),
            ("shot", "VBN", "shoot"),
            ("clashes", "NNS", "clash"),
            ("clashed", "VBD", "clash"),
            ("claimed", "VBD", "claim"),
            ("carried", "VBD", "carry"),
            ("raiding", "VBG", "raid"),
            ("kidnapped", "VBN", "kidnap"),
            ("ambushed", "VBD", "ambush"),
            ("hijacked", "VBN", "hijack"),
            ("detonated", "VBD", "detonate"),
            ("exploded", "VBD", "explode"),
            ("stabbing", "VBG", "stab"),
            ("women", "NNS", "woman"),
            ("children", "NNS", "child"),
            ("has", "VBZ", "have"),
            ("n't", "RB", "not"),
            ("higher", "JJR", "high"),
            ("police", "NN", "police"),
            ("them", "PRP", "they"),
            ("1990s", "NNS", "1990s"),
            ("impeding", "VBG", "impede"),
            ("more", "JJR", "more"),
        ] {
            assert_eq!(lemma(form, tag), wanted);
        }
    }

    #[test]
    fn odd_forms_do_no_harm() {
        for form in ["", "s", "ed", "ing", "é", "éed", "ßing", "-", "a-", "-s", "xs", "ies"] {
            for tag in ["VBD", "VBG", "NNS", "JJR", "VBZ"] {
                let _ = lemma(form, tag);
            }
        }
    }
}
