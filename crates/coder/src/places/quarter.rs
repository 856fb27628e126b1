//! Quarters of towns that bear the names of towns elsewhere: "the Fairmount section" of a text that speaks of one city is no place in
//! another state.

use std::collections::{BTreeMap, BTreeSet};

use polybius_lexicon::Feature;
use polybius_records::{BlockKind, Place, PlacePrecision};

use super::candidates::Candidate;
use super::resolve::Choice;
use crate::{PlaceMention, Text};

/// Inhabitants below which a town that nothing speaks for may be a quarter of another.
const MOST_PEOPLE: u64 = 100_000;

/// Kilometres from the town of the text beyond which a namesake is doubted.
const FAR_KM: f64 = 120.0;

/// Whether a choice may stand for a quarter: a small town, one of several of the name, that no other place of the text speaks for.
pub(super) fn may_be(candidate: &Candidate, choice: &Choice) -> bool {
    let towns = candidate.senses.iter().filter(|s| s.feature == Feature::Town && s.country == choice.toponym.country);
    let t = &choice.toponym;
    !choice.local
        && t.feature == Feature::Town
        && t.population < MOST_PEOPLE
        && candidate.hint.is_none()
        && towns.count() > 1
}

/// Moves the doubtful ones (sentence, number in it) into the town that the text is set in, if one is.
pub(super) fn settle(text: &Text<'_>, by_sentence: &mut [Vec<PlaceMention>], doubtful: &[(usize, usize)]) {
    let doubted: BTreeSet<(usize, usize)> = doubtful.iter().copied().collect();
    let Some(town) = town(text, by_sentence, &doubted) else { return };
    for &(sentence, number) in doubtful {
        let Some(m) = by_sentence.get_mut(sentence).and_then(|all| all.get_mut(number)) else { continue };
        if m.place.country == town.country && m.place.distance_km(&town).is_some_and(|d| d > FAR_KM) {
            let name = text.slice(m.spot.start..m.spot.end).to_owned();
            m.place = Place { name, precision: PlacePrecision::Near, geonameid: None, ..town.clone() };
        }
    }
}

/// The town that the text is set in: named in the title or the dateline, or twice, by a mention that is not doubtful.
fn town(text: &Text<'_>, by_sentence: &[Vec<PlaceMention>], doubted: &BTreeSet<(usize, usize)>) -> Option<Place> {
    let mut count: BTreeMap<&str, (usize, &Place)> = BTreeMap::new();
    for (s, all) in by_sentence.iter().enumerate() {
        for (n, m) in all.iter().enumerate() {
            if m.place.precision <= PlacePrecision::Near && !m.facility && !doubted.contains(&(s, n)) {
                let lead = matches!(text.sentences[s].block, BlockKind::Title | BlockKind::Dateline);
                count.entry(&m.place.name).or_insert((0, &m.place)).0 += if lead { 2 } else { 1 };
            }
        }
    }
    let (most, place) = count.into_values().max_by_key(|(n, place)| (*n, std::cmp::Reverse(place.name.clone())))?;
    (most > 1).then(|| place.clone())
}

#[cfg(test)]
mod tests {
    use polybius_lexicon::Lexicon;
    use polybius_records::Document;

    use crate::{Coder, Mentions};

    #[test]
    fn a_quarter_lies_in_the_town_of_the_text() {
        let coder = Coder::new(Lexicon::embedded());
        let text = "Milwaukee police said that two men were shot in Milwaukee on Monday. The shooting took place in Fairmount, near a school.";
        let document = Document::plain("d", text);
        let text = crate::Text::new(&document, &coder.analyzer);
        let places = Mentions::find(&text, &coder.lexicon).places;
        let quarter = places.iter().find(|m| text.slice(m.spot.start..m.spot.end) == "Fairmount").unwrap();
        assert_eq!(quarter.place.admin1.as_deref(), Some("Wisconsin"), "{quarter:?}");
        assert_eq!(quarter.place.precision, polybius_records::PlacePrecision::Near);
    }
}
