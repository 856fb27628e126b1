use std::ops::Range;

use polybius_syntax::Name;

use super::scene::Scene;
use crate::ActorHow;
use crate::frames::{is_speech, tree};

/// How many tokens a speaker's name with titles may have.
const LONGEST: usize = 24;

/// Who says what the sentence says, in the text's words: "according to X", "X said", "said X, a director of Y". A pronoun is
/// resolved to the last speaker named.
///
/// `anchor` is the word that the statement was read from: what stands in a speaker's own title ("X leader N said") is not said by
/// the speaker, and a warning's issuer is no source of it.
pub(super) fn of(scene: &Scene<'_, '_>, anchor: usize) -> Option<(String, Range<usize>)> {
    according(scene).or_else(|| speaker(scene, Some(anchor)))
}

fn according(scene: &Scene<'_, '_>) -> Option<(String, Range<usize>)> {
    let at = (0..scene.len()).find(|&i| scene.lower(i) == "according" && scene.lower(i + 1) == "to")?;
    let first = at + 2;
    let mut last = first;
    while last + 1 < scene.len() && last < first + LONGEST {
        let next = scene.lower(last + 1);
        if next == "(" {
            // "(SOHR)" belongs to the name.
            match (last + 2..scene.len().min(last + 5)).find(|&j| scene.lower(j) == ")") {
                Some(close) => last = close,
                None => break,
            }
            continue;
        }
        // "a project launched last week by the institute" is still the speaker; "X says" is not.
        let word = scene.lower(last + 1);
        let reduced = word.ends_with("ed") || word.ends_with("en") || scene.label(last + 1) == "acl";
        let verb = matches!(scene.s.tokens[last + 1].tag, "VBD" | "VBZ" | "VBP") && !reduced;
        if verb || matches!(next, "," | "." | ";" | ":" | "who" | "which" | "that" | "”" | "\"" | "—" | "--" | "–")
        {
            break;
        }
        last += 1;
    }
    (first < scene.len()).then(|| phrase(scene, first, last))
}

fn phrase(scene: &Scene<'_, '_>, first: usize, last: usize) -> (String, Range<usize>) {
    let range = scene.s.tokens[first].start..scene.s.tokens[last].end;
    (scene.text.slice(range.clone()).to_owned(), range)
}

/// The subject of the sentence's verb of saying. Without an anchor, the sentence is only asked who speaks in it.
fn speaker(scene: &Scene<'_, '_>, anchor: Option<usize>) -> Option<(String, Range<usize>)> {
    let verbs = (0..scene.len()).filter(|&i| scene.s.tokens[i].tag.starts_with('V') && says(scene.lemma(i)));
    for v in verbs {
        // "elements said to be linked": nobody speaks.
        if scene.lower(v + 1) == "to" && scene.lower(v) == "said" {
            continue;
        }
        if Some(v) == anchor || anchor.is_some() && !carries(scene, v) {
            continue;
        }
        // "risk warning", "a reported attack": no saying.
        if matches!(scene.label(v), "relcl" | "amod" | "acl" | "compound")
            || matches!(scene.lower(v), "warning" | "warnings" | "reported" if !starts_clause(scene, v))
        {
            continue;
        }
        let direct = tree::child(scene.s, v, &["nsubj"]).or_else(|| beside(scene, v));
        let Some(subject) = direct else { continue };
        if matches!(scene.lower(subject), "he" | "she" | "they" | "it" | "who") {
            anchor?;
            let earlier = (scene.n.saturating_sub(4)..scene.n).rev();
            for n in earlier {
                let before = Scene { n, s: &scene.text.sentences[n].syntax, ..*scene };
                if let Some(found) = speaker(&before, None).or_else(|| person(&before)) {
                    return Some(found);
                }
            }
            continue;
        }
        if scene.s.tokens[subject].tag.starts_with('N') {
            let (first, last) = span(scene, subject);
            if anchor.is_some_and(|a| (first..=last).contains(&a)) {
                continue;
            }
            return Some(phrase(scene, first, last));
        }
    }
    None
}

/// A participle with a subject of its own.
fn starts_clause(scene: &Scene<'_, '_>, v: usize) -> bool {
    tree::child(scene.s, v, &["nsubj", "ccomp"]).is_some()
}

/// Whether the verb carries a clause: "said that", "…, she said"; "denied it" and "spoke on television" carry none.
fn carries(scene: &Scene<'_, '_>, v: usize) -> bool {
    let clause = tree::child(scene.s, v, &["ccomp", "xcomp", "parataxis"]).is_some();
    let inserted = matches!(scene.label(v), "ccomp" | "parataxis" | "advcl" | "ROOT")
        && (v.saturating_sub(3)..v).any(|i| matches!(scene.lower(i), "," | "”" | "\"" | "''"));
    // The tree misses some: a verb of plain saying with another verb after it carries one.
    let plain = matches!(
        scene.lemma(v),
        "say" | "announce" | "report" | "estimate" | "note" | "add" | "claim" | "state" | "believe"
    ) && (v + 2..scene.len()).any(|i| matches!(scene.s.tokens[i].tag, "VBD" | "VBZ" | "VBP" | "MD"));
    // "claimed responsibility for the attack that killed 12": the number is nobody's claim.
    let responsibility = ["dobj", "nsubjpass"].iter().any(|&label| {
        tree::child(scene.s, v, &[label])
            .is_some_and(|o| matches!(scene.lemma(o), "responsibility" | "credit" | "attack" | "bombing"))
    });
    (clause || inserted || plain || scene.lower(v + 1) == "that") && !responsibility
}

fn says(lemma: &str) -> bool {
    is_speech(lemma) || matches!(lemma, "warn" | "estimate" | "note" | "report" | "add" | "tell" | "announce" | "write")
}

/// Where the tree has no subject: a name right before the verb, or right after it at the end of a quotation.
fn beside(scene: &Scene<'_, '_>, v: usize) -> Option<usize> {
    let noun = |i: usize| scene.s.tokens.get(i).is_some_and(|t| matches!(t.tag, "NNP" | "NNPS" | "NNS" | "PRP" | "NN"));
    if v > 0 && noun(v - 1) {
        return Some(v - 1);
    }
    let last = (v + 1..scene.len()).take_while(|&i| matches!(scene.s.tokens[i].tag, "NNP" | "NNPS")).last();
    last.filter(|_| v > 0 && matches!(scene.lower(v - 1), "," | "”" | "\"" | "''"))
}

/// The whole phrase of a speaker: titles before, an apposition after.
fn span(scene: &Scene<'_, '_>, subject: usize) -> (usize, usize) {
    let under = |i: usize| scene.s.is_under(i, subject);
    let first = (subject.saturating_sub(LONGEST)..subject)
        .rev()
        .take_while(|&i| under(i) && scene.lower(i) != ",")
        .last()
        .unwrap_or(subject);
    let mut last = subject;
    while last + 1 < scene.len() && last < subject + LONGEST && under(last + 1) {
        if matches!(scene.label(last + 1), "relcl")
            || matches!(scene.lower(last + 1), "who" | "which" | "that" | "”" | ";" | "—")
        {
            break;
        }
        last += 1;
    }
    while last > subject
        && scene.s.tokens[last].tag.starts_with(|c: char| !c.is_alphabetic())
        && scene.lower(last) != ")"
    {
        last -= 1;
    }
    (first, last)
}

/// The last person named in a sentence.
fn person(scene: &Scene<'_, '_>) -> Option<(String, Range<usize>)> {
    if let Some(m) = scene.actors().iter().rev().find(|m| m.how == ActorHow::Person) {
        let (first, last) = span(scene, m.spot.head);
        return Some(phrase(scene, first.min(m.spot.first), last.max(m.spot.last)));
    }
    let last = (0..scene.len()).rev().find(|&i| scene.s.tokens[i].name == Name::Person)?;
    let first = (0..=last).rev().take_while(|&i| scene.s.tokens[i].name == Name::Person).last()?;
    Some(phrase(scene, first, last))
}
