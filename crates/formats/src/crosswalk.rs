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

/// Every country.
pub(crate) fn countries() -> impl Iterator<Item = &'static Country> {
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
