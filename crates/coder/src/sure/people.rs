//! Signs that whoever is named as having done it, and the numbers of people, are right.

use polybius_records::{ActorType, BlockKind, Count, CountKind, Role};

use super::story::telling;
use super::{Case, Signs, few, flag};
use crate::{ActorHow, ActorMention, CountMention};

/// Organisations and states named as having done it.
pub(super) fn perpetrators(case: &Case<'_, '_>) -> Signs {
    let Case { r, incident, body, .. } = case;
    let named: Vec<_> = body.organised_doers().collect();
    let certainty = |word: &str| flag(named.iter().any(|a| a.certainty == word));
    let is_state = |kind| {
        matches!(kind, ActorType::Government | ActorType::Military | ActorType::Police | ActorType::Intelligence)
    };
    let acts = incident.agents(r);
    let telling_it = incident.groups.iter().filter(|g| {
        let mut agents = g.frames(r).flat_map(|f| &f.agents).map(|&a| &r.mentions.actors[a].id);
        agents.any(|id| named.iter().any(|a| a.id == *id))
    });
    let organised = |m: &&ActorMention| {
        matches!(m.how, ActorHow::Named | ActorHow::Unknown | ActorHow::Force) && m.kind != ActorType::Organisation
    };
    let mut others: Vec<&str> = r.mentions.actors.iter().filter(organised).map(|m| m.id.as_str()).collect();
    others.retain(|id| !named.iter().any(|a| a.id == *id));
    others.sort_unstable();
    others.dedup();
    let mut signs = telling(case);
    signs.extend([
        ("claimed", certainty("claimed")),
        ("attributed", certainty("attributed")),
        ("suspected", certainty("suspected")),
        ("acts in it", flag(named.iter().any(|a| acts.contains(&a.id.as_str())))),
        ("agreeing", few(telling_it.count().saturating_sub(1))),
        ("several", few(named.len() - 1)),
        ("opponent", flag(named.iter().any(|a| a.role == Role::Opponent))),
        ("detainer", flag(named.iter().any(|a| a.role == Role::Detainer))),
        ("state", flag(named.iter().any(|a| is_state(a.kind)))),
        ("known", flag(named.iter().any(|a| a.id.starts_with('Q')))),
        ("rivals", few(others.len())),
    ]);
    signs
}

/// A number of people.
pub(super) fn count(case: &Case<'_, '_>, kind: CountKind, count: &Count) -> Signs {
    let Case { r, incident, body, .. } = case;
    let value = count.best.or(count.low).or(count.high);
    let size = |m: &CountMention| m.best.or(m.low).or(m.high);
    let own = incident.counts(r, kind);
    let all = || r.mentions.counts.iter().filter(|m| m.kind == Some(kind));
    let agreeing = all().filter(|m| size(m) == value).count();
    let distinct = |list: &mut dyn Iterator<Item = &CountMention>| {
        let mut rivals: Vec<u64> = list.filter(|m| !m.part).filter_map(size).filter(|n| Some(*n) != value).collect();
        rivals.sort_unstable();
        rivals.dedup();
        rivals.len()
    };
    let headed =
        |m: &CountMention| m.spot.sentence <= r.lead_end || r.text.sentences[m.spot.sentence].block == BlockKind::Title;
    let others = CountKind::ALL.iter().any(|&k| k != kind && body.count(k).is_some());
    let mut signs = telling(case);
    signs.extend([
        ("of the act", flag(own.iter().any(|m| size(m) == value))),
        ("no number", flag(all().next().is_none())),
        ("summed", flag(agreeing == 0 && all().next().is_some())),
        ("agreeing", few(agreeing.saturating_sub(1))),
        ("rivals", few(distinct(&mut own.into_iter()))),
        ("rivals in text", few(distinct(&mut all()))),
        ("headed", flag(all().any(|m| headed(m) && size(m) == value))),
        ("total", flag(all().any(|m| m.total && size(m) == value))),
        ("inexact", flag(count.best.is_none() || count.low != count.best || count.high != count.best)),
        ("parts", flag(!count.breakdown.is_empty())),
        ("nobody", flag(value == Some(0))),
        ("one", flag(value == Some(1))),
        ("large", value.map_or(0.0, |n| ((n as f64).ln_1p() / 6.0).min(1.0))),
        ("other counts", flag(others)),
        ("held", flag(matches!(kind, CountKind::Abducted | CountKind::Detained | CountKind::Displaced))),
    ]);
    signs
}
