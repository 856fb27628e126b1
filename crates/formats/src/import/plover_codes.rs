//! PLOVER's types and modes, and sectors of CAMEO and PLOVER, as the record has them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use polybius_records::{ActorType, Status, SubEventType};

use crate::crosswalk::rows;

/// What a code of PLOVER or CAMEO means here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Act {
    pub sub: SubEventType,
    pub status: Status,
    /// Kind of the weapon that the code implies.
    pub weapon: Option<&'static str>,
}

impl Act {
    /// Of a row's three columns; `-` in the first is an act that is no event here.
    pub fn parse(sub: &str, status: &str, weapon: &'static str) -> Option<Self> {
        let status = match status {
            "occurred" => Status::Occurred,
            "threatened" => Status::Threatened,
            "foiled" => Status::Foiled,
            _ => return None,
        };
        Some(Act { sub: sub.parse().ok()?, status, weapon: Some(weapon).filter(|w| *w != "-") })
    }
}

static ACTS: LazyLock<BTreeMap<(&'static str, &'static str), Option<Act>>> = LazyLock::new(|| {
    rows(include_str!("../../../../data/codebooks/plover_events.tsv"))
        .filter_map(|row| match row[..] {
            [kind, mode, sub, status, weapon] => Some(((kind, mode), Act::parse(sub, status, weapon))),
            _ => None,
        })
        .collect()
});

/// The act of one type and mode; a mode that is not known counts as none.
pub(super) fn act(kind: &str, mode: &str) -> Option<Act> {
    let kind = kind.to_uppercase();
    let mode = if super::value::is_missing(mode) { "-" } else { mode };
    let mode = mode.to_lowercase().replace([' ', '_'], "-");
    *ACTS.get(&(kind.as_str(), mode.as_str())).or_else(|| ACTS.get(&(kind.as_str(), "-")))?
}

/// What a sector says of an actor.
pub(super) fn sector(code: &str) -> Option<ActorType> {
    Some(match code.to_uppercase().as_str() {
        "GOV" | "LEG" | "JUD" | "ELI" => ActorType::Government,
        "MIL" => ActorType::Military,
        "COP" => ActorType::Police,
        "SPY" => ActorType::Intelligence,
        "REB" | "SEP" | "INS" => ActorType::RebelGroup,
        "UAF" => ActorType::Unidentified,
        "CRM" => ActorType::Criminal,
        "PTY" => ActorType::Party,
        "IGO" | "IMG" => ActorType::International,
        "OPP" | "PRO" => ActorType::Protesters,
        "CVL" | "REF" | "SOC" => ActorType::Civilians,
        "NGO" | "NGM" | "BUS" | "MNC" | "MED" | "JRN" | "EDU" | "HLH" | "LAB" | "AGR" | "DEV" | "ENV" | "HRI"
        | "REL" => ActorType::Organisation,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_an_act_or_says_that_it_is_none() {
        let table = include_str!("../../../../data/codebooks/plover_events.tsv");
        assert_eq!(ACTS.len(), rows(table).count());
        for row in rows(table) {
            assert_eq!(row[2] == "-", act(row[0], row[1]).is_none(), "{row:?}");
            assert!(row[4] == "-" || crate::weapons::weapon(row[4]).is_some(), "{row:?}");
        }
        assert_eq!(act("assault", "Heavy Weapons").map(|a| a.sub), Some(SubEventType::Shelling));
        assert_eq!(act("ASSAULT", "None").map(|a| a.sub), Some(SubEventType::Attack));
        assert_eq!(act("CONSULT", ""), None);
    }
}
