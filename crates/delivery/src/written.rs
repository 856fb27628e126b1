use std::io::Write;

use polybius_formats::{Filter, Format, Options, Safe, Sidecar, Table};
use polybius_lexicon::Lexicon;
use polybius_merge::{BestRule, Context};
use polybius_records::{Actor, Date};
use polybius_store::Desk;

use crate::{DeliveryError, Held, Known};

/// An export of a desk.
#[derive(Debug, Clone, Copy)]
pub struct Delivery<'a> {
    /// The format.
    pub format: Format,
    /// Which flat table, in formats that have several.
    pub table: Table,
    /// Which records.
    pub filter: &'a Filter,
    /// How the best number is chosen where reports differ; as the desk has it where nothing is said.
    pub rule: Option<BestRule>,
    /// Whether to keep the rules behind each row.
    pub why: bool,
    /// What to do so that the file harms nobody.
    pub safe: Option<SafeTerms>,
}

/// How a file is made safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SafeTerms {
    /// The day that the delay is counted from.
    pub today: Date,
    /// What may have happened in the last so many days is left out.
    pub delay_days: u32,
    /// Whether quotes stay, with the names and places in them.
    pub keep_quotes: bool,
}

impl Delivery<'_> {
    /// Writes it.
    ///
    /// # Errors
    /// The desk cannot be read, or `out` cannot be written.
    pub fn write(&self, desk: &Desk, lexicon: &Lexicon, out: &mut dyn Write) -> Result<Sidecar, DeliveryError> {
        self.write_held(Held::of(desk)?, desk, lexicon, out)
    }

    /// Writes records of the desk that are gathered already.
    ///
    /// # Errors
    /// As for [`Delivery::write`].
    pub fn write_held(
        &self,
        mut held: Held,
        desk: &Desk,
        lexicon: &Lexicon,
        out: &mut dyn Write,
    ) -> Result<Sidecar, DeliveryError> {
        if let Some(rule) = self.rule {
            let decisions = polybius_upkeep::decisions(desk)?;
            let context = Context { sources: desk.sources()?, decisions, rule, ..Context::default() };
            polybius_merge::recount(&mut held.events, &held.reports, &context);
        }
        let known = Known(lexicon);
        let nationality = |actor: &Actor| known.nationality(actor);
        let safe = self.safe.map(|terms| Safe {
            today: terms.today,
            delay_days: terms.delay_days,
            keep_quotes: terms.keep_quotes,
            reference: &known,
        });
        let options = Options {
            filter: Some(self.filter),
            why: self.why,
            table: self.table,
            safe: safe.as_ref(),
            nationality: Some(&nationality),
        };
        Ok(polybius_formats::export(self.format, &held.records(), &options, out)?)
    }
}
