use polybius_records::CountKind;

use super::hospital;
use super::vocabulary::{Slot, Vocabulary};
use super::words::{
    Words, is_be, is_determiner, is_have, is_light, is_mark, is_modal, is_not, is_preposition, is_when,
};

/// What happened to those counted, and the word that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fate {
    /// What happened.
    pub(crate) kind: CountKind,
    /// The word: position in the sentence.
    pub(crate) anchor: usize,
    /// Said of everyone: a toll.
    pub(crate) total: bool,
    /// Said of some: "among the dead".
    pub(crate) part: bool,
    /// Where the word stands.
    pub(crate) slot: Slot,
}

/// What one side of a noun phrase says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// It happened.
    Fate(Fate),
    /// It did not, or may, or was only threatened.
    Barred,
    /// Nothing.
    Nothing,
}

impl Said {
    /// The fate, if one is said.
    pub(crate) fn fate(self) -> Option<Fate> {
        match self {
            Said::Fate(fate) => Some(fate),
            _ => None,
        }
    }
}

/// Verbs that need a complement after those counted: "left 12 dead", "took 40 hostage".
pub(super) fn takes_complement(word: &str) -> bool {
    matches!(
        word,
        "took"
            | "take"
            | "takes"
            | "taking"
            | "taken"
            | "held"
            | "hold"
            | "holds"
            | "holding"
            | "left"
            | "leave"
            | "leaves"
            | "leaving"
            | "forced"
            | "forcing"
            | "forces"
            | "force"
            | "shot"
            | "shoot"
            | "shooting"
            | "shoots"
            | "found"
            | "beat"
            | "beating"
            | "beaten"
            | "stabbed"
            | "stabbing"
            | "hacked"
            | "hacking"
            | "burned"
            | "burning"
            | "burnt"
            | "drove"
            | "drive"
            | "driving"
            | "driven"
            | "made"
            | "making"
            | "rendered"
            | "rendering"
            | "sent"
            | "sending"
            | "sends"
            | "send"
            | "put"
            | "placed"
            | "stoned"
            | "keep"
            | "keeping"
            | "kept"
            | "bringing"
            | "brought"
            | "prompting"
            | "prompted"
            | "causing"
            | "compelled"
    )
}

/// What stands before those counted, who begin at token `first`.
pub(crate) fn left(words: &Words<'_>, v: &Vocabulary, first: usize) -> Said {
    let Some(mut p) = first.checked_sub(1) else { return Said::Nothing };
    for _ in 0..3 {
        if p > 0 && (is_light(words.at(p)) || matches!(words.at(p), "the" | "and" | "or") && words.at(p) == "the") {
            p -= 1;
        }
    }
    if let Some((start, (kind, slot))) =
        v.predicates.ending(words, p, |(_, s)| matches!(s, Slot::Active | Slot::NounOf))
    {
        // "murder suspect" is a noun's phrase, "wounds 30" is none: a number or an article makes the word a verb.
        let w = words.at(first);
        let noun = slot == Slot::Active
            && !(is_determiner(w)
                || w.starts_with(|c: char| c.is_ascii_digit())
                || v.units.contains_key(w)
                || v.tens.contains_key(w)
                || v.before.starting(words, first, |_| true).is_some())
            && words.parsed
            && words.token(start).is_some_and(|t| {
                matches!(t.tag, "NN" | "NNS") && !t.lower.ends_with("ing") && !t.lower.ends_with("ed")
            });
        let passive =
            noun || slot == Slot::Active && is_be(words.before(start, 1)) && !words.at(start).ends_with("ing");
        if !passive {
            if slot == Slot::Active && !is_fact(words, v, start) || slot == Slot::NounOf && !took_place(words, start) {
                return Said::Barred;
            }
            // "killed or wounded 5,000": nobody knows how many of which.
            if alternative(words, v, start, kind) {
                return Said::Barred;
            }
            let kind = if words.before(start, 1) == "fatally" { CountKind::Killed } else { kind };
            return Said::Fate(Fate { kind, anchor: start, total: false, part: false, slot });
        }
    }
    if let Some(fate) =
        toll(words, p).or_else(|| number_of(words, v, p)).or_else(|| put_at(words, v, p)).or_else(|| among(words, v, p))
    {
        return Said::Fate(fate);
    }
    if let Some(fate) = struck(words, p) {
        return if is_fact(words, v, p) { Said::Fate(fate) } else { Said::Barred };
    }
    treated(words, v, p, first)
}

/// "a bullet hit the driver", "shots that struck two girls": what flies says that those it meets are people hurt.
fn struck(words: &Words<'_>, p: usize) -> Option<Fate> {
    let verb = matches!(words.at(p), "struck" | "strikes" | "hit" | "hits" | "grazed" | "pierced");
    let flies = |w: &str| {
        matches!(
            w,
            "bullet"
                | "bullets"
                | "pellet"
                | "pellets"
                | "round"
                | "rounds"
                | "shot"
                | "shots"
                | "shrapnel"
                | "gunfire"
        )
    };
    let mut from = p;
    while from > p.saturating_sub(9) && from > 0 && !matches!(words.at(from - 1), "." | ";" | "," | "said") {
        from -= 1;
    }
    let named = verb && !is_be(words.before(p, 1)) && (from..p).any(|i| flies(words.at(i)));
    named.then_some(Fate { kind: CountKind::Injured, anchor: p, total: false, part: false, slot: Slot::Active })
}

/// "the hospital treated three soldiers for gunshot wounds": `p` is the verb.
fn treated(words: &Words<'_>, v: &Vocabulary, p: usize, first: usize) -> Said {
    if !matches!(words.at(p), "treated" | "treating" | "treats") || is_be(words.before(p, 1)) {
        return Said::Nothing;
    }
    let stop = (first + 12).min(words.len());
    let end = (first..stop).find(|&i| matches!(words.at(i), "." | ";" | "who" | "that")).unwrap_or(stop);
    let cause = (first..end).find(|&i| matches!(words.at(i), "for" | "with"));
    let hurt = cause.is_some_and(|c| {
        (c + 1..end).any(|i| {
            matches!(
                words.at(i),
                "wounds" | "wound" | "injuries" | "injury" | "burns" | "fractures" | "gunshot" | "shrapnel" | "bruises"
            )
        })
    });
    match hurt {
        true if is_fact(words, v, p) => {
            Said::Fate(Fate { kind: CountKind::Injured, anchor: p, total: false, part: false, slot: Slot::Active })
        }
        true => Said::Barred,
        false => Said::Nothing,
    }
}

/// "puts the dead at 48", "put the wounded at more than 50".
fn put_at(words: &Words<'_>, v: &Vocabulary, p: usize) -> Option<Fate> {
    let last = p.checked_sub(1).filter(|_| words.at(p) == "at")?;
    let (start, (kind, _)) = v.predicates.ending(words, last, |(_, s)| s == Slot::Group)?;
    let verb = matches!(
        words.before(start, 2),
        "put" | "puts" | "putting" | "estimated" | "estimates" | "estimate" | "placed" | "places" | "counted" | "set"
    );
    (verb && words.before(start, 1) == "the").then_some(Fate {
        kind,
        anchor: start,
        total: true,
        part: false,
        slot: Slot::Group,
    })
}

/// Whether a predicate of another kind stands before this one, joined by "or".
fn alternative(words: &Words<'_>, v: &Vocabulary, start: usize, kind: CountKind) -> bool {
    start >= 2
        && matches!(words.before(start, 1), "or" | "and/or")
        && v.predicates.ending(words, start - 2, |(k, _)| k != kind).is_some()
}

/// "the death toll rose to", "a toll of".
fn toll(words: &Words<'_>, p: usize) -> Option<Fate> {
    if !matches!(
        words.at(p),
        "to" | "at"
            | "of"
            | "is"
            | "was"
            | "reached"
            | "hit"
            | "passed"
            | "near"
            | ":"
            | "exceeds"
            | "exceeded"
            | "reaching"
            | "from"
            | "topped"
            | "be"
            | "by"
            | "reaches"
            | "hits"
            | "tops"
            | "climbs"
            | "rises"
            | "surpassed"
            | "stands"
            | "stood"
    ) {
        return None;
    }
    let at = (p.saturating_sub(12)..p).rev().find(|&i| matches!(words.at(i), "toll" | "tolls"))?;
    // "the casualty toll" and "the injury toll" speak of others.
    let kind = match words.before(at, 1) {
        "casualty" | "road" | "bridge" | "property" => return None,
        "injury" | "injured" | "wounded" => CountKind::Injured,
        _ => CountKind::Killed,
    };
    if (at..p).any(|i| matches!(words.at(i), ";" | "." | "wounded" | "injured" | "injuries")) {
        return None;
    }
    Some(Fate { kind, anchor: at, total: true, part: false, slot: Slot::Group })
}

/// "the number of dead rose to", "put the number of wounded at".
fn number_of(words: &Words<'_>, v: &Vocabulary, p: usize) -> Option<Fate> {
    if !matches!(words.at(p), "to" | "at" | "is" | "was" | "reached" | "as" | ":" | "exceeded" | "exceeds" | "than") {
        return None;
    }
    // "The number of people killed when a bomb exploded in A on Monday has reached 100": what stands between may be long.
    let grown = words.at(p) == "reached"
        || words.at(p) == "to"
            && matches!(words.before(p, 1), "risen" | "rose" | "climbed" | "grown" | "increased" | "up");
    let reach = if grown { 40 } else { 12 };
    let at = (p.saturating_sub(reach)..p).rev().find(|&i| words.at(i) == "number" && words.at(i + 1) == "of")?;
    let (kind, anchor) = (at + 2..p).find_map(|i| {
        let (_, (kind, _)) = v.predicates.starting(words, i, |(_, s)| matches!(s, Slot::Group | Slot::Participle))?;
        Some((kind, i))
    })?;
    Some(Fate { kind, anchor, total: true, part: false, slot: Slot::Group })
}

/// "among the dead were", "the wounded include".
fn among(words: &Words<'_>, v: &Vocabulary, p: usize) -> Option<Fate> {
    if !matches!(words.at(p), "were" | "was" | "are" | "is" | "included" | "include" | "includes") {
        return None;
    }
    let mut at = p.checked_sub(1)?;
    if is_light(words.at(at)) && at > 0 {
        at -= 1;
    }
    let (start, (kind, _)) = v.predicates.ending(words, at, |(_, s)| s == Slot::Group)?;
    let lead = words.before(start, 1);
    let among = matches!(words.before(start, 2), "among" | "amongst" | "of") && matches!(lead, "the" | "those");
    let list = matches!(words.at(p), "included" | "include" | "includes") && matches!(lead, "the" | "those" | "");
    (among || list).then_some(Fate { kind, anchor: start, total: false, part: true, slot: Slot::Group })
}

/// Whether a deed named by a noun at `start` is said to have been done: not "the attempted murder of", "the risk of injury to".
fn took_place(words: &Words<'_>, start: usize) -> bool {
    let (one, two) = (words.before(start, 1), words.before(start, 2));
    let two = if matches!(one, "the" | "a") { words.before(start, 3) } else { two };
    // "charges of misdemeanor injury to a child": the name of a crime.
    let charged = |i: usize| {
        matches!(words.at(i), "charge" | "charges" | "charged" | "count" | "counts" | "felony" | "misdemeanor")
    };
    if words.at(start) == "injury" && (start.saturating_sub(4)..start).any(charged) {
        return false;
    }
    let of = matches!(words.before(start, 1), "of" | "for" | "the" | "against");
    let only_feared = |w: &str| {
        matches!(
            w,
            "risk"
                | "threat"
                | "threats"
                | "danger"
                | "fear"
                | "fears"
                | "possibility"
                | "plot"
                | "plan"
                | "plans"
                | "calls"
                | "call"
                | "attempt"
                | "conspiracy"
                | "attempted"
        )
    };
    !(matches!(
        one,
        "attempted" | "planned" | "possible" | "potential" | "failed" | "alleged plot" | "threatened" | "future"
    ) || (of && only_feared(two)))
}

/// Whether a verb that begins at `start` is said as a fact: no modal, negation, purpose or threat governs it.
pub(super) fn is_fact(words: &Words<'_>, v: &Vocabulary, start: usize) -> bool {
    let mut p = start;
    for _ in 0..6 {
        let Some(q) = p.checked_sub(1) else { return true };
        let w = words.at(q);
        if is_modal(w)
            || is_not(w)
            || matches!(w, "without" | "if" | "avoid" | "avoiding" | "avert" | "nearly" | "almost")
        {
            return false;
        }
        match w {
            "to" => {
                return matches!(
                    words.before(q, 1),
                    "managed"
                        | "went"
                        | "proceeded"
                        | "continued"
                        | "began"
                        | "able"
                        | "used"
                        | "goes"
                        | "claimed"
                        | "claims"
                        | "claiming"
                        | "continue"
                        | "continues"
                        | "helped"
                        | "said"
                        | "believed"
                        | "known"
                        | "reported"
                        | "alleged"
                        | "thought"
                );
            }
            "of" => {
                return !matches!(
                    words.before(q, 1),
                    "capable" | "intent" | "threat" | "threats" | "intention" | "hope" | "risk" | "possibility"
                );
            }
            "at" => return !matches!(words.before(q, 1), "aimed" | "aiming"),
            "from" => return !matches!(words.before(q, 2), "prevented" | "stopped" | "kept" | "prevent" | "stop"),
            "and" | "or" => {
                let Some(before) = q.checked_sub(1) else { return true };
                match v.predicates.ending(words, before, |_| true) {
                    Some((earlier, _)) => p = earlier,
                    None => return true,
                }
            }
            _ if is_have(w) || is_be(w) || is_light(w) => p = q,
            _ => return true,
        }
    }
    true
}

/// Whether an object may begin at `i`: then a participle before it is an active verb.
fn object_at(words: &Words<'_>, v: &Vocabulary, i: usize) -> bool {
    let w = words.at(i);
    let number = |k: usize| {
        words.at(k).starts_with(|c: char| c.is_ascii_digit())
            || v.units.contains_key(words.at(k))
            || v.tens.contains_key(words.at(k))
    };
    // "killed at least nine people", "killed over 30": a bound of a number is no place.
    if w == "at" && matches!(words.at(i + 1), "least" | "most") || matches!(w, "over" | "around") && number(i + 1) {
        return true;
    }
    if w.is_empty() || is_mark(w) || is_when(w) || is_preposition(w) {
        return w == "$";
    }
    if words.parsed
        && words
            .token(i)
            .is_some_and(|t| matches!(t.tag, "DT" | "PRP" | "PRP$" | "CD" | "NNS" | "JJ" | "NNP" | "NN" | "NNPS"))
    {
        return true;
    }
    is_determiner(w)
        || w.starts_with(|c: char| c.is_ascii_digit())
        || v.units.contains_key(w)
        || v.tens.contains_key(w)
        || v.person(words, i).is_some()
        || words.capital(i)
        || matches!(w, "more" | "nearly" | "almost" | "up")
        || v.predicates.starting(words, i, |(_, s)| s == Slot::Weak).is_some()
}

/// What follows those counted, who end at token `last`.
pub(crate) fn right(words: &Words<'_>, v: &Vocabulary, last: usize) -> Said {
    if let Some(fate) = owned(words, v, last).filter(|f| f.kind == CountKind::Killed) {
        return Said::Fate(fate);
    }
    let (mut be, mut have, mut barred, mut reported) = (false, false, false, false);
    let mut k = last + 1;
    // "a driver, 34, was killed", "two brothers, aged 9 and 11, died"
    if words.at(k) == "," && (words.at(k + 1) == "aged" || words.at(k + 1).starts_with(|c: char| c.is_ascii_digit())) {
        let close = (k + 2..k + 6).find(|&j| words.at(j) == ",");
        let ages = close.is_some_and(|c| {
            (k + 1..c).all(|j| matches!(words.at(j), "aged" | "and") || words.at(j).bytes().all(|b| b.is_ascii_digit()))
        });
        if let (Some(c), true) = (close, ages) {
            k = c + 1;
        }
    }
    for _ in 0..10 {
        if let Some(fate) = predicate_at(words, v, k, be, have, reported) {
            // "12 people were killed or wounded"
            let other = |(kind, _)| kind != fate.kind;
            if (fate.anchor + 1..fate.anchor + 3)
                .any(|i| words.at(i) == "or" && v.predicates.starting(words, i + 1, other).is_some())
            {
                return Said::Barred;
            }
            return if barred { Said::Barred } else { Said::Fate(fate) };
        }
        let w = words.at(k);
        match w {
            _ if is_be(w) => be = true,
            _ if is_have(w) => have = true,
            _ if is_modal(w) || is_not(w) || w == "feared" => barred = true,
            "to" if !matches!(words.at(k + 1), "have" | "be") => return Said::Nothing,
            "to" => {
                barred = barred
                    || words.at(k + 1) == "be"
                        && !matches!(
                            words.before(k, 1),
                            "believed" | "thought" | "known" | "reported" | "said" | "confirmed"
                        )
            }
            // '"several individuals" had been hurt'
            "\"" | "”" | "''" | "’" if k == last + 1 => {}
            "who" | "that" if be || have => return Said::Nothing,
            // A relative clause may be active ("a man who killed") or passive ("a man who was killed").
            "who" | "that" => {}
            "either" | "have" | "reported" | "confirmed" | "believed" | "thought" | "known" | "presumed"
            | "pronounced" | "declared" | "found" | "left" | "listed" | "lying" | "said" | "among" | "others"
            | "people" => {
                if matches!(w, "said" | "among" | "left" | "others" | "people") && !be {
                    return Said::Nothing;
                }
                reported = true;
            }
            _ if is_light(w) && w != "there" => {}
            _ => return Said::Nothing,
        }
        k += 1;
    }
    Said::Nothing
}

/// "lost a leg", "lost the hearing in one ear".
fn maimed(words: &Words<'_>, k: usize) -> Option<Fate> {
    let verb = matches!(words.at(k), "lost" | "lose" | "loses" | "losing");
    let limb = |w: &str| {
        let w = w.strip_suffix('s').unwrap_or(w);
        matches!(
            w,
            "leg"
                | "arm"
                | "hand"
                | "foot"
                | "feet"
                | "eye"
                | "eyesight"
                | "sight"
                | "vision"
                | "limb"
                | "finger"
                | "toe"
                | "ear"
                | "hearing"
                | "thumb"
                | "forearm"
                | "tooth"
                | "teeth"
        )
    };
    let found = (k + 1..k + 6)
        .take_while(|&i| !is_mark(words.at(i)) && !is_preposition(words.at(i)) && !words.at(i).is_empty())
        .any(|i| limb(words.at(i)) && !matches!(words.at(i + 1), "of" | "hold"));
    (verb && found).then_some(Fate {
        kind: CountKind::Injured,
        anchor: k,
        total: false,
        part: false,
        slot: Slot::Intransitive,
    })
}

/// "suffered mostly minor injuries", "sustained gunshot wounds".
pub(super) fn suffered(words: &Words<'_>, k: usize) -> Option<Fate> {
    let verb = matches!(
        words.at(k),
        "suffered"
            | "suffer"
            | "suffers"
            | "suffering"
            | "sustained"
            | "sustains"
            | "sustain"
            | "sustaining"
            | "received"
            | "receives"
            | "incurred"
    );
    let harm = |w: &str| {
        matches!(
            w,
            "injuries"
                | "injury"
                | "wounds"
                | "wound"
                | "burns"
                | "fractures"
                | "gunshot"
                | "bruises"
                | "concussion"
                | "gash"
                | "gashes"
                | "cut"
                | "cuts"
                | "shrapnel"
        )
    };
    let at =
        (k + 1..k + 8).take_while(|&i| !matches!(words.at(i), "" | "." | "," | ";")).find(|&i| harm(words.at(i)))?;
    if !verb {
        return None;
    }
    let deadly = (k + 1..at).any(|i| matches!(words.at(i), "fatal" | "mortal"));
    let kind = if deadly { CountKind::Killed } else { CountKind::Injured };
    Some(Fate { kind, anchor: k, total: false, part: false, slot: Slot::Intransitive })
}

/// "the teenager's death", "two guards' murder": those who end at `last` own the deed.
pub(super) fn owned(words: &Words<'_>, v: &Vocabulary, last: usize) -> Option<Fate> {
    if !matches!(words.at(last + 1), "'s" | "'") {
        return None;
    }
    for i in last + 2..last + 6 {
        let word = words.at(i);
        if let Some(&kind) = v.nouns_of.get(word).filter(|_| {
            !matches!(
                word,
                "body"
                    | "bodies"
                    | "remains"
                    | "funeral"
                    | "funerals"
                    | "burial"
                    | "capture"
                    | "arrest"
                    | "arrests"
                    | "detention"
                    | "execution"
            )
        }) {
            // "the soldier's killing of a boy" is another's deed, "the man's death sentence" none.
            let other = matches!(
                words.at(i + 1),
                "of" | "sentence"
                    | "toll"
                    | "threat"
                    | "threats"
                    | "squad"
                    | "penalty"
                    | "row"
                    | "charge"
                    | "charges"
                    | "trial"
                    | "case"
                    | "conviction"
                    | "weapon"
                    | "suspect"
            );
            return (!other).then_some(Fate { kind, anchor: i, total: false, part: false, slot: Slot::NounOf });
        }
        if is_mark(word) && word != "-" || is_preposition(word) || is_be(word) || word.is_empty() {
            return None;
        }
    }
    None
}

/// "were among the dead".
fn among_those(words: &Words<'_>, v: &Vocabulary, k: usize) -> Option<Fate> {
    if !matches!(words.at(k), "among" | "amongst") || !matches!(words.at(k + 1), "the" | "those") {
        return None;
    }
    let (end, (kind, _)) = v.predicates.starting(words, k + 2, |(_, s)| s == Slot::Group)?;
    Some(Fate { kind, anchor: end, total: false, part: true, slot: Slot::Group })
}

pub(super) fn predicate_at(
    words: &Words<'_>,
    v: &Vocabulary,
    k: usize,
    be: bool,
    have: bool,
    reported: bool,
) -> Option<Fate> {
    if let Some(fate) = suffered(words, k).or_else(|| maimed(words, k)) {
        return Some(fate);
    }
    if be && let Some(fate) = among_those(words, v, k) {
        return Some(fate);
    }
    let accept = |(_, s)| matches!(s, Slot::Participle | Slot::Intransitive | Slot::Adjective);
    let Some((end, (mut kind, slot))) = v.predicates.starting(words, k, accept) else {
        return hospital::taken(words, k, be);
    };
    // "held at gunpoint" is no arrest.
    if matches!(words.at(end + 1), "gunpoint" | "knifepoint" | "bay") {
        return None;
    }
    if words.at(k) == "fatally" && k == end && !(is_mark(words.at(end + 1)) || words.at(end + 1).is_empty()) {
        return None;
    }
    if slot == Slot::Participle {
        // "12 gunmen killed three people", "rebels who had killed 12": active.
        let passive = be || reported || (!have && (is_preposition(words.at(end)) || !object_at(words, v, end + 1)));
        if !passive || (have && !be) {
            return None;
        }
    }
    if (k..=end).any(|i| {
        matches!(
            words.at(i),
            "shot"
                | "stabbed"
                | "wounded"
                | "injured"
                | "beaten"
                | "hit"
                | "struck"
                | "taken"
                | "rushed"
                | "hospitalized"
                | "hospitalised"
        )
    }) && fatal_after(words, end)
    {
        kind = CountKind::Killed;
    }
    // Attackers who blow themselves up are some of those killed, never the toll.
    let part = (k..=end).any(|i| matches!(words.at(i), "himself" | "herself" | "themselves"));
    let weightless = |i: &usize| {
        let w = words.at(*i);
        is_preposition(w) || is_light(w) || is_be(w) || is_have(w) || matches!(w, "fatally" | "mortally")
    };
    let anchor = (k..=end).find(|i| !weightless(i)).unwrap_or(end);
    Some(Fate { kind, anchor, total: false, part, slot })
}

/// "shot in the head and killed", "shot several times and died", "shot, fatally".
fn fatal_after(words: &Words<'_>, end: usize) -> bool {
    for i in end + 1..end + 9 {
        let verb = if is_light(words.at(i + 1)) { i + 2 } else { i + 1 };
        match words.at(i) {
            // "wounded his brother in the leg and killed himself": another's death.
            "and" | "then" | "," if matches!(words.at(verb), "killed" | "died" | "fatally" | "dies" | "dead") => {
                let other = matches!(
                    words.at(verb + 1),
                    "himself"
                        | "herself"
                        | "themselves"
                        | "his"
                        | "her"
                        | "him"
                        | "a"
                        | "an"
                        | "another"
                        | "one"
                        | "two"
                );
                return words.at(verb) != "killed" || !other;
            }
            "dead" if i <= end + 2 => return true,
            "fatally" if i <= end + 2 => return true,
            "." | ";" | "" | "and" | "but" => return false,
            _ => {}
        }
    }
    false
}
