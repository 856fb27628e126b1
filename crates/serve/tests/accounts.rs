//! Who may come in, and what they may do.
#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

mod house;

use axum::http::{Method, StatusCode, header};
use house::{House, PASSWORD, Visitor, by, change, entry, get, operations, with};
use jiff::{SignedDuration, Timestamp};
use polybius_serve::accounts::add_admin;
use polybius_serve::{ServeError, accounts::AccountError};
use polybius_store::{Accounts, Desk, StoreError};
use serde_json::{Value, json};

/// What anybody may ask of a desk with accounts.
const PUBLIC: &[(Method, &str)] = &[
    (Method::GET, "/api/v1/session"),
    (Method::POST, "/api/v1/session"),
    (Method::GET, "/api/v1/errors"),
    (Method::GET, "/api/v1/openapi.json"),
];

/// Changes of what is one's own.
const OWN: &[&str] = &["/api/v1/session", "/api/v1/session/password", "/api/v1/tokens", "/api/v1/tokens/{id}"];

fn is_public(method: &Method, path: &str) -> bool {
    PUBLIC.iter().any(|(m, p)| m == method && *p == path)
}

#[tokio::test]
async fn without_accounts_everybody_on_this_machine_reads_and_nobody_changes() {
    let house = House::with(false, |_| {}).unwrap();
    let session = house.get("/api/v1/session").await.json();
    assert_eq!(session, json!({"accounts": false, "person": null, "csrf": null, "may": ["read"]}));
    assert_eq!(house.get("/api/v1/events").await.json()["items"].as_array().unwrap().len(), 2);
    for (method, path, asked) in operations() {
        if method != Method::GET && !is_public(&method, &path) {
            let answer = house.ask(change(method.clone(), &asked, &json!({}))).await;
            assert!(
                matches!(answer.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN),
                "{method} {path}: {} {}",
                answer.status,
                answer.text
            );
        }
    }
    let refused = house.ask(change(Method::POST, "/api/v1/webhooks", &json!({}))).await;
    assert_eq!(refused.code(), "read-only");
    assert_eq!(house.try_password("ada", PASSWORD).await.code(), "bad-credentials");
}

#[tokio::test]
async fn what_others_can_reach_needs_accounts() {
    for reach in ["0.0.0.0:0", "[::]:0", "192.0.2.1:80"] {
        let refused = House::with(false, |settings| settings.address = reach.parse().unwrap()).map(|_| ());
        assert!(matches!(refused, Err(ServeError::Open { .. })), "{reach}");
        assert!(House::with(true, |settings| settings.address = reach.parse().unwrap()).is_ok(), "{reach}");
    }
    let proxied = House::with(false, |s| s.access.public_url = Some("https://desk.example.org".to_owned()));
    assert!(matches!(proxied.map(|_| ()), Err(ServeError::Open { .. })));
}

#[tokio::test]
async fn the_first_person_closes_an_open_desk_at_once() {
    let house = House::with(false, |_| {}).unwrap();
    assert_eq!(house.get("/api/v1/events").await.status, StatusCode::OK);
    add_admin(&mut Desk::open(house.folder.path()).unwrap(), "Ada", PASSWORD).unwrap();
    assert_eq!(house.get("/api/v1/events").await.code(), "unauthenticated");
    let ada = house.sign_in("ada").await;
    assert_eq!(house.ask(ada.get("/api/v1/events")).await.status, StatusCode::OK);
    let again = add_admin(&mut Desk::open(house.folder.path()).unwrap(), "ADA", PASSWORD);
    assert!(matches!(again, Err(AccountError::Store(StoreError::NameTaken { .. }))), "{again:?}");
}

/// An endpoint that forgets to ask is not open: the gate asks before it.
#[tokio::test]
async fn every_address_asks_who_comes() {
    let house = House::new();
    for (method, path, asked) in operations() {
        let answer = house.ask(change(method.clone(), &asked, &json!({}))).await;
        if is_public(&method, &path) {
            assert_ne!(answer.code(), "unauthenticated", "{method} {path}");
        } else {
            assert_eq!(answer.code(), "unauthenticated", "{method} {path}: {}", answer.text);
            assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Bearer");
        }
        if method == Method::GET && !is_public(&method, &path) {
            let head = house.ask(with_method(get(&asked), Method::HEAD)).await;
            assert_eq!(head.status, StatusCode::UNAUTHORIZED, "HEAD {path}");
        }
    }
    for path in [
        "/api/acled/read",
        "/acled/read",
        "/api/deleted/read",
        "/api/country/read?key=x&email=y",
        "/api/gedevents/1",
        "/ogc",
        "/ogc/collections/events/items",
        "/ogc/conformance",
    ] {
        assert_eq!(house.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    for spelling in [
        "/api/v1/events/",
        "/api/v1//events",
        "//api/v1/events",
        "/API/v1/events",
        "/%61pi/v1/events",
        "/api/v1/./events",
        "/api/v1/x/../events",
    ] {
        let answer = house.get(spelling).await;
        assert!(!answer.text.contains("\"items\""), "{spelling}: {}", answer.text);
    }
}

fn with_method(
    mut request: axum::http::Request<axum::body::Body>,
    method: Method,
) -> axum::http::Request<axum::body::Body> {
    *request.method_mut() = method;
    request
}

/// For each operation: whom it refuses for what they are.
#[tokio::test]
async fn roles_reach_no_further_than_they_should() {
    let house = House::new();
    let ada = house.sign_in("Ada").await;
    let mut who: Vec<(&str, Visitor, Option<String>)> = Vec::new();
    for name in ["Reed", "Cleo", "Rex"] {
        who.push((name, house.sign_in(name).await, None));
    }
    who.push(("Ada, to read", ada.clone(), Some(house.token(&ada, &["read"]).await)));
    who.push(("Ada, to read and write", ada.clone(), Some(house.token(&ada, &["read", "write"]).await)));
    let is_admins = |path: &str| path.contains("/people") || path.contains("/audit") || path.contains("/webhooks");
    for (name, visitor, token) in &who {
        for (method, path, asked) in operations() {
            // Signing out would end the test, and streams do not end.
            if is_public(&method, &path) || path == "/api/v1/session" || path == "/api/v1/stream" {
                continue;
            }
            let is_change = method != Method::GET;
            let request = match token {
                Some(token) => by(token, change(method.clone(), &asked, &json!({}))),
                None => visitor.change(method.clone(), &asked, &json!({})),
            };
            let answer = house.ask(request).await;
            let listing_people = method == Method::GET && path == "/api/v1/people";
            let refused = match *name {
                "Reed" => is_admins(&path) || (is_change && !OWN.contains(&path.as_str())),
                "Cleo" => is_admins(&path),
                "Rex" => is_admins(&path) && !listing_people,
                // A token makes and removes no tokens, nor passwords.
                "Ada, to read" => is_admins(&path) || is_change,
                _ => (is_admins(&path) && !listing_people) || (is_change && OWN.contains(&path.as_str())),
            };
            let is_refused = answer.code() == "forbidden";
            // What is not theirs may be refused by name further in, as for reviewers alone; what they may not must be.
            assert!(is_refused || !refused, "{name}, {method} {path}: {} {}", answer.status, answer.text);
            assert!(!is_refused || refused || is_change, "{name}, {method} {path}: {}", answer.text);
            assert_ne!(answer.code(), "bad-csrf", "{method} {path}");
        }
    }
}

#[tokio::test]
async fn signing_in_and_out() {
    let house = House::new();
    let answer = house.try_password("ADA ", PASSWORD).await;
    let expected = json!({"name": "Ada", "display": "Ada", "role": "admin"});
    assert_eq!((answer.status, &answer.json()["person"]), (StatusCode::OK, &expected));
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=604800"] {
        assert!(cookie.split("; ").any(|p| p == part), "{part} in {cookie}");
    }
    assert!(!cookie.contains("Secure") && !cookie.contains("Domain"), "{cookie}");
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");

    let ada = house.sign_in("Ada").await;
    let session = house.ask(ada.get("/api/v1/session")).await.json();
    assert_eq!(session["may"], json!(["read", "code", "decide", "review", "admin"]));
    assert_eq!(session["csrf"], json!(ada.csrf));
    let out = house.ask(ada.change(Method::DELETE, "/api/v1/session", &json!({}))).await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    assert!(out.headers[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
    assert_eq!(house.ask(ada.get("/api/v1/events")).await.code(), "unauthenticated");
    assert_eq!(house.ask(ada.get("/api/v1/session")).await.json()["person"], json!(null));

    let public = House::with(true, |s| s.access.public_url = Some("https://desk.example.org".to_owned())).unwrap();
    let request = with(
        change(Method::POST, "/api/v1/session", &json!({"name": "Ada", "password": PASSWORD})),
        "host",
        "desk.example.org",
    );
    let answer = public.ask(request).await;
    assert!(answer.headers[header::SET_COOKIE].to_str().unwrap().ends_with("; Secure"), "{}", answer.text);
}

#[tokio::test]
async fn wrong_passwords_look_alike_and_slow_down() {
    let house = House::new();
    house.accounts().change_person("reed", &disabled(), &entry()).unwrap();
    let mut texts = Vec::new();
    for (name, password) in [("Cleo", "not her password"), ("Nobody", PASSWORD), ("Reed", PASSWORD)] {
        let answer = house.try_password(name, password).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::UNAUTHORIZED, "bad-credentials"), "{name}");
        assert!(answer.headers.get(header::SET_COOKIE).is_none());
        texts.push(answer.text);
    }
    assert!(texts.iter().all(|text| *text == texts[0]), "{texts:?}");
    for _ in 0..2 {
        assert_eq!(house.try_password("Cleo", "not her password").await.code(), "bad-credentials");
    }
    let slowed = house.try_password("Cleo", PASSWORD).await;
    assert_eq!((slowed.status, slowed.code().as_str()), (StatusCode::TOO_MANY_REQUESTS, "too-many"));
    assert!(slowed.headers[header::RETRY_AFTER].to_str().unwrap().parse::<u64>().unwrap() >= 1);
}

fn disabled() -> polybius_store::PersonChange {
    polybius_store::PersonChange { disabled: Some(true), ..Default::default() }
}

#[tokio::test]
async fn sessions_end_by_themselves() {
    let house = House::new();
    let ago = |hours: i64| Timestamp::now() - SignedDuration::from_hours(hours);
    let mut accounts = house.accounts();
    let reed = accounts.person("reed").unwrap().unwrap();
    for (word, begun, seen, lives) in
        [("fresh", 11, 11, true), ("idle", 13, 13, false), ("used", 160, 1, true), ("old", 169, 1, false)]
    {
        let hash = *blake3::hash(word.as_bytes()).as_bytes();
        accounts.begin_session(&hash, &reed, ago(begun), &entry()).unwrap();
        accounts.touch_session(&hash, ago(seen)).unwrap();
        let answer = house.ask(with(get("/api/v1/events"), "cookie", &format!("polybius_session={word}"))).await;
        assert_eq!(answer.status == StatusCode::OK, lives, "{word}: {}", answer.text);
    }
}

#[tokio::test]
async fn who_is_disabled_is_out_at_once() {
    let house = House::new();
    let (ada, reed) = (house.sign_in("Ada").await, house.sign_in("Reed").await);
    let token = house.token(&reed, &["read"]).await;
    assert_eq!(house.ask(by(&token, get("/api/v1/events"))).await.status, StatusCode::OK);
    let stream = house.send(reed.get("/api/v1/stream")).await;
    assert_eq!(stream.status(), StatusCode::OK);

    let answer = house.ask(ada.change(Method::PATCH, "/api/v1/people/Reed", &json!({"disabled": true}))).await;
    assert_eq!(answer.json()["disabled"], json!(true), "{}", answer.text);
    assert_eq!(house.ask(reed.get("/api/v1/events")).await.code(), "unauthenticated");
    assert_eq!(house.ask(by(&token, get("/api/v1/events"))).await.code(), "unauthenticated");
    assert_eq!(house.try_password("Reed", PASSWORD).await.code(), "bad-credentials");
    let ended = http_body_util::BodyExt::collect(stream.into_body());
    tokio::time::timeout(std::time::Duration::from_secs(10), ended).await.expect("the stream ends").unwrap();

    house.ask(ada.change(Method::PATCH, "/api/v1/people/reed", &json!({"disabled": false}))).await;
    assert_eq!(house.ask(reed.get("/api/v1/events")).await.code(), "unauthenticated", "the session is gone");
    assert_eq!(house.ask(by(&token, get("/api/v1/events"))).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    let house = House::new();
    let (here, there) = (house.sign_in("Cleo").await, house.sign_in("Cleo").await);
    let put =
        |old: &str, new: &str| here.change(Method::PUT, "/api/v1/session/password", &json!({"old": old, "new": new}));
    assert_eq!(house.ask(put("not her password", "another quiet ford")).await.code(), "bad-credentials");
    assert_eq!(house.ask(put(PASSWORD, "short")).await.code(), "bad-body");
    assert_eq!(house.ask(put(PASSWORD, "another quiet ford")).await.status, StatusCode::NO_CONTENT);
    assert_eq!(house.ask(here.get("/api/v1/events")).await.status, StatusCode::OK);
    assert_eq!(house.ask(there.get("/api/v1/events")).await.code(), "unauthenticated");
    assert_eq!(house.try_password("Cleo", PASSWORD).await.code(), "bad-credentials");
    assert_eq!(house.try_password("Cleo", "another quiet ford").await.status, StatusCode::OK);

    let ada = house.sign_in("Ada").await;
    let body = json!({"password": "a third quiet ford"});
    assert_eq!(house.ask(ada.change(Method::PATCH, "/api/v1/people/Cleo", &body)).await.status, StatusCode::OK);
    assert_eq!(house.ask(here.get("/api/v1/events")).await.code(), "unauthenticated");
}

#[tokio::test]
async fn people_are_added_and_the_last_admin_stays() {
    let house = House::new();
    let ada = house.sign_in("Ada").await;
    let add = |name: &str, role: &str| {
        ada.change(Method::POST, "/api/v1/people", &json!({"name": name, "role": role, "password": PASSWORD}))
    };
    for (name, role, expected) in [
        ("Zoë", "coder", ""),
        ("ZOE\u{308}", "admin", "conflict"),
        ("ada", "reader", "conflict"),
        ("Ａda", "reader", "conflict"),
        ("A\u{200b}da", "reader", "bad-body"),
        ("..", "reader", "bad-body"),
        ("", "reader", "bad-body"),
        ("Max", "king", "bad-body"),
    ] {
        assert_eq!(house.ask(add(name, role)).await.code(), expected, "{name:?}");
    }
    let names: Vec<Value> = house.ask(ada.get("/api/v1/people")).await.json().as_array().unwrap().clone();
    assert_eq!(names.len(), 5);
    assert!(!names.iter().any(|p| p.to_string().contains("argon2")));

    for (method, body) in [
        (Method::PATCH, json!({"role": "reader"})),
        (Method::PATCH, json!({"disabled": true})),
        (Method::DELETE, json!({})),
    ] {
        assert_eq!(house.ask(ada.change(method, "/api/v1/people/Ada", &body)).await.code(), "conflict", "{body}");
    }
    let promoted = house.ask(ada.change(Method::PATCH, "/api/v1/people/Rex", &json!({"role": "admin"}))).await;
    assert_eq!(promoted.json()["role"], json!("admin"));
    assert_eq!(
        house.ask(ada.change(Method::DELETE, "/api/v1/people/Ada", &json!({}))).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(house.ask(ada.get("/api/v1/people")).await.code(), "unauthenticated");
    let rex = house.sign_in("Rex").await;
    let taken = json!({"name": "Ada", "role": "reader", "password": PASSWORD});
    assert_eq!(
        house.ask(rex.change(Method::POST, "/api/v1/people", &taken)).await.code(),
        "conflict",
        "names stay taken"
    );
    let nobody = house.ask(rex.change(Method::PATCH, "/api/v1/people/Nobody", &json!({"role": "admin"}))).await;
    assert_eq!(nobody.code(), "not-found");
}

#[tokio::test]
async fn a_role_that_is_taken_away_is_gone_at_once() {
    let house = House::new();
    let (ada, rex) = (house.sign_in("Ada").await, house.sign_in("Rex").await);
    assert_eq!(house.ask(rex.get("/api/v1/people")).await.status, StatusCode::OK);
    house.ask(ada.change(Method::PATCH, "/api/v1/people/Rex", &json!({"role": "reader"}))).await;
    assert_eq!(house.ask(rex.get("/api/v1/people")).await.code(), "forbidden");
}

#[tokio::test]
async fn tokens_open_what_they_are_for() {
    let house = House::new();
    let (ada, cleo, reed) = (house.sign_in("Ada").await, house.sign_in("Cleo").await, house.sign_in("Reed").await);
    let make = |who: &Visitor, body: Value| who.change(Method::POST, "/api/v1/tokens", &body);
    for (who, body, expected) in [
        (&reed, json!({"label": "x", "scopes": ["write"]}), "forbidden"),
        (&reed, json!({"label": "x", "scopes": ["read", "admin"]}), "forbidden"),
        (&cleo, json!({"label": "x", "scopes": ["admin"]}), "forbidden"),
        (&cleo, json!({"label": "x", "scopes": []}), "bad-body"),
        (&cleo, json!({"label": "x", "scopes": ["root"]}), "bad-body"),
        (&cleo, json!({"label": "x", "scopes": ["read"], "days": 0}), "bad-body"),
        (&cleo, json!({"label": "x", "scopes": ["read"], "days": 366}), "bad-body"),
        (&cleo, json!({"label": "x", "scopes": ["read"], "person": "Ada"}), "bad-body"),
    ] {
        assert_eq!(house.ask(make(who, body.clone())).await.code(), expected, "{body}");
    }
    let admin = house.token(&ada, &["read", "write", "admin"]).await;
    assert!(admin.starts_with("polybius_") && admin.len() == 52, "{admin}");
    let more = json!({"label": "more", "scopes": ["read"]});
    assert_eq!(house.ask(by(&admin, change(Method::POST, "/api/v1/tokens", &more))).await.code(), "forbidden");
    assert_eq!(house.ask(by(&admin, get("/api/v1/audit"))).await.status, StatusCode::OK);

    let read = house.token(&cleo, &["read"]).await;
    for wrong in ["", "x", "polybius_", &read[..51], &format!("{read}x"), &read.to_uppercase()] {
        assert_eq!(house.ask(by(wrong, get("/api/v1/events"))).await.code(), "unauthenticated", "{wrong}");
    }
    for header in [format!("Basic {read}"), read.clone(), "Bearer".to_owned()] {
        let both = with(with(get("/api/v1/events"), "authorization", &header), "cookie", &cleo.cookie);
        assert_eq!(house.ask(both).await.code(), "unauthenticated", "{header}");
    }
    let in_cookie = with(get("/api/v1/events"), "cookie", &format!("polybius_session={read}"));
    assert_eq!(house.ask(in_cookie).await.code(), "unauthenticated");
    let session = cleo.cookie.split_once('=').unwrap().1;
    assert_eq!(house.ask(by(session, get("/api/v1/events"))).await.code(), "unauthenticated");

    let list = house.ask(cleo.get("/api/v1/tokens")).await.json();
    assert_eq!((list.as_array().unwrap().len(), &list[0]["scopes"]), (1, &json!(["read"])));
    let id = list[0]["id"].as_i64().unwrap();
    assert_eq!(house.ask(reed.get("/api/v1/tokens?person=Cleo")).await.code(), "forbidden");
    let path = format!("/api/v1/tokens/{id}");
    assert_eq!(house.ask(reed.change(Method::DELETE, &path, &json!({}))).await.code(), "not-found");
    assert_eq!(house.ask(by(&read, get("/api/v1/events"))).await.status, StatusCode::OK);
    assert_eq!(house.ask(cleo.change(Method::DELETE, &path, &json!({}))).await.status, StatusCode::NO_CONTENT);
    assert_eq!(house.ask(by(&read, get("/api/v1/events"))).await.code(), "unauthenticated");
}

#[tokio::test]
async fn no_secret_is_on_the_disk() {
    let house = House::new();
    let ada = house.sign_in("Ada").await;
    let token = house.token(&ada, &["read"]).await;
    let session = ada.cookie.split_once('=').unwrap().1.to_owned();
    drop(Accounts::open(house.folder.path()).unwrap());
    let mut bytes = Vec::new();
    for file in ["desk.sqlite", "desk.sqlite-wal"] {
        bytes.extend(std::fs::read(house.folder.path().join(file)).unwrap_or_default());
    }
    let holds = |words: &str| bytes.windows(words.len()).any(|window| window == words.as_bytes());
    assert!(holds("$argon2id$") && holds("a program"), "it is the right file");
    for secret in [&*token, &*session, &*ada.csrf, PASSWORD] {
        assert!(!holds(secret), "{secret}");
    }
}

#[tokio::test]
async fn tokens_end() {
    let house = House::new();
    let mut accounts = house.accounts();
    let person = accounts.person("reed").unwrap().unwrap();
    for (word, hours, lives) in [("later", 1, true), ("before", -1, false)] {
        let hash = *blake3::hash(word.as_bytes()).as_bytes();
        let expires = Timestamp::now() + SignedDuration::from_hours(hours);
        let scopes = [polybius_store::Scope::Read];
        let new = polybius_store::NewToken { person: &person, label: "x", hash: &hash, scopes: &scopes, expires };
        accounts.add_token(&new, Timestamp::now(), &entry()).unwrap();
        assert_eq!(house.ask(by(word, get("/api/v1/events"))).await.status == StatusCode::OK, lives, "{word}");
    }
}

#[tokio::test]
async fn every_change_stands_in_the_audit() {
    let house = House::new();
    let ada = house.sign_in("Ada").await;
    let token = house.token(&ada, &["read", "write", "admin"]).await;
    let added = json!({"name": "Max", "role": "coder", "password": PASSWORD});
    house.ask(by(&token, change(Method::POST, "/api/v1/people", &added))).await;
    house
        .ask(ada.change(
            Method::PATCH,
            "/api/v1/people/Max",
            &json!({"role": "reader", "password": "another quiet ford"}),
        ))
        .await;
    let hook = json!({"url": "https://hooks.example.org/in", "kinds": ["revision"]});
    house.ask(ada.change(Method::POST, "/api/v1/webhooks", &hook)).await;
    house.ask(ada.change(Method::PATCH, "/api/v1/webhooks/1", &json!({"paused": true}))).await;
    house.ask(ada.change(Method::DELETE, "/api/v1/webhooks/1", &json!({}))).await;
    // What is refused changes nothing.
    house.ask(ada.change(Method::DELETE, "/api/v1/webhooks/1", &json!({}))).await;
    house.ask(ada.change(Method::DELETE, "/api/v1/people/Ada", &json!({}))).await;

    let audit = house.ask(ada.get("/api/v1/audit")).await;
    assert!(!audit.text.contains("quiet ford") && !audit.text.contains(&token), "{}", audit.text);
    let audit = audit.json();
    let rows: Vec<[&str; 4]> = audit["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["who"] != "test")
        .map(|row| ["who", "via", "what", "subject"].map(|field| row[field].as_str().unwrap()))
        .collect();
    assert_eq!(
        rows,
        [
            ["Ada", "session", "webhook.remove", "1"],
            ["Ada", "session", "webhook.change", "1"],
            ["Ada", "session", "webhook.add", "https://hooks.example.org/in"],
            ["Ada", "session", "person.change", "Max"],
            ["Ada", "token 1", "person.add", "Max"],
            ["Ada", "session", "token.add", "a program"],
            ["Ada", "session", "session.begin", "Ada"],
        ]
    );
    let page = house.ask(ada.get("/api/v1/audit?who=Ada&limit=2")).await.json();
    let next = page["next"].as_str().unwrap();
    let page = house.ask(ada.get(&format!("/api/v1/audit?who=Ada&limit=2&cursor={next}"))).await.json();
    assert_eq!(page["items"][0]["what"], "webhook.add");
    let only = house.ask(ada.get("/api/v1/audit?what=person.add&who=Ada")).await.json();
    assert_eq!((only["items"].as_array().unwrap().len(), &only["next"]), (1, &json!(null)));
}

#[tokio::test]
async fn decisions_carry_names_and_others_work_is_for_reviewers() {
    let house = House::new();
    let (ada, cleo, rex) = (house.sign_in("Ada").await, house.sign_in("Cleo").await, house.sign_in("Rex").await);
    let event = house.ask(cleo.get("/api/v1/events")).await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let say = |who: &Visitor, body: Value| who.change(Method::POST, "/api/v1/decisions", &body);
    let verdict = json!({"decide": "verdict", "event": event, "review": "accepted"});
    let said = house.ask(say(&rex, verdict)).await.json();
    let (decision, event) = (said["decisions"][0].clone(), said["events"][0].clone());
    let undo = json!({"decide": "undo", "decision": decision});
    let assign = json!({"decide": "assign", "event": event, "to": "Cleo"});
    for body in [undo.clone(), assign] {
        assert_eq!(house.ask(say(&cleo, body.clone())).await.code(), "forbidden", "{body}");
    }
    let sample = json!({"size": 1, "coders": ["Cleo", "Rex"]});
    assert_eq!(house.ask(cleo.change(Method::POST, "/api/v1/coding/sample", &sample)).await.code(), "forbidden");
    let answer = house.ask(say(&ada, undo)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let own = house.ask(say(&cleo, json!({"decide": "unsure", "event": event}))).await.json();
    let own = json!({"decide": "undo", "decision": own["decisions"][0]});
    assert_eq!(house.ask(say(&cleo, own)).await.status, StatusCode::OK, "one's own");

    let pairs = |answer: Value, one: &str, other: &str| {
        let rows = answer["items"].as_array().unwrap().clone();
        let words = |row: &Value, field: &str| row[field].as_str().unwrap().to_owned();
        rows.iter().map(|row| format!("{} {}", words(row, one), words(row, other))).collect::<Vec<_>>()
    };
    let decided = pairs(house.ask(cleo.get("/api/v1/decisions")).await.json(), "by", "kind");
    assert_eq!(decided, ["Cleo undo", "Cleo unsure", "Ada undo", "Rex verdict"]);
    let entered = pairs(house.ask(ada.get("/api/v1/audit")).await.json(), "who", "what");
    let entered: Vec<_> = entered.iter().filter(|words| words.contains("decision.")).collect();
    assert_eq!(entered, ["Cleo decision.undo", "Cleo decision.unsure", "Ada decision.undo", "Rex decision.verdict"]);
}

/// What no endpoint enters is entered by the gate.
#[tokio::test]
async fn a_change_that_enters_nothing_is_entered_by_its_address() {
    let house = House::with(true, |settings| settings.coding = Some(std::sync::Arc::new(Nothing))).unwrap();
    let (ada, cleo) = (house.sign_in("Ada").await, house.sign_in("Cleo").await);
    let body = json!({"text": "Shots at the ford."});
    let answer = house.ask(cleo.change(Method::POST, "/api/v1/documents", &body)).await;
    assert!(answer.status.is_success(), "{}", answer.text);
    let row = house.ask(ada.get("/api/v1/audit?who=Cleo&limit=1")).await.json()["items"][0].clone();
    assert_eq!((&row["what"], &row["subject"]), (&json!("POST"), &json!("/api/v1/documents")));
}

/// Reads nothing.
struct Nothing;

impl polybius_serve::Coding for Nothing {
    fn code(
        &self,
        _: &mut Desk,
        _: polybius_serve::Upload,
        _: &mut dyn FnMut(polybius_serve::CodingStep),
    ) -> Result<polybius_serve::CodingOutcome, String> {
        Ok(polybius_serve::CodingOutcome::default())
    }
}

#[tokio::test]
async fn clients_that_send_a_password_get_a_token_to_read_with() {
    let house = House::new();
    let ask = |grant: &str, name: &str, password: &str| {
        let body = format!("grant_type={grant}&username={name}&password={password}&refresh_token=x&client_id=acled");
        let request = axum::http::Request::post("/oauth/token").header(header::HOST, "localhost");
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        request.body(axum::body::Body::from(body)).unwrap()
    };
    let right = PASSWORD.replace(' ', "+");
    for (grant, name, password) in
        [("password", "Cleo", "wrong+password"), ("password", "Nobody", &*right), ("refresh_token", "Cleo", &*right)]
    {
        let answer = house.ask(ask(grant, name, password)).await;
        assert_eq!(answer.json()["error"], json!("invalid_grant"), "{grant} {name}: {}", answer.text);
    }
    let granted = house.ask(ask("password", "Cleo", &right)).await.json();
    let token = granted["access_token"].as_str().unwrap();
    assert_eq!(house.ask(by(token, get("/api/acled/read"))).await.status, StatusCode::OK);
    assert_eq!(house.get(&format!("/api/acled/read?key={token}&email=x")).await.status, StatusCode::OK);
    let verdict = json!({"decide": "undo", "decision": 1});
    assert_eq!(house.ask(by(token, change(Method::POST, "/api/v1/decisions", &verdict))).await.code(), "forbidden");
}
