//! Each format over one small invented desk, byte for byte, and the promises that all formats keep.

mod desk;
mod reading;

use std::collections::BTreeSet;
use std::fmt::Write;

use desk::{day, desk};
use polybius_formats::{
    Filter, Format, Options, Records, Sidecar, Style, Table, columns, each_row, export, features, write_row,
};
use polybius_records::{EventType, Status};

fn bytes(format: Format, records: &Records<'_>, filter: Option<&Filter>, why: bool) -> (Vec<u8>, Sidecar) {
    let mut out = Vec::new();
    let options = Options { filter, why, ..Options::default() };
    let sidecar = export(format, records, &options, &mut out).expect("memory takes every byte");
    (out, sidecar)
}

fn run(format: Format, records: &Records<'_>, filter: Option<&Filter>, why: bool) -> (String, Sidecar) {
    let (out, sidecar) = bytes(format, records, filter, why);
    (String::from_utf8(out).expect("exports are UTF-8"), sidecar)
}

#[test]
fn every_format_as_written() {
    let desk = desk();
    for format in Format::ALL.into_iter().filter(|f| !f.is_binary()) {
        let (text, sidecar) = run(format, &desk.records(), None, false);
        let notes: String = sidecar.notes().iter().map(|note| format!("{note}\n")).collect();
        insta::assert_snapshot!(format.name(), format!("{text}---\n{}\n{notes}", sidecar.summary()));
    }
}

#[test]
fn columns_of_the_flat_tables() {
    for table in Table::ALL {
        let mut list = String::new();
        for c in columns(table) {
            writeln!(list, "{} {} {}", c.name, c.kind.name(), c.hxl).expect("memory takes every byte");
        }
        insta::assert_snapshot!(format!("columns_of_{table}"), list);
    }
}

#[test]
fn columns_of_the_styles() {
    for format in [Format::Acled, Format::Ucdp, Format::Gtd, Format::Geoparquet] {
        insta::assert_snapshot!(format!("columns_of_{format}"), format.columns(Table::Events)["events"].join("\n"));
    }
}

#[test]
fn what_stands_beside_an_export() {
    let desk = desk();
    for format in [Format::Acled, Format::Xlsx] {
        let (_, sidecar) = bytes(format, &desk.records(), None, false);
        let mut about = serde_json::to_value(&sidecar).unwrap();
        about["columns"] = about["columns"].as_object().unwrap().keys().cloned().collect::<Vec<_>>().into();
        insta::assert_json_snapshot!(format!("sidecar_of_{format}"), about);
    }
}

#[test]
fn rows_as_values_are_those_of_the_export() {
    let desk = desk();
    for (style, format) in [(Style::Acled, Format::Acled), (Style::Ucdp, Format::Ucdp)] {
        let mut lines = format!("{}\n", format.columns(Table::Events)["events"].join(",")).into_bytes();
        let sidecar =
            each_row(style, &desk.records(), &Options::default(), |_, cells| Ok(write_row(cells, &mut lines)?));
        let (text, expected) = run(format, &desk.records(), None, false);
        assert_eq!(String::from_utf8(lines).unwrap(), text);
        assert_eq!(sidecar.unwrap().left_out, expected.left_out);
    }
    let features = features(&desk.records(), &Options::default()).unwrap();
    let whole: serde_json::Value = serde_json::from_str(&run(Format::Geojson, &desk.records(), None, false).0).unwrap();
    assert_eq!(serde_json::Value::from(features), whole["features"]);
}

#[test]
fn the_order_of_records_does_not_change_a_byte() {
    let (first, mut second) = (desk(), desk());
    second.events.reverse();
    second.reports.reverse();
    for format in Format::ALL {
        assert_eq!(
            bytes(format, &first.records(), None, false).0,
            bytes(format, &second.records(), None, false).0,
            "{format}"
        );
    }
}

#[test]
fn every_event_is_written_or_left_out_or_filtered_out_and_the_trace_says_why() {
    let desk = desk();
    for format in Format::ALL {
        let (_, sidecar) = bytes(format, &desk.records(), None, true);
        let events: BTreeSet<&str> = desk.events.iter().map(|e| e.id.as_str()).collect();
        let written = sidecar.why.iter().filter(|t| t.written && events.contains(t.record.as_str())).count();
        assert_eq!(written + sidecar.left_out_total() + sidecar.filtered_out, desk.events.len(), "{format}");
        for trace in sidecar.why.iter().filter(|t| !t.written) {
            assert!(sidecar.left_out.contains_key(&trace.rules[0]), "{format}: {trace:?}");
        }
        assert!(bytes(format, &desk.records(), None, false).1.why.is_empty());
    }
}

#[test]
fn tables_have_as_many_fields_as_columns_in_every_row() {
    let desk = desk();
    for (format, columns) in
        [(Format::Acled, 31), (Format::Ucdp, 49), (Format::Gtd, 135), (Format::Csv, 56), (Format::Hxl, 56)]
    {
        let (text, sidecar) = run(format, &desk.records(), None, false);
        let rows = reading::csv(&text);
        let heads = if format == Format::Hxl { 2 } else { 1 };
        assert_eq!(rows.len(), sidecar.written + heads, "{format}");
        for row in rows {
            assert_eq!(row.len(), columns, "{format}: {row:?}");
            row.iter().for_each(|field| assert!(!reading::is_run(field), "{format}: {field}"));
        }
    }
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
        let chosen: BTreeSet<&str> = desk.events.iter().filter(|e| filter.passes(e)).map(|e| e.id.as_str()).collect();
        assert_eq!(chosen.len(), pass, "{filter:?}");
        for format in Format::ALL {
            let (_, sidecar) = bytes(format, &desk.records(), Some(&filter), true);
            assert_eq!(sidecar.filtered_out, 10 - pass, "{format} {filter:?}");
            let seen = sidecar.why.iter().map(|t| t.record.as_str());
            let seen: BTreeSet<&str> = seen.filter(|id| id.starts_with("event-")).collect();
            assert_eq!(seen, chosen, "{format} {filter:?}");
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
