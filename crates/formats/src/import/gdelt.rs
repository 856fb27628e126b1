//! GDELT event exports: 57 or 58 columns (1.0) or 61 (2.0), tab-separated, without a header row, often zipped.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use polybius_records::{ActorType, Imported, Place, PlacePrecision, Role, SubEventType};

use super::draft::{Draft, Kind, said};
use super::plover_codes::{Act, sector};
use super::reject::Refusal;
use super::row::Row;
use super::style::{Context, Layout, Style, id_of};
use super::value::{code, day, is_missing, point, span_of_parts};
use crate::crosswalk::{self, rows};

static ACTS: LazyLock<BTreeMap<&'static str, Option<Act>>> = LazyLock::new(|| {
    rows(include_str!("../../../../data/codebooks/cameo_events.tsv"))
        .filter_map(|row| match row[..] {
            [cameo, sub, status, weapon] => Some((cameo, Act::parse(sub, status, weapon))),
            _ => None,
        })
        .collect()
});

/// The act of a CAMEO code: the longest prefix that the table has counts.
fn act(cameo: &str) -> Option<Act> {
    let prefixes = (1..=cameo.len()).rev().filter_map(|n| cameo.get(..n));
    *prefixes.filter_map(|prefix| ACTS.get(prefix)).next()?
}

/// The columns of an export by their number.
fn columns(number: usize) -> Option<Vec<&'static str>> {
    const ACTOR: [&str; 10] = [
        "Code",
        "Name",
        "CountryCode",
        "KnownGroupCode",
        "EthnicCode",
        "Religion1Code",
        "Religion2Code",
        "Type1Code",
        "Type2Code",
        "Type3Code",
    ];
    const GEO: [&str; 8] = ["Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"];
    static ALL: LazyLock<Vec<String>> = LazyLock::new(|| {
        let mut all: Vec<String> =
            ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"].map(str::to_owned).to_vec();
        for actor in ["Actor1", "Actor2"] {
            all.extend(ACTOR.map(|name| format!("{actor}{name}")));
        }
        all.extend(
            [
                "IsRootEvent",
                "EventCode",
                "EventBaseCode",
                "EventRootCode",
                "QuadClass",
                "GoldsteinScale",
                "NumMentions",
                "NumSources",
                "NumArticles",
                "AvgTone",
            ]
            .map(str::to_owned),
        );
        for place in ["Actor1Geo", "Actor2Geo", "ActionGeo"] {
            all.extend(GEO.map(|name| format!("{place}_{name}")));
        }
        all.extend(["DATEADDED", "SOURCEURL"].map(str::to_owned));
        all
    });
    let all = ALL.iter().map(String::as_str);
    match number {
        61 => Some(all.collect()),
        // 1.0 has no second-order divisions, and before April 2013 no address.
        58 => Some(all.filter(|name| !name.ends_with("ADM2Code")).collect()),
        57 => Some(all.filter(|name| !name.ends_with("ADM2Code") && *name != "SOURCEURL").collect()),
        _ => None,
    }
}

pub(super) struct Gdelt;

impl Style for Gdelt {
    fn layout(&self) -> Layout {
        Layout::Unheaded(columns)
    }

    fn licence(&self) -> &str {
        "gdelt-terms"
    }

    fn row_id(&self, row: &Row) -> Option<String> {
        id_of(row, "GLOBALEVENTID")
    }

    fn read(&self, row: &Row, row_id: &str, context: &Context<'_>) -> Result<Imported, Refusal> {
        let cameo = row.get("EventCode");
        let act = act(cameo).ok_or_else(|| {
            Refusal::left_out("no event of violence, protest or power").because(format!("CAMEO {cameo}"))
        })?;
        let mut draft = Draft::new(row, row_id, context, (act.sub, act.status), &["EventCode"]);
        date(&mut draft, row)?;
        place(&mut draft, row)?;
        if let Some(kind) = act.weapon {
            draft.weapon(&kind.replace('_', " "), kind, &["EventCode"]);
        }
        let (first, second) = match act.sub {
            SubEventType::Arrests => (Role::Detainer, Role::Target),
            SubEventType::ArmedClash => (Role::Perpetrator, Role::Opponent),
            _ => (Role::Perpetrator, Role::Target),
        };
        actor(&mut draft, row, "Actor1", first);
        actor(&mut draft, row, "Actor2", second);
        draft.sources = code(row, "NumSources")?.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        draft.source.url = said(row, "SOURCEURL").filter(|url| url.starts_with("http"));
        draft.source.published = row.get("DATEADDED").get(..8).and_then(day);
        draft.finish()
    }
}

/// `20240300` is a month, `20240000` a year.
fn date(draft: &mut Draft<'_, '_>, row: &Row) -> Result<(), Refusal> {
    let text = row.get("SQLDATE");
    let digits = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    if !digits {
        return Err(Refusal::column("SQLDATE", text));
    }
    let part = |range| text.get(range).and_then(|part: &str| part.parse().ok());
    match span_of_parts(part(0..4), part(4..6), part(6..8))? {
        Some(span) => draft.date(span, &["SQLDATE"]),
        None => return Err(Refusal::new("no date")),
    }
    Ok(())
}

/// ActionGeo_Type: 1 a country, whose point is nobody's place; 2 and 5 a first-order division, 3 and 4 a town or landmark.
fn place(draft: &mut Draft<'_, '_>, row: &Row) -> Result<(), Refusal> {
    let full = row.get("ActionGeo_FullName");
    let precision = match code(row, "ActionGeo_Type")? {
        Some(1) => PlacePrecision::Country,
        Some(2 | 5) => PlacePrecision::Admin1,
        Some(3 | 4) => PlacePrecision::Exact,
        _ => return Ok(()),
    };
    let parts: Vec<&str> = full.split(", ").collect();
    let point = point(row, "ActionGeo_Lat", "ActionGeo_Long")?.filter(|_| precision != PlacePrecision::Country);
    let admin1 = match (precision, &parts[..]) {
        (PlacePrecision::Exact, [_, admin1, _]) => Some(*admin1),
        (PlacePrecision::Admin1, [admin1, ..]) => Some(*admin1),
        _ => None,
    };
    let place = Place {
        name: parts.first().copied().unwrap_or_default().to_owned(),
        country: crosswalk::by_fips(row.get("ActionGeo_CountryCode")).map(|c| c.iso2.to_owned()),
        admin1: admin1.map(str::to_owned),
        admin2: None,
        latitude: point.map(|p| p.0),
        longitude: point.map(|p| p.1),
        precision,
        geonameid: None,
    };
    let columns = ["ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_Type", "ActionGeo_Lat", "ActionGeo_Long"];
    draft.place(place, &columns);
    Ok(())
}

fn actor(draft: &mut Draft<'_, '_>, row: &Row, which: &str, role: Role) {
    let column = |name: &str| format!("{which}{name}");
    let name = row.get(&column("Name"));
    let types = [column("Type1Code"), column("Type2Code"), column("Type3Code")];
    let kind = match types.iter().find_map(|c| sector(row.get(c))) {
        Some(kind) => Kind::Said(kind),
        None if !row.get(&column("KnownGroupCode")).is_empty() => Kind::Or(ActorType::Organisation),
        // A country acts by its government.
        None if !row.get(&column("CountryCode")).is_empty() => Kind::Or(ActorType::Government),
        None => Kind::Or(ActorType::Unidentified),
    };
    if !is_missing(name) {
        draft.actor(role, name, kind, "certain", &[&column("Name"), &column("Type1Code")]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_an_act_or_says_that_it_is_none() {
        let table = include_str!("../../../../data/codebooks/cameo_events.tsv");
        assert_eq!(ACTS.len(), rows(table).count());
        for row in rows(table) {
            assert_eq!(row[1] == "-", act(row[0]).is_none(), "{row:?}");
            assert!(row[3] == "-" || crate::weapons::weapon(row[3]).is_some(), "{row:?}");
        }
        for (cameo, expected) in [
            ("1951", Some(SubEventType::AirDroneStrike)),
            ("1411", Some(SubEventType::PeacefulProtest)),
            ("190", Some(SubEventType::ArmedClash)),
            ("010", None),
            ("1431", None),
            ("", None),
            ("é", None),
        ] {
            assert_eq!(act(cameo).map(|a| a.sub), expected, "{cameo}");
        }
    }

    #[test]
    fn columns_are_known_by_number() {
        for n in [57, 58, 61] {
            let names = columns(n).unwrap();
            assert_eq!((names.len(), names[26], names[n - 1].is_empty()), (n, "EventCode", false));
        }
        assert_eq!(columns(61).unwrap()[56], "ActionGeo_Lat");
        assert_eq!(columns(58).unwrap()[53], "ActionGeo_Lat");
        assert_eq!(columns(60), None);
    }
}
