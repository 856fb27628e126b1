//! Messages to other programs.
#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

mod house;

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::routing::any;
use hmac::{Hmac, KeyInit, Mac};
use house::{House, Visitor, coded, events, sources};
use polybius_store::Desk;
use serde_json::{Value, json};
use sha2::Sha256;

type Got = Arc<Mutex<Vec<(HeaderMap, String)>>>;

/// Listens, and answers each message with the next of these, then with 200.
async fn receiver(mut answers: Vec<StatusCode>) -> (String, Got) {
    let got = Got::default();
    let kept = got.clone();
    answers.reverse();
    let answers = Arc::new(Mutex::new(answers));
    let take = move |headers: HeaderMap, body: Bytes| async move {
        kept.lock().unwrap().push((headers, String::from_utf8(body.to_vec()).unwrap()));
        let status = answers.lock().unwrap().pop().unwrap_or(StatusCode::OK);
        (status, [("location", "/elsewhere")])
    };
    let router = Router::new().route("/in", any(take.clone())).route("/elsewhere", any(take));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/in", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (url, got)
}

fn house(tries: u32) -> House {
    House::with(true, |settings| {
        settings.access.webhooks.allow_private = true;
        settings.access.webhooks.pause = Duration::from_millis(200);
        settings.access.webhooks.tries = tries;
    })
    .unwrap()
}

async fn add(house: &House, ada: &Visitor, url: &str, kinds: &[&str], filter: &str) -> (i64, String) {
    let body = json!({"url": url, "kinds": kinds, "filter": filter});
    let answer = house.ask(ada.change(Method::POST, "/api/v1/webhooks", &body)).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    let answer = answer.json();
    (answer["id"].as_i64().unwrap(), answer["secret"].as_str().unwrap().to_owned())
}

async fn deliveries(house: &House, ada: &Visitor, id: i64) -> Vec<Value> {
    let answer = house.ask(ada.get(&format!("/api/v1/webhooks/{id}/deliveries"))).await;
    answer.json()["items"].as_array().unwrap().clone()
}

/// Waits for what must come.
async fn until<T>(mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = ask().await {
            return found;
        }
        assert!(start.elapsed() < Duration::from_secs(30), "it did not come");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// One event comes, one goes.
fn change_the_desk(house: &House) {
    let mut desk = Desk::open(house.folder.path()).unwrap();
    desk.store(&[coded("c", "Shots at the weir.", 20)]).unwrap();
    let reports: Vec<_> = desk.reports().unwrap().into_iter().filter(|report| report.document != "a").collect();
    desk.replace_events(&events(&reports), &sources(&["a", "b", "c"]), "m").unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_are_told_signed_and_by_filter() {
    let house = house(3);
    let ada = house.sign_in("Ada").await;
    let (all_url, all) = receiver(vec![]).await;
    let (late_url, late) = receiver(vec![]).await;
    let (quiet_url, quiet) = receiver(vec![]).await;
    let kinds = ["revision", "event.added", "event.changed", "event.removed"];
    let (_, secret) = add(&house, &ada, &all_url, &kinds, "").await;
    add(&house, &ada, &late_url, &["event.added", "event.removed"], "from=2021-05-10").await;
    add(&house, &ada, &quiet_url, &["event.added"], "country=ML").await;
    change_the_desk(&house);

    let (headers, body) = until(async || all.lock().unwrap().first().cloned()).await;
    let told: Value = serde_json::from_str(&body).unwrap();
    let mut kinds: Vec<&str> =
        told["changes"].as_array().unwrap().iter().map(|c| c["kind"].as_str().unwrap()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["event.added", "event.removed", "revision"]);
    let added = told["changes"].as_array().unwrap().iter().find(|c| c["kind"] == "event.added").unwrap();
    assert_eq!((&added["event"]["date"]["start"], &added["passes"]), (&json!("2021-05-20"), &json!(true)));

    let signature = headers["polybius-signature"].to_str().unwrap();
    let (seconds, hex) = signature.strip_prefix("t=").unwrap().split_once(",v1=").unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("{seconds}.{body}").as_bytes());
    let expected: String = mac.finalize().into_bytes().iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(hex, expected);
    assert!(headers.contains_key("polybius-delivery") && headers["content-type"] == "application/json");

    let (_, body) = until(async || late.lock().unwrap().first().cloned()).await;
    let told: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(told["changes"].as_array().unwrap().len(), 1, "{body}");
    assert!(quiet.lock().unwrap().is_empty());
    let list = house.ask(ada.get("/api/v1/webhooks")).await;
    assert!(!list.text.contains(&secret) && list.json().as_array().unwrap().len() == 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_taken_is_sent_again_and_then_left() {
    let house = house(3);
    let ada = house.sign_in("Ada").await;
    let (url, got) = receiver(vec![StatusCode::INTERNAL_SERVER_ERROR, StatusCode::FOUND]).await;
    let (id, _) = add(&house, &ada, &url, &["revision"], "").await;
    change_the_desk(&house);
    let sent = until(async || deliveries(&house, &ada, id).await.into_iter().find(|d| d["state"] == "sent")).await;
    assert_eq!((&sent["tries"], &sent["status"], &sent["problem"]), (&json!(3), &json!(200), &json!(null)));
    assert_eq!(got.lock().unwrap().len(), 3, "redirections are not followed");
    let first = got.lock().unwrap()[0].clone();
    assert!(
        got.lock()
            .unwrap()
            .iter()
            .all(|(h, body)| *body == first.1 && h["polybius-delivery"] == first.0["polybius-delivery"])
    );

    let (url, got) = receiver(vec![StatusCode::GONE; 10]).await;
    let (id, _) = add(&house, &ada, &url, &["revision"], "").await;
    Desk::open(house.folder.path()).unwrap().store(&[coded("d", "Shots at the lock.", 21)]).unwrap();
    let failed = until(async || deliveries(&house, &ada, id).await.into_iter().find(|d| d["state"] == "failed")).await;
    assert_eq!((&failed["tries"], &failed["status"]), (&json!(3), &json!(410)));
    assert_eq!(got.lock().unwrap().len(), 3);
    let paused = until(async || {
        let list = house.ask(ada.get("/api/v1/webhooks")).await.json();
        list.as_array().unwrap().iter().find(|hook| hook["id"] == id && hook["paused"] == true).cloned()
    });
    paused.await;
    let audit = house.ask(ada.get("/api/v1/audit?what=webhook.pause")).await.json();
    assert_eq!(audit["items"][0]["via"], "server");
}

/// A server that can be told to ask its own network on somebody's behalf (SSRF).
#[tokio::test(flavor = "multi_thread")]
async fn private_networks_are_out_of_reach() {
    let house = House::with(true, |settings| settings.access.webhooks.tries = 1).unwrap();
    let ada = house.sign_in("Ada").await;
    let (url, got) = receiver(vec![]).await;
    for refused in [
        &*url,
        "http://localhost:9/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://2130706433/",
        "file:///etc/passwd",
        "https://a:b@example.org/",
    ] {
        let body = json!({"url": refused, "kinds": ["revision"]});
        let answer = house.ask(ada.change(Method::POST, "/api/v1/webhooks", &body)).await;
        assert_eq!(answer.code(), "bad-body", "{refused}");
    }
    // A name that stands for this machine passes the first look, as one would that its owner points here later.
    let entry = house::entry();
    let new = polybius_store::NewWebhook {
        url: &url,
        kinds: &["revision".to_owned()],
        filter: "",
        secret: "s",
        made_by: "Ada",
    };
    let id = house.accounts().add_webhook(&new, &entry).unwrap().id;
    change_the_desk(&house);
    let failed = until(async || deliveries(&house, &ada, id).await.into_iter().find(|d| d["state"] == "failed")).await;
    assert!(failed["problem"].as_str().unwrap().contains("private network"), "{failed}");
    assert!(got.lock().unwrap().is_empty());
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused() {
    let house = house(1);
    let ada = house.sign_in("Ada").await;
    let url = "https://hooks.example.org/in";
    for (body, code) in [
        (json!({"url": url, "kinds": []}), "bad-body"),
        (json!({"url": url, "kinds": ["event.renamed"]}), "bad-body"),
        (json!({"url": url, "kinds": ["revision"], "filter": "country=Mali"}), "bad-parameter"),
        (json!({"url": url, "kinds": ["revision"], "filter": "q=ford"}), "bad-parameter"),
        (json!({"url": url, "kinds": ["revision"], "filter": "as_of=now"}), "bad-parameter"),
        (json!({"url": url, "kinds": ["revision"], "filter": "cuntry=ML"}), "unknown-parameter"),
        (json!({"url": url, "kinds": ["revision"], "secret": "mine"}), "bad-body"),
    ] {
        let answer = house.ask(ada.change(Method::POST, "/api/v1/webhooks", &body)).await;
        assert_eq!(answer.code(), code, "{body}");
    }
    for (method, path) in [
        (Method::PATCH, "/api/v1/webhooks/9"),
        (Method::DELETE, "/api/v1/webhooks/9"),
        (Method::DELETE, "/api/v1/webhooks/x"),
    ] {
        assert_eq!(house.ask(ada.change(method, path, &json!({}))).await.code(), "not-found", "{path}");
    }
}
