//! Merging at scale: made-up reports from 10,000 to as many as asked, from nothing.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use anyhow::bail;
use polybius_merge::{Collection, Context, Grouped};
use polybius_records::Report;

use super::made_reports::MadeReports;
use super::plot;
use super::{peak_kilobytes, processor_seconds};
use crate::process::{print, say, workspace};

/// The promise for a million reports.
const MOST_SECONDS: f64 = 120.0;
const MOST_MEGABYTES: u64 = 4_000;
/// Reports that are made at a time.
const CHUNK: usize = 20_000;

/// One run.
pub(super) struct Run {
    pub reports: usize,
    pub seconds: f64,
    processor: Option<f64>,
    megabytes: Option<u64>,
    events: usize,
    /// Pairwise precision and recall against the events that the reports were made from.
    right: (f64, f64),
}

/// Merges 10,000 reports and more, up to `most`, and draws how the time grows.
pub fn run(most: usize) -> anyhow::Result<()> {
    let mut runs: Vec<Run> = Vec::new();
    let sizes = [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000];
    for reports in sizes.into_iter().filter(|n| *n < most).chain([most]) {
        say(&format!("merging {reports} reports"));
        runs.push(merged(reports));
    }
    let mut table = String::from(
        "| reports | events | time | microseconds a report | processor time | peak memory | pairs right, of joined | pairs joined, of told |\n|---|---|---|---|---|---|---|---|\n",
    );
    for run in &runs {
        let _ = writeln!(
            table,
            "| {} | {} | {:.1} s | {:.0} | {} | {} | {:.3} | {:.3} |",
            run.reports,
            run.events,
            run.seconds,
            1e6 * run.seconds / run.reports as f64,
            run.processor.map_or("-".to_owned(), |p| format!("{p:.1} s")),
            run.megabytes.map_or("-".to_owned(), |mb| format!("{mb} MB")),
            run.right.0,
            run.right.1,
        );
    }
    print(&table);
    let path = workspace().join("docs/merging.svg");
    std::fs::write(&path, plot::draw(&runs))?;
    say(&format!("drawn: {}", path.display()));
    let million = |n: usize| n as f64 / 1e6;
    for run in runs.iter().filter(|r| r.reports >= 1_000_000) {
        let short = run.seconds > MOST_SECONDS * million(run.reports)
            || run.megabytes.is_some_and(|mb| mb as f64 > MOST_MEGABYTES as f64 * million(run.reports));
        if short {
            bail!("short of the promise for a million reports: {MOST_SECONDS} s, {MOST_MEGABYTES} MB");
        }
    }
    Ok(())
}

fn merged(reports: usize) -> Run {
    let made = MadeReports::new(reports);
    let context = Context::default();
    let own = std::process::id();
    // Making the reports is no part of merging them.
    let mut spent = Duration::ZERO;
    let mut processor = 0.0;
    let mut timed = |work: &mut dyn FnMut()| {
        let (started, before) = (Instant::now(), processor_seconds(own));
        work();
        spent += started.elapsed();
        processor += processor_seconds(own).zip(before).map_or(0.0, |(after, before)| after - before);
    };
    let mut collection = Collection::default();
    let mut number_of: HashMap<String, usize> = HashMap::with_capacity(reports);
    for start in (0..reports).step_by(CHUNK) {
        let chunk: Vec<Report> = (start..reports.min(start + CHUNK)).map(|i| made.report(i)).collect();
        timed(&mut || collection.add(&chunk));
        number_of.extend(chunk.into_iter().zip(start..).map(|(report, number)| (report.id, number)));
    }
    let mut grouped: Option<Grouped> = None;
    let mut collection = Some(collection);
    timed(&mut || grouped = collection.take().map(|c| c.group(&context)));
    let groups: Vec<Vec<usize>> =
        grouped.iter().flat_map(Grouped::events).map(|ids| ids.iter().map(|id| number_of[*id]).collect()).collect();
    for chunk in groups.chunks(CHUNK / 4) {
        let reports: Vec<Vec<Report>> =
            chunk.iter().map(|group| group.iter().map(|&number| made.report(number)).collect()).collect();
        timed(&mut || {
            for group in &reports {
                std::hint::black_box(polybius_merge::event(&group.iter().collect::<Vec<_>>(), &context));
            }
        });
    }
    Run {
        reports,
        seconds: spent.as_secs_f64(),
        processor: Some(processor).filter(|p| *p > 0.0),
        megabytes: peak_kilobytes(own).map(|kb| kb / 1024),
        events: groups.len(),
        right: right(&made, &groups),
    }
}

fn right(made: &MadeReports, groups: &[Vec<usize>]) -> (f64, f64) {
    let pairs = |n: usize| n * n.saturating_sub(1) / 2;
    let (mut both, mut joined) = (0, 0);
    let mut told: HashMap<usize, usize> = HashMap::new();
    for group in groups {
        let mut of_event: HashMap<usize, usize> = HashMap::new();
        for &report in group {
            *of_event.entry(made.event_of(report)).or_default() += 1;
        }
        joined += pairs(group.len());
        both += of_event.values().copied().map(pairs).sum::<usize>();
        of_event.into_iter().for_each(|(event, n)| *told.entry(event).or_default() += n);
    }
    let told: usize = told.into_values().map(pairs).sum();
    (both as f64 / joined.max(1) as f64, both as f64 / told.max(1) as f64)
}
