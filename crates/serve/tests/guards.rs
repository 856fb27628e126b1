//! What strangers try: each of these fails where its guard is taken away.
#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

mod house;

use axum::http::{Method, StatusCode, header};
use house::{House, PASSWORD, by, change, coded, events, get, operations, sources, with};
use polybius_records::{Actor, ActorType, Role};
use polybius_serve::accounts::Rate;
use polybius_store::Desk;
use serde_json::json;

/// Pages of other sites can make a browser send a request, with the cookie where the browser is old.
#[tokio::test]
async fn changes_that_no_page_of_ours_meant_are_refused() {
    let house = House::new();
    let (ada, other) = (house.sign_in("Ada").await, house.sign_in("Ada").await);
    let body = json!({"label": "x", "scopes": ["read"]});
    let bare = || ada.without_csrf(Method::POST, "/api/v1/tokens", &body);
    let full = || ada.change(Method::POST, "/api/v1/tokens", &body);
    for (what, request) in [
        ("nothing", bare()),
        ("an empty word", with(bare(), "x-polybius-csrf", "")),
        ("a wrong word", with(bare(), "x-polybius-csrf", &"A".repeat(43))),
        ("the word of another session", with(bare(), "x-polybius-csrf", &other.csrf)),
        ("the secret itself", with(bare(), "x-polybius-csrf", ada.cookie.split_once('=').unwrap().1)),
        ("another origin", with(full(), "origin", "https://evil.example")),
        ("another port", with(full(), "origin", "http://127.0.0.1:9999")),
        ("no origin", with(full(), "origin", "null")),
        ("another scheme", with(full(), "origin", "file://127.0.0.1:8080")),
        ("a page of another site", with(full(), "sec-fetch-site", "cross-site")),
        ("a page of another host of the site", with(full(), "sec-fetch-site", "same-site")),
    ] {
        let answer = house.ask(request).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::FORBIDDEN, "bad-csrf"), "{what}");
    }
    let ours = with(with(full(), "origin", "http://127.0.0.1:8080"), "sec-fetch-site", "same-origin");
    assert_eq!(house.ask(ours).await.status, StatusCode::CREATED);
    // Every change, whichever endpoint it is for.
    for (method, path, asked) in operations() {
        if method != Method::GET && !(method == Method::POST && path == "/api/v1/session") {
            let answer = house.ask(ada.without_csrf(method.clone(), &asked, &json!({}))).await;
            assert_eq!(answer.code(), "bad-csrf", "{method} {path}");
        }
    }
    // Programs send no cookie, so nobody can make them.
    let token = house.token(&ada, &["read", "admin"]).await;
    let hook = json!({"url": "https://hooks.example.org/", "kinds": ["revision"]});
    let answer = house.ask(by(&token, change(Method::POST, "/api/v1/webhooks", &hook))).await;
    assert_eq!(answer.status, StatusCode::CREATED);
}

/// Another site could sign the victim in as somebody else, and watch what is done in that name.
#[tokio::test]
async fn signing_in_from_another_site_is_refused() {
    let house = House::new();
    let body = json!({"name": "Reed", "password": PASSWORD});
    let sign_in = || change(Method::POST, "/api/v1/session", &body);
    for (what, request, code) in [
        ("another origin", with(sign_in(), "origin", "https://evil.example"), "bad-csrf"),
        ("a page of another site", with(sign_in(), "sec-fetch-site", "cross-site"), "bad-csrf"),
        ("a form", with(sign_in(), "content-type", "text/plain"), "bad-body"),
        ("another form", with(sign_in(), "content-type", "application/x-www-form-urlencoded"), "bad-body"),
    ] {
        let answer = house.ask(request).await;
        assert_eq!(answer.code(), code, "{what}");
        assert!(answer.headers.get(header::SET_COOKIE).is_none(), "{what}");
    }
    assert_eq!(house.ask(sign_in()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn behind_a_proxy_the_public_address_is_ours() {
    let house = House::with(true, |s| s.access.public_url = Some("https://desk.example.org".to_owned())).unwrap();
    let body = json!({"name": "Reed", "password": PASSWORD});
    let sign_in = |host: &str, origin: &str| {
        with(with(change(Method::POST, "/api/v1/session", &body), "host", host), "origin", origin)
    };
    for (host, origin, code) in [
        ("desk.example.org", "https://desk.example.org", ""),
        ("127.0.0.1:8080", "https://desk.example.org", ""),
        ("desk.example.org", "https://example.org", "bad-csrf"),
        ("evil.example", "https://evil.example", "bad-host"),
    ] {
        assert_eq!(house.ask(sign_in(host, origin)).await.code(), code, "{host} {origin}");
    }
}

/// Names that point here from elsewhere (DNS rebinding).
#[tokio::test]
async fn other_hosts_are_refused() {
    let house = House::with(false, |_| {}).unwrap();
    for host in ["evil.example", "evil.example:8080", "127.0.0.1.evil.example"] {
        let answer = house.ask(with(get("/api/v1/events"), "host", host)).await;
        assert_eq!(answer.code(), "bad-host", "{host}");
    }
}

const HOSTILE: &str = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'`${alert(3)}\u{202e}&lt;";

/// Text of documents is nowhere a page: it comes as data that no browser takes for anything else, under a policy that runs nothing but our files.
#[tokio::test]
async fn text_of_documents_never_becomes_a_page() {
    let house = House::with(false, |_| {}).unwrap();
    let mut desk = Desk::open(house.folder.path()).unwrap();
    let mut hostile = coded("<svg onload=alert(1)>", HOSTILE, 3);
    hostile.document.title = Some(HOSTILE.to_owned());
    hostile.document.publisher = Some(HOSTILE.to_owned());
    hostile.document.url = Some("javascript:alert(document.domain)//".to_owned());
    hostile.document.language = Some(HOSTILE.to_owned());
    let body = &mut hostile.reports[0].body;
    body.summary = HOSTILE.to_owned();
    let place = body.place.as_mut().unwrap();
    (place.name, place.admin1) = (HOSTILE.to_owned(), Some(HOSTILE.to_owned()));
    body.actors = vec![Actor {
        role: Role::Perpetrator,
        id: HOSTILE.to_owned(),
        name: HOSTILE.to_owned(),
        kind: ActorType::Unidentified,
        certainty: HOSTILE.to_owned(),
    }];
    body.evidence[0].quote = HOSTILE.chars().take(5).collect();
    desk.store(&[coded("a", "Shots at the ford.", 1), coded("b", "Shots at the mill.", 2), hostile]).unwrap();
    let reports = desk.reports().unwrap();
    let all = events(&reports);
    desk.replace_events(&all, &sources(&["a", "b", "<svg onload=alert(1)>"]), "m").unwrap();
    drop(desk);
    let id = &all.iter().find(|event| event.body.summary == HOSTILE).unwrap().id;

    let mut seen = 0;
    let quoted = "%3Csvg%20onload=alert(1)%3E";
    for (method, path, _) in operations() {
        if method != Method::GET || path == "/api/v1/stream" {
            continue;
        }
        let named =
            path.replace("{id}", if path.contains("documents") { quoted } else { id }).replace("{format}", "jsonl");
        for asked in [
            named.clone(),
            format!("{named}?q=%3Cscript%3Ealert(1)%3C/script%3E"),
            path.replace("{id}", "%3Cscript%3E"),
        ] {
            let answer = house.get(&asked).await;
            let named = |name: &str| answer.headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
            let kind = named("content-type");
            assert!(!kind.contains("html") && !kind.contains("script"), "{asked}: {kind}");
            // A feed is XML, where text must be no elements.
            let elements = answer.text.contains("<script>") || answer.text.contains("<img");
            assert!(!(kind.contains("xml") && elements), "{asked}: {}", answer.text);
            assert!(!kind.is_empty() || answer.text.is_empty(), "{asked}: a browser would guess what it is");
            assert_eq!(named("x-content-type-options"), "nosniff", "{asked}");
            seen += usize::from(answer.text.contains("onerror=alert(2)"));
        }
    }
    assert!(seen >= 3, "the hostile text was in {seen} answers");
}

/// The last line: whatever a page holds, nothing of it runs.
#[tokio::test]
async fn every_answer_has_the_policy() {
    let house = House::new();
    let ada = house.sign_in("Ada").await;
    let mut requests = vec![
        get("/"),
        get("/map"),
        get("/events/%3Cscript%3E"),
        get("/assets/nothing.js"),
        get("/api/v1/nothing"),
        ada.get("/api/v1/events"),
        get("/api/v1/events"),
        with(get("/"), "host", "evil.example"),
    ];
    requests.push(change(Method::POST, "/api/v1/session", &json!({"name": "x", "password": "x"})));
    for request in requests {
        let path = request.uri().clone();
        let answer = house.ask(request).await;
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"), "{path}: {policy}");
        for part in ["base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "connect-src 'self'"] {
            assert!(policy.contains(part), "{path}: {part}");
        }
        for hole in ["unsafe", "*", "http:", "https:", "eval"] {
            assert!(!policy.contains(hole), "{path}: {hole} in {policy}");
        }
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(answer.headers[name], value, "{path}");
        }
        assert!(answer.headers.get("access-control-allow-origin").is_none(), "{path}");
    }
}

#[tokio::test]
async fn files_outside_the_folder_are_not_served() {
    let outside = tempfile::tempdir().unwrap();
    let web = outside.path().join("web");
    std::fs::create_dir_all(web.join("assets")).unwrap();
    std::fs::write(web.join("index.html"), "the page").unwrap();
    std::fs::write(web.join("assets/a.js"), "the script").unwrap();
    std::fs::write(outside.path().join("secret.txt"), "the secret").unwrap();
    let absolute = outside.path().join("secret.txt");
    let house = House::with(false, |settings| settings.web = Some(web)).unwrap();
    assert_eq!(house.get("/assets/a.js").await.text, "the script");
    let absolute = absolute.to_str().unwrap();
    for path in [
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/./../secret.txt",
        "//../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/..\\secret.txt",
        "/%2e%2e%5csecret.txt",
        "/....//secret.txt",
        "/../secret.txt%00.js",
        absolute,
        &format!("/{absolute}"),
        &format!("//{absolute}"),
    ] {
        let request = axum::http::Request::get(path.replace('\\', "%5c")).header(header::HOST, "localhost");
        let answer = house.ask(request.body(axum::body::Body::empty()).unwrap()).await;
        assert!(!answer.text.contains("the secret"), "{path}");
    }
}

#[tokio::test]
async fn too_many_requests_are_told_to_wait() {
    let house = House::with(true, |settings| {
        settings.access.limits.read = Rate::new(1, 5);
        settings.access.limits.change = Rate::new(1, 2);
        settings.access.limits.sign_in = Rate::new(1, 4);
    })
    .unwrap();
    let (ada, reed) = (house.sign_in("Ada").await, house.sign_in("Reed").await);
    let hook = json!({"url": "https://hooks.example.org/", "kinds": ["revision"]});
    let mut codes = Vec::new();
    for _ in 0..3 {
        codes.push(house.ask(ada.change(Method::POST, "/api/v1/webhooks", &hook)).await.code());
    }
    assert_eq!(codes, ["", "", "too-many"]);
    for n in 0..7 {
        let answer = house.ask(reed.get("/api/v1/events")).await;
        assert_eq!(answer.status == StatusCode::TOO_MANY_REQUESTS, n >= 5, "{n}");
        if n >= 5 {
            let wait: u64 = answer.headers[header::RETRY_AFTER].to_str().unwrap().parse().unwrap();
            assert!((1..=61).contains(&wait), "{wait}");
        }
    }
    assert_eq!(house.ask(ada.get("/api/v1/events")).await.status, StatusCode::OK, "each has their own");
    // Guessing tokens counts as trying to sign in.
    let codes: Vec<StatusCode> = {
        let mut out = Vec::new();
        for n in 0..4 {
            out.push(house.ask(by(&format!("polybius_{n}"), get("/api/v1/events"))).await.status);
        }
        out
    };
    assert_eq!(codes.last(), Some(&StatusCode::TOO_MANY_REQUESTS), "{codes:?}");
}

/// A machine that reads an open desk is not held up.
#[tokio::test]
async fn reading_an_open_desk_is_not_limited_soon() {
    let house = House::with(false, |_| {}).unwrap();
    for n in 0..2000 {
        let answer = house.get("/api/v1/session").await;
        assert_eq!(answer.status, StatusCode::OK, "{n}");
    }
}

#[tokio::test]
async fn bodies_have_a_limit_and_say_nothing_of_secrets() {
    let house = House::new();
    let long = house.try_password("Ada", &"x".repeat(5 << 20)).await;
    assert_eq!(long.code(), "too-large");
    for body in [
        json!({"name": "Ada", "password": ["a quiet ford at dusk"]}),
        json!({"name": "Ada", "pass": "a quiet ford at dusk"}),
        json!("a quiet ford at dusk"),
    ] {
        let answer = house.ask(change(Method::POST, "/api/v1/session", &body)).await;
        assert_eq!(answer.code(), "bad-body", "{body}");
        assert!(!answer.text.contains("ford"), "{}", answer.text);
    }
}
