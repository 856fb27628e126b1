//! What the publisher's name says of where its readers live: "KXYZ News 9 Duluth, Minnesota", "theduluthherald.example".

use std::rc::Rc;

use polybius_lexicon::{Feature, Toponym};
use polybius_records::Document;

use super::resolve;
use super::senses::Senses;
use super::words::Words;

/// The publisher as the resolver asks about it.
#[derive(Debug, Default)]
pub(super) struct Publisher {
    /// Letters of its name and address, folded and run together.
    letters: String,
    /// Places that its name names: what each name may mean.
    pub(super) places: Vec<Rc<Vec<Toponym>>>,
}

/// Letters of a name that may be told in an address: shorter ones stand in other words.
const LEAST_LETTERS: usize = 5;

/// Inhabitants from which a word of a publisher's name is taken for a town.
const LEAST_PEOPLE: u64 = 15_000;

impl Publisher {
    pub(super) fn of(document: &Document, senses: &mut Senses<'_>) -> Self {
        let host = document.url.as_deref().and_then(|url| url.split("://").last()?.split('/').next());
        let name = document.publisher.as_deref().unwrap_or_default();
        let folded = [name, host.unwrap_or_default()].map(polybius_lexicon::fold);
        let letters: Vec<String> =
            folded.iter().map(|s| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>()).collect();
        Publisher { letters: letters.join(" "), places: named(name, senses) }
    }

    /// The countries that its places lie in, where the name leaves no choice.
    pub(super) fn countries(&self) -> Vec<String> {
        let of = |places: &Rc<Vec<Toponym>>| {
            let mut codes = places.iter().filter(|t| is_told(t)).map(|t| t.country.as_str());
            let first = codes.next()?;
            codes.all(|c| c == first).then(|| first.to_owned())
        };
        self.places.iter().filter_map(of).collect()
    }

    /// Whether the publisher bears the name: the town of a local paper is the town that its readers mean.
    pub(super) fn bears(&self, key: &str) -> bool {
        let letters: String = key.chars().filter(|c| c.is_alphanumeric()).collect();
        letters.len() >= LEAST_LETTERS && self.letters.contains(&letters)
    }
}

/// Places among the words of a name, the longest first.
fn named(name: &str, senses: &mut Senses<'_>) -> Vec<Rc<Vec<Toponym>>> {
    let words: Vec<&str> = name.split([' ', ',', '-', '|']).filter(|w| !w.is_empty()).take(16).collect();
    let mut out: Vec<Rc<Vec<Toponym>>> = Vec::new();
    let mut i = 0;
    // Where the last name of a place ended.
    let mut placed = usize::MAX;
    while i < words.len() {
        // "Columbus, GA": the division says which Columbus.
        if i > 0
            && placed == i
            && let Some(division) = division(words[i], senses)
        {
            if let Some(town) = out.last_mut() {
                let held: Vec<Toponym> =
                    town.iter().filter(|t| division.iter().any(|d| resolve::holds(d, t))).cloned().collect();
                if !held.is_empty() {
                    *town = Rc::new(held);
                }
            }
            out.push(Rc::new(division));
            i += 1;
            continue;
        }
        let found = (1..=3).rev().filter(|n| i + n <= words.len()).find_map(|n| {
            let part = words[i..i + n].join(" ");
            let capital = part.chars().next().is_some_and(char::is_uppercase);
            let common = n == 1 && (part.len() < LEAST_LETTERS || Words::shared().is_common(&part.to_lowercase()));
            let known = if capital && !common { senses.of(&part) } else { Rc::default() };
            known.iter().any(is_told).then_some((known, n))
        });
        match found {
            Some((known, n)) => {
                out.push(known);
                i += n;
                placed = i;
            }
            None => i += 1,
        }
    }
    out
}

/// The division that an abbreviation means.
fn division(written: &str, senses: &Senses<'_>) -> Option<Vec<Toponym>> {
    let (country, name) = Words::shared().abbreviation(written)?;
    let mut found = senses.in_country(name, country);
    found.retain(|t| t.feature == Feature::Admin1);
    (!found.is_empty()).then_some(found)
}

fn is_told(t: &Toponym) -> bool {
    let large = matches!(t.feature, Feature::Town | Feature::Admin2) && t.population >= LEAST_PEOPLE;
    !t.alternate && (large || t.feature == Feature::Admin1)
}

#[cfg(test)]
mod tests {
    use polybius_lexicon::Lexicon;

    use super::*;

    #[test]
    fn towns_of_a_name_and_of_an_address() {
        let lexicon = Lexicon::embedded();
        let mut senses = Senses::new(&lexicon);
        let mut document = Document::plain("d", "t");
        document.publisher = Some("KXYZ News 9 Duluth, Minnesota News, Weather".to_owned());
        document.url = Some("https://www.thewacoherald.example/a/b".to_owned());
        let publisher = Publisher::of(&document, &mut senses);
        let names: Vec<&str> = publisher.places.iter().map(|p| p[0].name.as_str()).collect();
        assert_eq!(names, ["Duluth", "Minnesota"]);
        assert_eq!(publisher.countries(), ["US", "US"]);
        assert!(publisher.bears("duluth") && !publisher.bears("waco") && !publisher.bears("amarillo"));
        for (name, division) in [("WXYZ 4 - Columbus, GA", "Georgia"), ("WXYZ Birmingham AL News", "Alabama")] {
            document.publisher = Some(name.to_owned());
            let publisher = Publisher::of(&document, &mut senses);
            let divisions: Vec<Option<&str>> =
                publisher.places.iter().flat_map(|p| p.iter()).map(|t| t.admin1.as_deref()).collect();
            assert!(divisions.len() > 1 && divisions.iter().all(|d| *d == Some(division)), "{name}: {divisions:?}");
            assert!(publisher.countries().iter().all(|c| c == "US"));
        }
    }
}
