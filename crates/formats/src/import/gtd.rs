//! GTD (codebook 2021, 135 columns), as CSV or XLSX: -9 and -99 are not known, a month or day of 0 neither.

use polybius_records::{
    ActorType, Count, CountKind, DateSpan, Imported, Part, Place, PlacePrecision, Role, Stance, Status, SubEventType,
};

use super::draft::{Draft, Kind, said};
use super::reject::Refusal;
use super::row::Row;
use super::style::{Context, Layout, Style, id_of};
use super::value::{code, day, is_missing, people, point, span_of_parts};
use crate::crosswalk;

pub(super) struct Gtd;

impl Style for Gtd {
    fn layout(&self) -> Layout {
        Layout::Headed
    }

    fn licence(&self) -> &str {
        "non-commercial"
    }

    fn row_id(&self, row: &Row) -> Option<String> {
        id_of(row, "eventid")
    }

    fn read(&self, row: &Row, row_id: &str, context: &Context<'_>) -> Result<Imported, Refusal> {
        if row_id.contains(['E', 'e', '.']) {
            let detail = format!("{row_id}: save the table again with the column as text");
            return Err(Refusal::new("eventid that a spreadsheet has rounded").because(detail));
        }
        // A plot that fails on its way is in GTD; that is what foiled means here.
        let status = if code(row, "success")? == Some(0) { Status::Foiled } else { Status::Occurred };
        let sub = kind(row)?;
        let columns = ["attacktype1", "attacktype1_txt", "suicide", "success"];
        let mut draft = Draft::new(row, row_id, context, (sub, status), &columns);
        date(&mut draft, row)?;
        place(&mut draft, row)?;
        perpetrators(&mut draft, row)?;
        targets(&mut draft, row)?;
        weapons(&mut draft, row)?;
        casualties(&mut draft, row, CountKind::Killed, "nkill", "nkillter")?;
        casualties(&mut draft, row, CountKind::Injured, "nwound", "nwoundte")?;
        if code(row, "ishostkid")? == Some(1)
            && let Some(n) = people(row, "nhostkid")?
        {
            draft.people(CountKind::Abducted, Some(n), "nhostkid");
        }
        draft.summary("summary");
        draft.source.publisher = said(row, "scite1");
        draft.finish()
    }
}

fn kind(row: &Row) -> Result<SubEventType, Refusal> {
    let subtype = row.get("weapsubtype1_txt").to_lowercase();
    let weapon = code(row, "weaptype1")?;
    let armed = matches!(code(row, "targtype1")?, Some(3 | 4 | 17));
    let types = [code(row, "attacktype1")?, code(row, "attacktype2")?, code(row, "attacktype3")?];
    let has = |wanted: i64| types.contains(&Some(wanted));
    // ACLED's order: a clash before a blast before an attack; a suicide bombing is one whatever else goes on.
    Ok(match types[0] {
        Some(4..=6) => SubEventType::Abduction,
        Some(1..=9) if has(3) && code(row, "suicide")? == Some(1) => SubEventType::SuicideBomb,
        Some(1..=9) if has(2) && armed => SubEventType::ArmedClash,
        Some(1..=9) if has(3) && subtype.starts_with("grenade") => SubEventType::Grenade,
        Some(1..=9) if has(3) && subtype.starts_with("projectile") => SubEventType::Shelling,
        Some(1..=9) if has(3) => SubEventType::RemoteExplosive,
        Some(7) => SubEventType::Looting,
        Some(8) if weapon == Some(2) => SubEventType::ChemicalWeapon,
        Some(1 | 2 | 8 | 9) => SubEventType::Attack,
        _ => return Err(Refusal::column("attacktype1", row.get("attacktype1"))),
    })
}

fn date(draft: &mut Draft<'_, '_>, row: &Row) -> Result<(), Refusal> {
    let (year, month, day_number) = (code(row, "iyear")?, code(row, "imonth")?, code(row, "iday")?);
    let span = span_of_parts(year, month, day_number)?.ok_or_else(|| Refusal::new("no date"))?;
    // Our own exports say a span in words that can be read back.
    let approximate = row.get("approxdate");
    let ends = approximate.split_once(" to ").and_then(|(a, b)| Some((day(a)?, day(b)?)));
    let span = ends.filter(|(start, end)| start <= end).map_or(span, |(start, end)| DateSpan::new(start, end));
    draft.date(span, &["iyear", "imonth", "iday", "approxdate"]);
    Ok(())
}

/// specificity: 1 the town, 2 a town placed at its division's centre, 3 and 4 centres of divisions, 5 nothing.
fn place(draft: &mut Draft<'_, '_>, row: &Row) -> Result<(), Refusal> {
    let number = code(row, "country")?.and_then(|n| u16::try_from(n).ok());
    let country = number
        .and_then(crosswalk::by_gtd)
        .or_else(|| crosswalk::by_name(row.get("country_txt")))
        .map(|c| c.iso2.to_owned())
        .or_else(|| draft.context().names.country(row.get("country_txt")));
    let known = |column: &str| said(row, column).filter(|text| !text.eq_ignore_ascii_case("unknown"));
    let (city, province) = (known("city"), known("provstate"));
    let near = code(row, "vicinity")? == Some(1);
    let precision = match (code(row, "specificity")?, &city, &province) {
        (Some(3), ..) => PlacePrecision::Admin2,
        (Some(4), ..) => PlacePrecision::Admin1,
        (_, Some(_), _) if near => PlacePrecision::Near,
        (_, Some(_), _) => PlacePrecision::Exact,
        (_, None, Some(_)) => PlacePrecision::Admin1,
        (_, None, None) => PlacePrecision::Country,
    };
    let name = city.or(province.clone()).or(said(row, "country_txt"));
    let Some(name) = name else { return Ok(()) };
    let point = point(row, "latitude", "longitude")?.filter(|_| precision != PlacePrecision::Country);
    let place = Place {
        name,
        country,
        admin1: province,
        admin2: None,
        latitude: point.map(|p| p.0),
        longitude: point.map(|p| p.1),
        precision,
        geonameid: None,
    };
    draft.place(place, &["city", "provstate", "country_txt", "specificity", "latitude", "longitude"]);
    Ok(())
}

fn perpetrators(draft: &mut Draft<'_, '_>, row: &Row) -> Result<(), Refusal> {
    // GTD's alternative 2 is other crime.
    let criminal = code(row, "alternative")? == Some(2);
    let kind = if criminal { ActorType::Criminal } else { ActorType::RebelGroup };
    let columns =
        [("gname", "guncertain1", "claimed"), ("gname2", "guncertain2", "claim2"), ("gname3", "guncertain3", "claim3")];
    for (name, unsure, claim) in columns {
        let group = row.get(name);
        if is_missing(group) || group.eq_ignore_ascii_case("unknown") {
            // A clash has two sides, of which one may be unknown.
            if name == "gname" && draft.body.sub_event_type == SubEventType::ArmedClash {
                let unknown = Kind::Said(ActorType::Unidentified);
                draft.actor(Role::Perpetrator, "Unknown", unknown, "certain", &[name]);
            }
            continue;
        }
        let claimed = code(row, claim)? == Some(1);
        let certainty = match (claimed, code(row, unsure)?) {
            (true, _) => "claimed",
            (false, Some(1)) => "suspected",
            (false, _) => "certain",
        };
        let kind = if criminal { Kind::Said(kind) } else { Kind::Or(kind) };
        draft.actor(Role::Perpetrator, group, kind, certainty, &[name, unsure, claim]);
        if claimed {
            draft.attribution(group, Stance::Claims, group, claim);
        }
    }
    Ok(())
}

fn targets(draft: &mut Draft<'_, '_>, row: &Row) -> Result<(), Refusal> {
    let assassination = code(row, "attacktype1")? == Some(1);
    for n in 1..=3 {
        let [target, corp, number, subtype] = ["target", "corp", "targtype", "targsubtype"].map(|c| format!("{c}{n}"));
        let Some(targtype) = code(row, &number)? else { continue };
        let organisation = !is_missing(row.get(&corp));
        let kind = match targtype {
            2 if assassination && !organisation => ActorType::Person,
            2 | 7 => ActorType::Government,
            3 => ActorType::Police,
            4 => ActorType::Military,
            12 if organisation => ActorType::International,
            17 => ActorType::RebelGroup,
            22 => ActorType::Party,
            20 => ActorType::Unidentified,
            _ if organisation => ActorType::Organisation,
            _ => ActorType::Civilians,
        };
        // 68 is a private person by name: people as such are never actors by their names.
        let private = code(row, &subtype)? == Some(68);
        let name = if private { "Civilians" } else { row.get(&target) };
        if !is_missing(name) && !name.eq_ignore_ascii_case("unknown") {
            draft.actor(Role::Target, name, Kind::Said(kind), "certain", &[&target, &number]);
        }
    }
    Ok(())
}

/// Kinds by GTD's numbers; the words of `weapdetail` where there is one type alone.
fn weapons(draft: &mut Draft<'_, '_>, row: &Row) -> Result<(), Refusal> {
    const KINDS: [(i64, &str); 11] = [
        (1, "biological"),
        (2, "chemical"),
        (3, "radiological"),
        (4, "nuclear"),
        (5, "firearm"),
        (6, "explosive"),
        (7, "fake"),
        (8, "incendiary"),
        (9, "melee"),
        (10, "vehicle"),
        (11, "sabotage"),
    ];
    let columns: Vec<String> = (1..=4).map(|n| format!("weaptype{n}")).collect();
    let mut found = Vec::new();
    for column in &columns {
        let number = code(row, column)?;
        if let Some((_, kind)) = KINDS.iter().find(|(n, _)| Some(*n) == number) {
            found.push((column, *kind));
        } else if number == Some(12) {
            found.push((column, "other"));
        }
    }
    let detail = row.get("weapdetail");
    for (column, kind) in &found {
        if found.len() == 1 && !is_missing(detail) {
            draft.weapon(detail, kind, &["weapdetail", column]);
        } else {
            let label = row.get(&format!("{column}_txt"));
            draft.weapon(if label.is_empty() { kind } else { label }, kind, &[column]);
        }
    }
    Ok(())
}

/// Blank is not zero. Attackers among the dead are a part of the number.
fn casualties(
    draft: &mut Draft<'_, '_>,
    row: &Row,
    kind: CountKind,
    all: &str,
    attackers: &str,
) -> Result<(), Refusal> {
    let Some(n) = people(row, all)? else { return Ok(()) };
    let mut count = Count::new(Some(n.low), Some(n.low), Some(n.high));
    let part = people(row, attackers)?;
    if let Some(part) = part {
        count.breakdown.push(Part {
            who: "attackers".to_owned(),
            best: Some(part.low),
            low: Some(part.low),
            high: Some(part.high),
        });
    }
    let columns = [all, attackers];
    draft.count(kind, count, if part.is_some() { &columns } else { &columns[..1] });
    Ok(())
}
