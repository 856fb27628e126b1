use crate::{Actor, ActorType, EventBody, EventType, Role, SubEventType};

/// What happened, as a noun with its parties: "an armed clash between A and B", "a suicide bombing by C".
pub(super) fn phrase(body: &EventBody) -> String {
    let noun = noun(body);
    if body.event_type == EventType::Battles {
        let sides = names(body, &[Role::Perpetrator, Role::Opponent], true);
        return if sides.len() >= 2 { format!("{noun} between {}", super::listed(&sides)) } else { noun + &by(body) };
    }
    let targets = names(body, &[Role::Target], false);
    let takes_target = matches!(
        body.sub_event_type,
        SubEventType::Attack | SubEventType::Shelling | SubEventType::Grenade | SubEventType::AirDroneStrike
    );
    let on =
        if takes_target && !targets.is_empty() { format!(" on {}", super::listed(&targets)) } else { String::new() };
    noun + &on + &by(body)
}

/// " by the group", where who did it is not in doubt; doubtful ones stand in the clause on responsibility.
pub(super) fn by(body: &EventBody) -> String {
    let sure = names(body, &[Role::Perpetrator, Role::Detainer], true);
    if sure.is_empty() { String::new() } else { format!(" by {}", super::listed(&sure)) }
}

fn noun(body: &EventBody) -> String {
    let weapon = |word: &str| body.weapons.iter().any(|w| w.kind == word || w.name.to_lowercase().contains(word));
    match body.sub_event_type {
        SubEventType::GovernmentRegainsTerritory => "fighting that returned territory to the government",
        SubEventType::NonStateActorOvertakesTerritory => "fighting that cost the government territory",
        SubEventType::ArmedClash => "an armed clash",
        SubEventType::ExcessiveForce => "a protest met with excessive force",
        SubEventType::ProtestWithIntervention => "a protest with intervention by the authorities",
        SubEventType::PeacefulProtest => "a peaceful protest",
        SubEventType::ViolentDemonstration => "a violent demonstration",
        SubEventType::MobViolence => "mob violence",
        SubEventType::ChemicalWeapon => "a chemical attack",
        SubEventType::AirDroneStrike if weapon("drone") => "a drone strike",
        SubEventType::AirDroneStrike => "an air strike",
        SubEventType::SuicideBomb => "a suicide bombing",
        SubEventType::Shelling if weapon("missile") => "a missile attack",
        SubEventType::Shelling => "a shelling",
        SubEventType::RemoteExplosive if weapon("mine") => "a landmine explosion",
        SubEventType::RemoteExplosive => "a bombing",
        SubEventType::Grenade => "a grenade attack",
        SubEventType::SexualViolence => "sexual violence",
        SubEventType::Attack => "an attack",
        SubEventType::Abduction => "an abduction",
        SubEventType::Agreement => "an agreement",
        SubEventType::Arrests => "arrests",
        SubEventType::ChangeToGroup => "a change to an armed group",
        SubEventType::DisruptedWeaponsUse => "a disrupted use of weapons",
        SubEventType::Headquarters => "the establishment of a base",
        SubEventType::Looting => "looting or destruction of property",
        SubEventType::NonViolentTransfer => "a transfer of territory without fighting",
        SubEventType::Other => "a strategic development",
    }
    .to_owned()
}

/// At most three names of actors in the roles, each once.
fn names(body: &EventBody, roles: &[Role], sure_only: bool) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for actor in body.actors.iter().filter(|a| roles.contains(&a.role)) {
        let sure = matches!(actor.certainty.as_str(), "certain" | "");
        let name = in_text(actor);
        if (sure || !sure_only || actor.role != Role::Perpetrator) && !out.contains(&name) && out.len() < 3 {
            out.push(name);
        }
    }
    out
}

fn in_text(actor: &Actor) -> String {
    let common = matches!(
        actor.kind,
        ActorType::Civilians | ActorType::Protesters | ActorType::Rioters | ActorType::Unidentified
    );
    // "Unidentified gunmen" is no name; "Fulani herders" begins with one.
    if common && actor.name.chars().skip(1).all(|c| !c.is_uppercase()) && !begins_with_name(&actor.name) {
        actor.name.to_lowercase()
    } else {
        with_article(&actor.name)
    }
}

fn begins_with_name(name: &str) -> bool {
    const COMMON: [&str; 12] = [
        "unidentified",
        "unknown",
        "civilians",
        "protesters",
        "rioters",
        "gunmen",
        "armed",
        "suspected",
        "villagers",
        "attackers",
        "demonstrators",
        "militants",
    ];
    let first = name.split_whitespace().next().unwrap_or_default().to_lowercase();
    // "Teachers" is a common noun at the head of a field; "Rohingya" is a name.
    if first.ends_with('s') && !name.trim().contains(' ') {
        return false;
    }
    name.chars().next().is_some_and(char::is_uppercase) && !COMMON.contains(&first.as_str())
}

/// Names made of English common nouns take an article in a sentence: "the Islamic State", but "Boko Haram".
pub(super) fn with_article(name: &str) -> String {
    const NOUNS: [&str; 44] = [
        "state",
        "army",
        "armies",
        "front",
        "forces",
        "force",
        "party",
        "movement",
        "group",
        "police",
        "organization",
        "organisation",
        "union",
        "nations",
        "province",
        "brigade",
        "brigades",
        "authority",
        "council",
        "government",
        "militia",
        "cartel",
        "guard",
        "guards",
        "command",
        "service",
        "ministry",
        "resistance",
        "coalition",
        "alliance",
        "taliban",
        "military",
        "network",
        "committee",
        "congress",
        "mission",
        "league",
        "corps",
        "gendarmerie",
        "gang",
        "navy",
        "agency",
        "battalion",
        "branch",
    ];
    let lower = name.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let english = words.any(|w| NOUNS.contains(&w)) || is_office(&lower);
    if english && !lower.starts_with("the ") { format!("the {name}") } else { name.to_owned() }
}

/// "Mayor of Lagos" is an office; "President Keita" is a name.
fn is_office(lower: &str) -> bool {
    const OFFICES: [&str; 10] =
        ["mayor", "governor", "president", "minister", "ambassador", "chief", "commander", "head", "leader", "speaker"];
    lower
        .split_once(" of ")
        .is_some_and(|(office, _)| office.split(' ').next_back().is_some_and(|w| OFFICES.contains(&w)))
}
