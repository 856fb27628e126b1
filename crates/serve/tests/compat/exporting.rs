//! Exports, and pages of events in their formats.

use axum::body::Body;
use axum::http::{Method, header};
use polybius_delivery::Held;
use polybius_formats::{Filter, Format, Options, Table, export};
use polybius_records::Actor;
use polybius_store::Desk;

use crate::invented::{app, desk, get, request, send};

fn written(desk: &Desk, format: Format, table: Table, filter: &Filter) -> Vec<u8> {
    let lexicon = polybius_lexicon::Lexicon::embedded();
    let known = polybius_delivery::Known(&lexicon);
    let nationality = |actor: &Actor| known.nationality(actor);
    let options = Options { filter: Some(filter), table, nationality: Some(&nationality), ..Options::default() };
    let mut bytes = Vec::new();
    export(format, &Held::of(desk).unwrap().records(), &options, &mut bytes).unwrap();
    bytes
}

#[tokio::test]
async fn an_export_has_the_bytes_of_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = app(folder.path());
    let open = Desk::open_read_only(folder.path()).unwrap();
    let late = Filter { from: Some("2021-05-10".parse().unwrap()), ..Filter::default() };
    for format in Format::ALL {
        for (query, filter) in [("", &Filter::default()), ("?from=2021-05-10", &late)] {
            let reply = get(&app, &format!("/api/v1/export/{format}{query}")).await;
            assert_eq!(reply.status, 200, "{format}");
            assert_eq!(reply.headers[header::CONTENT_TYPE], format.media_type());
            assert!(reply.bytes == written(&open, format, Table::Events, filter), "{format}{query}");
        }
    }
    let reply = get(&app, "/api/v1/export/csv?table=evidence").await;
    assert_eq!(reply.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"evidence.csv\"");
    assert!(reply.bytes == written(&open, Format::Csv, Table::Evidence, &Filter::default()));
    let reply = get(&app, "/api/v1/export/ucdp?from=2021-05-10").await;
    let told = |name: &str| reply.headers[name].to_str().unwrap().to_owned();
    assert_eq!(
        [told("x-polybius-written"), told("x-polybius-left-out"), told("x-polybius-filtered-out")],
        ["5", "3", "4"]
    );
    assert!(told("x-polybius-summary").contains("no death reported (3)"));
    assert_eq!(reply.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"ucdp.csv\"");
}

#[tokio::test]
async fn words_rules_and_safety_are_kept_to() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = app(folder.path());
    let lines = async |query: &str| get(&app, &format!("/api/v1/export/{query}")).await.text().lines().count();
    assert_eq!(lines("csv?q=Aldmoor").await, 4);
    assert!(get(&app, "/api/v1/export/jsonl?q=Aldmoor").await.text().lines().all(|line| line.contains("Aldmoor")));
    let safe = get(&app, "/api/v1/export/jsonl?safe=true&today=2021-05-20&delay=10").await;
    assert!(safe.headers["x-polybius-left-out"].to_str().unwrap().parse::<u32>().unwrap() >= 7);
    assert!(!safe.text().contains("The Grey Order killed"));
    let (lowest, highest) =
        (get(&app, "/api/v1/export/csv?rule=lowest").await, get(&app, "/api/v1/export/csv?rule=highest").await);
    assert_ne!(lowest.text(), highest.text(), "one event has two numbers");
    for (path, status) in [
        ("csv?table=shoes", 400),
        ("acled?table=events", 400),
        ("csv?rule=mine", 400),
        ("csv?delay=3", 400),
        ("csv?safe=perhaps", 400),
        ("docx", 404),
    ] {
        assert_eq!(get(&app, &format!("/api/v1/export/{path}")).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn a_page_of_events_comes_as_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = app(folder.path());
    let ask = async |path: &str, accept: &str| {
        let mut asked = request(Method::GET, path, Body::empty());
        asked.headers_mut().insert(header::ACCEPT, accept.parse().unwrap());
        send(&app, asked).await
    };
    for format in [Format::Csv, Format::Geojson, Format::Parquet, Format::Arrow] {
        let media = format.media_type().split(';').next().unwrap();
        let reply = ask("/api/v1/events?limit=1000", media).await;
        assert_eq!(
            (reply.status.as_u16(), &reply.headers[header::CONTENT_TYPE]),
            (200, &format.media_type().parse().unwrap())
        );
        let open = Desk::open_read_only(folder.path()).unwrap();
        assert!(reply.bytes == written(&open, format, Table::Events, &Filter::default()), "{format}");
    }
    let first = ask("/api/v1/events?limit=5&sort=date", "text/csv").await;
    let link = first.headers[header::LINK].to_str().unwrap();
    let next = link.strip_prefix('<').unwrap().strip_suffix(">; rel=\"next\"").unwrap();
    let second = ask(&format!("/api/v1/events{next}"), "text/csv").await;
    assert_eq!((first.text().lines().count(), second.text().lines().count()), (6, 6));
    assert_ne!(first.text(), second.text());
    assert_eq!(ask("/api/v1/events", "text/html, */*;q=0.1").await.headers[header::CONTENT_TYPE], "application/json");
    let refused = ask("/api/v1/events", "image/png").await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (406, "not-acceptable"));
}
