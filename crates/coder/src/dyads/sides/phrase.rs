//! The actors of a phrase: itself, those joined to it, those inside it.

use super::super::party::Reading;
use super::super::scene::Scene;

impl Scene<'_, '_> {
    /// The actors of a phrase: itself, those joined to it, or those inside it.
    pub(in crate::dyads) fn parties(&self, at: usize, speaker: Option<usize>) -> Vec<Reading> {
        if matches!(self.token(at).tag, "PRP" | "WP" | "WDT") {
            return speaker.filter(|&s| s != at).map(|s| self.parties(s, None)).unwrap_or_default();
        }
        let mut out: Vec<Reading> = Vec::new();
        for j in self.joined(at) {
            for reading in self.party(j).into_iter().flat_map(|r| self.split(r)) {
                if !out.iter().any(|o| o.head == reading.head) {
                    out.push(reading);
                }
            }
        }
        // "French and German police": the adjective alone means the noun that it shares.
        for at in 0..out.len().saturating_sub(1) {
            let alone = out[at].sector.is_none()
                && matches!(self.token(out[at].head).tag, "JJ" | "NNP")
                && self.nation_at(out[at].head).is_some_and(|n| n.adjective);
            if alone {
                out[at].sector = out[at + 1..].iter().find_map(|r| r.sector.clone());
            }
        }
        for reading in &mut out {
            self.of_speaker(reading, speaker);
        }
        if out.is_empty() {
            out = self.inside(at, speaker);
        }
        out
    }

    /// "their forces": of the country of the one who speaks.
    fn of_speaker(&self, reading: &mut Reading, speaker: Option<usize>) {
        let own = self.kids(reading.head).iter().any(|&j| self.token(j).tag == "PRP$");
        if own && reading.country.is_none() {
            reading.country = speaker.and_then(|s| self.party(s)).and_then(|p| p.country);
        }
    }

    /// The actor that a noun of a thing or an act belongs to: "Israel's raids", "a move by the army", "a blast in Samarra".
    fn inside(&self, at: usize, speaker: Option<usize>) -> Vec<Reading> {
        let owners = self.kids(at).iter().copied().filter(|&j| self.token(j).label == "poss");
        let by = self.prep_objects(at, &["by", "from", "of", "between", "among", "in", "near", "against"]);
        let before = self.modifiers(at);
        // "a report released in the capital of": where it was done.
        let done = self.kids(at).iter().copied().filter(|&j| self.token(j).label == "acl");
        let there: Vec<usize> = done.flat_map(|j| self.prep_objects(j, &["in", "by"])).collect();
        let deeper: Vec<usize> = there.iter().flat_map(|&j| self.modifiers(j)).collect();
        for j in owners.chain(before).chain(by).chain(there).chain(deeper) {
            if self.token(j).tag == "PRP$" {
                if let Some(s) = speaker {
                    return self.parties(s, None);
                }
                continue;
            }
            let found: Vec<Reading> = self
                .joined(j)
                .into_iter()
                .filter_map(|k| if k < at { self.named_party(k) } else { self.party(k) })
                .collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }
}
