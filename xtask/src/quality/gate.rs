//! What the gate ahead of the encoder lets pass: of the sentences that hold something of a key, and of all.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use anyhow::Result;
use polybius_coder::{Gated, gate};
use polybius_records::Document;
use serde_json::Value;

use super::bootstrap::interval;
use super::bundle;
use super::frame::{Context, Split, files, read, read_lines, stem};
use super::spans::{Tally, share};
use super::table::Row;
use super::{police, wikievents};

/// A text and the characters of it that a key speaks of.
#[derive(Debug, Clone, Default)]
pub struct Keyed {
    pub text: String,
    pub spots: Vec<Range<usize>>,
}

/// `folder` is that of WikiEvents; the police sentences lie beside it, stories of our own in the repository.
pub fn score(context: &Context, folder: &Path) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    rows.extend(score_set(context, "triggers of wikievents", &wikievents::keyed(context, folder)?));
    let police = folder.with_file_name("india_police");
    if police.is_dir() {
        rows.extend(score_set(context, "sentences of india_police with an act", &police::keyed(context, &police)?));
    }
    if context.split == Split::Dev {
        let stories = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/coder/tests/stories");
        rows.extend(score_set(context, "quotes of own stories", &quotes(&stories)?));
    }
    Ok(rows)
}

/// The quotes of a set of articles with gold readings.
fn quotes(folder: &Path) -> Result<Vec<Keyed>> {
    let mut quoted: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in files(&folder.join("gold"), "json")? {
        let key: Value = serde_json::from_str(&read(&path)?)?;
        let quotes = key["events"].as_array().into_iter().flatten().filter_map(|e| e["quote"].as_str());
        quoted.insert(stem(&path), quotes.map(str::to_owned).collect());
    }
    let keyed = read_lines(&folder.join("documents.jsonl"))?.into_iter().filter_map(|line| {
        let text = line["text"].as_str()?.to_owned();
        let quotes = quoted.get(line["id"].as_str()?)?;
        let spots = quotes.iter().filter_map(|quote| {
            let start = text[..text.find(quote.as_str())?].chars().count();
            Some(start..start + quote.chars().count())
        });
        Some(Keyed { spots: spots.collect(), text })
    });
    Ok(keyed.collect())
}

/// One of the gate's questions.
type Passes = fn(&Gated) -> bool;

fn score_set(context: &Context, set: &str, items: &[Keyed]) -> Vec<Row> {
    let gated = bundle::each(items, |item| gate(&context.coder, &Document::plain("d", item.text.clone())));
    let questions: [(&str, Passes); 2] =
        [("a word that may name an act", |s| s.may_tell), ("read by the encoder", |s| s.read)];
    let rows = questions.into_iter().filter_map(|(question, passes)| {
        let tallies: Vec<Tally> = items.iter().zip(&gated).map(|(item, gated)| tally(item, gated, passes)).collect();
        let wanted: usize = tallies.iter().map(|t| t.wanted).sum();
        // The tally's "found" are the sentences that pass, "matched" all there are.
        let passing = share(&mut tallies.iter(), |t| t.found, |t| t.matched);
        (wanted > 0).then(|| Row {
            set: "gate".to_owned(),
            items: format!("{wanted} sentences: {set}, {} texts", items.len()),
            metric: format!("{question}, recall"),
            figure: interval(&tallies, |t| share(t, |t| t.right, |t| t.wanted)),
            baseline: Some(("share of all sentences", passing)),
            others: "",
        })
    });
    rows.collect()
}

fn tally(item: &Keyed, gated: &[Gated], passes: Passes) -> Tally {
    let bytes: Vec<usize> = item.text.char_indices().map(|(at, _)| at).chain([item.text.len()]).collect();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(item.text.len());
    let spots: Vec<Range<usize>> = item.spots.iter().map(|s| byte(s.start)..byte(s.end)).collect();
    let mut tally = Tally { matched: gated.len(), ..Tally::default() };
    for sentence in gated {
        let wanted = spots.iter().any(|s| s.start < sentence.range.end && sentence.range.start < s.end);
        tally.wanted += usize::from(wanted);
        tally.found += usize::from(passes(sentence));
        tally.right += usize::from(wanted && passes(sentence));
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_with_a_spot_are_wanted() {
        let item = Keyed { text: "Éa. Bc. De.".to_owned(), spots: vec![0..1, 4..6] };
        let sentence = |range, may_tell| Gated { range, may_tell, read: false };
        let gated = [sentence(0..4, true), sentence(5..8, false), sentence(9..12, true)];
        let t = tally(&item, &gated, |s| s.may_tell);
        assert_eq!((t.wanted, t.right, t.found, t.matched), (2, 1, 2, 3));
    }
}
