use std::collections::BTreeMap;
use std::io::{self, Write};

use polybius_merge::{Conflict, ScoreParts};
use polybius_store::Desk;
use polybius_upkeep::{Because, Why};

use crate::arguments::WhyArguments;
use crate::commands::show::find;
use crate::exit::Done;
use crate::terminal::{Paint, Table, columns, plain, stdout, wrap};
use crate::{lexicon, merging};

pub fn run(arguments: &WhyArguments) -> anyhow::Result<Done> {
    let desk = Desk::open_read_only(&arguments.desk.path)?;
    let event = find(&desk, &arguments.event)?;
    let why = merging::why(&desk, &event, &lexicon::load(None)?, arguments.nearest.into())?;
    let mut out = stdout();
    if arguments.json {
        writeln!(out, "{}", serde_json::to_string(&why)?)?;
    } else {
        let mut page = Page { out: &mut out, paint: Paint::stdout(), columns: columns(), documents: documents(&why) };
        page.why(&why, &event.body.summary)?;
    }
    out.flush()?;
    Ok(Done::All)
}

/// Each report's document, for people: ids of reports say nothing.
fn documents(why: &Why) -> BTreeMap<String, String> {
    let apart = why.apart.iter().map(|a| (a.report.clone(), a.document.clone()));
    why.reports.iter().cloned().chain(apart).collect()
}

struct Page<'o> {
    out: &'o mut dyn Write,
    paint: Paint,
    columns: usize,
    documents: BTreeMap<String, String>,
}

#[cfg(test)]
const PARTS: [&str; 7] = ["time", "place", "actors", "type", "counts", "words", "weapons"];

fn parts(parts: &ScoreParts) -> [f64; 7] {
    [parts.date, parts.place, parts.actors, parts.kind, parts.counts, parts.words, parts.weapons]
}

impl Page<'_> {
    fn why(&mut self, why: &Why, summary: &str) -> io::Result<()> {
        let head = self.paint.bold(&plain(&why.event));
        writeln!(self.out, "{head}")?;
        for line in wrap(&plain(summary), self.columns) {
            writeln!(self.out, "{line}")?;
        }
        self.heading("Reports")?;
        for (report, document) in &why.reports {
            writeln!(self.out, "  {} in {}", plain(report), plain(document))?;
        }
        if why.joins.is_empty() {
            self.heading("Told once: nothing was merged")?;
        } else {
            self.heading("What holds it together, the strongest first")?;
            let mut table = Table::new(&HEADINGS_JOINED);
            for join in &why.joins {
                let by = if join.by_person { "a person" } else { "score" };
                let ends = [self.named(&join.a), self.named(&join.b)];
                table.row(row(&ends, &join.parts, by.to_owned()));
            }
            table.write(self.out, self.paint, self.columns)?;
        }
        if !why.apart.is_empty() {
            self.heading("Near, and not in it")?;
            let mut table = Table::new(&HEADINGS_APART);
            for apart in &why.apart {
                let ends = [self.named(&apart.report), self.named(&apart.to)];
                table.row(row(&ends, &apart.parts, because(&apart.because, &apart.parts)));
            }
            table.write(self.out, self.paint, self.columns)?;
        }
        if !why.decisions.is_empty() {
            self.heading("Decided by people")?;
            for said in &why.decisions {
                let words = format!("{} {} by {}: {}", said.at, said.kind, said.made_by, said.body);
                for line in wrap(&plain(&words), self.columns) {
                    writeln!(self.out, "{line}")?;
                }
            }
        }
        Ok(())
    }

    fn heading(&mut self, words: &str) -> io::Result<()> {
        let words = self.paint.bold(words);
        writeln!(self.out, "\n{words}")
    }

    fn named(&self, report: &str) -> String {
        self.documents.get(report).cloned().unwrap_or_else(|| report.to_owned())
    }
}

const HEADINGS_JOINED: [&str; 12] = [
    "report in",
    "and in",
    "#time",
    "#place",
    "#actors",
    "#type",
    "#counts",
    "#words",
    "#weapons",
    "#sum",
    "#needed",
    "=by",
];
const HEADINGS_APART: [&str; 12] = [
    "report in",
    "beside",
    "#time",
    "#place",
    "#actors",
    "#type",
    "#counts",
    "#words",
    "#weapons",
    "#sum",
    "#needed",
    "=because",
];

fn row(ends: &[String; 2], weighed: &ScoreParts, last: String) -> Vec<String> {
    let number = |n: f64| format!("{n:.1}");
    let mut cells = ends.to_vec();
    cells.extend(parts(weighed).into_iter().map(number));
    cells.extend([number(weighed.total), number(weighed.needed), last]);
    cells
}

fn because(because: &Because, weighed: &ScoreParts) -> String {
    match (because, weighed.conflict) {
        (Because::Person, _) => "a person split them".to_owned(),
        (Because::Short(by), _) => format!("short by {by:.1}"),
        (Because::Others, _) => "other reports contradict".to_owned(),
        (Because::Conflict, Some(conflict)) => match conflict {
            Conflict::SameDocument => "one document tells of both".to_owned(),
            Conflict::Dates => "other dates".to_owned(),
            Conflict::PublishedBefore => "published before it".to_owned(),
            Conflict::Places => "other places".to_owned(),
            Conflict::Types => "other types".to_owned(),
            Conflict::Status => "one did not happen".to_owned(),
        },
        (Because::Conflict, None) => "a contradiction".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_for_every_part() {
        for headings in [HEADINGS_JOINED, HEADINGS_APART] {
            let named: Vec<&str> = headings[2..9].iter().map(|h| h.trim_start_matches('#')).collect();
            assert_eq!(named, PARTS);
        }
    }
}
