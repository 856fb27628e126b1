//! People in a role ("gunmen", "worshippers") and groups by their adjective ("Hutu rebels", "Islamist militants").

use polybius_lexicon::{Case, slug};
use polybius_records::ActorType;
use polybius_syntax::Token;

use crate::ActorHow;

use super::candidate::{Candidate, Identity, Layer};
use super::context::{Context, NationHow};
use super::force::capitalised;
use super::roles::{People, Roles};

/// Words before the noun that tell nothing of who they are: "three unidentified armed men".
const DESCRIPTIVE: [&str; 24] = [
    "suspected",
    "unidentified",
    "unknown",
    "masked",
    "hooded",
    "armed",
    "heavily",
    "local",
    "foreign",
    "alleged",
    "young",
    "rebel",
    "other",
    "fellow",
    "veteran",
    "former",
    "senior",
    "top",
    "would-be",
    "female",
    "male",
    "elderly",
    "innocent",
    "unarmed",
];

/// Views that put fighters on a government's side.
const FOR_GOVERNMENT: [&str; 4] = ["pro-government", "pro-regime", "pro-assad", "loyalist"];

/// All people and groups.
pub(super) fn find(context: &Context<'_, '_>, roles: &Roles) -> Vec<Candidate> {
    let mut out = Vec::new();
    for sentence in 0..context.text.sentences.len() {
        let tokens = context.tokens(sentence);
        out.extend(peoples(context, sentence));
        let mut at = 0;
        while at < tokens.len() {
            match roles.people.at(tokens, at) {
                Some((n, role)) => {
                    out.extend(people(context, roles, sentence, at, at + n - 1, roles.role(role)));
                    at += n;
                }
                None => at += 1,
            }
        }
    }
    out
}

/// Peoples as such: "killed two Israelis", "Hutus fled". "The British" stay with their country.
fn peoples(context: &Context<'_, '_>, sentence: usize) -> Vec<Candidate> {
    let tokens = context.tokens(sentence);
    let mut out = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let stem = token.lower.strip_suffix('s').filter(|s| s.chars().count() > 2);
        let modifies = matches!(token.label, "compound" | "amod" | "poss");
        let noun = token.tag == "NNPS" || token.tag.starts_with('N') && !modifies;
        let Some(stem) = stem.filter(|_| noun) else { continue };
        if !context.slice(token).starts_with(char::is_uppercase) {
            continue;
        }
        let nation = context.nation_at(sentence, at).filter(|n| n.how == NationHow::Adjective && n.last == at);
        let of_nation = nation.map(|n| (n.first, Some(n.country.clone())));
        let of_people = || {
            let actors = &context.lexicon.actors;
            let community = actors.community(stem).or_else(|| actors.community(&token.lower))?;
            Some((at, Some(community.country.clone()).filter(|c| !c.is_empty())))
        };
        // "Maoists" by themselves are the movement that the word means in that country.
        let told = context.country_at(sentence, at).or(context.main_country()).unwrap_or_default();
        let movement = stem.ends_with("ist").then(|| context.lexicon.actors.byname(&capitalised(stem), told)).flatten();
        if let Some(entry) = movement.filter(|_| nation.is_none()) {
            out.push(Candidate { layer: Layer::Group, mention: Identity::of(entry).at(context, sentence, at, at) });
            continue;
        }
        if let Some((first, country)) = of_nation.or_else(of_people) {
            let identity = Identity {
                id: "people-civilians".to_owned(),
                name: "civilians".to_owned(),
                kind: ActorType::Civilians,
                country,
                how: ActorHow::People,
            };
            out.push(Candidate { layer: Layer::People, mention: identity.at(context, sentence, first, at) });
        }
    }
    out
}

fn people(
    context: &Context<'_, '_>,
    roles: &Roles,
    sentence: usize,
    first: usize,
    last: usize,
    role: &People,
) -> Option<Candidate> {
    let tokens = context.tokens(sentence);
    if only_describes(tokens, last) {
        return None;
    }
    let mut from = first;
    let mut views: Vec<String> = Vec::new();
    while let Some(before) = from.checked_sub(1) {
        let word = tokens[before].lower.as_str();
        if roles.ideologies.contains(word) {
            // "pro-Assad" keeps its capital.
            let written = context.slice(&tokens[before]);
            let inner = context.cases[sentence] == Case::Mixed && written.chars().skip(1).any(char::is_uppercase);
            let known = view(word);
            views.insert(0, if inner && known == word { written.to_owned() } else { known.to_owned() });
        } else if !DESCRIPTIVE.contains(&word) {
            break;
        }
        from = before;
    }
    // "Islamists" say their view themselves.
    let own = view(&tokens[first].lower);
    if own == "islamist" && !views.iter().any(|v| v == own) {
        views.push(own.to_owned());
    }
    if views.len() > 1 {
        views.retain(|v| v != "radical");
    }
    let fighters = role.group || matches!(role.kind, ActorType::Unidentified);
    if fighters && let Some((identity, from)) = group(context, sentence, from, &views, role) {
        return Some(Candidate { layer: Layer::Group, mention: identity.at(context, sentence, from, last) });
    }
    // Of what describes people only their country is of use.
    let nation = context.nation_before(sentence, from).filter(|n| n.how == NationHow::Adjective);
    let (from, country) = match nation {
        Some(nation) => (nation.first, Some(nation.country.clone())),
        None => (first, None),
    };
    // "men opened fire" against "killed three men".
    let acting = role.name == "men" && tokens[last].label == "nsubj";
    let identity = Identity {
        id: slug("people", &role.name),
        name: role.name.clone(),
        kind: if acting { ActorType::Unidentified } else { role.kind },
        country,
        how: ActorHow::People,
    };
    Some(Candidate { layer: Layer::People, mention: identity.at(context, sentence, from, last) })
}

/// One word for a view that writers call by several.
fn view(word: &str) -> &str {
    match word {
        "islamic" | "islamist" | "islamists" | "jihadist" | "jihadists" | "jihadi" | "jihadis" | "salafist" => {
            "islamist"
        }
        "left-wing" | "leftwing" => "leftist",
        "right-wing" | "rightwing" | "rightist" => "right-wing",
        "pro-russia" => "pro-russian",
        "russia-backed" => "russian-backed",
        "pro-iran" => "pro-iranian",
        "iranian-backed" => "iran-backed",
        "shiite" | "shi'ite" => "shia",
        "antigovernment" => "anti-government",
        other => other,
    }
}

/// "student union", "rebel stronghold", "guerrilla warfare": the word describes another noun.
fn only_describes(tokens: &[Token], last: usize) -> bool {
    let token = &tokens[last];
    if token.tag.starts_with('V') || token.tag.starts_with('J') && token.lower != "paramilitary" {
        return true;
    }
    // "held hostage" is an act, "a hostage" a person.
    let bare = token.lower == "hostage"
        && last.checked_sub(1).is_none_or(|b| !matches!(tokens[b].tag, "DT" | "JJ" | "PRP$" | "NNP" | "CD"));
    let plural = token.tag == "NNS" || token.lower.ends_with("men");
    let compound = matches!(token.label, "compound" | "amod" | "nmod") && token.head > last;
    bare || !plural && compound
}

/// The group that an adjective makes of fighters, and its first token.
fn group(
    context: &Context<'_, '_>,
    sentence: usize,
    from: usize,
    views: &[String],
    role: &People,
) -> Option<(Identity, usize)> {
    let actors = &context.lexicon.actors;
    let tokens = context.tokens(sentence);
    let told = context.country_at(sentence, from).or(context.main_country()).unwrap_or_default().to_owned();
    let for_government = views.iter().any(|v| FOR_GOVERNMENT.contains(&v.to_lowercase().as_str()));
    let rebels = matches!(role.name.as_str(), "rebels" | "separatists");
    // A people or an adjective of a country.
    for n in [2, 1] {
        let Some(start) = from.checked_sub(n).filter(|_| !for_government) else { continue };
        let words = context.text.slice(tokens[start].start..tokens[from - 1].end);
        if !words.chars().next().is_some_and(char::is_uppercase) {
            continue;
        }
        // "Syrian rebels" are the one side of Syria's war, "Syrian militiamen" may be of any.
        let whose = context.nation_at(sentence, start).map(|n| n.country.as_str());
        let told = [whose.unwrap_or_default(), told.as_str(), context.main_country().unwrap_or_default()];
        let byname = || told.into_iter().find_map(|country| actors.byname(words, country));
        if let Some(entry) = byname().filter(|_| rebels || whose.is_none()) {
            return Some((Identity::of(entry), start));
        }
        if let Some(entry) =
            actors.community(words).and_then(|c| c.organisation.as_deref()).and_then(|id| actors.by_id(id))
        {
            return Some((Identity::of(entry), start));
        }
    }
    if let Some(entry) = views.first().and_then(|view| actors.byname(view, &told)) {
        return Some((Identity::of(entry), from));
    }
    // "Turkish gunmen" are nobody's group; "Turkish rebels" are, and so are "separatist gunmen".
    if !role.group {
        let (view, kind) = match views.first()?.as_str() {
            "radical" => return None,
            view @ ("separatist" | "secessionist") => (view, ActorType::RebelGroup),
            view => (view, role.kind),
        };
        let name = capitalised(&format!("{view} militants"));
        return Some((unknown(&name, kind, None), from));
    }
    // Who fights for a government is a militia whatever the word.
    let kind = if for_government { ActorType::PoliticalMilitia } else { role.kind };
    let nation = context.nation_before(sentence, from).filter(|n| n.how == NationHow::Adjective);
    if let Some(nation) = nation {
        let adjective = context.text.slice(tokens[nation.first].start..tokens[nation.last].end);
        let name = name_of(&[proper(adjective)], views, role);
        return Some((unknown(&name, kind, Some(nation.country.clone())), nation.first));
    }
    (!views.is_empty()).then(|| (unknown(&name_of(&[], views, role), kind, None), from))
}

fn name_of(nation: &[String], views: &[String], role: &People) -> String {
    let words: Vec<&str> = nation.iter().chain(views).map(String::as_str).chain([role.name.as_str()]).collect();
    capitalised(&words.join(" "))
}

/// "IRAQI" is "Iraqi".
fn proper(adjective: &str) -> String {
    adjective
        .split_whitespace()
        .map(|w| {
            if w.chars().all(|c| !c.is_lowercase()) && w.chars().count() > 3 {
                capitalised(&w.to_lowercase())
            } else {
                w.to_owned()
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// A group that the lexicon does not know.
pub(super) fn unknown(name: &str, kind: ActorType, country: Option<String>) -> Identity {
    Identity { id: slug("grp", name), name: name.to_owned(), kind, country, how: ActorHow::Unknown }
}
