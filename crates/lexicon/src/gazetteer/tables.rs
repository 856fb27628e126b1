//! The readable tables of `data/gazetteer` and a user's own places, laid over the compiled gazetteer.

use std::io::BufRead;
use std::sync::Arc;

use super::{Feature, Gazetteer, Toponym, fold};

/// Places: name, kind, country, admin1, admin2, latitude, longitude, other names (`|` between them),
/// inhabitants.
const PLACES: [(&str, &str); 4] = [
    ("places.tsv", include_str!("../../../../data/gazetteer/places.tsv")),
    ("facilities.tsv", include_str!("../../../../data/gazetteer/facilities.tsv")),
    ("regions.tsv", include_str!("../../../../data/gazetteer/regions.tsv")),
    ("ucdp.tsv", include_str!("../../../../data/gazetteer/ucdp.tsv")),
];

/// Aliases: alias, kind, country, the compiled gazetteer's name, `shown` where the alias is the name to show.
const ALIASES: &str = include_str!("../../../../data/gazetteer/aliases.tsv");

/// A line of a table that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct TableError {
    /// Number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: String,
}

/// Another name for compiled places of one kind and country.
#[derive(Debug, Clone)]
pub(super) struct Alias {
    /// Folded name in the compiled gazetteer.
    pub(super) target: String,
    kind: Feature,
    country: String,
}

impl Alias {
    pub(super) fn fits(&self, toponym: &Toponym) -> bool {
        toponym.feature == self.kind && toponym.country == self.country
    }
}

/// The lines of a table that are no comment, with their numbers and columns.
fn rows(table: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    table
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty())
        .map(|(i, l)| (i + 1, l.split('\t').collect()))
}

fn kind(word: &str) -> Option<Feature> {
    Some(match word {
        "town" => Feature::Town,
        "admin1" => Feature::Admin1,
        "admin2" => Feature::Admin2,
        "region" => Feature::Region,
        "natural" => Feature::Natural,
        "facility" => Feature::Facility,
        _ => return None,
    })
}

/// A place and its other names.
fn place(columns: &[&str]) -> Result<(Toponym, Vec<String>), String> {
    let column = |i: usize| columns.get(i).map(|c| c.trim()).unwrap_or_default();
    let some = |i: usize| (!column(i).is_empty()).then(|| column(i).to_owned());
    let degrees = |i: usize, limit: f64| match column(i) {
        "" => Ok(None),
        text => match text.parse::<f64>() {
            Ok(v) if v.abs() <= limit => Ok(Some(v)),
            _ => Err(format!("`{text}` is no number of degrees")),
        },
    };
    let feature = kind(column(1)).ok_or_else(|| format!("unknown kind `{}`", column(1)))?;
    let name = some(0).ok_or("no name")?;
    let country = column(2);
    if !(country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase())
        || country.is_empty() && matches!(feature, Feature::Region | Feature::Natural))
    {
        return Err(format!("country `{country}` is no ISO 3166-1 alpha-2 code"));
    }
    let (latitude, longitude) = (degrees(5, 90.0)?, degrees(6, 180.0)?);
    if latitude.is_some() != longitude.is_some() {
        return Err("latitude without longitude or the reverse".to_owned());
    }
    let toponym = Toponym {
        geonameid: None,
        admin1: match feature {
            Feature::Admin1 => Some(name.clone()),
            Feature::Facility => None,
            _ => some(3),
        },
        admin2: if feature == Feature::Admin2 { Some(name.clone()) } else { some(4) },
        name,
        country: country.to_owned(),
        latitude,
        longitude,
        population: column(8).parse().unwrap_or(0),
        feature,
        seat: None,
        within: some(3).filter(|_| feature == Feature::Facility),
        alternate: false,
    };
    let others = column(7).split('|').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect();
    Ok((toponym, others))
}

impl Gazetteer {
    /// Lays the tables that are built in over the compiled places. Lines that cannot be read are left out; a test reads all.
    pub(super) fn add_tables(&mut self) {
        for (_, columns) in rows(ALIASES) {
            let [alias, word, country, target, show] = columns.as_slice() else { continue };
            let Some(kind) = kind(word) else { continue };
            let alias_of = Alias { target: fold(target), kind, country: (*country).to_owned() };
            if *show == "shown" {
                let rows = self.packed.rows(&alias_of.target);
                let named = rows.into_iter().map(|(row, _)| row).find(|&row| alias_of.fits(&self.toponym(row, false)));
                if let Some(row) = named {
                    self.shown.entry(row).or_insert_with(|| (*alias).to_owned());
                }
            }
            self.aliases.entry(fold(alias)).or_default().push(alias_of);
        }
        for (_, table) in PLACES {
            for (_, columns) in rows(table) {
                if let Ok((toponym, others)) = place(&columns) {
                    self.add(toponym, &others);
                }
            }
        }
    }

    /// Lays one place over the others. Where the compiled gazetteer has the same place under that name, its entry (and id) is
    /// kept, and takes the table's name and the other names.
    fn add(&mut self, mut toponym: Toponym, others: &[String]) {
        if let Some(town) = &toponym.within {
            let mut towns = self.exact(&fold(town)).into_iter();
            let town = towns.find(|t| t.feature == Feature::Town && t.country == toponym.country);
            (toponym.admin1, toponym.admin2) = town.map_or((None, None), |t| (t.admin1, t.admin2));
        }
        let key = fold(&toponym.name);
        let rows = self.packed.rows(&key).into_iter();
        let compiled = rows.map(|(row, _)| (row, self.toponym(row, false))).find(|(_, known)| {
            known.feature == toponym.feature
                && known.country == toponym.country
                && match (known.latitude, known.longitude, toponym.latitude, toponym.longitude) {
                    (Some(a), Some(b), Some(c), Some(d)) => (a - c).abs() < 0.25 && (b - d).abs() < 0.25,
                    (None, _, _, _) | (_, _, None, _) => toponym.admin1 == known.admin1,
                    _ => false,
                }
        });
        let is_new = compiled.is_none();
        let people = toponym.population;
        let point = (toponym.latitude, toponym.longitude);
        let mut kept = match compiled {
            Some((row, mut known)) => {
                // The table writes the name as news does.
                if fold(&known.name) != key && toponym.feature == Feature::Town {
                    known.name.clone_from(&toponym.name);
                    self.shown.entry(row).or_insert(toponym.name);
                }
                known
            }
            None => toponym,
        };
        let lacked_point = kept.latitude.is_none() && point.0.is_some();
        if lacked_point {
            (kept.latitude, kept.longitude) = point;
        }
        kept.population = kept.population.max(people);
        let shared = Arc::new(kept);
        let key = (is_new || people > 0 || lacked_point).then_some(key);
        for name in others.iter().map(|n| fold(n)).chain(key) {
            let entries = self.added.entry(name).or_default();
            if !entries.iter().any(|e| e.same_place(&shared)) {
                entries.push(Arc::clone(&shared));
            }
        }
    }

    /// Lays a user's places over the others: GeoNames dump format, 19 tab-separated columns (id, name, ASCII name, alternate
    /// names, latitude, longitude, feature class and code, country, cc2, admin1 to admin4 codes, population, elevation, dem,
    /// time zone, day of change). Names in the admin1 and admin2 columns are taken as they stand. Returns the number of places added.
    ///
    /// # Errors
    /// At the first line that is not of that shape; the lines before it are in.
    pub fn add_geonames(&mut self, input: impl BufRead) -> Result<usize, TableError> {
        let mut count = 0;
        for (i, line) in input.lines().enumerate() {
            let fault = |problem: String| TableError { line: i + 1, problem };
            let line = line.map_err(|e| fault(e.to_string()))?;
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let columns: Vec<&str> = line.split('\t').collect();
            if columns.len() < 15 {
                return Err(fault(format!("{} columns; the GeoNames dump format has 19", columns.len())));
            }
            let degrees = |c: usize, limit: f64| {
                let value = columns[c].parse::<f64>().ok().filter(|v| v.abs() <= limit);
                value.ok_or_else(|| fault(format!("`{}` is no number of degrees", columns[c])))
            };
            let some = |c: usize| (!columns[c].is_empty()).then(|| columns[c].to_owned());
            let feature = match (columns[6], columns[7]) {
                ("A", "ADM1") => Feature::Admin1,
                ("A", _) => Feature::Admin2,
                ("S" | "R", _) => Feature::Facility,
                ("P", _) => Feature::Town,
                _ => Feature::Natural,
            };
            let toponym = Toponym {
                geonameid: columns[0].parse().ok(),
                name: columns[1].to_owned(),
                country: columns[8].to_owned(),
                admin1: some(10),
                admin2: some(11),
                latitude: Some(degrees(4, 90.0)?),
                longitude: Some(degrees(5, 180.0)?),
                population: columns[14].parse().unwrap_or(0),
                feature,
                seat: (columns[7] == "PPLC").then_some(Feature::Country),
                within: None,
                alternate: false,
            };
            let shared = Arc::new(toponym);
            let others = columns[3].split(',').map(str::trim).filter(|n| !n.is_empty());
            let mut names: Vec<String> = others.chain([columns[1], columns[2]]).map(fold).collect();
            names.sort();
            names.dedup();
            for name in names {
                self.added.entry(name).or_default().insert(0, Arc::clone(&shared));
            }
            count += 1;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_can_be_read() {
        for (file, table) in PLACES {
            let mut count = 0;
            for (line, columns) in rows(table) {
                assert!(columns.len() >= 7, "{file}:{line}: {} columns", columns.len());
                if let Err(problem) = place(&columns) {
                    panic!("{file}:{line}: {problem}");
                }
                count += 1;
            }
            assert!(count > 50, "{file} has {count} places");
        }
    }

    #[test]
    fn every_alias_reaches_a_compiled_place() {
        let gazetteer = Gazetteer::embedded();
        for (line, columns) in rows(ALIASES) {
            assert_eq!(columns.len(), 5, "aliases.tsv:{line}");
            let kind = kind(columns[1]).unwrap_or_else(|| panic!("aliases.tsv:{line}: kind"));
            let found = gazetteer.packed.rows(&fold(columns[3]));
            let fits = |t: Toponym| t.feature == kind && t.country == columns[2];
            assert!(found.iter().any(|&(r, _)| fits(gazetteer.toponym(r, false))), "aliases.tsv:{line}: {columns:?}");
        }
    }

    #[test]
    fn user_places_come_first() {
        let mut gazetteer = Gazetteer::embedded();
        let line = "77\tNewvillage\tNewvillage\tNowa Wies,Kyiv\t1.5\t-2.25\tP\tPPL\tXX\t\tNorth\t\t\t\t120\t\t\t\t2024-01-01\n";
        assert_eq!(gazetteer.add_geonames(line.as_bytes()).unwrap(), 1);
        assert_eq!(gazetteer.lookup("NEWVILLAGE")[0].latitude, Some(1.5));
        assert_eq!(gazetteer.lookup("Kyiv")[0].country, "XX");
        assert_eq!(gazetteer.lookup("Kyiv")[1].country, "UA");
        assert_eq!(gazetteer.add_geonames("a\tb\n".as_bytes()).unwrap_err().line, 1);
    }
}
