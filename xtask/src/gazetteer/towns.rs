use std::collections::{HashMap, HashSet};

use anyhow::{Context, Result};
use polybius_lexicon::{Feature, Row};

use super::divisions::Divisions;
use super::names;
use super::packages::Sources;

struct Older<'a> {
    columns: Vec<&'a str>,
}

/// Reads the newer places, with names and feature codes from `cities500`, then the places that only `cities500` has.
pub fn read(sources: &Sources, divisions: &Divisions, rows: &mut Vec<Row>) -> Result<()> {
    let old_text = std::fs::read_to_string(&sources.cities500)?;
    let older: HashMap<u32, Older<'_>> = old_text
        .lines()
        .filter_map(|l| {
            let columns: Vec<&str> = l.split('\t').collect();
            (columns.len() >= 15).then_some(())?;
            Some((columns[0].parse().ok()?, Older { columns }))
        })
        .collect();
    let mut towns: Vec<Row> = Vec::new();
    let mut seen: HashSet<(String, i32, i32)> = HashSet::new();
    let mut ids = HashSet::new();
    let cell = |name: &str, point: (f64, f64)| {
        (polybius_lexicon::fold(name), (point.0 * 10.0).round() as i32, (point.1 * 10.0).round() as i32)
    };
    for line in std::fs::read_to_string(&sources.towns)?.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, id, within, country, population, latitude, longitude] = columns[..] else { continue };
        let id: u32 = id.parse().with_context(|| line.to_owned())?;
        let country: usize = country.parse().with_context(|| line.to_owned())?;
        let country = divisions.countries.get(country.wrapping_sub(1)).context("unknown country")?;
        // The smallest division stands last in the order of levels: second-order rows come after first-order ones.
        let parent = within.split('|').filter_map(|w| divisions.by_line.get(&w.parse().ok()?).copied()).max();
        let point = (latitude.parse()?, longitude.parse()?);
        seen.insert(cell(name, point));
        ids.insert(id);
        let old = older.get(&id);
        towns.push(town(id, name, old, country, parent, point, population.parse().unwrap_or(0)));
    }
    let mut only_old: Vec<(&u32, &Older<'_>)> = older.iter().filter(|(id, _)| !ids.contains(id)).collect();
    only_old.sort_by_key(|(id, _)| **id);
    for (id, old) in only_old {
        let c = &old.columns;
        let point = (c[4].parse()?, c[5].parse()?);
        if c[7] == "PPLH" || !seen.insert(cell(c[1], point)) {
            continue;
        }
        let codes = [format!("{}.{}.{}", c[8], c[10], c[11]), format!("{}.{}", c[8], c[10])];
        let parent = codes.iter().find_map(|code| divisions.by_code.get(code).copied());
        towns.push(town(*id, c[1], Some(old), c[8], parent, point, c[14].parse().unwrap_or(0)));
    }
    // Neighbours side by side compress better.
    towns.sort_by_key(|t| (t.country, t.parent, t.geonameid));
    rows.extend(towns);
    Ok(())
}

fn town(
    id: u32,
    name: &str,
    old: Option<&Older<'_>>,
    country: &str,
    parent: Option<usize>,
    point: (f64, f64),
    population: u32,
) -> Row {
    let mut keys = vec![(name.to_owned(), true)];
    let mut seat = None;
    if let Some(old) = old {
        keys.push((old.columns[1].to_owned(), true));
        keys.push((old.columns[2].to_owned(), true));
        let others = old.columns[3].split(',').filter(|n| names::worth_a_key(n));
        keys.extend(others.map(|n| (n.to_owned(), false)));
        seat = match old.columns[7] {
            "PPLC" => Some(Feature::Country),
            "PPLA" => Some(Feature::Admin1),
            "PPLA2" => Some(Feature::Admin2),
            _ => None,
        };
    }
    let bytes = country.as_bytes();
    Row {
        geonameid: id,
        name: names::shown(name, country),
        keys,
        country: [bytes[0], bytes[1]],
        parent,
        point: Some(point),
        population,
        feature: Feature::Town,
        seat,
    }
}
