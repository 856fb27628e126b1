//! What a style can hold comes back: invented events are exported, the file is imported, and the import exported once more.
//! Both files must say the same, cell by cell; the columns that may differ are named with the reason.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

mod files;

use std::collections::BTreeMap;

use files::import;
use polybius_formats::import::{ImportFormat, write_jsonl};
use polybius_formats::{DocumentMeta, Filter, Format, Options, Records, export};
use polybius_records::{
    Actor, ActorType, Attribution, Confidences, Count, Date, DateSpan, Event, EventBody, Imported, Part, Place,
    PlacePrecision, Precision, Reconciled, Review, Role, Stance, Status, SubEventType, Weapon, stable_id, summary,
};
use proptest::prelude::*;

const CASES: u32 = 150;

/// Names with what tables must quote. None begins with a `'` and a formula: such a one cannot be told from a defused one.
fn name() -> impl Strategy<Value = String> {
    let first =
        prop::sample::select(vec!["Dune", "Hill", "Kestrel", "Ålder", "=SUM(A1)", "-Red", "@home", "Blue, \"Old\""]);
    let last = prop::sample::select(vec!["Front", "Guard", "Brigade", "Lane", "column\nTwo"]);
    (first, last).prop_map(|(a, b)| format!("{a} {b}"))
}

fn actor(role: Role, kinds: &'static [ActorType]) -> impl Strategy<Value = Actor> {
    let certainty = prop::sample::select(vec!["certain", "suspected", "claimed"]);
    (prop::sample::select(kinds), name(), certainty).prop_map(move |(kind, name, certainty)| {
        let name = match kind {
            ActorType::Military => "Malian Armed Forces".to_owned(),
            ActorType::Police => "local police".to_owned(),
            ActorType::Unidentified => "Gunmen".to_owned(),
            ActorType::Person => "Governor of the province".to_owned(),
            ActorType::Civilians => format!("{name} villagers"),
            _ => name,
        };
        // Groups claim; "gunmen" and the police do not.
        let claims = role == Role::Perpetrator && matches!(kind, ActorType::RebelGroup | ActorType::Criminal);
        let certainty = if claims { certainty } else { "certain" };
        Actor { role, id: format!("x-{}", name.to_lowercase()), name, kind, certainty: certainty.to_owned() }
    })
}

fn day() -> impl Strategy<Value = Date> {
    (2000..2030i16, 1..13i8, 1..29i8).prop_map(|(y, m, d)| jiff::civil::date(y, m, d))
}

fn date() -> impl Strategy<Value = Option<DateSpan>> {
    let span = (day(), 0..5u8, 1..7i64).prop_map(|(day, form, days)| match form {
        0 => DateSpan { start: day.first_of_month(), end: day.last_of_month(), precision: Precision::Month },
        1 => DateSpan { start: day.first_of_year(), end: day.last_of_year(), precision: Precision::Year },
        2 => DateSpan { precision: Precision::Week, ..DateSpan::new(day, day + jiff::Span::new().days(days)) },
        _ => DateSpan::day(day),
    });
    prop_oneof![9 => span.prop_map(Some), 1 => Just(None)]
}

fn place() -> impl Strategy<Value = Option<Place>> {
    let precision = prop::sample::select(vec![
        PlacePrecision::Exact,
        PlacePrecision::Exact,
        PlacePrecision::Near,
        PlacePrecision::Admin2,
        PlacePrecision::Admin1,
        PlacePrecision::Country,
    ]);
    let countries =
        prop::sample::select(vec![("ML", "Mali"), ("RU", "Russia"), ("MM", "Myanmar"), ("CD", "the Congo")]);
    let point = (-80.0..80.0f64, -170.0..170.0f64);
    let place = (name(), countries, prop::option::of(name()), point, precision).prop_map(
        |(name, (code, country), admin1, (lat, lon), precision)| {
            let known = precision < PlacePrecision::Country;
            Place {
                name: if known { name } else { country.to_owned() },
                country: Some(code.to_owned()),
                admin1: admin1.filter(|_| known),
                admin2: None,
                latitude: known.then_some(lat),
                longitude: known.then_some(lon),
                precision,
                geonameid: None,
            }
        },
    );
    prop_oneof![9 => place.prop_map(Some), 1 => Just(None)]
}

fn count() -> impl Strategy<Value = Option<Count>> {
    let who = prop::sample::select(vec!["soldiers", "militants", "civilians", "the bomber"]);
    let part = prop::option::of((who, 1..4u64));
    prop::option::of((1..90u64, 0..9u64, 0..9u64, part).prop_map(|(best, below, above, part)| {
        let mut count = Count::new(Some(best), Some(best.saturating_sub(below)), Some(best + above));
        count.breakdown = part
            .filter(|(_, n)| *n <= best)
            .map(|(who, n)| Part { who: who.to_owned(), best: Some(n), low: Some(n), high: Some(n) })
            .into_iter()
            .collect();
        count
    }))
}

fn weapons() -> impl Strategy<Value = Vec<Weapon>> {
    const KINDS: [(&str, &str); 5] = [
        ("rifle", "firearm"),
        ("car bomb", "vehicle_bomb"),
        ("drone", "drone"),
        ("machete", "machete"),
        ("mortar", "mortar"),
    ];
    prop::sample::subsequence(KINDS.to_vec(), 0..3)
        .prop_map(|some| some.into_iter().map(|(n, k)| Weapon { name: n.into(), kind: k.into() }).collect())
}

/// Sides as news tells of them: a fight has an opponent, a march a crowd, an attack a target.
fn actors(sub: SubEventType) -> BoxedStrategy<Vec<Actor>> {
    use ActorType::{
        Civilians, Criminal, Military, Organisation, Person, Police, Protesters, RebelGroup, Rioters, Unidentified,
    };
    const ARMED: &[ActorType] = &[RebelGroup, Military, Criminal, Unidentified, Police];
    const SIDES: &[ActorType] = &[RebelGroup, Military];
    const HIT: &[ActorType] = &[Civilians, Organisation, Police, Person, Civilians];
    let one = |role, kinds| prop::option::of(actor(role, kinds));
    let listed = |actors: [Option<Actor>; 3]| actors.into_iter().flatten().collect::<Vec<_>>();
    match sub {
        SubEventType::PeacefulProtest | SubEventType::ProtestWithIntervention | SubEventType::ExcessiveForce => {
            (one(Role::Perpetrator, &[Protesters]), one(Role::Opponent, &[Police]))
                .prop_map(move |(a, b)| listed([a, b, None]))
                .boxed()
        }
        SubEventType::ViolentDemonstration | SubEventType::MobViolence => {
            (actor(Role::Perpetrator, &[Rioters]), one(Role::Opponent, &[Police]))
                .prop_map(move |(a, b)| listed([Some(a), b, None]))
                .boxed()
        }
        SubEventType::Arrests => one(Role::Detainer, &[Police]).prop_map(move |a| listed([a, None, None])).boxed(),
        sub if sub.event_type() == polybius_records::EventType::Battles => {
            (actor(Role::Perpetrator, ARMED), actor(Role::Opponent, SIDES), one(Role::Supporter, SIDES))
                .prop_filter("one state against itself", |(a, b, _)| !(is_state(a) && is_state(b)))
                .prop_map(move |(a, b, c)| listed([Some(a), Some(b), c]))
                .boxed()
        }
        _ => (one(Role::Perpetrator, ARMED), actor(Role::Target, HIT), one(Role::Supporter, SIDES))
            .prop_filter("one state against itself", |(a, b, _)| !(a.as_ref().is_some_and(is_state) && is_state(b)))
            .prop_map(move |(a, b, c)| listed([a, Some(b), c]))
            .boxed(),
    }
}

fn is_state(actor: &Actor) -> bool {
    matches!(actor.kind, ActorType::Military | ActorType::Police)
}

fn body() -> impl Strategy<Value = EventBody> {
    let sub = (0..SubEventType::ALL.len()).prop_map(|i| SubEventType::ALL[i]);
    // GTD has no type of its own for sexual violence.
    let sub = sub.prop_filter("styles that tell it apart", |s| *s != SubEventType::SexualViolence);
    sub.prop_flat_map(|sub| {
        let status =
            prop_oneof![6 => Just(Status::Occurred), 1 => Just(Status::Threatened), 1 => Just(Status::Alleged)];
        (actors(sub), date(), place(), weapons(), [count(), count(), count()], status).prop_map(
            move |(mut actors, date, place, mut weapons, [killed, injured, abducted], status)| {
                if sub == SubEventType::Looting {
                    // To GTD a weapon or a person as target makes something else of it.
                    weapons.clear();
                    actors.retain(|a| a.kind != ActorType::Person);
                }
                let mut names = std::collections::BTreeSet::new();
                for actor in &mut actors {
                    while !names.insert(actor.name.clone()) {
                        actor.name += " II";
                    }
                }
                let claims = actors.iter().filter(|a| a.certainty == "claimed").map(|a| Attribution {
                    by: a.name.clone(),
                    stance: Stance::Claims,
                    actor: a.name.clone(),
                    document: "one".to_owned(),
                    quote: "It was us.".to_owned(),
                    claim: None,
                });
                let mut body = EventBody {
                    event_type: sub.event_type(),
                    sub_event_type: sub,
                    status,
                    date,
                    place,
                    attributions: claims.collect(),
                    actors,
                    weapons,
                    killed,
                    injured,
                    abducted,
                    detained: None,
                    displaced: None,
                    summary: String::new(),
                    confidence: 0.75,
                    confidences: Confidences::default(),
                    evidence: vec![],
                };
                body.summary = summary(&body);
                body
            },
        )
    })
}

fn events(bodies: Vec<EventBody>) -> Vec<Event> {
    let numbered = bodies.into_iter().enumerate().map(|(i, mut body)| {
        // A sentence of its own for each, by which rows are found again where ids are counted anew.
        body.summary = format!("{} ({i})", body.summary.trim());
        Event {
            id: stable_id("event", [i.to_string().as_str()]),
            review: Review::Machine,
            documents: vec!["one".to_owned(), "two".to_owned()],
            reports: vec![],
            sources: 2,
            body,
            reconciled: Reconciled::default(),
        }
    });
    numbered.collect()
}

fn documents() -> BTreeMap<String, DocumentMeta> {
    let meta = |publisher: &str, day: i8| DocumentMeta {
        publisher: Some(publisher.to_owned()),
        title: Some(format!("=Blast, {publisher}")),
        url: None,
        published: Some(jiff::civil::date(2031, 5, day)),
    };
    BTreeMap::from([("one".to_owned(), meta("Harbour Post", 3)), ("two".to_owned(), meta("Northern Wire", 4))])
}

fn written(format: Format, events: &[Event], documents: &BTreeMap<String, DocumentMeta>) -> Vec<u8> {
    let mut out = Vec::new();
    let records = Records { events, reports: &[], statements: &[], documents };
    export(format, &records, &Options::default(), &mut out).unwrap();
    out
}

/// The file, what was imported of it, and the file that the import gives.
fn there_and_back(format: Format, style: &ImportFormat, events: &[Event]) -> (Vec<u8>, Vec<Imported>, Vec<u8>) {
    let first = written(format, events, &documents());
    let made = import(style, &first);
    assert!(made.rejects.is_empty(), "{:?}", made.rejects);
    let mut metas = BTreeMap::new();
    for row in &made.records {
        let s = row.source.clone();
        let meta = DocumentMeta { publisher: s.publisher, title: s.title, url: s.url, published: s.published };
        metas.insert(row.event.id.clone(), meta);
    }
    let again: Vec<Event> = made.records.iter().map(|row| row.event.clone()).collect();
    let second = written(format, &again, &metas);
    (first, made.records, second)
}

/// The rows of a table by one column.
fn rows(bytes: &[u8], key: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
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
    let header: Vec<String> = rows.remove(0);
    let named = rows.into_iter().map(|row| header.iter().cloned().zip(row).collect::<BTreeMap<_, _>>());
    named.map(|row| (row[key].trim_start_matches("d:").to_owned(), row)).collect()
}

fn assert_same_table(format: Format, style: ImportFormat, bodies: Vec<EventBody>, key: &str, except: &[&str]) {
    let (first, imported, second) = there_and_back(format, &style, &events(bodies));
    let (before, mut after) = (rows(&first, key), rows(&second, key));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (id, row) in &before {
        let other = after.get_mut(id).unwrap();
        for (column, cell) in row.iter().filter(|(column, _)| !except.contains(&column.as_str())) {
            assert_eq!(Some(cell), other.get(column), "{column} of {row:#?}");
        }
    }
    // And whatever a style does, the row itself is kept.
    for record in &imported {
        let kept: BTreeMap<String, String> =
            record.row.iter().map(|(name, cell)| (name.clone(), cell.as_str().unwrap().to_owned())).collect();
        assert!(before.values().any(|row| *row == kept), "{kept:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn acled(bodies in prop::collection::vec(body(), 1..6)) {
        assert_same_table(Format::Acled, ImportFormat::Acled, bodies, "event_id_cnty", &[]);
    }

    #[test]
    fn ucdp(bodies in prop::collection::vec(body(), 1..6)) {
        // A running number; sources are one text of several.
        let except = ["relid", "source_article", "source_date", "source_original"];
        assert_same_table(Format::Ucdp, ImportFormat::Ucdp, bodies, "id", &except);
    }

    #[test]
    fn gtd(bodies in prop::collection::vec(body(), 1..6)) {
        // A running number; the second citation; words for weapons that GTD has no column of their own for.
        let except = ["eventid", "scite2", "weapdetail"];
        assert_same_table(Format::Gtd, ImportFormat::Gtd, bodies, "summary", &except);
    }

    #[test]
    fn csv(bodies in prop::collection::vec(body(), 1..6)) {
        // The row is the event's document now; whose an id is, the table does not say.
        let except = ["id", "documents", "actor_ids"];
        assert_same_table(Format::Csv, ImportFormat::Csv, bodies, "id", &except);
    }

    #[test]
    fn geojson(bodies in prop::collection::vec(body(), 1..6)) {
        let (first, _, second) = there_and_back(Format::Geojson, &ImportFormat::Geojson, &events(bodies));
        let features = |bytes: &[u8]| -> BTreeMap<String, serde_json::Value> {
            let text = String::from_utf8(bytes.to_vec()).unwrap().replace("d:event-", "event-");
            let json: serde_json::Value = serde_json::from_str(&text).unwrap();
            let features = json["features"].as_array().unwrap().clone();
            features.into_iter().map(|f| (f["id"].as_str().unwrap().to_owned(), f)).collect()
        };
        let (before, after) = (features(&first), features(&second));
        prop_assert_eq!(before.len(), after.len());
        for (id, feature) in before {
            let said = |f: &serde_json::Value| {
                let mut properties = f["properties"].as_object().unwrap().clone();
                properties.retain(|name, _| !["documents", "actor_ids"].contains(&name.as_str()));
                properties
            };
            prop_assert_eq!(said(&feature), said(&after[&id]));
            // Properties have five decimals of a degree, a metre; the geometry all.
            let point = |f: &serde_json::Value, i: usize| f["geometry"]["coordinates"][i].as_f64().unwrap_or(0.0);
            for i in [0, 1] {
                prop_assert!((point(&feature, i) - point(&after[&id], i)).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn plover(bodies in prop::collection::vec(body(), 1..6)) {
        let (first, _, second) = there_and_back(Format::Plover, &ImportFormat::Plover, &events(bodies));
        let lines = |bytes: &[u8]| -> BTreeMap<String, serde_json::Value> {
            let text = String::from_utf8(bytes.to_vec()).unwrap().replace("d:event-", "event-");
            let lines = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
            lines
                .map(|mut line| {
                    // Publishers come back as one text.
                    let names: Vec<String> =
                        line["source"].as_array().unwrap().iter().map(|s| s.as_str().unwrap().to_owned()).collect();
                    line["source"] = names.join("; ").into();
                    (line["id"].as_str().unwrap().to_owned(), line)
                })
                .collect()
        };
        prop_assert_eq!(lines(&first), lines(&second));
    }

    #[test]
    fn jsonl_brings_events_back_whole(bodies in prop::collection::vec(body(), 1..6)) {
        let events = events(bodies);
        let made = import(&ImportFormat::Jsonl, &written(Format::Jsonl, &events, &documents()));
        prop_assert_eq!(made.records.len(), events.len());
        for event in &events {
            let record = made.record(&event.id);
            let back = Event { id: event.id.clone(), ..record.event.clone() };
            prop_assert_eq!(&back, event);
        }
        // An export of imported rows is imported as the same rows.
        let mut out = Vec::new();
        write_jsonl(&made.records, &Filter::default(), false, &mut out).unwrap();
        let again = import(&ImportFormat::Jsonl, &out);
        let mut records = made.records.clone();
        records.sort_by(|a, b| a.event.id.cmp(&b.event.id));
        prop_assert_eq!(again.records, records);
    }
}
