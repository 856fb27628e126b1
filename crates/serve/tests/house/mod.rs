//! A desk with people, and requests to it.
#![allow(dead_code, reason = "each test file uses some of it")]

#[path = "../../../store/tests/invented/mod.rs"]
mod invented;

use std::path::Path;
use std::sync::LazyLock;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::response::Response;
use http_body_util::BodyExt;
use polybius_serve::accounts::{Access, add_admin};
use polybius_serve::{App, ServeError, Settings, router};
use polybius_store::{Accounts, Desk, Entry, NewPerson, Role};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

pub use invented::{coded, events, sources};

/// Everybody's.
pub const PASSWORD: &str = "a quiet ford at dusk";

/// Of [`PASSWORD`]: hashing it anew for everybody would take long.
static HASH: LazyLock<String> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path()).unwrap();
    add_admin(&mut desk, "any", PASSWORD).unwrap();
    let accounts = Accounts::open(folder.path()).unwrap();
    accounts.password_of("any").unwrap().unwrap().1
});

pub struct House {
    pub folder: TempDir,
    pub app: App,
    pub router: Router,
}

/// Somebody who signed in with a browser.
#[derive(Clone)]
pub struct Visitor {
    pub cookie: String,
    pub csrf: String,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("{e}: {}", self.text))
    }

    /// The code of an error; empty where there is none.
    pub fn code(&self) -> String {
        let body: Value = serde_json::from_str(&self.text).unwrap_or_default();
        body["error"]["code"].as_str().unwrap_or_default().to_owned()
    }
}

pub fn entry() -> Entry {
    Entry {
        who: "test".to_owned(),
        via: "test".to_owned(),
        what: "test".to_owned(),
        subject: "test".to_owned(),
        detail: json!({}),
    }
}

pub fn settings(desk: &Path) -> Settings {
    Settings {
        desk: desk.to_owned(),
        address: "127.0.0.1:8080".parse().unwrap(),
        merger: "m",
        version: "0",
        coding: None,
        web: None,
        access: Access::default(),
    }
}

/// Ada is admin, Rex reviewer, Cleo coder, Reed reader.
pub const PEOPLE: &[(&str, Role)] =
    &[("Ada", Role::Admin), ("Rex", Role::Reviewer), ("Cleo", Role::Coder), ("Reed", Role::Reader)];

pub fn people(desk: &Path) {
    let mut accounts = Accounts::open(desk).unwrap();
    for (name, role) in PEOPLE {
        let new = NewPerson { name, key: &name.to_lowercase(), display: name, role: *role, password: &HASH };
        accounts.add_person(&new, &entry()).unwrap();
    }
}

/// A desk of two events.
pub fn fill(desk: &Path) {
    let mut desk = Desk::open(desk).unwrap();
    desk.store(&[coded("a", "Shots at the ford.", 1), coded("b", "Shots at the mill.", 2)]).unwrap();
    let reports = desk.reports().unwrap();
    desk.replace_events(&events(&reports), &sources(&["a", "b"]), "m").unwrap();
}

impl House {
    /// A desk of two events and four people.
    pub fn new() -> Self {
        House::with(true, |_| {}).unwrap()
    }

    pub fn with(has_people: bool, change: impl FnOnce(&mut Settings)) -> Result<Self, ServeError> {
        let folder = tempfile::tempdir().unwrap();
        fill(folder.path());
        if has_people {
            people(folder.path());
        }
        let mut settings = settings(folder.path());
        change(&mut settings);
        let app = App::open(settings)?;
        Ok(House { folder, router: router(app.clone()), app })
    }

    pub async fn send(&self, request: Request<Body>) -> Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.send(request).await;
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(get(path)).await
    }

    pub async fn try_password(&self, name: &str, password: &str) -> Answer {
        self.ask(change(Method::POST, "/api/v1/session", &json!({"name": name, "password": password}))).await
    }

    pub async fn sign_in(&self, name: &str) -> Visitor {
        let answer = self.try_password(name, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
        Visitor { cookie, csrf: answer.json()["csrf"].as_str().unwrap().to_owned() }
    }

    /// A token of somebody.
    pub async fn token(&self, visitor: &Visitor, scopes: &[&str]) -> String {
        let body = json!({"label": "a program", "scopes": scopes});
        let answer = self.ask(visitor.change(Method::POST, "/api/v1/tokens", &body)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
        answer.json()["token"].as_str().unwrap().to_owned()
    }

    pub fn accounts(&self) -> Accounts {
        Accounts::open(self.folder.path()).unwrap()
    }
}

pub fn get(path: &str) -> Request<Body> {
    Request::get(path).header(header::HOST, "127.0.0.1:8080").body(Body::empty()).unwrap()
}

pub fn change(method: Method, path: &str, body: &Value) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "127.0.0.1:8080")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

pub fn with(mut request: Request<Body>, name: &'static str, value: &str) -> Request<Body> {
    request.headers_mut().insert(name, value.parse().unwrap());
    request
}

pub fn by(token: &str, request: Request<Body>) -> Request<Body> {
    with(request, "authorization", &format!("Bearer {token}"))
}

impl Visitor {
    pub fn get(&self, path: &str) -> Request<Body> {
        with(get(path), "cookie", &self.cookie)
    }

    pub fn change(&self, method: Method, path: &str, body: &Value) -> Request<Body> {
        with(self.without_csrf(method, path, body), "x-polybius-csrf", &self.csrf)
    }

    pub fn without_csrf(&self, method: Method, path: &str, body: &Value) -> Request<Body> {
        with(change(method, path, body), "cookie", &self.cookie)
    }
}

/// Every operation that the description names: method, the path as described, and one that can be asked for.
pub fn operations() -> Vec<(Method, String, String)> {
    let description = serde_json::to_value(polybius_serve::openapi()).unwrap();
    let mut out = Vec::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        for method in ["get", "post", "put", "patch", "delete"] {
            if item.get(method).is_some() {
                let asked: Vec<&str> =
                    path.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect();
                out.push((method.to_uppercase().parse().unwrap(), path.clone(), asked.join("/")));
            }
        }
    }
    assert!(out.len() > 20, "{out:?}");
    out
}
