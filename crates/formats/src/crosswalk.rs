use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One country or territory in each codebook's terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2; Kosovo is `XK`.
    pub iso2: &'static str,
    /// ISO 3166-1 alpha-3.
    pub iso3: &'static str,
    /// ISO 3166-1 numeric; 0 for Kosovo, as ACLED has it.
    pub iso_numeric: u16,
    /// ACLED's name.
    pub acled_name: &'static str,
    /// ACLED's region.
    pub acled_region: &'static str,
    /// Gleditsch-Ward number of the state; a dependent territory has its state's, a few have none.
    pub gw: Option<u16>,
    /// UCDP's name.
    pub ucdp_name: &'static str,
    /// UCDP's region.
    pub ucdp_region: &'static str,
    /// GTD's number, where GTD has one.
    pub gtd: Option<u16>,
    /// GTD's name.
    pub gtd_name: &'static str,
    /// GTD's region: number and name.
    pub gtd_region: Option<(u8, &'static str)>,
}

static REGIONS: LazyLock<BTreeMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../data/codebooks/regions.tsv"))
        .filter_map(|row| match row[..] {
            [codebook, number, name] => Some(((codebook, number), name)),
            _ => None,
        })
        .collect()
});

static COUNTRIES: LazyLock<BTreeMap<&'static str, Country>> = LazyLock::new(|| {
    rows(include_str!("../../../data/codebooks/countries.tsv"))
        .filter_map(|row| read(&row))
        .map(|country| (country.iso2, country))
        .collect()
});

/// The country of an ISO 3166-1 alpha-2 code.
pub fn country(iso2: &str) -> Option<&'static Country> {
    COUNTRIES.get(iso2)
}

static FIPS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../data/codebooks/fips.tsv"))
        .filter_map(|row| match row[..] {
            [fips, iso2] => Some((fips, iso2)),
            _ => None,
        })
        .collect()
});

/// The country of a FIPS 10-4 code, which GDELT places events by ("IZ" is Iraq).
pub(crate) fn by_fips(code: &str) -> Option<&'static Country> {
    country(FIPS.get(code)?)
}

/// The country that any codebook knows by that name or code: ISO alpha-2 and alpha-3, ACLED's, UCDP's and GTD's names.
pub(crate) fn by_name(name: &str) -> Option<&'static Country> {
    static NAMES: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
        let mut names = BTreeMap::new();
        for c in countries() {
            let common = polybius_records::country_name(c.iso2).unwrap_or_default();
            // A dependent territory has its state's name with UCDP, so names of its own come first.
            for name in [c.iso2, c.iso3, c.acled_name, common.strip_prefix("the ").unwrap_or(common)] {
                names.insert(name.to_lowercase(), c.iso2);
            }
        }
        for c in countries() {
            for name in [c.gtd_name, c.ucdp_name] {
                let owner = states().find(|s| s.ucdp_name == name).unwrap_or(c);
                names.entry(name.to_lowercase()).or_insert(owner.iso2);
            }
        }
        names.remove("");
        names
    });
    let lower = name.trim().to_lowercase();
    country(NAMES.get(lower.strip_prefix("the ").unwrap_or(&lower))?)
}

/// The state of a Gleditsch-Ward number.
pub(crate) fn by_gw(number: u16) -> Option<&'static Country> {
    states().find(|c| c.gw == Some(number))
}

/// The country of an ISO 3166-1 number.
pub(crate) fn by_iso_number(number: u16) -> Option<&'static Country> {
    countries().find(|c| number > 0 && c.iso_numeric == number)
}

/// The country of a GTD number.
pub(crate) fn by_gtd(number: u16) -> Option<&'static Country> {
    countries().find(|c| c.gtd == Some(number))
}

/// Countries that are no dependent territories: a state is the one of its Gleditsch-Ward number that UCDP calls as ACLED does,
/// or the only one that has the number.
fn states() -> impl Iterator<Item = &'static Country> {
    static STATES: LazyLock<Vec<&'static Country>> = LazyLock::new(|| {
        let mut by_number: BTreeMap<u16, Vec<&'static Country>> = BTreeMap::new();
        for c in countries() {
            if let Some(gw) = c.gw {
                by_number.entry(gw).or_default().push(c);
            }
        }
        let likeness = |c: &Country| {
            let (ucdp, acled) = (c.ucdp_name.to_lowercase(), c.acled_name.to_lowercase());
            (ucdp == acled, ucdp.contains(&acled), std::cmp::Reverse(c.iso2))
        };
        by_number.into_values().filter_map(|all| all.into_iter().max_by_key(|c| likeness(c))).collect()
    });
    STATES.iter().copied()
}

/// ACLED's number of a region, by its name.
pub fn acled_region(name: &str) -> Option<u8> {
    let mut known = REGIONS.iter().filter(|((codebook, _), region)| *codebook == "acled" && **region == name);
    known.next().and_then(|((_, number), _)| number.parse().ok())
}

/// Every country.
pub fn countries() -> impl Iterator<Item = &'static Country> {
    COUNTRIES.values()
}

fn read(row: &[&'static str]) -> Option<Country> {
    let &[iso2, iso3, iso_numeric, acled_name, acled_region, gw, ucdp_name, ucdp_region, gtd, gtd_name, gtd_region] =
        row
    else {
        return None;
    };
    Some(Country {
        iso2,
        iso3,
        iso_numeric: iso_numeric.parse().ok()?,
        acled_name,
        acled_region: REGIONS.get(&("acled", acled_region))?,
        gw: gw.parse().ok(),
        ucdp_name,
        ucdp_region,
        gtd: gtd.parse().ok(),
        gtd_name,
        gtd_region: match gtd_region.parse() {
            Ok(number) => Some((number, REGIONS.get(&("gtd", gtd_region))?)),
            Err(_) => None,
        },
    })
}

/// The rows of a TSV file below its header.
pub(crate) fn rows(tsv: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    tsv.lines().skip(1).filter(|line| !line.is_empty()).map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_line_is_read_and_no_code_stands_twice() {
        let lines = rows(include_str!("../../../data/codebooks/countries.tsv")).count();
        assert_eq!(COUNTRIES.len(), lines);
        let iso3: BTreeSet<_> = countries().map(|c| c.iso3).collect();
        let numeric: BTreeSet<_> = countries().map(|c| c.iso_numeric).collect();
        assert_eq!((iso3.len(), numeric.len()), (lines, lines));
        let gtd: Vec<_> = countries().filter_map(|c| c.gtd).collect();
        assert_eq!(gtd.iter().collect::<BTreeSet<_>>().len(), gtd.len());
        for c in countries() {
            assert!(c.iso3.len() == 3 && c.iso3.chars().all(|x| x.is_ascii_uppercase()), "{c:?}");
            assert_eq!(c.gw.is_some(), !c.ucdp_name.is_empty() && !c.ucdp_region.is_empty(), "{c:?}");
            assert_eq!(c.gtd.is_some(), !c.gtd_name.is_empty() && c.gtd_region.is_some(), "{c:?}");
            assert!(["", "Africa", "Americas", "Asia", "Europe", "Middle East"].contains(&c.ucdp_region), "{c:?}");
        }
    }

    #[test]
    fn names_and_numbers_lead_back() {
        assert_eq!(FIPS.len(), rows(include_str!("../../../data/codebooks/fips.tsv")).count());
        assert!(FIPS.values().all(|iso2| country(iso2).is_some()));
        let iso2 = |c: Option<&'static Country>| c.map(|c| c.iso2);
        for (fips, expected) in [("IZ", "IQ"), ("AU", "AT"), ("AS", "AU"), ("NI", "NG"), ("NG", "NE"), ("GZ", "PS")] {
            assert_eq!(iso2(by_fips(fips)), Some(expected), "{fips}");
        }
        for c in countries() {
            assert_eq!(iso2(by_name(c.iso2)), Some(c.iso2));
            assert_eq!(iso2(by_name(c.acled_name)), Some(c.iso2), "{c:?}");
        }
        let names = [
            ("Russia (Soviet Union)", "RU"),
            ("Yemen (North Yemen)", "YE"),
            ("Myanmar (Burma)", "MM"),
            ("DR Congo (Zaire)", "CD"),
            ("the Central African Republic", "CF"),
            ("United States of America", "US"),
            ("West Bank and Gaza Strip", "PS"),
            ("France", "FR"),
        ];
        for (name, expected) in names {
            assert_eq!(iso2(by_name(name)), Some(expected), "{name}");
        }
        assert_eq!(by_name(""), None);
        for (gw, expected) in [(220, "FR"), (200, "GB"), (2, "US"), (678, "YE"), (490, "CD"), (347, "XK")] {
            assert_eq!(iso2(by_gw(gw)), Some(expected), "{gw}");
        }
        assert_eq!((iso2(by_gtd(603)), iso2(by_iso_number(466)), by_iso_number(0)), (Some("GB"), Some("ML"), None));
    }

    #[test]
    fn known_numbers() {
        // Gleditsch-Ward numbers that the correlates-of-war lists get wrong for today's states.
        for (iso2, gw) in [("YE", 678), ("DE", 260), ("VN", 816), ("CZ", 316), ("RS", 345), ("SS", 626), ("XK", 347)] {
            assert_eq!(country(iso2).and_then(|c| c.gw), Some(gw), "{iso2}");
        }
        assert_eq!(country("GB").and_then(|c| c.gtd), Some(603));
        assert_eq!(country("PS").map(|c| c.gtd_name), Some("West Bank and Gaza Strip"));
        assert_eq!(country("SD").map(|c| c.acled_region), Some("Northern Africa"));
    }
}
