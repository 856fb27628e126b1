//! Who of those that were hit died of it. "A boy was shot in the chest. He died in hospital" tells of one person, and of four people
//! who were shot, one fatally, three lived: an event's injured are those who did not die.

use polybius_records::CountKind;

use super::Reading;
use super::described::Described;
use crate::CountMention;

/// Takes out of the injured of one sentence those that the dead account for. `dead` are the incident's killed as mentioned, `killed` their number.
pub(super) fn of(
    r: &Reading<'_, '_>,
    hurt: Vec<CountMention>,
    dead: &[&CountMention],
    killed: u64,
) -> Vec<CountMention> {
    if killed == 0 {
        return hurt;
    }
    let mut out = Vec::with_capacity(hurt.len());
    let mut gone: Vec<Described> = Vec::new();
    for mut c in hurt {
        match c.best {
            Some(1) if is_among(r, &c, dead, killed) => {
                // "the boy, his aunt and a man were hit. The boy died": as many of one sentence as died.
                let who = Described::of(r, &c);
                let told = who.pronoun || gone.iter().any(|g| g.is_named_like(&who) && !g.is_apart(&who));
                if told || (gone.len() as u64) < killed {
                    gone.push(who);
                } else {
                    out.push(c);
                }
            }
            Some(n) if n > 1 && !c.part && included(r, &c, dead).is_some_and(|d| d < n) => {
                let died = included(r, &c, dead).unwrap_or(0);
                let rest = |v: Option<u64>| v.map(|v| v.saturating_sub(died));
                (c.best, c.low, c.high) = (rest(c.best), rest(c.low), rest(c.high));
                out.push(c);
            }
            Some(n) if n > 1 && (only_hit(r, &c) || only_taken(r, &c)) && !c.part && !adds_to_dead(r, &c, dead) => {
                let rest = |v: Option<u64>| v.map(|v| v.saturating_sub(killed));
                if n > killed {
                    (c.best, c.low, c.high) = (rest(c.best), rest(c.low), rest(c.high));
                    out.push(c);
                }
            }
            _ => out.push(c),
        }
    }
    out
}

/// Whether the text tells of a death at all.
pub(super) fn somebody_died(r: &Reading<'_, '_>) -> bool {
    r.frames.iter().any(|f| f.hit.entry.effect == Some(CountKind::Killed) && f.unreal.is_none())
        || r.mentions.counts.iter().any(|c| c.kind == Some(CountKind::Killed) && c.best != Some(0))
}

/// "shot him", "shot herself": where somebody died, these may be the last words of that story.
pub(super) fn is_object_pronoun(r: &Reading<'_, '_>, c: &CountMention) -> bool {
    let word = r.text.sentences[c.spot.sentence].syntax.tokens[c.spot.first].lower.as_str();
    c.spot.first == c.spot.last && matches!(word, "him" | "her" | "himself" | "herself" | "self")
}

/// "three were hurt, including a girl who died later": how many of those counted the same sentence says to have died.
fn included(r: &Reading<'_, '_>, c: &CountMention, dead: &[&CountMention]) -> Option<u64> {
    let tokens = &r.text.sentences[c.spot.sentence].syntax.tokens;
    let opened = |d: &&&CountMention| {
        d.spot.sentence == c.spot.sentence
            && d.spot.first > c.spot.last
            && tokens[d.spot.first - 1].lower == "including"
            && tokens[c.spot.last + 1..d.spot.first].len() <= 12
    };
    dead.iter().find(opened).and_then(|d| d.best)
}

/// Whether the words say only that a bullet or a blow hit them, and not what became of them.
fn only_hit(r: &Reading<'_, '_>, c: &CountMention) -> bool {
    let tokens = &r.text.sentences[c.spot.sentence].syntax.tokens;
    let word = |i: usize| tokens.get(i).map_or("", |t| t.lower.as_str());
    c.anchor.is_some_and(|a| {
        matches!(
            word(a),
            "shot"
                | "shoot"
                | "shoots"
                | "shooting"
                | "shootings"
                | "struck"
                | "striking"
                | "hit"
                | "hitting"
                | "with"
                | "gunshot"
                | "suffered"
                | "suffering"
                | "sustained"
                | "in"
                | "victims"
        ) && !matches!(word(a + 2), "wounded" | "injured")
    })
}

/// "all four were taken to Mercy Hospital": one of them may have died there.
fn only_taken(r: &Reading<'_, '_>, c: &CountMention) -> bool {
    let tokens = &r.text.sentences[c.spot.sentence].syntax.tokens;
    let word = |i: usize| tokens.get(i).map_or("", |t| t.lower.as_str());
    c.anchor.is_some_and(|a| matches!(word(a), "taken" | "transported" | "rushed" | "flown" | "airlifted"))
}

/// Words after which somebody lives.
fn survives(r: &Reading<'_, '_>, c: &CountMention) -> bool {
    let tokens = &r.text.sentences[c.spot.sentence].syntax.tokens;
    tokens.iter().any(|t| {
        matches!(
            t.lower.as_str(),
            "survive"
                | "survived"
                | "surviving"
                | "survives"
                | "survivor"
                | "recover"
                | "recovering"
                | "stable"
                | "non-life-threatening"
                | "nonlife-threatening"
        )
    })
}

/// "one person was killed and four were shot": beside the dead, not with them.
fn adds_to_dead(r: &Reading<'_, '_>, c: &CountMention, dead: &[&CountMention]) -> bool {
    let tokens = &r.text.sentences[c.spot.sentence].syntax.tokens;
    // "one dead after four people were shot": the dead are among them.
    let among = |d: &CountMention| {
        let between = d.spot.last + 1..c.spot.first.max(d.spot.last + 1);
        tokens[between].iter().any(|t| matches!(t.lower.as_str(), "after" | "when"))
    };
    let beside = |d: &&CountMention| {
        d.spot.sentence == c.spot.sentence && d.spot.first < c.spot.first && d.spot != c.spot && !among(d)
    };
    said_to_be_others(r, c) || dead.iter().copied().any(|d| beside(&d))
}

fn said_to_be_others(r: &Reading<'_, '_>, c: &CountMention) -> bool {
    let words = r.text.slice(c.spot.start..c.spot.end).to_lowercase();
    let s = &r.text.sentences[c.spot.sentence].syntax;
    // "her brother was also hit"
    c.anchor.is_some_and(|a| s.children(a).any(|j| s.tokens[j].lower == "also"))
        || words
            .split(|c: char| !c.is_alphanumeric())
            .any(|w| matches!(w, "another" | "other" | "others" | "second" | "third" | "also" | "more"))
}

/// Whether one person who was hit may be one of the dead: nothing tells them apart.
fn is_among(r: &Reading<'_, '_>, c: &CountMention, dead: &[&CountMention], killed: u64) -> bool {
    if said_to_be_others(r, c) || survives(r, c) {
        return false;
    }
    let who = Described::of(r, c);
    let known = is_known(r, c) && killed == 1;
    let singles: Vec<(&CountMention, Described)> =
        dead.iter().filter(|d| d.best == Some(1)).map(|d| (*d, Described::of(r, d))).collect();
    // "killed one man and wounded a second", "killed the father and hit his daughter".
    let beside = |d: &CountMention| d.spot.sentence == c.spot.sentence && d.spot != c.spot;
    if singles.iter().any(|(d, _)| beside(d))
        && !singles.iter().any(|(d, other)| beside(d) && other.is_named_like(&who))
    {
        let joined = !known && singles.iter().filter(|(d, _)| beside(d)).any(|(d, _)| joined_by_and(r, d, c));
        let apart = joined || singles.iter().all(|(_, other)| other.differs(&who));
        return only_hit(r, c) && killed == 1 && !apart;
    }
    if only_hit(r, c) {
        return singles.is_empty() && !who.own_relation || singles.iter().any(|(_, other)| !other.differs(&who));
    }
    // "critically injured a 16-year-old" of a text that says the teenager died.
    killed == 1
        && singles.iter().any(|(_, other)| !other.differs(&who) && (other.is_named_like(&who) || who.pronoun || known))
}

/// "the child", "the victim": somebody told of before.
fn is_known(r: &Reading<'_, '_>, c: &CountMention) -> bool {
    let tokens = &r.text.sentences[c.spot.sentence].syntax.tokens;
    let first = tokens[c.spot.first].lower.as_str();
    let last = tokens[c.spot.last].lower.as_str();
    first == "the" && c.spot.last - c.spot.first <= 2 && PERSONS.contains(&last)
}

/// Words for anybody, by which a text goes on telling of the one who died.
pub(super) const PERSONS: &[&str] =
    &["victim", "boy", "girl", "child", "man", "woman", "teen", "teenager", "baby", "toddler"];

/// "killed a teacher and shot a student": "and" stands between the two.
fn joined_by_and(r: &Reading<'_, '_>, a: &CountMention, b: &CountMention) -> bool {
    let tokens = &r.text.sentences[a.spot.sentence].syntax.tokens;
    let (first, second) = if a.spot < b.spot { (a, b) } else { (b, a) };
    let between = first.spot.last + 1..second.spot.first.max(first.spot.last + 1);
    tokens[between].iter().any(|t| matches!(t.lower.as_str(), "and" | "while" | "but"))
}

#[cfg(test)]
mod tests {
    use polybius_lexicon::Lexicon;
    use polybius_records::Document;

    use crate::{Coder, code};

    #[test]
    fn the_dead_are_not_among_the_injured() {
        #[rustfmt::skip]
        let table: &[(&str, u64, u64)] = &[
            ("A student was killed in a shooting in Tampa on Monday. The student was shot in the chest, police said.", 1, 0),
            ("Gunmen killed a shopkeeper in Tampa on Monday. He was shot in the head, police said.", 1, 0),
            ("Gunmen killed a shopkeeper in Tampa on Monday and wounded his daughter.", 1, 1),
            ("A man was killed in a shooting in Tampa on Monday. A woman was shot in the leg, police said.", 1, 1),
            ("Four people were shot in Tampa on Monday. One man died at the scene, police said.", 1, 3),
            ("One person was killed and four people were shot in Tampa on Monday, police said.", 1, 4),
            ("A 3-year-old Tampa girl was killed in a shooting on Monday. Ana Lopez was shot by her cousin, police said.", 1, 0),
            ("A baby was killed in Tampa on Monday after a cousin took a gun and fired, hitting the boy in the head.", 1, 0),
            ("One man is dead after four people were shot in Tampa on Monday, police said.", 1, 3),
            ("Gunmen killed one person in Tampa on Monday and wounded four people, police said.", 1, 4),
            ("Five people were hurt in a shooting in Tampa on Monday, including a girl who died, police said.", 1, 4),
            ("A cook was killed in a shooting in Tampa on Monday. Her brother was also shot in the leg, police said.", 1, 1),
            ("Gunmen shot a boy, his aunt and a man in Tampa on Monday. The boy died in hospital.", 1, 2),
            ("One man was killed and another was wounded in Tampa on Monday. The other man was shot in the leg.", 1, 1),
        ];
        let coder = Coder::new(Lexicon::embedded());
        let mut wrong = Vec::new();
        for &(text, killed, injured) in table {
            let document = Document::plain("d", text).published_on(jiff::civil::date(2021, 6, 15));
            let (reports, _, _) = code(&coder, &document);
            let best = |c: &Option<polybius_records::Count>| c.as_ref().and_then(|c| c.best).unwrap_or(0);
            let got = reports.first().map(|r| (best(&r.body.killed), best(&r.body.injured)));
            if got != Some((killed, injured)) {
                wrong.push(format!("{text}\n   got {got:?}"));
            }
        }
        assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), table.len(), wrong.join("\n"));
    }
}
