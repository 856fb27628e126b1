use crate::{EventBody, Role, Stance};

use super::act::with_article;

/// Who said that it was theirs, whom others blame, who denies it: at most two of each stance; last, an attacker who is not
/// certain and of whom nobody in particular speaks.
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
    for actor in body.actors.iter().filter(|a| a.role == Role::Perpetrator) {
        let spoken_of = body.attributions.iter().any(|a| a.actor == actor.name);
        let name = with_article(&actor.name);
        match actor.certainty.as_str() {
            _ if spoken_of => {}
            "claimed" => out.push(format!("{name} claimed it")),
            "attributed" => out.push(format!("it was attributed to {name}")),
            "suspected" => out.push(format!("{name} was suspected")),
            _ => {}
        }
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
    // The coder writes "unspecified" where the text does not say who blames.
    if by.is_empty() || by == "unspecified" { "a report".to_owned() } else { with_article(by) }
}
