//! The validation sentences of PETRARCH-2 with CAMEO codes: is every coded event found, and nothing where there is none?
//!
//! An event is right where the first two digits of its code and the first three letters of source and target (the country, or `IGO`)
//! are the key's. A sentence is right where all of its events are; one without events, where no interaction with both sides is found.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use polybius_coder::{Party, dyads};
use polybius_records::Document;
use serde_json::{Value, json};

use super::bootstrap::interval;
use super::bundle;
use super::frame::{Context, files, read};
use super::interaction::baseline;
use super::markup::attribute;
use super::table::Row;

/// Root of the code, source, target.
type Event = (String, String, String);

struct Item {
    id: String,
    text: String,
    date: Option<String>,
    /// Absent where the key is held by others.
    key: Option<BTreeSet<Event>>,
}

pub fn score(context: &Context, folder: &Path) -> Result<Vec<Row>> {
    let mut items = Vec::new();
    for path in files(folder, "xml")? {
        items.extend(read_items(&read(&path)?));
    }
    let found = bundle::each(&items, |item| coded(context, item));
    let lines: Vec<Value> = items
        .iter()
        .zip(&found)
        .map(|(item, events)| {
            let events: Vec<Value> = events
                .iter()
                .map(|(code, source, target)| json!({"eventcode": code, "sourcecode": source, "targetcode": target}))
                .collect();
            json!({"id": item.id, "events": events})
        })
        .collect();
    context.write_lines("petrarch", &lines)?;
    let keyed: Vec<(&Item, &BTreeSet<Event>, BTreeSet<Event>)> = items
        .iter()
        .zip(&found)
        .filter_map(|(item, events)| Some((item, item.key.as_ref()?, events.iter().map(reduced).collect())))
        .collect();
    if keyed.is_empty() {
        return Ok(Vec::new());
    }
    let right: Vec<[bool; 2]> = keyed.iter().map(|(_, key, events)| is_right(key, events)).collect();
    let plain: Vec<[bool; 2]> =
        keyed.iter().map(|(item, key, _)| is_right(key, &by_keyword(&context.coder, &item.text))).collect();
    let metrics = [("every event found", "50 of 78 (UniversalPetrarch)"), ("every event found, and no other", "")];
    let rows = metrics.into_iter().enumerate().map(|(i, (metric, others))| {
        let mean = move |all: &mut dyn Iterator<Item = &[bool; 2]>| {
            let (mut n, mut good) = (0_usize, 0_usize);
            for answer in all {
                n += 1;
                good += usize::from(answer[i]);
            }
            if n == 0 { 0.0 } else { good as f64 / n as f64 }
        };
        Row {
            set: "petrarch".to_owned(),
            items: format!("{} sentences, {} right", right.len(), right.iter().filter(|r| r[i]).count()),
            metric: metric.to_owned(),
            figure: interval(&right, mean),
            baseline: Some(("keywords, countries in order", mean(&mut plain.iter()))),
            others,
        }
    });
    Ok(rows.collect())
}

/// Every pair that the coder finds, with full codes. A side that nobody is known for is `---`.
fn coded(context: &Context, item: &Item) -> Vec<Event> {
    let mut document = Document::plain(item.id.clone(), item.text.clone());
    document.published = item.date.as_deref().and_then(|d| d.parse().ok());
    let code = |party: Option<&Party>| party.map_or("---".to_owned(), |p| p.code.clone());
    let mut out = Vec::new();
    for dyad in dyads(&context.coder, &document) {
        for (source, target) in dyad.pairs() {
            out.push((dyad.cameo.clone(), code(source), code(target)));
        }
    }
    out
}

fn reduced((code, source, target): &Event) -> Event {
    let head = |text: &str, n: usize| text.chars().take(n).collect::<String>();
    (head(code, 2), head(source, 3), head(target, 3))
}

/// Whether all events of the key are found; and whether nothing else is.
fn is_right(key: &BTreeSet<Event>, found: &BTreeSet<Event>) -> [bool; 2] {
    let whole: BTreeSet<&Event> = found.iter().filter(|(_, s, t)| s != "---" && t != "---").collect();
    if key.is_empty() {
        return [whole.is_empty(); 2];
    }
    let all = key.is_subset(found);
    [all, all && whole.iter().all(|e| key.contains(*e))]
}

/// CAMEO roots of the classes that the keyword baseline gives.
const ROOTS: [(&str, &str); 17] = [
    ("AGREE", "03"),
    ("CONSULT", "04"),
    ("SUPPORT", "05"),
    ("COOPERATE", "06"),
    ("AID", "07"),
    ("RETREAT", "08"),
    ("INVESTIGATE", "09"),
    ("DEMAND", "10"),
    ("DISAPPROVE", "11"),
    ("REJECT", "12"),
    ("THREATEN", "13"),
    ("PROTEST", "14"),
    ("MOBILIZE", "15"),
    ("SANCTION", "16"),
    ("COERCE", "17"),
    ("ASSAULT", "18"),
    ("FIGHT", "19"),
];

/// The class of the first keyword, from the first country named to the second.
fn by_keyword(coder: &polybius_coder::Coder, text: &str) -> BTreeSet<Event> {
    let class = baseline(text).class;
    let root = ROOTS.iter().find(|(c, _)| *c == class).map_or("03", |(_, root)| root);
    let mut countries: Vec<String> = Vec::new();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    for at in 0..words.len() {
        let table = &coder.lexicon().countries;
        let two = words.get(at + 1).map(|next| format!("{} {next}", words[at]));
        let named = two.and_then(|t| table.by_name(&t)).or_else(|| table.by_name(words[at]));
        if let Some(country) = named.or_else(|| table.by_demonym(words[at]))
            && !countries.contains(&country.alpha3)
        {
            countries.push(country.alpha3.clone());
        }
    }
    let mut countries = countries.into_iter();
    match (countries.next(), countries.next()) {
        (Some(a), Some(b)) => BTreeSet::from([(root.to_owned(), a, b)]),
        _ => BTreeSet::new(),
    }
}

/// The file is no sound XML (its sentences close where they open), so it is read by its tags.
fn read_items(xml: &str) -> Vec<Item> {
    let between = |s: &str, open: &str, close: &str| -> Option<String> {
        let from = s.find(open)? + open.len();
        let to = from + s[from..].find(close)?;
        Some(s[from..to].to_owned())
    };
    let mut out = Vec::new();
    for part in xml.split("<Sentence ").skip(1) {
        let head = part.split('>').next().unwrap_or_default();
        let mut text = between(part, "<Text>", "</Text>").unwrap_or_default();
        text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            // One sentence stands only as a parse: its words are the second column.
            let parse = between(part, "<Parse>", "</Parse>").unwrap_or_default();
            let words: Vec<&str> = parse.lines().filter_map(|l| l.split('\t').nth(1)).collect();
            text = words.join(" ");
        }
        let mut key = BTreeSet::new();
        let mut is_keyed = false;
        for event in part.split("<EventCoding").skip(1) {
            let event = event.split('>').next().unwrap_or_default();
            is_keyed = true;
            let value = |name: &str| attribute(event, name).unwrap_or_default().to_owned();
            if event.contains("eventcode") {
                key.insert(reduced(&(value("eventcode"), value("sourcecode"), value("targetcode"))));
            }
        }
        let day = attribute(head, "date").filter(|d| d.len() == 8 && d.bytes().all(|b| b.is_ascii_digit()));
        let date = day.map(|d| format!("{}-{}-{}", &d[..4], &d[4..6], &d[6..]));
        let id = attribute(head, "id").unwrap_or_default().to_owned();
        out.push(Item { id, text, date, key: is_keyed.then_some(key) });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(code: &str, source: &str, target: &str) -> Event {
        reduced(&(code.to_owned(), source.to_owned(), target.to_owned()))
    }

    #[test]
    fn sentences_are_read_with_their_events() {
        let xml = "<Sentence category=\"A\" date=\"20150609\" id=\"one\" evaluate=\"true\"/>\n<EventCoding eventcode=\"0841\" \
                   sourcecode=\"MLIGOV\" targetcode=\"---CVL\" />\n<Text>\nMali freed\nthem.\n</Text></Sentence>\
                   <Sentence date=\"2015\" id=\"two\"/><EventCoding noevents = \"True\"/><Text></Text><Parse>\n1\tIt\tit\n2\trained\train\n</Parse>";
        let items = read_items(xml);
        assert_eq!((items[0].text.as_str(), items[0].date.as_deref()), ("Mali freed them.", Some("2015-06-09")));
        assert_eq!(items[0].key, Some(BTreeSet::from([("08".to_owned(), "MLI".to_owned(), "---".to_owned())])));
        assert_eq!((items[1].text.as_str(), items[1].key.clone()), ("It rained", Some(BTreeSet::new())));
        assert!(items[1].date.is_none());
    }

    #[test]
    fn right_is_by_root_and_countries() {
        let key = BTreeSet::from([event("190", "MLIMIL", "TCD")]);
        let found = BTreeSet::from([event("193", "MLI", "TCDMIL")]);
        assert_eq!(is_right(&key, &found), [true, true]);
        let more = BTreeSet::from([event("193", "MLI", "TCDMIL"), event("040", "MLI", "TCD")]);
        assert_eq!(is_right(&key, &more), [true, false]);
        assert_eq!(is_right(&key, &BTreeSet::from([event("193", "TCD", "MLI")])), [false, false]);
        // Half an interaction is none.
        let nothing = BTreeSet::new();
        assert_eq!(is_right(&nothing, &BTreeSet::from([event("190", "MLI", "---")])), [true, true]);
        assert_eq!(is_right(&nothing, &found), [false, false]);
    }
}
