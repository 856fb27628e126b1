use crate::rarity::Rarity;
use polybius_records::{Actor, ActorType, DateSpan, EventType, Place, Report, Role, SubEventType};

/// What blocking and scoring ask of a report, computed once.
pub(crate) struct Features<'a> {
    pub report: &'a Report,
    /// Folded name of the place; empty where there is none.
    pub place_name: String,
    /// Folded name of the first-order division; empty where there is none.
    pub admin1: String,
    /// Those who acted: attackers, and both sides of a fight.
    pub sides: Vec<Party<'a>>,
    /// Those who suffered.
    pub targets: Vec<Party<'a>>,
    /// Content words as [`Rarity`] numbers and weighs them.
    pub words: Vec<(u32, f64)>,
    /// The weight in `words` of a word that no other report has.
    pub unique: f64,
    /// Length of the vector of words.
    pub norm: f64,
}

/// An actor with its folded name.
pub(crate) struct Party<'a> {
    pub actor: &'a Actor,
    pub name: String,
}

/// Which kinds of telling can be one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Family {
    /// Attacks and fights: one bombing is Battles to one paper and Violence against civilians to another.
    Violence,
    /// Demonstrations, peaceful or not.
    Crowd,
    /// Arrests and detentions.
    Arrest,
    /// Everything else of Strategic developments.
    Strategic,
}

impl<'a> Features<'a> {
    pub fn of(report: &'a Report, rarity: &Rarity<'_>) -> Self {
        let body = &report.body;
        let of_roles = |roles: &[Role]| -> Vec<Party<'a>> {
            let actors = body.actors.iter().filter(|a| roles.contains(&a.role));
            actors.map(|actor| Party { actor, name: fold(&actor.name) }).collect()
        };
        let words = rarity.weigh(report);
        Features {
            report,
            place_name: body.place.as_ref().map(|p| fold(&p.name)).unwrap_or_default(),
            admin1: body.place.as_ref().and_then(|p| p.admin1.as_deref()).map(fold).unwrap_or_default(),
            sides: of_roles(&[Role::Perpetrator, Role::Opponent, Role::Supporter, Role::Detainer]),
            targets: of_roles(&[Role::Target, Role::Victim]),
            unique: rarity.unique(),
            norm: words.iter().map(|(_, weight)| weight).sum::<f64>().sqrt(),
            words,
        }
    }

    pub fn date(&self) -> Option<DateSpan> {
        self.report.body.date.filter(|d| d.precision != polybius_records::Precision::Unknown)
    }

    pub fn place(&self) -> Option<&'a Place> {
        self.report.body.place.as_ref()
    }

    /// The families that the report's type may be told as; never empty.
    pub fn families(&self) -> &'static [Family] {
        families(self.report.body.sub_event_type)
    }
}

pub(crate) fn families(sub: SubEventType) -> &'static [Family] {
    use Family::{Arrest, Crowd, Strategic, Violence};
    match (sub.event_type(), sub) {
        (EventType::Battles | EventType::Explosions | EventType::ViolenceAgainstCivilians, _) => &[Violence],
        // Police firing at a march, or a lynching, is a crowd event to one paper and an attack to another.
        (_, SubEventType::ExcessiveForce | SubEventType::ViolentDemonstration | SubEventType::MobViolence) => {
            &[Crowd, Violence]
        }
        (EventType::Protests | EventType::Riots, _) => &[Crowd],
        (_, SubEventType::Arrests) => &[Arrest],
        (_, SubEventType::DisruptedWeaponsUse | SubEventType::Looting) => &[Strategic, Violence],
        (EventType::StrategicDevelopments, _) => &[Strategic],
    }
}

/// Whether the actor is one particular organisation or person rather than "gunmen" or "villagers".
pub(crate) fn is_named(actor: &Actor) -> bool {
    !matches!(actor.kind, ActorType::Civilians | ActorType::Unidentified | ActorType::Protesters | ActorType::Rioters)
}

/// Lower case, letters and digits only, single spaces: the form in which names are compared.
pub(crate) fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    while out.ends_with(' ') {
        out.pop();
    }
    out
}
