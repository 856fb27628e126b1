use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use crate::process::{output, release_binary, run, say, workspace};
use crate::server::Server;
use crate::web;

const FORMATS: &[(&str, &str)] = &[
    ("jsonl", "events.jsonl"),
    ("csv", "events.csv"),
    ("geojson", "events.geojson"),
    ("acled", "acled.csv"),
    ("ucdp", "ucdp.csv"),
    ("gtd", "gtd.csv"),
    ("plover", "plover.jsonl"),
    ("hxl", "events.hxl.csv"),
    ("parquet", "events.parquet"),
    ("geoparquet", "events.geo.parquet"),
    ("arrow", "events.arrows"),
    ("xlsx", "events.xlsx"),
];

/// Codes the documents of `demo/` to a new desk in `demo-desk/`, writes every export to `demo-desk/exports/` and shows one
/// event.
pub fn run_demo() -> anyhow::Result<()> {
    let documents = workspace().join("demo");
    if !documents.is_dir() {
        bail!("there is no folder demo/ with documents");
    }
    web::build()?;
    let binary = release_binary()?;
    let root = workspace().join("demo-desk");
    if root.exists() {
        fs::remove_dir_all(&root).with_context(|| format!("cannot empty {}", root.display()))?;
    }
    let polybius = || {
        let mut command = Command::new(&binary);
        command.current_dir(workspace());
        command
    };
    let desk = ["--desk", "demo-desk"];
    run(polybius().args(["code", "demo"]).args(desk))?;
    fs::create_dir_all(root.join("exports"))?;
    for (format, file) in FORMATS {
        let file = format!("demo-desk/exports/{file}");
        run(polybius().args(["export", format, "-o", &file]).args(desk))?;
    }
    let jsonl = String::from_utf8(output(polybius().args(["export", "jsonl"]).args(desk))?)?;
    let Some(event) = best_told(&jsonl) else { bail!("the demo found no event") };
    run(polybius().args(["show", &event]).args(desk))?;
    run(polybius().arg("claims").args(desk))?;
    say(&format!(
        "
The desk is in demo-desk, its exports are in demo-desk/exports. Look at it with:

  {0} show {event} --desk demo-desk
  {0} why {event} --desk demo-desk
  {0} claims --group al-Shabaab --desk demo-desk
  {0} check --desk demo-desk
  {0} export csv --desk demo-desk --min-sources 2
  {0} desk info --desk demo-desk
  {0} serve --desk demo-desk
",
        binary.strip_prefix(workspace()).unwrap_or(&binary).display()
    ));
    open_desk(&binary, &root)
}

/// Serves the desk: for a person until Ctrl-C, with a browser where there is one; where nobody watches, until it was seen to answer.
fn open_desk(binary: &Path, desk: &Path) -> anyhow::Result<()> {
    let server = Server::start(binary, desk)?;
    let page = server.get("/")?;
    if !page.contains("<script") {
        bail!("the web app is not in the binary: `cargo xtask web` builds it");
    }
    let holds = server.get("/api/v1")?;
    let address = server.base();
    if !io::stdout().is_terminal() {
        say(&format!("The desk answered at {address}/ with its page; it holds {holds}"));
        return Ok(());
    }
    say(&format!("The desk is open at {address}/ ; Ctrl-C ends."));
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let _ = Command::new(opener).arg(format!("{address}/")).stderr(Stdio::null()).spawn();
    server.wait()
}

/// The event that the most sources tell of; the first of several.
fn best_told(jsonl: &str) -> Option<String> {
    let mut best: Option<(u64, String)> = None;
    for line in jsonl.lines() {
        let record: serde_json::Value = serde_json::from_str(line).ok()?;
        if record["kind"] != "event" {
            continue;
        }
        let sources = record["sources"].as_u64().unwrap_or(0);
        let id = record["id"].as_str()?;
        if best.as_ref().is_none_or(|(most, _)| sources > *most) {
            best = Some((sources, id.to_owned()));
        }
    }
    best.map(|(_, id)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_told_event() {
        let jsonl = r#"{"kind":"event","id":"e-1","sources":1}
{"kind":"event","id":"e-2","sources":3}
{"kind":"event","id":"e-3","sources":3}
{"kind":"report","id":"r-1","sources":9}"#;
        assert_eq!(best_told(jsonl).as_deref(), Some("e-2"));
        assert_eq!(best_told(""), None);
    }
}
