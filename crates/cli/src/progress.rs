use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::terminal::plain;

/// How a run goes, on standard error: a moving line on a terminal, a plain line now and then elsewhere.
#[derive(Debug)]
pub struct Progress {
    show: Show,
    started: Instant,
    told: Instant,
}

#[derive(Debug)]
enum Show {
    Nothing,
    Lines,
    Bar(ProgressBar),
}

const EVERY: Duration = Duration::from_secs(10);

impl Progress {
    /// Starts; says nothing where `quiet`.
    pub fn start(quiet: bool) -> Self {
        let show = if quiet {
            Show::Nothing
        } else if io::stderr().is_terminal() {
            let bar = ProgressBar::new_spinner();
            bar.set_style(ProgressStyle::default_spinner());
            bar.enable_steady_tick(Duration::from_millis(200));
            Show::Bar(bar)
        } else {
            Show::Lines
        };
        Progress { show, started: Instant::now(), told: Instant::now() }
    }

    /// Tells how far it is.
    pub fn at(&mut self, done: usize, reports: usize) {
        let seconds = self.started.elapsed().as_secs_f64().max(0.001);
        self.now(|| format!("{done} documents, {reports} reports, {:.1} documents a second", done as f64 / seconds));
    }

    /// Tells how far it is, in words of the caller's.
    pub fn now(&mut self, words: impl Fn() -> String) {
        match &self.show {
            Show::Nothing => {}
            Show::Bar(bar) => bar.set_message(words()),
            Show::Lines if self.told.elapsed() >= EVERY => {
                let line = words();
                self.told = Instant::now();
                write_line(&line);
            }
            Show::Lines => {}
        }
    }

    /// Says what is being done now, where the line moves.
    pub fn step(&self, words: &str) {
        if let Show::Bar(bar) = &self.show {
            bar.set_message(words.to_owned());
        }
    }

    /// Tells a person something that must not be missed; `quiet` or not.
    pub fn tell(&self, message: &str) {
        let message = plain(message);
        match &self.show {
            Show::Bar(bar) => bar.suspend(|| write_line(&message)),
            Show::Nothing | Show::Lines => write_line(&message),
        }
    }

    /// Takes the moving line away.
    pub fn end(&self) {
        if let Show::Bar(bar) = &self.show {
            bar.finish_and_clear();
        }
    }
}

/// A closed standard error is no reason to stop.
fn write_line(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
