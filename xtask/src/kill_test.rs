use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, bail};

use crate::process::{output, release_binary, say};
use crate::texts::{self, Mix, Numbers};

const DOCUMENTS: usize = 400;

/// Kills a run at random moments, runs the same command again, and compares the export with that of a run that nobody
/// disturbed. SIGKILL: nothing in the program can soften it.
pub fn run(times: usize) -> anyhow::Result<()> {
    let binary = release_binary()?;
    let folder = tempfile::tempdir()?;
    let jsonl = folder.path().join("made.jsonl");
    texts::write(&jsonl, DOCUMENTS, Mix::News, 2)?;
    let code = |desk: &Path| {
        let mut command = Command::new(&binary);
        command.args(["code", "--quiet", "--threads", "2", "--desk"]).arg(desk).arg(&jsonl);
        command.stdout(Stdio::null());
        command
    };
    let export = |desk: &Path| output(Command::new(&binary).args(["export", "jsonl", "--desk"]).arg(desk));

    let undisturbed = folder.path().join("undisturbed");
    let started = Instant::now();
    finish(&mut code(&undisturbed))?;
    let whole = started.elapsed();
    let expected = export(&undisturbed)?;
    if expected.len() < 10_000 {
        bail!("the undisturbed run exported only {} bytes: nothing to compare", expected.len());
    }
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |d| d.as_nanos() as u64);
    say(&format!("undisturbed: {:.2} s, {} bytes exported; seed {seed}", whole.as_secs_f64(), expected.len()));

    let mut numbers = Numbers::new(seed);
    let mut killed = 0;
    while killed < times {
        let desk = folder.path().join(format!("killed-{killed}"));
        let moment = whole.mul_f64(numbers.below(1000) as f64 / 1000.0);
        let mut child = code(&desk).spawn()?;
        thread::sleep(moment);
        child.kill().context("cannot kill")?;
        if child.wait()?.code().is_some() {
            // It had ended by itself: no kill, so another moment.
            std::fs::remove_dir_all(&desk)?;
            continue;
        }
        let stored = documents(&binary, &desk);
        finish(&mut code(&desk))?;
        if export(&desk)? != expected {
            bail!("killed after {moment:.2?}: the export differs");
        }
        finish(Command::new(&binary).args(["desk", "verify", "--desk"]).arg(&desk).stdout(Stdio::null()))?;
        killed += 1;
        say(&format!("{killed:>3}: killed after {moment:.2?} with {stored} documents stored: same bytes, desk sound"));
        std::fs::remove_dir_all(&desk)?;
    }
    say(&format!("{killed} of {times} kills survived"));
    Ok(())
}

/// How many documents a desk holds, as `desk info` says; 0 where there is no desk yet.
fn documents(binary: &Path, desk: &Path) -> usize {
    let info = Command::new(binary).args(["desk", "info", "--desk"]).arg(desk).output();
    let words = info.map(|o| String::from_utf8_lossy(&o.stdout).into_owned()).unwrap_or_default();
    words.lines().find_map(|l| l.strip_prefix("documents")?.trim().parse().ok()).unwrap_or(0)
}

fn finish(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status()?;
    if !status.success() {
        bail!("{status}");
    }
    Ok(())
}
