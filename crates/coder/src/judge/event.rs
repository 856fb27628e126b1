//! What the judge sees of an event.

use polybius_records::{PlacePrecision, Precision, Status};

use super::row::Numbers;
use super::{incident, is_force, told};
use crate::fillers::{Filled, Part, Scope, Told};

const ACTS: [&str; 22] = [
    "attack",
    "shooting",
    "stabbing",
    "killing",
    "death",
    "injury",
    "bombing",
    "suicide_bombing",
    "shelling",
    "air_strike",
    "grenade",
    "chemical",
    "clash",
    "abduction",
    "sexual",
    "arrest",
    "protest",
    "riot",
    "mob",
    "destruction",
    "robbery",
    "plot",
];

const PARTS: [(Part, &str); 6] = [
    (Part::Doer, "doer"),
    (Part::Organisation, "organisation"),
    (Part::Thing, "thing"),
    (Part::Named, "named"),
    (Part::People, "people"),
    (Part::Weapon, "weapon"),
];

/// The countries of the task (its guidelines, section 1).
const COUNTRIES: [&str; 9] = ["AR", "BO", "CL", "CO", "EC", "GT", "HN", "PE", "SV"];

/// The numbers of event `index` of those with a type.
pub(super) fn numbers(index: usize, events: &[&Filled], text: &Told) -> Numbers {
    let e = events[index];
    let body = &e.report.body;
    let mut n = Numbers::default();
    for act in ACTS {
        n.flag(format!("act_{act}"), e.acts.iter().any(|a| a == act));
    }
    for (part, name) in PARTS {
        let of = |keep: &dyn Fn(&crate::fillers::Filler) -> bool| {
            e.fillers.iter().filter(|f| f.part == part && keep(f)).count()
        };
        n.count(format!("n_{name}"), of(&|_| true));
        n.count(format!("told_{name}"), of(&|f| told(f) && f.how != crate::fillers::How::Story));
        n.count(format!("force_{name}"), of(&|f| is_force(&f.kind)));
        n.count(format!("army_{name}"), of(&|f| matches!(f.kind.as_str(), "military" | "police" | "security")));
        n.count(
            format!("rebel_{name}"),
            of(&|f| matches!(f.kind.as_str(), "rebel_group" | "political_militia" | "criminal")),
        );
    }
    n.flag("unreported", e.unreported.is_some());
    let kind = incident::of(e);
    n.add("type", kind.map_or(-1.0, |k| k as u8 as f64));
    let country = body.place.as_ref().and_then(|p| p.country.as_deref());
    n.add("country", country.map_or(0.5, |c| f64::from(u8::from(COUNTRIES.contains(&c)))));
    n.add("place", body.place.as_ref().map_or(-1.0, |p| grain(p.precision)));
    n.add("date", body.date.as_ref().map_or(-1.0, |d| sharpness(d.precision)));
    n.add("killed", body.killed.as_ref().and_then(|c| c.best).map_or(-1.0, |b| b as f64));
    n.flag("injured", body.injured.is_some());
    n.flag("occurred", body.status == Status::Occurred);
    let first = e.sentences.first().copied().unwrap_or_default();
    let mut own = e.sentences.clone();
    own.dedup();
    n.count("first", first);
    n.count("sentences", own.len());
    n.add("depth", first as f64 / text.sentences.max(1) as f64);
    n.count("length", text.sentences);
    n.count("events", events.len());
    n.count("whole_events", events.iter().filter(|o| o.scope == Scope::Whole).count());
    n.count("of_type", events.iter().filter(|o| incident::of(o) == kind).count());
    n.count("index", index);
    n.count("triggers", e.triggers.len());
    n.count("attributions", body.attributions.len());
    n.count("actors", body.actors.len());
    n.flag("part", e.scope == Scope::Part);
    n.flag("left", e.scope == Scope::Left);
    n
}

fn grain(precision: PlacePrecision) -> f64 {
    match precision {
        PlacePrecision::Exact | PlacePrecision::Near => 4.0,
        PlacePrecision::Admin2 => 3.0,
        PlacePrecision::Admin1 => 2.0,
        PlacePrecision::Country => 1.0,
        PlacePrecision::Region => 0.0,
    }
}

fn sharpness(precision: Precision) -> f64 {
    match precision {
        Precision::Day => 4.0,
        Precision::Week => 3.0,
        Precision::Month => 2.0,
        Precision::Quarter | Precision::Year => 1.0,
        Precision::Decade | Precision::Unknown => 0.0,
    }
}
