//! Sentences composed from fields: one table of examples.

use polybius_records::{
    Actor, ActorType, Attribution, Confidences, Count, Date, DateSpan, EventBody, EventType, Place, PlacePrecision,
    Precision, Role, Stance, Status, SubEventType, Weapon, summary,
};

fn blank(sub: SubEventType) -> EventBody {
    EventBody {
        event_type: sub.event_type(),
        sub_event_type: sub,
        status: Status::Occurred,
        date: None,
        place: None,
        actors: vec![],
        attributions: vec![],
        weapons: vec![],
        killed: None,
        injured: None,
        abducted: None,
        detained: None,
        displaced: None,
        summary: String::new(),
        confidence: 0.5,
        confidences: Confidences::default(),
        evidence: vec![],
    }
}

fn day(y: i16, m: i8, d: i8) -> Date {
    jiff::civil::date(y, m, d)
}

fn town(name: &str, admin1: &str, country: &str) -> Option<Place> {
    Some(Place {
        name: name.into(),
        country: Some(country.into()),
        admin1: Some(admin1.into()),
        admin2: None,
        latitude: None,
        longitude: None,
        precision: PlacePrecision::Exact,
        geonameid: None,
    })
}

fn actor(role: Role, name: &str, kind: ActorType, certainty: &str) -> Actor {
    Actor { role, id: name.to_lowercase(), name: name.into(), kind, certainty: certainty.into() }
}

fn said(by: &str, stance: Stance, actor: &str) -> Attribution {
    Attribution { by: by.into(), stance, actor: actor.into(), document: "d".into(), quote: String::new(), claim: None }
}

#[test]
fn sentences() {
    let claimed = EventBody {
        date: Some(DateSpan::day(day(2019, 7, 4))),
        place: town("Varenholt", "North Province", "ML"),
        killed: Some(Count::new(Some(139), Some(139), None)),
        actors: vec![actor(Role::Perpetrator, "Free Hills Front", ActorType::RebelGroup, "claimed")],
        attributions: vec![said("Free Hills Front", Stance::Claims, "Free Hills Front")],
        ..blank(SubEventType::Attack)
    };
    let clash = EventBody {
        date: Some(DateSpan::new(day(2020, 2, 1), day(2020, 2, 29))),
        place: town("Gao", "Gao", "ML"),
        killed: Some(Count { breakdown: vec![], ..Count::new(Some(14), Some(12), Some(19)) }),
        injured: Some(Count::exact(1)),
        actors: vec![
            actor(Role::Perpetrator, "Malian Armed Forces", ActorType::Military, "certain"),
            actor(Role::Opponent, "Ansar Dine", ActorType::RebelGroup, "certain"),
        ],
        ..blank(SubEventType::ArmedClash)
    };
    let foiled = EventBody {
        status: Status::Foiled,
        date: Some(DateSpan { start: day(2018, 1, 1), end: day(2018, 12, 31), precision: Precision::Year }),
        place: Some(Place { precision: PlacePrecision::Country, ..town("France", "", "FR").unwrap() }),
        ..blank(SubEventType::RemoteExplosive)
    };
    let drone = EventBody {
        status: Status::Alleged,
        date: Some(DateSpan::new(day(2021, 4, 28), day(2021, 5, 3))),
        place: Some(Place { precision: PlacePrecision::Near, ..town("Adwa", "Tigray", "ET").unwrap() }),
        weapons: vec![Weapon { name: "drone".into(), kind: "drone".into() }],
        killed: Some(Count::new(None, Some(24), None)),
        attributions: vec![
            said("Tigray Defence Council", Stance::Attributes, "Ethiopian Air Force"),
            said("Ethiopian Air Force", Stance::Denies, "Ethiopian Air Force"),
        ],
        ..blank(SubEventType::AirDroneStrike)
    };
    let kidnap = EventBody {
        abducted: Some(Count::exact(1276)),
        actors: vec![actor(Role::Perpetrator, "Unidentified gunmen", ActorType::Unidentified, "certain")],
        ..blank(SubEventType::Abduction)
    };
    let nobody = EventBody { killed: Some(Count::exact(0)), ..blank(SubEventType::Grenade) };
    let raid = EventBody {
        status: Status::Foiled,
        detained: Some(Count::exact(2)),
        actors: vec![actor(Role::Detainer, "Lyon police", ActorType::Police, "certain")],
        ..blank(SubEventType::Arrests)
    };
    let suspected = EventBody {
        killed: Some(Count::exact(1)),
        actors: vec![
            actor(Role::Perpetrator, "Red Lane Gang", ActorType::Criminal, "suspected"),
            actor(Role::Target, "Mayor of Lagos", ActorType::Person, "certain"),
        ],
        ..blank(SubEventType::Attack)
    };
    let bare = blank(SubEventType::PeacefulProtest);
    assert_eq!(bare.event_type, EventType::Protests);
    let table = [
        (
            claimed,
            "On 4 July 2019, at least 139 people were killed in an attack in Varenholt, North Province, Mali; the Free Hills Front claimed it.",
        ),
        (
            clash,
            "In February 2020, 14 people were killed (reports range from 12 to 19) and 1 injured in an armed clash between the Malian Armed Forces and Ansar Dine in Gao, Mali.",
        ),
        (foiled, "In 2018, a bombing was foiled in France."),
        (
            drone,
            "Between 28 April and 3 May 2021, at least 24 people were reportedly killed in a drone strike near Adwa, Tigray, Ethiopia; the Tigray Defence Council blamed the Ethiopian Air Force; the Ethiopian Air Force denied it.",
        ),
        (kidnap, "1,276 people were abducted by unidentified gunmen."),
        (nobody, "Nobody was killed in a grenade attack."),
        (raid, "2 people were arrested by the Lyon police over a foiled attack."),
        (suspected, "1 person was killed in an attack on the Mayor of Lagos; the Red Lane Gang was suspected."),
        (bare, "A peaceful protest took place."),
    ];
    for (body, sentence) in table {
        assert_eq!(summary(&body), sentence);
    }
}
