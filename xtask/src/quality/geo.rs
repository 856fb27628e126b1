//! Toponyms of LGL (Lieberman and others 2010) and GeoVirus (Gritta and others 2018): finding them, and placing them within 161 km (100
//! miles), the measure of that literature.

use std::path::Path;

use anyhow::Result;
use polybius_coder::{Coder, annotate};
use polybius_lexicon::Lexicon;
use polybius_records::{Document, MentionKind, Place, PlacePrecision};
use serde_json::{Value, json};

use super::bootstrap::interval;
use super::bundle;
use super::frame::{Context, files, read as read_file, stem};
use super::geo_given;
use super::markup::{Piece, attribute, pieces};
use super::spans::{Tally, f1, f1_interval, overlaps, share};
use super::table::Row;

/// Kilometres within which a place counts as right.
pub(super) const NEAR_KM: f64 = 161.0;

pub(super) type Point = (f64, f64);

/// One text with its key: stretches and, where the key has one, a point.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Item {
    pub(super) name: String,
    pub(super) text: String,
    /// The address of the paper, where the file has it.
    pub(super) publisher: Option<String>,
    pub(super) key: Vec<(usize, usize, Option<Point>)>,
}

impl Item {
    pub(super) fn document(&self) -> Document {
        Document { publisher: self.publisher.clone(), ..Document::plain("d", self.text.clone()) }
    }
}

pub fn score(context: &Context, folder: &Path) -> Result<Vec<Row>> {
    let coder = &context.coder;
    let mut rows = Vec::new();
    let mut lines = Vec::new();
    for path in files(folder, "xml")? {
        let name = stem(&path);
        let items = read(&read_file(&path)?);
        let answers = bundle::each(&items, |item| found(coder, item));
        lines.extend(items.iter().zip(&answers).map(|(item, found)| prediction(&name, item, found)));
        let coded: Vec<_> = items.iter().zip(&answers).map(|(item, found)| tally(item, found)).collect();
        let wanted: usize = coded.iter().map(|(t, _)| t.wanted).sum();
        if wanted == 0 {
            continue;
        }
        let plain = bundle::each(&items, |item| tally(item, &baseline(coder.lexicon(), item)));
        let mut row = |metric: &str, figure, baseline, others| {
            rows.push(Row {
                set: format!("geo ({name})"),
                items: format!("{wanted} toponyms, {} texts", items.len()),
                metric: metric.to_owned(),
                figure,
                baseline: Some(("names of the gazetteer, most populous", baseline)),
                others,
            });
        };
        let spans = |all: &[(Tally, Tally)]| -> Vec<Tally> { all.iter().map(|(t, _)| *t).collect() };
        let points = |all: &[(Tally, Tally)]| -> Vec<Tally> { all.iter().map(|(_, t)| *t).collect() };
        let (spans, plain_spans, points, plain_points) = (spans(&coded), spans(&plain), points(&coded), points(&plain));
        row(
            "same stretch, F1",
            f1_interval(&spans, |t| t.right),
            f1(&mut plain_spans.iter(), |t| t.right),
            ".63 (a small spaCy model, LGL)",
        );
        row("stretch shared, F1", f1_interval(&spans, |t| t.matched), f1(&mut plain_spans.iter(), |t| t.matched), "");
        row(
            "within 161 km, of toponyms found",
            interval(&points, |t| share(t, |t| t.right, |t| t.matched)),
            share(&mut plain_points.iter(), |t| t.right, |t| t.matched),
            "",
        );
        row(
            "found and within 161 km, of all",
            interval(&points, |t| share(t, |t| t.right, |t| t.wanted)),
            share(&mut plain_points.iter(), |t| t.right, |t| t.wanted),
            "",
        );
        rows.extend(geo_given::rows(coder, &name, &items));
    }
    context.write_lines("geo", &lines)?;
    Ok(rows)
}

/// What was found in one text, for others to score.
fn prediction(set: &str, item: &Item, found: &[(usize, usize, Option<Point>)]) -> Value {
    let toponyms: Vec<Value> = found
        .iter()
        .map(|(start, end, point)| {
            json!({"start": start, "end": end, "latitude": point.map(|p| p.0), "longitude": point.map(|p| p.1)})
        })
        .collect();
    json!({"set": set, "docid": item.name, "text": item.text, "toponyms": toponyms})
}

/// Reads a file of articles.
fn read(markup: &str) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut path: Vec<&str> = Vec::new();
    let (mut start, mut end, mut lat, mut lon, mut quote) = (None, None, None, None, None);
    // Some files count characters from 0 and some from 1: the names that the key quotes tell.
    let mut quoted: [usize; 2] = [0, 0];
    for piece in pieces(markup) {
        match piece {
            Piece::Open("article", attributes) => {
                let id = attribute(attributes, "docid").map_or_else(|| items.len().to_string(), str::to_owned);
                items.push(Item { name: id, ..Item::default() });
                path.push("article");
            }
            Piece::Open(name, attributes) => {
                if matches!(name, "toponym" | "location") && attribute(attributes, "id").is_none() {
                    (start, end, lat, lon, quote) = (None, None, None, None, None);
                }
                path.push(name);
            }
            Piece::Close(closed) => {
                path.pop();
                if let ("toponym" | "location", Some(item), Some(s), Some(e)) = (closed, items.last_mut(), start, end) {
                    let (s, e): (usize, usize) = (s, e);
                    item.key.push((s, e, lat.zip(lon)));
                    let quote: Option<String> = quote.take();
                    for (first, hits) in quoted.iter_mut().enumerate() {
                        let stretch = |from: usize| item.text.chars().skip(from).take(e.saturating_sub(s));
                        let same =
                            |quote: &String| s.checked_sub(first).is_some_and(|from| stretch(from).eq(quote.chars()));
                        *hits += usize::from(quote.as_ref().is_some_and(same));
                    }
                }
            }
            Piece::Text(text) => {
                let number = || text.trim().parse::<f64>().ok();
                let place = || text.trim().parse::<usize>().ok();
                match path.last() {
                    Some(&"text") => {
                        if let Some(item) = items.last_mut() {
                            item.text.push_str(&text);
                        }
                    }
                    Some(&"domain") => {
                        if let Some(item) = items.last_mut() {
                            item.publisher = Some(text.trim().to_owned());
                        }
                    }
                    Some(&"start") => start = place(),
                    Some(&"end") => end = place(),
                    Some(&"lat") => lat = number(),
                    Some(&"lon") => lon = number(),
                    Some(&("phrase" | "name")) if quote.is_none() => quote = Some(text.clone()),
                    _ => {}
                }
            }
        }
    }
    let first = usize::from(quoted[1] > quoted[0]);
    for item in &mut items {
        for (start, end, _) in &mut item.key {
            *start = start.saturating_sub(first);
            *end = end.saturating_sub(first);
        }
        item.key.sort_by_key(|(s, e, _)| (*s, *e));
    }
    items
}

fn found(coder: &Coder, item: &Item) -> Vec<(usize, usize, Option<Point>)> {
    annotate(coder, &item.document())
        .into_iter()
        .filter(|m| m.kind == MentionKind::Place)
        .map(|m| {
            let place: Option<Place> = serde_json::from_value(m.value).ok();
            (m.start, m.end, place.and_then(|p| point(coder.lexicon(), &p)))
        })
        .collect()
}

/// The point of a place; a country, which the record keeps as an area, is scored by its centre in the country table.
pub(super) fn point(lexicon: &Lexicon, place: &Place) -> Option<Point> {
    if let Some(point) = place.latitude.zip(place.longitude) {
        return Some(point);
    }
    if place.precision == PlacePrecision::Country {
        return place.country.as_deref().and_then(|c| lexicon.countries.by_code(c)).map(|c| (c.latitude, c.longitude));
    }
    let named = lexicon.gazetteer.lookup(&place.name).into_iter().next()?;
    named.latitude.zip(named.longitude)
}

/// Capitalised words, up to three together, that the gazetteer knows: the most populous place of the name.
fn baseline(lexicon: &Lexicon, item: &Item) -> Vec<(usize, usize, Option<Point>)> {
    let mut words: Vec<(usize, usize, String)> = Vec::new();
    let mut word = String::new();
    let mut count = 0;
    for (i, c) in item.text.chars().chain([' ']).enumerate() {
        if c.is_alphabetic() || (c == '-' && !word.is_empty()) {
            word.push(c);
        } else if !word.is_empty() {
            let length = word.chars().count();
            words.push((i - length, i, std::mem::take(&mut word)));
        }
        count = i;
    }
    debug_assert!(count >= item.text.chars().count());
    let capital = |w: &str| w.chars().next().is_some_and(char::is_uppercase);
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let mut taken = 1;
        for length in (1..=3).rev() {
            let Some(run) = words.get(i..i + length) else { continue };
            let joined = run.windows(2).all(|w| w[0].1 + 1 == w[1].0);
            if !joined || !run.iter().all(|(_, _, w)| capital(w)) {
                continue;
            }
            let name = run.iter().map(|(_, _, w)| w.as_str()).collect::<Vec<_>>().join(" ");
            let places = lexicon.gazetteer.lookup(&name);
            if let Some(first) = places.first() {
                out.push((run[0].0, run[length - 1].1, first.latitude.zip(first.longitude)));
                taken = length;
                break;
            }
        }
        i += taken;
    }
    out
}

/// Two tallies: of stretches (`matched` shares a character, `right` is the same stretch), and of the toponyms that have a point
/// (`matched` found, `right` found within 161 km).
fn tally(item: &Item, found: &[(usize, usize, Option<Point>)]) -> (Tally, Tally) {
    let stretch = |all: &[(usize, usize, Option<Point>)]| -> Vec<_> { all.iter().map(|(s, e, _)| (*s, *e)).collect() };
    let (key, got) = (stretch(&item.key), stretch(found));
    let pairs = overlaps(&key, &got);
    let spans = Tally {
        wanted: key.len(),
        found: got.len(),
        matched: pairs.len(),
        right: pairs.iter().filter(|&&(k, f)| key[k] == got[f]).count(),
    };
    let with_point: Vec<_> = pairs.iter().filter_map(|&(k, f)| Some((item.key[k].2?, found[f].2))).collect();
    let points = Tally {
        wanted: item.key.iter().filter(|(_, _, p)| p.is_some()).count(),
        found: found.len(),
        matched: with_point.len(),
        right: with_point.iter().filter(|(a, b)| b.is_some_and(|b| kilometres(*a, b) <= NEAR_KM)).count(),
    };
    (spans, points)
}

/// Great-circle distance.
pub(super) fn kilometres(a: Point, b: Point) -> f64 {
    let (lat1, lon1, lat2, lon2) = (a.0.to_radians(), a.1.to_radians(), b.0.to_radians(), b.1.to_radians());
    let h = ((lat2 - lat1) / 2.0).sin().powi(2) + lat1.cos() * lat2.cos() * ((lon2 - lon1) / 2.0).sin().powi(2);
    12_742.0 * h.min(1.0).sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "<articles><article><text>From Oslo to Bergen &amp; on.</text><toponyms><toponym><start>5</start><end>9</end><phrase>Oslo</phrase><gaztag>\
                        <lat>59.91</lat><lon>10.75</lon></gaztag></toponym><toponym><start>13</start><end>19</end></toponym></toponyms></article></articles>";

    #[test]
    fn a_key_is_read_and_scored_by_hand() {
        let items = read(FILE);
        assert_eq!(items[0].text, "From Oslo to Bergen & on.");
        assert_eq!(items[0].key, [(5, 9, Some((59.91, 10.75))), (13, 19, None)]);
        // Oslo found 100 km off, Bergen found too short, one stretch too many.
        let (spans, points) = tally(&items[0], &[(5, 9, Some((60.8, 10.75))), (13, 16, None), (20, 21, None)]);
        assert_eq!(spans, Tally { wanted: 2, found: 3, matched: 2, right: 1 });
        assert_eq!(points, Tally { wanted: 1, found: 3, matched: 1, right: 1 });
        let (_, far) = tally(&items[0], &[(5, 9, Some((63.4, 10.4)))]);
        assert_eq!(far.right, 0);
        // The same key, counted from 1.
        let from_one = FILE.replace(">5<", ">6<").replace(">9<", ">10<");
        assert_eq!((read(&from_one)[0].key[0].0, read(&from_one)[0].key[0].1), (5, 9));
    }

    #[test]
    fn distances() {
        // Oslo to Bergen is about 305 km.
        assert!((kilometres((59.91, 10.75), (60.39, 5.32)) - 305.0).abs() < 5.0);
    }
}
