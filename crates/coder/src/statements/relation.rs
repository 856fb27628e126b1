//! How organisations, and their leaders, stand to each other.

use polybius_records::{DateSpan, Relation, StatementBody};

use super::draft::Draft;
use super::person;
use super::scene::{Named, Scene, is_armed_or_party};
use super::vocabulary::{has, words};
use crate::frames::tree;
use crate::{ActorHow, ActorMention};

/// Relations that the sentence tells of.
pub(super) fn read(scene: &Scene<'_, '_>) -> Vec<Draft> {
    let mut out = Vec::new();
    let w = &words().relation;
    for i in 0..scene.len() {
        let lemma = scene.lemma(i);
        let lower = scene.lower(i);
        let noun = scene.s.tokens[i].tag.starts_with('N') || scene.s.tokens[i].tag == "JJ";
        let verb = scene.s.tokens[i].tag.starts_with('V');
        if noun && has(&w.parts, lemma) {
            part(scene, i, Relation::PartOf, &mut out);
        }
        if has(&w.splinters, lemma) || (noun && lemma == "faction") {
            part(scene, i, Relation::SplinterOf, &mut out);
        }
        if verb && has(&w.split, lemma) {
            split(scene, i, &mut out);
        }
        if matches!(lower, "allegiance" | "bayat" | "bay'ah" | "fealty" | "loyalty") {
            allegiance(scene, i, &mut out);
        }
        if has(&w.leaders, lemma) && noun {
            person::leader(scene, i, &mut out);
        }
        if has(&w.lead, lemma) {
            person::led(scene, i, &mut out);
        }
        if has(&w.fight, lemma) && verb {
            fights(scene, i, &mut out);
        }
        if has(&w.foes, lemma) {
            foe(scene, i, &mut out);
        }
        if has(&w.feuds, lemma) && noun {
            feud(scene, i, &mut out);
        }
        if has(&w.ally, lemma) && verb || has(&w.allies, lemma) && noun {
            ally(scene, i, &mut out);
        }
        if has(&w.found, lemma) && verb {
            founded(scene, i, &mut out);
        }
        if matches!(lower, "formerly" | "previously" | "originally") {
            formerly(scene, i, &mut out);
        }
        if lemma == "member" && noun {
            member(scene, i, &mut out);
        }
    }
    out
}

/// One relation, unless both sides are the same.
pub(super) fn add(
    scene: &Scene<'_, '_>,
    out: &mut Vec<Draft>,
    at: usize,
    from: &Named,
    relation: Relation,
    to: Option<&Named>,
    date: Option<DateSpan>,
) {
    if to.is_some_and(|to| to.name == from.name) {
        return;
    }
    let body = StatementBody::Relation { from: from.name.clone(), relation, to: to.map(|t| t.name.clone()) };
    let mut draft = Draft::new(scene, body, at);
    draft.actor("from", from);
    let word = serde_json::to_value(relation).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    draft.field("relation", word);
    if let Some(to) = to {
        draft.actor("to", to);
    }
    draft.date(date);
    out.push(draft);
}

/// The organisation whose mention ends at `last`, a bracket with its short name passed over.
fn ending_at<'a>(scene: &Scene<'a, '_>, last: usize) -> Option<&'a ActorMention> {
    let direct = |i: usize| scene.actors().iter().find(|m| m.spot.last == i && super::scene::is_organisation(m));
    if scene.lower(last) == ")" {
        let open = (last.saturating_sub(6)..last).rev().find(|&i| scene.lower(i) == "(")?;
        return open.checked_sub(1).and_then(direct).or_else(|| last.checked_sub(1).and_then(direct));
    }
    direct(last)
}

/// The organisation that begins within `reach` tokens from `first`, with only articles and adjectives before it.
pub(super) fn starting_near(scene: &Scene<'_, '_>, first: usize, reach: usize) -> Option<Named> {
    for i in first..scene.len().min(first + reach) {
        if let Some(found) = scene.organisation_at(i) {
            return Some(found);
        }
        let t = &scene.s.tokens[i];
        let light = matches!(t.tag, "DT" | "JJ" | "JJR" | "JJS" | "PRP$" | "POS" | "RB" | "NNP" | "CD" | "VBN")
            || matches!(
                t.lower.as_str(),
                "the"
                    | "a"
                    | "an"
                    | "group"
                    | "militant"
                    | "terror"
                    | "terrorist"
                    | "rebel"
                    | "so-called"
                    | "country"
                    | "'s"
                    | "("
                    | "\""
                    | "“"
            );
        if !light {
            return scene.stands_for(i);
        }
    }
    None
}

/// The left end of the noun phrase whose noun is `noun`.
pub(super) fn phrase_start(scene: &Scene<'_, '_>, noun: usize) -> usize {
    let mut first = noun;
    while first > 0 {
        let t = &scene.s.tokens[first - 1];
        let inside = matches!(
            t.tag,
            "DT" | "JJ"
                | "JJR"
                | "JJS"
                | "NN"
                | "NNP"
                | "NNPS"
                | "POS"
                | "PRP$"
                | "CD"
                | "VBN"
                | "VBG"
                | "RBS"
                | "HYPH"
        ) || (t.tag == "RB" && matches!(scene.s.tokens[first].tag, "JJ" | "VBN"))
            || t.lower == "-";
        if !inside || noun - first > 10 {
            break;
        }
        first -= 1;
    }
    first
}

/// Who is described by the noun phrase that begins at `first` and whose noun is `noun`: "Y is a ...", "Y, a ...", "a ... known
/// as Y", "a ..., Y".
pub(super) fn described(scene: &Scene<'_, '_>, first: usize, noun: usize) -> Option<Named> {
    if first > 0 {
        let before = scene.lower(first - 1);
        if matches!(before, "," | "—" | "–" | "--" | "(")
            && first >= 2
            && let Some(m) = ending_at(scene, first - 2)
        {
            return Some(Named { name: m.name.clone(), range: m.spot.start..m.spot.end });
        }
        // "is", "became", "emerged as", "is considered"
        let mut p = first - 1;
        let mut copula = false;
        for _ in 0..5 {
            let lemma = scene.lemma(p);
            if matches!(lemma, "be" | "become" | "remain")
                || (lemma == "as"
                    && p > 0
                    && matches!(
                        scene.lemma(p - 1),
                        "emerge"
                            | "know"
                            | "regard"
                            | "see"
                            | "act"
                            | "serve"
                            | "describe"
                            | "consider"
                            | "operate"
                            | "function"
                            | "begin"
                            | "start"
                    ))
            {
                copula = true;
            }
            let skip = matches!(
                lemma,
                "be" | "become"
                    | "remain"
                    | "as"
                    | "emerge"
                    | "know"
                    | "regard"
                    | "see"
                    | "act"
                    | "serve"
                    | "describe"
                    | "consider"
                    | "widely"
                    | "also"
                    | "have"
                    | "operate"
                    | "function"
                    | "begin"
                    | "start"
                    | "now"
                    | "still"
                    | "not"
            ) || scene.s.tokens[p].tag == "RB";
            if lemma == "not" || lemma == "n't" {
                return None;
            }
            if !skip || p == 0 {
                break;
            }
            p -= 1;
        }
        if copula {
            return subject_before(scene, p + 1);
        }
    }
    // To the right: an apposition, "known as Y", the name itself.
    let next = scene.lower(noun + 1);
    let direct = scene
        .organisation_at(noun + 1)
        .filter(|_| scene.s.tokens[noun + 1].tag.starts_with('N') || scene.actor_at(noun + 1).is_some());
    if direct.is_some() {
        return direct;
    }
    let known =
        (noun + 1..scene.len().min(noun + 9)).take_while(|&i| !matches!(scene.lower(i), ";" | ".")).find(|&i| {
            matches!(scene.lemma(i), "know" | "call" | "name" | "dub" | "term" | "label")
                || (scene.lower(i) == "referred")
        });
    if let Some(v) = known
        && !(v > 0 && matches!(scene.lower(v - 1), "formerly" | "previously" | "once"))
    {
        let found = (v + 1..scene.len().min(v + 6)).find_map(|i| scene.organisation_at(i));
        if found.is_some() {
            return found;
        }
    }
    if matches!(next, "," | "—" | "–" | "(") {
        return scene
            .organisation_at(noun + 2)
            .or_else(|| if scene.lower(noun + 2) == "the" { scene.organisation_at(noun + 3) } else { None });
    }
    None
}

/// The subject of the verb that begins at `verb`: by the tree, else the noun phrase right before it.
pub(super) fn subject_before(scene: &Scene<'_, '_>, verb: usize) -> Option<Named> {
    let mut p = verb.checked_sub(1)?;
    // Straight to the left: auxiliaries, adverbs and a relative pronoun are passed over.
    for _ in 0..6 {
        let t = &scene.s.tokens[p];
        let skip = matches!(t.lemma.as_str(), "be" | "have" | "which" | "that" | "who" | "also")
            || matches!(t.tag, "RB" | "MD");
        if !skip || p == 0 {
            break;
        }
        p -= 1;
    }
    if matches!(scene.lower(p), "," | ")" | "—" | "–") && p > 0 {
        // "X, an affiliate of Y, controls": the phrase between commas is no subject.
        let opener = (p.saturating_sub(18)..p - 1).rev().find(|&k| k > 0 && matches!(scene.lower(k), "," | "—" | "–"));
        let inserted = |k: usize| {
            matches!(
                scene.lower(k + 1),
                "a" | "an"
                    | "the"
                    | "which"
                    | "who"
                    | "led"
                    | "founded"
                    | "formed"
                    | "known"
                    | "formerly"
                    | "also"
                    | "one"
                    | "whose"
                    | "based"
                    | "once"
                    | "headed"
                    | "long"
                    | "itself"
                    | "backed"
                    | "allied"
            )
        };
        let dash = matches!(scene.lower(p), "—" | "–");
        if let Some(k) = opener.filter(|&k| inserted(k) || (dash && scene.lower(k) == scene.lower(p))) {
            let m = ending_at(scene, k - 1);
            if m.is_some() || dash {
                return m.map(|m| Named { name: m.name.clone(), range: m.spot.start..m.spot.end });
            }
        }
        if let Some(m) = ending_at(scene, if scene.lower(p) == ")" { p } else { p - 1 }) {
            return Some(Named { name: m.name.clone(), range: m.spot.start..m.spot.end });
        }
    } else if let Some(found) = ending_at(scene, p) {
        return Some(Named { name: found.name.clone(), range: found.spot.start..found.spot.end });
    } else if let Some(found) = scene.stands_for(p) {
        return Some(found);
    }
    let subject = (verb..scene.len().min(verb + 4))
        .find(|&v| tree::is_verb(scene.s, v))
        .and_then(|v| tree::subject(scene.s, v))
        .filter(|&t| t < verb || scene.lemma(t) == "it")?;
    scene.organisation(subject)
}

/// The organisation that owns the noun at `noun`: "X's branch", "branch of X", "X branch", "its branch".
fn owner(scene: &Scene<'_, '_>, first: usize, noun: usize) -> Option<Named> {
    // "of X" right after, places passed over: "the branch in Mali of X".
    let of = (noun + 1..scene.len().min(noun + 5))
        .take_while(|&i| !matches!(scene.lower(i), "," | ";" | "."))
        .find(|&i| matches!(scene.lower(i), "of" | "to" | "from"));
    if let Some(of) = of
        && let Some(found) = starting_near(scene, of + 1, 5)
    {
        return Some(found);
    }
    for i in (first..noun).rev() {
        if scene.lower(i) == "'s" || (scene.lower(i) == "'" && i > 0) {
            let possessor = i.checked_sub(1)?;
            return scene.organisation_at(possessor).or_else(|| scene.stands_for(possessor));
        }
        if matches!(scene.lower(i), "its" | "their") {
            return scene.topic(i);
        }
        if let Some(found) = scene.organisation_at(i) {
            return Some(found);
        }
    }
    None
}

fn part(scene: &Scene<'_, '_>, noun: usize, relation: Relation, out: &mut Vec<Draft>) {
    // A mention that covers the noun is the part itself ("the Islamic State's Afghan branch").
    let first = phrase_start(scene, noun);
    if relation == Relation::SplinterOf && !splinter(scene, first, noun) {
        return;
    }
    if let Some(m) = scene.actor_at(noun).filter(|m| m.how == ActorHow::Named && m.spot.first < noun) {
        let child = Named { name: m.name.clone(), range: m.spot.start..m.spot.end };
        let parent = scene
            .lexicon
            .actors
            .by_id(&m.id)
            .and_then(|e| e.parent.as_deref())
            .and_then(|p| scene.lexicon.actors.by_id(p));
        let said = parent.is_some_and(|p| {
            let covered = scene.text.slice(m.spot.start..m.spot.end).to_lowercase();
            std::iter::once(&p.name).chain(&p.aliases).any(|a| a.len() > 2 && covered.contains(&a.to_lowercase()))
        });
        if let (Some(parent), true) = (parent, said) {
            let parent = Named { name: parent.name.clone(), range: child.range.clone() };
            add(scene, out, noun, &child, relation, Some(&parent), None);
        }
        return;
    }
    let Some(parent) = owner(scene, first, noun) else { return };
    if scene.lower(noun).ends_with('s') && !scene.lemma(noun).ends_with('s') {
        // "affiliates such as Y and Z"
        let link = noun + 1 + usize::from(scene.lower(noun + 1) == ",");
        let list = matches!(scene.lower(link), "like" | "including")
            || (scene.lower(link) == "such" && scene.lower(link + 1) == "as");
        if list {
            for m in scene
                .actors()
                .iter()
                .filter(|m| m.how == ActorHow::Named && m.spot.first > link && m.spot.first < link + 14)
            {
                let child = Named { name: m.name.clone(), range: m.spot.start..m.spot.end };
                add(scene, out, noun, &child, relation, Some(&parent), None);
            }
        }
        return;
    }
    if let Some(child) = described(scene, first, noun) {
        add(scene, out, noun, &child, relation, Some(&parent), None);
    }
}

/// "a splinter group of", "a breakaway faction of": only with the word itself.
fn splinter(scene: &Scene<'_, '_>, first: usize, noun: usize) -> bool {
    let marked = |i: usize| {
        matches!(scene.lemma(i), "splinter" | "breakaway" | "dissident") || scene.lower(i).starts_with("break")
    };
    (first..=noun).any(marked) && scene.lemma(noun) != "offshoot"
}

fn split(scene: &Scene<'_, '_>, v: usize, out: &mut Vec<Draft>) {
    let from = (v + 1..scene.len().min(v + 5)).find(|&i| scene.lower(i) == "from" || scene.lower(i) == "of");
    let Some(from) = from else { return };
    let grown = match scene.lemma(v) {
        "emerge" | "grow" => {
            scene.lower(from.saturating_sub(1)) == "out" || scene.lower(from) == "from" && scene.lemma(v) == "emerge"
        }
        "break" => matches!(scene.lower(v + 1), "away" | "off" | "from" | "with"),
        _ => scene.lower(from) == "from",
    };
    if !grown || !scene.is_fact(v) {
        return;
    }
    if let (Some(child), Some(parent)) = (subject_before(scene, v), starting_near(scene, from + 1, 4)) {
        add(scene, out, v, &child, Relation::SplinterOf, Some(&parent), scene.date_under(v));
    }
}

fn allegiance(scene: &Scene<'_, '_>, noun: usize, out: &mut Vec<Draft>) {
    let verb = (noun.saturating_sub(6)..noun).rev().find(|&i| {
        matches!(
            scene.lemma(i),
            "pledge" | "swear" | "declare" | "give" | "pay" | "switch" | "renew" | "offer" | "profess" | "transfer"
        )
    });
    let to = (noun + 1..scene.len().min(noun + 4)).find(|&i| scene.lower(i) == "to");
    let (Some(v), Some(to)) = (verb, to) else { return };
    if !scene.is_fact(v) {
        return;
    }
    let Some(from) = subject_before(scene, v) else { return };
    let parent = starting_near(scene, to + 1, 5).filter(|p| p.name != from.name).or_else(|| {
        // "to the broader organisation": not the one that pledges.
        let stands = (to + 1..scene.len().min(to + 5)).any(|i| has(&words().relation.stand_ins, scene.lemma(i)));
        let other = |m: &&ActorMention| m.how == ActorHow::Named && is_armed_or_party(m.kind) && m.name != from.name;
        let before = scene.actors().iter().filter(|m| m.spot.first < v).find(other);
        before.filter(|_| stands).map(|m| Named { name: m.name.clone(), range: m.spot.start..m.spot.end })
    });
    if let Some(parent) = parent {
        add(scene, out, noun, &from, Relation::Allegiance, Some(&parent), scene.date_under(v));
    }
}

fn fights(scene: &Scene<'_, '_>, v: usize, out: &mut Vec<Draft>) {
    let lemma = scene.lemma(v);
    let lasting = scene.s.tokens[v].tag == "VBG"
        && scene.s.children(v).any(|j| scene.lemma(j) == "be" && scene.label(j) == "aux")
        || matches!(lemma, "oppose" | "rival")
        || (matches!(lemma, "fight" | "battle" | "combat" | "confront")
            && matches!(scene.s.tokens[v].tag, "VBZ" | "VBP"))
        || scene.s.children(v).any(|j| {
            matches!(scene.lower(j), "repeatedly" | "historically" | "long" | "regularly" | "frequently" | "bitterly")
        })
        || (matches!(lemma, "fight" | "battle")
            && (v + 1..scene.len().min(v + 8)).any(|i| scene.lower(i) == "since" || scene.lower(i) == "years"));
    if !lasting || !scene.is_fact(v) {
        return;
    }
    let object = v + 1 + usize::from(matches!(scene.lower(v + 1), "against" | "with"));
    let (Some(from), Some(to)) = (subject_before(scene, v), starting_near(scene, object, 4)) else { return };
    add(scene, out, v, &from, Relation::Opposes, Some(&to), since(scene, v));
}

/// "a rival of Y", "the sworn enemy of Y", "Y's arch-foe", "an antagonist to the country's Y leadership".
fn foe(scene: &Scene<'_, '_>, noun: usize, out: &mut Vec<Draft>) {
    let first = phrase_start(scene, noun);
    let right =
        matches!(scene.lower(noun + 1), "of" | "to" | "against").then(|| starting_near(scene, noun + 2, 7)).flatten();
    if let Some(to) = right {
        if let Some(from) = described(scene, first, noun) {
            add(scene, out, noun, &from, Relation::Opposes, Some(&to), None);
        }
        return;
    }
    // "X and its rival Y", "X's rival, Y"
    let owner = (first..noun).rev().find_map(|i| match scene.lower(i) {
        "its" | "their" => scene.topic(i),
        "'s" | "'" => i.checked_sub(1).and_then(|p| scene.organisation_at(p).or_else(|| scene.stands_for(p))),
        _ => None,
    });
    let comma = usize::from(scene.lower(noun + 1) == ",");
    if let (Some(from), Some(to)) = (owner, starting_near(scene, noun + 1 + comma, 3)) {
        add(scene, out, noun, &from, Relation::Opposes, Some(&to), None);
    }
}

/// "its battle for power with Y", "X launched repeated offensives against Y", "founded in opposition to Y", "at war with Y".
fn feud(scene: &Scene<'_, '_>, noun: usize, out: &mut Vec<Draft>) {
    let with = (noun + 1..scene.len().min(noun + 5))
        .take_while(|&i| !matches!(scene.lower(i), "," | ";" | "." | "and"))
        .find(|&i| matches!(scene.lower(i), "with" | "against" | "to" | "between"));
    let Some(with) = with else { return };
    if scene.lower(with) == "to" && !matches!(scene.lemma(noun), "opposition" | "hostility") {
        return;
    }
    if scene.lower(with) == "between" {
        let pair: Vec<&ActorMention> = scene
            .actors()
            .iter()
            .filter(|m| super::scene::is_organisation(m) && m.spot.first > with && m.spot.first < with + 14)
            .take(2)
            .collect();
        if let [a, b] = pair[..]
            && (a.spot.last + 1..b.spot.first).any(|i| scene.lower(i) == "and")
            && (is_armed_or_party(a.kind) || is_armed_or_party(b.kind))
        {
            let named = |m: &ActorMention| Named { name: m.name.clone(), range: m.spot.start..m.spot.end };
            add(scene, out, noun, &named(a), Relation::Opposes, Some(&named(b)), None);
        }
        return;
    }
    let Some(to) = starting_near(scene, with + 1, 4) else { return };
    let first = phrase_start(scene, noun);
    let owner = owner_left(scene, first, noun).or_else(|| {
        let v = (noun.saturating_sub(6)..noun).rev().find(|&i| tree::is_verb(scene.s, i) || scene.lemma(i) == "be")?;
        let fits = matches!(
            scene.lemma(v),
            "launch"
                | "wage"
                | "fight"
                | "be"
                | "found"
                | "lead"
                | "mount"
                | "form"
                | "continue"
                | "escalate"
                | "intensify"
                | "create"
                | "declare"
        );
        (fits && scene.is_fact(v)).then(|| subject_before(scene, v)).flatten()
    });
    let repeated = matches!(scene.lemma(noun), "offensive" | "campaign" | "fight" | "battle")
        && !scene.lower(noun).ends_with('s')
        && (first..noun).any(|i| matches!(scene.lower(i), "a" | "an"));
    if let Some(from) = owner.filter(|_| !repeated) {
        add(scene, out, noun, &from, Relation::Opposes, Some(&to), None);
    }
}

fn owner_left(scene: &Scene<'_, '_>, first: usize, noun: usize) -> Option<Named> {
    (first..noun).rev().find_map(|i| match scene.lower(i) {
        "its" | "their" => scene.topic(i),
        "'s" | "'" => i.checked_sub(1).and_then(|p| scene.organisation_at(p).or_else(|| scene.stands_for(p))),
        _ => None,
    })
}

fn ally(scene: &Scene<'_, '_>, i: usize, out: &mut Vec<Draft>) {
    let lemma = scene.lemma(i);
    let lower = scene.lower(i);
    let verb = scene.s.tokens[i].tag.starts_with('V');
    if verb {
        let next = scene.lower(i + 1);
        let joined = matches!(
            lower,
            "allied"
                | "aligned"
                | "sided"
                | "partnered"
                | "cooperated"
                | "cooperates"
                | "collaborates"
                | "collaborated"
        ) && matches!(next, "with" | "to");
        let backed = matches!(lower, "backed" | "supported" | "sponsored") && next == "by";
        if !(joined || backed) || !scene.is_fact(i) {
            return;
        }
        if let (Some(from), Some(to)) = (subject_before(scene, i), starting_near(scene, i + 2, 4)) {
            add(scene, out, i, &from, Relation::Allied, Some(&to), None);
        }
        return;
    }
    if lemma == "supporter" && scene.lower(i).ends_with('s') {
        return;
    }
    let first = phrase_start(scene, i);
    if let Some(owner) = owner(scene, first, i)
        && let Some(other) = described(scene, first, i)
    {
        add(scene, out, i, &other, Relation::Allied, Some(&owner), None);
    }
}

fn founded(scene: &Scene<'_, '_>, v: usize, out: &mut Vec<Draft>) {
    let lower = scene.lower(v);
    let passive =
        matches!(lower, "founded" | "formed" | "established" | "created" | "launched" | "born" | "set" | "inaugurated")
            && (lower != "set" || scene.lower(v + 1) == "up");
    if !passive {
        return;
    }
    let be = (v.saturating_sub(3)..v).any(|i| scene.lemma(i) == "be");
    let reduced = v > 0 && matches!(scene.lower(v - 1), "," | "(" | "—");
    if !(be || reduced) || !scene.is_fact(v) {
        return;
    }
    let date = date_after(scene, v);
    let Some(group) = subject_before(scene, v) else { return };
    let known = scene.mentions.actors.iter().any(|m| {
        m.name == group.name && matches!(m.how, ActorHow::Named | ActorHow::Unknown) && is_armed_or_party(m.kind)
    });
    if known && (date.is_some() || scene.lower(v + 1) == "in" || scene.lower(v + 1) == "by") {
        add(scene, out, v, &group, Relation::Founded, None, date);
    }
}

/// The first day or year named after a verb; of "2014 or 2015" both.
fn date_after(scene: &Scene<'_, '_>, v: usize) -> Option<DateSpan> {
    let mut after = scene.times().iter().filter(|m| m.spot.first > v && m.spot.first <= v + 9 && m.span.is_some());
    let first = after.next()?;
    let span = first.span?;
    let joined = after.next().filter(|m| {
        m.spot.first == first.spot.last + 2 && matches!(scene.lower(m.spot.first - 1), "or" | "and" | "to")
    });
    Some(match joined.and_then(|m| m.span) {
        Some(other) => DateSpan::new(span.start.min(other.start), span.end.max(other.end)),
        None => span,
    })
}

fn since(scene: &Scene<'_, '_>, v: usize) -> Option<DateSpan> {
    let m = scene.times().iter().find(|m| m.spot.first > v && m.spot.first <= v + 8 && m.span.is_some())?;
    m.span
}

fn formerly(scene: &Scene<'_, '_>, i: usize, out: &mut Vec<Draft>) {
    let mut at = i + 1;
    if matches!(scene.lower(at), "known" | "called" | "named") {
        at += 1;
    }
    if scene.lower(at) == "as" {
        at += 1;
    }
    if at == i + 1 && !scene.s.tokens.get(at).is_some_and(|t| matches!(t.tag, "NNP" | "DT")) {
        return;
    }
    at += usize::from(scene.lower(at) == "the");
    let last = (at..scene.len().min(at + 8))
        .take_while(|&k| matches!(scene.s.tokens[k].tag, "NNP" | "NNPS") || scene.actor_at(k).is_some())
        .last();
    let (Some(last), Some(from)) = (last, subject_before(scene, i)) else { return };
    let old = scene.organisation_at(at).filter(|o| o.name != from.name);
    let old = old.unwrap_or_else(|| Named {
        name: scene.words(at, last).to_owned(),
        range: scene.s.tokens[at].start..scene.s.tokens[last].end,
    });
    add(scene, out, i, &from, Relation::Formerly, Some(&old), None);
}

/// Organisations only: persons are no members here.
fn member(scene: &Scene<'_, '_>, noun: usize, out: &mut Vec<Draft>) {
    if scene.lower(noun) != "member" || scene.lower(noun + 1) != "of" {
        return;
    }
    let first = phrase_start(scene, noun);
    if let (Some(child), Some(whole)) = (described(scene, first, noun), starting_near(scene, noun + 2, 4)) {
        add(scene, out, noun, &child, Relation::MemberOf, Some(&whole), None);
    }
}
