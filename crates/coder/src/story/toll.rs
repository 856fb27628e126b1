//! The count of an incident, out of all the numbers that the document gives for it.

use polybius_records::{BlockKind, Count, CountKind, OtherNumber, Part};
use polybius_syntax::Name;

use super::Reading;
use super::boast::is_boast;
use super::described::Described;
use super::incident::Incident;
use super::survivors::{self, PERSONS};
use super::tally::{self, Adds};
use crate::frames::{Act, Frame, tree};
use crate::{CountMention, statements};

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
    /// Some of those counted elsewhere.
    part: bool,
    /// A first estimate, a lower toll, a boast: another number stands for it where there is one.
    doubtful: bool,
}

impl Candidate {
    fn size(&self) -> u64 {
        self.count.best.or(self.count.low).or(self.count.high).unwrap_or(0)
    }

    /// Whether it can stand for one kind of people beside those of other kinds.
    fn stands_alone(&self) -> bool {
        !self.part && !self.doubtful
    }
}

/// The count of one kind with the sentences that it rests on.
pub(crate) fn count(r: &Reading<'_, '_>, incident: &Incident, kind: CountKind) -> Option<(Count, Vec<usize>)> {
    let candidates = candidates(r, incident, kind);
    if candidates.is_empty() {
        return named_victims(r, incident, kind);
    }
    // A stated total first, then the largest: parts told later in the story are smaller than the whole.
    let rank = |c: &Candidate| (!c.doubtful, c.total, c.size());
    let best_of = |fits: &dyn Fn(&Candidate) -> bool| {
        candidates.iter().filter(|c| fits(c)).max_by(|a, b| rank(a).cmp(&rank(b)).then(b.sentence.cmp(&a.sentence)))
    };
    let whole = best_of(&|c| c.counted == Counted::Everyone);
    let kinds: Vec<&Candidate> = [Counted::Attackers, Counted::Forces, Counted::Civilians]
        .into_iter()
        .filter_map(|k| best_of(&|c| c.counted == k && c.stands_alone()))
        .collect();
    let added: u64 = kinds.iter().map(|c| c.size()).fold(0, u64::saturating_add);
    let together = kinds.len() > 1
        && whole.is_none_or(|w| !w.total && w.size() < kinds.iter().map(|c| c.size()).max().unwrap_or(0))
        && !kinds.iter().any(|c| c.total);
    if together && added > 0 {
        let mentions: Vec<&CountMention> = kinds.iter().flat_map(|c| c.mentions.iter()).collect();
        return Some((sum(&mentions), kinds.iter().map(|c| c.sentence).collect()));
    }
    let chosen = best_of(&|_| true)?;
    if kind == CountKind::Injured
        && let Some(told) = one_by_one(r, chosen, &candidates)
    {
        return Some(told);
    }
    let mut on_top: Vec<&Candidate> = Vec::new();
    let beyond = |c: &Candidate| !enumerates(r, chosen, c, &candidates);
    for c in candidates.iter().filter(|c| c.more && !c.doubtful && c.sentence > chosen.sentence && beyond(c)) {
        // Told twice, it is added once.
        if !chosen.total && !chosen.more && !on_top.iter().any(|o| o.count.best == c.count.best) {
            on_top.push(c);
        }
    }
    if !on_top.is_empty() {
        let all = || std::iter::once(chosen).chain(on_top.iter().copied());
        let mentions: Vec<&CountMention> = all().flat_map(|c| &c.mentions).collect();
        return Some((sum(&mentions), all().map(|c| c.sentence).collect()));
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
    widen(r, &mut count, chosen, &candidates);
    count.breakdown.sort();
    count.breakdown.dedup();
    Some((count, vec![chosen.sentence]))
}

/// People told one by one, where no sentence counts them: those that the text keeps apart, if they are more than one sentence names.
fn one_by_one(r: &Reading<'_, '_>, chosen: &Candidate, all: &[Candidate]) -> Option<(Count, Vec<usize>)> {
    let told: Vec<&Candidate> = all.iter().filter(|c| !c.part && !c.doubtful).collect();
    let single = |m: &CountMention| m.best == Some(1) && !m.part;
    if chosen.size() == 0 || told.iter().any(|c| c.total || !c.mentions.iter().all(single)) {
        return None;
    }
    let mentions: Vec<&CountMention> = told.iter().flat_map(|c| &c.mentions).collect();
    // "One hurt in raid": a headline that says how many.
    let counted = |m: &&CountMention| {
        let s = &r.text.sentences[m.spot.sentence];
        s.block == BlockKind::Title && matches!(s.syntax.tokens[m.spot.first].lower.as_str(), "one" | "1")
    };
    if mentions.iter().any(counted) {
        return None;
    }
    // "one was killed and another hurt": another than the dead.
    let beside_dead = |m: &CountMention| {
        r.mentions.counts.iter().any(|c| {
            c.kind == Some(CountKind::Killed)
                && c.spot.sentence <= m.spot.sentence
                && c.spot.sentence + 1 >= m.spot.sentence
                && c.spot < m.spot
        })
    };
    let people = tally::apart(r, &mentions, |m| if beside_dead(m) { Adds::No } else { telling(r, m) });
    if people.len() as u64 <= chosen.size() {
        return None;
    }
    let mut sentences: Vec<usize> = people.iter().map(|m| m.spot.sentence).collect();
    sentences.dedup();
    Some((sum(&people), sentences))
}

/// Whether "another man" is one of those that the headline or an earlier number counts already: the text goes through them one by one.
fn enumerates(r: &Reading<'_, '_>, chosen: &Candidate, more: &Candidate, all: &[Candidate]) -> bool {
    let headline = r.text.sentences[chosen.sentence].block == BlockKind::Title;
    // "Shot hits shopper", then "hurt another shopper": others than those that the story tells of are told of between.
    if chosen.size() == 1 && more.size() == 1 && headline {
        let between = |c: &Candidate| !c.more && c.sentence > chosen.sentence && c.sentence <= more.sentence;
        return !all.iter().any(between);
    }
    if chosen.size() < 2 || more.size() > chosen.size() {
        return false;
    }
    // "three were hurt and one died", then "a woman and her son were also shot": a sum that has the dead beside it has everybody.
    let summed = r.mentions.counts.iter().any(|c| {
        c.spot.sentence == chosen.sentence
            && !c.part
            && c.kind == Some(CountKind::Killed)
            && chosen.mentions.iter().all(|m| m.kind == Some(CountKind::Injured))
    });
    // "One dead, three hurt", then "killed one and wounded three others": others than the dead.
    if more.size() == chosen.size() || headline || summed {
        return true;
    }
    if more.size() != 1 {
        return false;
    }
    let mut tokens =
        more.mentions.iter().flat_map(|m| &r.text.sentences[m.spot.sentence].syntax.tokens[m.spot.first..=m.spot.last]);
    // "a fourth victim" is the last of four.
    let ordinal = tokens.find_map(|t| {
        ["second", "third", "fourth", "fifth", "sixth", "seventh"]
            .iter()
            .position(|w| *w == t.lower)
            .map(|i| i as u64 + 2)
    });
    if let Some(ordinal) = ordinal {
        return ordinal <= chosen.size();
    }
    let one = |c: &&Candidate| c.size() == 1 && !c.more && c.sentence > chosen.sentence && c.sentence <= more.sentence;
    all.iter().any(|c| one(&c))
}

/// The numbers that the sentences give, one a group.
fn candidates(r: &Reading<'_, '_>, incident: &Incident, kind: CountKind) -> Vec<Candidate> {
    let mut out = Vec::new();
    let told = incident.groups.iter().map(|g| {
        let here: Vec<CountMention> = g.counts(r, kind).into_iter().filter(|c| !over_a_period(r, c)).cloned().collect();
        (g.sentence, here)
    });
    // The dead are counted first: who was hit and died is not injured.
    let killed = (kind == CountKind::Injured).then(|| count(r, incident, CountKind::Killed)).flatten();
    let killed = killed.and_then(|(c, _)| c.best).unwrap_or(0);
    let dead = if killed > 0 { incident.counts(r, CountKind::Killed) } else { Vec::new() };
    let deadly = kind == CountKind::Injured && survivors::somebody_died(r);
    for (sentence, here) in told.chain(left_over(r, incident, kind)) {
        let here: Vec<CountMention> =
            here.into_iter().filter(|c| !(deadly && survivors::is_object_pronoun(r, c))).collect();
        let here = survivors::of(r, here, &dead, killed);
        let wholes: Vec<&CountMention> = here.iter().filter(|c| !c.part).collect();
        let parts: Vec<&CountMention> = here.iter().filter(|c| c.part).collect();
        let candidate = |count: Count, of: &[&CountMention], total: bool| Candidate {
            count,
            mentions: of.iter().map(|c| (*c).clone()).collect(),
            sentence,
            total,
            counted: common(of),
            more: of.iter().all(|c| adds(r, c)),
            part: of.iter().all(|c| c.part),
            doubtful: of.iter().any(|c| doubtful(r, c)),
        };
        // "one was shot in the arm, two in the leg, and all three were taken to hospital": all of them at once.
        let whole = wholes.iter().copied().find(|c| size_of(c) > 1 && names_all(r, c));
        let wholes: Vec<&CountMention> = whole.map_or(wholes, |all| vec![all]);
        // "rose from 133 to 143": tolls grow.
        if let Some(total) = wholes.iter().filter(|c| c.total).max_by_key(|c| size_of(c)) {
            out.push(candidate(to_count(total, &parts), &[total], true));
        } else if wholes.len() == 1 {
            out.push(candidate(to_count(wholes[0], &parts), &wholes, false));
        } else if wholes.len() > 1 {
            let wholes = enumerated(r, distinct(r, &wholes));
            out.push(candidate(sum(&wholes), &wholes, false));
        } else if let Some(part) = parts.first() {
            out.push(candidate(to_count(part, &[]), &[part], false));
        }
    }
    out
}

/// Counts that no act took: "the governor put the wounded at 50" right after the act is told. They go to the act told last.
fn left_over(r: &Reading<'_, '_>, incident: &Incident, kind: CountKind) -> Vec<(usize, Vec<CountMention>)> {
    let acts = incident.acts(r);
    if kind == CountKind::Displaced || kind == CountKind::Detained && !acts.iter().any(|a| holds(*a)) {
        return Vec::new();
    }
    let mut out: Vec<(usize, Vec<CountMention>)> = Vec::new();
    for (i, c) in r.mentions.counts.iter().enumerate().filter(|(_, c)| c.kind == Some(kind)) {
        let free = !r.frames.iter().any(|f| f.counts.contains(&i)) && !over_a_period(r, c);
        if !free || !follows(r, incident, c) {
            continue;
        }
        match out.last_mut() {
            Some((sentence, list)) if *sentence == c.spot.sentence => list.push(c.clone()),
            _ => out.push((c.spot.sentence, vec![c.clone()])),
        }
    }
    out
}

/// Acts that end in arrests.
fn holds(act: Act) -> bool {
    matches!(act, Act::Arrest | Act::Protest | Act::Dispersal | Act::Riot | Act::Plot | Act::Disruption)
}

/// Whether the last act told at or before a count, two sentences back at most, is the incident's.
fn follows(r: &Reading<'_, '_>, incident: &Incident, c: &CountMention) -> bool {
    let here = c.spot.sentence;
    let distance = |f: &Frame| f.hit.token.abs_diff(c.spot.head);
    // What is only planned or denied in that very sentence may be what the number speaks of.
    // ("detained in hospital" is no arrest, and its number speaks of the injured.)
    let speaks = |f: &Frame| f.hit.entry.effect.is_none_or(|e| Some(e) == c.kind);
    if r.frames.iter().any(|f| f.sentence == here && f.unreal.is_some() && speaks(f)) {
        return false;
    }
    let real = || r.frames.iter().enumerate().filter(|(_, f)| f.unreal.is_none());
    let nearest = real()
        .filter(|(_, f)| f.sentence <= here && here - f.sentence <= 2)
        .max_by(|(_, a), (_, b)| a.sentence.cmp(&b.sentence).then(distance(b).cmp(&distance(a))));
    // Before any act is told, the next sentence's will be the one.
    let nearest = nearest.or_else(|| {
        let first = real().next().filter(|(_, f)| f.sentence >= here);
        first.filter(|(_, f)| f.sentence == here + 1)
    });
    nearest.is_some_and(|(i, _)| incident.groups.iter().any(|g| g.frames.contains(&i)))
}

/// Those that name different people: "the first death of a general since a general was killed" tells of one a time, no sum.
fn distinct<'a>(r: &Reading<'_, '_>, wholes: &[&'a CountMention]) -> Vec<&'a CountMention> {
    let head = |c: &CountMention| c.who.as_deref().and_then(|w| w.split(' ').next_back()).map(str::to_lowercase);
    let mut out: Vec<&CountMention> = Vec::new();
    for c in wholes {
        let again = out.iter().any(|o| {
            o.best == Some(1) && c.best == Some(1) && o.anchor != c.anchor && head(o).is_some() && head(o) == head(c)
                || size_of(o) > 1 && o.kind == c.kind && c.best == Some(1) && is_one_victim(c)
                || o.best == Some(1)
                    && c.best == Some(1)
                    && o.anchor != c.anchor
                    && refers(r, c)
                    && !Described::of(r, o).is_apart(&Described::of(r, c))
        });
        if !again {
            out.push(c);
        }
    }
    out
}

/// "two women and a man were hurt, one victim critically".
fn is_one_victim(c: &CountMention) -> bool {
    c.who.as_deref().is_some_and(|w| matches!(w.to_lowercase().as_str(), "victim" | "of the victims"))
}

/// "a bullet grazed his arm and the boy was flown out": somebody told of before.
fn refers(r: &Reading<'_, '_>, c: &CountMention) -> bool {
    r.text.sentences[c.spot.sentence].syntax.tokens[c.spot.first].lower == "the" && c.spot.first < c.spot.last
}

/// "four men were wounded: one in the neck, one in the arm": the number, and after a colon or a dash each of those counted.
fn enumerated<'a>(r: &Reading<'_, '_>, wholes: Vec<&'a CountMention>) -> Vec<&'a CountMention> {
    let (first, rest) = match wholes.split_first() {
        Some((first, rest)) if !rest.is_empty() => (*first, rest),
        _ => return wholes,
    };
    let tokens = &r.text.sentences[first.spot.sentence].syntax.tokens;
    let between = first.spot.last + 1..rest[0].spot.first.max(first.spot.last + 1);
    let told = tokens[between].iter().any(|t| matches!(t.lower.as_str(), ":" | "—" | "–" | "--" | "-"));
    let ones = rest.iter().all(|c| c.best == Some(1) && c.kind == first.kind);
    if told && ones && first.best.is_some_and(|n| n > 1 && rest.len() as u64 <= n) { vec![first] } else { wholes }
}

/// "all four", "both men".
fn names_all(r: &Reading<'_, '_>, c: &CountMention) -> bool {
    let tokens = &r.text.sentences[c.spot.sentence].syntax.tokens;
    let word = |i: usize| tokens[i].lower.as_str();
    matches!(word(c.spot.first), "all" | "both") || c.spot.first > 0 && matches!(word(c.spot.first - 1), "all" | "both")
}

/// The kind of people that all of them are.
fn common(of: &[&CountMention]) -> Counted {
    match of {
        [first, rest @ ..] => {
            let kind = counted(first.who.as_deref());
            if rest.iter().all(|c| counted(c.who.as_deref()) == kind) { kind } else { Counted::Everyone }
        }
        [] => Counted::Everyone,
    }
}

/// Other numbers that the document gives for the whole widen the range: "133" here, "139" there.
fn widen(r: &Reading<'_, '_>, count: &mut Count, chosen: &Candidate, candidates: &[Candidate]) {
    let floor = chosen.size() - chosen.size() / 4;
    for other in candidates {
        let near = other.size() >= floor || other.doubtful && !other.part;
        if other.counted != chosen.counted || other.more || other.size() == 0 || !near {
            continue;
        }
        let number = OtherNumber {
            best: other.count.best,
            low: other.count.low,
            high: other.count.high,
            by: speaker(r, other.sentence, &other.mentions),
        };
        let told = (count.best, count.low, count.high) == (number.best, number.low, number.high);
        if !told && !count.also.iter().any(|o| (o.best, o.low, o.high) == (number.best, number.low, number.high)) {
            count.also.push(number);
        }
        if let (Some(low), Some(n)) = (count.low, other.count.low.or(other.count.best)) {
            count.low = Some(low.min(n));
        }
        if let (Some(high), Some(n)) = (count.high, other.count.best.or(other.count.high)) {
            count.high = Some(high.max(n));
        }
    }
}

/// Who gives the numbers of a sentence, in the text's words.
fn speaker(r: &Reading<'_, '_>, sentence: usize, of: &[CountMention]) -> Option<String> {
    statements::speaker(r.text, r.mentions, r.lexicon, sentence, of.first()?.spot.head)
}

/// Whether a number sums up more than the event: "14 deaths in twelve months", "2,000 people since 2014", "so far this year".
fn over_a_period(r: &Reading<'_, '_>, c: &CountMention) -> bool {
    let tokens = &r.text.sentences[c.spot.sentence].syntax.tokens;
    let word = |i: usize| tokens.get(i).map_or("", |t| t.lower.as_str());
    let period = |w: &str| {
        matches!(w, "weeks" | "months" | "years" | "decades" | "year" | "month" | "decade" | "century" | "quarter")
    };
    // "taking the number of rebels killed this year to 41"
    let sums = (c.spot.first.saturating_sub(16)..c.spot.first).any(|i| {
        matches!(word(i), "number" | "total" | "tally" | "toll")
            && (i + 1..c.spot.first).any(|j| {
                word(j) == "since"
                    || word(j) == "this" && matches!(word(j + 1), "year" | "month" | "season")
                    || word(j) == "so" && word(j + 1) == "far"
            })
            && !(i + 1..c.spot.first).any(|j| matches!(word(j), "," | ";" | "."))
    });
    if sums {
        return true;
    }
    let from = c.anchor.unwrap_or(c.spot.first).min(c.spot.first);
    let start = c.anchor.unwrap_or(c.spot.last).max(c.spot.last) + 1;
    for i in start..(start + 16).min(tokens.len()) {
        match word(i) {
            "." | ";" | "and" | "but" | "when" | "where" | "while" | "who" | "which" | "before" | "after" => break,
            // "in three months of protests", "over the past two years", "in four decades"
            "in" | "over" | "during" | "within" => {
                let end = (i + 1..(i + 6).min(tokens.len())).find(|&j| period(word(j)));
                let many = end.is_some_and(|e| {
                    word(e).ends_with('s') || (i + 1..e).any(|j| matches!(word(j), "past" | "last" | "decade"))
                });
                let plain = end.is_some_and(|e| {
                    (i + 1..e).all(|j| {
                        tokens[j].tag == "CD"
                            || matches!(
                                word(j),
                                "the"
                                    | "past"
                                    | "last"
                                    | "a"
                                    | "few"
                                    | "several"
                                    | "recent"
                                    | "dozen"
                                    | "nearly"
                                    | "almost"
                                    | "more"
                                    | "than"
                                    | "about"
                                    | "some"
                                    | "under"
                                    | "just"
                                    | "previous"
                                    | "preceding"
                            )
                    })
                });
                // "killed in the last month" may well be one event.
                if many && plain && end.is_some_and(|e| word(e) != "month") {
                    return true;
                }
            }
            "this" if word(i + 1) == "year" && (word(i - 1) == "far" || word(i - 1) == "already") => return true,
            "since" => {
                let year = |w: &str| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit());
                let wide = (i + 1..(i + 6).min(tokens.len())).any(|j| year(word(j)))
                    || (i + 1..(i + 4).min(tokens.len())).any(|j| {
                        matches!(
                            word(j),
                            "january"
                                | "february"
                                | "march"
                                | "april"
                                | "may"
                                | "june"
                                | "july"
                                | "august"
                                | "september"
                                | "october"
                                | "november"
                                | "december"
                                | "conflict"
                                | "war"
                                | "insurgency"
                                | "uprising"
                        )
                    });
                // "the first death of a general since 2017" counts one.
                if wide && size_of(c) > 1 {
                    return true;
                }
            }
            _ => {}
        }
    }
    let lead = from.saturating_sub(14)..from;
    lead.clone().any(|i| {
        (word(i) == "since" && word(i + 1).len() == 4 && word(i + 1).bytes().all(|b| b.is_ascii_digit()))
            && size_of(c) > 1
            && (i..from).any(|j| matches!(word(j), "have" | "has"))
    })
}

/// "killed in three incidents": the toll of several events, where one of them may have its own.
fn in_several(r: &Reading<'_, '_>, c: &CountMention) -> bool {
    let tokens = &r.text.sentences[c.spot.sentence].syntax.tokens;
    let start = c.anchor.unwrap_or(c.spot.last).max(c.spot.last) + 1;
    (start..(start + 3).min(tokens.len())).any(|i| {
        tokens[i].lower == "in"
            && tokens.get(i + 1).is_some_and(|t| t.tag == "CD" || matches!(t.lower.as_str(), "several" | "separate"))
            && (i + 2..(i + 4).min(tokens.len())).any(|j| {
                matches!(
                    tokens[j].lower.as_str(),
                    "incidents" | "attacks" | "raids" | "clashes" | "shootings" | "ambushes" | "districts" | "villages"
                )
            })
    })
}

/// First estimates, lower counterclaims and boasts: "initial reports of 11 dead", "gave a lower toll of 11", "claimed that it had
/// killed 60".
fn doubtful(r: &Reading<'_, '_>, c: &CountMention) -> bool {
    let tokens = &r.text.sentences[c.spot.sentence].syntax.tokens;
    let from = c.anchor.unwrap_or(c.spot.first).min(c.spot.first);
    let word = |i: usize| tokens.get(i).map_or("", |t| t.lower.as_str());
    let claims = (from.saturating_sub(8)..from).any(|i| match word(i) {
        // "claimed responsibility for the blast that killed 12" and "claimed 12 lives" boast of nothing.
        "claimed" | "claims" | "boasted" | "boasts" => {
            !matches!(word(i + 1), "responsibility" | "the" | "credit")
                && !tokens[i + 1..from.max(i + 1)]
                    .iter()
                    .any(|t| matches!(t.lower.as_str(), "responsibility" | "credit"))
                && i + 1 < from
        }
        // "claimed the attack and put the dead at nine"
        "put" => tokens[..i].iter().rev().take(16).any(|t| t.lower == "claimed"),
        _ => false,
    });
    claims
        || is_boast(r, c)
        || in_several(r, c)
        || (from.saturating_sub(8)..c.spot.first.max(from)).any(|i| {
            matches!(word(i), "initial" | "initially" | "earlier" | "previous" | "previously" | "preliminary")
                || (word(i) == "at" && word(i + 1) == "first")
                || (word(i) == "first" && matches!(word(i + 1), "put" | "reported" | "said" | "estimated" | "spoke"))
                || (matches!(word(i), "lower" | "first")
                    && matches!(word(i + 1), "toll" | "figure" | "count" | "reports"))
        })
}

/// How the words of one person's mention tell of another than those before.
fn telling(r: &Reading<'_, '_>, c: &CountMention) -> Adds {
    let words = r.text.slice(c.spot.start..c.spot.end).to_lowercase();
    let also = !["another", "second", "third", "fourth", "other"].iter().any(|w| words.contains(w));
    match (adds(r, c), also) {
        (false, _) => Adds::No,
        (true, true) => Adds::Also,
        (true, false) => Adds::Another,
    }
}

fn adds(r: &Reading<'_, '_>, c: &CountMention) -> bool {
    let words = r.text.slice(c.spot.start..c.spot.end).to_lowercase();
    let s = &r.text.sentences[c.spot.sentence].syntax;
    // "a teen who shot another teen", "a boy shot another child": another than the one who shot.
    let head = &s.tokens[c.spot.last].lower;
    let shooter = c.anchor.filter(|a| *a < c.spot.first).and_then(|a| tree::subject(s, a)).is_some_and(|who| {
        let who = s.tokens[who].lower.as_str();
        PERSONS.contains(&who) || who.ends_with("-old")
    });
    if words.starts_with("another ") && (shooter || s.tokens[..c.spot.first].iter().any(|t| t.lower == *head)) {
        return false;
    }
    words == "another"
        || words.starts_with("another ")
        || ["a second ", "a third ", "a fourth ", "a fifth ", "a further "].iter().any(|w| words.starts_with(w))
        || words.split(' ').any(|w| matches!(w, "other" | "others" | "more" | "further"))
            && !matches!(words.split(' ').next(), Some("more"))
        || c.anchor.is_some_and(|a| s.children(a).any(|j| s.tokens[j].lower == "also"))
}

/// Whether those counted are the attackers, who are counted apart from their victims.
pub(super) fn counts_attackers(c: &CountMention) -> bool {
    counted(c.who.as_deref()) == Counted::Attackers
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
        "subversive",
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

pub(super) fn to_count(c: &CountMention, parts: &[&CountMention]) -> Count {
    let mut count = Count::new(c.best, c.low, c.high);
    count.breakdown = parts.iter().filter(|p| p.who.is_some()).map(|p| part(p)).collect();
    count
}

/// "two employees and three other people": 5, with its parts.
pub(super) fn sum(list: &[&CountMention]) -> Count {
    let add = |f: fn(&CountMention) -> Option<u64>| {
        list.iter().map(|c| f(c)).try_fold(0_u64, |n, x| Some(n.saturating_add(x?)))
    };
    let mut count = Count::new(add(|c| c.best), add(|c| c.low), add(|c| c.high));
    count.breakdown = list.iter().filter(|c| c.who.is_some()).map(|c| part(c)).collect();
    count
}

#[cfg(test)]
mod tests {
    use polybius_lexicon::Lexicon;
    use polybius_records::{CountKind, Document};

    use crate::{Coder, code};

    /// Killed and injured of the first report: best, low, high.
    #[test]
    fn one_number_for_the_event() {
        #[rustfmt::skip]
        let table: &[(&str, &str, &str)] = &[
            ("A car bomb exploded in Mosul on Monday, killing 14 people and wounding 40. A hospital official first put the dead at 11.",
             "14/11/14", "40/40/40"),
            ("Gunmen attacked a village near Gao on Monday, killing nine farmers. Officials gave a lower toll of six dead. Two herders were wounded.",
             "9/6/9", "2/2/2"),
            ("A suicide bomber struck a market in Kunduz on Monday and killed 12 people, among them three children. The death toll rose from 12 to 15 on Tuesday.",
             "15/12/15", "-"),
            ("Rebels ambushed an army convoy near Goma on Monday. The army said five soldiers were killed. The rebels claimed that they had killed 60 soldiers.",
             "5/5/60", "-"),
            ("A roadside bomb hit a bus near Quetta on Monday and killed four passengers. Another two passengers died in hospital.",
             "6/6/6", "-"),
            ("A landmine killed a herder near Biu on Monday. Landmines have killed 2,000 people in the state since 2011.",
             "1/1/1", "-"),
            ("A bomb went off outside a bank in Athens on Monday. Nobody was hurt.", "-", "0/0/0"),
            ("Militants raided a police post near Bannu on Monday and killed four policemen. Two attackers were also killed.",
             "6/6/6", "-"),
        ];
        let coder = Coder::new(Lexicon::embedded());
        let mut wrong = Vec::new();
        for &(text, killed, injured) in table {
            let document = Document::plain("d", text).published_on(jiff::civil::date(2021, 6, 15));
            let (mut reports, _, _) = code(&coder, &document);
            let Some(first) = reports.first_mut() else {
                wrong.push(format!("{text}\n   no report"));
                continue;
            };
            let mut show = |kind| {
                let number = |n: Option<u64>| n.map_or("-".to_owned(), |n| n.to_string());
                let count = first.body.count_mut(kind).clone();
                count.map_or("-".to_owned(), |c| format!("{}/{}/{}", number(c.best), number(c.low), number(c.high)))
            };
            let got = (show(CountKind::Killed), show(CountKind::Injured));
            if got != (killed.to_owned(), injured.to_owned()) {
                wrong.push(format!("{text}\n   got {got:?}"));
            }
        }
        assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), table.len(), wrong.join("\n"));
    }
}
