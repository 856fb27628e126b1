//! UCDP's read API.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::invented::{app, desk, get};

#[tokio::test]
async fn pages_lead_to_each_other_and_rows_are_those_of_the_export() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = app(folder.path());
    let exported = get(&app, "/api/v1/export/ucdp").await.text();
    let expected: Vec<&str> = exported.lines().skip(1).collect();
    assert_eq!(expected.len(), 8);
    let mut path = "/api/gedevents/25.1?pagesize=3&page=1".to_owned();
    let mut rows: Vec<Value> = Vec::new();
    let mut pages = 0;
    loop {
        let page = get(&app, &path).await.json();
        assert_eq!((&page["TotalCount"], &page["TotalPages"]), (&8.into(), &3.into()));
        rows.extend(page["Result"].as_array().unwrap().iter().cloned());
        pages += 1;
        assert_eq!(page["PreviousPageUrl"] == "", pages == 1, "{page}");
        let next = page["NextPageUrl"].as_str().unwrap();
        if next.is_empty() {
            break;
        }
        path = next.strip_prefix("http://localhost:8470").unwrap().to_owned();
    }
    assert_eq!((pages, rows.len()), (3, 8));
    for (row, line) in rows.iter().zip(expected) {
        let names: Vec<&String> = row.as_object().unwrap().keys().collect();
        assert_eq!(names, polybius_formats::UCDP_COLUMNS);
        let cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        for (at, name) in [(0, "id"), (1, "relid"), (2, "year"), (3, "active_year"), (5, "type_of_violence")] {
            let told = row[name].as_str().map_or_else(|| row[name].to_string(), str::to_owned);
            assert_eq!(told, cells[at], "{name}");
        }
        assert!(row["best"].is_u64() && row["latitude"].is_f64() && row["gwnob"].is_null(), "{row}");
    }
}

#[tokio::test]
async fn filters() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = app(folder.path());
    let whole = get(&app, "/api/gedevents/25.1").await.json();
    let row = &whole["Result"][0];
    let (id, dyad, side) = (&row["id"], &row["dyad_new_id"], &row["side_a_new_id"]);
    for (query, expected) in [
        ("page=0".to_owned(), 8),
        ("Country=950".to_owned(), 8),
        ("country=432".to_owned(), 0),
        ("Country=432,950".to_owned(), 8),
        (format!("Id={id}"), 1),
        (format!("Dyad={dyad}"), 8),
        (format!("Actor={side}"), 8),
        ("Actor=1".to_owned(), 0),
        ("TypeOfViolence=3".to_owned(), 8),
        ("TypeOfViolence=1,2".to_owned(), 0),
        ("StartDate=2021-05-10".to_owned(), 5),
        ("StartDate=2021-05-10&EndDate=2021-05-16".to_owned(), 3),
        ("Geography=-18 178,-17.6 179".to_owned(), 2),
        ("Geography=-18 179,-16 -179".to_owned(), 4),
    ] {
        let read = get(&app, &format!("/api/gedevents/25.1?{}", query.replace(' ', "%20"))).await.json();
        assert_eq!(read["TotalCount"], expected, "{query}");
    }
    for wrong in ["Cuntry=1", "Country=Fiji", "pagesize=0", "pagesize=5000", "Geography=1 2", "StartDate=May", "page=x"]
    {
        let path = format!("/api/gedevents/25.1?{}", wrong.replace(' ', "%20"));
        assert_eq!(get(&app, &path).await.status, 400, "{wrong}");
    }
    assert_eq!(get(&app, "/api/gedevents/latest").await.status, 404);
    let ids: BTreeSet<String> = whole["Result"].as_array().unwrap().iter().map(|r| r["id"].to_string()).collect();
    assert_eq!(ids.len(), 8);
}
