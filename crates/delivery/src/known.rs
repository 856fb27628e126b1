use polybius_formats::{Centre, Reference};
use polybius_lexicon::{Feature, Lexicon};
use polybius_records::Actor;

/// What the lexicon tells an export.
pub struct Known<'l>(pub &'l Lexicon);

impl Known<'_> {
    /// The country of an actor, ISO 3166-1 alpha-2.
    pub fn nationality(&self, actor: &Actor) -> Option<String> {
        let country = self.0.actors.by_id(&actor.id).map(|entry| entry.country.clone());
        country.filter(|code| !code.is_empty())
    }
}

impl Reference for Known<'_> {
    fn is_known_actor(&self, name: &str) -> bool {
        self.0.actors.by_name(name).is_some()
    }

    fn centre(&self, country: &str, admin1: &str, admin2: Option<&str>) -> Option<Centre> {
        let (name, feature) = admin2.map_or((admin1, Feature::Admin1), |admin2| (admin2, Feature::Admin2));
        let found = self.0.gazetteer.lookup(name).into_iter().find(|t| {
            let lies_there = admin2.is_none() || t.admin1.as_deref() == Some(admin1);
            t.feature == feature && t.country == country && lies_there
        })?;
        Some(Centre { latitude: found.latitude?, longitude: found.longitude?, geonameid: found.geonameid })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divisions_have_middles_and_towns_are_none() {
        let lexicon = Lexicon::embedded();
        let known = Known(&lexicon);
        let borno = known.centre("NG", "Borno", None).unwrap();
        assert!((10.0..14.0).contains(&borno.latitude) && (11.0..15.0).contains(&borno.longitude), "{borno:?}");
        assert_eq!(known.centre("FR", "Borno", None), None);
        assert_eq!(known.centre("NG", "Borno", Some("no such division")), None);
        assert!(known.is_known_actor("Boko Haram") && !known.is_known_actor("Jane Roe of Nowhere"));
    }
}
