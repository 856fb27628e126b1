use polybius_records::{ActorType, CountKind, DateSpan, Place};

/// Where a mention stands. Token positions count inside its sentence and are inclusive; bytes count in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// Index of the sentence in [`crate::Text::sentences`].
    pub sentence: usize,
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// The token that governs the others.
    pub head: usize,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Spot {
    /// The spot of tokens `first..=last` of a sentence; the head is the token whose governor stands outside.
    pub fn new(text: &crate::Text<'_>, sentence: usize, first: usize, last: usize) -> Self {
        let tokens = &text.sentences[sentence].syntax.tokens;
        let head = (first..=last)
            .rev()
            .find(|&i| tokens[i].head == i || !(first..=last).contains(&tokens[i].head))
            .unwrap_or(last);
        Spot { sentence, first, last, head, start: tokens[first].start, end: tokens[last].end }
    }

    /// Whether the token stands inside.
    pub fn covers(&self, sentence: usize, token: usize) -> bool {
        self.sentence == sentence && (self.first..=self.last).contains(&token)
    }

    /// Whether two spots share a token.
    pub fn touches(&self, other: &Spot) -> bool {
        self.sentence == other.sentence && self.first <= other.last && other.first <= self.last
    }
}

/// TIMEX3 kinds (TimeML 1.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimexKind {
    /// A day, week, month, year or an era.
    Date,
    /// A time of day.
    Time,
    /// "for three days".
    Duration,
    /// "every Friday".
    Set,
}

/// How a time expression gets its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anchoring {
    /// Complete in itself: "22 March 2024".
    Absolute,
    /// Relative to the day of publication: "Friday", "last week".
    Publication,
    /// Relative to the time that the text speaks of just before: "two days later", "that year".
    Narrative,
    /// Relative, and nothing to count from.
    Open,
}

/// A time expression.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeMention {
    /// Where it stands.
    pub spot: Spot,
    /// TIMEX3 value where one exists: `2024-03-22`, `2024-W12`, `P2D`, `PRESENT_REF`; empty otherwise.
    pub timex: String,
    /// TIMEX3 kind.
    pub kind: TimexKind,
    /// The days that it means, where it means days that can be known.
    pub span: Option<DateSpan>,
    /// How the value was found.
    pub anchoring: Anchoring,
}

/// A place named in the text, resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceMention {
    /// Where it stands.
    pub spot: Spot,
    /// What it means. Facilities take the coordinates of the town that the text gives them.
    pub place: Place,
    /// A building, airport, market, camp: a place inside a place.
    pub facility: bool,
    /// 0 to 1: how sure the choice among the candidates is.
    pub certainty: f64,
}

/// How an actor is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorHow {
    /// A known organisation, by name or alias.
    Named,
    /// A force or office of a state: "Turkish troops", "the Iraqi government", "police" in a country's story.
    Force,
    /// A group that the lexicon does not know: "a splinter called the Red Dawn Brigade".
    Unknown,
    /// A country named as an actor: "Russia blamed ..."; the frame decides whether it acts or is a place.
    Country,
    /// People in a role, without organisation: gunmen, villagers, worshippers.
    People,
    /// A person's name.
    Person,
}

/// An actor in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorMention {
    /// Where it stands.
    pub spot: Spot,
    /// Wikidata id where known, else a stable local id.
    pub id: String,
    /// Canonical English name.
    pub name: String,
    /// What kind it is.
    pub kind: ActorType,
    /// ISO 3166-1 alpha-2 of its country, where one is known.
    pub country: Option<String>,
    /// How it is named.
    pub how: ActorHow,
}

/// A number of people, with what happened to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountMention {
    /// Number, modifiers and the noun counted.
    pub spot: Spot,
    /// What happened to them, where the sentence says so.
    pub kind: Option<CountKind>,
    /// The word that says so ("killed", "dead", "toll"): position in the sentence.
    pub anchor: Option<usize>,
    /// The single best number.
    pub best: Option<u64>,
    /// The smallest number that the words allow.
    pub low: Option<u64>,
    /// The largest number that the words allow; `None` is open above.
    pub high: Option<u64>,
    /// Who was counted, in the text's words without number: "civilians", "police officers".
    pub who: Option<String>,
    /// Said as a sum over everyone ("a total of", "the toll rose to"), against a part ("including 13 troops").
    pub total: bool,
    /// A part of another count: "including three children", "among them 13 troops".
    pub part: bool,
}
