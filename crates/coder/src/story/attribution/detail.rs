//! How a claim of responsibility was made, and what toll it claims.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use polybius_records::{ClaimDetail, ClaimMode, CountKind, Stance};
use serde::Deserialize;

use super::{Claim, Incident, Reading, Seeker};
use crate::frames::{is_speech, tree};

/// The words of `data/statements/claim_modes.toml`, in its order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Modes {
    mode: Vec<Mode>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mode {
    name: ClaimMode,
    words: Vec<String>,
}

static MODES: LazyLock<Modes> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the file is part of the program, and a test reads it")]
    toml::from_str(include_str!("../../../../../data/statements/claim_modes.toml")).expect("claim_modes.toml")
});

/// What carries a message stands behind one of these, or is the subject of the verb.
const CARRIERS: [&str; 9] = ["in", "through", "via", "on", "by", "from", "over", "with", "to"];

/// The detail of a claim by the actor itself; `None` where the sentence has none, or the claim is somebody else's.
pub(crate) fn of(r: &Reading<'_, '_>, incidents: &[Incident], claim: &Claim) -> Option<ClaimDetail> {
    if claim.stance != Stance::Claims {
        return None;
    }
    let seeker = Seeker { r, incidents, n: claim.sentence, s: &r.text.sentences[claim.sentence].syntax };
    let (mode, through) = seeker.carrier(claim.token).unzip();
    let next =
        r.text.sentences.get(claim.sentence + 1).map(|s| Seeker { n: claim.sentence + 1, s: &s.syntax, ..seeker });
    let toll = |kind: CountKind| {
        let number = |s: &Seeker<'_, '_, '_>| s.claimed(kind, claim);
        number(&seeker).or_else(|| next.as_ref().and_then(number))
    };
    let detail = ClaimDetail { mode, through, killed: toll(CountKind::Killed), injured: toll(CountKind::Injured) };
    let empty = ClaimDetail { mode: None, through: None, killed: None, injured: None };
    (detail != empty).then_some(detail)
}

impl Seeker<'_, '_, '_> {
    /// The phrase that names how the claim came: "in a statement on its website". It hangs on the claim's clause, or is its subject.
    fn carrier(&self, claim: usize) -> Option<(ClaimMode, String)> {
        let tokens = &self.s.tokens;
        let verb = tree::clause_verb(self.s, claim);
        let subject = tree::subject(self.s, verb);
        let mut best: Option<(usize, ClaimMode, RangeInclusive<usize>)> = None;
        for (t, token) in tokens.iter().enumerate() {
            let Some(rank) =
                MODES.mode.iter().position(|m| m.words.iter().any(|w| *w == token.lemma || *w == token.lower))
            else {
                continue;
            };
            let head = token.head;
            let carried = token.label == "pobj" && CARRIERS.contains(&tokens[head].lower.as_str());
            let speaks = subject == Some(t);
            if !(carried || speaks) || !self.in_clause_of(t, verb) {
                continue;
            }
            if best.as_ref().is_none_or(|(known, ..)| rank < *known) {
                best = Some((rank, MODES.mode[rank].name, self.phrase(t)));
            }
        }
        let (_, mode, range) = best?;
        let words = self.r.text.slice(tokens[*range.start()].start..tokens[*range.end()].end);
        Some((mode, words.split_whitespace().collect::<Vec<_>>().join(" ")))
    }

    /// Whether a word hangs on the clause of `verb` without a relative clause between.
    fn in_clause_of(&self, mut t: usize, verb: usize) -> bool {
        for _ in 0..self.s.tokens.len() {
            if t == verb {
                return true;
            }
            let token = &self.s.tokens[t];
            if matches!(token.label, "relcl" | "acl" | "ccomp") || token.head == t {
                // The tree may hang "in a statement" on the act that is claimed.
                return token.label == "ROOT" && self.s.is_under(verb, t);
            }
            t = token.head;
        }
        false
    }

    /// The noun phrase of a word, up to a comma or a clause.
    fn phrase(&self, t: usize) -> RangeInclusive<usize> {
        let tokens = &self.s.tokens;
        let ends = |i: usize| {
            matches!(tokens[i].lower.as_str(), "," | ";" | "that" | "which" | "who" | "saying" | "claiming")
                || matches!(tokens[i].label, "relcl" | "acl" | "punct")
        };
        let first = (0..t).rev().take_while(|&i| self.s.is_under(i, t) && !ends(i)).last().unwrap_or(t);
        let last = (t + 1..tokens.len()).take_while(|&i| self.s.is_under(i, t) && !ends(i)).last().unwrap_or(t);
        first..=last
    }

    /// The number that the claimant itself gives here: "said it had killed 20 soldiers". The toll of "claimed the attack that
    /// killed 12" is the paper's.
    fn claimed(&self, kind: CountKind, claim: &Claim) -> Option<u64> {
        let of_kind = self.r.mentions.counts.iter().filter(|c| c.spot.sentence == self.n && c.kind == Some(kind));
        of_kind.filter(|c| self.is_said_by(c.spot.head, claim)).find_map(|c| c.best.or(c.low).or(c.high))
    }

    fn is_said_by(&self, mut t: usize, claim: &Claim) -> bool {
        let tokens = &self.s.tokens;
        for _ in 0..tokens.len() {
            let token = &tokens[t];
            if matches!(token.label, "relcl" | "acl" | "advcl") || token.head == t {
                return false;
            }
            let above = token.head;
            let says = is_speech(&tokens[above].lemma) || matches!(tokens[above].lemma.as_str(), "claim" | "admit");
            // "put the dead at nine"
            let puts = tokens[above].lemma == "put" && matches!(token.label, "prep" | "dobj");
            if says && matches!(token.label, "ccomp" | "xcomp") || puts {
                let speaker = tree::subject(self.s, above).and_then(|s| self.organisation(s));
                return speaker.is_some_and(|a| self.r.mentions.actors[a].name == claim.actor);
            }
            t = above;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use polybius_lexicon::Lexicon;
    use polybius_records::Document;

    use super::*;
    use crate::{Coder, code};

    #[test]
    fn words_stand_in_one_mode() {
        let all: Vec<&String> = MODES.mode.iter().flat_map(|m| &m.words).collect();
        for (i, word) in all.iter().enumerate() {
            assert!(**word == word.to_lowercase() && !all[..i].contains(word), "{word}");
        }
    }

    #[test]
    fn claims_have_a_way_and_a_toll() {
        let coder = Coder::new(Lexicon::embedded());
        let table: [(&str, &str); 7] = [
            (
                "A car bomb killed nine soldiers in Kabul on Monday. The Taliban claimed responsibility in a statement on Telegram.",
                "online Telegram - -",
            ),
            (
                "A bomb killed two policemen in Quetta on Friday. The Baloch Liberation Army claimed responsibility for the attack in a video.",
                "video a video - -",
            ),
            (
                "Gunmen attacked a base near Afgooye in Somalia on Sunday. Al-Shabaab claimed responsibility for the raid and said it had killed 27 soldiers.",
                "- - 27 -",
            ),
            ("Al-Shabaab claimed to have killed 14 soldiers in an ambush near Afgooye in Somalia.", "- - 14 -"),
            (
                "A suicide bomber killed four officers in Quetta on Thursday. The Pakistani Taliban claimed the attack in a message to journalists and put the dead at nine.",
                "other a message to journalists 9 -",
            ),
            (
                "Boko Haram claimed responsibility for the bombing in Maiduguri, Nigeria, that killed 12 people on Tuesday.",
                "- - - -",
            ),
            (
                "Shells fell on Goma on Monday, killing three people. The M23 claimed responsibility through its radio. It said 40 militiamen were wounded.",
                "online its radio - 40",
            ),
        ];
        for (text, expected) in table {
            let document = Document::plain("d", text).published_on(jiff::civil::date(2024, 3, 22));
            let (reports, ..) = code(&coder, &document);
            let claims = reports.iter().flat_map(|r| &r.body.attributions).filter(|a| a.stance == Stance::Claims);
            let told: Vec<String> = claims
                .map(|a| match &a.claim {
                    None => "- - - -".to_owned(),
                    Some(c) => {
                        let mode = c.mode.map_or("-".to_owned(), |m| format!("{m:?}").to_lowercase());
                        let number = |n: Option<u64>| n.map_or("-".to_owned(), |n| n.to_string());
                        let through = c.through.as_deref().unwrap_or("-");
                        format!("{mode} {through} {} {}", number(c.killed), number(c.injured))
                    }
                })
                .collect();
            assert_eq!(told, [expected], "{text}");
        }
    }
}
