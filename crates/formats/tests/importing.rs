//! Invented files of each format with the faults that real ones are known to have: what can be read is read, the rest is
//! said with its line and reason.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

mod files;

use files::{Made, import, import_file, line, try_import, workbook};
use polybius_formats::import::{ImportFormat, Mapping};
use polybius_formats::{ACLED_COLUMNS, UCDP_COLUMNS, gtd_columns};
use polybius_records::{ActorType, Imported, PlacePrecision, Precision, Role, Status, SubEventType};

fn day(record: &Imported) -> String {
    let span = record.event.body.date.unwrap();
    format!("{}/{} {:?}", span.start, span.end, span.precision)
}

fn actors(record: &Imported) -> Vec<(Role, &str, ActorType)> {
    record.event.body.actors.iter().map(|a| (a.role, a.name.as_str(), a.kind)).collect()
}

fn killed(record: &Imported) -> Option<(Option<u64>, Option<u64>, Option<u64>)> {
    record.event.body.killed.as_ref().map(|k| (k.best, k.low, k.high))
}

#[test]
fn acled_with_semicolons_old_columns_and_words_for_codes() {
    let columns = [&["data_id", "event_id_no_cnty"][..], &ACLED_COLUMNS, &["iso3"]].concat();
    let base = [
        ("event_date", "22 March 2031"),
        ("time_precision", "1"),
        ("country", "Mali"),
        ("location", "Gao"),
        ("latitude", "16,2717"),
        ("longitude", "-0,0447"),
        ("geo_precision", "1"),
    ];
    let row = |cells: &[(&str, &str)]| line(&columns, &[cells, &base].concat(), ";");
    let clash = row(&[
        ("event_id_cnty", "MLI1"),
        ("event_type", "Battles"),
        ("sub_event_type", "Armed clash"),
        ("actor1", "Military Forces of Mali (2021-)"),
        ("inter1", "State forces"),
        ("assoc_actor_1", "\"Hill Guard; River Guard\""),
        ("actor2", "Dune Front"),
        ("inter2", "2"),
        ("fatalities", "4"),
        ("notes", "\"They fought; four died.\""),
        ("timestamp", "1938384000"),
    ]);
    let attack = row(&[
        ("event_id_cnty", "MLI2"),
        ("event_type", "Violence against civilians"),
        ("sub_event_type", "Attack"),
        ("actor1", "Unidentified Armed Group (Mali)"),
        ("actor2", "Civilians (Mali)"),
        ("civilian_targeting", "Civilians targeted"),
        ("fatalities", "0"),
    ]);
    let old = row(&[("data_id", "77"), ("event_type", "Battle-No change of territory"), ("actor1", "Dune Front")]);
    let wrong = row(&[("event_id_cnty", "MLI4"), ("event_type", "Battles"), ("sub_event_type", "Brawl")]);
    let text =
        format!("\u{feff}{}\r\n{}\r\n", columns.join(";"), [clash.clone(), attack, old, wrong, clash].join("\r\n"));
    let made = import(&ImportFormat::Acled, text.as_bytes());
    assert_eq!(made.reasons(), ["5 event type that ACLED does not have", "6 the same row again"]);
    assert!(made.rejects[0].fault && !made.rejects[1].fault);

    let clash = made.record("MLI1");
    assert_eq!((clash.licence.as_str(), day(clash).as_str()), ("acled-terms", "2031-03-22/2031-03-22 Day"));
    let expected = [
        (Role::Perpetrator, "Military Forces of Mali (2021-)", ActorType::Military),
        (Role::Opponent, "Dune Front", ActorType::RebelGroup),
        (Role::Supporter, "Hill Guard", ActorType::Organisation),
        (Role::Supporter, "River Guard", ActorType::Organisation),
    ];
    assert_eq!(actors(clash), expected);
    assert_eq!(killed(clash), Some((Some(4), Some(4), None)), "the lowest number reported");
    assert_eq!(clash.event.body.summary, "They fought; four died.");
    assert_eq!(clash.event.body.place.as_ref().unwrap().latitude, Some(16.2717));
    assert_eq!(clash.row["latitude"], "16,2717");
    assert_eq!(killed(made.record("MLI2")), None, "ACLED's 0 says nothing");
    assert_eq!(made.record("77").event.body.sub_event_type, SubEventType::ArmedClash);
}

#[test]
fn ucdp_with_and_without_header_row() {
    let row = line(
        &UCDP_COLUMNS,
        &[
            ("id", "412"),
            ("type_of_violence", "1"),
            ("side_a", "Government of Myanmar (Burma)"),
            ("side_b", "Delta Front"),
            ("number_of_sources", "-1"),
            ("where_prec", "3"),
            ("where_coordinates", "Aldmoor district"),
            ("adm_1", "Chin state"),
            ("latitude", "21.5"),
            ("longitude", "93.1"),
            ("country", "Myanmar (Burma)"),
            ("country_id", "775"),
            ("date_prec", "4"),
            ("date_start", "2031-05-01 00:00:00.000"),
            ("date_end", "2031-05-31 00:00:00.000"),
            ("deaths_a", "3"),
            ("deaths_b", "0"),
            ("deaths_civilians", "2"),
            ("deaths_unknown", "1"),
            ("best", "6"),
            ("high", "9"),
            ("low", "5"),
        ],
        ",",
    );
    let with = import(&ImportFormat::Ucdp, format!("{}\n{row}\n", UCDP_COLUMNS.join(",")).as_bytes());
    let without = import(&ImportFormat::Ucdp, format!("{row}\n").as_bytes());
    assert_eq!(with.records, without.records);
    let record = with.record("412");
    assert_eq!((record.licence.as_str(), day(record).as_str()), ("cc-by-4.0", "2031-05-01/2031-05-31 Month"));
    let place = record.event.body.place.as_ref().unwrap();
    assert_eq!((place.country.as_deref(), place.precision), (Some("MM"), PlacePrecision::Admin2));
    assert_eq!(killed(record), Some((Some(6), Some(5), Some(9))));
    let parts = &record.event.body.killed.as_ref().unwrap().breakdown;
    assert_eq!(parts.iter().map(|p| p.best.unwrap()).collect::<Vec<_>>(), [3, 2, 1], "a part of nobody is not said");
    let deaths = record.event.reconciled.deaths.unwrap();
    assert_eq!((deaths.state, deaths.armed_groups, deaths.civilians, deaths.unknown), (3, 0, 2, 1));
    assert_eq!(record.event.sources, 0);

    let short = try_import(&ImportFormat::Ucdp, b"412,x,2031\n").unwrap_err().to_string();
    assert!(short.contains("3 columns instead of 49") && short.contains("add the header row"), "{short}");
}

fn gtd_row(cells: &[(&str, &str)]) -> String {
    let base = [
        ("iyear", "2031"),
        ("imonth", "6"),
        ("iday", "3"),
        ("country", "123"),
        ("country_txt", "Mali"),
        ("provstate", "Gao"),
        ("city", "Gao"),
        ("specificity", "1"),
        ("success", "1"),
        ("suicide", "0"),
        ("attacktype1", "3"),
        ("targtype1", "14"),
        ("gname", "Dune Front"),
        ("guncertain1", "1"),
        ("claimed", "0"),
        ("weaptype1", "6"),
    ];
    let rest: Vec<_> = base.iter().filter(|(name, _)| !cells.iter().any(|(n, _)| n == name)).copied().collect();
    line(gtd_columns(), &[cells, &rest].concat(), ",")
}

#[test]
fn gtd_with_all_that_is_wrong_in_it() {
    let mut rows = vec![
        gtd_row(&[
            ("eventid", "203106030001"),
            ("nkill", "12"),
            ("nkillter", "1"),
            ("nwound", "-99"),
            ("target1", "Market"),
        ]),
        gtd_row(&[("eventid", "203106000001"), ("iday", "0"), ("nkill", "")]),
        gtd_row(&[("eventid", "203100000001"), ("imonth", "0"), ("iday", "0"), ("nkill", "0")]),
        gtd_row(&[("eventid", "203113010001"), ("imonth", "13"), ("iday", "1")]),
        gtd_row(&[("eventid", "203102300001"), ("imonth", "2"), ("iday", "30")]),
        gtd_row(&[("eventid", "2.03E+11")]),
        gtd_row(&[("eventid", "203106040001"), ("summary", "\"He said \"no\" and left, they say\"")]),
        gtd_row(&[("eventid", "203106050001"), ("summary", "\"never closed")]),
        gtd_row(&[
            ("eventid", "203106060001"),
            ("city", "Séguéla"),
            ("specificity", "4"),
            ("attacktype1", "6"),
            ("ishostkid", "1"),
            ("nhostkid", "-99"),
        ]),
        gtd_row(&[
            ("eventid", "203106070001"),
            ("success", "0"),
            ("claimed", "1"),
            ("guncertain1", "0"),
            ("latitude", "95"),
        ]),
        "203106080001,2031".to_owned(),
        gtd_row(&[("eventid", "203106090001"), ("targsubtype1", "68"), ("target1", "Invented Name"), ("nkill", "1.5")]),
    ];
    rows.insert(3, gtd_columns().join(","));
    let text = format!("{}\r\n{}\r\n", gtd_columns().join(","), rows.join("\r\n"));
    // Latin-1, as older releases have it.
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let made = import(&ImportFormat::Gtd, &bytes);
    let expected = [
        "5 header row again",
        "6 impossible date",
        "7 impossible date",
        "8 eventid that a spreadsheet has rounded",
        "12 latitude cannot be read",
        "13 wrong number of columns",
    ];
    assert_eq!(made.reasons(), expected);
    assert_eq!(made.records.len(), 7);
    check_gtd(&made);
    assert_eq!(made.record("203106040001").event.body.summary, "He said \"no\" and left, they say");
    assert_eq!(made.record("203106050001").event.body.summary, "\"never closed");
}

fn check_gtd(made: &Made) {
    let first = made.record("203106030001");
    assert_eq!((first.licence.as_str(), killed(first)), ("non-commercial", Some((Some(12), Some(12), Some(12)))));
    assert_eq!(first.event.body.killed.as_ref().unwrap().breakdown[0].who, "attackers");
    assert_eq!(first.event.body.injured, None, "-99 is not known");
    assert_eq!(first.event.body.actors[0].certainty, "suspected");
    assert_eq!(day(made.record("203106000001")), "2031-06-01/2031-06-30 Month");
    assert_eq!(killed(made.record("203106000001")), None, "blank is not zero");
    assert_eq!(day(made.record("203100000001")), "2031-01-01/2031-12-31 Year");
    assert_eq!(killed(made.record("203100000001")), Some((Some(0), Some(0), Some(0))));
    let taken = made.record("203106060001");
    let place = taken.event.body.place.as_ref().unwrap();
    assert_eq!((place.name.as_str(), place.precision), ("Séguéla", PlacePrecision::Admin1));
    assert_eq!((taken.event.body.sub_event_type, &taken.event.body.abducted), (SubEventType::Abduction, &None));
    let person = made.record("203106090001");
    assert!(person.event.body.actors.iter().all(|a| a.name != "Invented Name"), "private people are no actors");
    assert_eq!(killed(person), Some((Some(1), Some(1), Some(2))), "an average of reports is a range");
}

#[test]
fn gtd_as_a_workbook_where_formulas_are_text() {
    let folder = tempfile::tempdir().unwrap();
    let header: Vec<String> = gtd_columns().iter().map(|&c| c.to_owned()).collect();
    let row = |cells: &[(&str, &str)]| gtd_row(cells).split(',').map(str::to_owned).collect::<Vec<_>>();
    let rows = [
        header,
        vec![],
        row(&[
            ("eventid", "203106030001"),
            ("nkill", "12"),
            ("summary", "=HYPERLINK(1)->shown text"),
            ("target1", "A & B <C>"),
        ]),
        row(&[("eventid", "203106030002"), ("imonth", "14")]),
    ];
    let made = import_file(&ImportFormat::Gtd, &workbook(folder.path(), &rows)).unwrap();
    assert_eq!(made.reasons(), ["4 impossible date"]);
    let record = made.record("203106030001");
    assert_eq!((record.event.body.summary.as_str(), killed(record).unwrap().0), ("shown text", Some(12)));
    assert!(actors(record).contains(&(Role::Target, "A & B <C>", ActorType::Civilians)));
}

#[test]
fn gdelt_of_both_versions_and_its_countries_without_points() {
    let row = |n: usize, cells: &[(usize, &str)]| {
        let mut row = vec![""; n];
        // Positions in version 2; before them stand three columns fewer where there are no second-order divisions.
        for (at, cell) in cells {
            row[*at] = cell;
        }
        row.join("\t")
    };
    let geo = |n: usize| if n == 61 { (51, 52, 53, 56, 57) } else { (49, 50, 51, 53, 54) };
    let strike = |n: usize, id: &'static str, kind: &'static str, date: &'static str| {
        let (t, name, country, lat, lon) = geo(n);
        let mut cells = vec![
            (0, id),
            (1, date),
            (5, "IRQGOV"),
            (6, "IRAQ"),
            (7, "IRQ"),
            (12, "MIL"),
            (16, "VILLAGER"),
            (22, "CVL"),
            (26, "195"),
            (t, kind),
            (name, "Mosul, Ninawa, Iraq"),
            (country, "IZ"),
            (lat, "36.335"),
            (lon, "43.1189"),
        ];
        cells.push((n - 1, if n == 57 { "20310322" } else { "https://example.org/a" }));
        row(n, &cells)
    };
    let text = [
        strike(61, "1", "4", "20310322"),
        strike(58, "2", "1", "20310322"),
        strike(57, "3", "4", "20310300"),
        strike(61, "4", "4", "20310231"),
        strike(61, "5", "4", "unknown"),
        row(61, &[(0, "6"), (1, "20310322"), (26, "010")]),
        row(40, &[(0, "7")]),
    ]
    .join("\n");
    let made = import(&ImportFormat::Gdelt, text.as_bytes());
    let expected = [
        "4 impossible date",
        "5 SQLDATE cannot be read",
        "6 no event of violence, protest or power",
        "7 wrong number of columns",
    ];
    assert_eq!(made.reasons(), expected);
    let first = made.record("1");
    assert_eq!(first.event.body.sub_event_type, SubEventType::AirDroneStrike);
    let expected = [(Role::Perpetrator, "IRAQ", ActorType::Military), (Role::Target, "VILLAGER", ActorType::Civilians)];
    assert_eq!(actors(first), expected);
    let place = first.event.body.place.as_ref().unwrap();
    assert_eq!(
        (place.country.as_deref(), place.admin1.as_deref(), place.latitude),
        (Some("IQ"), Some("Ninawa"), Some(36.335))
    );
    assert_eq!(first.source.url.as_deref(), Some("https://example.org/a"));
    let country = made.record("2").event.body.place.as_ref().unwrap();
    assert_eq!((country.precision, country.latitude), (PlacePrecision::Country, None), "a country is not its middle");
    assert_eq!(day(made.record("3")), "2031-03-01/2031-03-31 Month");
}

const POLECAT: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

#[test]
fn polecat_with_stray_tabs_and_headers_in_the_middle() {
    let row = |cells: &[(&str, &str)]| {
        let base = [
            ("Event Date", "2031-03-22"),
            ("Event Type", "ASSAULT"),
            ("Event Mode", "firearms"),
            ("Actor Name", "Dune Front; Hill \"Guard"),
            ("Primary Actor Sector", "REB"),
            ("Recipient Name", "None"),
            ("City", "Gao"),
            ("Country", "MLI"),
            ("Latitude", "16.27"),
            ("Longitude", "-0.04"),
            ("GeoNames ID", "2457161"),
        ];
        let rest: Vec<_> = base.iter().filter(|(name, _)| !cells.iter().any(|(n, _)| n == name)).copied().collect();
        line(&POLECAT, &[cells, &rest].concat(), "\t")
    };
    let header = POLECAT.join("\t");
    let rows = [
        header.clone(),
        row(&[("Event ID", "P1")]),
        row(&[("Event ID", "P2"), ("Story People", "one\ttwo")]),
        header,
        row(&[("Event ID", "P3"), ("Event Type", "CONSULT"), ("Event Mode", "visit")]),
        row(&[("Event ID", "P4"), ("Event Date", "2031-02-30")]),
        row(&[("Event ID", "P5"), ("City", "None"), ("Province", "None"), ("Latitude", "None"), ("Longitude", "None")]),
        row(&[("Event ID", "P1"), ("City", "Kidal")]),
        "P6\t2031".to_owned(),
    ];
    let made = import(&ImportFormat::Polecat, rows.join("\n").as_bytes());
    let expected = [
        "3 wrong number of columns",
        "4 header row again",
        "5 no event of violence, protest or power",
        "6 Event Date cannot be read",
        "8 another row has this id",
        "9 wrong number of columns",
    ];
    assert_eq!(made.reasons(), expected);
    let first = made.record("P1");
    assert_eq!(first.event.body.weapons[0].kind, "firearm");
    assert_eq!(actors(first)[1], (Role::Perpetrator, "Hill \"Guard", ActorType::RebelGroup));
    assert_eq!(first.event.body.place.as_ref().unwrap().geonameid, Some(2_457_161));
    let vague = made.record("P5").event.body.place.as_ref().unwrap();
    assert_eq!((vague.precision, vague.country.as_deref()), (PlacePrecision::Country, Some("ML")));
}

#[test]
fn json_lines_that_are_none_and_features_without_columns() {
    let made = import(&ImportFormat::Plover, b"{\"id\":\"a\"}\nnot json\n[1]\n\xff\n");
    assert_eq!(made.reasons(), ["1 no event code", "2 no JSON", "3 no JSON object", "4 no JSON"]);
    let made = import(&ImportFormat::Jsonl, b"{\"kind\":\"report\",\"id\":\"r\"}\n{\"kind\":\"event\",\"id\":\"e\"}\n");
    assert_eq!(made.reasons(), ["1 kind \"report\": events alone are imported", "2 no event of the record contract"]);
    let features = br#"{"type":"FeatureCollection","features":[
        {"type":"Feature","id":"a","properties":{"name":"x"},"geometry":null},
        {"type":"Feature","id":"b","properties":{"sub_event_type":"Attack","place":"Gao"},
         "geometry":{"type":"Polygon","coordinates":[[[0,16],[0.2,16],[0.2,16.2],[0,16]]]}}]}"#;
    let made = import(&ImportFormat::Geojson, features);
    assert_eq!(made.reasons(), ["1 no sub-event type of ACLED; other tables need a mapping"]);
    let place = made.record("b").event.body.place.as_ref().unwrap();
    assert_eq!((place.latitude, place.precision), (Some(16.1), PlacePrecision::Near));
}

const MAPPING: &str = r##"
dataset = "village-watch"
licence = "cc-by-4.0"
id = ["year", "no"]
date_format = "%d.%m.%Y"
missing = ["?"]

[event]
column = "what"
values = { bomb = "Remote explosive/landmine/IED", clash = "Armed clash", wedding = "skip" }
status_column = "sure"
status_values = { rumour = "alleged" }

[date]
start = "from"
end = "to"

[place]
name = ["village", "district"]
country = "land"
country_values = { Nordland = "NO" }
latitude = "y"
longitude = "x"
precision = "where"
precision_values = { near = "near" }

[[actors]]
column = "by"
role = "perpetrator"
separator = "+"
kinds = { "Army of" = "military" }
kind = "rebel_group"

[counts.killed]
low = "dead_min"
high = "dead_max"

[counts.injured]
best = "hurt"
zero_is_unknown = true

[weapon]
column = "with"
kinds = { "road mine" = "landmine" }

[summary]
"##;

#[test]
fn any_table_by_a_mapping() {
    let mapping = MAPPING.replace("[summary]\n", "");
    let mapping = ImportFormat::Mapping(Box::new(Mapping::parse(&mapping).unwrap()));
    let header = "year,no,what,sure,from,to,village,district,land,y,x,where,by,dead_min,dead_max,hurt,with";
    let rows = [
        "2031,1,bomb,,03.06.2031,05.06.2031,Aldmoor,North,Mali,16.2,-0.1,near,Army of Mali+Dune Front,3,?,0,road mine",
        "2031,2,clash,rumour,03.06.2031,,,North,Nordland,,,,?,?,?,2,",
        "2031,3,wedding,,03.06.2031,,,,Mali,,,,,,,,",
        "2031,4,picnic,,03.06.2031,,,,Mali,,,,,,,,",
        "2031,5,bomb,,31.06.2031,,,,Mali,,,,,,,,",
        "2031,6,bomb,,,,,,Atlantis,,,,,,,,",
        "2031,7,bomb,,05.06.2031,03.06.2031,,,Mali,,,,,,,,",
    ];
    let made = import(&mapping, format!("{header}\n{}\n", rows.join("\n")).as_bytes());
    let expected = [
        "4 left out by the mapping",
        "5 event type that the mapping does not translate",
        "6 from cannot be read",
        "7 country that is not known",
        "8 last day before first day",
    ];
    assert_eq!(made.reasons(), expected);
    let first = made.record("2031/1");
    assert_eq!(day(first), "2031-06-03/2031-06-05 Week");
    assert_eq!(killed(first), Some((Some(3), Some(3), Some(3))));
    assert_eq!((&first.event.body.injured, first.event.body.weapons[0].kind.as_str()), (&None, "landmine"));
    let expected = [
        (Role::Perpetrator, "Army of Mali", ActorType::Military),
        (Role::Perpetrator, "Dune Front", ActorType::RebelGroup),
    ];
    assert_eq!(actors(first), expected);
    let second = made.record("2031/2");
    assert_eq!((second.event.body.status, second.event.body.killed.as_ref()), (Status::Alleged, None));
    let place = second.event.body.place.as_ref().unwrap();
    assert_eq!((place.name.as_str(), place.country.as_deref()), ("North", Some("NO")));
    assert_eq!(second.event.body.date.unwrap().precision, Precision::Day);

    let other = import(&mapping, b"year,no\n2031,1\n");
    assert_eq!(other.reasons().len(), 1);
    assert!(other.reasons()[0].contains("which the mapping names"), "{:?}", other.reasons());
}

#[test]
fn the_example_of_the_documentation_is_a_mapping() {
    let page = include_str!("../../../docs/IMPORT.md");
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    Mapping::parse(example).unwrap();
}
