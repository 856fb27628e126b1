//! UCDP GED's table (49 columns): one row an event with at least one death, a place and a date.

mod precision;
mod sides;

use std::collections::BTreeMap;
use std::io::Write;

use polybius_records::{Count, Event, Status, stable_id};

use crate::ExportError;
use crate::case::{Case, citation};
use crate::input::Options;
use crate::sidecar::Sidecar;
use crate::table::{Cell, Row, header, line};
use polybius_records::{Casualties as Group, casualty_number as number, casualty_part as part};

use sides::{Kind, Sides};

/// UCDP GED's columns, in order.
pub const COLUMNS: [&str; 49] = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

/// A dyad is active in a year from so many deaths on (UCDP's definition of an active conflict).
const ACTIVE_DEATHS: u64 = 25;

struct Coded<'c> {
    case: &'c Case<'c>,
    sides: Sides,
    deaths: Deaths,
    row: Row<'static>,
    rules: Vec<String>,
    year: i16,
    iso3: &'static str,
}

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
    let mut coded = Vec::new();
    for case in cases {
        match code(case, options) {
            Ok(row) => coded.push(row),
            Err(reason) => sidecar.leave_out(&case.event.id, reason),
        }
    }
    // Activity needs all rows of a dyad and year, and the running number those before it.
    let mut dyad_years: BTreeMap<(String, i16), u64> = BTreeMap::new();
    for c in &coded {
        let deaths = dyad_years.entry((c.sides.dyad_name(), c.year)).or_default();
        *deaths = deaths.saturating_add(c.deaths.best());
    }
    let mut running: BTreeMap<(&str, i16, String), usize> = BTreeMap::new();
    for mut c in coded {
        let dyad = c.sides.dyad_name();
        let active = dyad_years.get(&(dyad.clone(), c.year)).is_some_and(|n| *n >= ACTIVE_DEATHS);
        let number = running.entry((c.iso3, c.year, dyad.clone())).or_default();
        *number += 1;
        c.row.number("active_year", u8::from(active));
        let relid = format!("{}-{}-{}-{}-{number}", c.iso3, c.year, c.sides.kind.number(), local_id(&dyad));
        c.row.text("relid", relid);
        take(c.case.event, c.row.cells())?;
        sidecar.wrote(&c.case.event.id, c.rules);
    }
    Ok(())
}

fn code<'c>(case: &'c Case<'c>, options: &Options<'_>) -> Result<Coded<'c>, &'static str> {
    let body = &case.event.body;
    match body.status {
        Status::Occurred | Status::Alleged => {}
        Status::Foiled | Status::Planned | Status::Threatened => return Err("did not happen"),
        Status::Denied => return Err("denied"),
    }
    let killed = body.killed.as_ref().ok_or("no death reported")?;
    if number(killed).unwrap_or(0) == 0 {
        return Err("no death reported");
    }
    let date = case.date().ok_or("no date")?;
    let date_prec = precision::date(date)?;
    let place = case.place().ok_or("no place")?;
    let country = case.country().ok_or("no country")?;
    let gw = country.gw.ok_or("territory outside the Gleditsch-Ward system")?;
    let sides = Sides::of(case, country, options)?;
    let deaths = Deaths::of(killed, sides.kind);
    let where_prec = precision::place(place.precision);

    let mut row = Row::new(&COLUMNS);
    row.number("id", case.number());
    row.number("year", date.start.year());
    row.text("code_status", "Clear");
    row.number("type_of_violence", sides.kind.number());
    let (conflict, dyad) = (sides.conflict_name(), sides.dyad_name());
    for (prefix, name) in [("conflict", &conflict), ("dyad", &dyad), ("side_a", &sides.a), ("side_b", &sides.b)] {
        row.number(&format!("{prefix}_dset_id"), local_id(name));
        row.number(&format!("{prefix}_new_id"), local_id(name));
        row.text(if prefix.starts_with("side") { prefix.to_owned() } else { format!("{prefix}_name") }.as_str(), name);
    }
    sources(&mut row, case);
    row.number("where_prec", where_prec);
    row.text("where_coordinates", &place.name);
    row.text("where_description", precision::description(place));
    row.text("adm_1", place.admin1.clone().unwrap_or_default());
    row.text("adm_2", place.admin2.clone().unwrap_or_default());
    if let Some(point) = case.point() {
        row.set("latitude", Cell::decimal(Some(point.latitude), 6));
        row.set("longitude", Cell::decimal(Some(point.longitude), 6));
        row.text("geom_wkt", format!("POINT ({:.6} {:.6})", point.longitude, point.latitude));
        row.set("priogrid_gid", Cell::maybe(precision::priogrid(point.latitude, point.longitude)));
    }
    row.text("country", country.ucdp_name);
    row.number("country_id", gw);
    row.text("region", country.ucdp_region);
    row.number("event_clarity", if date_prec <= 3 { 1 } else { 2 });
    row.number("date_prec", date_prec);
    row.text("date_start", format!("{} 00:00:00.000", date.start));
    row.text("date_end", format!("{} 00:00:00.000", date.end));
    row.number("deaths_a", deaths.a);
    row.number("deaths_b", deaths.b);
    row.number("deaths_civilians", deaths.civilians);
    row.number("deaths_unknown", deaths.unknown);
    row.number("best", deaths.best());
    row.number("high", deaths.best().max(killed.high.unwrap_or(0)));
    row.number("low", killed.low.unwrap_or(u64::MAX).min(deaths.best()));
    row.set("gwnoa", Cell::maybe(sides.gw_a));
    row.set("gwnob", Cell::maybe(sides.gw_b));
    let rules = vec![
        format!("type_of_violence {}: {}", sides.kind.number(), sides.kind.words()),
        format!("where_prec {where_prec}: {:?}", place.precision),
        format!("date_prec {date_prec}: {:?}", date.precision),
        deaths.rule.to_owned(),
    ];
    Ok(Coded { case, sides, deaths, row, rules, year: date.start.year(), iso3: country.iso3 })
}

fn sources(row: &mut Row<'_>, case: &Case<'_>) {
    let joined = |pick: &dyn Fn(&crate::DocumentMeta) -> Option<String>| {
        let all: Vec<String> = case.documents.iter().filter_map(|(_, meta)| pick(meta)).collect();
        all.join(";")
    };
    let articles: Vec<String> = case.documents.iter().map(|(id, meta)| format!("\"{}\"", citation(id, meta))).collect();
    row.set(
        "number_of_sources",
        if case.event.sources == 0 { Cell::number(-1) } else { Cell::number(case.event.sources) },
    );
    row.text("source_article", articles.join(";"));
    row.text("source_office", joined(&|m| m.publisher.clone()));
    row.text("source_date", joined(&|m| m.published.map(|d| d.to_string())));
    row.text("source_headline", joined(&|m| m.title.clone()));
    let mut speakers: Vec<&str> = case.event.body.attributions.iter().map(|a| a.by.as_str()).collect();
    speakers.sort_unstable();
    speakers.dedup();
    row.text("source_original", speakers.join(", "));
}

/// A number for a conflict, dyad or side by its name, above all of UCDP's own, so that the two never mix.
fn local_id(name: &str) -> u64 {
    let id = stable_id("ucdp", [name]);
    let hex = id.rsplit('-').next().and_then(|h| h.get(..8)).unwrap_or_default();
    (u64::from_str_radix(hex, 16).unwrap_or(0) & 0x3fff_ffff) | 0x4000_0000
}

/// Whose the dead were; the four add up to `best`.
struct Deaths {
    a: u64,
    b: u64,
    civilians: u64,
    unknown: u64,
    rule: &'static str,
}

impl Deaths {
    fn best(&self) -> u64 {
        self.a.saturating_add(self.b).saturating_add(self.civilians).saturating_add(self.unknown)
    }

    fn of(killed: &Count, kind: Kind) -> Self {
        let total = number(killed).unwrap_or(0);
        let get = |group| part(killed, group).unwrap_or(0);
        let (attackers, rebels, state) = (get(Group::Attackers), get(Group::Rebels), get(Group::State));
        let mut deaths = Deaths { a: 0, b: 0, civilians: get(Group::Civilians), unknown: 0, rule: "" };
        match kind {
            // Side A is the state: soldiers and police are its dead, the attackers of its enemy the other side's.
            Kind::StateBased => {
                deaths.a = state;
                deaths.b = attackers.saturating_add(rebels);
            }
            // Which of two groups "fighters" belonged to is not said.
            Kind::NonState => deaths.unknown = attackers.saturating_add(rebels).saturating_add(state),
            Kind::OneSided => {
                deaths.a = attackers.saturating_add(rebels);
                deaths.unknown = state.saturating_add(get(Group::Unknown));
            }
        }
        let told = deaths.best();
        if told > total {
            // Parts that exceed the whole were counted of something else.
            return match kind {
                Kind::OneSided => Deaths {
                    a: 0,
                    b: 0,
                    civilians: total,
                    unknown: 0,
                    rule: "deaths: parts exceed the total, all civilians",
                },
                Kind::StateBased | Kind::NonState => Deaths {
                    a: 0,
                    b: 0,
                    civilians: 0,
                    unknown: total,
                    rule: "deaths: parts exceed the total, all unknown",
                },
            };
        }
        let rest = total - told;
        match kind {
            Kind::OneSided => deaths.civilians += rest,
            Kind::StateBased | Kind::NonState => deaths.unknown += rest,
        }
        deaths.rule =
            if rest == 0 { "deaths: by the parts reported" } else { "deaths: parts reported, the rest by type" };
        deaths
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use polybius_records::Part;

    #[test]
    fn the_four_deaths_add_up() {
        let count = |best, parts: &[(&str, u64)]| {
            let mut c = Count::exact(best);
            c.breakdown = parts
                .iter()
                .map(|(who, n)| Part { who: (*who).into(), best: Some(*n), low: Some(*n), high: Some(*n) })
                .collect();
            c
        };
        let table = [
            (count(10, &[("soldiers", 4), ("militants", 3)]), Kind::StateBased, (4, 3, 0, 3)),
            (count(10, &[("civilians", 7), ("the bomber", 1)]), Kind::OneSided, (1, 0, 9, 0)),
            (count(10, &[("civilians", 70)]), Kind::StateBased, (0, 0, 0, 10)),
            (count(10, &[("attackers", 2), ("unknown", 3)]), Kind::OneSided, (2, 0, 5, 3)),
            (count(6, &[("fighters", 5)]), Kind::NonState, (0, 0, 0, 6)),
        ];
        for (killed, kind, expected) in table {
            let d = Deaths::of(&killed, kind);
            assert_eq!((d.a, d.b, d.civilians, d.unknown), expected);
            assert_eq!(Some(d.best()), killed.best);
        }
    }
}
