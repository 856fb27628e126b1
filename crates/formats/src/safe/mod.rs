//! Records made harmless before they leave the house: what could lead to a person or to a door is taken out, and what happened
//! yesterday waits.
//!
//! Free text is dropped rather than searched for names: no list of names is whole. Words that describe people are brought down
//! to one word of `data/codebooks/casualty_words.tsv`; organisations stay, for they are what the dataset is about.

mod body;
mod delay;
mod names;
mod place;
mod report;
mod statement;

use std::collections::BTreeMap;

use polybius_records::{Date, Event, Evidence, Report, Statement};

use crate::chosen::Chosen;
use crate::input::{DocumentMeta, Records};
use crate::sidecar::Sidecar;

pub use report::SafeReport;

use names::Names;

/// How to make an export safe.
#[derive(Clone, Copy)]
pub struct Safe<'a> {
    /// The day on which the export is made.
    pub today: Date,
    /// Events wait so many days.
    pub delay_days: u32,
    /// Whether quotes stay, with whatever names and places are in them.
    pub keep_quotes: bool,
    /// What is known of names.
    pub reference: &'a dyn Reference,
}

/// What a lexicon and a gazetteer know.
pub trait Reference {
    /// Whether the name is that of a known organisation or public actor.
    fn is_known_actor(&self, name: &str) -> bool;

    /// The middle of a division: of the second order where that is named, else of the first.
    fn centre(&self, country: &str, admin1: &str, admin2: Option<&str>) -> Option<Centre>;
}

/// The middle of a division.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Centre {
    /// Degrees north, WGS 84.
    pub latitude: f64,
    /// Degrees east, WGS 84.
    pub longitude: f64,
    /// The division's identifier in GeoNames.
    pub geonameid: Option<u64>,
}

/// The same records, made safe.
pub(crate) struct SafeRecords {
    events: Vec<Event>,
    reports: Vec<Report>,
    statements: Vec<Statement>,
    documents: BTreeMap<String, DocumentMeta>,
}

impl SafeRecords {
    pub fn records(&self) -> Records<'_> {
        Records {
            events: &self.events,
            reports: &self.reports,
            statements: &self.statements,
            documents: &self.documents,
        }
    }
}

/// Makes the chosen records safe. What must wait is left out and named in the sidecar.
pub(crate) fn make(
    chosen: &Chosen<'_>,
    documents: &BTreeMap<String, DocumentMeta>,
    safe: &Safe<'_>,
    sidecar: &mut Sidecar,
) -> SafeRecords {
    let names = Names::of(chosen, safe.reference);
    let mut cleaner = Cleaner { safe, names, report: SafeReport::new(safe) };
    let delay = delay::Delay { last: cleaner.report.last_day, documents };
    let mut made = SafeRecords {
        events: Vec::new(),
        reports: Vec::new(),
        statements: Vec::new(),
        documents: documents.iter().map(|(id, meta)| (id.clone(), cleaner.document(meta))).collect(),
    };
    let mut waiting: Vec<&str> = Vec::new();
    for case in &chosen.cases {
        match delay.holds_back(case.event.body.date.as_ref(), &case.event.documents) {
            Some(reason) => {
                sidecar.leave_out(&case.event.id, reason);
                waiting.push(&case.event.id);
            }
            None => made.events.push(cleaner.event(case.event)),
        }
    }
    for chosen in &chosen.reports {
        let document = std::slice::from_ref(&chosen.report.document);
        let waits = match chosen.event {
            Some(event) => waiting.contains(&event).then_some(()),
            None => delay.holds_back(chosen.report.body.date.as_ref(), document).map(|_| ()),
        };
        match waits {
            Some(()) => cleaner.report.did("reports held back with their events, or as events would be"),
            None => made.reports.push(cleaner.report_record(chosen.report)),
        }
    }
    for statement in &chosen.statements {
        if delay.holds_back(statement.date.as_ref(), &statement.documents).is_some() {
            cleaner.report.did("statements held back, as events are");
            continue;
        }
        match cleaner.statement(statement) {
            Ok(statement) => made.statements.push(statement),
            Err(reason) => cleaner.report.did(reason),
        }
    }
    sidecar.safe = Some(cleaner.report);
    made
}

/// Takes out what could harm, and keeps count.
struct Cleaner<'a> {
    safe: &'a Safe<'a>,
    names: Names<'a>,
    report: SafeReport,
}

impl Cleaner<'_> {
    /// A headline names people, and addresses repeat headlines.
    fn document(&mut self, meta: &DocumentMeta) -> DocumentMeta {
        let DocumentMeta { publisher, title: _, url: _, published } = meta;
        DocumentMeta { publisher: publisher.clone(), title: None, url: None, published: *published }
    }

    fn event(&mut self, event: &Event) -> Event {
        let Event { id, review, documents, reports, sources, body, reconciled } = event;
        Event {
            id: id.clone(),
            review: *review,
            documents: documents.clone(),
            reports: reports.clone(),
            sources: *sources,
            body: self.body(body),
            reconciled: self.reconciled(reconciled),
        }
    }

    fn report_record(&mut self, report: &Report) -> Report {
        let Report { id, document, words: _, published, coder, body } = report;
        Report {
            id: id.clone(),
            document: document.clone(),
            words: Vec::new(),
            published: *published,
            coder: coder.clone(),
            body: self.body(body),
        }
    }

    /// Where the words stand stays; the words go, and with them every value that is not one of a closed list.
    fn evidence(&mut self, evidence: &[Evidence]) -> Vec<Evidence> {
        let clean = |e: &Evidence| {
            let mut clean = e.clone();
            if !self.names.is_harmless_value(&e.field, &e.value) {
                clean.value = String::new();
                self.report.did("values beside quotes taken out: free text, places or names");
            }
            if !self.safe.keep_quotes && !e.quote.is_empty() {
                clean.quote = String::new();
                self.report.did("quotes taken out");
            }
            clean
        };
        evidence.iter().map(clean).collect()
    }
}
