//! Records that nobody would write by hand: no format may panic, lose a record, break a table, or let a formula through.

use std::collections::BTreeMap;

use polybius_formats::{DocumentMeta, Format, Options, Records, export};
use polybius_records::{
    Actor, ActorType, Attribution, Confidences, Count, DateSpan, Event, EventBody, Part, Place, PlacePrecision,
    Precision, Reconciled, Review, Role, Stance, Status, SubEventType, Weapon, summary,
};
use proptest::prelude::*;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[=+@\t\r-][a-z,\"\n]{0,6}",
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_breaks(bodies in prop::collection::vec(event(), 0..5), publisher in text()) {
        let events: Vec<Event> = bodies
            .into_iter()
            .enumerate()
            .map(|(i, body)| Event {
                id: if i == 0 { "é".to_owned() } else { format!("event-{i:016x}") },
                review: Review::Machine,
                documents: vec!["d".into()],
                reports: vec![],
                sources: 1,
                body,
                reconciled: Reconciled::default(),
            })
            .collect();
        let documents = BTreeMap::from([("d".to_owned(), DocumentMeta {
            publisher: Some(publisher), title: None, url: None, published: Some(jiff::civil::Date::MAX),
        })]);
        let records = Records { events: &events, reports: &[], statements: &[], documents: &documents };
        for format in Format::ALL {
            let mut out = Vec::new();
            let sidecar = export(format, &records, &Options { why: true, ..Options::default() }, &mut out).unwrap();
            prop_assert_eq!(sidecar.written + sidecar.left_out_total(), events.len());
            let text = String::from_utf8(out).unwrap();
            match format {
                Format::Jsonl | Format::Plover => {
                    for line in text.lines() {
                        prop_assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{}", line);
                    }
                }
                Format::Geojson => prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok()),
                Format::Acled | Format::Ucdp | Format::Gtd | Format::Csv => {
                    let rows = rows(&text);
                    prop_assert_eq!(rows.len(), sidecar.written + 1);
                    for row in &rows {
                        prop_assert_eq!(row.len(), rows[0].len());
                        for field in row {
                            let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
                            prop_assert!(!formula || field.parse::<f64>().is_ok(), "{:?}", field);
                        }
                    }
                }
            }
            if format == Format::Ucdp {
                for row in rows(&text).iter().skip(1) {
                    let n = |i: usize| row[i].parse::<u128>().unwrap();
                    prop_assert!(n(46) <= n(44) && n(44) <= n(45), "low, best, high of {:?}", row);
                    prop_assert_eq!(n(40) + n(41) + n(42) + n(43), n(44));
                }
            }
        }
    }
}

/// Reads CSV as RFC 4180 has it.
fn rows(text: &str) -> Vec<Vec<String>> {
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
