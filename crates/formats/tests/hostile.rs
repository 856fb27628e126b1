//! Records that nobody would write by hand: no format may panic, lose a record, break a table, or let a formula through.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

#[allow(dead_code, reason = "the small desk itself is not needed here")]
mod desk;
mod reading;

use std::collections::BTreeMap;

use desk::Desk;
use polybius_formats::{Centre, DocumentMeta, Format, Options, Reference, Safe, Table, export};
use polybius_records::{
    Actor, ActorType, Attribution, Confidences, Contradiction, Control, Count, CountKind, DateSpan, Event, EventBody,
    Evidence, Part, Place, PlacePrecision, Precision, Reconciled, Relation, Report, Review, Role, Stance, Statement,
    StatementBody, Status, SubEventType, Toll, Version, Weapon, summary,
};
use proptest::prelude::*;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[=+@\t\r\n-][a-z,;=\"\n]{0,6}",
        "[\u{0}-\u{1f}\u{fffe}_x0041\u{ff1d}]{0,8}",
        "\\PC{0,12}",
        Just(String::new()),
        Just("  of ".to_owned()),
        Just("Russian Army".to_owned())
    ]
}

fn number() -> impl Strategy<Value = Option<u64>> {
    prop::option::of(prop_oneof![0..40u64, Just(u64::MAX)])
}

fn count() -> impl Strategy<Value = Option<Count>> {
    let part = (text(), number()).prop_map(|(who, n)| Part { who, best: n, low: None, high: n });
    prop::option::of((number(), number(), number(), prop::collection::vec(part, 0..3)).prop_map(|(b, l, h, parts)| {
        let mut c = Count::new(b, l, h);
        c.breakdown = parts;
        c
    }))
}

fn date() -> impl Strategy<Value = Option<DateSpan>> {
    const ALL: [Precision; 7] = [
        Precision::Day,
        Precision::Week,
        Precision::Month,
        Precision::Quarter,
        Precision::Year,
        Precision::Decade,
        Precision::Unknown,
    ];
    let day = prop_oneof![
        (1900..2100i16, 1..13i8, 1..29i8).prop_map(|(y, m, d)| jiff::civil::date(y, m, d)),
        Just(jiff::civil::Date::MIN),
        Just(jiff::civil::Date::MAX),
    ];
    // The precision need not fit the span, and the end may lie before the start.
    prop::option::of((day.clone(), day, 0..7usize).prop_map(|(start, end, p)| DateSpan {
        start,
        end,
        precision: ALL[p],
    }))
}

fn place() -> impl Strategy<Value = Option<Place>> {
    const ALL: [PlacePrecision; 6] = [
        PlacePrecision::Exact,
        PlacePrecision::Near,
        PlacePrecision::Admin2,
        PlacePrecision::Admin1,
        PlacePrecision::Country,
        PlacePrecision::Region,
    ];
    let degrees = || prop::option::of(prop_oneof![-200.0..200.0f64, Just(f64::NAN), Just(f64::INFINITY), Just(-0.0)]);
    let country = prop::option::of(prop_oneof![Just("ML"), Just("AQ"), Just("XK"), Just("zz"), Just("")]);
    prop::option::of((text(), country, prop::option::of(text()), degrees(), degrees(), 0..6usize).prop_map(
        |(name, country, admin1, latitude, longitude, p)| Place {
            name,
            country: country.map(str::to_owned),
            admin1,
            admin2: None,
            latitude,
            longitude,
            precision: ALL[p],
            geonameid: None,
        },
    ))
}

fn actor() -> impl Strategy<Value = Actor> {
    const ROLES: [Role; 6] =
        [Role::Perpetrator, Role::Target, Role::Victim, Role::Opponent, Role::Supporter, Role::Detainer];
    const KINDS: [ActorType; 8] = [
        ActorType::Military,
        ActorType::RebelGroup,
        ActorType::Criminal,
        ActorType::Organisation,
        ActorType::Protesters,
        ActorType::Civilians,
        ActorType::Person,
        ActorType::Unidentified,
    ];
    let certainty = prop_oneof![Just("certain"), Just("suspected"), Just("?")];
    (0..6usize, 0..8usize, text(), certainty).prop_map(|(r, k, name, certainty)| Actor {
        role: ROLES[r],
        id: format!("x-{name}"),
        name,
        kind: KINDS[k],
        certainty: certainty.to_owned(),
    })
}

fn event() -> impl Strategy<Value = EventBody> {
    const STATUSES: [Status; 6] =
        [Status::Occurred, Status::Foiled, Status::Planned, Status::Threatened, Status::Alleged, Status::Denied];
    const STANCES: [Stance; 5] =
        [Stance::Claims, Stance::Attributes, Stance::Suspects, Stance::Denies, Stance::Celebrates];
    let said = (text(), text(), 0..5usize).prop_map(|(by, actor, s)| Attribution {
        by,
        stance: STANCES[s],
        actor,
        document: "d".into(),
        quote: String::new(),
        claim: None,
    });
    (
        (0..SubEventType::ALL.len(), prop_oneof![4 => Just(0usize), 1 => 1..6usize]),
        date(),
        place(),
        prop::collection::vec(actor(), 0..4),
        prop::collection::vec(said, 0..3),
        prop::collection::vec(text(), 0..2),
        [count(), count(), count()],
    )
        .prop_map(|((sub, status), date, place, actors, attributions, weapons, [killed, injured, abducted])| {
            let sub = SubEventType::ALL[sub];
            let mut body = EventBody {
                event_type: sub.event_type(),
                sub_event_type: sub,
                status: STATUSES[status],
                date,
                place,
                actors,
                attributions,
                weapons: weapons.into_iter().map(|name| Weapon { kind: name.clone(), name }).collect(),
                killed,
                injured,
                abducted,
                detained: None,
                displaced: None,
                summary: String::new(),
                confidence: 0.5,
                confidences: Confidences::default(),
                evidence: vec![],
            };
            body.summary = summary(&body);
            body
        })
}

/// A lexicon that knows nobody, and a gazetteer with one middle for all.
struct Nowhere;

impl Reference for Nowhere {
    fn is_known_actor(&self, _: &str) -> bool {
        false
    }

    fn centre(&self, _: &str, _: &str, admin2: Option<&str>) -> Option<Centre> {
        admin2.is_none().then_some(Centre { latitude: 1.5, longitude: 2.5, geonameid: None })
    }
}

fn statement() -> impl Strategy<Value = StatementBody> {
    (0..6usize, text(), text(), place(), count()).prop_map(|(kind, a, b, place, count)| {
        let values = count.into_iter().map(|c| (a.clone(), c)).collect();
        match kind {
            0 => StatementBody::Statistic { actor: Some(b), place, values },
            1 => StatementBody::Strength { actor: Some(b), values },
            2 => StatementBody::Alert { place, level: Some(a), direction: Some(b) },
            3 => StatementBody::Warning { by: Some(a.clone()), to: Some(b), about: Some(a), place },
            4 => StatementBody::Control { actor: Some(a), place, extent: Some(b), status: Control::Lost },
            _ => StatementBody::Relation { from: a, relation: Relation::Allied, to: Some(b) },
        }
    })
}

fn desk() -> impl Strategy<Value = Desk> {
    let events = prop::collection::vec((event(), date()), 0..4);
    let evidence = prop::collection::vec((text(), text(), text()), 0..3);
    (events, evidence, prop::collection::vec((statement(), date()), 0..3), text()).prop_map(
        |(bodies, quotes, statements, publisher)| {
            let evidence: Vec<Evidence> = quotes
                .into_iter()
                .map(|(field, value, quote)| Evidence { field, value, document: "d".into(), quote, start: 0, end: 9 })
                .collect();
            let mut desk = Desk { events: vec![], reports: vec![], statements: vec![], documents: BTreeMap::new() };
            for (i, (mut body, published)) in bodies.into_iter().enumerate() {
                body.evidence = evidence.clone();
                let report = format!("report-{i:016x}");
                desk.reports.push(Report {
                    id: report.clone(),
                    document: "d".into(),
                    words: vec![publisher.clone()],
                    published: published.map(|p| p.start),
                    coder: publisher.clone(),
                    body: body.clone(),
                });
                desk.events.push(Event {
                    id: if i == 0 { "é".to_owned() } else { format!("event-{i:016x}") },
                    review: Review::Machine,
                    documents: vec!["d".into()],
                    reports: vec![report],
                    sources: 1,
                    body,
                    reconciled: Reconciled {
                        tolls: vec![Toll {
                            kind: CountKind::Killed,
                            published: None,
                            best: Some(i as u64),
                            low: None,
                            high: None,
                            by: vec![publisher.clone()],
                            sources: 1,
                            documents: vec![],
                        }],
                        contradictions: vec![Contradiction {
                            field: "place".into(),
                            values: vec![Version { value: publisher.clone(), documents: vec![] }],
                        }],
                        ..Reconciled::default()
                    },
                });
            }
            for (i, (body, date)) in statements.into_iter().enumerate() {
                desk.statements.push(Statement {
                    id: format!("statement-{i}"),
                    body,
                    documents: vec!["d".into()],
                    date,
                    source: Some(publisher.clone()),
                    evidence: evidence.clone(),
                });
            }
            let meta = DocumentMeta {
                title: Some(publisher.clone()),
                publisher: Some(publisher),
                url: None,
                published: Some(jiff::civil::Date::MAX),
            };
            desk.documents.insert("d".to_owned(), meta);
            desk
        },
    )
}

/// Checks one file; returns its rows.
fn rows_of(format: Format, out: Vec<u8>) -> usize {
    match format {
        Format::Jsonl | Format::Plover => {
            let text = String::from_utf8(out).unwrap();
            let read = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect(line);
            text.lines().map(read).filter(serde_json::Value::is_object).count()
        }
        Format::Geojson => {
            let all: serde_json::Value = serde_json::from_slice(&out).unwrap();
            all["features"].as_array().unwrap().len()
        }
        Format::Acled | Format::Ucdp | Format::Gtd | Format::Csv | Format::Hxl => {
            let rows = reading::csv(&String::from_utf8(out).unwrap());
            for row in &rows {
                assert_eq!(row.len(), rows[0].len());
                row.iter().for_each(|field| assert!(!reading::is_run(field), "{field:?}"));
            }
            if format == Format::Ucdp {
                for row in rows.iter().skip(1) {
                    let n = |i: usize| row[i].parse::<u128>().unwrap();
                    assert!(n(46) <= n(44) && n(44) <= n(45), "low, best, high of {row:?}");
                    assert_eq!(n(40) + n(41) + n(42) + n(43), n(44));
                }
            }
            rows.len() - if format == Format::Hxl { 2 } else { 1 }
        }
        Format::Parquet | Format::Geoparquet => reading::parquet(out).rows.len(),
        Format::Arrow => reading::arrow(&out).len(),
        Format::Xlsx => {
            let book = reading::xlsx(out);
            assert_eq!(book.len(), 5);
            book.iter().filter(|(name, _)| *name != "Codebook").map(|(_, rows)| rows.len() - 1).sum()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_breaks(desk in desk(), is_safe in any::<bool>()) {
        let safe = Safe { today: jiff::civil::Date::MAX, delay_days: 0, keep_quotes: false, reference: &Nowhere };
        for format in Format::ALL {
            let tables: &[Table] = if format.has_tables() { &Table::ALL } else { &[Table::Events] };
            for table in tables {
                let mut out = Vec::new();
                let options =
                    Options { why: true, table: *table, safe: is_safe.then_some(&safe), ..Options::default() };
                let sidecar = export(format, &desk.records(), &options, &mut out).unwrap();
                prop_assert_eq!(rows_of(format, out), sidecar.written, "{} {}", format, table);
                if *table == Table::Events {
                    let others = match format {
                        Format::Jsonl => sidecar.written - desk.events.len() + sidecar.left_out_total(),
                        Format::Xlsx => sidecar.written - sidecar.rows.get(&Table::Events).unwrap_or(&0),
                        _ => 0,
                    };
                    prop_assert_eq!(sidecar.written - others + sidecar.left_out_total(), desk.events.len(), "{}", format);
                }
            }
        }
    }
}
