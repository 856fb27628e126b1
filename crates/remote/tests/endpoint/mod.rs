//! An endpoint on this machine that answers as a test tells it to, and keeps what it was asked.
#![allow(dead_code, reason = "each test file uses some of it")]
#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// How one request is answered.
#[derive(Debug, Clone)]
pub enum Says {
    /// A completion with this message.
    Message(String),
    /// A status, a header line or nothing, a body.
    Status(u16, &'static str, String),
    /// A completion that the limit of tokens cut.
    Cut(String),
    /// Nothing for so long.
    Silence(Duration),
    /// The connection is closed without a word.
    HangUp,
}

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Method and path.
    pub line: String,
    /// Header lines, lower case.
    pub headers: Vec<String>,
    /// The body; null where there is none.
    pub body: Value,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find_map(|h| h.strip_prefix(name)?.strip_prefix(": "))
    }

    /// The message that holds the document.
    pub fn user(&self) -> &str {
        self.body["messages"][1]["content"].as_str().unwrap_or_default()
    }
}

pub struct Endpoint {
    pub url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Endpoint {
    /// Answers the questions in turn by `answer`, which gets their number, from 0, and the request.
    pub fn start(answer: impl Fn(usize, &Asked) -> Says + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (kept, answer) = (Arc::clone(&asked), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (kept, answer) = (Arc::clone(&kept), Arc::clone(&answer));
                thread::spawn(move || serve(stream, &kept, answer.as_ref()));
            }
        });
        Endpoint { url, asked }
    }

    /// Always the same message.
    pub fn saying(message: impl ToString) -> Self {
        let message = message.to_string();
        Endpoint::start(move |_, _| Says::Message(message.clone()))
    }

    /// All requests.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// The requests for completions.
    pub fn questions(&self) -> Vec<Asked> {
        self.asked().into_iter().filter(|a| a.line.starts_with("POST")).collect()
    }
}

/// One request a connection.
fn serve(mut stream: TcpStream, kept: &Mutex<Vec<Asked>>, answer: &(dyn Fn(usize, &Asked) -> Says + Send + Sync)) {
    let Some(asked) = request(&stream) else { return };
    let number = {
        let mut kept = kept.lock().unwrap();
        kept.push(asked.clone());
        kept.iter().filter(|a| a.line.starts_with("POST")).count().saturating_sub(1)
    };
    if asked.line.starts_with("GET /v1/models ") {
        send(&mut stream, 200, "", &json!({"data": [{"id": "tiny-model"}]}).to_string());
        return;
    }
    let completion = |message: &str, reason: &str| {
        json!({"choices": [{"message": {"role": "assistant", "content": message}, "finish_reason": reason}]})
            .to_string()
    };
    match answer(number, &asked) {
        Says::Message(message) => send(&mut stream, 200, "", &completion(&message, "stop")),
        Says::Cut(message) => send(&mut stream, 200, "", &completion(&message, "length")),
        Says::Status(status, header, body) => send(&mut stream, status, header, &body),
        Says::Silence(time) => thread::sleep(time),
        Says::HangUp => {}
    }
}

fn request(stream: &TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let line = lines.remove(0);
    let headers: Vec<String> = lines
        .iter()
        .map(|l| l.split_once(':').map_or(l.clone(), |(name, value)| format!("{}:{value}", name.to_lowercase())))
        .collect();
    let length = headers.iter().find_map(|h| h.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Asked { line, headers, body: serde_json::from_slice(&body).unwrap_or_default() })
}

fn send(stream: &mut TcpStream, status: u16, header: &str, body: &str) {
    let header = if header.is_empty() { String::new() } else { format!("{header}\r\n") };
    let head = format!(
        "HTTP/1.1 {status} Said\r\nContent-Type: application/json\r\n{header}Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    // The client may have gone already.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
}
