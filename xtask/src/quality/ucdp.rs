//! The UCDP Georeferenced Event Dataset (Sundberg and Melander 2013): does the lexicon know the actors and places of real coded events?

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use polybius_lexicon::Lexicon;
use serde_json::{Value, json};

use super::bootstrap::interval;
use super::frame::{Context, read_lines};
use super::table::Row;

/// One name of the set, how many rows have it, and who knows it.
#[derive(Debug, Clone)]
struct Named {
    rows: usize,
    known: bool,
    plain: bool,
}

/// Whether the lexicon knows a name by any means, and by the exact one.
type Knows = fn(&Lexicon, &str) -> (bool, bool);

/// How much a name counts.
type Weight = fn(&Named) -> usize;

pub fn score(context: &Context, folder: &Path) -> Result<Vec<Row>> {
    let mut lines = Vec::new();
    for file in ["train.jsonl", "validation.jsonl", "test.jsonl"] {
        let path = folder.join(file);
        if path.is_file() {
            lines.extend(read_lines(&path)?);
        }
    }
    let lexicon = context.coder.lexicon();
    let sets: [(&str, &[&str], Knows); 2] = [
        ("actors", &["side_a_name", "side_b_name"], actor),
        ("places", &["location_where_name", "location_adm2_name", "location_adm1_name"], place),
    ];
    let mut rows = Vec::new();
    let mut unknown = Vec::new();
    for (what, columns, knows) in sets {
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for name in lines.iter().flat_map(|l| columns.iter().filter_map(|c| l[*c].as_str())) {
            if !name.trim().is_empty() {
                *names.entry(name).or_default() += 1;
            }
        }
        let named: Vec<Named> = names
            .iter()
            .map(|(name, &rows)| {
                let (known, plain) = knows(lexicon, name);
                if !known {
                    unknown.push(json!({"what": what, "name": name, "rows": rows}));
                }
                Named { rows, known, plain }
            })
            .collect();
        if named.is_empty() {
            continue;
        }
        let each = |of: fn(&Named) -> bool, weight: fn(&Named) -> usize| {
            move |all: &mut dyn Iterator<Item = &Named>| {
                let (mut n, mut total) = (0, 0);
                for name in all {
                    total += weight(name);
                    n += if of(name) { weight(name) } else { 0 };
                }
                if total == 0 { 0.0 } else { n as f64 / total as f64 }
            }
        };
        let weights: [(&str, Weight); 2] = [("names known", |_| 1), ("mentions known", |n| n.rows)];
        for (metric, weight) in weights {
            rows.push(Row {
                set: format!("ucdp ({what})"),
                items: format!("{} names, {} rows", named.len(), lines.len()),
                metric: metric.to_owned(),
                figure: interval(&named, each(|n| n.known, weight)),
                baseline: Some(("exact name", each(|n| n.plain, weight)(&mut named.iter()))),
                others: "",
            });
        }
    }
    let unknown: Vec<Value> = unknown;
    context.write_lines("ucdp", &unknown)?;
    Ok(rows)
}

/// Whether the lexicon knows an actor by any name, and by its canonical one. "Government of Example (Old Example)" is known by its country.
fn actor(lexicon: &Lexicon, name: &str) -> (bool, bool) {
    let bare = name.split(" (").next().unwrap_or(name).trim();
    let plain = lexicon.actors.all().iter().any(|a| a.name == name);
    let country = bare.strip_prefix("Government of ").is_some_and(|c| lexicon.countries.by_name(c).is_some());
    let civilians = bare == "Civilians";
    let inner = name.split_once(" (").and_then(|(_, rest)| rest.strip_suffix(')'));
    let known = [Some(name), Some(bare), inner].into_iter().flatten().any(|n| lexicon.actors.by_name(n).is_some());
    (known || country || civilians, plain)
}

/// Whether the gazetteer knows a place as written, and without the word for its kind ("Example district").
fn place(lexicon: &Lexicon, name: &str) -> (bool, bool) {
    const KINDS: [&str; 18] = [
        "town",
        "city",
        "village",
        "district",
        "province",
        "governorate",
        "region",
        "state",
        "county",
        "department",
        "division",
        "area",
        "locality",
        "municipality",
        "prefecture",
        "subdistrict",
        "oblast",
        "municipality",
    ];
    let plain = !lexicon.gazetteer.exact(&polybius_lexicon::fold(name)).is_empty();
    let mut bare = name.trim();
    while let Some((front, last)) = bare.rsplit_once(' ') {
        if !KINDS.contains(&last) {
            break;
        }
        bare = front;
    }
    let country = lexicon.countries.by_name(bare).is_some();
    (plain || country || !lexicon.gazetteer.lookup(bare).is_empty(), plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names() {
        let lexicon = Lexicon::embedded();
        for (name, known) in [
            ("Government of Yemen (North Yemen)", true),
            ("Government of Atlantis", false),
            ("IS", true),
            ("The Example Front of Nowhere", false),
        ] {
            assert_eq!(actor(&lexicon, name).0, known, "{name}");
        }
        for (name, known) in
            [("Kabul city", true), ("Kabul province", true), ("Qqxzz town", false), ("Road between two farms", false)]
        {
            assert_eq!(place(&lexicon, name).0, known, "{name}");
        }
    }
}
