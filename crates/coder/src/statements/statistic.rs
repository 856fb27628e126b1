//! Totals over a period or over many events.

use std::collections::BTreeMap;

use polybius_records::{Count, CountKind, DateSpan, StatementBody};

use super::draft::Draft;
use super::relation::subject_before;
use super::scene::{Named, Scene};
use super::vocabulary::{has, words};
use crate::counts::Quantity;
use crate::frames::tree;
use crate::{ActorHow, CountMention, TimeMention, TimexKind};

/// A number in the sentence that the total is made of.
struct Figure<'a> {
    field: &'static str,
    count: Count,
    first: usize,
    last: usize,
    anchor: usize,
    words: &'a str,
}

/// The total that the sentence tells of, if it tells of one. `numbers` are the sentence's quantities.
pub(super) fn read(scene: &Scene<'_, '_>, numbers: &[Quantity], counts: &[CountMention]) -> Vec<Draft> {
    let deeds = deeds(scene, numbers);
    let mut figures: Vec<Figure<'_>> = deeds;
    figures.extend(people(scene, counts));
    if figures.is_empty() {
        return Vec::new();
    }
    let period = period(scene).or_else(|| stretch(scene));
    let many = figures.iter().any(|f| f.field == "attacks") || plural_deeds(scene);
    let long = lasting(scene);
    let harmed = figures.iter().any(|f| f.field != "attacks");
    let size =
        figures.iter().filter(|f| f.field != "attacks").filter_map(|f| f.count.best.or(f.count.low)).max().unwrap_or(0);
    let counted = figures.iter().any(|f| f.field == "attacks" && f.count.best.or(f.count.low).unwrap_or(0) >= 2);
    let total = match period {
        Some((_, true)) => (harmed || counted) && !single_deed(scene, many),
        Some((_, false)) => {
            (counted && (harmed || size > 0) || many || long || size >= 100) && !single_deed(scene, many)
        }
        None => {
            (counted && harmed && size >= 20) || (long && size >= 100 && perfect(scene) && !single_deed(scene, many))
        }
    };
    if !total {
        return Vec::new();
    }
    let mut values: BTreeMap<String, Count> = BTreeMap::new();
    let mut kept: Vec<&Figure<'_>> = Vec::new();
    for f in &figures {
        let size = |c: &Count| c.best.or(c.low).or(c.high).unwrap_or(0);
        match values.get(f.field) {
            Some(known) if size(known) >= size(&f.count) => {}
            _ => {
                values.insert(f.field.to_owned(), f.count.clone());
                kept.retain(|k| k.field != f.field);
                kept.push(f);
            }
        }
    }
    let actor = kept.first().and_then(|f| doer(scene, f));
    let place = place(scene);
    let body = StatementBody::Statistic { actor: actor.as_ref().map(|a| a.name.clone()), place: place.clone(), values };
    let anchor = kept.first().map_or(0, |f| f.anchor);
    let mut draft = Draft::new(scene, body, anchor);
    if let Some(actor) = &actor {
        draft.actor("actor", actor);
    }
    if let Some(place) = place {
        draft.field("place", place.name);
    }
    for f in kept {
        draft.field(f.field, f.words);
    }
    draft.date(period.map(|(span, _)| span).or_else(|| span_of(scene)));
    vec![draft]
}

/// Counted deeds: "more than 1,100 attacks", "two separate suicide attacks".
fn deeds<'a>(scene: &Scene<'a, '_>, numbers: &[Quantity]) -> Vec<Figure<'a>> {
    let w = &words().statistic;
    let mut out = Vec::new();
    for q in numbers.iter().filter(|q| !q.label && q.best.or(q.low).or(q.high).is_some_and(|n| n >= 2)) {
        // "the 2014 attacks"
        if q.bare_digits && q.best.is_some_and(|n| (1_900..=2_100).contains(&n)) {
            continue;
        }
        for i in q.last + 1..scene.len().min(q.last + 6) {
            let t = &scene.s.tokens[i];
            if has(&w.deeds, &t.lemma) && t.lower != t.lemma {
                let range = t.end;
                let words = scene.text.document.text.get(scene.s.tokens[q.first].start..range).unwrap_or_default();
                out.push(Figure {
                    field: "attacks",
                    count: Count::new(q.best, q.low, q.high),
                    first: q.first,
                    last: i,
                    anchor: i,
                    words,
                });
                break;
            }
            let inside = matches!(t.tag, "JJ" | "NN" | "NNP" | "VBN" | "VBG" | "HYPH" | "CC" | "RB" | "JJR")
                || matches!(t.lower.as_str(), "of" | "the" | "such" | "separate");
            if !inside {
                break;
            }
        }
    }
    out
}

fn people<'a>(scene: &Scene<'a, '_>, counts: &[CountMention]) -> Vec<Figure<'a>> {
    let w = &words().statistic;
    let mut out = Vec::new();
    for m in counts.iter().filter(|m| m.spot.sentence == scene.n && !m.part) {
        let who = scene.lemma(m.spot.last);
        let field = match m.kind {
            Some(kind) => kind.field(),
            None if has(&w.casualties, who) => "casualties",
            // "killed or wounded 5,000 people"
            None if harmed_either_way(scene, m) => "casualties",
            None => continue,
        };
        if m.best == Some(0) || (m.best == Some(1) && m.kind != Some(CountKind::Displaced)) {
            continue;
        }
        let words = scene.text.document.text.get(m.spot.start..m.spot.end).unwrap_or_default();
        out.push(Figure {
            field,
            count: Count::new(m.best, m.low, m.high),
            first: m.spot.first,
            last: m.spot.last,
            anchor: m.anchor.unwrap_or(m.spot.first),
            words,
        });
    }
    out
}

fn harmed_either_way(scene: &Scene<'_, '_>, m: &CountMention) -> bool {
    let harm = |i: usize| matches!(scene.lemma(i), "kill" | "wound" | "injure" | "die" | "hurt" | "maim" | "dead");
    let or = |i: usize| matches!(scene.lower(i), "or" | "and/or");
    let left = (m.spot.first.saturating_sub(4)..m.spot.first).any(|i| or(i) && i > 0 && harm(i - 1) && harm(i + 1));
    left || (m.spot.last + 1..m.spot.last + 7).any(|i| or(i) && harm(i - 1) && harm(i + 1))
}

/// The period that the sentence names: its days, and whether the words alone make what is counted a total ("since 2011", "in the
/// past 12 months"), against a mere year or month.
fn period(scene: &Scene<'_, '_>) -> Option<(DateSpan, bool)> {
    let mut best: Option<(DateSpan, bool)> = None;
    for m in scene.times() {
        let Some(span) = m.span else { continue };
        let sure = sums_up(scene, m);
        // "by the end of 1972" counts from the year's first day.
        let by_end = m.spot.first > 0
            && (m.spot.first.saturating_sub(3)..=m.spot.first).any(|i| scene.lower(i) == "by")
            && (m.spot.first.saturating_sub(2)..=m.spot.last).any(|i| scene.lower(i) == "end");
        let span = match jiff::civil::Date::new(span.end.year(), 1, 1) {
            Ok(first) if by_end => DateSpan::new(first, span.end),
            _ => span,
        };
        if !(sure || span.width_days() >= 27) {
            continue;
        }
        if best.is_none_or(|(_, known)| sure && !known) {
            best = Some((span, sure));
        }
    }
    best
}

fn sums_up(scene: &Scene<'_, '_>, m: &TimeMention) -> bool {
    let inside = |i: usize| scene.lower(i);
    let led = |back: usize| m.spot.first.checked_sub(back).map_or("", |i| scene.lower(i));
    let words: Vec<&str> = (m.spot.first..=m.spot.last).map(inside).collect();
    let wide = m.span.is_some_and(|s| s.width_days() >= 20);
    // "the worst since 2011" compares.
    let compares = (m.spot.first.saturating_sub(9)..m.spot.first).any(|i| {
        matches!(scene.s.tokens[i].tag, "JJS" | "RBS")
            || matches!(scene.lower(i), "first" | "deadliest" | "worst" | "biggest" | "largest" | "bloodiest")
    });
    let since = words.contains(&"since") || led(1) == "since" || led(2) == "since";
    if since {
        return !compares;
    }
    if !wide {
        return false;
    }
    let recent = words.iter().any(|w| matches!(*w, "past" | "last" | "previous" | "recent" | "preceding"))
        && words.iter().any(|w| matches!(*w, "months" | "years" | "weeks" | "decade" | "decades" | "days"));
    let over = matches!(led(1), "over" | "during" | "between" | "throughout" | "from")
        || (matches!(led(1), "the" | "a") && matches!(led(2), "over" | "during" | "throughout"));
    let so_far =
        words.contains(&"far") || (led(1) == "far" && led(2) == "so") || scene.lower(m.spot.last + 1) == "alone";
    recent || over || so_far
}

fn plural_deeds(scene: &Scene<'_, '_>) -> bool {
    let w = &words().statistic;
    (0..scene.len()).any(|i| {
        let t = &scene.s.tokens[i];
        has(&w.deeds, &t.lemma) && t.lower != t.lemma && t.tag == "NNS"
            || has(&w.series, &t.lower) && scene.lower(i + 1) == "of"
    })
}

/// "have died", "has killed": up to now.
fn perfect(scene: &Scene<'_, '_>) -> bool {
    (0..scene.len()).any(|i| {
        matches!(scene.lower(i), "have" | "has")
            && (i + 1..scene.len().min(i + 5)).any(|k| scene.s.tokens[k].tag == "VBN" || scene.lower(k).ends_with("ed"))
    })
}

/// "in three months of protests": a stretch of time that is filled; up to now where the tense says so.
fn stretch(scene: &Scene<'_, '_>) -> Option<(DateSpan, bool)> {
    let fills = |m: &&TimeMention| {
        m.kind == TimexKind::Duration
            && m.spot.first.checked_sub(1).is_some_and(|i| matches!(scene.lower(i), "in" | "over" | "during" | "after"))
            && scene.lower(m.spot.last + 1) == "of"
    };
    let m = scene.times().iter().find(fills)?;
    let end = scene.text.document.published.filter(|_| perfect(scene))?;
    let (n, unit) = m.timex.strip_prefix('P')?.split_at_checked(m.timex.len().checked_sub(2)?)?;
    let n: i64 = n.parse().ok().filter(|n| (0..=500).contains(n))?;
    let span = match unit {
        "D" => jiff::Span::new().try_days(n),
        "W" => jiff::Span::new().try_weeks(n),
        "M" => jiff::Span::new().try_months(n),
        "Y" => jiff::Span::new().try_years(n),
        _ => return None,
    };
    Some((DateSpan::new(end.checked_sub(span.ok()?).ok()?, end), true))
}

/// A war, an insurgency: what it costs is a total.
fn lasting(scene: &Scene<'_, '_>) -> bool {
    let w = &words().statistic;
    (0..scene.len())
        .any(|i| has(&w.long, scene.lemma(i)) && scene.s.tokens[i].tag.starts_with('N') && scene.label(i) != "compound")
}

/// Whether the sentence tells of one deed with its own toll: "the attack, the worst in years, killed 12".
fn single_deed(scene: &Scene<'_, '_>, many: bool) -> bool {
    if many {
        return false;
    }
    let w = &words().statistic;
    (0..scene.len()).any(|i| {
        let t = &scene.s.tokens[i];
        has(&w.deeds, &t.lemma)
            && t.lower == t.lemma
            && t.tag == "NN"
            && matches!(t.label, "nsubj" | "nsubjpass" | "dobj" | "pobj" | "ROOT" | "attr" | "agent")
    })
}

/// Who did it: the subject of the verb before the figure, "by X" after it, "X attacks".
fn doer(scene: &Scene<'_, '_>, f: &Figure<'_>) -> Option<Named> {
    let w = &words().statistic;
    for i in f.first..=f.last {
        if let Some(m) =
            scene.actor_at(i).filter(|m| matches!(m.how, ActorHow::Named | ActorHow::Unknown | ActorHow::Force))
            && f.field == "attacks"
        {
            return Some(Named { name: m.name.clone(), range: m.spot.start..m.spot.end });
        }
    }
    // "killed in X attacks"
    let deed = |i: usize| has(&w.deeds, scene.lemma(i)) && scene.s.tokens[i].tag == "NNS";
    for i in (f.last + 1..scene.len().min(f.last + 12)).filter(|&i| deed(i)) {
        let first = super::relation::phrase_start(scene, i);
        if let Some(found) = (first..i).rev().find_map(|k| scene.organisation_at(k)).filter(|a| acts(scene, a)) {
            return Some(found);
        }
    }
    let verbs = (0..scene.len()).filter(|&v| tree::is_verb(scene.s, v) && has(&w.commit, scene.lemma(v)));
    let mut ranked: Vec<usize> = verbs.collect();
    ranked.sort_by_key(|&v| (v.abs_diff(f.anchor), v));
    for v in ranked {
        if tree::is_passive(scene.s, v) {
            let by = tree::passive_agents(scene.s, v)
                .into_iter()
                .chain(tree::prep_objects(scene.s, v, &["to", "on"]))
                .find_map(|t| armed(scene, t));
            if by.is_some() {
                return by;
            }
            continue;
        }
        // "attacks that killed": the attacks are no doer; go on to the next verb.
        if let Some(found) = subject_before(scene, v).filter(|a| acts(scene, a)) {
            return Some(found);
        }
        if let Some(found) = tree::subject(scene.s, v).and_then(|t| armed(scene, t)) {
            return Some(found);
        }
    }
    let by = (f.last + 1..scene.len().min(f.last + 5)).find(|&i| scene.lower(i) == "by")?;
    (by + 1..scene.len().min(by + 6)).find_map(|i| scene.organisation_at(i)).filter(|a| acts(scene, a))
}

fn armed(scene: &Scene<'_, '_>, token: usize) -> Option<Named> {
    let first = super::relation::phrase_start(scene, token);
    (first..=token)
        .rev()
        .find_map(|i| scene.organisation_at(i))
        .or_else(|| scene.organisation(token))
        .filter(|a| acts(scene, a))
}

/// Media, monitors and think tanks count attacks; they do not make them.
fn acts(scene: &Scene<'_, '_>, actor: &Named) -> bool {
    use polybius_records::ActorType::*;
    scene.mentions.actors.iter().any(|m| {
        m.name == actor.name
            && matches!(
                m.kind,
                RebelGroup
                    | PoliticalMilitia
                    | IdentityMilitia
                    | Criminal
                    | Party
                    | Military
                    | Police
                    | Government
                    | Intelligence
                    | Unidentified
            )
    })
}

/// The one place, or the country that all places share.
fn place(scene: &Scene<'_, '_>) -> Option<polybius_records::Place> {
    let places = scene.places();
    let first = places.first()?;
    if places.len() == 1 {
        return Some(first.place.clone());
    }
    let country = first.place.country.as_deref()?;
    places.iter().all(|p| p.place.country.as_deref() == Some(country)).then(|| scene.country(country)).flatten()
}

/// The span of the only time expression that the sentence has.
fn span_of(scene: &Scene<'_, '_>) -> Option<DateSpan> {
    scene.times().iter().filter_map(|m| m.span).max_by_key(|s| (s.width_days(), std::cmp::Reverse(s.start)))
}
