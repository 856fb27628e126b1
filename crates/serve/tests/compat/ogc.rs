//! OGC API - Features: what its clients walk through.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::invented::{app, coded, desk, get};

fn href(page: &Value, rel: &str) -> Option<String> {
    let links = page["links"].as_array().unwrap();
    let link = links.iter().find(|link| link["rel"] == rel)?;
    Some(link["href"].as_str().unwrap().strip_prefix("http://localhost:8470").unwrap().to_owned())
}

#[tokio::test]
async fn everything_is_found_from_the_landing_page() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = app(folder.path());
    for landing in ["/ogc", "/ogc/"] {
        let landing = get(&app, landing).await.json();
        let conforms = get(&app, &href(&landing, "conformance").unwrap()).await.json();
        assert!(conforms["conformsTo"].as_array().unwrap().iter().any(|c| c.as_str().unwrap().ends_with("/conf/core")));
        let described = get(&app, &href(&landing, "service-desc").unwrap()).await.json();
        assert!(described["paths"]["/collections/events/items"]["get"]["parameters"].is_array());
        let collections = get(&app, &href(&landing, "data").unwrap()).await.json();
        let events = &collections["collections"][0];
        assert_eq!(events["extent"]["temporal"]["interval"][0][0], "2021-05-02T00:00:00Z");
        assert_eq!(*events, get(&app, &href(events, "self").unwrap()).await.json());
        let items = get(&app, &href(events, "items").unwrap()).await.json();
        assert_eq!((&items["numberMatched"], &items["numberReturned"]), (&12.into(), &12.into()));
        let feature = &items["features"][0];
        let one = get(&app, &format!("/ogc/collections/events/items/{}", feature["id"].as_str().unwrap())).await.json();
        assert_eq!((&one["properties"], &one["geometry"]), (&feature["properties"], &feature["geometry"]));
        assert!(feature["properties"].as_object().unwrap().values().all(|v| !v.is_object() && !v.is_array()));
    }
}

#[tokio::test]
async fn features_are_those_of_the_export_page_by_page() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = app(folder.path());
    let whole: Value = serde_json::from_str(&get(&app, "/api/v1/export/geojson").await.text()).unwrap();
    let mut path = "/ogc/collections/events/items?limit=5".to_owned();
    let mut features = Vec::new();
    loop {
        let page = get(&app, &path).await.json();
        features.extend(page["features"].as_array().unwrap().iter().cloned());
        let Some(next) = href(&page, "next") else { break };
        path = next;
    }
    // The export has the earliest first, here the latest comes first.
    let mut exported = whole["features"].as_array().unwrap().clone();
    for list in [&mut features, &mut exported] {
        list.sort_by(|a, b| a["id"].as_str().cmp(&b["id"].as_str()));
    }
    assert_eq!(features, exported);
}

#[tokio::test]
async fn boxes_times_and_properties_choose() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let mut vague = coded("v01", 0, 26, Some(90));
    let place = vague.reports[0].body.place.as_mut().unwrap();
    place.name = "Fiji".to_owned();
    place.precision = polybius_records::PlacePrecision::Country;
    (place.latitude, place.longitude) = (None, None);
    let mut open = polybius_store::Desk::open(folder.path()).unwrap();
    open.store(&[vague]).unwrap();
    polybius_upkeep::renew(&mut open, &polybius_merge::NoHierarchy, "made").unwrap();
    drop(open);
    let app = app(folder.path());
    for (query, expected) in [
        ("", 13),
        ("limit=100000", 13),
        ("f=json", 13),
        ("bbox=177,-19,180,-16", 9),
        ("bbox=179,-19,-179,-16", 6),
        ("bbox=179,-19,0,-179,-16,9000", 6),
        ("datetime=2021-05-04", 1),
        ("datetime=2021-05-04T12:00:00Z", 1),
        ("datetime=2021-05-04/2021-05-08", 3),
        ("datetime=2021-05-20/..", 4),
        ("datetime=../2021-05-06", 3),
        ("datetime=/2021-05-06", 3),
        ("country=FJ", 13),
        ("country=ML", 0),
        ("event_type=Battles,Riots", 0),
        ("sub_event_type=Attack&min_killed=10", 3),
        ("bbox=177,-19,180,-16&datetime=2021-05-04/2021-05-08", 2),
    ] {
        let page = get(&app, &format!("/ogc/collections/events/items?{query}")).await.json();
        assert_eq!(page["numberMatched"], expected, "{query}");
        assert_eq!(page["features"].as_array().unwrap().len(), expected, "{query}");
    }
    let all = get(&app, "/ogc/collections/events/items").await.json();
    let without: BTreeSet<&str> = all["features"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["geometry"].is_null())
        .map(|f| f["properties"]["place"].as_str().unwrap())
        .collect();
    assert_eq!(without, BTreeSet::from(["Fiji"]), "a country is no point");
    for (path, status) in [
        ("/ogc/collections/events/items?contry=ML", 400),
        ("/ogc/collections/events/items?bbox=1,2,3", 400),
        ("/ogc/collections/events/items?datetime=May", 400),
        ("/ogc/collections/events/items?limit=0", 400),
        ("/ogc/collections/events/items?cursor=x", 400),
        ("/ogc/conformance?x=1", 400),
        ("/ogc/collections/roads", 404),
        ("/ogc/collections/events/items/none", 404),
    ] {
        assert_eq!(get(&app, path).await.status, status, "{path}");
    }
}
