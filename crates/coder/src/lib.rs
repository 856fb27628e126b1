//! The coder: one pure function from a document to what it reports.
//!
//! Steps, each behind a plain function that another reader can replace:
//! text (sentences, tokens, trees) -> mentions (times, places, actors, counts, weapons) -> frames (one clause that tells of
//! one act) -> story (frames of one event made one report) -> reports; and statements beside them.

mod actors;
mod acts;
mod annotate;
mod counts;
mod dyads;
mod explain;
mod fillers;
mod forest;
mod frames;
mod judge;
mod learned;
mod mention;
mod outside;
mod places;
mod statements;
mod story;
mod sure;
mod text;
mod times;
mod weapons;

use std::ops::Range;

use polybius_encoder::Encoder;
use polybius_lexicon::Lexicon;
use polybius_records::{Document, Place, Report, Statement, Warning};
use polybius_syntax::Analyzer;

pub use acts::{ActArgument, ActMention, Part, acts};
pub use annotate::annotate;
pub use dyads::{Dyad, Party, Span, dyads};
pub use explain::{Explained, explain};
pub use fillers::{Filled, Filler, How, Part as FillerPart, Scope, Told, fillers};
pub use frames::{Act, Family};
pub use judge::{Entry, Incident, Role as SheetRole, Sheet, considered, sheets};
pub use learned::{Gated, gate};
pub use mention::{ActorHow, ActorMention, Anchoring, CountMention, PlaceMention, Spot, TimeMention, TimexKind};
pub use outside::{Number, content_words, numbers};
pub use story::chooser::{Considered as Tolls, Number as Toll, considered as tolls};
pub use sure::{Signs, signs};
pub use text::{Sentence, Text};
pub use times::publication_from_text;

/// What the coder needs: reference data and the analyzer. Build once, share between threads.
#[derive(Debug)]
pub struct Coder {
    lexicon: Lexicon,
    analyzer: Analyzer,
    encoder: Option<Encoder>,
}

impl Coder {
    /// A coder of rules and lexicons alone.
    pub fn new(lexicon: Lexicon) -> Self {
        Coder { lexicon, analyzer: Analyzer::embedded(), encoder: None }
    }

    /// A coder whose rules are helped by the neural encoder that is in the binary.
    ///
    /// # Errors
    /// Where the encoder cannot be made, which the tests rule out.
    pub fn hybrid(lexicon: Lexicon) -> Result<Self, polybius_encoder::Error> {
        Ok(Coder { encoder: Some(Encoder::embedded()?), ..Coder::new(lexicon) })
    }

    /// What records call it.
    pub fn name(&self) -> &'static str {
        if self.encoder.is_some() { polybius_records::HYBRID } else { polybius_records::RULES }
    }

    /// The encoder, where there is one.
    pub(crate) fn encoder(&self) -> Option<&Encoder> {
        self.encoder.as_ref()
    }

    /// The lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }
}

/// All mentions of a text, found once and shared by frames, statements and `annotate`.
#[derive(Debug)]
pub struct Mentions {
    /// Time expressions, in text order.
    pub times: Vec<TimeMention>,
    /// Places, in text order.
    pub places: Vec<PlaceMention>,
    /// Actors, in text order.
    pub actors: Vec<ActorMention>,
    /// Counts, in text order.
    pub counts: Vec<CountMention>,
}

impl Mentions {
    fn find(text: &Text<'_>, lexicon: &Lexicon) -> Self {
        let times = times::find(text);
        let places = places::find(text, lexicon);
        let actors = actors::find(text, lexicon, &places);
        let counts = counts::find(text, &times);
        Mentions { times, places, actors, counts }
    }
}

/// Reads one document. Pure: the same document gives the same result, whatever was read before.
pub fn code(coder: &Coder, document: &Document) -> (Vec<Report>, Vec<Statement>, Vec<Warning>) {
    let text = Text::new(document, &coder.analyzer);
    let mentions = Mentions::find(&text, &coder.lexicon);
    let (reports, warnings) = story::reports(coder, &text, &mentions);
    let statements = statements::find(&text, &mentions, &coder.lexicon);
    (reports, statements, warnings)
}

/// The place that each given stretch of a document names, read with the document and the other stretches as context. `spans` are byte
/// ranges of the text; a range that is no slice of it, or that names nothing known, gives `None`. A country or a region has no
/// coordinates.
pub fn resolve_places(coder: &Coder, document: &Document, spans: &[Range<usize>]) -> Vec<Option<Place>> {
    let text = Text::new(document, &coder.analyzer);
    places::resolve_given(&text, &coder.lexicon, spans)
}
