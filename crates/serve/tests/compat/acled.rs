//! ACLED's read API: what its clients send, and the rows that they must get.

use std::collections::BTreeSet;

use axum::http::{Method, header};
use polybius_merge::NoHierarchy;
use polybius_records::{Date, DateSpan};
use polybius_store::Desk;
use serde_json::{Value, json};

use crate::invented::{Reply, app, coded, desk, get, post, request, send, staffed};

fn column(reply: &Reply, name: &str) -> Vec<String> {
    let body = reply.json();
    assert_eq!(body["success"], true, "{body}");
    let data = body["data"].as_array().unwrap();
    assert_eq!(body["count"], data.len());
    data.iter().map(|row| row[name].as_str().unwrap_or_else(|| panic!("no text {name} in {row}")).to_owned()).collect()
}

#[tokio::test]
async fn rows_are_those_of_the_export() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = app(folder.path());
    let read = get(&app, "/api/acled/read").await;
    let body = read.json();
    let keys: BTreeSet<&str> = body.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = ["status", "success", "last_update", "count", "messages", "data", "data_query_restrictions"];
    assert_eq!(keys, BTreeSet::from(expected));
    assert_eq!((&body["status"], &body["count"], &body["last_update"]), (&json!(200), &json!(12), &json!(0)));
    let first = body["data"][0].as_object().unwrap();
    assert_eq!(first.keys().collect::<Vec<_>>(), polybius_formats::ACLED_COLUMNS);
    assert!(first.values().all(Value::is_string), "{first:?}");

    // The same rows, the other way round; the time is that of the change here, which no export may have.
    let exported = get(&app, "/api/v1/export/acled").await.text();
    let mut exported: Vec<&str> = exported.lines().collect();
    let head = exported.remove(0);
    exported.reverse();
    let csv = get(&app, "/api/acled/read?_format=csv").await;
    assert_eq!(csv.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    let csv = csv.text();
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some(head));
    let without_time = |line: &str| line.rsplit_once(',').unwrap().0.to_owned();
    let mut rows: Vec<String> = lines.map(without_time).collect();
    let mut expected: Vec<String> = exported.into_iter().map(without_time).collect();
    rows.sort();
    expected.sort();
    assert_eq!(rows, expected);
    let days = column(&read, "event_date");
    assert!(days.is_sorted_by(|a, b| a >= b), "newest first: {days:?}");
}

#[tokio::test]
async fn the_grammar_of_parameters() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = app(folder.path());
    for (query, expected) in [
        ("", 12),
        ("key=abc&email=a@b.example&limit=5", 5),
        ("limit=0", 12),
        ("limit=5&page=3", 2),
        ("limit=5&page=4", 0),
        ("limit=0&page=2", 0),
        ("event_date=2021-05-04", 1),
        ("event_date=2021-05-04|2021-05-06", 2),
        ("event_date=2021-05-04|2021-05-10&event_date_where=BETWEEN", 4),
        ("event_date=2021-05-20&event_date_where=%3E", 2),
        ("event_date=2021-05-20&event_date_where=%3E%3D", 3),
        ("event_date=2021-05-1&event_date_where=LIKE", 5),
        ("year=2021", 12),
        ("year=2020|2022", 0),
        ("year=2021&year_where=%3C", 0),
        ("country=Fiji", 12),
        ("country=fiji|Mali", 12),
        ("country=Fij", 0),
        ("country=Fij&country_where=LIKE", 12),
        ("country=Mali:OR:country=Fiji", 12),
        ("location=Aldmoor:OR:location=Coldfen", 6),
        ("location=Aldmoor:OR:fatalities=1", 4),
        ("iso=242", 12),
        ("iso=466", 0),
        ("region=19", 12),
        ("region=Oceania", 12),
        ("region=1|19", 12),
        ("region=1", 0),
        ("event_type=Violence", 12),
        ("event_type=Battles", 0),
        ("sub_event_type=attack", 12),
        ("disorder_type=Political+violence", 12),
        ("actor1=grey", 12),
        ("actor1=Order%25Grey", 0),
        ("actor2=Civilians", 12),
        ("inter1=2", 12),
        ("interaction=27", 12),
        ("fatalities=0", 4),
        ("fatalities=7&fatalities_where=%3E", 3),
        ("fatalities=1|4&fatalities_where=BETWEEN", 3),
        ("longitude=0&longitude_where=%3C", 3),
        ("timestamp=2021-01-01", 12),
        ("timestamp=4102444800", 0),
        ("notes=nothing+of+the+kind", 0),
        ("assoc_actor_1=", 12),
    ] {
        let read = get(&app, &format!("/api/acled/read?{query}")).await;
        assert_eq!(column(&read, "event_id_cnty").len(), expected, "{query}");
    }
    let some = get(&app, "/api/acled/read?fields=notes|event_date&limit=1").await.json();
    let row = some["data"][0].as_object().unwrap();
    assert_eq!(row.keys().collect::<Vec<_>>(), ["notes", "event_date"]);
    // Where the API was first.
    assert_eq!(column(&get(&app, "/acled/read?limit=2").await, "country"), ["Fiji", "Fiji"]);
}

#[tokio::test]
async fn pages_are_whole_across_stretches_of_days_and_months_stand_where_their_day_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut all = Vec::new();
    for n in 0..1200_u16 {
        let mut one = coded(&format!("n{n:04}"), 1, 1, Some(u64::from(n)));
        let body = &mut one.reports[0].body;
        let day = Date::constant(2020, 1, 1).checked_add(jiff::Span::new().days(i32::from(n % 240))).unwrap();
        body.date = Some(match n % 10 {
            // Told by the middle of the month, after the first day that it may have been.
            0 => DateSpan::new(day.first_of_month(), day.last_of_month()),
            1 => DateSpan::new(day, day.checked_add(jiff::Span::new().days(4)).unwrap()),
            // Too vague for a row.
            2 => DateSpan::new(Date::constant(2020, 1, 1), Date::constant(2020, 12, 31)),
            _ => DateSpan::day(day),
        });
        let place = body.place.as_mut().unwrap();
        place.name = format!("Hamlet {n}");
        // Too far from each other to be one event.
        place.latitude = Some(f64::from(n % 40) * 3.0 - 60.0);
        place.longitude = Some(f64::from(n / 40) * 11.0 - 170.0);
        all.push(one);
    }
    let mut desk = Desk::open(folder.path()).unwrap();
    desk.store(&all).unwrap();
    polybius_upkeep::renew(&mut desk, &NoHierarchy, "made").unwrap();
    drop(desk);
    let app = app(folder.path());
    let whole = get(&app, "/api/acled/read?limit=0&fields=event_id_cnty|event_date").await;
    let ids = column(&whole, "event_id_cnty");
    assert_eq!(ids.len(), 1080);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    let days = column(&whole, "event_date");
    assert!(days.is_sorted_by(|a, b| a >= b));
    // From a page in the middle, then one after the other.
    for page in [4, 1, 2, 3, 4, 5, 6] {
        let read = get(&app, &format!("/api/acled/read?limit=200&page={page}&fields=event_id_cnty")).await;
        let expected: Vec<String> = ids.iter().skip(200 * (page - 1)).take(200).cloned().collect();
        assert_eq!(column(&read, "event_id_cnty"), expected, "page {page}");
    }
    let june = get(&app, "/api/acled/read?event_date=2020-06-01|2020-06-30&event_date_where=BETWEEN&limit=0").await;
    let expected = days.iter().filter(|day| day.starts_with("2020-06")).count();
    assert_eq!(column(&june, "event_date").len(), expected);
}

#[tokio::test]
async fn failures_have_their_shape() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = app(folder.path());
    for (path, status, words) in [
        ("/api/acled/read?contry=Fiji", 400, "columns here are event_id_cnty"),
        ("/api/acled/read?event_date=May", 400, "YYYY-MM-DD"),
        ("/api/acled/read?fatalities_where=~&fatalities=1", 400, "known are = > < >= <= BETWEEN LIKE"),
        ("/api/acled/read?event_date_where=BETWEEN&event_date=2021-05-01", 400, "two values"),
        ("/api/acled/read?fields=iso3", 400, "is no column"),
        ("/api/acled/read?iso3=FJI", 400, "columns here are"),
        ("/api/acled/read?limit=-1", 400, "no whole number"),
        ("/api/acled/read?page=0", 400, "counted from 1"),
        ("/api/acled/read?_format=xml", 400, "json and csv"),
        ("/api/acled/read?country=Fiji&country=Mali", 400, "twice"),
        ("/api/cast/read", 404, "no forecasts"),
    ] {
        let reply = get(&app, path).await;
        let body = reply.json();
        assert_eq!((reply.status.as_u16(), &body["success"]), (status, &json!(false)), "{path}");
        let message = body["error"][0]["message"].as_str().unwrap();
        assert!(message.contains(words), "{path}: {message}");
    }
    let mut evil = request(Method::GET, "/api/acled/read", String::new());
    evil.headers_mut().insert(header::HOST, "example.org".parse().unwrap());
    let reply = send(&app, evil).await;
    assert_eq!((reply.status.as_u16(), &reply.json()["success"]), (400, &json!(false)), "whoever answers");
}

#[tokio::test]
async fn the_tables_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = app(folder.path());
    let rows = |reply: Reply| reply.json()["data"].clone();
    let span = json!({"first_event_date": "2021-05-02", "last_event_date": "2021-05-24", "event_count": "12"});
    let with = |mut names: Value| {
        let names_of = names.as_object_mut().unwrap();
        names_of.extend(span.as_object().unwrap().clone());
        names
    };
    let fiji = with(json!({"country": "Fiji", "iso": "242", "iso3": "FJI"}));
    for (path, expected) in [
        ("/api/country/read", json!([fiji])),
        ("/api/country/read?country=Mali", json!([])),
        ("/api/country/read?event_count=12", json!([fiji])),
        ("/api/country/read?event_count=13", json!([])),
        ("/api/region/read?region=19", json!([with(json!({"region": "19", "region_name": "Oceania"}))])),
        ("/api/actor/read?actor_name=grey", json!([with(json!({"actor_name": "Grey Order"}))])),
        (
            "/api/actortype/read?actor_type_id=2",
            json!([with(json!({"actor_type_id": "2", "actor_type_name": "Rebel group"}))]),
        ),
    ] {
        assert_eq!(rows(get(&app, path).await), expected, "{path}");
    }
    assert_eq!(get(&app, "/api/actor/read?limit=1&page=2").await.json()["count"], 1);
}

#[tokio::test]
async fn what_is_no_more_is_told() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = staffed(folder.path());
    assert_eq!(get(&app, "/api/deleted/read").await.json()["count"], 0);
    let page = get(&app, "/api/v1/events?limit=2").await.json();
    let events = [&page["items"][0]["id"], &page["items"][1]["id"]];
    let before: BTreeSet<String> = column(&get(&app, "/api/acled/read").await, "event_id_cnty").into_iter().collect();
    let joined = post(&app, "/api/v1/decisions", &json!({"decide": "join", "events": events})).await;
    assert_eq!(joined.status, 200, "{}", joined.text());
    let after: BTreeSet<String> = column(&get(&app, "/api/acled/read").await, "event_id_cnty").into_iter().collect();
    let gone: BTreeSet<String> = before.difference(&after).cloned().collect();
    let deleted = get(&app, "/api/deleted/read").await;
    assert_eq!(column(&deleted, "event_id_cnty").into_iter().collect::<BTreeSet<_>>(), gone);
    assert!(!gone.is_empty());
    let at: i64 = column(&deleted, "deleted_timestamp")[0].parse().unwrap();
    for (query, expected) in
        [(format!("{at}"), gone.len()), (format!("{}", at + 1), 0), ("2021-01-01".to_owned(), gone.len())]
    {
        let read = get(&app, &format!("/api/deleted/read?deleted_timestamp={query}")).await;
        assert_eq!(column(&read, "event_id_cnty").len(), expected, "{query}");
    }
}

#[tokio::test]
async fn a_desk_that_is_open_grants_tokens() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = app(folder.path());
    let ask = async |body: &'static str| {
        let mut asked = request(Method::POST, "/oauth/token", body);
        let form = "application/x-www-form-urlencoded".parse().unwrap();
        asked.headers_mut().insert(header::CONTENT_TYPE, form);
        send(&app, asked).await
    };
    let granted = ask("username=a&password=b&grant_type=password&client_id=acled").await;
    assert_eq!(granted.status, 200, "{}", granted.text());
    let granted = granted.json();
    let keys: Vec<&String> = granted.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["token_type", "expires_in", "access_token", "refresh_token"]);
    let mut read = request(Method::GET, "/api/acled/read", String::new());
    let bearer = format!("Bearer {}", granted["access_token"].as_str().unwrap());
    read.headers_mut().insert(header::AUTHORIZATION, bearer.parse().unwrap());
    assert_eq!(send(&app, read).await.status, 200);
    assert_eq!(ask("grant_type=password").await.status, 400);
    assert_eq!(ask("grant_type=client_credentials").await.json()["error"], "unsupported_grant_type");
}
