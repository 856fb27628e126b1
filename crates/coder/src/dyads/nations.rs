//! Countries in a sentence by name, demonym or capital-lettered seat of power.

use polybius_lexicon::Lexicon;
use polybius_syntax::Token;

use super::vocabulary::Vocabulary;
use crate::Text;

/// A country word, or a seat that stands for a government.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Nation {
    pub first: usize,
    pub last: usize,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The sector of a seat of power; empty for a country.
    pub sector: String,
    /// "Iraqi", against "Iraq".
    pub adjective: bool,
}

/// All of them, the longest reading first where several overlap.
pub(super) fn named(text: &Text<'_>, lexicon: &Lexicon, tokens: &[Token]) -> Vec<Nation> {
    let agents = &Vocabulary::embedded().agents;
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let found = (1..=7.min(tokens.len() - at)).rev().find_map(|n| {
            let last = at + n - 1;
            let words = text.slice(tokens[at].start..tokens[last].end);
            if !words.chars().any(char::is_uppercase) || matches!(tokens[last].tag, "POS" | "," | ".") {
                return None;
            }
            // "Latin America" and "New England" are no countries.
            let other = at > 0 && matches!(tokens[at - 1].lower.as_str(), "latin" | "new" | "central");
            let lower = words.to_lowercase();
            if let Some((country, sector)) = agents.seat(&lower) {
                return Some(nation(at, last, country, sector, false));
            }
            if other {
                return None;
            }
            if let Some(country) = lexicon.countries.by_name(words) {
                return Some(nation(at, last, &country.code, "", false));
            }
            let singular = words.strip_suffix('s').filter(|w| w.len() > 3);
            let demonym = lexicon.countries.by_demonym(words).or_else(|| lexicon.countries.by_demonym(singular?));
            // "NATO-member", "British-led": the first part of a compound.
            let part = || words.split_once('-').and_then(|(a, _)| lexicon.countries.by_demonym(a));
            demonym.or_else(part).map(|c| nation(at, last, &c.code, "", true))
        });
        match found {
            Some(nation) => {
                at = nation.last + 1;
                out.push(nation);
            }
            None => at += 1,
        }
    }
    out
}

fn nation(first: usize, last: usize, country: &str, sector: &str, adjective: bool) -> Nation {
    Nation { first, last, country: country.to_owned(), sector: sector.to_owned(), adjective }
}
