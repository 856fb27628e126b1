use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::bail;

use crate::process::{release_binary, say};
use crate::texts;

/// The promise: see docs/PERFORMANCE.md.
const DOCUMENTS_A_SECOND: f64 = 10.0;
const MEGABYTES: u64 = 1000;

/// Codes so many documents of about 450 words on two threads, with nothing kept, and tells speed and memory.
pub fn run(documents: usize) -> anyhow::Result<()> {
    let binary = release_binary()?;
    let folder = tempfile::tempdir()?;
    let jsonl = folder.path().join("made.jsonl");
    let words = texts::write(&jsonl, documents, 1)?;
    say(&format!("coding {documents} documents, {} words each, on 2 threads", words / documents.max(1)));
    let started = Instant::now();
    let mut child = Command::new(&binary)
        .args(["code", "--threads", "2", "--rows", "0", "--desk"])
        .arg(folder.path().join("desk"))
        .arg(&jsonl)
        .stdout(Stdio::null())
        .spawn()?;
    let mut peak = None;
    let status = loop {
        // The kernel keeps the peak itself; the last look before the end is close to the true one.
        peak = peak_kilobytes(child.id()).or(peak);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(Duration::from_millis(20));
    };
    let seconds = started.elapsed().as_secs_f64();
    if !status.success() {
        bail!("polybius code: {status}");
    }
    let speed = documents as f64 / seconds;
    let memory = peak.map_or("not measured on this system".to_owned(), |kb| format!("{} MB", kb / 1024));
    say(&format!("{seconds:.1} s, {speed:.1} documents a second, peak memory {memory}"));
    if speed < DOCUMENTS_A_SECOND || peak.is_some_and(|kb| kb / 1024 > MEGABYTES) {
        bail!("short of the promise: {DOCUMENTS_A_SECOND} documents a second, {MEGABYTES} MB");
    }
    Ok(())
}

/// Peak resident memory of a process, where the system tells it (Linux).
fn peak_kilobytes(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix("kB")?.trim().parse().ok())
}
