//! Whether a name that the gazetteer knows is a place in this text: a weighted sum of cues.
//!
//! The weights are fitted by logistic regression on news annotated with toponyms (LGL, GeoVirus), documents held out; see
//! `docs/QUALITY.md`.

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
}

/// Number of cues.
pub(super) const COUNT: usize = Cue::SafeCountry as usize + 1;

/// Values of the cues of one candidate.
pub(super) type Cues = [f32; COUNT];

/// Weights, in the order of [`Cue`].
const WEIGHTS: Cues = [
    -0.33, // Bias
    -0.08, // Population
    0.82,  // Country
    0.44,  // Admin1
    1.44,  // Words
    0.65,  // NameGpe
    -0.28, // NameLoc
    -0.91, // NamePerson
    0.12,  // NameOrg
    -0.62, // InsideOrg
    -0.05, // NameNorp
    -0.54, // NameOther
    -0.90, // CapitalBefore
    -0.64, // CapitalAfter
    -0.85, // OrganisationAfter
    1.07,  // PlaceBefore
    0.65,  // MayBefore
    -0.13, // CommaPlaceAfter
    0.55,  // CommaPlaceBefore
    -0.57, // Possessive
    -1.63, // SpeechAfter
    -1.16, // TitleBefore
    -2.72, // CommonWord
    0.31,  // SentenceStart
    0.20,  // DivisionWord
    -2.35, // PersonOfText
    -1.26, // AlternateOnly
    -0.80, // Shouted
    0.39,  // ProperNoun
    -0.49, // NoPoint
    0.28,  // CountryOfText
    0.80,  // Tail
    0.40,  // Listed
    0.63,  // DirectionBefore
    -1.91, // ShortName
    -0.02, // SureElsewhere
    -0.15, // NameNone
    -0.67, // Small
    1.31,  // Large
    1.44,  // Held
    0.90,  // SafeCountry
];

/// The score of a candidate: above zero, it is more likely a place than not.
pub(super) fn score(cues: &Cues) -> f32 {
    cues.iter().zip(WEIGHTS).map(|(c, w)| c * w).sum()
}
