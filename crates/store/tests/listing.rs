//! What lists find is what the filter means, whatever the order and the page.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod invented;

use std::collections::BTreeMap;

use polybius_records::{
    Actor, ActorType, Count, Date, DateSpan, Event, EventRow, EventType, Filter, Precision, Review, Role, Status,
    SubEventType,
};
use polybius_store::{After, By, Desk, Listing, Sort};

/// Sixty events that differ in everything that filters ask for.
fn events(desk: &mut Desk) -> Vec<Event> {
    let mut out = Vec::new();
    for n in 0..60_u8 {
        let id = format!("d{n:02}");
        let text = if n % 7 == 0 { "Guns were heard at the mill." } else { "Drums were heard." };
        let coded = invented::coded(&id, text, 1 + i8::try_from(n % 28).unwrap());
        let mut event = invented::events(&coded.reports).remove(0);
        desk.store(&[coded]).unwrap();
        let sub = SubEventType::ALL[usize::from(n) % SubEventType::ALL.len()];
        (event.body.sub_event_type, event.body.event_type) = (sub, sub.event_type());
        event.body.status = if n % 5 == 0 { Status::Foiled } else { Status::Occurred };
        event.review = [Review::Machine, Review::Accepted, Review::Edited, Review::Rejected][usize::from(n) % 4];
        event.sources = 1 + usize::from(n) % 3;
        match n % 6 {
            0 => event.body.date = None,
            1 => {
                let span = DateSpan::new(Date::constant(2021, 4, 20), Date::constant(2021, 5, 10));
                event.body.date = Some(DateSpan { precision: Precision::Unknown, ..span });
            }
            2 => event.body.date = Some(DateSpan::new(Date::constant(2021, 4, 20), Date::constant(2021, 5, 10))),
            _ => {}
        }
        if n % 4 != 0 {
            let mut place = invented::coded("x", "Some text", 1).reports[0].body.place.clone();
            if let Some(place) = &mut place {
                place.country = Some(["ML", "FJ"][usize::from(n % 2)].to_owned());
                place.longitude = Some(f64::from(n) * 6.0 - 180.0);
                place.latitude = Some(f64::from(n % 10) - 5.0);
            }
            event.body.place = place.or(event.body.place);
            if n % 8 == 1
                && let Some(place) = &mut event.body.place
            {
                (place.latitude, place.longitude) = (None, None);
            }
        }
        event.body.killed = match n % 4 {
            0 => None,
            1 => Some(Count::new(None, Some(24), None)),
            _ => Some(Count::exact(u64::from(n % 9))),
        };
        for (at, role) in [Role::Perpetrator, Role::Victim].into_iter().enumerate().take(usize::from(n % 3)) {
            event.body.actors.push(Actor {
                role,
                id: format!("org-{}", (usize::from(n) + at) % 4),
                name: format!("Order {}", (usize::from(n) + at) % 4),
                kind: ActorType::RebelGroup,
                certainty: "certain".to_owned(),
            });
        }
        out.push(event);
    }
    desk.replace_events(&out, &BTreeMap::new(), "made").unwrap();
    out
}

fn filters() -> Vec<Filter> {
    let day = |d| Some(Date::constant(2021, 5, d));
    vec![
        Filter::default(),
        Filter { rejected: true, ..Filter::default() },
        Filter { from: day(9), ..Filter::default() },
        Filter { to: day(4), ..Filter::default() },
        Filter { from: day(3), to: day(12), rejected: true, ..Filter::default() },
        Filter { countries: ["ML".to_owned()].into(), ..Filter::default() },
        Filter { countries: ["ML".to_owned(), "FJ".to_owned()].into(), ..Filter::default() },
        Filter { event_types: [EventType::Battles, EventType::Riots].into(), ..Filter::default() },
        Filter { sub_event_types: [SubEventType::Attack].into(), ..Filter::default() },
        Filter { statuses: [Status::Foiled].into(), ..Filter::default() },
        Filter { reviews: [Review::Rejected, Review::Edited].into(), ..Filter::default() },
        Filter { actors: ["org-1".to_owned(), "org-3".to_owned()].into(), ..Filter::default() },
        Filter { min_sources: 2, ..Filter::default() },
        Filter { min_killed: 5, ..Filter::default() },
        Filter { bbox: "-100,-3,100,3".parse().ok(), ..Filter::default() },
        Filter { bbox: "150,-5,-150,5".parse().ok(), rejected: true, ..Filter::default() },
        Filter {
            from: day(1),
            countries: ["FJ".to_owned()].into(),
            min_sources: 2,
            event_types: [EventType::Protests, EventType::Explosions].into(),
            ..Filter::default()
        },
    ]
}

#[test]
fn lists_pages_counts_and_points_are_those_of_the_filter() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path()).unwrap();
    let all = events(&mut desk);
    for past in [false, true] {
        let desk = if past {
            Desk::open_as_of(folder.path(), "now").unwrap()
        } else {
            Desk::open_read_only(folder.path()).unwrap()
        };
        for filter in filters() {
            let mut wanted: Vec<&Event> = all.iter().filter(|e| filter.passes(e)).collect();
            for sort in [Sort::Latest, Sort::Earliest, Sort::Deadliest, Sort::Changed, Sort::Priority] {
                let mut found = Vec::new();
                let mut after: Option<After> = None;
                loop {
                    let listing = Listing { filter: &filter, words: None, sort, after: after.as_ref(), limit: 7 };
                    let page = desk.list(&listing).unwrap();
                    let Some(last) = page.last() else { break };
                    after = Some(last.at.clone());
                    found.extend(page.into_iter().map(|l| serde_json::from_str::<EventRow>(&l.row).unwrap()));
                }
                let day = |e: &Event| e.body.date.filter(|d| d.precision != Precision::Unknown).map(|d| d.start);
                match sort {
                    Sort::Latest => wanted.sort_by(|a, b| (day(b), &b.id).cmp(&(day(a), &a.id))),
                    Sort::Earliest => wanted.sort_by(|a, b| (day(a), &a.id).cmp(&(day(b), &b.id))),
                    Sort::Deadliest | Sort::Changed | Sort::Priority => {
                        wanted.sort_by(|a, b| a.id.cmp(&b.id));
                        found.sort_by(|a, b| a.id.cmp(&b.id));
                    }
                }
                let rows: Vec<EventRow> = wanted.iter().map(|e| EventRow::from(*e)).collect();
                assert_eq!(found, rows, "{filter:?} {sort:?} past: {past}");
            }
            assert_eq!(desk.count_events(&filter, None).unwrap(), wanted.len() as u64, "{filter:?}");
            let mut points = 0;
            let without = desk.each_point(&filter, None, |point| points += u64::from(point.at.is_some())).unwrap();
            assert_eq!(points + without, wanted.len() as u64, "{filter:?}");
            let groups = desk.groups(&filter, None, &[By::Month, By::Country]).unwrap();
            assert_eq!(groups.iter().map(|g| g.events).sum::<u64>(), wanted.len() as u64, "{filter:?}");
            let killed: u64 = wanted.iter().filter_map(|e| e.body.killed.as_ref().and_then(|c| c.best.or(c.low))).sum();
            assert_eq!(groups.iter().map(|g| g.killed).sum::<u64>(), killed, "{filter:?}");
        }
        let loud = desk.count_events(&Filter { rejected: true, ..Filter::default() }, Some("guns")).unwrap();
        assert_eq!(loud, 9, "every seventh of sixty documents");
        assert!(desk.count_events(&Filter::default(), Some("\"guns")).is_err());
    }
}

#[test]
fn what_events_are_listed_by_follows_the_events() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path()).unwrap();
    let mut all = events(&mut desk);
    let killed = |desk: &Desk| desk.groups(&Filter::default(), None, &[]).unwrap()[0].clone();
    let before = killed(&desk);
    all.truncate(30);
    all[2].body.killed = Some(Count::exact(1000));
    desk.replace_events(&all, &BTreeMap::new(), "made").unwrap();
    let after = killed(&desk);
    assert!(after.events < before.events && after.killed > 1000, "{before:?} {after:?}");
    let filter = Filter { rejected: true, ..Filter::default() };
    let listing = Listing { filter: &filter, words: None, sort: Sort::Changed, after: None, limit: 1 };
    assert_eq!(desk.list(&listing).unwrap()[0].at.id, all[2].id, "the last changed comes first");
    // Weeks begin on Monday: 2021-05-03 was one.
    let weeks = desk.groups(&Filter::default(), None, &[By::Week]).unwrap();
    let monday = |day: &str| day.parse::<Date>().unwrap().weekday() == jiff::civil::Weekday::Monday;
    assert!(weeks.iter().flat_map(|g| &g.values[0]).all(|day| monday(day)), "{weeks:?}");
}
