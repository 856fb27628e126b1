//! The map of many events in a browser: when the first picture comes, and how smoothly it moves.

use std::path::Path;

use anyhow::{Context, bail};
use serde_json::Value;

use super::serving::made_desk;
use crate::process::{output, print, release_binary};
use crate::server::Server;
use crate::web;

/// The promise, for 100,000 events.
const MOST_MILLISECONDS: f64 = 2000.0;
const LEAST_FRAMES: f64 = 30.0;

/// Serves a desk of so many made-up events and looks at its map. The desk is kept in `folder` where one is named.
pub fn run(events: usize, folder: Option<&Path>) -> anyhow::Result<()> {
    web::build()?;
    let binary = release_binary()?;
    let own = tempfile::tempdir()?;
    let path = folder.unwrap_or(own.path()).join("desk");
    if !path.join("desk.sqlite").exists() {
        made_desk(&binary, &path, events)?;
    }
    let server = Server::start(&binary, &path)?;
    let said = String::from_utf8(output(&mut web::in_browser("bench/map.mjs", &[&server.base()])?)?)?;
    let measured: Value = serde_json::from_str(said.trim()).with_context(|| format!("the browser said {said:?}"))?;
    let number = |name: &str| measured[name].as_f64().with_context(|| format!("no {name} in {said:?}"));
    let (first, frames, slow) =
        (number("first_picture_ms")?, number("frames_per_second")?, number("slowest_of_20_ms")?);
    print(&format!(
        "| events | first picture after | frames a second while dragged | 95 of 100 frames within |\n|---|---|---|---|\n\
         | {events} | {:.2} s | {frames:.0} | {slow:.0} ms |\n",
        first / 1000.0
    ));
    if first > MOST_MILLISECONDS || frames < LEAST_FRAMES {
        bail!("short of the promise: a first picture within 2 s, {LEAST_FRAMES} frames a second");
    }
    Ok(())
}
