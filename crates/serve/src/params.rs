use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::str::FromStr;

use axum::http::Uri;
use polybius_records::{Date, EventType, Filter, Review, Status, SubEventType};
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::error::{ApiError, Code};
use crate::page::{LARGEST_PAGE, PAGE};

/// The parameters of a request. Each is taken once by whoever knows it; one that nobody takes is an error, since a filter that is
/// misspelt must not pass for one that lets everything through.
#[derive(Debug)]
pub(crate) struct Params {
    left: BTreeMap<String, String>,
    known: Vec<&'static str>,
}

/// What a list is asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Question {
    pub filter: Filter,
    /// In FTS5's form.
    pub words: Option<String>,
    pub as_of: Option<String>,
}

impl Params {
    /// # Errors
    /// A parameter stands there twice.
    pub fn of(uri: &Uri) -> Result<Self, ApiError> {
        let mut left = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
            if left.insert(name.clone().into_owned(), value.into_owned()).is_some() {
                return Err(ApiError::parameter(&name, "it stands there twice; separate values by commas"));
            }
        }
        Ok(Params { left, known: Vec::new() })
    }

    /// A parameter's words; empty ones are none.
    pub fn take(&mut self, name: &'static str) -> Option<String> {
        self.known.push(name);
        self.left.remove(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// A parameter that is read from its words.
    pub fn parse<T: FromStr<Err: std::fmt::Display>>(&mut self, name: &'static str) -> Result<Option<T>, ApiError> {
        self.take(name)
            .map(|words| words.parse().map_err(|e| ApiError::parameter(name, format!("{words:?}: {e}"))))
            .transpose()
    }

    /// Words separated by commas.
    pub fn several(&mut self, name: &'static str) -> Vec<String> {
        let words = self.take(name).unwrap_or_default();
        words.split(',').map(|w| w.trim().to_owned()).filter(|w| !w.is_empty()).collect()
    }

    /// `limit`, between 1 and 1000.
    pub fn limit(&mut self) -> Result<usize, ApiError> {
        match self.parse::<usize>("limit")? {
            None => Ok(PAGE),
            Some(n) if (1..=LARGEST_PAGE).contains(&n) => Ok(n),
            Some(n) => Err(ApiError::parameter("limit", format!("{n} is not between 1 and {LARGEST_PAGE}"))),
        }
    }

    /// The filters that all lists of events have, and `as_of`.
    pub fn question(&mut self, app: &App) -> Result<Question, ApiError> {
        let mut filter = Filter {
            from: self.day("from")?,
            to: self.day("to")?,
            min_sources: self.parse("min_sources")?.unwrap_or(0),
            min_killed: self.parse("min_killed")?.unwrap_or(0),
            bbox: self.parse("bbox")?,
            ..Filter::default()
        };
        if let (Some(from), Some(to)) = (filter.from, filter.to)
            && to < from
        {
            return Err(ApiError::parameter("to", format!("{to} is before from={from}")));
        }
        filter.countries = self.countries()?;
        filter.event_types = self.words("event_type", EventType::ALL.iter().map(|t| t.as_str()))?;
        filter.sub_event_types = self.words("sub_event_type", SubEventType::ALL.iter().map(|t| t.as_str()))?;
        filter.statuses = self.words::<Status>(
            "status",
            ["occurred", "foiled", "planned", "threatened", "alleged", "denied"].into_iter(),
        )?;
        filter.reviews = self.words::<Review>("review", ["machine", "accepted", "edited", "rejected"].into_iter())?;
        for actor in self.several("actor") {
            filter.actors.extend(app.lexicon.actors.with_branches(&actor));
        }
        Ok(Question { filter, words: self.take("q"), as_of: self.take("as_of") })
    }

    /// `country`.
    pub fn countries(&mut self) -> Result<BTreeSet<String>, ApiError> {
        let read = |code: String| {
            let upper = code.to_ascii_uppercase();
            if upper.len() == 2 && upper.bytes().all(|b| b.is_ascii_uppercase()) {
                return Ok(upper);
            }
            let message = format!("{code:?}: give the two letters of ISO 3166-1, such as ML for Mali");
            Err(ApiError::parameter("country", message))
        };
        self.several("country").into_iter().map(read).collect()
    }

    /// A day.
    pub fn day(&mut self, name: &'static str) -> Result<Option<Date>, ApiError> {
        self.take(name)
            .map(|words| {
                let wrong = || ApiError::parameter(name, format!("{words:?} is no day; give YYYY-MM-DD"));
                words.parse().map_err(|_| wrong())
            })
            .transpose()
    }

    /// Values of a vocabulary, by their words in any case. A comma may be part of none of them.
    fn words<T: DeserializeOwned + Ord>(
        &mut self,
        name: &'static str,
        known: impl Iterator<Item = &'static str> + Clone,
    ) -> Result<BTreeSet<T>, ApiError> {
        let read = |words: String| {
            let found = known.clone().find(|k| k.eq_ignore_ascii_case(&words));
            found.and_then(|k| serde_json::from_value(k.into()).ok()).ok_or_else(|| {
                let known: Vec<&str> = known.clone().collect();
                ApiError::parameter(name, format!("{words:?}: known are {}", known.join(", ")))
            })
        };
        self.several(name).into_iter().map(read).collect()
    }

    /// # Errors
    /// Something was given that nobody knows.
    pub fn end(self) -> Result<(), ApiError> {
        match self.left.into_keys().next() {
            None => Ok(()),
            Some(name) => Err(ApiError::new(
                Code::UnknownParameter,
                format!(
                    "{name:?}: known here are {}",
                    if self.known.is_empty() { "none".to_owned() } else { self.known.join(", ") }
                ),
            )),
        }
    }
}

/// The parameters that choose events, for the description.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "the description alone reads it")]
pub(crate) struct EventFilter {
    /// Events not wholly before this day.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<String>,
    /// Events not wholly after this day.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<String>,
    /// ISO 3166-1 alpha-2 codes, separated by commas.
    #[param(example = "ML,BF")]
    country: Option<String>,
    /// ACLED event types, separated by commas.
    #[param(example = "Battles")]
    event_type: Option<String>,
    /// ACLED sub-event types, separated by commas.
    sub_event_type: Option<String>,
    /// Statuses, separated by commas.
    #[param(example = "occurred")]
    status: Option<String>,
    /// What people have said, separated by commas; without it, all but rejected events.
    #[param(example = "machine,accepted")]
    review: Option<String>,
    /// Actors by id, name or alias, separated by commas; their branches count.
    actor: Option<String>,
    /// At least so many independent sources.
    min_sources: Option<u32>,
    /// At least so many killed, by the best number.
    min_killed: Option<u64>,
    /// `west,south,east,north` in degrees; west may be greater than east.
    #[param(example = "-5.5,10,2,25")]
    bbox: Option<String>,
    /// Words of the documents: `word`, `"a phrase"`, `OR`, `NOT`.
    q: Option<String>,
    /// The desk as it was: a day, a time, `@REVISION`, or the name of a release.
    as_of: Option<String>,
}
