//! The API over an invented desk.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod invented;

use std::collections::BTreeSet;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, header};
use invented::{desk, get, post, request, send, staffed};
use serde_json::{Value, json};

fn ids(page: &Value) -> Vec<String> {
    page["items"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn pages_are_whole_and_tags_spare_the_second_answer() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = staffed(folder.path());
    let all = ids(&get(&app, "/api/v1/events?limit=1000").await.json());
    assert_eq!(all.len(), 12);
    for sort in ["-date", "date", "-killed", "-changed", "priority"] {
        let mut seen = Vec::new();
        let mut path = format!("/api/v1/events?sort={sort}&limit=5");
        loop {
            let page = get(&app, &path).await.json();
            seen.extend(ids(&page));
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/api/v1/events?sort={sort}&limit=5&cursor={next}");
        }
        let distinct: BTreeSet<&String> = seen.iter().collect();
        assert_eq!((seen.len(), distinct.len()), (12, 12), "{sort}");
    }
    let first = get(&app, "/api/v1/events").await;
    let tag = first.headers[header::ETAG].clone();
    let mut again = request(Method::GET, "/api/v1/events", Body::empty());
    again.headers_mut().insert(header::IF_NONE_MATCH, tag.clone());
    assert_eq!(send(&app, again).await.status, 304);
    let event = &all[0];
    let said =
        post(&app, "/api/v1/decisions", &json!({"decide": "verdict", "event": event, "review": "rejected"})).await;
    assert_eq!(said.status, 200, "{}", said.text());
    let mut again = request(Method::GET, "/api/v1/events", Body::empty());
    again.headers_mut().insert(header::IF_NONE_MATCH, tag);
    let later = send(&app, again).await;
    assert_eq!((later.status.as_u16(), ids(&later.json()).len()), (200, 11), "a rejected event is listed no more");
    assert_eq!(ids(&get(&app, "/api/v1/events?review=rejected").await.json()), std::slice::from_ref(event));
}

#[tokio::test]
async fn what_cannot_be_asked_is_an_error_with_its_code() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = staffed(folder.path());
    for (path, status, code) in [
        ("/api/v1/events?contry=ML", 400, "unknown-parameter"),
        ("/api/v1/events?country=Mali", 400, "bad-parameter"),
        ("/api/v1/events?from=2021-02-30", 400, "bad-parameter"),
        ("/api/v1/events?from=2021-05-02&to=2021-05-01", 400, "bad-parameter"),
        ("/api/v1/events?event_type=Fights", 400, "bad-parameter"),
        ("/api/v1/events?limit=0", 400, "bad-parameter"),
        ("/api/v1/events?limit=5&limit=6", 400, "bad-parameter"),
        ("/api/v1/events?bbox=1,2,3", 400, "bad-parameter"),
        ("/api/v1/events?cursor=%00", 400, "bad-cursor"),
        ("/api/v1/events?q=%22open", 400, "bad-words"),
        ("/api/v1/events?as_of=yesterday", 400, "bad-moment"),
        ("/api/v1/events/event-none", 404, "not-found"),
        ("/api/v1/events/..%2F..%2Fetc", 404, "not-found"),
        ("/api/v1/aggregates?by=shoe", 400, "bad-parameter"),
        ("/api/v1/aggregates?by=day,week,year", 400, "bad-parameter"),
        ("/api/v1/statements?kind=rumour", 400, "bad-parameter"),
        ("/api/v1/documents/none", 404, "not-found"),
        ("/api/v1/actors/none", 404, "not-found"),
        ("/api/v1/jobs/1", 404, "not-found"),
        ("/api/v1/nothing", 404, "not-found"),
        ("/api/v2", 404, "not-found"),
    ] {
        let reply = get(&app, path).await;
        assert_eq!((reply.status.as_u16(), reply.code().as_str()), (status, code), "{path}: {}", reply.text());
    }
    let wrong = send(&app, request(Method::DELETE, "/api/v1/events", Body::empty())).await;
    assert_eq!((wrong.status.as_u16(), wrong.code().as_str()), (405, "wrong-method"));
    let mut foreign = request(Method::GET, "/api/v1", Body::empty());
    foreign.headers_mut().insert(header::HOST, "evil.example".parse().unwrap());
    assert_eq!(send(&app, foreign).await.code(), "bad-host");
}

#[tokio::test]
async fn a_person_corrects_joins_splits_and_takes_back() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = staffed(folder.path());
    let all = get(&app, "/api/v1/events?sort=date&limit=1000").await.json();
    let events = ids(&all);
    let said = |body: Value| {
        let app = app.clone();
        async move {
            let reply = post(&app, "/api/v1/decisions", &body).await;
            assert_eq!(reply.status, 200, "{body}: {}", reply.text());
            reply.json()
        }
    };
    let answer = said(json!({"decide": "join", "events": [events[3], events[4]], "reason": "one raid"})).await;
    let joined = answer["events"][0].as_str().unwrap().to_owned();
    assert_eq!(answer["events"].as_array().unwrap().len(), 1);
    let gone: Vec<&String> = events[3..5].iter().filter(|id| **id != joined).collect();
    let reply = get(&app, &format!("/api/v1/events/{}", gone[0])).await;
    assert_eq!((reply.status.as_u16(), reply.code().as_str()), (410, "gone"));
    assert!(reply.text().contains(&joined), "it names its heir");

    let undone = said(json!({"decide": "undo", "decision": answer["decisions"][0]})).await;
    assert_eq!(undone["events"].as_array().unwrap().len(), 2, "two events again");
    assert_eq!(ids(&get(&app, "/api/v1/events?sort=date&limit=1000").await.json()), events);
    let again = post(&app, "/api/v1/decisions", &json!({"decide": "undo", "decision": answer["decisions"][0]})).await;
    assert_eq!(again.code(), "conflict", "once is enough");
    let redone = said(json!({"decide": "undo", "decision": undone["decisions"][0]})).await;
    assert_eq!(redone["events"], json!([joined]), "an undo is undone");

    let whole = get(&app, &format!("/api/v1/events/{joined}")).await.json();
    let report = whole["reports"][1].clone();
    let parts = said(json!({"decide": "split", "event": joined, "reports": [report]})).await;
    assert_eq!(parts["events"].as_array().unwrap().len(), 2);

    let event = &events[0];
    let killed = |value: Value| json!({"decide": "edit", "event": event, "field": "killed", "value": value});
    said(killed(json!(11))).await;
    let edited = get(&app, &format!("/api/v1/events/{event}")).await.json();
    assert_eq!((edited["killed"]["best"].clone(), edited["review"].clone()), (json!(11), json!("edited")));
    let history = get(&app, &format!("/api/v1/events/{event}/history")).await.json();
    assert_eq!(history.as_array().unwrap().len(), 2);
    assert!(history[1]["fields"].to_string().contains("killed"), "{history}");
    assert_eq!(history[0]["reasons"][0]["reason"], json!("new-document"), "{history}");
    assert_eq!(history[1]["reasons"][0]["what"], json!("edit"), "{history}");
    for (body, code) in [
        (killed(json!(-1)), "bad-body"),
        (killed(json!({"best": 5, "low": 9})), "bad-body"),
        (json!({"decide": "edit", "event": event, "field": "injured", "value": 4}), "bad-body"),
        (
            json!({"decide": "edit", "event": event, "field": "injured", "value": 4,
            "evidence": [{"document": "d01", "start": 0, "end": 5000}]}),
            "bad-body",
        ),
        (json!({"decide": "edit", "event": event, "field": "colour", "value": 4}), "bad-body"),
        (json!({"decide": "join", "events": [event]}), "conflict"),
        (json!({"decide": "split", "event": event, "reports": ["r-none"]}), "not-found"),
        (json!({"decide": "verdict", "event": "event-none", "review": "accepted"}), "not-found"),
        (json!({"decide": "verdict", "event": event, "review": "edited"}), "conflict"),
        (json!({"decide": "dance"}), "bad-body"),
    ] {
        assert_eq!(post(&app, "/api/v1/decisions", &body).await.code(), code, "{body}");
    }
    let marked = json!({"decide": "edit", "event": event, "field": "injured", "value": 4,
        "evidence": [{"document": whole_document(&app, event).await, "start": 4, "end": 8}]});
    said(marked).await;
    let edited = get(&app, &format!("/api/v1/events/{event}")).await.json();
    let quotes: Vec<&Value> =
        edited["evidence"].as_array().unwrap().iter().filter(|e| e["field"] == "injured").collect();
    assert_eq!((quotes.len(), quotes[0]["quote"].as_str()), (1, Some("Grey")));
    let list = get(&app, &format!("/api/v1/decisions?event={event}")).await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 2, "{list}");
}

async fn whole_document(app: &polybius_serve::App, event: &str) -> Value {
    get(app, &format!("/api/v1/events/{event}")).await.json()["documents"][0].clone()
}

#[tokio::test]
async fn the_queue_puts_doubt_first_and_takes_what_is_decided_out() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = staffed(folder.path());
    let queue = get(&app, "/api/v1/review?limit=1000").await.json();
    let items = queue["items"].as_array().unwrap();
    assert_eq!((items.len(), queue["open"].clone()), (12, json!(12)));
    let weights: Vec<f64> = items.iter().map(|i| i["priority"].as_f64().unwrap()).collect();
    assert!(weights.is_sorted_by(|a, b| a >= b) && weights[0] > weights[11], "{weights:?}");
    assert!(items[0]["why"].to_string().contains("doubtful"), "{}", items[0]);
    let first = items[0]["row"]["id"].clone();
    let second = items[1]["row"]["id"].clone();
    post(&app, "/api/v1/decisions", &json!({"decide": "verdict", "event": first, "review": "accepted"})).await;
    post(&app, "/api/v1/decisions", &json!({"decide": "unsure", "event": second, "reason": "two towns"})).await;
    post(&app, "/api/v1/decisions", &json!({"decide": "assign", "event": items[2]["row"]["id"], "to": "ada"})).await;
    let queue = get(&app, "/api/v1/review?limit=1000").await.json();
    let left: Vec<&Value> = queue["items"].as_array().unwrap().iter().map(|i| &i["row"]["id"]).collect();
    assert!(!left.contains(&&first) && !left.contains(&&second) && left.len() == 10);
    assert_eq!(queue["open"], json!(11));
    let unsure = get(&app, "/api/v1/review?unsure=true").await.json();
    assert_eq!((unsure["items"][0]["row"]["id"].clone(), unsure["items"][0]["unsure"].clone()), (second, json!(1)));
    let hers = get(&app, "/api/v1/review?assigned=ada").await.json();
    assert_eq!(hers["items"].as_array().unwrap().len(), 1);
    let pages = get(&app, "/api/v1/review?limit=4").await.json();
    let next = pages["next"].as_str().unwrap();
    let more = get(&app, &format!("/api/v1/review?limit=1000&cursor={next}")).await.json();
    assert_eq!(more["items"].as_array().unwrap().len(), 6);
}

#[tokio::test]
async fn documents_are_read_as_jobs() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = staffed(folder.path());
    let before = get(&app, "/api/v1").await.json();
    let sent =
        post(&app, "/api/v1/documents", &json!({"text": "The Grey Order came at night.", "published": "2021-05-28"}))
            .await;
    assert_eq!(sent.status, 202, "{}", sent.text());
    let path = format!("/api/v1/jobs/{}", sent.json()["job"]);
    let mut job = get(&app, &path).await.json();
    for _ in 0..200 {
        if job["state"] == "done" || job["state"] == "failed" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        job = get(&app, &path).await.json();
    }
    assert_eq!((job["state"].as_str(), job["outcome"]["added"].clone()), (Some("done"), json!(1)), "{job}");
    let document = job["outcome"]["documents"][0].as_str().unwrap();
    let opened = get(&app, &format!("/api/v1/documents/{document}")).await.json();
    assert!(opened["reports"][0]["event"].as_str().unwrap().starts_with("event-"), "{opened}");
    let overview = get(&app, &format!("/api/v1/overview?since={}", before["revision"])).await.json();
    assert_eq!((overview["documents_added"].clone(), overview["events_added"].clone()), (json!(1), json!(1)));
    let then = get(&app, &format!("/api/v1?as_of=@{}", before["revision"])).await.json();
    assert_eq!((then["events"].clone(), then["documents"].clone()), (json!(12), json!(13)));
    for (body, code) in [(json!({"text": "  "}), "bad-body"), (json!({"text": "x", "publishd": 1}), "bad-body")] {
        assert_eq!(post(&app, "/api/v1/documents", &body).await.code(), code);
    }
    let nameless = send(&app, request(Method::POST, "/api/v1/documents/file", "x")).await;
    assert_eq!(nameless.code(), "bad-parameter");
}

#[tokio::test]
async fn the_rest_of_the_desk_is_there() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = staffed(folder.path());
    let documents = get(&app, "/api/v1/documents?limit=10").await.json();
    let next = documents["next"].as_str().unwrap();
    let rest = get(&app, &format!("/api/v1/documents?limit=10&cursor={next}")).await.json();
    assert_eq!(documents["items"].as_array().unwrap().len() + rest["items"].as_array().unwrap().len(), 13);
    assert_eq!(documents["items"][0]["published"], "2021-05-24");
    let found = get(&app, "/api/v1/documents?q=brackwater").await.json();
    assert_eq!(found["items"].as_array().unwrap().len(), 4);
    let actor = get(&app, "/api/v1/actors/org-grey-order").await.json();
    assert_eq!((actor["events"].clone(), actor["name"].clone()), (json!(12), json!("Grey Order")));
    assert_eq!(actor["statements"].as_array().unwrap().len(), 13);
    let groups = get(&app, "/api/v1/claims/groups").await.json();
    assert_eq!(groups["items"][0]["claimed"], json!(12), "{groups}");
    let claims = get(&app, "/api/v1/claims?limit=7").await.json();
    let next = claims["next"].as_str().unwrap();
    assert_eq!(get(&app, &format!("/api/v1/claims?cursor={next}")).await.json()["items"].as_array().unwrap().len(), 5);
    let checks = get(&app, "/api/v1/checks").await.json();
    assert_eq!(checks[0]["stated"]["best"], json!(40));
    let statements = get(&app, "/api/v1/statements?kind=statistic&limit=1000").await.json();
    assert_eq!(statements["items"].as_array().unwrap().len(), 13);
    let map = get(&app, "/api/v1/map?bbox=179,-20,-179,-15").await.json();
    assert_eq!(map["count"], json!(6), "two towns on both sides of the antimeridian");
    let months = get(&app, "/api/v1/aggregates?by=month").await.json();
    assert_eq!(
        (months["groups"][0]["values"].clone(), months["groups"][0]["events"].clone()),
        (json!(["2021-05"]), json!(12))
    );
    for (at, path) in ["why", "similar", "reports", "history"].into_iter().enumerate() {
        let event = ids(&get(&app, "/api/v1/events").await.json())[0].clone();
        let reply = get(&app, &format!("/api/v1/events/{event}/{path}")).await;
        assert_eq!(reply.status, 200, "{at} {path}: {}", reply.text());
    }
}

#[tokio::test]
async fn two_people_code_blind_and_agreement_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    desk(folder.path());
    let app = staffed(folder.path());
    let drawn = post(&app, "/api/v1/coding/sample", &json!({"size": 5, "coders": ["browser", "ada"]})).await;
    assert_eq!(drawn.json()["events"], json!(5), "{}", drawn.text());
    let sample = get(&app, "/api/v1/coding").await.json();
    let items = sample["items"].as_array().unwrap().clone();
    assert_eq!(items.len(), 5);
    assert!(!sample.to_string().contains("Attack"), "no machine value is shown");
    for item in &items {
        let values = json!({"sub_event_type": "Attack", "status": "occurred", "country": "FJ", "date": "2021-05-02", "killed": null});
        let kept = post(&app, "/api/v1/coding", &json!({"item": item["item"], "values": values})).await;
        assert_eq!(kept.status, 204, "{}", kept.text());
    }
    let agreement = get(&app, "/api/v1/coding/agreement").await.json();
    assert_eq!(agreement["coders"], json!({"ada": 0, "browser": 5}));
    assert_eq!(agreement["fields"][0]["alpha"], Value::Null, "one reading agrees with nobody");
    assert_eq!(agreement["fields"][2]["machine"], json!(5), "the machine has the same country");
    let few = post(&app, "/api/v1/coding/sample", &json!({"size": 5, "coders": ["ada", "ada"]})).await;
    assert_eq!(few.code(), "bad-body");
}

#[tokio::test]
async fn the_description_is_the_one_that_was_agreed_on() {
    let description = serde_json::to_value(polybius_serve::openapi()).unwrap();
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
    insta::assert_json_snapshot!("openapi", description);
}
