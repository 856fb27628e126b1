use std::collections::HashMap;
use std::rc::Rc;

use polybius_lexicon::{Country, Feature, Lexicon, Toponym, fold};

/// More places of one name than this are never told apart by a text.
const MOST: usize = 80;

/// What a name may mean, asked once for each name of a text.
pub(super) struct Senses<'l> {
    lexicon: &'l Lexicon,
    known: HashMap<String, Rc<Vec<Toponym>>>,
}

impl<'l> Senses<'l> {
    pub(super) fn new(lexicon: &'l Lexicon) -> Self {
        Senses { lexicon, known: HashMap::new() }
    }

    /// Whether the name is known as it stands.
    pub(super) fn contains(&self, name: &str, folded: &str) -> bool {
        self.lexicon.gazetteer.contains(folded) || self.lexicon.countries.by_name(name).is_some()
    }

    /// Every place that the name may mean, countries first.
    pub(super) fn of(&mut self, name: &str) -> Rc<Vec<Toponym>> {
        // Acronyms of countries count only in capitals, so the written form is the key.
        if let Some(known) = self.known.get(name) {
            return Rc::clone(known);
        }
        let mut found: Vec<Toponym> = self.lexicon.countries.by_name(name).map(country).into_iter().collect();
        found.extend(self.lexicon.gazetteer.lookup(name).into_iter().take(MOST));
        let shared = Rc::new(found);
        self.known.insert(name.to_owned(), Rc::clone(&shared));
        shared
    }

    /// The places of a folded name in one country.
    pub(super) fn in_country(&self, folded: &str, country: &str) -> Vec<Toponym> {
        let mut found = self.lexicon.gazetteer.exact(folded);
        found.retain(|t| t.country == country);
        found
    }

    /// The centre of the division of that kind and name, for a place that has no point of its own.
    pub(super) fn division(&self, kind: Feature, name: &str, country: &str) -> Option<Toponym> {
        let found = self.in_country(&fold(name), country);
        found.into_iter().find(|t| t.feature == kind && t.latitude.is_some())
    }
}

/// A country as a place. The centre serves to compare distances; it is never written into a record.
fn country(country: &Country) -> Toponym {
    Toponym {
        geonameid: None,
        name: country.name.clone(),
        country: country.code.clone(),
        admin1: None,
        admin2: None,
        latitude: Some(country.latitude),
        longitude: Some(country.longitude),
        population: 0,
        feature: Feature::Country,
        seat: None,
        within: None,
        alternate: false,
    }
}
