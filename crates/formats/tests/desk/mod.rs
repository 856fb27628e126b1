//! A small invented desk: one event of each kind that a style treats in its own way.

use std::collections::BTreeMap;

use polybius_formats::{DocumentMeta, Records};
use polybius_records::{
    Actor, ActorType, Attribution, Confidences, Control, Count, Date, DateSpan, Event, EventBody, Evidence, Part,
    Place, PlacePrecision, Precision, Reconciled, Report, Review, Role, Stance, Statement, StatementBody, Status,
    SubEventType, Weapon, stable_id, summary,
};

#[derive(Debug)]
pub struct Desk {
    pub events: Vec<Event>,
    pub reports: Vec<Report>,
    pub statements: Vec<Statement>,
    pub documents: BTreeMap<String, DocumentMeta>,
}

impl Desk {
    pub fn records(&self) -> Records<'_> {
        Records {
            events: &self.events,
            reports: &self.reports,
            statements: &self.statements,
            documents: &self.documents,
        }
    }
}

pub fn day(y: i16, m: i8, d: i8) -> Date {
    jiff::civil::date(y, m, d)
}

fn place(
    name: &str,
    country: &str,
    admin1: &str,
    precision: PlacePrecision,
    point: Option<(f64, f64)>,
) -> Option<Place> {
    Some(Place {
        name: name.into(),
        country: Some(country.into()),
        admin1: (!admin1.is_empty()).then(|| admin1.into()),
        admin2: None,
        latitude: point.map(|p| p.0),
        longitude: point.map(|p| p.1),
        precision,
        geonameid: None,
    })
}

fn actor(role: Role, name: &str, kind: ActorType, certainty: &str) -> Actor {
    Actor {
        role,
        id: format!("x-{}", name.to_lowercase().replace(' ', "-")),
        name: name.into(),
        kind,
        certainty: certainty.into(),
    }
}

fn count(best: u64, low: u64, high: u64, parts: &[(&str, u64)]) -> Option<Count> {
    let mut c = Count::new(Some(best), Some(low), Some(high));
    c.breakdown = parts
        .iter()
        .map(|(who, n)| Part { who: (*who).into(), best: Some(*n), low: Some(*n), high: Some(*n) })
        .collect();
    c.rule = Some("latest-most-sources".into());
    Some(c)
}

fn body(sub: SubEventType, date: Option<DateSpan>, place: Option<Place>) -> EventBody {
    EventBody {
        event_type: sub.event_type(),
        sub_event_type: sub,
        status: Status::Occurred,
        date,
        place,
        actors: vec![],
        attributions: vec![],
        weapons: vec![],
        killed: None,
        injured: None,
        abducted: None,
        detained: None,
        displaced: None,
        summary: String::new(),
        confidence: 0.8,
        confidences: [(Confidences::EVENT, 0.8), ("event_type", 0.9)].into_iter().collect(),
        evidence: vec![],
    }
}

fn weapon(name: &str, kind: &str) -> Weapon {
    Weapon { name: name.into(), kind: kind.into() }
}

/// One report a document, all merged into one event; a later document says more dead.
fn tell(desk: &mut Desk, documents: &[&str], mut body: EventBody) {
    body.summary = summary(&body);
    for (i, document) in documents.iter().enumerate() {
        let mut told = body.clone();
        if let Some(killed) = &mut told.killed {
            let n = if i == 0 { killed.low } else { killed.best };
            *killed = Count::new(n, n, n);
        }
        told.evidence.push(Evidence {
            field: "event_type".into(),
            value: told.event_type.as_str().into(),
            document: (*document).into(),
            quote: format!("It happened, said text {i}."),
            start: 0,
            end: 25,
        });
        desk.reports.push(Report {
            id: stable_id("report", [document, body.summary.as_str()]),
            document: (*document).into(),
            words: vec![],
            published: None,
            coder: polybius_records::RULES.to_owned(),
            body: told,
        });
    }
    let ids: Vec<String> = desk.reports[desk.reports.len() - documents.len()..].iter().map(|r| r.id.clone()).collect();
    desk.events.push(Event {
        id: stable_id("event", [ids[0].as_str()]),
        review: Review::Machine,
        documents: documents.iter().map(|d| (*d).to_owned()).collect(),
        reports: ids,
        sources: documents.len(),
        body,
        reconciled: Reconciled::default(),
    });
}

pub fn desk() -> Desk {
    let mut desk = Desk { events: vec![], reports: vec![], statements: vec![], documents: BTreeMap::new() };
    for (id, publisher, title, published) in [
        ("doc-1", "Harbour Post", "=Blast at a market", day(2031, 6, 4)),
        ("doc-2", "Northern Wire", "Toll of \"market\" blast rises, again", day(2031, 6, 5)),
        ("doc-3", "Harbour Post", "A week of unrest", day(2031, 6, 20)),
    ] {
        desk.documents.insert(
            id.into(),
            DocumentMeta {
                publisher: Some(publisher.into()),
                title: Some(title.into()),
                url: None,
                published: Some(published),
            },
        );
    }
    let gao = || place("Gao", "ML", "Gao", PlacePrecision::Exact, Some((16.2717, -0.0447)));

    let mut bombing = body(SubEventType::RemoteExplosive, Some(DateSpan::day(day(2031, 6, 3))), gao());
    bombing.killed = count(14, 12, 19, &[("civilians", 11), ("the bomber", 1)]);
    bombing.injured = count(40, 40, 40, &[]);
    bombing.weapons = vec![weapon("car bomb", "vehicle_bomb")];
    bombing.actors = vec![
        actor(Role::Perpetrator, "Ansar Dine", ActorType::RebelGroup, "claimed"),
        actor(Role::Victim, "Market traders", ActorType::Civilians, "certain"),
    ];
    bombing.attributions = vec![
        Attribution {
            by: "Ansar Dine".into(),
            stance: Stance::Claims,
            actor: "Ansar Dine".into(),
            document: "doc-2".into(),
            quote: "We did it.".into(),
            claim: None,
        },
        Attribution {
            by: "Malian government".into(),
            stance: Stance::Attributes,
            actor: "Polisario Front".into(),
            document: "doc-1".into(),
            quote: "They did it.".into(),
            claim: None,
        },
    ];
    tell(&mut desk, &["doc-1", "doc-2"], bombing);

    let mut clash = body(
        SubEventType::ArmedClash,
        Some(DateSpan::new(day(2031, 6, 8), day(2031, 6, 13))),
        place("Gao", "ML", "Gao", PlacePrecision::Near, Some((16.2717, -0.0447))),
    );
    clash.killed = count(31, 31, 31, &[("soldiers", 6), ("militants", 20)]);
    clash.actors = vec![
        actor(Role::Perpetrator, "Ansar Dine", ActorType::RebelGroup, "certain"),
        actor(Role::Opponent, "Malian Armed Forces", ActorType::Military, "certain"),
        actor(Role::Supporter, "French Air Force", ActorType::Military, "certain"),
    ];
    tell(&mut desk, &["doc-3"], clash);

    let mut march = body(
        SubEventType::PeacefulProtest,
        Some(DateSpan::day(day(2031, 6, 15))),
        place("Kidal", "ML", "Kidal", PlacePrecision::Admin1, Some((18.44, 1.41))),
    );
    march.actors = vec![actor(Role::Perpetrator, "Teachers", ActorType::Protesters, "certain")];
    tell(&mut desk, &["doc-3"], march);

    let mut kidnap = body(
        SubEventType::Abduction,
        Some(DateSpan { start: day(2031, 5, 1), end: day(2031, 5, 31), precision: Precision::Month }),
        place("Nigeria", "NG", "", PlacePrecision::Country, None),
    );
    kidnap.abducted = count(276, 276, 276, &[]);
    kidnap.actors = vec![
        actor(Role::Perpetrator, "Unidentified gunmen", ActorType::Unidentified, "certain"),
        actor(Role::Target, "Schoolgirls and students", ActorType::Civilians, "certain"),
    ];
    tell(&mut desk, &["doc-3"], kidnap);

    let mut strike = body(
        SubEventType::AirDroneStrike,
        Some(DateSpan::day(day(2031, 6, 16))),
        place("Sumy", "UA", "Sumy Oblast", PlacePrecision::Exact, Some((50.9216, 34.8003))),
    );
    strike.killed = count(3, 3, 3, &[]);
    strike.weapons = vec![weapon("drone", "drone")];
    strike.actors = vec![actor(Role::Perpetrator, "Russian Armed Forces", ActorType::Military, "attributed")];
    tell(&mut desk, &["doc-3"], strike);

    let mut raid = body(
        SubEventType::Arrests,
        Some(DateSpan::day(day(2031, 6, 17))),
        place("Lyon", "FR", "Auvergne-Rhone-Alpes", PlacePrecision::Exact, Some((45.748, 4.8467))),
    );
    raid.status = Status::Foiled;
    raid.detained = count(2, 2, 2, &[]);
    raid.actors = vec![actor(Role::Detainer, "police", ActorType::Police, "certain")];
    tell(&mut desk, &["doc-3"], raid);

    let mut threat = body(
        SubEventType::Attack,
        Some(DateSpan::day(day(2031, 7, 1))),
        place("Lagos", "NG", "Lagos", PlacePrecision::Exact, Some((6.4541, 3.3947))),
    );
    threat.status = Status::Threatened;
    tell(&mut desk, &["doc-3"], threat);

    let mut killing = body(
        SubEventType::Attack,
        Some(DateSpan { start: day(2030, 1, 1), end: day(2030, 12, 31), precision: Precision::Year }),
        place("Lagos", "NG", "Lagos", PlacePrecision::Exact, Some((6.4541, 3.3947))),
    );
    killing.killed = count(1, 1, 1, &[]);
    killing.weapons = vec![weapon("pistol", "firearm")];
    killing.actors = vec![
        actor(Role::Perpetrator, "-Red Lane Gang", ActorType::Criminal, "suspected"),
        actor(Role::Target, "Mayor of Lagos", ActorType::Person, "certain"),
    ];
    tell(&mut desk, &["doc-1"], killing);

    let undated = body(SubEventType::ArmedClash, None, None);
    tell(&mut desk, &["doc-3"], undated);

    let mut rejected = body(SubEventType::Attack, Some(DateSpan::day(day(2031, 6, 18))), gao());
    rejected.killed = count(9, 9, 9, &[]);
    tell(&mut desk, &["doc-3"], rejected);
    desk.events.last_mut().expect("just told").review = Review::Rejected;

    desk.statements.push(Statement {
        id: "statement-1".into(),
        body: StatementBody::Control {
            actor: Some("Ansar Dine".into()),
            place: gao(),
            extent: Some("two districts".into()),
            status: Control::Holds,
        },
        documents: vec!["doc-3".into()],
        date: Some(DateSpan::day(day(2031, 6, 20))),
        source: None,
        evidence: vec![],
    });
    desk
}
