//! The API under load: pages of 50 events, each of another filter, from a desk of made-up events.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, bail};
use polybius_records::{Event, EventType, Reconciled, Review, summary};
use polybius_store::Desk;

use super::made_reports::MadeReports;
use crate::process::{output, print, release_binary, say};
use crate::server::Server;
use crate::texts::Numbers;

/// The promise: so many pages a second, and 99 of 100 within so many milliseconds.
const LEAST_A_SECOND: f64 = 1000.0;
const MOST_MILLISECONDS: f64 = 50.0;
/// Questions that differ.
const QUESTIONS: usize = 2_000;
const SECONDS: u32 = 20;
const CONNECTIONS: u32 = 8;

/// Serves a desk of so many made-up events, and asks for pages. The desk is kept in `folder` where one is named, and taken from there the next time.
pub fn run(events: usize, folder: Option<&Path>) -> anyhow::Result<()> {
    if Command::new("wrk").arg("--version").output().is_err() {
        bail!("this bench needs the load tool wrk: `apt-get install wrk`");
    }
    let binary = release_binary()?;
    let own = tempfile::tempdir()?;
    let path = folder.unwrap_or(own.path()).join("desk");
    if !path.join("desk.sqlite").exists() {
        made_desk(&binary, &path, events)?;
    }
    let bytes = fs::metadata(path.join("desk.sqlite"))?.len();

    let started = Instant::now();
    let server = Server::start(&binary, &path)?;
    let first = server.get("/api/v1/events?limit=50")?;
    let start = started.elapsed().as_secs_f64();
    say(&format!("the first page came {start:.2} s after the start, {} bytes", first.len()));

    let counted: serde_json::Value = serde_json::from_str(&server.get("/api/v1/aggregates?by=country")?)?;
    let groups = counted["groups"].as_array().context("no groups")?;
    let countries: Vec<String> = groups.iter().filter_map(|g| g["values"][0].as_str().map(str::to_owned)).collect();
    let script = own.path().join("pages.lua");
    fs::write(&script, lua(&questions(&countries)))?;
    let wrk = |seconds: u32| -> anyhow::Result<String> {
        let words = output(Command::new("wrk").args([
            "--threads",
            "1",
            "--connections",
            &CONNECTIONS.to_string(),
            "--duration",
            &format!("{seconds}s"),
            "--latency",
            "--script",
            &script.to_string_lossy(),
            &server.base(),
        ]))?;
        Ok(String::from_utf8(words)?)
    };
    wrk(3)?;
    let said = wrk(SECONDS)?;
    let measured = Measured::read(&said).with_context(|| format!("wrk said something else:\n{said}"))?;
    let megabytes = own_kilobytes(server.id()).unwrap_or(0) / 1024;
    print(&format!(
        "| events | desk | pages a second | median | 90 of 100 | 99 of 100 | answers that were errors | memory of the server, its file not counted |\n\
         |---|---|---|---|---|---|---|---|\n\
         | {events} | {:.1} GB | {:.0} | {:.1} ms | {:.1} ms | {:.1} ms | {} | {megabytes} MB |\n",
        bytes as f64 / 1e9,
        measured.a_second,
        measured.median,
        measured.ninety,
        measured.ninety_nine,
        measured.errors,
    ));
    if measured.errors > 0 {
        bail!("some answers were errors");
    }
    if measured.a_second < LEAST_A_SECOND || measured.ninety_nine > MOST_MILLISECONDS {
        bail!("short of the promise: {LEAST_A_SECOND} pages a second, 99 of 100 within {MOST_MILLISECONDS} ms");
    }
    Ok(())
}

/// A desk of made-up events without reports: what is served is lists.
pub(super) fn made_desk(binary: &Path, path: &Path, events: usize) -> anyhow::Result<()> {
    let merger = merger_of(binary)?;
    // So many reports are sure to tell of so many events.
    let made = MadeReports::new(events * 8);
    let mut desk = Desk::open(path)?;
    let mut work = desk.renewing()?;
    for n in 0..events {
        let report = made.report(made.first_of(n));
        let mut body = report.body;
        body.summary = summary(&body);
        let event = Event {
            id: polybius_records::stable_id("event", [report.id.as_str()]),
            review: if n % 11 == 0 { Review::Accepted } else { Review::Machine },
            documents: vec![report.document],
            reports: Vec::new(),
            sources: 1 + n % 4,
            body,
            reconciled: Reconciled::default(),
        };
        work.put(&event, &HashMap::new())?;
        if n % 100_000 == 99_999 {
            say(&format!("{} of {events} events written", n + 1));
        }
    }
    work.finish(&merger)?;
    Ok(())
}

/// The version that a binary merges by: a desk of another would have its events computed anew.
fn merger_of(binary: &Path) -> anyhow::Result<String> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("desk");
    drop(Desk::open(&path)?);
    output(Command::new(binary).args(["desk", "update", "--desk"]).arg(&path))?;
    Desk::open_read_only(&path)?.merger()?.context("no merger")
}

/// Filters as people use them: a country, a type, a stretch of time, a number of dead, some of them together.
fn questions(countries: &[String]) -> Vec<String> {
    let mut n = Numbers::new(11);
    let types: Vec<String> =
        EventType::ALL.iter().map(|t| t.as_str().replace(' ', "%20").replace('/', "%2F")).collect();
    (0..QUESTIONS)
        .map(|_| {
            let mut parts = vec!["limit=50".to_owned()];
            let kind = n.below(6);
            if kind < 4 {
                parts.push(format!("country={}", countries[n.below(countries.len())]));
            }
            if kind.is_multiple_of(2) {
                parts.push(format!("event_type={}", types[n.below(types.len())]));
            }
            if kind != 1 {
                let year = 2015 + n.below(9);
                parts.push(format!("from={year}-{:02}-01&to={}-12-31", 1 + n.below(12), year + n.below(2)));
            }
            if n.below(8) == 0 {
                parts.push("sort=-killed".to_owned());
            }
            format!("/api/v1/events?{}", parts.join("&"))
        })
        .collect()
}

fn lua(questions: &[String]) -> String {
    let list: Vec<String> = questions.iter().map(|q| format!("{q:?}")).collect();
    format!(
        "local paths = {{{}}}\nlocal at = 0\nfunction request()\n  at = at % #paths + 1\n  return wrk.format(\"GET\", paths[at])\nend\n",
        list.join(",\n")
    )
}

/// What wrk says.
#[derive(Debug, PartialEq)]
struct Measured {
    a_second: f64,
    median: f64,
    ninety: f64,
    ninety_nine: f64,
    errors: u64,
}

impl Measured {
    fn read(words: &str) -> Option<Self> {
        let after = |name: &str| words.lines().find_map(|l| l.trim().strip_prefix(name)).map(str::trim);
        let errors = |name: &str| {
            let number = |rest: &str| rest.trim().split([',', ' ']).next().and_then(|n| n.parse::<u64>().ok());
            words.lines().find_map(|l| l.split(name).nth(1).and_then(number)).unwrap_or(0)
        };
        Some(Measured {
            a_second: after("Requests/sec:")?.parse().ok()?,
            median: milliseconds(after("50%")?)?,
            ninety: milliseconds(after("90%")?)?,
            ninety_nine: milliseconds(after("99%")?)?,
            errors: errors("Non-2xx or 3xx responses:") + errors("timeout "),
        })
    }
}

fn milliseconds(words: &str) -> Option<f64> {
    let of = |unit: &str, factor: f64| words.strip_suffix(unit)?.parse::<f64>().ok().map(|n| n * factor);
    of("us", 0.001).or_else(|| of("ms", 1.0)).or_else(|| of("s", 1000.0))
}

/// Memory of a process that no file stands behind: what is mapped of the desk is the system's to take back.
fn own_kilobytes(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("RssAnon:")?.trim().strip_suffix("kB")?.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_wrk_says_is_read() {
        let words = "  Latency Distribution\n     50%    3.20ms\n     75%    4.00ms\n     90%  980.00us\n     99%    1.20s\n  \
                     100 requests in 1s\n  Socket errors: connect 0, read 0, write 0, timeout 3\n  Non-2xx or 3xx responses: 4\nRequests/sec:   1234.50\n";
        let measured = Measured { a_second: 1234.5, median: 3.2, ninety: 0.98, ninety_nine: 1200.0, errors: 7 };
        assert_eq!(Measured::read(words), Some(measured));
        assert_eq!(Measured::read("nothing"), None);
    }
}
