use serde::{Deserialize, Serialize};

/// What an actor did, or what was done to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Did it, was said to have done it, or claimed it.
    Perpetrator,
    /// What was attacked.
    Target,
    /// Who was hurt without being the target, or people as such.
    Victim,
    /// The other side of a fight.
    Opponent,
    /// Helped a side.
    Supporter,
    /// Arrested or held people.
    Detainer,
}

/// What kind of actor it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActorType {
    /// A state or its government.
    Government,
    /// Armed forces of a state.
    Military,
    /// Police, gendarmes, prison guards.
    Police,
    /// Intelligence and security services.
    Intelligence,
    /// A non-state group that fights a government.
    RebelGroup,
    /// A militia that serves a political end or elite, government militias included.
    PoliticalMilitia,
    /// An ethnic, communal or religious militia.
    IdentityMilitia,
    /// A criminal organisation: cartel, gang.
    Criminal,
    /// A political party or movement.
    Party,
    /// An international organisation or its mission.
    International,
    /// Another organisation: company, aid agency, church, medium.
    Organisation,
    /// Demonstrators.
    Protesters,
    /// Rioters, a mob.
    Rioters,
    /// People as such: worshippers, villagers, journalists.
    Civilians,
    /// One person with a public role.
    Person,
    /// Gunmen, unknown attackers.
    Unidentified,
}

impl ActorType {
    /// PLOVER's sector code (PLOVER codebook 0.5b); a person has none without an office.
    pub fn plover_sector(self) -> Option<&'static str> {
        Some(match self {
            ActorType::Government => "GOV",
            ActorType::Military => "MIL",
            ActorType::Police => "COP",
            ActorType::Intelligence => "SPY",
            ActorType::RebelGroup => "REB",
            ActorType::PoliticalMilitia | ActorType::IdentityMilitia | ActorType::Unidentified => "UAF",
            ActorType::Criminal => "CRM",
            ActorType::Party => "PTY",
            ActorType::International => "IGO",
            ActorType::Organisation => "NGO",
            ActorType::Protesters | ActorType::Rioters => "OPP",
            ActorType::Civilians => "CVL",
            ActorType::Person => return None,
        })
    }
}

/// One actor in one event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Actor {
    /// Its part in the event.
    pub role: Role,
    /// A Wikidata id where known, else a stable local id.
    pub id: String,
    /// The canonical English name.
    pub name: String,
    /// What kind of actor it is.
    #[serde(rename = "type")]
    pub kind: ActorType,
    /// `certain`, `claimed`, `attributed`, `suspected`.
    pub certainty: String,
}

/// How the speaker stands to the statement that an actor did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// The actor itself says that it did it.
    Claims,
    /// Another says that the actor did it.
    Attributes,
    /// Another thinks that the actor may have done it.
    Suspects,
    /// The speaker says that the actor did not do it.
    Denies,
    /// The speaker welcomes the act without claiming it.
    Celebrates,
}

/// How a claim of responsibility was made (GTD codebook, claimmode).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ClaimMode {
    /// A letter.
    Letter,
    /// A telephone call.
    Call,
    /// An e-mail.
    Email,
    /// A note left at the scene.
    Note,
    /// A video or an audio recording.
    Video,
    /// A website, a channel, a news outlet of its own.
    Online,
    /// Somebody who said it in person.
    Personal,
    /// A statement, without its way.
    Other,
}

/// What a claim of responsibility says beside who.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ClaimDetail {
    /// How it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<ClaimMode>,
    /// Through what, in the text's words: "its Amaq news agency", "a message on Telegram".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<String>,
    /// How many it claims to have killed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub killed: Option<u64>,
    /// How many it claims to have wounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub injured: Option<u64>,
}

/// Who says who did it. Competing ones are all kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Attribution {
    /// Canonical name of the speaker.
    pub by: String,
    /// How the speaker stands to it.
    pub stance: Stance,
    /// Canonical name of the actor said (not) to have done it.
    pub actor: String,
    /// Identifier of the document.
    pub document: String,
    /// The sentence, exactly as in the original document.
    pub quote: String,
    /// Of a claim by the actor itself: how it was made, and what it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimDetail>,
}
