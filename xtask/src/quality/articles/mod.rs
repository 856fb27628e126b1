//! Whole event records for modern articles: is each event found once, are its fields right, are reports of one event merged?

mod baseline;
pub mod gold;
mod names;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Result, bail};
use polybius_coder::code;
use polybius_ingest::{Options, Signature, Source, source_groups};
use polybius_lexicon::Lexicon;
use polybius_merge::Context as Merging;
use polybius_records::{Document, Report};
use serde_json::Value;

use super::bootstrap::interval;
use super::bundle;
use super::frame::{Context, Split, files, read as read_file, stem};
use super::table::Row;
use gold::{fields, is_optional, likeness};

/// Figures of one document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    events: usize,
    found: usize,
    spurious: usize,
    fields: usize,
    right: usize,
}

/// A report that was matched: the key's event, and the event that the merger put it in.
type Matched = (String, Option<String>);

/// The set itself, then the sets of our own, which lie in the repository.
pub fn score(context: &Context, folder: &Path) -> Result<Vec<Row>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/coder/tests");
    let mut rows = score_set(context, folder, "articles")?;
    if context.split == Split::Dev {
        rows.extend(score_set(context, &tests.join("stories"), "articles (own stories)")?);
        rows.extend(score_set(context, &tests.join("news"), "articles (own news, never tuned on)")?);
        rows.extend(score_set(context, &tests.join("dispatches"), "articles (own dispatches, never tuned on)")?);
    }
    Ok(rows)
}

fn score_set(context: &Context, folder: &Path, set: &str) -> Result<Vec<Row>> {
    let documents = read(&folder.join("documents.jsonl"))?;
    let reports: Vec<Vec<Report>> = bundle::each(&documents, |d| code(&context.coder, d).0);
    let all: Vec<Report> = reports.iter().flatten().cloned().collect();
    let events = merged(&documents, &all, context.coder.lexicon());
    let values = |reports: &[Report]| -> Result<Vec<Value>> {
        let mut values: Vec<Value> = reports
            .iter()
            .map(|r| {
                let mut value = serde_json::to_value(r)?;
                value["kind"] = "report".into();
                value["event"] = events.get(&r.id).map_or(Value::Null, |e| e.as_str().into());
                Ok(value)
            })
            .collect::<Result<_>>()?;
        values.sort_by(|a, b| a["id"].as_str().cmp(&b["id"].as_str()));
        Ok(values)
    };
    let coded: BTreeMap<&str, Vec<Value>> =
        documents.iter().zip(&reports).map(|(d, r)| Ok((d.id.as_str(), values(r)?))).collect::<Result<_>>()?;
    let lines: Vec<Value> = coded.values().flatten().cloned().collect();
    context.write_lines(&set.replace(['(', ')', ','], "").replace(' ', "-"), &lines)?;
    let gold = folder.join("gold");
    if !gold.is_dir() {
        return Ok(Vec::new());
    }
    let (mut scored, mut plain, mut matched) = (Vec::new(), Vec::new(), Vec::new());
    let lexicon = context.coder.lexicon();
    for path in files(&gold, "json")? {
        let key: Value = serde_json::from_str(&read_file(&path)?)?;
        let name = stem(&path);
        let (tally, pairs) = compare(coded.get(name.as_str()).map_or(&[][..], Vec::as_slice), &key);
        scored.push(tally);
        matched.extend(pairs);
        let document = documents.iter().find(|d| d.id == name);
        let simple: Vec<Value> = document.into_iter().flat_map(|d| baseline::reports(lexicon, d)).collect();
        plain.push(compare(&simple, &key).0);
    }
    Ok(rows(set, &scored, &plain, &matched))
}

fn rows(set: &str, scored: &[Tally], plain: &[Tally], matched: &[Matched]) -> Vec<Row> {
    let events: usize = scored.iter().map(|t| t.events).sum();
    let row = |metric: &str, items: String, figure, baseline, others| Row {
        set: set.to_owned(),
        items,
        metric: metric.to_owned(),
        figure,
        baseline,
        others,
    };
    let texts = format!("{events} events, {} texts", scored.len());
    let name = "one event a text: country, day and number named first";
    let mut out = vec![
        row(
            "events, F1",
            texts.clone(),
            interval(scored, f1),
            Some((name, f1(&mut plain.iter()))),
            "1.0 (a second coder)",
        ),
        row(
            "fields right, of events found",
            format!("{} fields", scored.iter().map(|t| t.fields).sum::<usize>()),
            interval(scored, right),
            Some((name, right(&mut plain.iter()))),
            ".99 (a second coder)",
        ),
        row("events found", texts.clone(), interval(scored, recall), Some((name, recall(&mut plain.iter()))), ""),
        row(
            "reports that are events",
            texts,
            interval(scored, precision),
            Some((name, precision(&mut plain.iter()))),
            "",
        ),
    ];
    if let Some((merge, alone)) = b3(matched) {
        let figure = super::bootstrap::Interval { value: merge, low: merge, high: merge };
        let items = format!("{} matched reports", matched.len());
        out.push(row("reports merged, B3 F1 (no interval)", items, figure, Some(("no merging", alone)), ""));
    }
    out
}

pub fn read(path: &Path) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    for read in Source::from_paths(vec![path.to_owned()], None, Options::default()) {
        match read {
            Ok(read) => documents.push(read.document),
            Err(e) => bail!("{e}"),
        }
    }
    Ok(documents)
}

/// The event of each report, as the desk would merge them.
fn merged(documents: &[Document], reports: &[Report], lexicon: &Lexicon) -> BTreeMap<String, String> {
    let signatures: Vec<_> = documents.iter().map(|d| (d.id.clone(), Signature::of_document(d))).collect();
    let mut sources = BTreeMap::new();
    for group in source_groups(&signatures) {
        if let Some(first) = group.first().cloned() {
            sources.extend(group.into_iter().map(|id| (id, first.clone())));
        }
    }
    let is_branch_of = |branch: &str, parent: &str| lexicon.actors.ancestors(branch).iter().any(|a| a.id == parent);
    let merging = Merging { sources, hierarchy: &is_branch_of, ..Merging::default() };
    let events = polybius_merge::merge(reports, &merging);
    events.into_iter().flat_map(|e| e.reports.iter().map(|r| (r.clone(), e.id.clone())).collect::<Vec<_>>()).collect()
}

/// Pairs reports with events of the key, the most alike first: the event of each report that has one.
pub fn pairs(reports: &[Value], events: &[Value]) -> BTreeMap<usize, usize> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (i, report) in reports.iter().enumerate() {
        for (j, event) in events.iter().enumerate() {
            pairs.push((likeness(report, event), i, j));
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(b.2.cmp(&a.2)));
    let (mut of_report, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (alike, i, j) in pairs {
        if alike > 0.0 && !of_report.contains_key(&i) && taken.insert(j) {
            of_report.insert(i, j);
        }
    }
    of_report
}

/// What reports make of the key of their text.
fn compare(reports: &[Value], key: &Value) -> (Tally, Vec<Matched>) {
    let empty = Vec::new();
    let events = key["events"].as_array().unwrap_or(&empty);
    let optional = key["optional_events"].as_array().unwrap_or(&empty);
    let of_report = pairs(reports, events);
    let mut tally = Tally { events: events.len(), found: of_report.len(), ..Tally::default() };
    let mut matched = Vec::new();
    for (&i, &j) in &of_report {
        for (_, right) in fields(&reports[i], &events[j]) {
            tally.fields += 1;
            tally.right += usize::from(right);
        }
        let name = events[j]["key"].as_str().unwrap_or_default().to_owned();
        matched.push((name, reports[i]["event"].as_str().map(str::to_owned)));
    }
    let alone = reports.iter().enumerate().filter(|(i, _)| !of_report.contains_key(i));
    tally.spurious = alone.filter(|(_, r)| !optional.iter().any(|e| is_optional(r, e))).count();
    (tally, matched)
}

fn sums(tallies: &mut dyn Iterator<Item = &Tally>) -> Tally {
    let mut all = Tally::default();
    for t in tallies {
        all.events += t.events;
        all.found += t.found;
        all.spurious += t.spurious;
        all.fields += t.fields;
        all.right += t.right;
    }
    all
}

fn share(n: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { n as f64 / of as f64 }
}

fn recall(tallies: &mut dyn Iterator<Item = &Tally>) -> f64 {
    let t = sums(tallies);
    share(t.found, t.events)
}

fn precision(tallies: &mut dyn Iterator<Item = &Tally>) -> f64 {
    let t = sums(tallies);
    share(t.found, t.found + t.spurious)
}

fn f1(tallies: &mut dyn Iterator<Item = &Tally>) -> f64 {
    let t = sums(tallies);
    share(2 * t.found, t.events + t.found + t.spurious)
}

fn right(tallies: &mut dyn Iterator<Item = &Tally>) -> f64 {
    let t = sums(tallies);
    share(t.right, t.fields)
}

/// B3 F1 of the merger and of no merging at all (Bagga and Baldwin 1998); `None` where no event stands in two texts.
fn b3(matched: &[Matched]) -> Option<(f64, f64)> {
    let distinct: BTreeSet<&str> = matched.iter().map(|(key, _)| key.as_str()).collect();
    if distinct.len() == matched.len() {
        return None;
    }
    let keyed = |a: usize, b: usize| matched[a].0 == matched[b].0;
    let figure = |joined: &dyn Fn(usize, usize) -> bool| {
        let n = matched.len();
        let part = |of: &dyn Fn(usize, usize) -> bool| -> f64 {
            let each = (0..n).map(|a| {
                let both = (0..n).filter(|&b| a == b || joined(a, b) && keyed(a, b)).count();
                share(both, (0..n).filter(|&b| of(a, b)).count())
            });
            each.sum::<f64>() / n as f64
        };
        let (p, r) = (part(joined), part(&keyed));
        2.0 * p * r / (p + r).max(1e-9)
    };
    let merged = |a: usize, b: usize| a == b || matched[a].1.is_some() && matched[a].1 == matched[b].1;
    Some((figure(&merged), figure(&|a, b| a == b)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn reports_pair_with_the_most_alike_event_and_the_rest_is_spurious() {
        let event = |key: &str, start: &str| json!({"key": key, "families": ["Battles"], "country": "KE", "date": [start, start], "perpetrators": []});
        let report = |id: &str, start: &str| json!({"id": id, "event_type": "Battles", "place": {"country": "KE"}, "date": {"start": start, "end": start}, "event": id});
        let key = json!({"events": [event("a", "2019-05-01"), event("b", "2019-08-01")], "optional_events": [event("o", "2018-01-01")]});
        let reports = [report("1", "2019-05-02"), report("2", "2018-01-04"), report("3", "2017-01-01")];
        let (tally, matched) = compare(&reports, &key);
        assert_eq!((tally.events, tally.found, tally.spurious), (2, 1, 1));
        // Type, country, nobody named, no false numbers; the day is off.
        assert_eq!((tally.fields, tally.right), (6, 5));
        assert_eq!(matched, [("a".to_owned(), Some("1".to_owned()))]);
    }

    #[test]
    fn b3_by_hand() {
        let item = |key: &str, event: &str| (key.to_owned(), Some(event.to_owned()));
        // Two of one event merged with a third of another: P = (2/3 + 2/3 + 1/3) / 3, R = 1.
        let (merged, alone) = b3(&[item("a", "x"), item("a", "x"), item("b", "x")]).unwrap();
        let p: f64 = 5.0 / 9.0;
        assert!((merged - 2.0 * p / (p + 1.0)).abs() < 1e-9);
        // Not merged: P = 1, R = (1/2 + 1/2 + 1) / 3.
        assert!((alone - 0.8).abs() < 1e-9);
        assert_eq!(b3(&[item("a", "x"), item("b", "x")]), None);
    }
}
