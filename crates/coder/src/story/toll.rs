//! The count of an incident, out of all the numbers that the document gives for it.

use polybius_records::{Count, CountKind, Part};
use polybius_syntax::Name;

use super::Reading;
use super::incident::Incident;
use crate::CountMention;
use crate::frames::tree;

/// What kind of people a number counts: numbers of different kinds add up, numbers of one kind replace each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Counted {
    Everyone,
    Attackers,
    Forces,
    Civilians,
}

/// One sentence's number.
struct Candidate {
    count: Count,
    mentions: Vec<CountMention>,
    sentence: usize,
    total: bool,
    counted: Counted,
    /// "also killed", "three others", "another soldier": on top of what was said before.
    more: bool,
}

impl Candidate {
    fn size(&self) -> u64 {
        self.count.best.or(self.count.low).or(self.count.high).unwrap_or(0)
    }
}

/// The count of one kind with the sentences that it rests on.
pub(crate) fn count(r: &Reading<'_, '_>, incident: &Incident, kind: CountKind) -> Option<(Count, Vec<usize>)> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for g in &incident.groups {
        let here: Vec<CountMention> = g.counts(r, kind).into_iter().cloned().collect();
        let wholes: Vec<&CountMention> = here.iter().filter(|c| !c.part).collect();
        let parts: Vec<&CountMention> = here.iter().filter(|c| c.part).collect();
        let candidate = |count: Count, of: &[&CountMention], total: bool| Candidate {
            count,
            mentions: of.iter().map(|c| (*c).clone()).collect(),
            sentence: g.sentence,
            total,
            counted: if of.len() == 1 { counted(of[0].who.as_deref()) } else { Counted::Everyone },
            more: of.iter().all(|c| adds(r, c)),
        };
        if let Some(total) = wholes.iter().find(|c| c.total) {
            candidates.push(candidate(to_count(total, &parts), &[total], true));
        } else if wholes.len() == 1 {
            candidates.push(candidate(to_count(wholes[0], &parts), &wholes, false));
        } else if wholes.len() > 1 {
            candidates.push(candidate(sum(&wholes), &wholes, false));
        } else if let Some(part) = parts.first() {
            candidates.push(candidate(to_count(part, &[]), &[part], false));
        }
    }
    if candidates.is_empty() {
        return named_victims(r, incident, kind);
    }
    // A stated total first, then the largest: parts told later in the story are smaller than the whole.
    let best_of = |want: Option<Counted>| {
        candidates
            .iter()
            .filter(|c| want.is_none_or(|w| c.counted == w))
            .max_by(|a, b| (a.total, a.size()).cmp(&(b.total, b.size())).then(b.sentence.cmp(&a.sentence)))
    };
    let whole = best_of(Some(Counted::Everyone));
    let kinds: Vec<&Candidate> = [Counted::Attackers, Counted::Forces, Counted::Civilians]
        .into_iter()
        .filter_map(|k| best_of(Some(k)))
        .collect();
    let added: u64 = kinds.iter().map(|c| c.size()).sum();
    let together = kinds.len() > 1
        && whole.is_none_or(|w| !w.total && w.size() < kinds.iter().map(|c| c.size()).max().unwrap_or(0));
    if together && added > 0 {
        let mentions: Vec<&CountMention> = kinds.iter().flat_map(|c| c.mentions.iter()).collect();
        return Some((sum(&mentions), kinds.iter().map(|c| c.sentence).collect()));
    }
    let chosen = best_of(None)?;
    let on_top: Vec<&Candidate> =
        candidates.iter().filter(|c| c.more && !chosen.total && !chosen.more && c.sentence > chosen.sentence).collect();
    if let Some(extra) = on_top.first() {
        let mentions: Vec<&CountMention> = chosen.mentions.iter().chain(&extra.mentions).collect();
        return Some((sum(&mentions), vec![chosen.sentence, extra.sentence]));
    }
    let mut count = chosen.count.clone();
    if count.breakdown.is_empty() {
        count.breakdown = candidates
            .iter()
            .flat_map(|c| &c.mentions)
            .filter(|c| c.part && c.who.is_some() && size_of(c) < chosen.size())
            .map(part)
            .collect();
    }
    // Other numbers that the document gives for the whole: "133" here, "139" there.
    let floor = chosen.size() - chosen.size() / 4;
    for other in
        candidates.iter().filter(|c| c.counted == chosen.counted && !c.more && c.size() >= floor && c.size() > 0)
    {
        if let (Some(low), Some(n)) = (count.low, other.count.low.or(other.count.best)) {
            count.low = Some(low.min(n));
        }
    }
    count.breakdown.sort();
    count.breakdown.dedup();
    Some((count, vec![chosen.sentence]))
}

fn adds(r: &Reading<'_, '_>, c: &CountMention) -> bool {
    let words = r.text.slice(c.spot.start..c.spot.end).to_lowercase();
    let s = &r.text.sentences[c.spot.sentence].syntax;
    words.starts_with("another ")
        || words.split(' ').any(|w| matches!(w, "other" | "others" | "more"))
            && !matches!(words.split(' ').next(), Some("more"))
        || c.anchor.is_some_and(|a| s.children(a).any(|j| s.tokens[j].lower == "also"))
}

fn counted(who: Option<&str>) -> Counted {
    let has = |words: &[&str]| who.is_some_and(|w| words.iter().any(|x| w.to_lowercase().contains(x)));
    if has(&[
        "attacker",
        "gunm",
        "militant",
        "insurgent",
        "bomber",
        "assailant",
        "rebel",
        "terrorist",
        "guerrilla",
        "fighter",
        "jihadist",
        "extremist",
        "bandit",
    ]) {
        Counted::Attackers
    } else if has(&[
        "soldier",
        "troop",
        "police",
        "officer",
        "guard",
        "service member",
        "serviceman",
        "servicemen",
        "marine",
        "gendarme",
        "personnel",
    ]) {
        Counted::Forces
    } else if has(&[
        "civilian",
        "villager",
        "child",
        "woman",
        "women",
        "worshipper",
        "student",
        "passer",
        "bystander",
        "journalist",
    ]) {
        Counted::Civilians
    } else {
        Counted::Everyone
    }
}

/// No number, but people by name: "the mayor was killed" is the counter's; "A. Name was killed" is one.
fn named_victims(r: &Reading<'_, '_>, incident: &Incident, kind: CountKind) -> Option<(Count, Vec<usize>)> {
    for g in &incident.groups {
        for f in g.frames(r).filter(|f| !f.hit.noun && f.hit.entry.effect == Some(kind)) {
            let s = &r.text.sentences[f.sentence].syntax;
            let v = f.hit.token;
            let passive = tree::is_passive(s, v);
            let intransitive = matches!(s.tokens[v].lemma.as_str(), "die" | "perish");
            let who = if passive || intransitive { tree::subject(s, v) } else { tree::objects(s, v).first().copied() };
            let Some(who) = who else { continue };
            let people: Vec<usize> =
                tree::with_conjuncts(s, who).into_iter().filter(|&t| s.tokens[t].name == Name::Person).collect();
            if !people.is_empty() {
                return Some((Count::exact(people.len() as u64), vec![f.sentence]));
            }
        }
    }
    None
}

fn size_of(c: &CountMention) -> u64 {
    c.best.or(c.low).or(c.high).unwrap_or(0)
}

fn part(c: &CountMention) -> Part {
    Part { who: c.who.clone().unwrap_or_default(), best: c.best, low: c.low, high: c.high }
}

fn to_count(c: &CountMention, parts: &[&CountMention]) -> Count {
    let mut count = Count::new(c.best, c.low, c.high);
    count.breakdown = parts.iter().filter(|p| p.who.is_some()).map(|p| part(p)).collect();
    count
}

/// "two employees and three other people": 5, with its parts.
fn sum(list: &[&CountMention]) -> Count {
    let add = |f: fn(&CountMention) -> Option<u64>| {
        list.iter().map(|c| f(c)).try_fold(0_u64, |n, x| Some(n.saturating_add(x?)))
    };
    let mut count = Count::new(add(|c| c.best), add(|c| c.low), add(|c| c.high));
    count.breakdown = list.iter().filter(|c| c.who.is_some()).map(|c| part(c)).collect();
    count
}
