//! ACLED's table (codebook 2023, 31 columns), comma or semicolon between cells, and what it had before: `data_id`, `iso3`,
//! `event_id_no_cnty`, inter codes as numbers or words, event types of before 2019.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use polybius_records::{
    ActorType, Count, CountKind, Date, DateSpan, EventType, Imported, Place, PlacePrecision, Precision, Role, Status,
    SubEventType,
};

use super::draft::{Draft, Kind, said};
use super::reject::Refusal;
use super::row::Row;
use super::style::{Context, Layout, Style, id_of};
use super::value::{code, day_of, is_missing, people, point};
use crate::crosswalk::{self, rows};

static OLD_TYPES: LazyLock<BTreeMap<&'static str, SubEventType>> = LazyLock::new(|| {
    rows(include_str!("../../../../data/codebooks/acled_old_types.tsv"))
        .filter_map(|row| match row[..] {
            [old, sub] => Some((old, sub.parse().ok()?)),
            _ => None,
        })
        .collect()
});

pub(super) struct Acled;

impl Style for Acled {
    fn layout(&self) -> Layout {
        Layout::Headed
    }

    fn licence(&self) -> &str {
        "acled-terms"
    }

    fn row_id(&self, row: &Row) -> Option<String> {
        id_of(row, "event_id_cnty").or_else(|| id_of(row, "data_id")).or_else(|| id_of(row, "event_id_no_cnty"))
    }

    fn read(&self, row: &Row, row_id: &str, context: &Context<'_>) -> Result<Imported, Refusal> {
        let sub = kind(row)?;
        let mut draft = Draft::new(row, row_id, context, (sub, Status::Occurred), &["event_type", "sub_event_type"]);
        draft.date(span(row)?, &["event_date", "time_precision"]);
        place(&mut draft, row)?;
        sides(&mut draft, row, sub)?;
        // ACLED writes 0 where nobody speaks of deaths, and the lowest number reported elsewhere.
        if let Some(n) = people(row, "fatalities")?.map(|n| n.low).filter(|&n| n > 0) {
            draft.count(CountKind::Killed, Count::new(Some(n), Some(n), None), &["fatalities"]);
        }
        draft.summary("notes");
        draft.source.publisher = said(row, "source");
        draft.source.published = code(row, "timestamp").ok().flatten().and_then(day_of_timestamp);
        draft.finish()
    }
}

fn kind(row: &Row) -> Result<SubEventType, Refusal> {
    let (kind, sub) = (row.get("event_type"), row.get("sub_event_type"));
    if let Some(found) = SubEventType::ALL.iter().find(|s| s.as_str().eq_ignore_ascii_case(sub)) {
        return Ok(*found);
    }
    if kind == "Riots/Protests" {
        let peaceful = inter(row.get("inter1")) == Some(6);
        return Ok(if peaceful { SubEventType::PeacefulProtest } else { SubEventType::ViolentDemonstration });
    }
    OLD_TYPES
        .get(kind)
        .copied()
        .filter(|_| is_missing(sub))
        .ok_or_else(|| Refusal::new("event type that ACLED does not have").because(format!("{kind:?}, {sub:?}")))
}

/// time_precision: 1 the day, 2 within a week, the day in its middle, 3 within a month, the day in its middle or at an end.
fn span(row: &Row) -> Result<DateSpan, Refusal> {
    let day = day_of(row, "event_date")?;
    let around = |n: i32| {
        let span = jiff::Span::new().days(n);
        (day.saturating_sub(span), day.saturating_add(span))
    };
    let (start, end, precision) = match code(row, "time_precision")? {
        Some(2) => {
            let (start, end) = around(3);
            (start, end, Precision::Week)
        }
        Some(3) => {
            let (first, last) = (day.first_of_month(), day.last_of_month());
            let stands_for_month = day == first || day == last || (14..=16).contains(&day.day());
            let (start, end) = if stands_for_month { (first, last) } else { around(15) };
            (start, end, Precision::Month)
        }
        Some(1) | None => (day, day, Precision::Day),
        Some(other) => return Err(Refusal::column("time_precision", &other.to_string())),
    };
    Ok(DateSpan { start, end, precision })
}

fn day_of_timestamp(seconds: i64) -> Option<Date> {
    let at = jiff::Timestamp::from_second(seconds).ok()?;
    Some(at.to_zoned(jiff::tz::TimeZone::UTC).date())
}

fn place(draft: &mut Draft<'_, '_>, row: &Row) -> Result<(), Refusal> {
    let number = code(row, "iso")?.and_then(|n| u16::try_from(n).ok());
    let country = crosswalk::by_name(row.get("country"))
        .or_else(|| crosswalk::by_name(row.get("iso3")))
        .or_else(|| crosswalk::by_iso_number(number?));
    let precision = match code(row, "geo_precision")? {
        Some(1) | None => PlacePrecision::Exact,
        Some(2) => PlacePrecision::Near,
        Some(_) => PlacePrecision::Admin1,
    };
    let Some((column, name)) = row.first(&["location", "admin3", "admin2", "admin1", "country"]) else { return Ok(()) };
    let point = point(row, "latitude", "longitude")?;
    let place = Place {
        name: name.to_owned(),
        country: country.map(|c| c.iso2.to_owned()),
        admin1: said(row, "admin1"),
        admin2: said(row, "admin2"),
        latitude: point.map(|p| p.0),
        longitude: point.map(|p| p.1),
        precision: if column == "country" { PlacePrecision::Country } else { precision },
        geonameid: None,
    };
    draft.place(place, &[column, "admin1", "country", "latitude", "longitude", "geo_precision"]);
    Ok(())
}

/// Both sides and those with them. In violence against civilians, and where civilians are hit, the second side is a target.
fn sides(draft: &mut Draft<'_, '_>, row: &Row, sub: SubEventType) -> Result<(), Refusal> {
    let (inter1, inter2) = (row.get("inter1"), row.get("inter2"));
    let first = if sub == SubEventType::Arrests { Role::Detainer } else { Role::Perpetrator };
    let name1 = row.get("actor1");
    draft.actor(first, name1, Kind::Said(actor_type(name1, inter(inter1))), "certain", &["actor1", "inter1"]);
    let name2 = row.get("actor2");
    let kind2 = actor_type(name2, inter(inter2));
    let second = match sub.event_type() {
        EventType::ViolenceAgainstCivilians | EventType::StrategicDevelopments => Role::Target,
        // Whoever is attacked from afar; an unarmed organisation that ACLED names as a side stays a side.
        EventType::Explosions if crate::parties::is_organised(kind2) || kind2 == ActorType::Civilians => Role::Target,
        EventType::Riots if sub == SubEventType::MobViolence && kind2 == ActorType::Civilians => Role::Target,
        EventType::Battles | EventType::Protests | EventType::Riots | EventType::Explosions => Role::Opponent,
    };
    draft.actor(second, name2, Kind::Said(kind2), "certain", &["actor2", "inter2"]);
    for (column, role) in [("assoc_actor_1", Role::Supporter), ("assoc_actor_2", Role::Victim)] {
        // Current files have `; ` between names, older ones `;`.
        for name in row.get(column).split(';') {
            draft.actor(role, name, Kind::Said(actor_type(name.trim(), None)), "certain", &[column]);
        }
    }
    Ok(())
}

/// The code of an actor's kind: a number until 2024, words since.
fn inter(text: &str) -> Option<u8> {
    const WORDS: [&str; 8] = [
        "State forces",
        "Rebel group",
        "Political militia",
        "Identity militia",
        "Rioters",
        "Protesters",
        "Civilians",
        "External/Other forces",
    ];
    let by_words = || WORDS.iter().position(|w| w.eq_ignore_ascii_case(text)).and_then(|at| u8::try_from(at + 1).ok());
    text.parse().ok().or_else(by_words)
}

/// By ACLED's forms of names first, which say more than the code.
fn actor_type(name: &str, inter: Option<u8>) -> ActorType {
    const FORMS: [(&str, ActorType); 8] = [
        ("Military Forces of", ActorType::Military),
        ("Police Forces of", ActorType::Police),
        ("Government of", ActorType::Government),
        ("Civilians (", ActorType::Civilians),
        ("Protesters (", ActorType::Protesters),
        ("Rioters (", ActorType::Rioters),
        ("Unidentified Armed Group", ActorType::Unidentified),
        ("Unidentified", ActorType::Unidentified),
    ];
    if let Some((_, kind)) = FORMS.iter().find(|(form, _)| name.starts_with(form)) {
        return *kind;
    }
    match inter {
        Some(1) if name.to_lowercase().contains("intelligence") => ActorType::Intelligence,
        Some(1) => ActorType::Military,
        Some(2) => ActorType::RebelGroup,
        Some(3) => ActorType::PoliticalMilitia,
        Some(4) => ActorType::IdentityMilitia,
        Some(5) => ActorType::Rioters,
        Some(6) => ActorType::Protesters,
        Some(8) => ActorType::International,
        Some(_) | None => ActorType::Organisation,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_old_type_has_one_of_today() {
        let lines = rows(include_str!("../../../../data/codebooks/acled_old_types.tsv")).count();
        assert_eq!(OLD_TYPES.len(), lines);
    }

    #[test]
    fn names_and_codes_say_what_an_actor_is() {
        let table = [
            ("Military Forces of Mali (2021-)", "8", ActorType::Military),
            ("Hill Guard", "Political militia", ActorType::PoliticalMilitia),
            ("Unidentified Military Forces", "3", ActorType::Unidentified),
            ("Harbour Union", "7", ActorType::Organisation),
            ("Blue Mission", "External/Other forces", ActorType::International),
            ("", "", ActorType::Organisation),
        ];
        for (name, code, expected) in table {
            assert_eq!(actor_type(name, inter(code)), expected, "{name}");
        }
    }
}
