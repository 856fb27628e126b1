//! People told one by one. "A man was shot in the leg. A woman, 30, was hit in the arm, and the man's son was hurt" counts nobody and
//! still tells of three: as many as cannot be the same.

use polybius_records::BlockKind;

use super::Reading;
use super::described::Described;
use crate::CountMention;

/// How words tell of another person than those before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Adds {
    /// They do not.
    No,
    /// "was also hit", which may be told of somebody twice.
    Also,
    /// "another man".
    Another,
}

/// Sentences after which a text that goes through the victims has come to something else.
const REACH: usize = 4;

/// Of mentions of one person each, in text order, one for every person that the text keeps apart. `adds` says whether the words tell
/// of another person than those before.
pub(super) fn apart<'a>(
    r: &Reading<'_, '_>,
    mentions: &[&'a CountMention],
    adds: impl Fn(&CountMention) -> Adds,
) -> Vec<&'a CountMention> {
    let mut people: Vec<Person<'a>> = Vec::new();
    let mut last = mentions.first().map_or(0, |m| m.spot.sentence);
    for &mention in mentions {
        let near = mention.spot.sentence <= last + REACH;
        let who = Described::of(r, mention);
        let telling = adds(mention);
        let other = telling != Adds::No;
        // After a headline, "another man" is another than the one who shot.
        let other = other && people.iter().any(|p| r.text.sentences[p.mention.spot.sentence].block != BlockKind::Title);
        // "another man", told again, is the other man told before.
        let same =
            |p: &&mut Person<'_>| !p.differs(&who) && (!other || p.other || telling == Adds::Also && p.is_surely(&who));
        match people.iter_mut().rev().find(same) {
            Some(person) => person.learn(who),
            None if !near => continue,
            None => people.push(Person { mention, other, known: vec![who] }),
        }
        last = mention.spot.sentence;
    }
    people.into_iter().map(|p| p.mention).collect()
}

/// One person, with all that the mentions taken for that person tell.
struct Person<'a> {
    /// The first.
    mention: &'a CountMention,
    /// Told as another than those before.
    other: bool,
    known: Vec<Described>,
}

impl Person<'_> {
    fn differs(&self, who: &Described) -> bool {
        self.known.iter().any(|k| k.is_apart(who))
    }

    fn is_surely(&self, who: &Described) -> bool {
        self.known.iter().any(|k| k.is_like(who) || k.name.is_some() && k.name == who.name)
    }

    fn learn(&mut self, who: Described) {
        self.known.push(who);
    }
}
