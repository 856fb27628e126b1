//! Atom and JSON Feed.

use serde_json::json;

use crate::invented::{app, desk, get, post, staffed};

#[tokio::test]
async fn the_last_changed_comes_first_and_ids_stay() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = staffed(folder.path());
    let feed = get(&app, "/api/v1/feed.json").await.json();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let items = feed["items"].as_array().unwrap();
    assert_eq!(items.len(), 12);
    let last = items[11]["id"].as_str().unwrap().to_owned();
    let event = last.strip_prefix("urn:polybius:").unwrap();
    let said = json!({"decide": "verdict", "event": event, "review": "accepted"});
    assert_eq!(post(&app, "/api/v1/decisions", &said).await.status, 200);
    let later = get(&app, "/api/v1/feed.json").await.json();
    assert_eq!(later["items"][0]["id"], last);
    assert_eq!(get(&app, "/api/v1/feed.json?min_killed=10").await.json()["items"].as_array().unwrap().len(), 2);
    assert_eq!(get(&app, "/api/v1/feed.json?contry=ML").await.status, 400);
}

#[tokio::test]
async fn what_a_document_says_is_text_and_quotes_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = app(folder.path());
    let plain = get(&app, "/api/v1/feed.atom").await;
    assert_eq!(plain.headers["content-type"], "application/atom+xml; charset=utf-8");
    assert!(!plain.text().contains("The Grey Order"), "{}", plain.text());
    let parsed = atom_syndication::Feed::read_from(plain.text().as_bytes()).unwrap();
    assert_eq!(parsed.entries.len(), 12);
    assert!(parsed.entries.iter().all(|e| e.updated <= parsed.updated && e.id.starts_with("urn:polybius:event-")));
    let own = parsed.links.iter().find(|link| link.rel == "self").unwrap();
    assert_eq!(own.href, "http://localhost:8470/api/v1/feed.atom");

    let quoted = get(&app, "/api/v1/feed.atom?quotes=true").await.text();
    assert!(quoted.contains("The Grey Order"), "{quoted}");
    let parsed = atom_syndication::Feed::read_from(quoted.as_bytes()).unwrap();
    let content = parsed.entries[0].content.as_ref().unwrap();
    assert_eq!(content.content_type.as_deref(), Some("text"));
}
