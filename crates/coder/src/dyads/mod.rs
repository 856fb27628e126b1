//! Dyads: who did what to whom in one sentence, over all political interaction, cooperation as well as conflict.
//!
//! Codes are CAMEO's (Conflict and Mediation Event Observations, manual 1.1b3), classes PLOVER's (0.5b). An act is read from the
//! dependency tree: a verb with what stands with it, a noun that names an act, and the operators above ("agreed to", "refused to",
//! "demanded that") that make another act of it. [`crate::code`] does not use this room.

mod acts;
mod nations;
mod party;
mod scene;
mod sides;
mod telling;
mod vocabulary;

use polybius_records::{BlockKind, Document, Evidence};
use serde::Serialize;

use crate::{Coder, Mentions, Text};

use party::Reading;
use scene::Scene;
use vocabulary::Vocabulary;

/// Sentences longer than this many tokens are lists or tables.
const LONGEST: usize = 300;

/// One political interaction that a sentence tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dyad {
    /// Identifier of the document.
    pub document: String,
    /// Number of the sentence among those read, from 0.
    pub sentence: usize,
    /// Place among the interactions of its sentence, from 0; the first is told most directly.
    pub order: usize,
    /// Those who do it. Compound sources stay together.
    pub sources: Vec<Party>,
    /// Those it is done to; empty where nobody is, or where the sources do it to one another ([`Dyad::mutual`]).
    pub targets: Vec<Party>,
    /// CAMEO code, three or four digits.
    pub cameo: String,
    /// PLOVER class; CAMEO's statements (01) have none.
    pub class: Option<String>,
    /// Whether the parties do it to one another: a meeting, an agreement, a clash.
    pub mutual: bool,
    /// The words that tell the act.
    pub trigger: Vec<Span>,
    /// The sentence, and the words behind each side and the code.
    pub evidence: Vec<Evidence>,
}

/// One side, or one member of a side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Party {
    /// The words.
    pub text: String,
    /// First character, in Unicode scalar values.
    pub start: usize,
    /// After the last character.
    pub end: usize,
    /// Country and sector as CAMEO writes them: `FRAGOV`, `---REB`, `IGO`.
    pub code: String,
    /// ISO 3166-1 alpha-3, where known.
    pub country: Option<String>,
    /// PLOVER sector: `GOV` `MIL` `COP` `JUD` `LEG` `SPY` `REB` `UAF` `CRM` `OPP` `PTY` `BUS` `LAB` `AGR` `JRN` `EDU` `MED` `REL`
    /// `REF` `CVL` `NGO` `IGO`, where the words show one.
    pub sector: Option<String>,
}

/// A stretch of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The words.
    pub text: String,
    /// First character, in Unicode scalar values.
    pub start: usize,
    /// After the last character.
    pub end: usize,
}

impl Dyad {
    /// Every pair of one source and one target, as CAMEO records want them. Mutual acts give both directions. A side that is
    /// empty is `None`.
    pub fn pairs(&self) -> Vec<(Option<&Party>, Option<&Party>)> {
        let mut out = Vec::new();
        if self.targets.is_empty() && self.mutual && self.sources.len() > 1 {
            for (i, a) in self.sources.iter().enumerate() {
                let others = self.sources.iter().enumerate().filter(|(j, _)| *j != i);
                out.extend(others.map(|(_, b)| (Some(a), Some(b))));
            }
            return out;
        }
        fn side(parties: &[Party]) -> Vec<Option<&Party>> {
            if parties.is_empty() { vec![None] } else { parties.iter().map(Some).collect() }
        }
        for source in side(&self.sources) {
            for target in side(&self.targets) {
                out.push((source, target));
                if self.mutual && target.is_some() {
                    out.push((target, source));
                }
            }
        }
        out
    }
}

/// The political interactions of a document, sentence by sentence, in each the most directly told first. Pure: the same document
/// gives the same result.
pub fn dyads(coder: &Coder, document: &Document) -> Vec<Dyad> {
    let text = Text::new(document, &coder.analyzer);
    let mentions = Mentions::find(&text, &coder.lexicon);
    let mut out = Vec::new();
    for (sentence, at) in text.sentences.iter().enumerate() {
        if matches!(at.block, BlockKind::Caption | BlockKind::Dateline) || at.syntax.tokens.len() > LONGEST {
            continue;
        }
        let scene = Scene::new(&text, sentence, &mentions, &coder.lexicon);
        for (order, told) in scene.told_acts().iter().enumerate() {
            out.push(compose(&scene, order, told));
        }
    }
    out
}

fn compose(scene: &Scene<'_, '_>, order: usize, told: &telling::Told) -> Dyad {
    let codes = &Vocabulary::embedded().codes;
    let cameo = told.act.code.clone();
    let sources: Vec<Party> = told.sides.sources.iter().map(|r| party(scene, r)).collect();
    let targets: Vec<Party> = told.sides.targets.iter().map(|r| party(scene, r)).collect();
    let text = scene.text;
    let mut words = told.act.trigger.clone();
    words.sort_unstable();
    words.dedup();
    let mut evidence = vec![text.evidence("sentence", "", text.sentence_range(scene.sentence))];
    let mut trigger = Vec::new();
    for i in words {
        let token = scene.token(i);
        let range = token.start..token.end;
        evidence.push(text.evidence("cameo", cameo.clone(), range.clone()));
        trigger.push(Span {
            text: text.slice(range.clone()).to_owned(),
            start: text.char_offset(range.start),
            end: text.char_offset(range.end),
        });
    }
    for (field, readings, parties) in
        [("source", &told.sides.sources, &sources), ("target", &told.sides.targets, &targets)]
    {
        for (reading, party) in readings.iter().zip(parties) {
            evidence.push(text.evidence(field, party.code.clone(), range_of(scene, reading)));
        }
    }
    Dyad {
        document: text.document.id.clone(),
        sentence: scene.sentence,
        order,
        mutual: codes.is_mutual(&cameo),
        class: codes.class(&cameo).map(str::to_owned),
        sources,
        targets,
        cameo,
        trigger,
        evidence,
    }
}

fn range_of(scene: &Scene<'_, '_>, reading: &Reading) -> std::ops::Range<usize> {
    scene.token(reading.first).start..scene.token(reading.last).end
}

fn party(scene: &Scene<'_, '_>, reading: &Reading) -> Party {
    let range = range_of(scene, reading);
    let country = reading.country.as_deref().and_then(|c| scene.lexicon.countries.by_code(c)).map(|c| c.alpha3.clone());
    let sector = reading.sector.clone();
    let code = match (&country, sector.as_deref()) {
        (_, Some("IGO")) => "IGO".to_owned(),
        (None, Some("NGO")) => "NGO".to_owned(),
        (None, Some("REB" | "UAF")) if reading.abroad => "IMG".to_owned(),
        (country, sector) => format!("{}{}", country.as_deref().unwrap_or("---"), sector.unwrap_or_default()),
    };
    Party {
        text: scene.text.slice(range.clone()).to_owned(),
        start: scene.text.char_offset(range.start),
        end: scene.text.char_offset(range.end),
        code,
        country,
        sector,
    }
}
