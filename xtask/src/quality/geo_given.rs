//! Resolving alone: every toponym of the key is given to the resolver, as in the literature on that step.

use std::ops::Range;

use polybius_coder::{Coder, resolve_places};
use polybius_lexicon::Lexicon;

use super::bootstrap::interval;
use super::bundle;
use super::geo::{Item, NEAR_KM, Point, kilometres, point};
use super::table::Row;

/// What a toponym without an answer is off: half the earth's circumference, so that a median counts it.
const LOST_KM: f64 = 20_000.0;

/// Errors in kilometres of the toponyms of one text that have a point.
type Errors = Vec<f64>;

/// Accuracy and median error on given toponyms, beside the most populous place of each name.
pub fn rows(coder: &Coder, set: &str, items: &[Item]) -> Vec<Row> {
    let coded = bundle::each(items, |item| errors(item, &resolved(coder, item)));
    let plain = bundle::each(items, |item| errors(item, &most_populous(coder.lexicon(), item)));
    let wanted: usize = coded.iter().map(Vec::len).sum();
    let row = |metric: &str, of: fn(&mut dyn Iterator<Item = &Errors>) -> f64, others| Row {
        set: format!("geo ({set})"),
        items: format!("{wanted} toponyms with a point, {} texts", items.len()),
        metric: metric.to_owned(),
        figure: interval(&coded, of),
        baseline: Some(("most populous", of(&mut plain.iter()))),
        others,
    };
    vec![
        row("given toponyms, within 161 km", accuracy, ".79-.83 (published, LGL), .84-.94 (news sets)"),
        row("given toponyms, median error in km", median, ""),
    ]
}

fn resolved(coder: &Coder, item: &Item) -> Vec<Option<Point>> {
    let spans = spans(item);
    let places = resolve_places(coder, &item.document(), &spans);
    places.iter().map(|place| point(coder.lexicon(), place.as_ref()?)).collect()
}

fn most_populous(lexicon: &Lexicon, item: &Item) -> Vec<Option<Point>> {
    let place = |span: Range<usize>| {
        let name = item.text.get(span)?;
        let country = lexicon.countries.by_name(name).map(|c| (c.latitude, c.longitude));
        country.or_else(|| {
            let found = lexicon.gazetteer.lookup(name).into_iter().max_by_key(|t| t.population)?;
            found.latitude.zip(found.longitude)
        })
    };
    spans(item).into_iter().map(place).collect()
}

/// The key's stretches in bytes; one that lies outside the text is empty.
fn spans(item: &Item) -> Vec<Range<usize>> {
    let bytes: Vec<usize> = item.text.char_indices().map(|(byte, _)| byte).chain([item.text.len()]).collect();
    let byte = |character: usize| bytes.get(character).copied().unwrap_or(item.text.len());
    item.key.iter().map(|(start, end, _)| byte(*start)..byte(*end)).collect()
}

fn errors(item: &Item, found: &[Option<Point>]) -> Errors {
    let keys = item.key.iter().zip(found).filter_map(|((_, _, key), found)| Some(((*key)?, found)));
    keys.map(|(key, found)| found.map_or(LOST_KM, |found| kilometres(key, found))).collect()
}

fn accuracy(texts: &mut dyn Iterator<Item = &Errors>) -> f64 {
    let (mut near, mut all) = (0_usize, 0_usize);
    for errors in texts {
        near += errors.iter().filter(|e| **e <= NEAR_KM).count();
        all += errors.len();
    }
    if all == 0 { 0.0 } else { near as f64 / all as f64 }
}

fn median(texts: &mut dyn Iterator<Item = &Errors>) -> f64 {
    let mut all: Vec<f64> = texts.flatten().copied().collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(LOST_KM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_by_hand() {
        let key = vec![
            (0, 4, Some((59.91, 10.75))),
            (8, 14, Some((60.39, 5.32))),
            (20, 24, None),
            (90, 99, Some((0.0, 0.0))),
        ];
        let item = Item { text: "Oslo to Bergen, and Voss.".to_owned(), key, ..Item::default() };
        assert_eq!(spans(&item), [0..4, 8..14, 20..24, 25..25]);
        let found = errors(&item, &[Some((59.91, 10.75)), Some((59.91, 10.75)), None, None]);
        assert_eq!(found.len(), 3);
        assert!(
            found[0].abs() < 1e-6 && (found[1] - 305.0).abs() < 5.0 && (found[2] - LOST_KM).abs() < 1e-6,
            "{found:?}"
        );
        assert!((accuracy(&mut [found.clone()].iter()) - 1.0 / 3.0).abs() < 1e-9);
        assert!((median(&mut [found.clone()].iter()) - found[1]).abs() < 1e-9);
    }

    #[test]
    fn given_toponyms_are_resolved_in_their_text() {
        let coder = Coder::new(Lexicon::embedded());
        let text = "Rain fell on Vienna, on Tysons and on the rest of Fairfax County, Virginia.";
        let at = |name: &str| text.find(name).map_or((0, 0, None), |s| (s, s + name.len(), None));
        let key = vec![at("Vienna"), at("Tysons"), at("Fairfax County"), at("Virginia")];
        let item = Item { text: text.to_owned(), key, ..Item::default() };
        let vienna = resolved(&coder, &item)[0].unwrap();
        assert!(kilometres(vienna, (38.9, -77.26)) < 20.0, "{vienna:?}");
        let populous = most_populous(coder.lexicon(), &item)[0].unwrap();
        assert!(kilometres(populous, (48.2, 16.37)) < 20.0, "{populous:?}");
    }
}
