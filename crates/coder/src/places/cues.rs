//! Whether a name that the gazetteer knows is a place in this text: a weighted sum of cues.
//!
//! The weights are fitted by logistic regression on news annotated with places (LGL, GeoVirus, re3d, WikiEvents; every fifth
//! document of the first two held out). Six are set by hand instead: the annotated texts leave out countries as actors, lists
//! of places and names of regions that a coder of events needs, and hold next to no text in capitals.

/// One cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Cue {
    Bias,
    Population,
    Country,
    Admin1,
    Words,
    NameGpe,
    NameLoc,
    NamePerson,
    NameOrg,
    InsideOrg,
    NameNorp,
    NameOther,
    CapitalBefore,
    CapitalAfter,
    OrganisationAfter,
    PlaceBefore,
    MayBefore,
    CommaPlaceAfter,
    CommaPlaceBefore,
    Possessive,
    SpeechAfter,
    TitleBefore,
    CommonWord,
    SentenceStart,
    DivisionWord,
    PersonOfText,
    AlternateOnly,
    Shouted,
    ProperNoun,
    NoPoint,
    CountryOfText,
    Tail,
    Listed,
    DirectionBefore,
    ShortName,
    SureElsewhere,
    NameNone,
    Small,
    Large,
    Held,
    SafeCountry,
    JoinedToSure,
    InsidePerson,
    ForceAfter,
    Dateline,
}

/// Number of cues.
pub(super) const COUNT: usize = Cue::Dateline as usize + 1;

/// Values of the cues of one candidate.
pub(super) type Cues = [f32; COUNT];

/// Weights, in the order of [`Cue`].
const WEIGHTS: Cues = [
    -0.36, // Bias
    -0.08, // Population
    0.77,  // Country
    0.47,  // Admin1
    1.42,  // Words
    0.76,  // NameGpe
    -0.22, // NameLoc
    0.01,  // NamePerson
    0.26,  // NameOrg
    -0.66, // InsideOrg
    0.01,  // NameNorp
    -0.47, // NameOther
    -0.74, // CapitalBefore
    -0.34, // CapitalAfter
    -0.90, // OrganisationAfter
    1.00,  // PlaceBefore
    0.57,  // MayBefore
    -0.18, // CommaPlaceAfter
    0.44,  // CommaPlaceBefore
    -0.66, // Possessive
    -1.86, // SpeechAfter
    -0.89, // TitleBefore
    -2.73, // CommonWord
    0.34,  // SentenceStart
    0.44,  // DivisionWord
    -2.32, // PersonOfText
    -1.26, // AlternateOnly
    -0.80, // Shouted
    0.37,  // ProperNoun
    -0.49, // NoPoint
    0.25,  // CountryOfText
    0.80,  // Tail
    0.40,  // Listed
    0.63,  // DirectionBefore
    -1.83, // ShortName
    -0.10, // SureElsewhere
    -0.16, // NameNone
    -0.67, // Small
    1.29,  // Large
    1.38,  // Held
    0.90,  // SafeCountry
    0.70,  // JoinedToSure
    -1.95, // InsidePerson
    1.00,  // ForceAfter
    2.00,  // Dateline
];

/// Score from which a candidate counts as a place. Below zero: a place missed costs a report more than a name too many, and on
/// the annotated news F1 is best here.
pub(super) const THRESHOLD: f32 = -0.35;

/// The score of a candidate: above zero, it is more likely a place than not.
pub(super) fn score(cues: &Cues) -> f32 {
    cues.iter().zip(WEIGHTS).map(|(c, w)| c * w).sum()
}
