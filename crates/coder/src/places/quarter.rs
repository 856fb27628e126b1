//! Quarters of towns that bear the names of towns elsewhere: "the Fairmount section" of a text that speaks of one city is no place in
//! another state.

use std::collections::{BTreeMap, BTreeSet};

use polybius_lexicon::Feature;
use polybius_records::{BlockKind, Place, PlacePrecision};

use super::candidates::Candidate;
use super::resolve::Choice;
use super::words::Words;
use crate::{PlaceMention, Text};

/// Inhabitants below which a town that nothing speaks for may be a quarter of another.
const MOST_PEOPLE: u64 = 100_000;

/// Kilometres from the town of the text beyond which a namesake is doubted.
const FAR_KM: f64 = 120.0;

/// Kilometres from the town of the text beyond which what the text calls a quarter is a namesake.
const FAR_QUARTER_KM: f64 = 40.0;

/// Why a mention may stand for a quarter of the town that the text is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// A small town, one of several of the name or named only in part, that no other place of the text speaks for.
    Namesake,
    /// The only town of the name in its country, which no other place of the text speaks for.
    Alone,
    /// One that lies in a country which the text does not speak of.
    Abroad,
    /// "the Fairmount neighborhood": the text says that it is one.
    Told,
}

/// The names that the text calls quarters, "the Fairmount neighborhood": it means so wherever it names them. A town that has a police
/// or from which the news is sent is none ("the Milwaukee neighborhood where ...").
pub(super) fn told<'c>(text: &Text<'_>, all: &'c [Candidate]) -> BTreeSet<&'c str> {
    let words = Words::shared();
    // "the city's South Side Ashby neighborhood", "the West Ashby neighborhood": what stands before may be longer than the name.
    let opened = |c: &Candidate| {
        (c.first.saturating_sub(4)..c.first).rev().map(|i| (i, word(text, c.sentence, i))).find_map(|(i, low)| {
            let opens = matches!(low, "the" | "'s" | "’s" | "city");
            let named = words.has("direction", low) || begins_with_capital(text, c.sentence, i);
            if opens {
                Some(true)
            } else if named {
                None
            } else {
                Some(false)
            }
        })
    };
    let called = |c: &&Candidate| words.has("quarter", word(text, c.sentence, c.last + 1)) && opened(c) == Some(true);
    let town = |key: &str| {
        all.iter().filter(|c| c.key == key).any(|c| {
            words.has("authority", word(text, c.sentence, c.last + 1))
                || text.sentences[c.sentence].block == BlockKind::Dateline
        })
    };
    all.iter().filter(called).map(|c| c.key.as_str()).filter(|key| !town(key)).collect()
}

/// The names that the text has inside longer ones, "Ashby Heights", "East Ashby", or that bear the name of another place of the text
/// behind a point of the compass: they are rarely the towns of that name.
pub(super) fn parts<'c>(text: &Text<'_>, all: &'c [Candidate]) -> BTreeSet<&'c str> {
    let keys: BTreeSet<&str> = all.iter().map(|c| c.key.as_str()).collect();
    let directed = |c: &Candidate| {
        c.key.split_once(' ').is_some_and(|(w, rest)| Words::shared().has("direction", w) && keys.contains(rest))
    };
    all.iter().filter(|c| is_part(text, c) || directed(c)).map(|c| c.key.as_str()).collect()
}

/// Whether a token begins with a capital.
fn begins_with_capital(text: &Text<'_>, sentence: usize, token: usize) -> bool {
    let t = text.sentences[sentence].syntax.tokens.get(token);
    t.and_then(|t| text.slice(t.start..t.end).chars().next()).is_some_and(char::is_uppercase)
}

/// "Ashby Heights", "East Ashby": the name is but a part of the one that the text gives.
fn is_part(text: &Text<'_>, c: &Candidate) -> bool {
    let next = word(text, c.sentence, c.outer_last + 1);
    let words = Words::shared();
    let goes_on = begins_with_capital(text, c.sentence, c.outer_last + 1)
        && !words.has("authority", next)
        && !words.has("local_force", next)
        && !words.has("facility", next)
        && text.sentences[c.sentence].block == BlockKind::Body;
    let running = text.sentences[c.sentence].block == BlockKind::Body;
    let before = c.first.checked_sub(1).filter(|&i| i > 0 && running && begins_with_capital(text, c.sentence, i));
    goes_on
        || c.cut.is_none()
            && before.is_some_and(|i| !words.has("title", word(text, c.sentence, i).trim_end_matches('.')))
}

/// What makes a choice doubtful, if anything does.
pub(super) fn doubt(
    candidate: &Candidate,
    choice: &Choice,
    told: &BTreeSet<&str>,
    parts: &BTreeSet<&str>,
) -> Option<Doubt> {
    let t = &choice.toponym;
    if told.contains(candidate.key.as_str()) && !matches!(t.feature, Feature::Country | Feature::Region) {
        return Some(Doubt::Told);
    }
    // "Ward" is no Ward County, whatever state the text speaks of.
    let county = |name: &str| name.rsplit(' ').next().is_some_and(|w| Words::shared().has("division2", w));
    let lacks_word = county(&t.name.to_lowercase()) && !county(&candidate.key) && candidate.inside.is_none();
    if t.feature == Feature::Admin2 && candidate.hint.is_none() && (lacks_word || !choice.local) {
        return Some(Doubt::Namesake);
    }
    if choice.local || candidate.hint.is_some() {
        return None;
    }
    if t.feature != Feature::Town || t.population >= MOST_PEOPLE {
        return None;
    }
    let towns = candidate.senses.iter().filter(|s| s.feature == Feature::Town && s.country == t.country);
    let doubt = if towns.count() > 1 || t.alternate || parts.contains(candidate.key.as_str()) {
        Doubt::Namesake
    } else if choice.supported {
        Doubt::Alone
    } else {
        Doubt::Abroad
    };
    Some(doubt)
}

/// A mention that may stand for a quarter.
pub(super) struct Doubtful {
    pub(super) sentence: usize,
    /// Its number among those of the sentence.
    pub(super) number: usize,
    pub(super) doubt: Doubt,
}

/// Moves the doubtful ones into the town that the text is set in, if one is.
pub(super) fn settle(text: &Text<'_>, by_sentence: &mut [Vec<PlaceMention>], doubtful: &[Doubtful]) {
    let doubted: BTreeSet<(usize, usize)> = doubtful.iter().map(|d| (d.sentence, d.number)).collect();
    let homes = [PlacePrecision::Near, PlacePrecision::Admin2];
    let home = homes.into_iter().find_map(|widest| home(text, by_sentence, &doubted, widest));
    let Some(Home { town, authority }) = home else { return };
    for d in doubtful {
        let Some(m) = by_sentence.get_mut(d.sentence).and_then(|all| all.get_mut(d.number)) else { continue };
        let same_country = m.place.country == town.country;
        let (moves, reach) = match d.doubt {
            Doubt::Told => (true, FAR_QUARTER_KM),
            Doubt::Namesake => (same_country, FAR_KM),
            Doubt::Alone => (authority && same_country, FAR_KM),
            Doubt::Abroad => (authority && !same_country, FAR_KM),
        };
        if moves && m.place.distance_km(&town).is_none_or(|km| km > reach) {
            let name = text.slice(m.spot.start..m.spot.end).to_owned();
            let precision = town.precision.max(PlacePrecision::Near);
            m.place = Place { name, precision, geonameid: None, ..town.clone() };
        }
    }
}

/// The town that a text is set in.
struct Home {
    town: Place,
    /// Whether its police or its mayor are named by it.
    authority: bool,
}

/// The town that the text is set in: named in the title or the dateline, by its police, or twice, by a mention that is not doubtful.
fn home(
    text: &Text<'_>,
    by_sentence: &[Vec<PlaceMention>],
    doubted: &BTreeSet<(usize, usize)>,
    widest: PlacePrecision,
) -> Option<Home> {
    let mut count: BTreeMap<&str, (usize, bool, &Place)> = BTreeMap::new();
    for (s, all) in by_sentence.iter().enumerate() {
        for (n, m) in all.iter().enumerate() {
            if m.place.precision <= widest && !m.facility && !doubted.contains(&(s, n)) {
                let lead = matches!(text.sentences[s].block, BlockKind::Title | BlockKind::Dateline);
                let authority = Words::shared().has("authority", word(text, s, m.spot.last + 1));
                let entry = count.entry(&m.place.name).or_insert((0, false, &m.place));
                entry.0 += if lead || authority { 2 } else { 1 };
                entry.1 |= authority;
            }
        }
    }
    let (most, authority, place) =
        count.into_values().max_by_key(|(n, _, place)| (*n, std::cmp::Reverse(place.name.clone())))?;
    (most > 1).then(|| Home { town: place.clone(), authority })
}

/// A word of a sentence in lower case; empty outside it.
fn word<'t>(text: &'t Text<'_>, sentence: usize, token: usize) -> &'t str {
    text.sentences[sentence].syntax.tokens.get(token).map_or("", |t| t.lower.as_str())
}

#[cfg(test)]
mod tests {
    use polybius_lexicon::Lexicon;
    use polybius_records::Document;

    use crate::{Coder, Mentions};

    #[test]
    fn a_quarter_lies_in_the_town_of_the_text() {
        let coder = Coder::new(Lexicon::embedded());
        let twice = "Milwaukee police said that two men were shot in Milwaukee on Monday.";
        let police = "Milwaukee police said that two men were shot on Monday.";
        let table = [
            (twice, "The shooting took place in Fairmount, near a school.", "Fairmount"),
            (police, "The shooting took place in Fairmount, near a school.", "Fairmount"),
            (police, "The shooting took place in the city's Oregon neighborhood.", "Oregon neighborhood"),
            (police, "The shooting took place in Hartlepool, near a school.", "Hartlepool"),
            (police, "The shooting took place in the West Oregon neighborhood.", "Oregon neighborhood"),
            (police, "The shooting took place in Fairmount Gardens, near a school.", "Fairmount"),
        ];
        let directed = "Baltimore police said that two men were shot on Monday.";
        let wisconsin = table.map(|(first, second, name)| (first, second, name, "Wisconsin"));
        let maryland = (directed, "The shooting took place in North Baltimore.", "North Baltimore", "Maryland");
        for (first, second, name, division) in wisconsin.into_iter().chain([maryland]) {
            let document = Document::plain("d", format!("{first} {second}"));
            let text = crate::Text::new(&document, &coder.analyzer);
            let places = Mentions::find(&text, &coder.lexicon).places;
            let quarter = places.iter().find(|m| text.slice(m.spot.start..m.spot.end) == name).unwrap();
            assert_eq!(quarter.place.admin1.as_deref(), Some(division), "{quarter:?}");
            assert_eq!(quarter.place.precision, polybius_records::PlacePrecision::Near);
        }
    }

    #[test]
    fn parts_of_any_town_are_no_towns_elsewhere() {
        let coder = Coder::new(Lexicon::embedded());
        let text = "Milwaukee police said that two men were shot on the South Side on Monday. They stood in the 4800 block of North \
                    Fairmount, near Ashland Drive and Madison Street. A man of Overland Park Monday morning found them.";
        let document = Document::plain("d", text);
        let text = crate::Text::new(&document, &coder.analyzer);
        let places = Mentions::find(&text, &coder.lexicon).places;
        let read: Vec<(&str, Option<&str>)> =
            places.iter().map(|m| (text.slice(m.spot.start..m.spot.end), m.place.admin1.as_deref())).collect();
        assert_eq!(
            read,
            [
                ("Milwaukee", Some("Wisconsin")),
                ("Madison Street", Some("Wisconsin")),
                ("Overland Park", Some("Kansas"))
            ]
        );
    }
}
