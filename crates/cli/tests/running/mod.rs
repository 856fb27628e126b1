//! Runs the binary and makes documents for it.
#![allow(dead_code, reason = "each test file uses some of it")]
#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A day that all stories are published on.
pub const PUBLISHED: &str = "2021-05-07";

pub const STORY: &str = "A car bomb exploded at a checkpoint in Mogadishu on Wednesday, killing at least 12 people and \
    wounding 30, police said. Al-Shabaab claimed responsibility for the attack in a radio message.";

pub const QUIET: &str = "The library of the town opened its new reading room this week. The architect thanked the masons, \
    and the mayor cut a ribbon of blue silk before the choir sang two songs.";

pub fn polybius() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polybius"));
    command.stdin(Stdio::null()).env("NO_COLOR", "1");
    command
}

pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    #[track_caller]
    pub fn ok(self) -> Ran {
        self.exit(0)
    }

    #[track_caller]
    pub fn exit(self, code: i32) -> Ran {
        assert_eq!(self.code, Some(code), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

pub fn run(command: &mut Command) -> Ran {
    command.output().unwrap().into()
}

/// Codes inputs to `desk` beside them.
pub fn code(folder: &Path, arguments: &[&str]) -> Ran {
    run(polybius().current_dir(folder).args(["code", "--threads", "2"]).args(arguments))
}

pub fn export(folder: &Path, desk: &str) -> String {
    run(polybius().current_dir(folder).args(["export", "jsonl", "--desk", desk])).ok().stdout
}

/// The records of one kind in an export.
pub fn records(jsonl: &str, kind: &str) -> Vec<serde_json::Value> {
    let all = jsonl.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    all.filter(|record| record["kind"] == kind).collect()
}

/// Writes a JSONL file of so many different short stories, some with an event.
pub fn many(folder: &Path, documents: usize) -> PathBuf {
    let places = ["Mogadishu", "Kabul", "Mosul", "Quetta", "Goma", "Aden", "Cali", "Davao"];
    let mut lines = String::new();
    for n in 0..documents {
        let place = places[n % places.len()];
        let text = format!(
            "Gunmen killed {} soldiers near {place} on Monday, an official said. {QUIET} A bomb wounded {} people in {place} \
             two days earlier. It was report number {n} of the season.",
            2 + n % 40,
            3 + n % 17,
        );
        // Eleven days apart: few are one event.
        let day = jiff::civil::date(2012, 1, 6) + jiff::Span::new().days(11 * n as i64);
        let line = serde_json::json!({"id": format!("doc-{n:04}"), "text": text, "published": day});
        writeln!(lines, "{line}").unwrap();
    }
    let path = folder.join("many.jsonl");
    std::fs::write(&path, lines).unwrap();
    path
}
