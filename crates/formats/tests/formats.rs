//! Each format over one small invented desk, byte for byte, and the promises that all formats keep.

mod desk;

use std::collections::BTreeSet;

use desk::{day, desk};
use polybius_formats::{Filter, Format, Options, Records, Sidecar, export};
use polybius_records::{EventType, Status};

fn run(format: Format, records: &Records<'_>, filter: Option<&Filter>, why: bool) -> (String, Sidecar) {
    let mut out = Vec::new();
    let options = Options { filter, why, nationality: None };
    let sidecar = export(format, records, &options, &mut out).expect("memory takes every byte");
    (String::from_utf8(out).expect("exports are UTF-8"), sidecar)
}

#[test]
fn every_format_as_written() {
    let desk = desk();
    for format in Format::ALL {
        let (text, sidecar) = run(format, &desk.records(), None, false);
        insta::assert_snapshot!(format.name(), format!("{text}---\n{}\n", sidecar.summary()));
    }
}

#[test]
fn the_order_of_records_does_not_change_a_byte() {
    let (first, mut second) = (desk(), desk());
    second.events.reverse();
    second.reports.reverse();
    for format in Format::ALL {
        assert_eq!(
            run(format, &first.records(), None, false).0,
            run(format, &second.records(), None, false).0,
            "{format}"
        );
    }
}

#[test]
fn every_event_is_written_or_left_out_or_filtered_out_and_the_trace_says_why() {
    let desk = desk();
    for format in Format::ALL {
        let (_, sidecar) = run(format, &desk.records(), None, true);
        let events: BTreeSet<&str> = desk.events.iter().map(|e| e.id.as_str()).collect();
        let written = sidecar.why.iter().filter(|t| t.written && events.contains(t.record.as_str())).count();
        assert_eq!(written + sidecar.left_out_total() + sidecar.filtered_out, desk.events.len(), "{format}");
        for trace in sidecar.why.iter().filter(|t| !t.written) {
            assert!(sidecar.left_out.contains_key(&trace.rules[0]), "{format}: {trace:?}");
        }
        assert!(run(format, &desk.records(), None, false).1.why.is_empty());
    }
}

#[test]
fn tables_have_as_many_fields_as_columns_in_every_row() {
    let desk = desk();
    for (format, columns) in [(Format::Acled, 31), (Format::Ucdp, 49), (Format::Gtd, 135), (Format::Csv, 45)] {
        let (text, sidecar) = run(format, &desk.records(), None, false);
        let rows = parse(&text);
        assert_eq!(rows.len(), sidecar.written + 1, "{format}");
        for row in rows {
            assert_eq!(row.len(), columns, "{format}: {row:?}");
            for field in row {
                let number = field.parse::<f64>().is_ok();
                assert!(number || !field.starts_with(['=', '+', '-', '@', '\t', '\r']), "{format}: {field}");
            }
        }
    }
}

/// Reads CSV as RFC 4180 has it.
fn parse(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (vec![], vec![], String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                field.push('"');
                chars.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    rows
}

#[test]
fn one_filter_means_the_same_everywhere() {
    let desk = desk();
    let mali = Filter { countries: ["ML".to_owned()].into(), ..Filter::default() };
    let june = Filter { from: Some(day(2031, 6, 1)), to: Some(day(2031, 6, 9)), ..Filter::default() };
    let battles = Filter { event_types: [EventType::Battles].into(), ..Filter::default() };
    let threats = Filter { statuses: [Status::Threatened].into(), ..Filter::default() };
    let two = Filter { min_sources: 2, ..Filter::default() };
    let all = Filter { rejected: true, ..Filter::default() };
    // Of the ten events, those that pass.
    for (filter, pass) in
        [(mali, 3), (june, 2), (battles, 2), (threats, 1), (two, 1), (all, 10), (Filter::default(), 9)]
    {
        for format in Format::ALL {
            let (_, sidecar) = run(format, &desk.records(), Some(&filter), false);
            assert_eq!(sidecar.filtered_out, 10 - pass, "{format} {filter:?}");
        }
    }
}

#[test]
fn jsonl_holds_the_contract() {
    let desk = desk();
    let (text, _) = run(Format::Jsonl, &desk.records(), None, false);
    let lines: Vec<serde_json::Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let key = |v: &serde_json::Value| (v["kind"].as_str().unwrap().to_owned(), v["id"].as_str().unwrap().to_owned());
    let keys: Vec<_> = lines.iter().map(key).collect();
    assert!(keys.is_sorted());
    let events: BTreeSet<&str> =
        lines.iter().filter(|v| v["kind"] == "event").map(|v| v["id"].as_str().unwrap()).collect();
    let reports: Vec<_> = lines.iter().filter(|v| v["kind"] == "report").collect();
    assert_eq!((events.len(), reports.len()), (9, 10));
    assert!(reports.iter().all(|r| events.contains(r["event"].as_str().unwrap()) && r["document"].is_string()));
    assert_eq!(lines.iter().filter(|v| v["kind"] == "control").count(), 1);
}
