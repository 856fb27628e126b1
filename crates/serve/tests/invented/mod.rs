//! A desk of invented records, and a client that talks to its server without a network.
#![allow(dead_code, reason = "each test file uses some of it")]

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use polybius_merge::NoHierarchy;
use polybius_records::{
    Actor, ActorType, Attribution, Confidences, Count, Date, DateSpan, Document, EventBody, Evidence, Place,
    PlacePrecision, Report, Role, Stance, Statement, StatementBody, Status, SubEventType,
};
use polybius_serve::accounts::Access;
use polybius_serve::{App, Coding, CodingOutcome, CodingStep, Settings, Upload, router};
use polybius_store::{Accounts, Coded, Desk, Entry, NewPerson, NewToken, Scope};
use serde_json::Value;
use tower::ServiceExt;

/// Towns of a country that is none.
const TOWNS: [(&str, f64, f64); 4] =
    [("Aldmoor", -17.5, 179.9), ("Brackwater", -17.9, 178.2), ("Coldfen", -16.4, -179.8), ("Dunmere", -18.1, 177.4)];

/// A document that tells of one event: its text is all evidence.
pub fn coded(id: &str, town: usize, day: i8, killed: Option<u64>) -> Coded {
    let (name, latitude, longitude) = TOWNS[town % TOWNS.len()];
    let number = killed.map_or("nobody".to_owned(), |n| n.to_string());
    let text = format!("The Grey Order killed {number} in {name} on {day} May. <b>Report {id}</b> & more.");
    let document = Document {
        title: Some(format!("Attack in {name} <script>alert(1)</script>")),
        publisher: Some("Aldmoor Post".to_owned()),
        published: Some(Date::constant(2021, 5, day)),
        published_from: "manifest".to_owned(),
        language: Some("en".to_owned()),
        ..Document::plain(id, &text)
    };
    let evidence = |field: &str, words: &str| {
        let start = text.find(words).map_or(0, |at| text[..at].chars().count());
        Evidence {
            field: field.to_owned(),
            value: words.to_owned(),
            document: id.to_owned(),
            quote: words.to_owned(),
            start,
            end: start + words.chars().count(),
        }
    };
    let sub = SubEventType::Attack;
    let mut confidences = Confidences::default();
    confidences.set("event", 0.9);
    confidences.set("place", if day % 2 == 0 { 0.4 } else { 0.9 });
    let body = EventBody {
        event_type: sub.event_type(),
        sub_event_type: sub,
        status: Status::Occurred,
        date: Some(DateSpan::day(Date::constant(2021, 5, day))),
        place: Some(Place {
            name: name.to_owned(),
            country: Some("FJ".to_owned()),
            admin1: None,
            admin2: None,
            latitude: Some(latitude),
            longitude: Some(longitude),
            precision: PlacePrecision::Exact,
            geonameid: None,
        }),
        actors: vec![Actor {
            role: Role::Perpetrator,
            id: "org-grey-order".to_owned(),
            name: "Grey Order".to_owned(),
            kind: ActorType::RebelGroup,
            certainty: "certain".to_owned(),
        }],
        attributions: vec![Attribution {
            by: "Grey Order".to_owned(),
            stance: Stance::Claims,
            actor: "Grey Order".to_owned(),
            document: id.to_owned(),
            quote: "The Grey Order killed".to_owned(),
            claim: None,
        }],
        weapons: Vec::new(),
        killed: killed.map(Count::exact),
        injured: None,
        abducted: None,
        detained: None,
        displaced: None,
        summary: format!("An attack in {name}."),
        confidence: 0.9,
        confidences,
        evidence: vec![
            evidence("event_type", "killed"),
            evidence("date", &format!("{day} May")),
            evidence("place", name),
            evidence("killed", &number),
            evidence("actors", "The Grey Order"),
        ],
    };
    let report = Report {
        id: polybius_records::stable_id("r", [id, "0"]),
        document: id.to_owned(),
        words: vec!["attack".to_owned(), name.to_lowercase()],
        published: document.published,
        coder: polybius_records::RULES.to_owned(),
        body,
    };
    let statement = Statement {
        id: polybius_records::stable_id("st", [id]),
        body: StatementBody::Statistic {
            actor: Some("Grey Order".to_owned()),
            place: None,
            values: [("killed".to_owned(), Count::exact(40))].into(),
        },
        documents: vec![id.to_owned()],
        date: None,
        source: None,
        evidence: vec![evidence("values", "killed")],
    };
    Coded {
        original: Some(text.as_bytes().to_vec()),
        signature: None,
        fingerprint: format!("{}-v1", document.hash),
        coder: polybius_records::RULES.to_owned(),
        reports: vec![report],
        statements: vec![statement],
        warnings: Vec::new(),
        document,
    }
}

/// Twelve events in four towns on days of May 2021, one told by two papers.
pub fn desk(folder: &Path) {
    let mut desk = Desk::open(folder).unwrap();
    let mut all: Vec<Coded> = (1..=12)
        .map(|n| {
            coded(
                &format!("d{n:02}"),
                usize::try_from(n).unwrap(),
                n * 2,
                (n % 3 != 0).then_some(u64::try_from(n).unwrap()),
            )
        })
        .collect();
    all.push(coded("e01", 1, 2, Some(3)));
    desk.store(&all).unwrap();
    polybius_upkeep::renew(&mut desk, &NoHierarchy, "made").unwrap();
}

/// A coder that finds one event in whatever it is sent.
pub struct OneEvent;

impl Coding for OneEvent {
    fn code(&self, desk: &mut Desk, upload: Upload, told: &mut dyn FnMut(CodingStep)) -> Result<CodingOutcome, String> {
        let id = blake3_id(&upload.bytes);
        let coded = coded(&id, 0, 28, Some(7));
        desk.store(&[coded]).map_err(|e| e.to_string())?;
        told(CodingStep { done: 1, reports: 1 });
        polybius_upkeep::renew(desk, &NoHierarchy, "made").map_err(|e| e.to_string())?;
        Ok(CodingOutcome { documents: vec![id], added: 1, reports: 1, statements: 1, ..CodingOutcome::default() })
    }
}

fn blake3_id(bytes: &[u8]) -> String {
    polybius_records::content_hash(&String::from_utf8_lossy(bytes))[..16].to_owned()
}

/// A server of that desk on loopback.
pub fn app(folder: &Path) -> App {
    App::open(Settings {
        desk: folder.to_owned(),
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, 8470)),
        merger: "made",
        version: "0.0.0",
        coding: Some(Arc::new(OneEvent)),
        web: None,
        access: Access::default(),
    })
    .unwrap()
}

/// What a request shows; a desk without people does not mind it.
const TOKEN: &str = "a token of nobody else";

/// The same, of a desk that has one person, called "browser", whose token each request shows.
pub fn staffed(folder: &Path) -> App {
    let app = app(folder);
    let mut accounts = Accounts::open(folder).unwrap();
    let words = || "test".to_owned();
    let entry = Entry { who: words(), via: words(), what: words(), subject: words(), detail: Value::Null };
    let new = NewPerson {
        name: "browser",
        key: "browser",
        display: "browser",
        role: polybius_store::Role::Admin,
        password: "",
    };
    let person = accounts.add_person(&new, &entry).unwrap();
    let at = jiff::Timestamp::now();
    let expires = at + jiff::SignedDuration::from_hours(1);
    let hash = blake3::hash(TOKEN.as_bytes());
    let new = NewToken { person: &person, label: "test", hash: hash.as_bytes(), scopes: &Scope::ALL, expires };
    accounts.add_token(&new, at, &entry).unwrap();
    app
}

/// An answer.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The code of an error.
    pub fn code(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap_or_default().to_owned()
    }
}

pub async fn send(app: &App, request: Request<Body>) -> Reply {
    let response = router(app.clone()).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes().to_vec();
    Reply { status: parts.status, headers: parts.headers, bytes }
}

pub fn request(method: Method, path: &str, body: impl Into<Body>) -> Request<Body> {
    let request = Request::builder().method(method).uri(path).header(header::HOST, "localhost:8470");
    let request = request.header(header::AUTHORIZATION, format!("Bearer {TOKEN}"));
    request.body(body.into()).unwrap()
}

pub async fn get(app: &App, path: &str) -> Reply {
    send(app, request(Method::GET, path, Body::empty())).await
}

pub async fn post(app: &App, path: &str, body: &Value) -> Reply {
    send(app, request(Method::POST, path, body.to_string())).await
}
