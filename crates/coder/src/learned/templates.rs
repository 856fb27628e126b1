//! Incident templates (MUC-4): one for each incident that a text tells of, with the phrases that fill its roles.

use std::ops::Range;

use polybius_encoder::{Filler, Reading};
use polybius_records::Document;
use serde::Serialize;

use super::look;
use crate::{Coder, Text};

/// Least probability of a phrase to fill a role.
const FILLS: f32 = 0.5;
/// Least probability that the text tells of an incident at all.
const RELEVANT: f32 = 0.5;
/// Average probability from which two sets of phrases are one incident.
const JOINED: f32 = 0.3;
/// A further template needs one phrase as sure as this.
const STRONG: f32 = 0.6;

/// One phrase that fills a role. Offsets are bytes of the document's text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Slot {
    /// The role's name in the codebook: `PerpInd`, `PerpOrg`, `Target`, `Victim`, `Weapon`.
    pub role: String,
    /// The phrase.
    pub text: String,
    /// Where it stands.
    pub range: Range<usize>,
    /// How sure, 0 to 1.
    pub sure: f32,
}

/// An incident type with its probability.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Incident {
    /// `attack`, `bombing`, `kidnapping`, `arson`, `robbery`, `forced work stoppage`.
    pub name: String,
    /// 0 to 1.
    pub sure: f32,
}

/// One incident.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Template {
    /// Its types, the likeliest first.
    pub incidents: Vec<Incident>,
    /// What fills its roles, by role, the surest first.
    pub slots: Vec<Slot>,
}

/// The incidents that the encoder sees in a document; empty where the coder has no encoder. Pure, as [`crate::code`].
pub fn templates(coder: &Coder, document: &Document) -> Vec<Template> {
    let Some(encoder) = coder.encoder() else { return Vec::new() };
    let text = Text::new(document, &coder.analyzer);
    let Some(learned) = look(encoder, &text) else { return Vec::new() };
    let labels = encoder.labels();
    if learned.reading.told().last().copied().unwrap_or_default() < RELEVANT {
        return Vec::new();
    }
    let fillers = learned.reading.fillers(FILLS);
    let mut out: Vec<Template> = Vec::new();
    for group in groups(&learned.reading, &fillers, &document.text) {
        let surest = group.iter().map(|&i| fillers[i].sure).fold(0.0, f32::max);
        if surest < STRONG && !out.is_empty() {
            continue;
        }
        let share = |k: usize| group.iter().map(|&i| fillers[i].incidents[k]).sum::<f32>() / group.len() as f32;
        let mut incidents: Vec<Incident> = labels
            .incidents
            .iter()
            .enumerate()
            .map(|(k, name)| Incident { name: name.clone(), sure: share(k) })
            .collect();
        incidents.sort_by(|a, b| b.sure.total_cmp(&a.sure));
        out.push(Template { incidents, slots: slots(&group, &fillers, &labels.fillers, &document.text) });
    }
    out
}

/// Fillers in groups of one incident each: those joined first whose average link is strongest.
fn groups(reading: &Reading<'_>, fillers: &[Filler], text: &str) -> Vec<Vec<usize>> {
    let n = fillers.len();
    let mut link = vec![vec![0.0_f32; n]; n];
    for i in 0..n {
        for j in 0..i {
            let (a, b) = (&fillers[i], &fillers[j]);
            let same = text[a.range.clone()].eq_ignore_ascii_case(&text[b.range.clone()]);
            let p = reading.same_incident(a, b).max(if same { 0.9 } else { 0.0 });
            (link[i][j], link[j][i]) = (p, p);
        }
    }
    let mut groups: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
    loop {
        let mut best: Option<(f32, usize, usize)> = None;
        for i in 0..groups.len() {
            for j in i + 1..groups.len() {
                let sum: f32 = groups[i]
                    .iter()
                    .flat_map(|&a| groups[j].iter().map(move |&b| (a, b)))
                    .map(|(a, b)| link[a][b])
                    .sum();
                let mean = sum / (groups[i].len() * groups[j].len()) as f32;
                if best.is_none_or(|(b, ..)| mean > b) {
                    best = Some((mean, i, j));
                }
            }
        }
        match best {
            Some((mean, i, j)) if mean >= JOINED => {
                let other = groups.remove(j);
                groups[i].extend(other);
            }
            _ => return groups,
        }
    }
}

/// One phrase for each entity: a phrase inside another, or with the same last word, names it again.
fn slots(group: &[usize], fillers: &[Filler], roles: &[String], text: &str) -> Vec<Slot> {
    let mut out: Vec<Slot> = Vec::new();
    for (role, name) in roles.iter().enumerate() {
        let mut mine: Vec<&Filler> = group.iter().map(|&i| &fillers[i]).filter(|f| f.role == role).collect();
        mine.sort_by(|a, b| b.sure.total_cmp(&a.sure).then(a.range.start.cmp(&b.range.start)));
        let first = out.len();
        for f in mine {
            let words = &text[f.range.clone()];
            let known = out[first..].iter().any(|s| {
                let (a, b) = (s.text.to_lowercase(), words.to_lowercase());
                a.contains(&b) || b.contains(&a) || a.split_whitespace().last() == b.split_whitespace().last()
            });
            if !known {
                out.push(Slot { role: name.clone(), text: words.to_owned(), range: f.range.clone(), sure: f.sure });
            }
        }
    }
    out
}
