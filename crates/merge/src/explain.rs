use polybius_records::Report;
use serde::Serialize;

use crate::context::Context;
use crate::features::Features;
use crate::score::{Kin, ScoreParts, score};

/// A pair of reports that holds an event together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Join {
    /// Id of one report.
    pub a: String,
    /// Id of the other report.
    pub b: String,
    /// How the pair was weighed.
    pub parts: ScoreParts,
    /// Whether a person said that the two are one event.
    pub by_person: bool,
}

/// The pairs that hold an event together, the strongest first: people's words, then those by which each report hangs best on the others.
/// `reports` are all of the event.
pub fn joins(reports: &[Report], context: &Context<'_>) -> Vec<Join> {
    let features: Vec<Features> = reports.iter().map(Features::of).collect();
    let kin = Kin::new(context.hierarchy);
    let said = context.decisions.last_links();
    let mut pairs = Vec::new();
    for (i, a) in features.iter().enumerate() {
        for (j, b) in features.iter().enumerate().skip(i + 1) {
            let ids = if a.id <= b.id { (&*a.id, &*b.id) } else { (&*b.id, &*a.id) };
            let by_person = said.get(&ids).is_some_and(|word| word.same);
            pairs.push((i, j, by_person, score(a, b, &kin)));
        }
    }
    pairs.sort_by(|x, y| y.2.cmp(&x.2).then(y.3.margin().total_cmp(&x.3.margin())).then((x.0, x.1).cmp(&(y.0, y.1))));
    let mut parts: Vec<usize> = (0..reports.len()).collect();
    let mut out = Vec::new();
    for (i, j, by_person, weighed) in pairs {
        if parts[i] != parts[j] {
            let (keep, drop) = (parts[i], parts[j]);
            parts.iter_mut().filter(|part| **part == drop).for_each(|part| *part = keep);
            out.push(Join { a: reports[i].id.clone(), b: reports[j].id.clone(), parts: weighed, by_person });
        }
    }
    out
}
