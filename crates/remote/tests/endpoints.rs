//! What a reader does with endpoints that are slow, broken, busy, wrong or gone.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

mod endpoint;

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use endpoint::{Endpoint, Says};
use polybius_coder::Coder;
use polybius_lexicon::Lexicon;
use polybius_records::{Document, Report, Warning};
use polybius_remote::{ApiKey, RemoteError, RemoteReader, Settings};
use serde_json::json;

static CODER: LazyLock<Coder> = LazyLock::new(|| Coder::new(Lexicon::embedded()));

const TEXT: &str = "Gunmen attacked a bus near Baidoa on Tuesday, killing four passengers. Nobody has claimed it.";

fn good() -> String {
    let event = json!({"quote": "Gunmen attacked a bus near Baidoa on Tuesday, killing four passengers.",
        "sub_event_type": "Attack", "status": "occurred"});
    json!({"events": [event], "statements": []}).to_string()
}

fn settings(endpoint: &Endpoint) -> Settings {
    let mut settings = Settings::new(&endpoint.url);
    (settings.timeout, settings.pause) = (Duration::from_millis(1500), Duration::from_millis(5));
    settings
}

fn read(endpoint: &Endpoint) -> Result<(Vec<Report>, Vec<Warning>), RemoteError> {
    read_text(endpoint, TEXT)
}

fn read_text(endpoint: &Endpoint, text: &str) -> Result<(Vec<Report>, Vec<Warning>), RemoteError> {
    let reader = RemoteReader::connect(settings(endpoint)).unwrap();
    let (reports, _, warnings) = reader.read(&CODER, &Document::plain("d", text))?;
    Ok((reports, warnings))
}

#[test]
fn a_good_answer_is_a_report_and_the_question_is_complete() {
    let endpoint = Endpoint::saying(good());
    let mut settings = settings(&endpoint);
    settings.key = Some(ApiKey::new("opensesame").unwrap());
    let reader = RemoteReader::connect(settings).unwrap();
    assert_eq!((reader.name(), reader.is_local()), ("remote:tiny-model", true));
    let (reports, _, warnings) = reader.read(&CODER, &Document::plain("d", TEXT)).unwrap();
    assert_eq!((reports.len(), warnings), (1, vec![]));
    assert_eq!(reports[0].coder, "remote:tiny-model");
    let asked = endpoint.asked();
    assert_eq!(asked[0].line, "GET /v1/models HTTP/1.1");
    assert_eq!(asked[1].line, "POST /v1/chat/completions HTTP/1.1");
    assert!(asked.iter().all(|a| a.header("authorization") == Some("Bearer opensesame")));
    let body = &asked[1].body;
    assert_eq!((&body["model"], &body["temperature"], &body["seed"]), (&json!("tiny-model"), &json!(0), &json!(1)));
    assert_eq!(body["response_format"]["type"], "json_schema");
    assert_eq!(body["response_format"]["json_schema"]["schema"]["required"], json!(["events", "statements"]));
    assert!(asked[1].user().contains(TEXT));
}

#[test]
fn an_endpoint_that_fails_at_first_is_asked_again() {
    let failures: [fn() -> Says; 5] = [
        || Says::Status(500, "", "oops".to_owned()),
        || Says::Status(503, "Retry-After: 0", String::new()),
        || Says::Status(429, "Retry-After: 0", String::new()),
        || Says::HangUp,
        || Says::Silence(Duration::from_secs(3)),
    ];
    for failure in failures {
        let endpoint = Endpoint::start(move |n, _| if n == 0 { failure() } else { Says::Message(good()) });
        let (reports, warnings) = read(&endpoint).unwrap();
        assert_eq!((reports.len(), warnings.len(), endpoint.questions().len()), (1, 0, 2), "{:?}", failure());
    }
}

#[test]
fn retry_after_is_honoured() {
    let endpoint = Endpoint::start(|n, _| match n {
        0 => Says::Status(429, "Retry-After: 1", String::new()),
        _ => Says::Message(good()),
    });
    let started = Instant::now();
    assert_eq!(read(&endpoint).unwrap().0.len(), 1);
    assert!(started.elapsed() >= Duration::from_secs(1), "{:?}", started.elapsed());
}

#[test]
fn an_endpoint_that_goes_on_failing_is_an_error_with_a_remedy() {
    type Case = (fn() -> Says, usize, bool, &'static str);
    #[rustfmt::skip]
    let table: [Case; 8] = [
        (|| Says::Status(500, "", String::new()), 4, false, "HTTP 500"),
        (|| Says::Status(429, "", String::new()), 4, false, "lower --coder-jobs"),
        (|| Says::Silence(Duration::from_secs(3)), 4, false, "raise --coder-timeout"),
        (|| Says::Status(401, "", r#"{"error":{"message":"bad key opensesame"}}"#.to_owned()), 1, true, "set POLYBIUS_API_KEY"),
        (|| Says::Status(404, "", String::new()), 1, true, "ends in /v1"),
        (|| Says::Status(302, "Location: http://127.0.0.1:1/", String::new()), 1, true, "HTTP 302"),
        (|| Says::Status(400, "", r#"{"error":{"message":"context of 4096 tokens exceeded"}}"#.to_owned()), 1, false, "context of 4096"),
        (|| Says::HangUp, 4, true, "start the server"),
    ];
    for (says, tries, lasting, remedy) in table {
        let endpoint = Endpoint::start(move |_, _| says());
        let mut settings = settings(&endpoint);
        settings.timeout = Duration::from_millis(400);
        let reader = RemoteReader::connect(settings).unwrap();
        let error = reader.read(&CODER, &Document::plain("d", TEXT)).unwrap_err();
        let said = error.to_string();
        assert!(said.contains(&endpoint.url) && said.contains(remedy) && !said.contains("opensesame"), "{said}");
        assert_eq!((endpoint.questions().len(), error.is_lasting()), (tries, lasting), "{said}");
    }
}

#[test]
fn an_endpoint_that_is_not_there_is_told_at_once() {
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{port}/v1");
    let said = RemoteReader::connect(Settings::new(&url)).unwrap_err().to_string();
    assert!(said.contains(&url) && said.contains("start the server") && said.contains("--coder rules"), "{said}");
}

#[test]
fn answers_that_cannot_be_used_are_asked_for_once_more() {
    let bad: [fn() -> Says; 8] = [
        || Says::Message("I am sorry, but I cannot help with that.".to_owned()),
        || Says::Message(good()[..good().len() - 9].to_owned()),
        || Says::Message(r#"{"events": "none"}"#.to_owned()),
        || Says::Message(format!("{}{}", "[".repeat(50_000), "]".repeat(50_000))),
        || Says::Cut(good()),
        || Says::Status(200, "", "<html>not an API</html>".to_owned()),
        || Says::Status(200, "", json!({"choices": []}).to_string()),
        || Says::Message(format!("{{\"events\": [], \"x\": \"{}\"}}", "x".repeat(3 << 20))),
    ];
    for says in bad {
        let endpoint = Endpoint::start(move |n, _| if n == 0 { says() } else { Says::Message(good()) });
        assert_eq!(read(&endpoint).unwrap().0.len(), 1);
        let seeds: Vec<_> = endpoint.questions().iter().map(|q| q.body["seed"].clone()).collect();
        assert_eq!(seeds, [json!(1), json!(2)], "the same question again would get the same answer");

        let endpoint = Endpoint::start(move |_, _| says());
        let error = read(&endpoint).unwrap_err();
        assert!(matches!(error, RemoteError::Unusable { .. }) && !error.is_lasting(), "{error}");
        assert_eq!(endpoint.questions().len(), 2);
    }
}

#[test]
fn one_part_without_an_answer_is_a_warning_and_the_rest_counts() {
    let filler = "The market was open and the buses ran to the coast as usual. ".repeat(260);
    let text = format!("{TEXT} {filler}");
    let endpoint = Endpoint::start(|_, asked| match asked.user().contains("Baidoa") {
        true => Says::Message(good()),
        false => Says::Message("no idea".to_owned()),
    });
    let (reports, warnings) = read_text(&endpoint, &text).unwrap();
    assert_eq!(reports.len(), 1);
    assert!(warnings.len() >= 2 && warnings.iter().all(|w| w.code == "part-not-read"), "{warnings:?}");
    assert!(
        warnings[0].message.contains("--recode") && warnings[0].message.contains("remote:tiny-model"),
        "{warnings:?}"
    );
}

#[test]
fn an_event_in_two_overlapping_parts_is_one_report() {
    let filler = "The market was open and the buses ran to the coast as usual. ";
    let text = format!("{}{TEXT} {}", filler.repeat(92), filler.repeat(60));
    let endpoint = Endpoint::start(|_, asked| match asked.user().contains("Baidoa") {
        true => Says::Message(good()),
        false => Says::Message(r#"{"events": [], "statements": []}"#.to_owned()),
    });
    let (reports, _) = read_text(&endpoint, &text).unwrap();
    let told = endpoint.questions().iter().filter(|q| q.user().contains("Baidoa")).count();
    assert_eq!((told, reports.len()), (2, 1));
}

#[test]
fn a_document_without_words_is_not_asked_about() {
    let endpoint = Endpoint::saying(good());
    assert_eq!(read_text(&endpoint, " \n\u{2014} ").unwrap(), (vec![], vec![]));
    assert!(endpoint.questions().is_empty());
}
