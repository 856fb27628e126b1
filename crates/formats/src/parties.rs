use polybius_records::{Actor, ActorType, EventBody, Role, country_name};

use crate::crosswalk::{self, Country};
use crate::input::Options;

/// The actors of an event by role, in the record's order: the surest first.
pub(crate) struct Parties<'a> {
    pub perpetrators: Vec<&'a Actor>,
    pub opponents: Vec<&'a Actor>,
    pub targets: Vec<&'a Actor>,
    pub victims: Vec<&'a Actor>,
    pub supporters: Vec<&'a Actor>,
    pub detainers: Vec<&'a Actor>,
}

impl<'a> Parties<'a> {
    pub fn of(body: &'a EventBody) -> Self {
        let role = |role: Role| body.actors.iter().filter(|a| a.role == role).collect::<Vec<_>>();
        Parties {
            perpetrators: role(Role::Perpetrator),
            opponents: role(Role::Opponent),
            targets: role(Role::Target),
            victims: role(Role::Victim),
            supporters: role(Role::Supporter),
            detainers: role(Role::Detainer),
        }
    }

    /// The attacker, or else who made the arrest.
    pub fn first_side(&self) -> Option<&'a Actor> {
        self.perpetrators.first().or(self.detainers.first()).copied()
    }

    /// The other side of a fight: an opponent, or else an organised target.
    pub fn other_side(&self) -> Option<&'a Actor> {
        self.opponents.first().or_else(|| self.targets.iter().find(|a| is_organised(a.kind))).copied()
    }
}

/// Whether it acts for a state.
pub(crate) fn is_state(kind: ActorType) -> bool {
    match kind {
        ActorType::Government | ActorType::Military | ActorType::Police | ActorType::Intelligence => true,
        ActorType::RebelGroup
        | ActorType::PoliticalMilitia
        | ActorType::IdentityMilitia
        | ActorType::Criminal
        | ActorType::Party
        | ActorType::International
        | ActorType::Organisation
        | ActorType::Protesters
        | ActorType::Rioters
        | ActorType::Civilians
        | ActorType::Person
        | ActorType::Unidentified => false,
    }
}

/// Whether it is an armed organisation, of a state or not.
pub(crate) fn is_organised(kind: ActorType) -> bool {
    match kind {
        ActorType::Government
        | ActorType::Military
        | ActorType::Police
        | ActorType::Intelligence
        | ActorType::RebelGroup
        | ActorType::PoliticalMilitia
        | ActorType::IdentityMilitia
        | ActorType::Criminal => true,
        ActorType::Party
        | ActorType::International
        | ActorType::Organisation
        | ActorType::Protesters
        | ActorType::Rioters
        | ActorType::Civilians
        | ActorType::Person
        | ActorType::Unidentified => false,
    }
}

/// The actor's country: what the lexicon says, else what its name says; "the army" belongs to the country of the event.
pub(crate) fn country_of(
    actor: &Actor,
    here: Option<&'static Country>,
    options: &Options<'_>,
) -> Option<&'static Country> {
    let known = options.nationality.and_then(|of| of(actor)).and_then(|code| crosswalk::country(&code));
    known.or_else(|| named_country(&actor.name)).or_else(|| if is_generic(&actor.name) { here } else { None })
}

/// Whether the name is one that the coder composes for a part of a state: "Police Forces of Kenya".
pub(crate) fn is_government_body(name: &str) -> bool {
    const BODIES: [&str; 4] =
        ["Government of ", "Military Forces of ", "Police Forces of ", "Intelligence Service of "];
    BODIES.iter().filter_map(|body| name.strip_prefix(body)).any(|rest| {
        let plain = rest.strip_prefix("the ").unwrap_or(rest);
        crosswalk::countries().any(|c| {
            let names = [Some(c.acled_name), Some(c.ucdp_name), country_name(c.iso2)];
            names.into_iter().flatten().any(|n| n.strip_prefix("the ").unwrap_or(n) == plain)
        })
    })
}

/// The country whose name, or a regular adjective of it, stands in the actor's name; the longest counts. UCDP's
/// "Government of Myanmar (Burma)" is of the country that UCDP calls so.
fn named_country(name: &str) -> Option<&'static Country> {
    if let Some(country) = name.strip_prefix("Government of ").and_then(crosswalk::by_name) {
        return Some(country);
    }
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let phrase = format!(" {} ", words.join(" "));
    crosswalk::countries()
        .filter_map(|country| {
            let plain = country.acled_name.to_lowercase();
            let as_phrase = phrase.contains(&format!(" {} ", plain.replace(['-', '\''], " ")));
            let as_adjective = !plain.contains(' ') && words.iter().any(|word| is_adjective(word, &plain));
            (as_phrase || as_adjective).then_some((plain.len(), country))
        })
        .max_by_key(|(length, country)| (*length, country.iso2))
        .map(|(_, country)| country)
}

/// "russian" of "russia", "ukrainian" of "ukraine", "iraqi" of "iraq", "chinese" of "china".
fn is_adjective(word: &str, country: &str) -> bool {
    const ENDINGS: [&str; 8] = ["n", "an", "ian", "i", "ese", "ien", "ish", "er"];
    let after = |stem: &str| word.strip_prefix(stem).is_some_and(|rest| ENDINGS.contains(&rest));
    after(country) || country.strip_suffix(['a', 'e', 'o', 'y']).is_some_and(|stem| stem.len() >= 4 && after(stem))
}

/// Whether the name is made of common words only: "security forces", "local police".
fn is_generic(name: &str) -> bool {
    const WORDS: [&str; 34] = [
        "the",
        "army",
        "armed",
        "forces",
        "force",
        "military",
        "police",
        "security",
        "government",
        "soldiers",
        "soldier",
        "troops",
        "state",
        "national",
        "local",
        "federal",
        "guards",
        "guard",
        "border",
        "officers",
        "officer",
        "air",
        "navy",
        "special",
        "gendarmerie",
        "gendarmes",
        "authorities",
        "intelligence",
        "services",
        "service",
        "prison",
        "of",
        "and",
        "regular",
    ];
    let lower = name.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).peekable();
    words.peek().is_some() && words.all(|w| WORDS.contains(&w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_in_names() {
        let table = [
            ("Russian Armed Forces", Some("RU")),
            ("Government of South Sudan", Some("SS")),
            ("Nigerian Army", Some("NG")),
            ("Armée nationale du Niger", Some("NE")),
            ("Ukrainian Air Force", Some("UA")),
            ("Chinese Coast Guard", Some("CN")),
            ("Iraqi Security Forces", Some("IQ")),
            ("Armed Forces of the Democratic Republic of Congo", Some("CD")),
            ("Government of DR Congo (Zaire)", Some("CD")),
            ("Boko Haram", None),
            ("Ansar al-Sharia", None),
        ];
        for (name, code) in table {
            assert_eq!(named_country(name).map(|c| c.iso2), code, "{name}");
        }
        assert!(is_generic("Security forces") && !is_generic("Hill Guard") && !is_generic(""));
    }
}
