//! Frames of one sentence that tell of one act, by the sentence's grammar.

use polybius_syntax::Sentence;

use super::arguments::{frame_at, is_light};
use super::triggers::Act;
use super::view::View;
use super::{Frame, tree};

/// Finds the frames of the sentence that tell of the same act as frame `i`.
pub(super) fn link(view: &View<'_, '_>, frames: &mut [Frame], i: usize, base: usize) {
    let s = view.syntax;
    let hit = frames[i].hit;
    let mut same: Vec<usize> = Vec::new();
    if !hit.noun {
        // "the blast killed 12", "12 were killed in the blast", "the attack left 12 dead".
        let around = tree::subject(s, hit.token)
            .into_iter()
            .chain(tree::passive_agents(s, hit.token))
            .chain(tree::prep_objects(
                s,
                hit.token,
                &["in", "during", "by", "from", "after", "when", "at", "amid", "as", "with"],
            ))
            .chain(tree::objects(s, hit.token).into_iter().filter(|_| !hit.entry.act.is_effect()));
        for t in around {
            let Some(j) = frame_at(frames, t) else { continue };
            let after = s.tokens[t].label == "pobj" && s.tokens[s.tokens[t].head].lower == "after";
            if j != i && (!after || hit.entry.act.is_effect()) && joins(frames, i, j) {
                same.push(j);
            }
        }
        // "took the town after two weeks of shelling": the fighting for it.
        if hit.entry.act == Act::Capture {
            let after = tree::prep_objects(s, hit.token, &["after", "following"]);
            let of = after.iter().flat_map(|&t| tree::prep_objects(s, t, &["of"])).collect::<Vec<_>>();
            let fought = after.into_iter().chain(of).filter_map(|t| frame_at(frames, t));
            same.extend(fought.filter(|&j| j != i && frames[j].hit.noun && joins(frames, i, j)));
        }
        // Verbs of one subject: "opened fire and set the hall alight", "attacked, killing 12".
        let head = s.tokens[hit.token].head;
        let label = s.tokens[hit.token].label;
        if head != hit.token
            && matches!(
                label,
                "conj" | "advcl" | "xcomp" | "acl" | "relcl" | "ccomp" | "parataxis" | "dep" | "prep" | "pcomp"
            )
        {
            // "were killed and three sustained injuries when ...": past verbs that are no triggers to the one that is.
            let mut up = head;
            while frame_at(frames, up).is_none() && s.tokens[up].label == "conj" && s.tokens[up].head != up {
                up = s.tokens[up].head;
            }
            let head = if label == "advcl" && frame_at(frames, up).is_some() { up } else { head };
            let above = if tree::is_verb(s, head) {
                frame_at(frames, head)
            } else {
                frame_at(frames, head).or_else(|| {
                    tree::clause_above(s, hit.token)
                        .and_then(|v| frame_at(frames, v).filter(|_| label != "relcl" && label != "acl"))
                })
            };
            let above =
                above.or_else(|| (matches!(label, "relcl" | "acl")).then(|| act_above(s, frames, hit, head)).flatten());
            let later = marked(s, hit.token, &["after", "before", "since", "until"])
                && !above.is_some_and(|j| frames[j].hit.entry.act.is_effect());
            if let Some(j) = above.filter(|&j| j != i && !later && joins(frames, i, j)) {
                let own_subject = tree::child(s, hit.token, &["nsubj", "nsubjpass"]).is_some();
                let participle = matches!(label, "advcl" | "acl" | "xcomp" | "dep" | "prep" | "pcomp" | "relcl");
                // "one man was killed and four people were shot": what was done to them, told side by side.
                let shot = |f: &Frame| matches!(f.hit.entry.act, Act::Shooting | Act::Stabbing);
                let suffered = label == "conj"
                    && shot(&frames[i])
                    && frames[j].hit.entry.effect.is_some()
                    && !frames[j].hit.noun
                    && tree::is_passive(s, hit.token)
                    && tree::is_passive(s, frames[j].hit.token);
                if participle || !own_subject || frames[i].hit.entry.act.is_effect() || suffered {
                    same.push(j);
                }
            }
        }
        // "carried out an attack that killed 12": the noun under the verb above.
        let later = marked(s, hit.token, &["after", "before", "since", "until", "while", "as"]);
        if matches!(label, "advcl" | "xcomp" | "conj" | "dep")
            && !later
            && head != hit.token
            && tree::is_verb(s, head)
            && frame_at(frames, head).is_none()
        {
            for t in tree::objects(s, head).into_iter().chain(tree::subject(s, head)).chain(tree::prep_objects(
                s,
                head,
                &["in", "to", "by"],
            )) {
                if let Some(j) = frame_at(frames, t).filter(|&j| j != i && joins(frames, i, j)) {
                    same.push(j);
                }
            }
        }
        same.extend(trailing(s, frames, hit.token).filter(|&j| j != i && joins(frames, i, j)));
    } else {
        // "wave of bombings", "attack, a suicide bombing": nouns of one thing.
        let head = s.tokens[hit.token].head;
        let label = s.tokens[hit.token].label;
        let up = match label {
            "appos" | "compound" | "nmod" => Some(head),
            "pobj"
                if tree::clause_verb(s, hit.token) == s.tokens[head].head
                    && leads_to(&s.tokens[s.tokens[head].head].lemma) =>
            {
                tree::subject(s, s.tokens[head].head)
            }
            "pobj" if matches!(s.tokens[head].lower.as_str(), "of" | "in" | "during" | "by" | "with" | "from") => {
                Some(s.tokens[head].head)
            }
            "attr" => tree::subject(s, head),
            "dobj" if leads_to(&s.tokens[head].lemma) => tree::subject(s, head),
            _ => None,
        };
        // "killed 100 at a ceremony, an attack also linked to X": the noun sums up what was just told.
        let summed = hit.entry.act.is_generic()
            && hit.first >= 2
            && matches!(s.tokens[hit.first - 1].lower.as_str(), "a" | "an")
            && matches!(s.tokens[hit.first - 2].lower.as_str(), "," | "—" | "–" | "-" | "--");
        let told = (0..i)
            .rev()
            .find(|&j| frames[j].unreal.is_none() && frames[j].hit.entry.act.family() == super::Family::Violence);
        if let Some(j) = told.filter(|&j| summed && joins(frames, i, j)) {
            same.push(j);
        }
        // "the attack in A, an attack in B": the same word twice is two acts.
        let twice = |j: usize| s.tokens[frames[j].hit.token].lemma == s.tokens[hit.token].lemma && label == "appos";
        if let Some(j) = up.and_then(|t| frame_at(frames, t)).filter(|&j| j != i && joins(frames, i, j) && !twice(j)) {
            same.push(j);
        }
    }
    for j in same {
        if !frames[i].same.contains(&(base + j)) {
            frames[i].same.push(base + j);
        }
    }
}

/// "attacked a village, burning houses and killing 12": what a participle at the end of a row of them belongs to, the finite verb
/// before the row. The tree often hangs the row elsewhere, so the words between decide: no other subject may stand there.
fn trailing(s: &Sentence, frames: &[Frame], token: usize) -> Option<usize> {
    let tokens = &s.tokens;
    let bare = tokens[token].tag == "VBG" && tree::child(s, token, &["nsubj", "nsubjpass", "aux", "det"]).is_none();
    let opens = token > 0 && matches!(tokens[token - 1].lower.as_str(), "," | "and" | ";" | "while" | "then" | "also");
    if !bare || !opens {
        return None;
    }
    for t in (0..token).rev() {
        if matches!(tokens[t].label, "nsubj" | "nsubjpass")
            || matches!(tokens[t].lower.as_str(), ":" | "\"" | "”" | "“")
        {
            return None;
        }
        if matches!(tokens[t].tag, "VBD" | "VBZ" | "VBP" | "VBN") {
            let act = frame_at(frames, t).filter(|&j| !frames[j].hit.noun);
            if act.is_some() || tokens[t].tag != "VBN" {
                return act;
            }
        }
    }
    None
}

/// "the siege ended in an assault", "the protest turned into a riot".
fn leads_to(lemma: &str) -> bool {
    matches!(
        lemma,
        "end"
            | "culminate"
            | "result"
            | "turn"
            | "escalate"
            | "develop"
            | "degenerate"
            | "begin"
            | "start"
            | "involve"
            | "include"
            | "feature"
    )
}

/// Whether a clause opens with one of the conjunctions.
fn marked(s: &Sentence, v: usize, words: &[&str]) -> bool {
    s.children(v).any(|j| {
        matches!(s.tokens[j].label, "mark" | "prep" | "advmod") && j < v && words.contains(&s.tokens[j].lower.as_str())
    }) || matches!(s.tokens[v].label, "pcomp") && words.contains(&s.tokens[s.tokens[v].head].lower.as_str())
}

/// The act that a relative clause belongs to where its own noun is none: "the attack by militants of X, which killed 12", "the
/// attack was carried out by men who besieged a school".
fn act_above(s: &Sentence, frames: &[Frame], hit: super::Hit, noun: usize) -> Option<usize> {
    let mut i = noun;
    for _ in 0..6 {
        if i != noun
            && let Some(j) = frame_at(frames, i)
        {
            let by_people = !hit.entry.act.is_effect();
            return (!by_people || !frames[j].hit.noun || frames[j].agents.is_empty()).then_some(j);
        }
        if i != noun && tree::is_verb(s, i) {
            // "the attack was carried out by men who": the verb's own act.
            return (is_light(&s.tokens[i].lemma))
                .then(|| tree::subject(s, i).into_iter().chain(tree::objects(s, i)).find_map(|t| frame_at(frames, t)))
                .flatten();
        }
        let head = s.tokens[i].head;
        if head == i
            || !matches!(
                s.tokens[i].label,
                "pobj" | "prep" | "agent" | "appos" | "conj" | "dobj" | "nsubj" | "nsubjpass"
            )
        {
            return None;
        }
        i = head;
    }
    None
}

/// Whether two frames of one sentence can tell of one act at all.
fn joins(frames: &[Frame], i: usize, j: usize) -> bool {
    use super::Family::*;
    let (a, b) = (frames[i].hit.entry.act, frames[j].hit.entry.act);
    let pair = (a.family(), b.family());
    let families = matches!(pair, (Violence | War, Violence | War))
        || a.family() == b.family()
        || matches!(pair, (Contention, Violence | War) | (Violence | War, Contention))
            && (a.is_effect()
                || b.is_effect()
                || matches!((a, b), (Act::Riot | Act::Mob, _) | (_, Act::Riot | Act::Mob))
                || a == Act::Dispersal
                || b == Act::Dispersal);
    families
        && (frames[i].status == frames[j].status
            || frames[i].unreal.is_some() == frames[j].unreal.is_some() && a.is_effect())
}
