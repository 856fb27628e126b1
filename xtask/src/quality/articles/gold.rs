//! How much a report looks like an event of the key, and which of its fields are right.

use std::collections::BTreeSet;

use serde_json::Value;

use super::names::{fold, same_actor};

/// Days by which a date may miss and still be the same event's.
const SLACK: i64 = 10;

const COUNTS: [&str; 4] = ["killed", "injured", "abducted", "detained"];

/// A list of strings, or one string.
fn words(value: &Value) -> Vec<&str> {
    match value {
        Value::String(one) => vec![one],
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn country(record: &Value) -> Option<&str> {
    record["place"]["country"].as_str().filter(|c| !c.is_empty())
}

/// Days since 1 January 1970 of an ISO day.
fn day(text: &Value) -> Option<i64> {
    let mut parts = text.as_str()?.split('-').map(|p| p.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    // Howard Hinnant's days_from_civil, proleptic Gregorian.
    let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * month + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

fn dates(record: &Value) -> Option<(i64, i64)> {
    let start = day(&record["date"]["start"])?;
    Some((start, day(&record["date"]["end"]).unwrap_or(start)))
}

fn key_dates(event: &Value) -> Option<(i64, i64)> {
    Some((day(&event["date"][0])?, day(&event["date"][1])?))
}

fn overlap(a: (i64, i64), b: (i64, i64)) -> bool {
    a.0 - SLACK <= b.1 && b.0 - SLACK <= a.1
}

fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat1, lon1, lat2, lon2) = (a.0.to_radians(), a.1.to_radians(), b.0.to_radians(), b.1.to_radians());
    let h = ((lat2 - lat1) / 2.0).sin().powi(2) + lat1.cos() * lat2.cos() * ((lon2 - lon1) / 2.0).sin().powi(2);
    12_742.0 * h.min(1.0).sqrt().asin()
}

fn place_ok(record: &Value, event: &Value) -> bool {
    let place = &record["place"];
    let near = &event["near"];
    if let (Some(lat), Some(lon), Some(radius), Some(have_lat), Some(have_lon)) =
        (near[0].as_f64(), near[1].as_f64(), near[2].as_f64(), place["latitude"].as_f64(), place["longitude"].as_f64())
        && kilometres((lat, lon), (have_lat, have_lon)) <= radius
    {
        return true;
    }
    let name = fold(place["name"].as_str().unwrap_or_default());
    let names: Vec<String> = words(&event["places"]).into_iter().map(fold).collect();
    names.contains(&name) || near.is_null() && names.iter().any(|n| !n.is_empty() && name.contains(n.as_str()))
}

/// Names of the record's actors in one of the roles; in any where none is given.
fn actors<'a>(record: &'a Value, roles: &'a [&str]) -> impl Iterator<Item = &'a Value> {
    let list = record["actors"].as_array().into_iter().flatten();
    list.filter(move |a| roles.is_empty() || a["role"].as_str().is_some_and(|r| roles.contains(&r)))
}

fn named(actor: &Value, wanted: &[&str]) -> bool {
    wanted.iter().any(|w| same_actor(actor["name"].as_str().unwrap_or_default(), w))
}

fn best(record: &Value, kind: &str) -> Option<i64> {
    record[kind]["best"].as_i64()
}

fn values(event: &Value, kind: &str) -> Vec<i64> {
    event[kind]["values"].as_array().into_iter().flatten().filter_map(Value::as_i64).collect()
}

/// How much a report looks like an event of the key; 0 means that it cannot be it.
pub fn likeness(report: &Value, event: &Value) -> f64 {
    let mut score = 0.0;
    let countries = words(&event["country"]);
    if let Some(country) = country(report).filter(|_| !countries.is_empty()) {
        if !countries.contains(&country) {
            return 0.0;
        }
        score += 1.0;
    }
    if let (Some(have), Some(want)) = (dates(report), key_dates(event)) {
        if !overlap(have, want) {
            return 0.0;
        }
        score += if have.1 - have.0 < 400 { 1.0 } else { 0.3 };
    }
    let mut add = |yes: bool| score += f64::from(u8::from(yes));
    add(report["event_type"].as_str().is_some_and(|t| words(&event["families"]).contains(&t)));
    add(!words(&event["places"]).is_empty() && place_ok(report, event));
    let perpetrators = words(&event["perpetrators"]);
    add(actors(report, &[]).any(|a| named(a, &perpetrators)));
    for kind in ["killed", "injured"] {
        add(best(report, kind).is_some_and(|n| values(event, kind).contains(&n)));
    }
    let quote = fold(event["quote"].as_str().unwrap_or_default());
    let quote: BTreeSet<&str> = quote.split_whitespace().collect();
    let evidence = report["evidence"].as_array().into_iter().flatten();
    let said: Vec<&str> = evidence.filter_map(|e| e["quote"].as_str()).collect();
    let said = fold(&said.join(" "));
    let said: BTreeSet<&str> = said.split_whitespace().collect();
    // Three fifths of the quote's words, in whole numbers.
    add(!quote.is_empty() && 5 * quote.intersection(&said).count() >= 3 * quote.len());
    if score >= 2.0 { score } else { 0.0 }
}

/// Whether a report tells of an event that the key leaves to the reader.
pub fn is_optional(report: &Value, event: &Value) -> bool {
    let there = country(report).is_some_and(|c| words(&event["country"]).contains(&c));
    let then = dates(report).zip(key_dates(event)).is_some_and(|(a, b)| overlap(a, b));
    likeness(report, event) >= 2.0 || there && then
}

/// The fields that the key gives, and whether the report has them right.
pub fn fields(report: &Value, event: &Value) -> Vec<(String, bool)> {
    let mut out: Vec<(String, bool)> = Vec::new();
    let mut put = |name: &str, right: bool| out.push((name.to_owned(), right));
    let given = |name: &str| !words(&event[name]).is_empty();
    let one_of = |name: &str, key: &str| report[name].as_str().is_some_and(|v| words(&event[key]).contains(&v));
    if given("families") {
        put("type", one_of("event_type", "families"));
    }
    if given("sub_types") {
        put("sub-type", one_of("sub_event_type", "sub_types"));
    }
    if given("status") {
        put("status", one_of("status", "status"));
    }
    if let Some(want) = key_dates(event) {
        put("date", dates(report).is_some_and(|have| want.0 <= have.0 && have.1 <= want.1));
    }
    if given("country") {
        put("country", country(report).is_some_and(|c| words(&event["country"]).contains(&c)));
    }
    if !event["near"].is_null() || given("places") {
        put("place", place_ok(report, event));
    }
    if given("perpetrators") {
        let wanted = words(&event["perpetrators"]);
        put("perpetrator", actors(report, &["perpetrator", "opponent", "detainer"]).any(|a| named(a, &wanted)));
    } else if event["perpetrators"].is_array() {
        let known = |a: &Value| {
            a["id"].as_str().is_some_and(|id| !id.is_empty())
                && !matches!(a["type"].as_str().unwrap_or_default(), "unidentified" | "unknown" | "")
        };
        put("no false perpetrator", !actors(report, &["perpetrator"]).any(known));
    }
    if given("claimed_by") {
        let wanted = words(&event["claimed_by"]);
        let mut claims = report["attributions"].as_array().into_iter().flatten().filter(|c| c["stance"] == "claims");
        put("claim", claims.any(|c| wanted.iter().any(|w| same_actor(c["by"].as_str().unwrap_or_default(), w))));
    }
    for kind in COUNTS {
        let (wanted, have) = (values(event, kind), best(report, kind));
        if !wanted.is_empty() {
            put(kind, have.is_some_and(|n| wanted.contains(&n)));
        } else if matches!(kind, "killed" | "injured") && event.get(kind).is_none() {
            put(&format!("no false {kind}"), matches!(have, None | Some(0)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        for (text, wanted) in [("1970-01-01", 0), ("2000-03-01", 11_017), ("1969-12-31", -1)] {
            assert_eq!(day(&json!(text)), Some(wanted));
        }
    }

    #[test]
    fn a_report_is_compared_by_hand() {
        let event = json!({
            "families": ["Explosions/Remote violence"], "country": "KE", "date": ["2019-05-01", "2019-05-03"], "places": ["Wajir"],
            "near": [1.75, 40.06, 20], "perpetrators": ["Example Front"], "killed": {"values": [4, 5]}, "quote": "The Front set off a bomb in Wajir.",
        });
        let report = json!({
            "event_type": "Explosions/Remote violence", "date": {"start": "2019-05-02", "end": "2019-05-02"},
            "place": {"name": "Wajir", "country": "KE", "latitude": 1.8, "longitude": 40.1}, "killed": {"best": 5},
            "actors": [{"role": "perpetrator", "name": "Example Front", "id": "x", "type": "rebel_group"}], "evidence": [],
        });
        // Country, date, type, place, actor, killed.
        assert!((likeness(&report, &event) - 6.0).abs() < 1e-9);
        assert!(
            fields(&report, &event).iter().all(|(name, right)| *right || name == "injured"),
            "{:?}",
            fields(&report, &event)
        );
        let mut elsewhere = report.clone();
        elsewhere["place"]["country"] = json!("SO");
        assert!(likeness(&elsewhere, &event) < 1.0);
        let mut wrong = report;
        wrong["killed"]["best"] = json!(9);
        wrong["injured"] = json!({"best": 3});
        let mistakes: Vec<_> = fields(&wrong, &event).into_iter().filter(|(_, right)| !right).map(|(n, _)| n).collect();
        assert_eq!(mistakes, ["killed", "no false injured"]);
    }
}
