use std::collections::HashMap;

use anyhow::{Context, Result};
use polybius_lexicon::{Feature, Row};

use super::names;
use super::packages::Sources;

/// Where the divisions stand among the rows.
pub struct Divisions {
    /// Row by the line number (from 1) that other files of the package count by.
    pub by_line: HashMap<usize, usize>,
    /// Row by GeoNames code ("AF.10", "AF.10.1002").
    pub by_code: HashMap<String, usize>,
    /// Country codes by line number (from 1).
    pub countries: Vec<String>,
}

/// Reads the divisions of the first and second order, the first order first.
pub fn read(sources: &Sources, rows: &mut Vec<Row>) -> Result<Divisions> {
    let countries: Vec<String> = std::fs::read_to_string(&sources.countries)?
        .lines()
        .map(|l| l.split('\t').nth(1).unwrap_or_default().to_owned())
        .collect();
    let mut english: HashMap<String, String> = HashMap::new();
    for path in [&sources.admin1, &sources.admin2] {
        let list: Vec<serde_json::Value> = serde_json::from_str(&std::fs::read_to_string(path)?)?;
        for entry in list {
            if let (Some(code), Some(name)) = (entry["code"].as_str(), entry["name"].as_str()) {
                english.insert(code.to_owned(), name.to_owned());
            }
        }
    }
    let text = std::fs::read_to_string(&sources.divisions)?;
    let mut divisions = Divisions { by_line: HashMap::new(), by_code: HashMap::new(), countries };
    for level in ["1", "2"] {
        for (i, line) in text.lines().enumerate() {
            let columns: Vec<&str> = line.split('\t').collect();
            let [name, _, code, id, _, aliases, found, parent, country] = columns[..] else { continue };
            if found != level {
                continue;
            }
            let country: usize = country.parse().with_context(|| line.to_owned())?;
            let country = divisions.countries.get(country.wrapping_sub(1)).context("unknown country")?.clone();
            let mut own: Vec<&str> = vec![name];
            own.extend(english.get(code).map(String::as_str));
            own.extend(aliases.split('|').filter(|a| names::worth_a_key(a)));
            let mut keys: Vec<(String, bool)> = Vec::new();
            for name in &own {
                keys.push(((*name).to_owned(), true));
                // In the United States, counties are never named without the word.
                if country != "US"
                    && let Some(proper) = names::proper(name)
                {
                    keys.push((proper, true));
                }
            }
            let main = english.get(code).map_or(name, String::as_str);
            let cut = if country == "US" { None } else { names::proper(main) };
            let shown = names::shown(cut.as_deref().unwrap_or(main), &country);
            let parent = parent.parse::<usize>().ok().and_then(|p| divisions.by_line.get(&p).copied());
            divisions.by_line.insert(i + 1, rows.len());
            divisions.by_code.entry(code.to_owned()).or_insert(rows.len());
            let country = country.as_bytes();
            rows.push(Row {
                geonameid: id.parse().unwrap_or(0),
                name: shown,
                keys,
                country: [country[0], country[1]],
                parent,
                point: None,
                population: 0,
                feature: if level == "1" { Feature::Admin1 } else { Feature::Admin2 },
                seat: None,
            });
        }
    }
    Ok(divisions)
}

/// Gives each division the mean point and the sum of the people of its towns, and the other names of a seat of the same name.
pub fn place(rows: &mut [Row], divisions: usize) {
    let mut sums = vec![(0.0, 0.0, 0.0, 0_u32); divisions];
    let mut inherited: Vec<(usize, Vec<(String, bool)>)> = Vec::new();
    for town in &rows[divisions..] {
        let Some((latitude, longitude)) = town.point else { continue };
        let mut at = town.parent;
        while let Some(division) = at {
            let sum = &mut sums[division];
            sum.0 += latitude;
            sum.1 += longitude;
            sum.2 += 1.0;
            sum.3 = sum.3.saturating_add(town.population);
            let same_name = polybius_lexicon::fold(&town.name) == polybius_lexicon::fold(&rows[division].name);
            if same_name && town.seat.is_some() {
                let other = town.keys.iter().filter(|k| k.0 != town.name).map(|k| (k.0.clone(), false));
                inherited.push((division, other.collect()));
            }
            at = rows[division].parent;
        }
    }
    for (division, (latitude, longitude, count, people)) in sums.into_iter().enumerate() {
        if count > 0.0 {
            rows[division].point = Some((latitude / count, longitude / count));
            rows[division].population = people;
        }
    }
    for (division, keys) in inherited {
        rows[division].keys.extend(keys);
    }
}
