//! Places that are named beside an act and are not where it happened: where the hurt were taken to ("airlifted to Denton", "died at Ashby
//! Hospital"), where suspects are held and tried ("appeared in a Denton court"), and where people are from ("a Denton man").

use super::Reading;
use super::group::Group;
use crate::PlaceMention;
use crate::frames::tree;

/// Whether a place of a group stands beside its acts.
pub(crate) fn is_aside(r: &Reading<'_, '_>, group: &Group, m: &PlaceMention) -> bool {
    is_of_people(r, m) || is_of_care(r, group, m) || is_of_law(r, m)
}

/// "a Denton man", "the Ashby girl".
fn is_of_people(r: &Reading<'_, '_>, m: &PlaceMention) -> bool {
    let next = r.text.sentences[m.spot.sentence].syntax.tokens.get(m.spot.last + 1).map_or("", |t| t.lower.as_str());
    matches!(
        next,
        "man"
            | "woman"
            | "boy"
            | "girl"
            | "teen"
            | "teenager"
            | "couple"
            | "toddler"
            | "resident"
            | "residents"
            | "native"
    )
}

/// "held in the Denton jail", "is to appear in a Denton court".
fn is_of_law(r: &Reading<'_, '_>, m: &PlaceMention) -> bool {
    let s = &r.text.sentences[m.spot.sentence].syntax;
    let house = (m.spot.first..=m.spot.last + 2).any(|i| {
        let word = s.tokens.get(i).map_or("", |t| t.lower.as_str());
        matches!(word, "jail" | "prison" | "court" | "courthouse" | "courtroom")
    });
    let verb = &s.tokens[tree::clause_verb(s, m.spot.head)].lemma;
    let tried = matches!(
        verb.as_str(),
        "hold" | "jail" | "book" | "appear" | "arraign" | "face" | "try" | "charge" | "sentence" | "plead" | "testify"
    );
    house && tried
}

/// Where somebody was treated, or died after being taken there.
pub(crate) fn is_of_care(r: &Reading<'_, '_>, group: &Group, m: &PlaceMention) -> bool {
    let s = &r.text.sentences[m.spot.sentence].syntax;
    let lower = |i: usize| s.tokens.get(i).map_or("", |t| t.lower.as_str());
    let verb = tree::clause_verb(s, m.spot.head);
    let lemma = s.tokens[verb].lemma.as_str();
    // "a Denton hospital", "Ashby Hospital in Denton".
    let before = m.spot.first.checked_sub(1).map_or("", |i| lower(i));
    let house = (m.spot.first..=m.spot.last + 2).any(|i| is_house(lower(i)))
        || before == "in" && (m.spot.first.saturating_sub(4)..m.spot.first).any(|i| is_house(lower(i)));
    let mut at = m.spot.head;
    let mut to = false;
    for _ in 0..6 {
        to |= lower(at) == "to";
        at = s.tokens[at].head;
    }
    let cared = || {
        s.tokens
            .iter()
            .any(|t| is_house(&t.lower) || matches!(t.lower.as_str(), "treatment" | "surgery" | "pronounced"))
    };
    match lemma {
        "transport" | "airlift" | "treat" | "hospitalize" | "admit" => house || to,
        "take" | "bring" | "transfer" | "drive" | "rush" | "fly" => house || to && cared(),
        "die" | "succumb" | "declare" | "pronounce" | "undergo" | "list" | "check" | "walk" | "arrive" | "talk"
        | "speak" => house,
        "recover" => true,
        "be" | "remain" => house && group.only_effects(r),
        _ => false,
    }
}

/// Words for a house where the hurt are treated.
fn is_house(word: &str) -> bool {
    matches!(word, "hospital" | "hospitals" | "medical" | "clinic" | "infirmary" | "icu" | "trauma")
}
