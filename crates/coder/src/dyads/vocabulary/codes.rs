use std::collections::BTreeMap;

use serde::Deserialize;

/// What an operator does to the act below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in super::super) enum Kind {
    /// Says that it will.
    Intent,
    /// Will not.
    Refuse,
    /// Another must.
    Demand,
    /// Asks another.
    Request,
    /// Will, and it hurts.
    Threaten,
    /// Does it or begins to.
    Try,
    /// Does it no longer.
    Stop,
    /// Tells of it.
    Say,
    /// Tells of it as another's fault.
    Allege,
}

/// Codes by the prefix of another; the longest prefix wins.
type Prefixes = BTreeMap<String, String>;

/// How CAMEO codes combine, and their PLOVER classes.
#[derive(Debug, Default)]
pub(in super::super) struct Codes {
    compose: BTreeMap<Kind, Prefixes>,
    classes: Prefixes,
    mutual: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct ClassFile {
    prefix: Prefixes,
    mutual: Mutual,
}

#[derive(Debug, Deserialize)]
struct Mutual {
    codes: Vec<String>,
}

const COMPOSE: &str = include_str!("../../../../../data/dyads/compose.toml");
const CLASSES: &str = include_str!("../../../../../data/dyads/classes.toml");

fn longest<'a>(table: &'a Prefixes, code: &str) -> Option<&'a str> {
    (1..=code.len()).rev().find_map(|n| table.get(code.get(..n)?)).map(String::as_str)
}

impl Codes {
    pub(super) fn embedded() -> Self {
        let classes = toml::from_str::<ClassFile>(CLASSES).ok();
        Codes {
            compose: toml::from_str(COMPOSE).unwrap_or_default(),
            mutual: classes.as_ref().map(|c| c.mutual.codes.clone()).unwrap_or_default(),
            classes: classes.map(|c| c.prefix).unwrap_or_default(),
        }
    }

    /// The code of an operator over an act; without an act, the operator's own.
    pub(in super::super) fn compose(&self, kind: Kind, act: Option<&str>) -> Option<String> {
        let table = match kind {
            Kind::Try | Kind::Say => return act.map(str::to_owned),
            Kind::Allege => return Some("112".to_owned()),
            Kind::Stop if act.is_none() => return None,
            _ => self.compose.get(&kind)?,
        };
        match act.and_then(|code| longest(table, code)).or_else(|| table.get("else").map(String::as_str))? {
            "same" => act.map(str::to_owned),
            code => Some(code.to_owned()),
        }
    }

    /// The PLOVER class of a CAMEO code; statements have none.
    pub(in super::super) fn class(&self, code: &str) -> Option<&str> {
        longest(&self.classes, code)
    }

    /// Whether an act of several parties without a target is one that they do to one another.
    pub(in super::super) fn is_mutual(&self, code: &str) -> bool {
        self.mutual.iter().any(|m| code.starts_with(m.as_str()))
    }

    /// Whether it is written like a CAMEO code: two digits from 01 to 20 and one or two more.
    #[cfg(test)]
    pub(super) fn is_code(&self, code: &str) -> bool {
        let root = code.get(..2).and_then(|r| r.parse::<u8>().ok());
        root.is_some_and(|r| (1..=20).contains(&r))
            && matches!(code.len(), 3 | 4)
            && code.bytes().all(|b| b.is_ascii_digit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_tables_is_one_and_has_its_class() {
        let codes = Codes::embedded();
        assert_eq!(codes.compose.len(), 6);
        for code in codes.compose.values().flat_map(|t| t.values()).filter(|c| *c != "same") {
            assert!(codes.is_code(code), "{code}");
            assert!(codes.class(code).is_some(), "{code}");
        }
        for (code, class) in [("0331", "AGREE"), ("0831", "CONCEDE"), ("0841", "RETREAT"), ("191", "COERCE")] {
            assert_eq!(codes.class(code), Some(class));
        }
        assert_eq!(codes.class("010"), None);
    }

    #[test]
    fn operators_make_their_code_of_the_act_below() {
        let codes = Codes::embedded();
        for (kind, act, whole) in [
            (Kind::Intent, Some("085"), "035"),
            (Kind::Intent, Some("190"), "138"),
            (Kind::Intent, None, "030"),
            (Kind::Refuse, Some("0831"), "123"),
            (Kind::Demand, Some("042"), "106"),
            (Kind::Request, Some("163"), "113"),
            (Kind::Threaten, None, "130"),
            (Kind::Stop, Some("1723"), "081"),
            (Kind::Try, Some("190"), "190"),
        ] {
            assert_eq!(codes.compose(kind, act).as_deref(), Some(whole), "{kind:?} {act:?}");
        }
        assert_eq!(codes.compose(Kind::Stop, None), None);
    }
}
