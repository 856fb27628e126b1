//! GTD's table (135 columns, codebook 2021): acts of sub-national actors that GTD's criteria let in.

mod attack;
mod inclusion;
mod labels;
mod target;
mod when;

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::LazyLock;

use polybius_records::{Actor, Attribution, PlacePrecision, Stance, SubEventType};

use crate::ExportError;
use crate::case::{Case, citation};
use crate::crosswalk::Country;
use crate::input::Options;
use crate::sidecar::Sidecar;
use crate::table::{Cell, Row, header, line};
use polybius_records::{Casualties as Group, casualty_number as number, casualty_part as part};

static COLUMNS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("../../../../data/codebooks/gtd_columns.txt").lines().collect());

/// GTD's columns, in order.
pub fn columns() -> &'static [&'static str] {
    &COLUMNS
}

/// Not known, by GTD's convention.
const UNKNOWN: i32 = -9;

pub(crate) fn write(
    cases: &[Case<'_>],
    _options: &Options<'_>,
    out: &mut dyn Write,
    sidecar: &mut Sidecar,
) -> Result<(), ExportError> {
    header(columns(), out)?;
    let mut running: BTreeMap<String, u32> = BTreeMap::new();
    for case in cases {
        match row(case, &mut running) {
            Ok((row, rules)) => {
                line(row.cells(), out)?;
                sidecar.wrote(&case.event.id, rules);
            }
            Err(reason) => sidecar.leave_out(&case.event.id, reason),
        }
    }
    Ok(())
}

fn row(case: &Case<'_>, running: &mut BTreeMap<String, u32>) -> Result<(Row<'static>, Vec<String>), &'static str> {
    let included = inclusion::check(case)?;
    let date = when::parts(case.date().ok_or("no date")?)?;
    let place = case.place().ok_or("no place")?;
    let country = case.country().ok_or("no country")?;
    let (gtd, (region, region_name)) = country.gtd.zip(country.gtd_region).ok_or("country without a GTD number")?;
    let body = &case.event.body;

    let mut row = Row::new(columns());
    let day = format!("{:04}{:02}{:02}", date.year, date.month, date.day);
    let number_of_day = running.entry(day.clone()).or_default();
    *number_of_day += 1;
    row.number("eventid", format!("{day}{number_of_day:04}"));
    row.number("iyear", date.year);
    row.number("imonth", date.month);
    row.number("iday", date.day);
    row.text("approxdate", date.approximate);
    row.number("extended", 0);
    row.number("country", gtd);
    row.text("country_txt", country.gtd_name);
    row.number("region", region);
    row.text("region_txt", region_name);
    row.text("provstate", place.admin1.clone().unwrap_or_default());
    row.text("city", city(case, country));
    row.set("latitude", Cell::decimal(case.point().map(|p| p.latitude), 6));
    row.set("longitude", Cell::decimal(case.point().map(|p| p.longitude), 6));
    row.number("specificity", specificity(case));
    row.number("vicinity", u8::from(place.precision == PlacePrecision::Near));
    row.text("summary", &body.summary);
    row.number("crit1", 1);
    row.number("crit2", 1);
    row.number("crit3", u8::from(included.outside_war));
    row.number("doubtterr", u8::from(included.doubt.is_some()));
    if let Some(alternative) = included.doubt {
        row.set("alternative", Cell::maybe(alternative.number()));
        row.text("alternative_txt", alternative.label());
    }
    row.number("multiple", 0);
    row.number("success", 1);
    row.number("suicide", u8::from(body.sub_event_type == SubEventType::SuicideBomb));
    let attack = attack::fill(&mut row, case);
    let target = target::fill(&mut row, case);
    perpetrators(&mut row, case);
    casualties(&mut row, case);
    hostages(&mut row, case);
    row.number("property", if body.sub_event_type == SubEventType::Looting { 1 } else { UNKNOWN });
    let citations: Vec<String> = case.documents.iter().map(|(id, meta)| citation(id, meta)).collect();
    for (column, text) in ["scite1", "scite2", "scite3"].iter().zip(citations) {
        row.text(column, text);
    }
    row.text("dbsource", "Polybius");
    for column in ["INT_LOG", "INT_IDEO", "INT_MISC", "INT_ANY"] {
        row.number(column, UNKNOWN);
    }
    let rules = vec![
        format!("inclusion: {}", included.rule),
        format!("attacktype {attack}"),
        format!("targtype {target}"),
        format!("specificity {}", specificity(case)),
    ];
    Ok((row, rules))
}

fn city(case: &Case<'_>, country: &Country) -> String {
    match case.place() {
        Some(p) => match p.precision {
            PlacePrecision::Exact | PlacePrecision::Near => p.name.clone(),
            PlacePrecision::Admin2 | PlacePrecision::Admin1 | PlacePrecision::Country | PlacePrecision::Region => {
                "Unknown".to_owned()
            }
        },
        None => country.gtd_name.to_owned(),
    }
}

/// 1 the town itself, 3 the centre of a second-order division, 4 of a first-order division, 5 nothing smaller than the
/// country or no coordinates. 2 (a town placed at its division's centre) does not arise: such a place has no coordinates here.
fn specificity(case: &Case<'_>) -> u8 {
    match case.place() {
        Some(p) if case.point().is_some() => match p.precision {
            PlacePrecision::Exact | PlacePrecision::Near => 1,
            PlacePrecision::Admin2 => 3,
            PlacePrecision::Admin1 => 4,
            PlacePrecision::Country | PlacePrecision::Region => 5,
        },
        Some(_) | None => 5,
    }
}

fn perpetrators(row: &mut Row<'_>, case: &Case<'_>) {
    let body = &case.event.body;
    let groups: Vec<&Actor> = inclusion::groups(body);
    let claims: Vec<&Attribution> = body.attributions.iter().filter(|a| a.stance == Stance::Claims).collect();
    let claimed = |group: &Actor| claims.iter().any(|c| c.actor == group.name);
    if groups.is_empty() {
        row.text("gname", "Unknown");
    }
    for (i, group) in groups.iter().take(3).enumerate() {
        let n = i + 1;
        row.text(&if n == 1 { "gname".to_owned() } else { format!("gname{n}") }, &group.name);
        let unsure = !matches!(group.certainty.as_str(), "certain" | "claimed" | "") && !claimed(group);
        row.number(&format!("guncertain{n}"), u8::from(unsure));
        let columns = if n == 1 { ["claimed", "claimmode", "claimmode_txt"] } else { CLAIMS[i] };
        row.number(columns[0], u8::from(claimed(group)));
        if claimed(group) {
            row.number(columns[1], 10);
            row.text(columns[2], "Unknown");
        }
    }
    if groups.is_empty() {
        row.number("claimed", 0);
    }
    let lone = body.actors.iter().find(|a| a.role == polybius_records::Role::Perpetrator);
    row.number("individual", u8::from(lone.is_some_and(|a| a.kind == polybius_records::ActorType::Person)));
    let mut claimants: Vec<&str> = claims.iter().map(|c| c.actor.as_str()).collect();
    claimants.sort_unstable();
    claimants.dedup();
    if !claimants.is_empty() {
        row.number("compclaim", u8::from(claimants.len() > 1));
    }
    row.number("nperps", -99);
    let said: Vec<String> = body
        .attributions
        .iter()
        .filter(|a| a.stance == Stance::Denies)
        .map(|a| format!("{} denied that it was {}.", a.by, a.actor))
        .collect();
    row.text("addnotes", said.join(" "));
}

const CLAIMS: [[&str; 3]; 3] = [
    ["claimed", "claimmode", "claimmode_txt"],
    ["claim2", "claimmode2", "claimmode2_txt"],
    ["claim3", "claimmode3", "claimmode3_txt"],
];

/// Blank is not zero: a number that nobody gives stays blank.
fn casualties(row: &mut Row<'_>, case: &Case<'_>) {
    let body = &case.event.body;
    if let Some(killed) = &body.killed {
        row.set("nkill", Cell::maybe(number(killed)));
        row.set("nkillter", Cell::maybe(part(killed, Group::Attackers)));
    }
    if let Some(injured) = &body.injured {
        row.set("nwound", Cell::maybe(number(injured)));
        row.set("nwoundte", Cell::maybe(part(injured, Group::Attackers)));
    }
}

fn hostages(row: &mut Row<'_>, case: &Case<'_>) {
    let body = &case.event.body;
    let taken = body.sub_event_type == SubEventType::Abduction || body.abducted.is_some();
    row.number("ishostkid", u8::from(taken));
    if taken {
        let n = body.abducted.as_ref().and_then(number);
        row.set("nhostkid", n.map_or(Cell::number(-99), Cell::number));
        row.number("nhours", -99);
        row.number("ndays", -99);
        row.number("ransom", UNKNOWN);
        row.number("hostkidoutcome", 7);
        row.text("hostkidoutcome_txt", "Unknown");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_all_there_once() {
        let set: std::collections::BTreeSet<_> = columns().iter().collect();
        assert_eq!((columns().len(), set.len()), (135, 135));
        assert_eq!((columns()[0], columns()[134]), ("eventid", "related"));
    }
}
