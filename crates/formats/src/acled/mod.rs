//! ACLED's table (codebook 2023, 31 columns): one row an event and day.

mod fatalities;
mod parties;

use std::io::Write;

use polybius_records::{Date, DateSpan, Event, EventType, PlacePrecision, Precision, Status, SubEventType};

use crate::ExportError;
use crate::case::{Case, number};
use crate::crosswalk::{self, Country};
use crate::input::Options;
use crate::sidecar::Sidecar;
use crate::table::{Cell, Row, header, line};

/// The event's id in ACLED's form, three letters of the country and a number; `None` where no country is known.
pub fn event_id(event: &Event) -> Option<String> {
    let country = event.body.place.as_ref()?.country.as_deref()?;
    Some(id(crosswalk::country(country)?, event))
}

fn id(country: &Country, event: &Event) -> String {
    format!("{}{}", country.iso3, number(event))
}

/// ACLED's columns, in order.
pub const COLUMNS: [&str; 31] = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
];

pub(crate) fn write(
    cases: &[Case<'_>],
    options: &Options<'_>,
    out: &mut dyn Write,
    sidecar: &mut Sidecar,
) -> Result<(), ExportError> {
    header(&COLUMNS, out)?;
    each(cases, options, sidecar, |_, cells| Ok(line(cells, out)?))
}

/// Every row with the event that it tells of.
pub(crate) fn each(
    cases: &[Case<'_>],
    options: &Options<'_>,
    sidecar: &mut Sidecar,
    mut take: impl FnMut(&Event, &[Cell]) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    for case in cases {
        match row(case, options) {
            Ok((row, rules)) => {
                take(case.event, row.cells())?;
                sidecar.wrote(&case.event.id, rules);
            }
            Err(reason) => sidecar.leave_out(&case.event.id, reason),
        }
    }
    Ok(())
}

/// The day that a row has for a span; `None` where no row can have it.
pub fn event_date(span: &DateSpan) -> Option<Date> {
    when(span).ok().map(|(day, _, _)| day)
}

fn row(case: &Case<'_>, options: &Options<'_>) -> Result<(Row<'static>, Vec<String>), &'static str> {
    let body = &case.event.body;
    happened(body.status, body.sub_event_type)?;
    let (day, time_precision, time_rule) = when(case.date().ok_or("no date")?)?;
    let place = case.place().ok_or("no place")?;
    let geo_precision = geo_precision(place.precision)?;
    let country = case.country().ok_or("no country")?;
    let point = case.point().ok_or("no coordinates")?;
    let sides = parties::sides(case, country, options);
    let (fatalities, fatality_rule) = fatalities::fatalities(case);

    let mut row = Row::new(&COLUMNS);
    row.text("event_id_cnty", id(country, case.event));
    row.text("event_date", day.to_string());
    row.number("year", day.year());
    row.number("time_precision", time_precision);
    row.text("disorder_type", disorder_type(body.sub_event_type));
    row.text("event_type", body.event_type.as_str());
    row.text("sub_event_type", body.sub_event_type.as_str());
    row.text("actor1", &sides.actor1.name);
    row.text("assoc_actor_1", sides.assoc1.join("; "));
    row.number("inter1", sides.actor1.inter);
    if let Some(actor2) = &sides.actor2 {
        row.text("actor2", &actor2.name);
        row.number("inter2", actor2.inter);
    }
    row.text("assoc_actor_2", sides.assoc2.join("; "));
    row.number("interaction", sides.interaction());
    row.text("civilian_targeting", if sides.civilians_targeted { "Civilian targeting" } else { "" });
    row.number("iso", country.iso_numeric);
    row.text("region", country.acled_region);
    row.text("country", country.acled_name);
    row.text("admin1", place.admin1.clone().unwrap_or_default());
    row.text("admin2", place.admin2.clone().unwrap_or_default());
    row.text("location", &place.name);
    row.set("latitude", Cell::decimal(Some(point.latitude), 4));
    row.set("longitude", Cell::decimal(Some(point.longitude), 4));
    row.number("geo_precision", geo_precision);
    row.text("source", case.publishers().join("; "));
    row.text("notes", &body.summary);
    row.number("fatalities", fatalities);
    row.set("timestamp", Cell::maybe(case.last_published().and_then(timestamp)));

    let rules = vec![
        time_rule.to_owned(),
        format!("geo_precision {geo_precision}: {:?}", place.precision),
        sides.rule,
        format!("fatalities: {fatality_rule}"),
    ];
    Ok((row, rules))
}

/// ACLED codes what happened; a foiled plot is in only as an arrest or as a disrupted use of weapons.
fn happened(status: Status, sub: SubEventType) -> Result<(), &'static str> {
    let strategic = matches!(sub, SubEventType::Arrests | SubEventType::DisruptedWeaponsUse);
    match status {
        Status::Occurred | Status::Alleged => Ok(()),
        Status::Foiled if strategic => Ok(()),
        Status::Foiled => Err("foiled, and no arrest or disrupted use of weapons"),
        Status::Planned | Status::Threatened => Err("planned or threatened, not done"),
        Status::Denied => Err("denied"),
    }
}

/// The day, the precision, and the rule: the day itself, the middle of the week; of a month the middle, the first day where
/// only its beginning is meant, the last where its end is.
fn when(span: &DateSpan) -> Result<(Date, u8, &'static str), &'static str> {
    let middle = || {
        let half = i32::try_from(span.width_days() / 2).unwrap_or(0);
        span.start.checked_add(jiff::Span::new().days(half)).unwrap_or(span.start)
    };
    match span.precision {
        Precision::Day => Ok((span.start, 1, "time_precision 1: the day is known")),
        Precision::Week => Ok((middle(), 2, "time_precision 2: middle of the week")),
        Precision::Month => Ok(match (span.start, span.end) {
            (start, end) if start.first_of_month() != end.first_of_month() => {
                (middle(), 3, "time_precision 3: middle of the span")
            }
            (start, end) if start == start.first_of_month() && end != end.last_of_month() => {
                (start, 3, "time_precision 3: beginning of the month")
            }
            (start, end) if start != start.first_of_month() && end == end.last_of_month() => {
                (end, 3, "time_precision 3: end of the month")
            }
            _ => (middle(), 3, "time_precision 3: middle of the month"),
        }),
        Precision::Quarter | Precision::Year | Precision::Decade => Err("date vaguer than a month"),
        Precision::Unknown => Err("no date"),
    }
}

fn geo_precision(precision: PlacePrecision) -> Result<u8, &'static str> {
    match precision {
        PlacePrecision::Exact => Ok(1),
        PlacePrecision::Near | PlacePrecision::Admin2 => Ok(2),
        PlacePrecision::Admin1 => Ok(3),
        PlacePrecision::Country => Err("only the country is known"),
        PlacePrecision::Region => Err("place larger than a country"),
    }
}

fn disorder_type(sub: SubEventType) -> &'static str {
    match sub {
        SubEventType::PeacefulProtest | SubEventType::ProtestWithIntervention | SubEventType::ViolentDemonstration => {
            "Demonstrations"
        }
        SubEventType::ExcessiveForce => "Political violence; Demonstrations",
        SubEventType::MobViolence
        | SubEventType::GovernmentRegainsTerritory
        | SubEventType::NonStateActorOvertakesTerritory
        | SubEventType::ArmedClash
        | SubEventType::ChemicalWeapon
        | SubEventType::AirDroneStrike
        | SubEventType::SuicideBomb
        | SubEventType::Shelling
        | SubEventType::RemoteExplosive
        | SubEventType::Grenade
        | SubEventType::SexualViolence
        | SubEventType::Attack
        | SubEventType::Abduction => "Political violence",
        SubEventType::Agreement
        | SubEventType::Arrests
        | SubEventType::ChangeToGroup
        | SubEventType::DisruptedWeaponsUse
        | SubEventType::Headquarters
        | SubEventType::Looting
        | SubEventType::NonViolentTransfer
        | SubEventType::Other => "Strategic developments",
    }
}

/// Seconds since 1970 at the start of the day, UTC: when the newest source came out.
fn timestamp(day: Date) -> Option<i64> {
    day.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|z| z.timestamp().as_second())
}

/// Whether the type is about people as such.
fn targets_civilians(sub: SubEventType) -> bool {
    sub.event_type() == EventType::ViolenceAgainstCivilians || sub == SubEventType::ExcessiveForce
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn one_day_stands_for_a_span() {
        let table = [
            (DateSpan::day(date(2031, 6, 3)), Ok((date(2031, 6, 3), 1))),
            (DateSpan::new(date(2031, 6, 8), date(2031, 6, 13)), Ok((date(2031, 6, 10), 2))),
            (DateSpan::new(date(2031, 6, 1), date(2031, 6, 30)), Ok((date(2031, 6, 15), 3))),
            (DateSpan::new(date(2031, 6, 1), date(2031, 6, 10)), Ok((date(2031, 6, 1), 3))),
            (DateSpan::new(date(2031, 6, 21), date(2031, 6, 30)), Ok((date(2031, 6, 30), 3))),
            (DateSpan::new(date(2031, 6, 20), date(2031, 7, 10)), Ok((date(2031, 6, 30), 3))),
            (DateSpan::new(date(2031, 1, 1), date(2031, 12, 31)), Err("date vaguer than a month")),
        ];
        for (span, expected) in table {
            assert_eq!(when(&span).map(|(day, precision, _)| (day, precision)), expected, "{span:?}");
        }
    }
}
