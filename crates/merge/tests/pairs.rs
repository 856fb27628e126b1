//! Which two reports are one event: a table.

mod desk;

use desk::*;
use polybius_merge::{Conflict, Context, explain_pair, merge};
use polybius_records::{ActorType, Report, Status, SubEventType};

enum Expect {
    One,
    Two,
    Never(Conflict),
}
use Expect::{Never, One, Two};

fn branch(child: &str, parent: &str) -> bool {
    (child, parent) == ("hill-brigade", "hill-front")
}

#[test]
fn pairs() {
    let june = |d| day(2031, 6, d);
    let a = || report("a-1");
    let b = || report("b-1");
    let market = "market blast crowd stalls morning shoppers bomb vegetable";
    let table: Vec<(&str, Report, Report, Expect)> = vec![
        ("same day, same town", a().on(june(3)).at(quetta()), b().on(june(3)).at(quetta()), One),
        (
            "bombing told as attack",
            a().on(june(3)).at(quetta()).of(SubEventType::RemoteExplosive),
            b().on(june(3)).at(quetta()),
            One,
        ),
        ("toll 12 and 14", a().on(june(3)).at(quetta()).killed(12), b().on(june(3)).at(quetta()).killed(14), One),
        (
            "one day off, same town and toll",
            a().on(june(3)).at(quetta()).killed(12),
            b().on(june(4)).at(quetta()).killed(12),
            One,
        ),
        (
            "two days off",
            a().on(june(3)).at(quetta()).killed(12),
            b().on(june(5)).at(quetta()).killed(12),
            Never(Conflict::Dates),
        ),
        (
            "two cities",
            a().on(june(3)).at(quetta()).killed(12),
            b().on(june(3)).at(karachi()).killed(12),
            Never(Conflict::Places),
        ),
        (
            "two cities, the same words and day: attacks of one day are often told alike",
            words(a().on(june(3)).at(quetta()), market),
            words(b().on(june(3)).at(karachi()), market),
            Never(Conflict::Places),
        ),
        ("two countries", a().on(june(3)).at(kabul()), b().on(june(3)).at(pakistan()), Never(Conflict::Places)),
        (
            "province and its city",
            a().on(june(3)).at(quetta()).killed(12),
            b().on(june(3)).at(balochistan()).killed(12),
            One,
        ),
        ("only the country, nothing else", a().on(june(3)).at(quetta()), b().on(june(3)).at(pakistan()), Two),
        (
            "only the country, same toll and group",
            a().on(june(3)).at(quetta()).killed(31).by("hill-front", ActorType::RebelGroup),
            b().on(june(3)).at(pakistan()).killed(31).by("hill-front", ActorType::RebelGroup),
            One,
        ),
        (
            "branch and parent on a country",
            a().on(june(3)).at(quetta()).killed(31).by("hill-brigade", ActorType::RebelGroup),
            b().on(june(3)).at(pakistan()).killed(30).by("hill-front", ActorType::RebelGroup),
            One,
        ),
        (
            "background in the year, same toll",
            a().on(june(3)).at(quetta()).killed(31),
            b().in_year(2031).at(quetta()).killed(31),
            One,
        ),
        (
            "background in another year",
            a().on(june(3)).at(quetta()).killed(31),
            b().in_year(2029).at(quetta()).killed(31),
            Never(Conflict::Dates),
        ),
        (
            "background in the year, other toll",
            a().on(june(3)).at(quetta()).killed(3),
            b().in_year(2031).at(quetta()).killed(88),
            Two,
        ),
        ("no date, same town only", a().on(june(3)).at(quetta()), b().at(quetta()), Two),
        (
            "no date, same town, toll and words",
            words(a().on(june(3)).at(quetta()).killed(9), market),
            words(b().at(quetta()).killed(9), market),
            One,
        ),
        (
            "no date, published before it happened",
            a().on(june(3)).at(quetta()).killed(9),
            published(b().at(quetta()).killed(9), day(2031, 5, 1)),
            Never(Conflict::PublishedBefore),
        ),
        (
            "no place, same day, toll and group",
            a().on(june(3)).at(quetta()).killed(31).by("hill-front", ActorType::RebelGroup),
            b().on(june(3)).killed(31).by("hill-front", ActorType::RebelGroup),
            One,
        ),
        ("no place, same day only", a().on(june(3)).at(quetta()).killed(2), b().on(june(3)).killed(2), Two),
        (
            "arrests are no attack",
            a().on(june(3)).at(quetta()),
            b().on(june(3)).at(quetta()).of(SubEventType::Arrests),
            Never(Conflict::Types),
        ),
        (
            "a march is no attack",
            a().on(june(3)).at(quetta()),
            b().on(june(3)).at(quetta()).of(SubEventType::PeacefulProtest),
            Never(Conflict::Types),
        ),
        (
            "shots at a march are an attack too",
            a().on(june(3)).at(quetta()),
            b().on(june(3)).at(quetta()).of(SubEventType::ExcessiveForce),
            One,
        ),
        (
            "foiled and occurred",
            a().on(june(3)).at(quetta()),
            b().on(june(3)).at(quetta()).status(Status::Foiled),
            Never(Conflict::Status),
        ),
        (
            "alleged and occurred",
            a().on(june(3)).at(quetta()),
            b().on(june(3)).at(quetta()).status(Status::Alleged),
            One,
        ),
        (
            "one dead by gun, forty by bomb, other words",
            words(a().on(june(3)).at(quetta()).killed(1).with("firearm"), "lawyer shot motorcycle road evening pistol"),
            words(b().on(june(3)).at(quetta()).killed(40).with("explosive").of(SubEventType::SuicideBomb), market),
            Two,
        ),
        (
            "kidnapping and bombing of one day",
            words(
                a().on(june(3)).at(quetta()).of(SubEventType::Abduction),
                "engineers road seized convoy guards masked",
            ),
            words(b().on(june(3)).at(quetta()).of(SubEventType::RemoteExplosive), market),
            Two,
        ),
    ];
    let context = Context { hierarchy: &branch, ..Context::default() };
    for (name, a, b, expect) in table {
        let among = [a.clone(), b.clone()];
        let parts = explain_pair(&a, &b, &context);
        assert_eq!(parts, explain_pair(&b, &a, &context), "{name}: not symmetric");
        let events = merge(&among, &context).len();
        match expect {
            One => assert_eq!(events, 1, "{name}: {parts:?}"),
            Two => assert_eq!((events, parts.conflict), (2, None), "{name}: {parts:?}"),
            Never(conflict) => assert_eq!((events, parts.conflict), (2, Some(conflict)), "{name}: {parts:?}"),
        }
    }
}
