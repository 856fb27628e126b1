use crate::{EventBody, Stance};

use super::act::with_article;

/// Who said that it was theirs, whom others blame, who denies it: one clause a stance, at most two speakers in each.
pub(super) fn clauses(body: &EventBody) -> Vec<String> {
    let claims = pairs(body, Stance::Claims);
    let mut out = Vec::new();
    let claimants: Vec<String> = claims.iter().map(|(by, _)| with_article(by)).collect();
    if !claimants.is_empty() {
        out.push(format!("{} claimed it", super::listed(&claimants)));
    }
    for (by, actor) in pairs(body, Stance::Attributes).into_iter().filter(|(_, a)| !claims.iter().any(|(c, _)| c == a))
    {
        out.push(format!("{} blamed {}", speaker(by), with_article(actor)));
    }
    for (by, actor) in pairs(body, Stance::Suspects).into_iter().filter(|(_, a)| !claims.iter().any(|(c, _)| c == a)) {
        out.push(format!("{} suspected {}", speaker(by), with_article(actor)));
    }
    for (by, actor) in pairs(body, Stance::Denies) {
        out.push(if by == actor {
            format!("{} denied it", with_article(by))
        } else {
            format!("{} denied that it was {}", speaker(by), with_article(actor))
        });
    }
    out
}

fn pairs(body: &EventBody, stance: Stance) -> Vec<(&str, &str)> {
    let mut out: Vec<(&str, &str)> = Vec::new();
    for said in body.attributions.iter().filter(|a| a.stance == stance && !a.actor.trim().is_empty()) {
        let by = said.by.trim();
        let pair = (by, said.actor.trim());
        // A claim is the actor's own, whoever the text quotes for it.
        let pair = if stance == Stance::Claims { (pair.1, pair.1) } else { pair };
        if !out.iter().any(|(b, a)| b == &pair.0 && a == &pair.1) && out.len() < 2 {
            out.push(pair);
        }
    }
    out
}

fn speaker(by: &str) -> String {
    if by.is_empty() { "a report".to_owned() } else { with_article(by) }
}
