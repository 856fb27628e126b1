//! Slots of the full key that reports fill: date, country, place, stage of execution, killed, injured. Measured on the pairs of events
//! and key templates that the alignment of [`super::ceaf`] makes, where the key has a value.

use std::collections::BTreeMap;

use polybius_coder::{Coder, sheets};
use polybius_lexicon::Lexicon;
use polybius_records::{Count, Date, EventBody, Report, Status};

use super::super::bootstrap::interval;
use super::super::bundle;
use super::super::table::Row;
use super::key::{Entry, Text};
use super::template::Normal;
use super::{ceaf, convert};

const SLOTS: [(&str, &str); 6] = [
    ("date", "on or before the day of the paper"),
    ("country", "El Salvador"),
    ("place named in the key", "none"),
    ("stage of execution", "accomplished"),
    ("number killed", "one"),
    ("number injured", "one"),
];

/// Of one text: for each slot, pairs with a value, pairs right, and right by the baseline.
type Tally = [[usize; 3]; SLOTS.len()];

/// The figures, with intervals over texts.
pub fn score(coder: &Coder, texts: &[Text], entries: &[Entry]) -> Vec<Row> {
    let mut by_text: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        by_text.entry(&entry.id).or_default().push(entry);
    }
    let tallies: Vec<Tally> = bundle::each(texts, |text| {
        by_text.get(text.id.as_str()).map_or(Tally::default(), |entries| tally(coder, text, entries))
    });
    let paired: usize = tallies.iter().map(|t| t[1][0]).sum();
    let mut rows = Vec::new();
    for (i, (slot, baseline)) in SLOTS.into_iter().enumerate() {
        let share = |which: usize| {
            move |all: &mut dyn Iterator<Item = &Tally>| {
                let (mut n, mut of) = (0_usize, 0_usize);
                for t in all {
                    n += t[i][which];
                    of += t[i][0];
                }
                if of == 0 { 0.0 } else { n as f64 / of as f64 }
            }
        };
        let with_value: usize = tallies.iter().map(|t| t[i][0]).sum();
        rows.push(Row {
            set: "muc (full key, capitals)".to_owned(),
            items: format!("{with_value} of {paired} pairs, {} key templates", entries.len()),
            metric: format!("{slot} right, of pairs with a value"),
            figure: interval(&tallies, share(1)),
            baseline: Some((baseline, share(2)(&mut tallies.iter()))),
            others: "",
        });
    }
    rows
}

fn tally(coder: &Coder, text: &Text, entries: &[&Entry]) -> Tally {
    let mut out = Tally::default();
    for (report, entry) in aligned(coder, text, entries) {
        let body = &report.body;
        let answers = [
            entry.date.map(|key| (date_right(body, key), key.0.is_none())),
            entry.location.first().map(|c| (country_right(coder.lexicon(), body, c), c == "EL SALVADOR")),
            (entry.location.len() > 1).then(|| (place_right(body, &entry.location[1..]), false)),
            (!entry.stage.is_empty())
                .then(|| (entry.stage.contains(stage(body)), entry.stage.contains("ACCOMPLISHED"))),
            entry.hurt[0].map(|n| (body.killed.as_ref().and_then(|c| c.best) == Some(n), n == 1)),
            entry.hurt[1].map(|n| (body.injured.as_ref().and_then(|c| c.best) == Some(n), n == 1)),
        ];
        for (slot, answer) in out.iter_mut().zip(answers) {
            if let Some((right, plain)) = answer {
                *slot = [slot[0] + 1, slot[1] + usize::from(right), slot[2] + usize::from(plain)];
            }
        }
    }
    out
}

/// Reports with the key's entries that the alignment gives them.
fn aligned<'a>(coder: &Coder, text: &Text, entries: &[&'a Entry]) -> Vec<(Report, &'a Entry)> {
    let (told, sheets) = sheets(coder, &text.document());
    let predicted: Vec<Normal> = sheets.iter().map(|s| convert::template(s).normalised()).collect();
    let gold: Vec<Normal> = entries.iter().map(|e| e.template.normalised()).collect();
    let pairs = ceaf::align(&predicted, &gold);
    pairs.into_iter().map(|(p, g)| (told.events[sheets[p].event].report.clone(), entries[g])).collect()
}

/// The id of each report that has an entry, and which of its filled fields the key calls right or wrong.
pub fn verdicts(coder: &Coder, text: &Text, entries: &[&Entry]) -> Vec<(String, Vec<(&'static str, bool)>)> {
    let judge = |(report, entry): (Report, &Entry)| {
        let body = &report.body;
        let toll = |n: usize, count: &Option<Count>| Some(count.as_ref()?.best == Some(entry.hurt[n]?));
        let status = !entry.stage.is_empty();
        let fields = [
            ("status", status.then(|| entry.stage.contains(stage(body)))),
            ("date", entry.date.filter(|key| key.0.is_some() && body.date.is_some()).map(|key| date_right(body, key))),
            ("country", entry.location.first().map(|c| country_right(coder.lexicon(), body, c))),
            ("place", (entry.location.len() > 1).then(|| place_right(body, &entry.location[1..]))),
            ("killed", toll(0, &body.killed)),
            ("injured", toll(1, &body.injured)),
        ];
        let known = fields.into_iter().filter_map(|(field, right)| Some((field, right?))).collect();
        (report.id, known)
    };
    aligned(coder, text, entries).into_iter().map(judge).collect()
}

/// A day or a span as the key has it; "on or before" is also right for no date, or for one that ends by then.
fn date_right(body: &EventBody, key: (Option<Date>, Date)) -> bool {
    match (key.0, body.date) {
        (Some(from), Some(span)) => span.start >= from && span.end <= key.1,
        (Some(_), None) => false,
        (None, span) => span.is_none_or(|s| s.start <= key.1),
    }
}

fn country_right(lexicon: &Lexicon, body: &EventBody, name: &str) -> bool {
    let code = body.place.as_ref().and_then(|p| p.country.as_deref());
    code.and_then(|c| lexicon.countries.by_code(c)).is_some_and(|c| c.name.eq_ignore_ascii_case(name))
}

/// Whether the place, or the division that it lies in, is one of the names.
fn place_right(body: &EventBody, names: &[String]) -> bool {
    let Some(place) = &body.place else { return false };
    let plain = |name: &str| -> String {
        let folded = name.chars().map(|c| match c.to_lowercase().next().unwrap_or(c) {
            'á' => 'a',
            'é' => 'e',
            'í' => 'i',
            'ó' => 'o',
            'ú' | 'ü' => 'u',
            'ñ' => 'n',
            other => other,
        });
        folded.collect::<String>().replace(" department", "").replace(" province", "")
    };
    let ours: Vec<String> = [Some(&place.name), place.admin1.as_ref(), place.admin2.as_ref()]
        .into_iter()
        .flatten()
        .map(|n| plain(n))
        .collect();
    names.iter().any(|n| ours.contains(&plain(n)))
}

fn stage(body: &EventBody) -> &'static str {
    match body.status {
        Status::Foiled => "ATTEMPTED",
        Status::Planned | Status::Threatened => "THREATENED",
        _ => "ACCOMPLISHED",
    }
}

#[cfg(test)]
mod tests {
    use super::super::template::Template;
    use super::*;

    #[test]
    fn slots_of_one_text_by_hand() {
        let coder = Coder::new(Lexicon::embedded());
        let text = Text {
            id: "t".to_owned(),
            published: "1990-02-04".parse().ok(),
            body: "GUERRILLAS SHOT AND KILLED TWO JUDGES IN BOGOTA, COLOMBIA, YESTERDAY.".to_owned(),
        };
        let entry = Entry {
            id: "t".to_owned(),
            template: Template { incident_type: "attack".to_owned(), ..Template::default() },
            date: Some(("1990-02-03".parse().ok(), "1990-02-03".parse().unwrap())),
            location: vec!["COLOMBIA".to_owned(), "BOGOTA".to_owned()],
            stage: "ACCOMPLISHED / THREATENED".to_owned(),
            hurt: [Some(2), None],
        };
        let found = tally(&coder, &text, &[&entry]);
        assert_eq!(found, [[1, 1, 0], [1, 1, 0], [1, 1, 0], [1, 1, 1], [1, 1, 0], [0, 0, 0]]);
        assert!(tally(&coder, &text, &[]).iter().all(|slot| slot[0] == 0));
    }
}
