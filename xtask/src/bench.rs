mod growing;
mod made_reports;
mod mapping;
mod merging;
mod plot;
mod serving;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::bail;

use crate::process::{print, release_binary, say};
use crate::texts::{self, Mix};

pub use growing::run as grow;
pub use mapping::run as map;
pub use merging::run as merge;
pub use serving::run as serve;

/// One measured job, and what is promised of it: see docs/PERFORMANCE.md.
struct Job {
    what: &'static str,
    coder: &'static str,
    mix: Mix,
    /// Documents, for `bench N`.
    documents: fn(usize) -> usize,
    /// Documents a second on two threads.
    least: f64,
    megabytes: u64,
}

/// The encoder makes documents dearer, so fewer of them tell as much.
const JOBS: [Job; 3] = [
    Job { what: "news", coder: "rules", mix: Mix::News, documents: |n| n, least: 10.0, megabytes: 1000 },
    Job { what: "news", coder: "hybrid", mix: Mix::News, documents: |n| n.div_ceil(4), least: 10.0, megabytes: 1500 },
    Job {
        what: "one of ten news",
        coder: "hybrid",
        mix: Mix::OneInTen,
        documents: |n| n,
        least: 40.0,
        megabytes: 1500,
    },
];

/// Seconds from the start of the program to the end of a job of one line that tells of nothing, with the encoder.
const START: f64 = 1.5;
const LARGEST_BINARY: u64 = 150;

/// Codes made-up documents of about 450 words on two threads, with nothing kept, and tells speed, processor time and memory.
pub fn run(documents: usize) -> anyhow::Result<()> {
    let binary = release_binary()?;
    let mut short = Vec::new();
    let mut table = String::from(
        "| documents | coder | number | words each | time | a second | processor time each | peak memory |\n|---|---|---|---|---|---|---|---|\n",
    );
    for job in &JOBS {
        let number = (job.documents)(documents);
        let folder = tempfile::tempdir()?;
        let jsonl = folder.path().join("made.jsonl");
        let words = texts::write(&jsonl, number, job.mix, 1)?;
        say(&format!("coding {number} documents ({}) with {}", job.what, job.coder));
        let Measured { seconds, processor, megabytes } = code(&binary, &jsonl, folder.path(), job.coder)?;
        let speed = number as f64 / seconds;
        let each = processor.map_or("-".to_owned(), |p| format!("{:.0} ms", 1000.0 * p / number as f64));
        let memory = megabytes.map_or("-".to_owned(), |mb| format!("{mb} MB"));
        table.push_str(&format!(
            "| {} | {} | {number} | {} | {seconds:.1} s | {speed:.1} | {each} | {memory} |\n",
            job.what,
            job.coder,
            words / number.max(1)
        ));
        if speed < job.least || megabytes.is_some_and(|mb| mb > job.megabytes) {
            short.push(format!("{} with {}: {} a second, {} MB", job.what, job.coder, job.least, job.megabytes));
        }
    }
    let folder = tempfile::tempdir()?;
    let line = folder.path().join("line.jsonl");
    fs::write(&line, "{\"id\":\"quiet\",\"text\":\"The choir sang in the square.\"}\n")?;
    let start = code(&binary, &line, folder.path(), "hybrid")?.seconds;
    let size = fs::metadata(&binary)?.len() / 1_000_000;
    print(&format!("{table}\nstart with the encoder: {start:.2} s; binary: {size} MB"));
    if start > START || size > LARGEST_BINARY {
        short.push(format!("start {START} s, binary {LARGEST_BINARY} MB"));
    }
    if !short.is_empty() {
        bail!("short of the promise: {}", short.join("; "));
    }
    Ok(())
}

/// What a job took; processor time and memory are measured on Linux only.
struct Measured {
    seconds: f64,
    processor: Option<f64>,
    megabytes: Option<u64>,
}

fn code(binary: &Path, jsonl: &Path, folder: &Path, coder: &str) -> anyhow::Result<Measured> {
    let started = Instant::now();
    let mut child = Command::new(binary)
        .args(["code", "--threads", "2", "--rows", "0", "--coder", coder, "--desk"])
        .arg(folder.join("desk"))
        .arg(jsonl)
        .stdout(Stdio::null())
        .spawn()?;
    let (mut kilobytes, mut processor) = (None, None);
    let status = loop {
        // The kernel keeps both itself; the last look before the end is close to the true ones.
        kilobytes = peak_kilobytes(child.id()).or(kilobytes);
        processor = processor_seconds(child.id()).or(processor);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(Duration::from_millis(20));
    };
    let seconds = started.elapsed().as_secs_f64();
    if !status.success() {
        bail!("polybius code: {status}");
    }
    Ok(Measured { seconds, processor, megabytes: kilobytes.map(|kb| kb / 1024) })
}

/// Peak resident memory of a process, where the system tells it (Linux).
fn peak_kilobytes(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix("kB")?.trim().parse().ok())
}

/// Processor time of a process, its own and the kernel's for it, where the system tells it (Linux: hundredths of a second).
fn processor_seconds(pid: u32) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name, in parentheses, may hold spaces; the times are fields 14 and 15, the state after the name is field 3.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |field: usize| fields.get(field - 3)?.parse::<f64>().ok();
    Some((ticks(14)? + ticks(15)?) / 100.0).filter(|t| *t > 0.0)
}
