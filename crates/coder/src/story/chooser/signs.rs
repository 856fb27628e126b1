//! Signs by which one number is told from another: who gives it, where, in which words, and what else the text tells.

use polybius_records::{BlockKind, CountKind};

use super::super::Reading;
use super::super::described::Described;
use super::Case;
use super::options::{Choice, size};
use crate::CountMention;

/// Numbers by name.
pub(super) type Signs = Vec<(&'static str, f64)>;

/// Words of the whole text that tell how such stories end.
const ENDS: &[(&str, &[&str])] = &[
    ("text died", &["died", "dies", "dead", "killed", "killing", "fatally", "fatal", "homicide", "murder", "deceased"]),
    ("text hurt", &["injured", "wounded", "hurt", "injuries", "wounds", "injuring", "wounding", "injury", "wound"]),
    ("text hospital", &["hospital", "hospitalized", "surgery"]),
    ("text stable", &["stable", "survive", "survived", "non-life-threatening", "recovering", "recover", "survivors"]),
    ("text critical", &["critical", "critically", "serious", "life-threatening"]),
    ("text suicide", &["suicide", "himself", "herself", "self-inflicted", "murder-suicide"]),
    ("text suspect", &["suspect", "suspects", "gunman", "shooter", "gunmen", "suspected"]),
    ("text officer", &["officer", "officers", "deputy", "deputies", "trooper"]),
    ("text including", &["including", "among"]),
    ("text another", &["another", "second", "other", "others", "third"]),
    ("text victims", &["victims"]),
    ("text victim", &["victim"]),
    ("text later", &["later"]),
    ("text accident", &["accident", "accidental", "accidentally"]),
    ("text nobody", &["nobody", "no", "none", "unharmed", "missed"]),
];

/// The same of the headline.
const HEADLINE: &[(&str, &[&str])] = &[
    (
        "head died",
        &[
            "dead", "dies", "died", "killed", "kills", "kill", "fatally", "fatal", "homicide", "murder", "slain",
            "deadly",
        ],
    ),
    (
        "head hurt",
        &[
            "injured",
            "wounded",
            "hurt",
            "injures",
            "wounds",
            "injuring",
            "wounding",
            "critical",
            "hospitalized",
            "hospital",
        ],
    ),
    ("head shot", &["shot", "shoots", "shooting", "shootings", "shoot"]),
    ("head suspect", &["suspect", "arrested", "charged", "sought", "custody"]),
    ("head police", &["police", "officer", "deputy", "cop", "officers"]),
];

/// Words after which it is told what became of those counted.
const ANCHORS: &[(&str, &[&str])] = &[
    ("by hurt", &["injured", "wounded", "hurt", "injuring", "wounding", "injuries", "wounds", "injury", "wound"]),
    ("by shot", &["shot", "shooting", "shootings", "struck", "hit", "shoot", "shoots", "gunshot", "grazed"]),
    ("by care", &["hospital", "taken", "transported", "hospitalized", "treated", "airlifted", "rushed", "flown"]),
    ("by state", &["condition", "critical", "critically", "stable", "serious"]),
    ("by death", &["killed", "dead", "died", "dies", "deaths", "fatally"]),
];

/// Words of those counted.
const COUNTED: &[(&str, &[&str])] = &[
    ("are others", &["other", "others", "another", "second", "third", "more"]),
    ("are victims", &["victim", "victims", "people", "persons", "person"]),
    ("are suspects", &["suspect", "gunman", "shooter", "attacker", "robber", "intruder", "suspects"]),
    ("are officers", &["officer", "officers", "deputy", "deputies", "trooper", "troopers"]),
    ("are pronouns", &["he", "she", "him", "her", "they", "them", "himself", "herself"]),
    ("are both", &["both", "all"]),
    ("are the", &["the"]),
];

/// The signs of one of the choices.
pub(super) fn of(case: &Case<'_, '_>, choice: &Choice, all: &[Choice]) -> Signs {
    let mut signs = of_text(case, all);
    let Case { r, incident, rule, other, .. } = *case;
    let value = choice.value as f64;
    let counts = &r.mentions.counts;
    let rule_size = rule.unwrap_or(0) as f64;
    signs.extend([
        ("value", value),
        ("is rule", flag(choice.rule)),
        ("beside rule", value - rule_size),
        ("beside other", value - other.unwrap_or(0) as f64),
        ("is rule less other", flag(rule.unwrap_or(0).checked_sub(other.unwrap_or(0)) == Some(choice.value))),
        ("is rule and other", flag(rule.unwrap_or(0).saturating_add(other.unwrap_or(0)) == choice.value)),
        (
            "beside largest",
            value - all.iter().filter(|c| !c.said.is_empty()).map(|c| c.value).max().unwrap_or(0) as f64,
        ),
        ("said", choice.said.len() as f64),
        ("left", choice.left.len() as f64),
        ("sums", choice.sums.len() as f64),
        ("unsaid", choice.unsaid.len() as f64),
        ("said of it", choice.said.iter().filter(|&&i| case.took(&counts[i])).count() as f64),
        ("left of it", choice.left.iter().filter(|&&i| case.took(&counts[i])).count() as f64),
        (
            "sums of it",
            choice.sums.iter().filter(|(a, b)| case.took(&counts[*a]) && case.took(&counts[*b])).count() as f64,
        ),
        (
            "sums in one sentence",
            choice.sums.iter().filter(|(a, b)| counts[*a].spot.sentence == counts[*b].spot.sentence).count() as f64,
        ),
        (
            "sums apart",
            choice
                .sums
                .iter()
                .filter(|(a, b)| Described::of(r, &counts[*a]).is_apart(&Described::of(r, &counts[*b])))
                .count() as f64,
        ),
        (
            "dead alike",
            counts.iter().filter(|m| m.kind != Some(case.kind) && m.kind.is_some() && size(m) == choice.value).count()
                as f64,
        ),
    ]);
    let rule = all.iter().find(|c| c.rule);
    let of_rule = |of: fn(&Choice) -> usize| rule.map_or(0, of) as f64;
    let others = all.iter().filter(|c| c.value != choice.value);
    signs.extend([
        ("rule said", of_rule(|c| c.said.len())),
        ("rule left", of_rule(|c| c.left.len())),
        ("rule sums", of_rule(|c| c.sums.len())),
        ("rule unsaid", of_rule(|c| c.unsaid.len())),
        ("most said of others", others.map(|c| c.said.len()).max().unwrap_or(0) as f64),
        ("beside people told", value - people(r, case.kind) as f64),
    ]);
    let said: Vec<&CountMention> = choice.said.iter().map(|&i| &counts[i]).collect();
    mentions(case, &SAID, &said, &mut signs);
    let left: Vec<&CountMention> = choice.left.iter().map(|&i| &counts[i]).collect();
    mentions(case, &LEFT, &left, &mut signs);
    let unsaid: Vec<&CountMention> = choice.unsaid.iter().map(|&i| &counts[i]).collect();
    mentions(case, &UNSAID, &unsaid, &mut signs);
    let words = |list: &[&str], of: &dyn Fn(&CountMention) -> Vec<String>| {
        said.iter().filter(|m| of(m).iter().any(|w| list.contains(&w.as_str()))).count() as f64
    };
    for (name, list) in ANCHORS {
        signs.push((name, words(list, &|m| anchor(r, m))));
    }
    for (name, list) in COUNTED {
        signs.push((name, words(list, &|m| own_words(r, m))));
    }
    let near_dead = |m: &&&CountMention| {
        counts
            .iter()
            .any(|d| d.kind == Some(CountKind::Killed) && d.spot.sentence == m.spot.sentence && d.spot != m.spot)
    };
    signs.push(("said beside dead", said.iter().filter(near_dead).count() as f64));
    signs.push(("said as part", said.iter().filter(|m| m.part).count() as f64));
    signs.push(("said as total", said.iter().filter(|m| m.total).count() as f64));
    signs.push(("said inexactly", said.iter().filter(|m| m.low != m.high).count() as f64));
    let own = incident.first_sentence() as f64;
    signs.push(("said after start", said.first().map_or(-9.0, |m| m.spot.sentence as f64 - own)));
    signs
}

/// Names of the places of mentions.
struct Where {
    headline: &'static str,
    lead: &'static str,
    first: &'static str,
    last: &'static str,
}

const SAID: Where =
    Where { headline: "said in headline", lead: "said in lead", first: "first said", last: "last said" };
const LEFT: Where =
    Where { headline: "left in headline", lead: "left in lead", first: "first left", last: "last left" };
const UNSAID: Where =
    Where { headline: "unsaid in headline", lead: "unsaid in lead", first: "first unsaid", last: "last unsaid" };

fn mentions(case: &Case<'_, '_>, names: &Where, list: &[&CountMention], signs: &mut Signs) {
    let headline = |m: &CountMention| case.r.text.sentences[m.spot.sentence].block == BlockKind::Title;
    signs.extend([
        (names.headline, list.iter().filter(|m| headline(m)).count() as f64),
        (names.lead, list.iter().filter(|m| !headline(m) && m.spot.sentence <= case.r.lead_end).count() as f64),
        (names.first, list.first().map_or(-1.0, |m| m.spot.sentence as f64)),
        (names.last, list.last().map_or(-1.0, |m| m.spot.sentence as f64)),
    ]);
}

/// What is the same for all choices of an incident.
fn of_text(case: &Case<'_, '_>, all: &[Choice]) -> Signs {
    let Case { r, incident, incidents, kind, rule, other } = *case;
    let counts = || r.mentions.counts.iter();
    let of_kind = || counts().filter(|m| m.kind == Some(kind));
    let dead = || counts().filter(|m| m.kind == Some(CountKind::Killed));
    let hurt = || counts().filter(|m| m.kind == Some(CountKind::Injured));
    let title = |m: &&CountMention| r.text.sentences[m.spot.sentence].block == BlockKind::Title;
    let largest = |list: &mut dyn Iterator<Item = &CountMention>| list.map(size).max().map_or(-1.0, |n| n as f64);
    let mut signs = vec![
        ("rule", rule.map_or(-1.0, |n| n as f64)),
        ("other", other.map_or(-1.0, |n| n as f64)),
        ("incidents", incidents as f64),
        ("groups", incident.groups.len() as f64),
        ("starts at", incident.first_sentence() as f64),
        ("sentences", r.text.sentences.len() as f64),
        ("in headline", flag(incident.groups.iter().any(|g| g.in_title(r)))),
        ("of kind", of_kind().count() as f64),
        ("of kind, its own", of_kind().filter(|m| case.took(m)).count() as f64),
        ("numbers", all.iter().filter(|c| !c.said.is_empty()).count() as f64),
        ("dead", dead().count() as f64),
        ("dead in headline", largest(&mut dead().filter(title))),
        ("hurt in headline", largest(&mut hurt().filter(title))),
        ("people in headline", largest(&mut counts().filter(|m| m.kind.is_none()).filter(title))),
        ("largest dead", largest(&mut dead())),
        ("largest hurt", largest(&mut hurt())),
        ("largest people", largest(&mut counts().filter(|m| m.kind.is_none()))),
        ("plural", flag(incident.groups.iter().any(|g| g.plural(r)))),
        ("people told", people(r, kind) as f64),
        ("ages", ages(r) as f64),
    ];
    let holds = |list: &[&str], headline: bool| {
        let sentences = r.text.sentences.iter().filter(|s| !headline || s.block == BlockKind::Title);
        let tokens = sentences.flat_map(|s| s.syntax.tokens.iter());
        tokens.filter(|t| list.contains(&t.lower.as_str())).count() as f64
    };
    signs.extend(ENDS.iter().map(|(name, list)| (*name, holds(list, false))));
    signs.extend(HEADLINE.iter().map(|(name, list)| (*name, holds(list, true))));
    signs
}

/// People told of one by one whom the text keeps apart.
fn people(r: &Reading<'_, '_>, kind: CountKind) -> usize {
    let mut known: Vec<Described> = Vec::new();
    for m in r.mentions.counts.iter().filter(|m| m.kind == Some(kind) && m.best == Some(1)) {
        let who = Described::of(r, m);
        if known.iter().all(|k| k.is_apart(&who)) {
            known.push(who);
        }
    }
    known.len()
}

/// Ages that the text gives: "a 30-year-old man".
fn ages(r: &Reading<'_, '_>) -> usize {
    let tokens = r.text.sentences.iter().flat_map(|s| s.syntax.tokens.iter());
    let mut ages: Vec<&str> = tokens.map(|t| t.lower.as_str()).filter(|w| w.ends_with("-year-old")).collect();
    ages.sort_unstable();
    ages.dedup();
    ages.len()
}

fn anchor(r: &Reading<'_, '_>, m: &CountMention) -> Vec<String> {
    let tokens = &r.text.sentences[m.spot.sentence].syntax.tokens;
    m.anchor.and_then(|a| tokens.get(a)).map(|t| t.lower.clone()).into_iter().collect()
}

fn own_words(r: &Reading<'_, '_>, m: &CountMention) -> Vec<String> {
    let tokens = &r.text.sentences[m.spot.sentence].syntax.tokens;
    tokens[m.spot.first..=m.spot.last].iter().map(|t| t.lower.clone()).collect()
}

fn flag(on: bool) -> f64 {
    f64::from(u8::from(on))
}
