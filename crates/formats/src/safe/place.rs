use polybius_records::{Place, PlacePrecision, country_name};

use super::Cleaner;

impl Cleaner<'_> {
    /// The division that the place lies in: of the second order, else of the first, else the country.
    pub(super) fn place(&mut self, place: &Place) -> Place {
        match place.precision {
            PlacePrecision::Exact | PlacePrecision::Near => self.coarse(place),
            // These are areas already, but their point may be that of a town inside.
            PlacePrecision::Admin2 | PlacePrecision::Admin1 => self.division(place),
            PlacePrecision::Country | PlacePrecision::Region => {
                Place { latitude: None, longitude: None, ..place.clone() }
            }
        }
    }

    fn coarse(&mut self, place: &Place) -> Place {
        let (has_admin2, has_admin1) = (named(&place.admin2).is_some(), named(&place.admin1).is_some());
        let what = match (has_admin2 && has_admin1, has_admin1) {
            (true, _) => "places made their second-order division",
            (false, true) => "places made their first-order division",
            (false, false) => "places made their country",
        };
        self.report.did(what);
        let precision = if has_admin2 { PlacePrecision::Admin2 } else { PlacePrecision::Admin1 };
        self.division(&Place { precision, ..place.clone() })
    }

    fn division(&mut self, place: &Place) -> Place {
        let Place { name: _, country, admin1, admin2, latitude: _, longitude: _, precision, geonameid: _ } = place;
        let (country, admin1) = (country.as_deref(), named(admin1));
        let admin2 = named(admin2).filter(|_| *precision == PlacePrecision::Admin2);
        let Some(admin1) = admin1 else { return only_country(country) };
        let centre = country.and_then(|country| self.safe.reference.centre(country, admin1, admin2));
        self.report.did(match centre {
            Some(_) => "points that are the middle of a division",
            None => "places without a point: the gazetteer has no middle of the division",
        });
        Place {
            name: admin2.unwrap_or(admin1).to_owned(),
            country: country.map(str::to_owned),
            admin1: Some(admin1.to_owned()),
            admin2: admin2.map(str::to_owned),
            latitude: centre.map(|c| c.latitude),
            longitude: centre.map(|c| c.longitude),
            precision: if admin2.is_some() { PlacePrecision::Admin2 } else { PlacePrecision::Admin1 },
            geonameid: centre.and_then(|c| c.geonameid),
        }
    }
}

fn named(division: &Option<String>) -> Option<&str> {
    division.as_deref().filter(|name| !name.trim().is_empty())
}

fn only_country(country: Option<&str>) -> Place {
    let name = country.map(|code| country_name(code).unwrap_or(code)).unwrap_or("unknown");
    Place {
        name: name.strip_prefix("the ").unwrap_or(name).to_owned(),
        country: country.map(str::to_owned),
        admin1: None,
        admin2: None,
        latitude: None,
        longitude: None,
        precision: if country.is_some() { PlacePrecision::Country } else { PlacePrecision::Region },
        geonameid: None,
    }
}
