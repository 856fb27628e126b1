use std::ops::Range;

use polybius_lexicon::{ActorEntry, slug};
use polybius_records::{ActorType, MentionKind};

use crate::ground::{Ground, holds_exactly, holds_name, same_name};

/// Most characters of a name.
const LONGEST: usize = 120;

/// An organisation, a force or a group of people, as records name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: ActorType,
}

/// Whom a name means, where the quote names it: as the coder reads the quote, else as the lexicon knows it, else as it stands there,
/// of the kind that the model gives. Persons are none: private people are no actors.
pub(super) fn actor(ground: &Ground<'_>, name: &str, kind: Option<ActorType>, quote: &Range<usize>) -> Option<Named> {
    if name.chars().count() > LONGEST {
        return None;
    }
    let known = ground.lexicon().actors.by_name(name);
    match mentioned(ground, name, known, quote) {
        Mentioned::Actor(named) => return Some(named),
        Mentioned::Person => return None,
        Mentioned::Nobody => {}
    }
    let words = ground.words(quote);
    if let Some(entry) = known.filter(|entry| is_said(entry, &words)) {
        return Some(Named { id: entry.id.clone(), name: entry.name.clone(), kind: entry.kind });
    }
    let kind = kind.filter(|kind| *kind != ActorType::Person && holds_name(&words, name))?;
    // "villagers" are people in a role; a name of its own has a capital.
    let prefix = if name.chars().any(char::is_uppercase) { "org" } else { "people" };
    Some(Named { id: slug(prefix, name), name: name.to_owned(), kind })
}

/// Whether the words name an organisation by any of its names.
fn is_said(entry: &ActorEntry, words: &str) -> bool {
    std::iter::once(&entry.name).chain(&entry.aliases).any(|name| holds_exactly(words, name))
}

enum Mentioned {
    Actor(Named),
    Person,
    Nobody,
}

fn mentioned(ground: &Ground<'_>, name: &str, known: Option<&ActorEntry>, quote: &Range<usize>) -> Mentioned {
    let mut best: Option<(usize, usize, Named)> = None;
    for m in ground.mentions(MentionKind::Actor, quote) {
        let read = |field: &str| m.value[field].as_str().unwrap_or_default().to_owned();
        let Ok(kind) = serde_json::from_value::<ActorType>(m.value["type"].clone()) else { continue };
        let named = Named { id: read("id"), name: read("name"), kind };
        let same = same_name(&m.text, name) || same_name(&named.name, name) || known.is_some_and(|e| e.id == named.id);
        let rank = match (same, holds_name(&m.text, name), holds_name(name, &m.text)) {
            (true, ..) => 3,
            (_, true, _) => 2,
            (.., true) => 1,
            _ => continue,
        };
        // "gunmen loyal to A. Name" are not A. Name.
        if kind == ActorType::Person && rank == 1 {
            continue;
        }
        if best.as_ref().is_none_or(|(r, length, _)| (*r, *length) < (rank, m.text.len())) {
            best = Some((rank, m.text.len(), named));
        }
    }
    match best {
        Some((_, _, named)) if named.kind == ActorType::Person => Mentioned::Person,
        Some((_, _, named)) => Mentioned::Actor(named),
        None => Mentioned::Nobody,
    }
}
