//! Differences, the claim ledger and checked statistics on a few invented events.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

use std::collections::BTreeMap;

use polybius_query::{
    Change, Checked, Gap, Happened, Holdings, Reason, Said, Touched, Verdict, check, claims, diff, ledger,
};
use polybius_records::{
    Actor, ActorType, Attribution, ClaimDetail, ClaimMode, Confidences, Count, Date, DateSpan, Event, EventBody,
    Evidence, Place, PlacePrecision, Reconciled, Report, Review, Role, Stance, Statement, StatementBody, Status,
    SubEventType,
};

fn day(month: i8, day: i8) -> Date {
    jiff::civil::date(2031, month, day)
}

fn place(name: &str, country: &str, precision: PlacePrecision) -> Place {
    Place {
        name: name.to_owned(),
        country: Some(country.to_owned()),
        admin1: None,
        admin2: None,
        latitude: None,
        longitude: None,
        precision,
        geonameid: None,
    }
}

fn body(killed: Option<u64>, on: Date, doer: &str) -> EventBody {
    EventBody {
        event_type: SubEventType::Attack.event_type(),
        sub_event_type: SubEventType::Attack,
        status: Status::Occurred,
        date: Some(DateSpan::day(on)),
        place: Some(place("Aldmoor", "FJ", PlacePrecision::Exact)),
        actors: vec![Actor {
            role: Role::Perpetrator,
            id: doer.to_lowercase(),
            name: doer.to_owned(),
            kind: ActorType::RebelGroup,
            certainty: "attributed".to_owned(),
        }],
        attributions: Vec::new(),
        weapons: Vec::new(),
        killed: killed.map(Count::exact),
        injured: None,
        abducted: None,
        detained: None,
        displaced: None,
        summary: format!("An attack by {doer}."),
        confidence: 0.9,
        confidences: Confidences::default(),
        evidence: Vec::new(),
    }
}

fn said(body: &mut EventBody, by: &str, stance: Stance, actor: &str, document: &str, killed: Option<u64>) {
    let quote = format!("{by} speaks of {actor}.");
    body.attributions.push(Attribution {
        by: by.to_owned(),
        stance,
        actor: actor.to_owned(),
        document: document.to_owned(),
        quote: quote.clone(),
        claim: (stance == Stance::Claims).then(|| ClaimDetail {
            mode: Some(ClaimMode::Video),
            through: Some("a video".to_owned()),
            killed,
            injured: None,
        }),
    });
    body.evidence.push(Evidence {
        field: "attributions".to_owned(),
        value: actor.to_owned(),
        document: document.to_owned(),
        quote,
        start: 0,
        end: 9,
    });
}

fn report(id: &str, document: &str, published: Date, body: &EventBody) -> Report {
    Report {
        id: id.to_owned(),
        document: document.to_owned(),
        words: Vec::new(),
        published: Some(published),
        coder: "rules".to_owned(),
        body: body.clone(),
    }
}

fn event(id: &str, reports: &[&str], body: EventBody) -> Event {
    Event {
        id: id.to_owned(),
        review: Review::Machine,
        documents: reports.iter().map(|r| r.replace('r', "d")).collect(),
        reports: reports.iter().map(|r| (*r).to_owned()).collect(),
        sources: reports.len(),
        body,
        reconciled: Reconciled::default(),
    }
}

/// "Ford Guard North" is a branch of "Ford Guard".
fn within(a: &str, b: &str) -> bool {
    a == b || a == "Ford Guard North" && b == "Ford Guard"
}

#[test]
fn what_differs_is_told_with_its_reasons() {
    let attack = |killed| body(Some(killed), day(3, 1), "Ford Guard");
    let before = [
        event("e1", &["r1"], attack(3)),
        event("e2", &["r2"], attack(4)),
        event("e3", &["r3"], attack(5)),
        event("e5", &["r5"], attack(6)),
    ];
    let after = [
        event("e1", &["r1", "r2", "r9"], attack(4)),
        event("e3", &["r3"], body(Some(5), day(3, 2), "Ford Guard")),
        event("e4", &["r4"], attack(1)),
        event("e5", &["r5"], attack(6)),
    ];
    let happened = Happened {
        documents: BTreeMap::from([
            ("d9".to_owned(), Touched::Added),
            ("d4".to_owned(), Touched::Added),
            ("d7".to_owned(), Touched::Added),
        ]),
        decisions: vec![Said {
            reports: vec!["r3".to_owned()],
            what: "edit".to_owned(),
            by: "Ada".to_owned(),
            at: "2031-04-01T00:00:00Z".to_owned(),
            why: Some("the paper printed the wrong day".to_owned()),
        }],
        merger: false,
    };
    let found = diff(&before, &after, &happened);
    let ids: Vec<&str> = found.iter().map(|d| d.event.as_str()).collect();
    assert_eq!(ids, ["e1", "e2", "e3", "e4"], "e5 is the same");
    assert_eq!(found[0].change, Change::Changed);
    let killed = found[0].fields.iter().find(|f| f.field == "killed").unwrap();
    assert_eq!(
        (killed.field.as_str(), killed.before.as_deref(), killed.after.as_deref()),
        ("killed", Some("3"), Some("4"))
    );
    assert_eq!(
        found[0].reasons,
        [Reason::NewDocument { document: "d9".to_owned() }, Reason::Joined { from: "e2".to_owned() }]
    );
    assert_eq!(found[1].change, Change::Removed { into: vec!["e1".to_owned()] });
    assert_eq!(found[1].reasons, [Reason::Left { to: "e1".to_owned() }]);
    assert!(matches!(&found[2].reasons[..], [Reason::Decided { by, why: Some(_), .. }] if by == "Ada"));
    assert_eq!(found[3].change, Change::Added);

    let rules = diff(&before[..1], &after[..1], &Happened { merger: true, ..Happened::default() });
    assert!(rules[0].reasons.contains(&Reason::Rules));
    assert_eq!(diff(&before[..1], &[], &Happened::default())[0].reasons, [Reason::Neighbours]);
}

#[test]
fn claims_compete_and_are_compared_with_what_is_reported() {
    let mut first = body(Some(5), day(3, 1), "Ford Guard");
    said(&mut first, "Ford Guard North", Stance::Claims, "Ford Guard North", "d1", Some(20));
    said(&mut first, "the army", Stance::Attributes, "Ford Guard", "d2", None);
    said(&mut first, "the governor", Stance::Attributes, "Mill Front", "d2", None);
    said(&mut first, "Mill Front", Stance::Denies, "Mill Front", "d2", None);
    said(&mut first, "the police", Stance::Suspects, "private person", "d2", None);
    let mut second = body(Some(9), day(4, 1), "Ford Guard");
    said(&mut second, "Ford Guard", Stance::Claims, "Ford Guard", "d3", Some(9));
    let telling = Evidence {
        field: "event_type".to_owned(),
        value: String::new(),
        document: "d3".to_owned(),
        quote: second.attributions[0].quote.clone(),
        start: 0,
        end: 9,
    };
    second.evidence.push(telling);
    let reports = [
        report("r1", "d1", day(3, 4), &first),
        report("r2", "d2", day(3, 2), &first),
        report("r3", "d3", day(4, 1), &second),
    ];
    let events = [event("e1", &["r1", "r2"], first), event("e2", &["r3"], second)];
    let found = claims(&events, &reports, &within);
    assert_eq!(found.len(), 5);
    let of = |by: &str| found.iter().find(|c| c.by == by && c.event == "e1").unwrap();
    let claim = of("Ford Guard North");
    assert_eq!(
        (claim.mode, claim.within_days, claim.claimed.killed, claim.reported.killed),
        (Some(ClaimMode::Video), Some(3), Some(20), Some(5))
    );
    assert_eq!((claim.through.as_slice(), claim.evidence.len()), (&["a video".to_owned()][..], 1));
    assert_eq!(claim.competing, [of("the governor").id.clone()], "the army blames its parent: no contradiction");
    let governor = of("the governor");
    assert_eq!(governor.competing.len(), 3, "two blame another side, one denies");

    let ledger = ledger(found.clone(), Some("Ford Guard"), &within);
    let entry = &ledger.groups[0];
    assert_eq!((entry.claimed, entry.attributed, entry.both, entry.denied), (2, 1, 1, 0));
    assert_eq!((entry.only_claimed, entry.contested), (1, 1));
    assert_eq!(
        (entry.claimed_killed, entry.reported_killed, entry.compared),
        (20, 5, 1),
        "what only it tells proves nothing"
    );
    assert_eq!(polybius_query::ledger(found, None, &within).groups.len(), 3);
}

#[test]
fn stated_totals_are_compared_with_the_sums() {
    let bodies = [
        body(Some(5), day(3, 1), "Ford Guard North"),
        body(Some(9), day(6, 1), "Ford Guard"),
        body(None, day(9, 1), "Ford Guard"),
        body(Some(70), day(9, 1), "Mill Front"),
        EventBody { status: Status::Planned, ..body(Some(500), day(9, 1), "Ford Guard") },
        EventBody {
            date: Some(DateSpan::new(jiff::civil::date(2030, 12, 1), day(1, 31))),
            ..body(Some(40), day(1, 1), "Ford Guard")
        },
    ];
    let held = Holdings { events: bodies.iter().map(|b| ("e", b)).collect(), published: vec![day(3, 2), day(6, 2)] };
    let statistic = |counts: &str, count: Count, actor: Option<&str>| Statement {
        id: format!("s-{counts}"),
        body: StatementBody::Statistic {
            actor: actor.map(str::to_owned),
            place: Some(place("Fiji", "FJ", PlacePrecision::Country)),
            values: BTreeMap::from([(counts.to_owned(), count)]),
        },
        documents: vec!["d".to_owned()],
        date: Some(DateSpan::new(day(1, 1), day(12, 31))),
        source: None,
        evidence: Vec::new(),
    };
    let guard = Some("Ford Guard");
    let one = |s: Statement| check(&[s], &held, &within).remove(0);
    let killed = one(statistic("killed", Count::new(Some(30), Some(30), None), guard));
    assert_eq!(
        (killed.ours.best, killed.events, killed.gap, killed.verdict),
        (Some(14), 3, Some(16), Verdict::OursLower)
    );
    assert!(
        killed.gaps.contains(&Gap::NoNumber { events: 1 }) && killed.gaps.contains(&Gap::AcrossTheEnds { events: 1 })
    );
    assert!(killed.gaps.contains(&Gap::LowerBound) && killed.gaps.contains(&Gap::FewDocuments { documents: 2 }));
    assert_eq!(one(statistic("killed", Count::exact(14), guard)).verdict, Verdict::Agrees);
    assert_eq!(
        one(statistic("killed", Count::new(Some(15), None, Some(15)), guard)).verdict,
        Verdict::Agrees,
        "nearly 15"
    );
    assert_eq!(one(statistic("killed", Count::exact(3), guard)).verdict, Verdict::OursHigher);
    assert_eq!(
        one(statistic("killed", Count::new(Some(5), Some(5), None), guard)).verdict,
        Verdict::OursHigher,
        "at least 5"
    );
    assert_eq!(
        one(statistic("killed", Count::new(Some(12), Some(12), None), guard)).verdict,
        Verdict::Agrees,
        "at least 12"
    );
    assert_eq!(one(statistic("attacks", Count::exact(3), guard)).verdict, Verdict::Agrees);
    assert_eq!(one(statistic("killed", Count::exact(84), None)).ours.best, Some(84), "anybody's");
    assert_eq!(one(statistic("rockets", Count::exact(3), guard)).verdict, Verdict::NotComparable);
    let nothing = one(statistic("killed", Count::exact(3), Some("River Band")));
    assert_eq!((nothing.verdict, nothing.gap), (Verdict::NothingHeld, None));
    assert_eq!(Checked::tally(&[nothing]), BTreeMap::from([(Verdict::NothingHeld, 1)]));
}
