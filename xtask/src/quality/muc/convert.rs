//! From the coder's events to templates of MUC-4, by the rules of the task's guidelines ("Task description, template design, and
//! specifications for slot fillers", version 7, sections 1 and 5): which events belong in the database, of what type, with which words.

use polybius_coder::{Filled, Filler, FillerPart as Part, How};
use polybius_records::EventBody;

use super::template::{Template, normalise};

/// The templates of a document.
pub fn templates(events: &[Filled]) -> Vec<(usize, Template)> {
    let typed = events.iter().enumerate().filter_map(|(i, e)| Some((i, e, incident_type(e)?)));
    typed.filter(|(_, e, _)| belongs(e)).map(|(i, e, kind)| (i, fill(e, kind))).collect()
}

/// The incident type (7.5): `attack` only where no other fits. Explosions are bombings, save the bombs of aircraft (7.8, note 5), and so
/// is an attack with explosives.
fn incident_type(e: &Filled) -> Option<&'static str> {
    let has = |acts: &[&str]| e.acts.iter().any(|a| acts.contains(&a.as_str()));
    let says = |words: &[&str]| e.triggers.iter().any(|t| words.iter().any(|w| t.contains(w)));
    let with = |kinds: &[&str]| {
        e.fillers.iter().any(|f| f.part == Part::Weapon && told(f) && kinds.contains(&f.kind.as_str()))
    };
    let soldiers = || {
        let doer = |f: &&Filler| matches!(f.part, Part::Doer | Part::Organisation) && told(f);
        e.fillers.iter().filter(doer).any(|f| f.kind == "military")
    };
    let bombing = has(&["bombing", "suicide_bombing", "grenade"]);
    // "The air force bombed", against "guerrillas bombed".
    let aerial = has(&["air_strike"]) || with(&["aircraft"]) || (says(&["bombed", "bombing"]) && soldiers());
    let attack = has(&[
        "attack",
        "shooting",
        "stabbing",
        "killing",
        "death",
        "injury",
        "shelling",
        "air_strike",
        "destruction",
        "mob",
        "chemical",
    ]);
    if has(&["abduction"]) {
        Some("kidnapping")
    } else if bombing {
        Some(if aerial { "attack" } else { "bombing" })
    } else if has(&["destruction"]) && says(&["burn", "fire", "arson", "torch", "ablaze"]) {
        Some("arson")
    } else if attack && with(&["explosive", "vehicle_bomb", "grenade", "incendiary"]) {
        Some("bombing")
    } else {
        attack.then_some("attack")
    }
}

/// Whether the event belongs in the database (section 1).
fn belongs(e: &Filled) -> bool {
    let of = |part: Part| e.fillers.iter().filter(move |f| f.part == part && told(f));
    let named = || of(Part::Named).filter(|f| !is_force(&f.kind));
    let things = || of(Part::Thing).filter(|f| !is_force(&f.kind));
    let people = || of(Part::People).filter(|f| !is_force(&f.kind) && !is_vague(&f.head));
    // "Specific" (rule 7): what the dataset leaves out as too vague stays out, unless a target is named.
    if e.unreported.is_some() && of(Part::Named).next().is_none() && of(Part::Thing).next().is_none() {
        return false;
    }
    // Clashes of guerrillas and the military are no terrorism, unless civilians or their property are hit (rule 1b).
    let clash = e.acts.iter().any(|a| a == "clash");
    if clash && named().next().is_none() && things().next().is_none() {
        return false;
    }
    // Nor are attacks whose targets are military, police or guerrillas only (rules 1a and 1b).
    let hit = [Part::Named, Part::Thing, Part::People].iter().any(|p| of(*p).next().is_some());
    if hit && named().next().is_none() && things().next().is_none() && people().next().is_none() {
        return false;
    }
    // Crowds are no clandestine group (section 1).
    let mut doers = of(Part::Doer).peekable();
    if doers.peek().is_some() && of(Part::Organisation).next().is_none() && doers.all(is_crowd) {
        return false;
    }
    // Sums over a period, or over many incidents (rule 7).
    let many = of(Part::People).filter_map(number).max().unwrap_or(0) >= SUMMARY;
    if many && named().next().is_none() && things().next().is_none() {
        return false;
    }
    // "Let us recall that ..." gives historical context (rule 6).
    !recalled(&e.report.body)
}

/// Victims from which on a number is taken for a sum over many incidents.
const SUMMARY: u64 = 60;

/// Whether an argument was told of the event itself, and not only near it.
fn told(f: &Filler) -> bool {
    !matches!(f.how, How::Beside | How::Nearby | How::Behind)
}

fn is_force(kind: &str) -> bool {
    matches!(
        kind,
        "military" | "police" | "rebel_group" | "intelligence" | "political_militia" | "criminal" | "security"
    )
}

fn is_vague(head: &str) -> bool {
    matches!(head, "more" | "other" | "clash" | "attack" | "casualty")
}

fn is_crowd(f: &Filler) -> bool {
    const CROWD: [&str; 12] = [
        "looter",
        "inmate",
        "prisoner",
        "demonstrator",
        "rioter",
        "protester",
        "student",
        "worker",
        "peasant",
        "supporter",
        "player",
        "fan",
    ];
    matches!(f.kind.as_str(), "rioters" | "protesters") || CROWD.contains(&f.head.as_str())
}

fn number(f: &Filler) -> Option<u64> {
    if f.text.contains("hundreds") || f.text.contains("thousands") {
        return Some(100);
    }
    let digits = f.text.split_whitespace().find(|w| w.starts_with(|c: char| c.is_ascii_digit()))?;
    digits.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()
}

fn recalled(body: &EventBody) -> bool {
    let quote =
        body.evidence.iter().find(|e| e.field == "event_type").map(|e| e.quote.to_lowercase()).unwrap_or_default();
    ["let us recall", "we recall", "years ago", "let us remember"].iter().any(|words| quote.contains(words))
}

/// One entity for each filler, with one mention: a second mention can only make an entity wrong. Of doers the surest one: several names
/// of doers mostly stand for one.
fn fill(e: &Filled, kind: &str) -> Template {
    let mut out = Template { incident_type: kind.to_owned(), ..Template::default() };
    let known = e.fillers.iter().any(|f| matches!(f.part, Part::Doer | Part::Organisation) && told(f));
    for (role, part) in [Part::Doer, Part::Organisation, Part::Thing, Part::Named, Part::Weapon].into_iter().enumerate()
    {
        let most = if matches!(part, Part::Doer | Part::Organisation) { 1 } else { usize::MAX };
        let mut ranked: Vec<(u8, &Filler)> = e
            .fillers
            .iter()
            .filter(|f| f.part == part)
            .filter_map(|f| {
                let rank = match part {
                    Part::Doer => doer(f, known),
                    Part::Organisation => organisation(f),
                    Part::Thing => (!is_force(&f.kind) && f.kind != "transport_facility").then_some(0),
                    Part::Named => (!is_force(&f.kind)).then_some(0),
                    Part::Weapon => weapon(f, kind),
                    Part::People => None,
                };
                Some((rank?, f))
            })
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        let mut seen: Vec<String> = Vec::new();
        for (_, f) in ranked {
            let words = mention(f);
            let normal = normalise(&words);
            if !normal.is_empty() && !seen.contains(&normal) && seen.len() < most {
                seen.push(normal);
                out.roles[role].push(vec![words]);
            }
        }
    }
    out
}

/// How sure people are doers of a terrorist act, 0 the surest; `None` where they are not. Troops and police on duty are mostly named for
/// what they did afterwards.
fn doer(f: &Filler, known: bool) -> Option<u8> {
    const ON_DUTY: [&str; 13] = [
        "troop",
        "troops",
        "patrol",
        "unit",
        "officer",
        "policeman",
        "fighter",
        "criminal",
        "murderer",
        "kidnapper",
        "perpetrator",
        "trafficker",
        "police",
    ];
    let out = matches!(f.how, How::Story | How::Behind | How::Nearby)
        || matches!(f.kind.as_str(), "civilians" | "police")
        || ON_DUTY.contains(&f.head.as_str());
    let suspect = f.how == How::Beside;
    if out || (suspect && (known || !is_irregular(&f.kind))) {
        return None;
    }
    let loose = matches!(f.head.as_str(), "group" | "squad") && f.long == f.text;
    Some(u8::from(suspect) * 6 + u8::from(loose))
}

/// The same for organisations. Forces of the state are doers only where the text says so.
fn organisation(f: &Filler) -> Option<u8> {
    const SPEAKERS: [&str; 8] =
        ["source", "commander", "soldier", "guerrilla", "command", "spokesman", "authority", "authorities"];
    let state = matches!(f.kind.as_str(), "police" | "government" | "intelligence");
    let military = f.kind == "military";
    let rank = match f.how {
        How::Behind | How::Nearby => return None,
        How::Claimed => 0,
        _ if state || SPEAKERS.contains(&f.head.as_str()) => return None,
        How::Beside if matches!(f.kind.as_str(), "rebel_group" | "criminal" | "political_militia") => 6,
        How::Beside => return None,
        How::Story if military => return None,
        How::Story => 4,
        _ => 0,
    };
    Some(rank + 2 * u8::from(military))
}

/// Firearms and the like are mostly named for what was carried or seized, bombs for what was used.
fn weapon(f: &Filler, kind: &str) -> Option<u8> {
    let bomb = matches!(f.kind.as_str(), "explosive" | "vehicle_bomb" | "grenade");
    let carried =
        matches!(f.kind.as_str(), "firearm" | "aircraft" | "heavy" | "rocket_grenade" | "projectile" | "riot_control")
            && !matches!(f.head.as_str(), "machinegun" | "rocket");
    match f.how {
        How::Nearby if bomb && kind == "bombing" => Some(1),
        How::Beside | How::Nearby => None,
        _ => (!carried).then_some(0),
    }
}

fn is_irregular(kind: &str) -> bool {
    matches!(kind, "rebel_group" | "political_militia" | "identity_militia" | "criminal" | "unidentified")
}

/// The words to copy: of a group its members ("column of guerrillas"), of things the kind without number, of people the full name.
fn mention(f: &Filler) -> String {
    const GROUPS: [&str; 16] = [
        "member",
        "group",
        "column",
        "squad",
        "unit",
        "gang",
        "element",
        "commando",
        "cell",
        "number",
        "dozen",
        "band",
        "team",
        "patrol",
        "troop",
        "personnel",
    ];
    match f.part {
        Part::Doer if f.kind == "named" || GROUPS.contains(&f.head.as_str()) => f.long.clone(),
        Part::Thing => match f.text.strip_suffix(&f.bare).and(f.long.strip_prefix(&f.text)) {
            Some(rest) => format!("{}{rest}", f.bare),
            None => f.long.clone(),
        },
        Part::Named => f.long.clone(),
        Part::Weapon => f.bare.clone(),
        Part::Doer | Part::Organisation | Part::People => f.text.clone(),
    }
}
