use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Whether it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It happened.
    Occurred,
    /// It was prevented.
    Foiled,
    /// It was planned.
    Planned,
    /// Somebody threatened to do it.
    Threatened,
    /// Somebody says that it happened, and nothing else supports it.
    Alleged,
    /// Somebody denies that it happened.
    Denied,
}

macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = $text] $(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every value, in the codebook's order of precedence.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// The codebook's words.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.as_str()) }
        }

        impl FromStr for $name {
            type Err = String;
            fn from_str(s: &str) -> Result<Self, String> {
                match s { $($text => Ok($name::$variant),)+ other => Err(format!("unknown {}: {other:?}", stringify!($name))) }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.serialize_str(self.as_str()) }
        }

        #[cfg(feature = "schema")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                let words = utoipa::openapi::ObjectBuilder::new().schema_type(utoipa::openapi::schema::Type::String);
                words.enum_values(Some([$($text),+])).into()
            }
        }

        #[cfg(feature = "schema")]
        impl utoipa::ToSchema for $name {}

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

named! {
    /// ACLED's event types, in order of precedence (ACLED codebook 2023).
    EventType {
        Battles = "Battles",
        Protests = "Protests",
        Riots = "Riots",
        Explosions = "Explosions/Remote violence",
        ViolenceAgainstCivilians = "Violence against civilians",
        StrategicDevelopments = "Strategic developments",
    }
}

named! {
    /// ACLED's sub-event types, in order of precedence (ACLED codebook 2023).
    SubEventType {
        GovernmentRegainsTerritory = "Government regains territory",
        NonStateActorOvertakesTerritory = "Non-state actor overtakes territory",
        ArmedClash = "Armed clash",
        ExcessiveForce = "Excessive force against protesters",
        ProtestWithIntervention = "Protest with intervention",
        PeacefulProtest = "Peaceful protest",
        ViolentDemonstration = "Violent demonstration",
        MobViolence = "Mob violence",
        ChemicalWeapon = "Chemical weapon",
        AirDroneStrike = "Air/drone strike",
        SuicideBomb = "Suicide bomb",
        Shelling = "Shelling/artillery/missile attack",
        RemoteExplosive = "Remote explosive/landmine/IED",
        Grenade = "Grenade",
        SexualViolence = "Sexual violence",
        Attack = "Attack",
        Abduction = "Abduction/forced disappearance",
        Agreement = "Agreement",
        Arrests = "Arrests",
        ChangeToGroup = "Change to group/activity",
        DisruptedWeaponsUse = "Disrupted weapons use",
        Headquarters = "Headquarters or base established",
        Looting = "Looting/property destruction",
        NonViolentTransfer = "Non-violent transfer of territory",
        Other = "Other",
    }
}

impl SubEventType {
    /// The event type that it belongs to.
    pub fn event_type(self) -> EventType {
        use SubEventType::*;
        match self {
            GovernmentRegainsTerritory | NonStateActorOvertakesTerritory | ArmedClash => EventType::Battles,
            ExcessiveForce | ProtestWithIntervention | PeacefulProtest => EventType::Protests,
            ViolentDemonstration | MobViolence => EventType::Riots,
            ChemicalWeapon | AirDroneStrike | SuicideBomb | Shelling | RemoteExplosive | Grenade => {
                EventType::Explosions
            }
            SexualViolence | Attack | Abduction => EventType::ViolenceAgainstCivilians,
            Agreement | Arrests | ChangeToGroup | DisruptedWeaponsUse | Headquarters | Looting | NonViolentTransfer
            | Other => EventType::StrategicDevelopments,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_round_trip_and_order_follows_precedence() {
        for &sub in SubEventType::ALL {
            assert_eq!(sub.as_str().parse(), Ok(sub));
            assert_eq!(serde_json::to_string(&sub).ok(), Some(format!("{:?}", sub.as_str())));
        }
        let types: Vec<_> = SubEventType::ALL.iter().map(|s| s.event_type()).collect();
        assert!(types.is_sorted());
    }
}
