//! Formats with types: what is read back is what the records say.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

mod desk;
mod reading;

use calamine::Data;
use desk::{Desk, desk};
use polybius_formats::{Format, Options, Table, columns, export};
use polybius_records::{Agreement, Count, Date, Event, Role, Stance};
use serde_json::{Map, Value, json};

fn write(format: Format, table: Table, desk: &Desk) -> Vec<u8> {
    let mut out = Vec::new();
    export(format, &desk.records(), &Options { table, ..Options::default() }, &mut out)
        .expect("memory takes every byte");
    out
}

fn days(date: Date) -> i32 {
    Date::constant(1970, 1, 1).until(date).unwrap().get_days()
}

/// What the row of an event must be.
fn expected(event: &Event, desk: &Desk) -> Map<String, Value> {
    let body = &event.body;
    let names = |role: Role| json!(body.actors.iter().filter(|a| a.role == role).map(|a| &a.name).collect::<Vec<_>>());
    let said = |stances: &[Stance]| {
        json!(body.attributions.iter().filter(|a| stances.contains(&a.stance)).map(|a| &a.actor).collect::<Vec<_>>())
    };
    let mut publishers: Vec<String> =
        event.documents.iter().filter_map(|d| desk.documents[d].publisher.clone()).collect();
    publishers.sort();
    publishers.dedup();
    let record = serde_json::to_value(event).unwrap();
    let point = body.place.as_ref().filter(|p| p.longitude.is_some());
    let mut row = json!({
        "id": event.id, "event_type": record["event_type"], "sub_event_type": record["sub_event_type"],
        "status": record["status"],
        "date_start": body.date.map(|d| days(d.start)), "date_end": body.date.map(|d| days(d.end)),
        "date_precision": record["date"]["precision"],
        "place": record["place"]["name"], "country": record["place"]["country"], "admin1": record["place"]["admin1"],
        "admin2": record["place"]["admin2"], "latitude": point.and_then(|p| p.latitude),
        "longitude": point.and_then(|p| p.longitude), "place_precision": record["place"]["precision"],
        "geonameid": record["place"]["geonameid"],
        "perpetrators": names(Role::Perpetrator), "targets": names(Role::Target), "victims": names(Role::Victim),
        "opponents": names(Role::Opponent), "supporters": names(Role::Supporter), "detainers": names(Role::Detainer),
        "claimed_by": said(&[Stance::Claims]), "attributed_to": said(&[Stance::Attributes, Stance::Suspects]),
        "denied_by": [], "weapons": body.weapons.iter().map(|w| &w.name).collect::<Vec<_>>(),
        "sources": event.sources, "publishers": publishers, "summary": body.summary, "confidence": body.confidence,
        "review": record["review"], "actor_ids": body.actors.iter().map(|a| &a.id).collect::<Vec<_>>(),
        "documents": event.documents, "reports": event.reports,
    });
    let mut rules: Vec<String> = Vec::new();
    for (kind, count) in [
        ("killed", &body.killed),
        ("injured", &body.injured),
        ("abducted", &body.abducted),
        ("detained", &body.detained),
        ("displaced", &body.displaced),
    ] {
        let number = |of: fn(&Count) -> Option<u64>| json!(count.as_ref().and_then(of));
        row[format!("{kind}_best")] = number(|c| c.best);
        row[format!("{kind}_low")] = number(|c| c.low);
        row[format!("{kind}_high")] = number(|c| c.high);
        row[format!("{kind}_open_above")] = json!(count.as_ref().map(|c| c.open_above || c.high.is_none()));
        rules.extend(count.as_ref().and_then(|c| c.rule.clone()));
    }
    rules.dedup();
    row["best_rule"] = json!(rules);
    row["agreement"] = json!(event.reconciled.agreement.map(Agreement::as_str));
    row["disputed"] = json!(event.reconciled.contradictions.iter().map(|c| c.field.clone()).collect::<Vec<_>>());
    row.as_object().unwrap().clone()
}

#[test]
fn parquet_read_back_is_the_events() {
    let mut desk = desk();
    let open = desk.events.iter_mut().find_map(|e| e.body.abducted.as_mut()).unwrap();
    (open.high, open.open_above) = (None, true);
    for format in [Format::Parquet, Format::Geoparquet] {
        let read = reading::parquet(write(format, Table::Events, &desk));
        assert_eq!(read.rows.len(), 9, "{format}");
        for row in &read.rows {
            let event = desk.events.iter().find(|e| e.id == row["id"]).unwrap();
            assert_eq!(*row, expected(event, &desk), "{format}");
        }
    }
}

#[test]
fn a_stream_of_arrow_has_the_rows_of_parquet() {
    let desk = desk();
    for table in Table::ALL {
        let rows = reading::arrow(&write(Format::Arrow, table, &desk));
        assert_eq!(rows, reading::parquet(write(Format::Parquet, table, &desk)).rows, "{table}");
    }
}

#[test]
fn every_table_has_its_columns_and_rows() {
    let desk = desk();
    let reports = desk.reports.len() - 1;
    let events = desk.events.len() - 1;
    for (table, rows) in [
        (Table::Events, events),
        (Table::Reports, reports),
        // One quote a report; the small desk's events have none.
        (Table::Evidence, reports),
        (Table::Statements, 1),
    ] {
        let read = reading::parquet(write(Format::Parquet, table, &desk));
        assert_eq!(read.rows.len(), rows, "{table}");
        let names: Vec<&str> = read.rows[0].keys().map(String::as_str).collect();
        assert_eq!(names, columns(table).iter().map(|c| c.name).collect::<Vec<_>>(), "{table}");
        let csv = reading::csv(&String::from_utf8(write(Format::Csv, table, &desk)).unwrap());
        assert_eq!((csv.len(), csv[0].len()), (rows + 1, columns(table).len()), "{table}");
    }
    let read = reading::parquet(write(Format::Parquet, Table::Reports, &desk));
    for row in &read.rows {
        let event = desk.events.iter().find(|e| e.id == row["event"]).unwrap();
        assert!(event.reports.iter().any(|r| *r == row["id"]));
    }
}

#[test]
fn areas_are_no_points() {
    let mut desk = desk();
    // A record that has a country's middle all the same.
    let nigeria = desk.events.iter_mut().filter_map(|e| e.body.place.as_mut()).find(|p| p.name == "Nigeria").unwrap();
    (nigeria.latitude, nigeria.longitude) = (Some(9.08), Some(8.68));
    let read = reading::parquet(write(Format::Geoparquet, Table::Events, &desk));
    for (row, point) in read.rows.iter().zip(&read.points) {
        let area = matches!(row["place_precision"].as_str(), None | Some("country" | "region"));
        assert_eq!(point.is_none(), area, "{row:?}");
        assert_eq!(row["longitude"].is_null(), area);
        if let Some(wkb) = point {
            assert_eq!(wkb[5..13], row["longitude"].as_f64().unwrap().to_le_bytes());
            assert_eq!(wkb[13..], row["latitude"].as_f64().unwrap().to_le_bytes());
        }
    }
    let about: Value = serde_json::from_str(&read.about["geo"]).unwrap();
    assert_eq!(about["version"], "1.1.0");
    assert_eq!(about["columns"][about["primary_column"].as_str().unwrap()]["encoding"], "WKB");
    for format in [Format::Geojson, Format::Csv, Format::Ucdp, Format::Gtd, Format::Plover] {
        let text = String::from_utf8(write(format, Table::Events, &desk)).unwrap();
        assert!(!text.contains("9.08") && !text.contains("8.68"), "{format}");
    }
}

#[test]
fn a_workbook_has_its_sheets_types_and_meanings() {
    let desk = desk();
    let book = reading::xlsx(write(Format::Xlsx, Table::Events, &desk));
    let sheets: Vec<(&str, usize)> = book.iter().map(|(name, rows)| (name.as_str(), rows.len())).collect();
    let meanings: usize = Table::ALL.iter().map(|t| columns(*t).len()).sum();
    let (events, reports) = (desk.events.len() - 1, desk.reports.len() - 1);
    assert_eq!(
        sheets,
        [
            ("Codebook", meanings + 1),
            ("Events", events + 1),
            ("Evidence", reports + 1),
            ("Reports", reports + 1),
            ("Statements", 2)
        ]
    );
    let at = |name: &str| columns(Table::Events).iter().position(|c| c.name == name).unwrap();
    let bombing =
        book["Events"].iter().find(|row| row[at("place")] == "Gao" && row[at("killed_best")] == 14.0).unwrap();
    assert!(matches!(&bombing[at("date_start")], Data::DateTime(d) if d.as_f64() == 48002.0), "{bombing:?}");
    assert!(matches!(bombing[at("killed_open_above")], Data::Bool(false)));
    let gang = book["Events"].iter().find(|row| row[at("perpetrators")] == "-Red Lane Gang").unwrap();
    assert_eq!(gang[at("targets")], Data::String("Mayor of Lagos".to_owned()));
}

#[test]
fn hashtags_stand_below_the_names() {
    let rows = reading::csv(&String::from_utf8(write(Format::Hxl, Table::Events, &desk())).unwrap());
    let tag = |name: &str| rows[1][rows[0].iter().position(|c| c == name).unwrap()].as_str();
    for (name, expected) in [
        ("date_start", "#date+start"),
        ("latitude", "#geo+lat"),
        ("killed_best", "#affected+killed"),
        ("event_type", "#event+type"),
    ] {
        assert_eq!(tag(name), expected);
    }
    assert!(rows[1].iter().all(|tag| tag.starts_with('#')));
}
