use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::gazetteer::fold;

const TABLE: &str = include_str!("../../../data/countries.tsv");

/// Demonyms that in lower case are other English words.
const NEED_CAPITAL: [&str; 9] = ["polish", "pole", "poles", "swede", "swedes", "kiwi", "kiwis", "lao", "us"];

/// What stands behind a country code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountryKind {
    /// A state of today, recognised by all or by some (Kosovo, Palestine, Taiwan).
    Country,
    /// A dependent territory.
    Territory,
    /// A state that is no more: the Soviet Union, Yugoslavia.
    Former,
}

/// One country or dependent territory.
#[derive(Debug, Clone, PartialEq)]
pub struct Country {
    /// ISO 3166-1 alpha-2; former countries keep the code that they had; Kosovo is XK.
    pub code: String,
    /// Common English name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub alpha3: String,
    /// ISO 3166-1 numeric, where it has one.
    pub numeric: Option<u16>,
    /// What stands behind the code.
    pub kind: CountryKind,
    /// Gleditsch-Ward number (the `country_id` of UCDP), where it has one.
    pub gleditsch_ward: Option<u16>,
    /// ACLED region number (1 Western Africa ... 20 Antarctica).
    pub acled_region: u8,
    /// Capital; empty where it has none.
    pub capital: String,
    /// Centre, degrees north: for maps of countries, never the place of an event.
    pub latitude: f64,
    /// Centre, degrees east.
    pub longitude: f64,
    /// Other English names.
    pub names: Vec<String>,
    /// Nouns and adjectives for its people.
    pub demonyms: Vec<String>,
}

#[derive(Debug, Default)]
struct Tables {
    countries: Vec<Country>,
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    /// Acronyms, which count only in capitals ("US", "CAR").
    by_acronym: HashMap<String, usize>,
    by_demonym: HashMap<String, usize>,
}

/// Countries, their names and demonyms.
#[derive(Debug, Clone, Default)]
pub struct Countries {
    tables: Arc<Tables>,
}

impl Countries {
    /// The countries that are built in. Read once, then shared.
    pub fn embedded() -> Self {
        static SHARED: OnceLock<Arc<Tables>> = OnceLock::new();
        Countries { tables: Arc::clone(SHARED.get_or_init(|| Arc::new(Tables::read(TABLE)))) }
    }

    /// All of them, by code, former ones last.
    pub fn all(&self) -> &[Country] {
        &self.tables.countries
    }

    /// The country of an alpha-2 code, in capitals.
    pub fn by_code(&self, code: &str) -> Option<&Country> {
        self.tables.by_code.get(code).map(|&i| &self.tables.countries[i])
    }

    /// The country that a name means ("Syria", "the US", "Burma"). Case is ignored, except that acronyms must be in capitals:
    /// "us" and "car" are words. A bare "Congo" is the Democratic Republic, a bare "Korea" the South.
    pub fn by_name(&self, name: &str) -> Option<&Country> {
        let folded = fold(name);
        let folded = folded.strip_prefix("the ").unwrap_or(&folded);
        let t = &self.tables;
        let acronym = || {
            let name = name.trim();
            let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
            let in_capitals = !name.chars().any(char::is_lowercase);
            in_capitals.then(|| t.by_acronym.get(folded)).flatten()
        };
        t.by_name.get(folded).or_else(acronym).map(|&i| &t.countries[i])
    }

    /// The country of a demonym or adjective ("Syrian", "Thai", "British"), case ignored where lower case is no other word
    /// ("polish"). "Congolese" is of the Democratic Republic, "Dominican" of the Dominican Republic.
    pub fn by_demonym(&self, word: &str) -> Option<&Country> {
        if NEED_CAPITAL.contains(&word) {
            return None;
        }
        self.tables.by_demonym.get(&fold(word)).map(|&i| &self.tables.countries[i])
    }
}

impl Tables {
    /// Reads the table; a line that cannot be read is left out (a test reads every line).
    fn read(table: &str) -> Self {
        let mut out = Tables::default();
        for country in table.lines().filter(|l| !l.starts_with('#')).filter_map(country) {
            let at = out.countries.len();
            out.by_code.insert(country.code.clone(), at);
            for name in country.names.iter().chain([&country.name]) {
                let letters: String = name.chars().filter(|c| c.is_alphabetic()).collect();
                let is_acronym = letters.len() <= 4 && !letters.chars().any(char::is_lowercase);
                let index = if is_acronym { &mut out.by_acronym } else { &mut out.by_name };
                index.entry(fold(name)).or_insert(at);
            }
            for demonym in &country.demonyms {
                out.by_demonym.entry(fold(demonym)).or_insert(at);
            }
            out.countries.push(country);
        }
        out
    }
}

fn country(line: &str) -> Option<Country> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [code, alpha3, numeric, name, kind, gw, acled, capital, latitude, longitude, names, demonyms] = columns[..]
    else {
        return None;
    };
    let list = |c: &str| c.split('|').filter(|n| !n.is_empty()).map(str::to_owned).collect();
    Some(Country {
        code: code.to_owned(),
        name: name.to_owned(),
        alpha3: alpha3.to_owned(),
        numeric: numeric.parse().ok(),
        kind: match kind {
            "country" => CountryKind::Country,
            "territory" => CountryKind::Territory,
            "former" => CountryKind::Former,
            _ => return None,
        },
        gleditsch_ward: gw.parse().ok(),
        acled_region: acled.parse().ok()?,
        capital: capital.to_owned(),
        latitude: latitude.parse().ok()?,
        longitude: longitude.parse().ok()?,
        names: list(names),
        demonyms: list(demonyms),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn every_line_can_be_read_and_no_name_stands_twice() {
        let countries = Countries::embedded();
        let lines = TABLE.lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(countries.all().len(), lines);
        assert!(lines >= 250);
        let mut names: BTreeMap<String, &str> = BTreeMap::new();
        let mut demonyms: BTreeMap<String, &str> = BTreeMap::new();
        let mut gw: BTreeMap<u16, &str> = BTreeMap::new();
        for c in countries.all() {
            assert!(c.code.len() == 2 && c.alpha3.len() == 3, "{}", c.code);
            assert!(c.latitude.abs() <= 90.0 && c.longitude.abs() <= 180.0, "{}", c.code);
            assert!((1..=20).contains(&c.acled_region), "{}", c.code);
            for name in c.names.iter().chain([&c.name]) {
                let other = names.insert(fold(name), &c.code);
                assert!(other.is_none_or(|o| o == c.code), "{name} of {} and {other:?}", c.code);
            }
            for demonym in &c.demonyms {
                let other = demonyms.insert(fold(demonym), &c.code);
                assert!(other.is_none_or(|o| o == c.code), "{demonym} of {} and {other:?}", c.code);
            }
            if let Some(number) = c.gleditsch_ward.filter(|_| c.kind != CountryKind::Former) {
                assert_eq!(gw.insert(number, &c.code), None, "{number}");
            }
        }
    }

    #[test]
    fn names_and_demonyms_reach_their_country() {
        let countries = Countries::embedded();
        let by_name = |n: &str| countries.by_name(n).map(|c| c.code.as_str());
        for (name, code) in [
            ("the United States", "US"),
            ("US", "US"),
            ("U.S.", "US"),
            ("the UK", "GB"),
            ("Britain", "GB"),
            ("DR Congo", "CD"),
            ("DRC", "CD"),
            ("Republic of Congo", "CG"),
            ("BURMA", "MM"),
            ("Ivory Coast", "CI"),
            ("Côte d’Ivoire", "CI"),
            ("Niger", "NE"),
            ("NIGERIA", "NG"),
            ("Guinea-Bissau", "GW"),
            ("Guinea", "GN"),
            ("Ireland", "IE"),
            ("Soviet Union", "SU"),
            ("St. Lucia", "LC"),
            ("Türkiye", "TR"),
        ] {
            assert_eq!(by_name(name), Some(code), "{name}");
        }
        for name in ["us", "car", "Northern Ireland", "Kurdistan", "rp", ""] {
            assert_eq!(by_name(name), None, "{name}");
        }
        let by_demonym = |n: &str| countries.by_demonym(n).map(|c| c.code.as_str());
        for (word, code) in [
            ("Afghan", "AF"),
            ("Afghans", "AF"),
            ("syrian", "SY"),
            ("Thai", "TH"),
            ("British", "GB"),
            ("Burmese", "MM"),
            ("NIGERIEN", "NE"),
            ("Soviet", "SU"),
            ("Polish", "PL"),
        ] {
            assert_eq!(by_demonym(word), Some(code), "{word}");
        }
        for word in ["Kurdish", "polish", "us", "Arab"] {
            assert_eq!(by_demonym(word), None, "{word}");
        }
    }
}
