//! When and where: times and places hung on the acts that they belong to.

use polybius_syntax::{Name, Sentence};

use super::arguments::{frame_at, is_light, push};
use super::triggers::Act;
use super::view::View;
use super::{Distance, Frame, modality, tree};
use crate::{ActorHow, Spot};

/// Tokens between a trigger and a time or place that the tree leaves hanging.
const LOOSE_REACH: usize = 24;

/// Distance from the speaking verb within which a time is the time of saying.
const SAID_REACH: usize = 2;

/// "comes two months after bombers killed 100", "died three days after the bombing": one act dated by another. Notes the
/// relation on both frames; false where the words are no such count.
fn count_between(view: &View<'_, '_>, frames: &mut [Frame], time: usize, base: usize) -> bool {
    let spot = view.mentions.times[time].spot;
    let Some(distance) = distance_of(&view.text.slice(spot.start..spot.end).to_lowercase()) else { return false };
    // A span that the text's own dates gave stands, but a month or a year is not narrower than itself.
    if view.mentions.times[time].span.is_some() && matches!(distance, Distance::Days(_) | Distance::Weeks(_)) {
        return false;
    }
    let Some(from) = frames.iter().position(|f| f.hit.first > spot.last && f.hit.first - spot.last <= 8) else {
        return false;
    };
    let dated = frames[..from].iter().rposition(|f| f.hit.last < spot.first && f.unreal.is_none()).or_else(|| {
        (from + 1..frames.len()).find(|&i| frames[i].unreal.is_none() && !frames[i].same.contains(&(base + from)))
    });
    let Some(dated) = dated else { return false };
    frames[dated].counted_from = Some((base + from, distance));
    frames[from].counted_from = Some((base + dated, distance.back()));
    true
}

/// The distance of "two months after", "a week before"; `None` for anything else.
fn distance_of(words: &str) -> Option<Distance> {
    const NUMBERS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let mut words = words.split(' ').rev();
    let sign = match words.next()? {
        "after" => 1,
        "before" => -1,
        _ => return None,
    };
    let unit = words.next()?;
    let number: i64 = match words.next()? {
        "a" | "an" | "the" => 1,
        word => {
            word.parse().ok().or_else(|| NUMBERS.iter().position(|n| *n == word).and_then(|n| i64::try_from(n).ok()))?
        }
    };
    let n = sign * number.min(1000);
    match unit {
        "minute" | "minutes" | "hours" | "hour" => Some(Distance::Days(0)),
        "day" | "days" => Some(Distance::Days(n)),
        "week" | "weeks" => Some(Distance::Weeks(n)),
        "month" | "months" => Some(Distance::Months(n)),
        "year" | "years" => Some(Distance::Years(n)),
        _ => None,
    }
}

/// Where a time or a place hangs: the verb or trigger that governs it, and how.
enum Hook {
    /// Directly under a trigger, no other verb between.
    Trigger(usize),
    /// In the clause of a verb that is no trigger.
    Clause(usize),
    /// On a verb of saying.
    Said(usize),
    /// In a clause that only says since when: "had died since the campaign began in May".
    Since,
    /// On something else: a person's origin, an actor's name.
    Aside,
}

fn hook(view: &View<'_, '_>, frames: &[Frame], spot: &Spot, place: bool) -> Hook {
    let s = view.syntax;
    // "the April 15, 2013, attack", "Friday's bombing", "the Lyon blast": right before the noun.
    let next =
        (spot.last + 1..s.tokens.len()).find(|&j| !matches!(s.tokens[j].lower.as_str(), "," | "'s" | "’s" | "'" | "’"));
    if let Some(f) = next
        .and_then(|j| frame_at(frames, j))
        .filter(|&f| frames[f].hit.noun && frames[f].hit.first == next.unwrap_or(0))
        && !s.tokens[spot.head].label.ends_with("obj")
    {
        return Hook::Trigger(f);
    }
    let mut i = spot.head;
    let mut weak = false;
    for _ in 0..12 {
        if let Some(f) = frame_at(frames, i).filter(|_| i != spot.head || !spot.covers(spot.sentence, i)) {
            return if weak { Hook::Clause(frames[f].clause) } else { Hook::Trigger(f) };
        }
        // "found a cache hidden on a farm in X", "a bomb planted at X exploded": where a thing lay.
        let lay = place && s.tokens[i].label == "acl" && is_lying(&s.tokens[i].lemma) && s.tokens[i].head != i;
        if i != spot.head && tree::is_verb(s, i) && !lay {
            let since = s.children(i).any(|j| s.tokens[j].label == "mark" && s.tokens[j].lower == "since");
            if since && !place && s.tokens[i].label == "advcl" {
                return Hook::Since;
            }
            return if modality::is_speech(&s.tokens[i].lemma) { Hook::Said(i) } else { Hook::Clause(i) };
        }
        let head = s.tokens[i].head;
        if head == i {
            return Hook::Aside;
        }
        if place && i == spot.head {
            match s.tokens[i].label {
                // "Kabul said", "Kabul's police": a place that acts is no place of the act.
                "nsubj" | "poss" if frame_at(frames, head).is_none_or(|f| !frames[f].hit.noun) => {
                    return Hook::Aside;
                }
                "pobj"
                    if matches!(
                        s.tokens[head].lower.as_str(),
                        "from" | "by" | "to" | "with" | "between" | "about" | "like"
                    ) =>
                {
                    // One withdraws from where it happens.
                    let leaves =
                        frame_at(frames, s.tokens[head].head).is_some_and(|f| frames[f].hit.entry.act == Act::Transfer);
                    let origin = (s.tokens[head].lower == "from" && !leaves) || s.tokens[head].lower == "by";
                    if origin || frame_at(frames, s.tokens[head].head).is_none() {
                        return Hook::Aside;
                    }
                }
                "pobj" if s.tokens[head].lower == "of" && is_origin(s.tokens[s.tokens[head].head].lemma.as_str()) => {
                    return Hook::Aside;
                }
                "compound" | "nmod" | "amod" if frame_at(frames, head).is_none() => weak = true,
                _ => {}
            }
        }
        if matches!(s.tokens[i].label, "relcl" | "acl") && !tree::is_verb(s, i) {
            weak = true;
        }
        i = head;
    }
    Hook::Aside
}

/// The noun that a time or place follows without a verb between: "the murder of a councillor in Hernani in 1985".
fn noun_before(s: &Sentence, frames: &[Frame], spot: &Spot) -> Option<usize> {
    let f = frames.iter().rposition(|f| f.hit.noun && f.hit.last < spot.first)?;
    let between = frames[f].hit.last + 1..spot.first;
    let plain = between.clone().all(|i| {
        !s.tokens[i].tag.starts_with('V')
            && !matches!(s.tokens[i].lower.as_str(), ";" | ":" | "and" | "but" | "-" | "–" | "—")
    });
    let after_preposition = spot.first > 0 && matches!(s.tokens[spot.first - 1].tag, "IN" | "DT" | "TO");
    (plain && after_preposition && between.len() <= 9).then_some(f)
}

/// The parser's choice of noun, unless another noun of an act stands nearer: "the attack in A and the attack in B in January".
fn nearest_noun(s: &Sentence, frames: &[Frame], spot: &Spot, chosen: usize) -> usize {
    match noun_before(s, frames, spot) {
        Some(g) if frames[chosen].hit.noun && frames[chosen].hit.last < frames[g].hit.first => g,
        _ => chosen,
    }
}

/// What stands in the noun phrase that a relative clause belongs to: "a cell in A this month, which was planning an attack".
fn antecedent_spots(s: &Sentence, frame: &Frame) -> Option<(usize, usize)> {
    let mut v = frame.clause;
    for _ in 0..4 {
        let head = s.tokens[v].head;
        if head == v {
            return None;
        }
        if s.tokens[v].label == "relcl" && !tree::is_verb(s, head) {
            return Some((head, v));
        }
        if !matches!(s.tokens[v].label, "xcomp" | "conj" | "pcomp" | "prep") {
            return None;
        }
        v = tree::clause_verb(s, head);
    }
    None
}

/// Verbs that say where a thing lay before it was found or went off.
fn is_lying(lemma: &str) -> bool {
    matches!(
        lemma,
        "hide" | "conceal" | "store" | "stash" | "bury" | "plant" | "park" | "place" | "lie" | "leave" | "lay" | "stow"
    )
}

/// "a citizen of Chad", "the president of Chad": where somebody is from, not where something happened.
fn is_origin(lemma: &str) -> bool {
    matches!(
        lemma,
        "citizen"
            | "native"
            | "national"
            | "president"
            | "minister"
            | "ambassador"
            | "leader"
            | "government"
            | "king"
            | "queen"
            | "chief"
            | "head"
            | "secretary"
            | "republic"
            | "embassy"
    )
}

/// "Ana Lopez, 26, of Ashby, Ohio", "Ana Lopez of Ashby": where somebody lives, and what holds it; "a rights group based in Ashby".
pub(crate) fn is_home_of_somebody(s: &Sentence, spot: &Spot) -> bool {
    let at = |i: usize| s.tokens.get(i);
    let mut first = spot.first;
    if first >= 2 && s.tokens[first - 1].lower == "," {
        let town = (0..first - 1).rev().take_while(|&i| s.tokens[i].tag.starts_with("NNP")).last();
        first = town.unwrap_or(first);
    }
    let before = |k: usize| first.checked_sub(k).and_then(at);
    let person = |k: usize| before(k).is_some_and(|t| t.name == Name::Person);
    let age = |k: usize| before(k).is_some_and(|t| t.lower.len() < 4 && t.lower.parse::<u8>().is_ok());
    let of = before(1).is_some_and(|t| t.lower == "of");
    let comma = before(2).is_some_and(|t| t.lower == ",");
    let based = before(1).is_some_and(|t| t.lower == "in") && before(2).is_some_and(|t| t.lower == "based");
    based || of && (person(2) || comma && (age(3) || person(3)))
}

/// "drove them out on Sunday after two weeks of shelling": the day of the clause is not that of what it came after.
fn came_before(s: &Sentence, frame: &Frame) -> bool {
    let t = &s.tokens[frame.hit.token];
    let mut i = frame.hit.token;
    // "two weeks of shelling", "a night of rioting".
    if t.label == "pobj" && s.tokens[t.head].lower == "of" {
        i = s.tokens[t.head].head;
    }
    let t = &s.tokens[i];
    frame.hit.noun
        && t.label == "pobj"
        && s.tokens[t.head].lower == "after"
        && tree::is_verb(s, s.tokens[t.head].head)
        && i != frame.hit.token
}

/// Clause verbs whose times and places a frame shares, nearest first.
fn clauses_of(s: &Sentence, frames: &[Frame], frame: &Frame) -> Vec<usize> {
    let mut v = frame.clause;
    if frame.hit.noun && frame_at(frames, v).is_none() {
        // "pleaded guilty on Wednesday to the bombing": when somebody speaks of an act is not when it was.
        let lemma = s.tokens[v].lemma.as_str();
        let tells = modality::is_occurrence(lemma)
            || is_light(lemma)
            || matches!(
                lemma,
                "leave"
                    | "hit"
                    | "strike"
                    | "rock"
                    | "shake"
                    | "come"
                    | "follow"
                    | "begin"
                    | "start"
                    | "end"
                    | "rip"
                    | "use"
                    | "claim"
                    | "last"
                    | "continue"
                    | "break"
                    | "erupt"
                    | "target"
                    | "destroy"
                    | "damage"
                    | "trigger"
                    | "set"
                    | "cause"
                    | "force"
                    | "prompt"
                    | "involve"
                    | "survive"
                    | "escape"
                    | "flee"
            );
        let core = matches!(
            s.tokens[frame.hit.token].label,
            "nsubj" | "nsubjpass" | "dobj" | "attr" | "ROOT" | "conj" | "pobj"
        );
        let given = frame.newness == super::Newness::Given;
        if (modality::is_speech(lemma) && lemma != "claim") || modality::is_legal(lemma) || !(core && (tells || !given))
        {
            return Vec::new();
        }
    }
    if frame.hit.noun {
        return vec![frame.clause];
    }
    let mut out = vec![frame.clause];
    for _ in 0..5 {
        let label = s.tokens[v].label;
        let Some(above) = tree::clause_above(s, v) else { break };
        if above == v || modality::is_speech(&s.tokens[above].lemma) && label == "ccomp" {
            break;
        }
        if !matches!(
            label,
            "xcomp" | "advcl" | "acl" | "relcl" | "conj" | "pcomp" | "prep" | "ccomp" | "dep" | "parataxis"
        ) {
            break;
        }
        // A relative clause on a person or organisation tells of another act than its main clause.
        if label == "relcl" && frame_at(frames, s.tokens[v].head).is_none() {
            break;
        }
        out.push(above);
        v = above;
    }
    out
}

pub(super) fn times(view: &View<'_, '_>, frames: &mut [Frame], base: usize) {
    let s = view.syntax;
    let mut loose = Vec::new();
    let mut by_clause: Vec<(usize, usize)> = Vec::new();
    for &t in &view.times_here {
        let mention = &view.mentions.times[t];
        if count_between(view, frames, t, base) {
            continue;
        }
        if mention.span.is_none() && mention.timex.ends_with("_REF") {
            continue;
        }
        if matches!(mention.kind, crate::TimexKind::Duration | crate::TimexKind::Set) && mention.span.is_none() {
            continue;
        }
        match hook(view, frames, &mention.spot, false) {
            Hook::Trigger(f) => push(&mut frames[nearest_noun(s, frames, &mention.spot, f)].times, t),
            Hook::Clause(v) => match noun_before(s, frames, &mention.spot).filter(|_| frame_at(frames, v).is_none()) {
                Some(f) => push(&mut frames[f].times, t),
                None => by_clause.push((v, t)),
            },
            // "said gunmen killed 12 on Friday": behind the act that is told, the time may be the act's.
            Hook::Said(v) => {
                let near = mention.spot.first.abs_diff(v).min(mention.spot.last.abs_diff(v)) <= SAID_REACH;
                let wide = mention.span.is_some_and(|d| d.width_days() >= 20);
                if s.tokens[v].lemma == "claim" && wide {
                    // A claim follows its act within days: the month or year of one is that of the other.
                    by_clause.push((v, t));
                } else if !near && v < mention.spot.first {
                    loose.push(t);
                }
            }
            Hook::Aside => loose.push(t),
            Hook::Since => {}
        }
    }
    for i in 0..frames.len() {
        if came_before(s, &frames[i]) {
            continue;
        }
        for v in clauses_of(s, frames, &frames[i]) {
            if !frames[i].times.is_empty() {
                break;
            }
            for &(clause, t) in &by_clause {
                if clause == v && frame_at(frames, v).is_none_or(|j| j == i || told_together(frames, i, j, base)) {
                    push(&mut frames[i].times, t);
                }
            }
            // A verb that is itself a trigger shares its own times with what hangs on it.
            if let Some(j) = frame_at(frames, v).filter(|&j| j != i && told_together(frames, i, j, base)) {
                let shared = frames[j].times.clone();
                for t in shared {
                    push(&mut frames[i].times, t);
                }
            }
        }
    }
    loose.extend(by_clause.iter().map(|&(_, t)| t).filter(|t| frames.iter().all(|f| !f.times.contains(t))));
    for frame in frames.iter_mut().filter(|f| f.times.is_empty()) {
        if let Some((noun, clause)) = antecedent_spots(s, frame) {
            for &t in &view.times_here {
                let spot = &view.mentions.times[t].spot;
                if s.is_under(spot.head, noun) && !s.is_under(spot.head, clause) && spot.last < clause {
                    push(&mut frame.times, t);
                }
            }
        }
    }
    share(frames, base, |f| &mut f.times);
    // "teachers whom gunmen seized were freed on Friday": the day of the main clause is not that of what it recalls.
    let recalled = |f: &Frame, spot: &Spot| recalls(s, f) && !s.is_under(spot.head, f.clause);
    give_loose(frames, &loose, |f| &mut f.times, |t| view.mentions.times[t].spot, recalled);
}

pub(super) fn places(view: &View<'_, '_>, frames: &mut [Frame], base: usize) {
    let s = view.syntax;
    let mut loose = Vec::new();
    let mut by_clause: Vec<(usize, usize)> = Vec::new();
    for &p in &view.places_here {
        let spot = view.mentions.places[p].spot;
        if view
            .actors_here
            .iter()
            .any(|&a| view.mentions.actors[a].spot.touches(&spot) && view.mentions.actors[a].how != ActorHow::Country)
        {
            continue;
        }
        // "US-backed": a word made of a place's name is no place.
        let ethnic =
            spot.first > 0 && matches!(s.tokens[spot.first - 1].lower.as_str(), "ethnic" | "mainly" | "predominantly");
        if view.text.document.text[spot.end..].starts_with('-') || ethnic {
            continue;
        }
        if is_home_of_somebody(s, &spot) {
            continue;
        }
        let acting = view.actors_here.iter().any(|&a| view.mentions.actors[a].spot.touches(&spot));
        match hook(view, frames, &spot, true) {
            Hook::Trigger(f) => push(&mut frames[nearest_noun(s, frames, &spot, f)].places, p),
            Hook::Clause(v) => match noun_before(s, frames, &spot).filter(|_| frame_at(frames, v).is_none()) {
                Some(f) => push(&mut frames[f].places, p),
                None => by_clause.push((v, p)),
            },
            Hook::Said(_) if !acting => loose.push(p),
            Hook::Said(_) | Hook::Aside | Hook::Since => {}
        }
    }
    for i in 0..frames.len() {
        let own = frames[i].places.len();
        for v in clauses_of(s, frames, &frames[i]) {
            if frames[i].places.len() > own {
                break;
            }
            for &(clause, p) in &by_clause {
                if clause == v {
                    push(&mut frames[i].places, p);
                }
            }
            if let Some(j) = frame_at(frames, v).filter(|&j| j != i && told_together(frames, i, j, base)) {
                let shared = frames[j].places.clone();
                for p in shared {
                    push(&mut frames[i].places, p);
                }
            }
        }
    }
    loose.extend(by_clause.iter().map(|&(_, p)| p).filter(|p| frames.iter().all(|f| !f.places.contains(p))));
    for frame in frames.iter_mut().filter(|f| f.places.is_empty()) {
        if let Some((noun, clause)) = antecedent_spots(s, frame) {
            for &p in &view.places_here {
                let spot = &view.mentions.places[p].spot;
                if s.is_under(spot.head, noun) && !s.is_under(spot.head, clause) && spot.last < clause {
                    push(&mut frame.places, p);
                }
            }
        }
    }
    share(frames, base, |f| &mut f.places);
    give_loose(frames, &loose, |f| &mut f.places, |p| view.mentions.places[p].spot, |_, _| false);
}

/// Whether frame `i` may take times and places from the verb frame `j` above it: "arrested on Sunday over the attack" dates
/// the arrest only.
fn told_together(frames: &[Frame], i: usize, j: usize, base: usize) -> bool {
    frames[i].hit.entry.act.family() == frames[j].hit.entry.act.family()
        || frames[i].same.contains(&(base + j))
        || frames[j].same.contains(&(base + i))
}

/// Whether an act is told in a relative clause on people.
fn recalls(s: &Sentence, frame: &Frame) -> bool {
    let t = &s.tokens[frame.clause];
    !frame.hit.noun && t.label == "relcl" && t.head != frame.clause && s.tokens[t.head].tag == "NNS"
}

/// Frames of one act share what one of them has.
fn share(frames: &mut [Frame], base: usize, list: impl Fn(&mut Frame) -> &mut Vec<usize>) {
    for _ in 0..2 {
        for i in 0..frames.len() {
            for k in 0..frames[i].same.len() {
                let Some(j) = frames[i].same[k].checked_sub(base).filter(|&j| j < frames.len()) else { continue };
                for (from, to) in [(j, i), (i, j)] {
                    let items = list(&mut frames[from]).clone();
                    let target = list(&mut frames[to]);
                    if target.is_empty() {
                        *target = items;
                    }
                }
            }
        }
    }
}

/// What no clause took goes to the nearest frame that has none, where the sentence leaves no doubt.
fn give_loose(
    frames: &mut [Frame],
    loose: &[usize],
    list: impl Fn(&mut Frame) -> &mut Vec<usize>,
    spot: impl Fn(usize) -> Spot,
    barred: impl Fn(&Frame, &Spot) -> bool,
) {
    for &m in loose {
        let at = spot(m);
        let far = |i: usize| {
            let token = frames[i].hit.token;
            // What opens the sentence stands for all of it.
            if at.first <= 2 {
                token.saturating_sub(at.last) / 2
            } else if token > at.last {
                2 * (token - at.last)
            } else {
                at.first.saturating_sub(token)
            }
        };
        let nearest = (0..frames.len())
            .filter(|&i| frames[i].unreal.is_none() && far(i) <= LOOSE_REACH && !barred(&frames[i], &at))
            .filter(|&i| !(frames[i].hit.noun && frames[i].newness == super::Newness::Given))
            .min_by_key(|&i| far(i));
        if let Some(i) = nearest
            && list(&mut frames[i]).is_empty()
        {
            list(&mut frames[i]).push(m);
        }
    }
}
