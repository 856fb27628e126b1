use std::collections::{BTreeMap, BTreeSet};

use polybius_records::{Evidence, content_hash};

use crate::StoreError;
use crate::desk::Desk;

/// Something in the desk that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which record or file.
    pub subject: String,
    /// What is wrong with it.
    pub what: String,
}

/// What was looked at, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// Documents looked at.
    pub documents: usize,
    /// Quotes compared with their documents.
    pub quotes: usize,
    /// Files of original bytes compared with their hashes.
    pub blobs: usize,
    /// Imported rows whose quotes were compared with their cells.
    pub imported: usize,
    /// What is wrong; empty for a sound desk.
    pub faults: Vec<Fault>,
}

impl Verified {
    pub(crate) fn fault(&mut self, subject: impl Into<String>, what: impl Into<String>) {
        self.faults.push(Fault { subject: subject.into(), what: what.into() });
    }
}

impl Desk {
    /// Checks the whole desk: the database itself, every document against its hash, every quote against its document,
    /// every original against its name, the links between reports and events, and every quote of an imported row against its cells.
    ///
    /// # Errors
    /// The desk cannot be read at all. What can be read and is wrong is in the result.
    pub fn verify(&self) -> Result<Verified, StoreError> {
        let mut out = Verified::default();
        self.verify_database(&mut out)?;
        let quotes = self.quotes_by_document(&mut out)?;
        self.verify_documents(&quotes, &mut out)?;
        self.verify_links(&mut out)?;
        self.verify_blobs(&mut out)?;
        self.verify_imported(&mut out)?;
        Ok(out)
    }

    fn verify_database(&self, out: &mut Verified) -> Result<(), StoreError> {
        let read = |pragma: &str| -> rusqlite::Result<Vec<String>> {
            self.db.prepare(pragma)?.query_map([], |row| row.get(0))?.collect()
        };
        for line in read("PRAGMA integrity_check(50)").map_err(self.fail())? {
            if line != "ok" {
                out.fault("desk.sqlite", line);
            }
        }
        for table in read("PRAGMA foreign_key_check").map_err(self.fail())? {
            out.fault(format!("table {table}"), "a row names a record that is not there");
        }
        Ok(())
    }

    fn quotes_by_document(&self, out: &mut Verified) -> Result<BTreeMap<String, Vec<(String, Evidence)>>, StoreError> {
        let mut quotes: BTreeMap<String, Vec<(String, Evidence)>> = BTreeMap::new();
        let mut add = |subject: String, evidence: Vec<Evidence>| {
            out.quotes += evidence.len();
            for e in evidence {
                quotes.entry(e.document.clone()).or_default().push((subject.clone(), e));
            }
        };
        for report in self.reports()? {
            add(format!("report {}", report.id), report.body.evidence);
        }
        for event in self.events()? {
            add(format!("event {}", event.id), event.body.evidence);
        }
        for statement in self.statements()? {
            add(format!("statement {}", statement.id), statement.evidence);
        }
        Ok(quotes)
    }

    fn verify_documents(
        &self,
        quotes: &BTreeMap<String, Vec<(String, Evidence)>>,
        out: &mut Verified,
    ) -> Result<(), StoreError> {
        let mut seen = BTreeSet::new();
        self.each_document(|document| {
            out.documents += 1;
            if content_hash(&document.text) != document.hash {
                out.fault(format!("document {}", document.id), "the text does not have its hash");
            }
            let mine = quotes.get(&document.id).map_or(&[][..], Vec::as_slice);
            if !mine.is_empty() {
                let starts: Vec<usize> =
                    document.text.char_indices().map(|(i, _)| i).chain([document.text.len()]).collect();
                for (subject, e) in mine {
                    let range = starts.get(e.start).zip(starts.get(e.end)).filter(|_| e.start < e.end);
                    let found = range.and_then(|(&from, &to)| document.text.get(from..to));
                    if found != Some(e.quote.as_str()) {
                        let what =
                            format!("{}: the quote is not at {}..{} of {}", e.field, e.start, e.end, document.id);
                        out.fault(subject.clone(), what);
                    }
                }
            }
            seen.insert(document.id);
            Ok::<(), StoreError>(())
        })?;
        for (document, mine) in quotes.iter().filter(|(id, _)| !seen.contains(*id)) {
            for (subject, e) in mine {
                out.fault(subject.clone(), format!("{}: quotes the document {document}, which is not there", e.field));
            }
        }
        Ok(())
    }

    fn verify_links(&self, out: &mut Verified) -> Result<(), StoreError> {
        if self.state("events_due")?.is_some_and(|due| due == "1") {
            // A run was cut short before the merge: the events are those of before, and that is no damage.
            return Ok(());
        }
        let linked: BTreeMap<String, String> = self.events_of_reports()?.into_iter().collect();
        for report in self.reports()? {
            if !linked.contains_key(&report.id) {
                out.fault(format!("report {}", report.id), "is in no event");
            }
        }
        for event in self.events()? {
            for report in event.reports.iter().filter(|r| linked.get(*r) != Some(&event.id)) {
                out.fault(
                    format!("event {}", event.id),
                    format!("lists the report {report}, which is not linked to it"),
                );
            }
        }
        Ok(())
    }

    fn verify_blobs(&self, out: &mut Verified) -> Result<(), StoreError> {
        let sql = "SELECT id, blob FROM documents WHERE blob IS NOT NULL ORDER BY id";
        let read = || -> rusqlite::Result<Vec<(String, String)>> {
            self.db.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        };
        for (document, hash) in read().map_err(self.fail())? {
            out.blobs += 1;
            match self.blobs.get(&hash) {
                Ok(bytes) if blake3::hash(&bytes).to_hex().as_str() == hash => {}
                Ok(_) => out.fault(format!("document {document}"), "the original bytes do not have their hash"),
                Err(e) => out.fault(format!("document {document}"), format!("the original bytes are missing: {e}")),
            }
        }
        Ok(())
    }
}
