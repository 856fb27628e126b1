use std::collections::BTreeMap;
use std::path::Path;

use polybius_records::{ActorType, PlacePrecision, Precision, Role, Status, SubEventType};
use serde::Deserialize;

/// How the columns of somebody's table become fields. `docs/IMPORT.md` has an example.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Name of the dataset; `--name` goes before it.
    pub dataset: Option<String>,
    /// Short name of its licence.
    pub licence: String,
    /// Columns that together are a row's id; none where the content stands for it.
    #[serde(default)]
    pub id: Columns,
    /// Form of the dates, as strftime has it ("%d.%m.%Y"); without it, the forms that leave no doubt.
    pub date_format: Option<String>,
    /// What happened.
    pub event: EventFields,
    /// When.
    #[serde(default)]
    pub date: DateFields,
    /// Where.
    #[serde(default)]
    pub place: PlaceFields,
    /// Who.
    #[serde(default)]
    pub actors: Vec<ActorFields>,
    /// Counts by kind: killed, injured, abducted, detained, displaced.
    #[serde(default)]
    pub counts: BTreeMap<String, CountFields>,
    /// Weapons.
    pub weapon: Option<WeaponFields>,
    /// Where the row has it from.
    #[serde(default)]
    pub source: SourceFields,
    /// The dataset's own sentence about the event.
    pub summary: Option<String>,
    /// Texts that mean "not known" in this table.
    #[serde(default)]
    pub missing: Vec<String>,
}

/// One column or several.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(untagged)]
pub enum Columns {
    /// None.
    #[default]
    None,
    /// One.
    One(String),
    /// Several, of which the first that has a text counts, or which stand together.
    Several(Vec<String>),
}

impl Columns {
    pub(super) fn names(&self) -> Vec<&str> {
        match self {
            Columns::None => Vec::new(),
            Columns::One(name) => vec![name],
            Columns::Several(names) => names.iter().map(String::as_str).collect(),
        }
    }
}

/// The type of an event: a column with translations, or the same for all rows.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventFields {
    /// The column that says it.
    pub column: Option<String>,
    /// What the column's values mean, as ACLED's sub-event types; `skip` for rows that are no events.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// The type where the column says none of these, or for all rows.
    pub default: Option<String>,
    /// Column of the status.
    pub status_column: Option<String>,
    /// What its values mean.
    #[serde(default)]
    pub status_values: BTreeMap<String, Status>,
    /// The status where no column says it.
    #[serde(default = "occurred")]
    pub status: Status,
}

fn occurred() -> Status {
    Status::Occurred
}

/// The date: one column, two ends, or parts.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DateFields {
    /// The day, or the first day.
    pub start: Option<String>,
    /// The last day.
    pub end: Option<String>,
    /// Instead of `start`: year, month and day in columns of their own; 0 or blank is not known.
    pub year: Option<String>,
    /// The month, 1 to 12.
    pub month: Option<String>,
    /// The day of the month.
    pub day: Option<String>,
    /// Column that says how closely the date is known.
    pub precision: Option<String>,
    /// What its values mean; without, the span's width says it.
    pub precision_values: BTreeMap<String, Precision>,
}

/// The place.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlaceFields {
    /// Its name; of several columns the first that has a text.
    pub name: Columns,
    /// Column of the country: a name or code that a codebook has.
    pub country: Option<String>,
    /// What its values mean, as ISO 3166-1 alpha-2, where no codebook has them.
    pub country_values: BTreeMap<String, String>,
    /// The country of all rows, ISO 3166-1 alpha-2.
    pub country_default: Option<String>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Second-order division.
    pub admin2: Option<String>,
    /// Degrees north.
    pub latitude: Option<String>,
    /// Degrees east.
    pub longitude: Option<String>,
    /// Column that says how closely the place is known.
    pub precision: Option<String>,
    /// What its values mean.
    pub precision_values: BTreeMap<String, PlacePrecision>,
    /// The precision where no column says it; without, `exact` where a name or a point is known.
    pub precision_default: Option<PlacePrecision>,
}

/// An actor.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorFields {
    /// The column of its name.
    pub column: String,
    /// Its part in the event.
    pub role: Role,
    /// What stands between several names in one cell.
    pub separator: Option<String>,
    /// Column of its kind.
    pub kind_column: Option<String>,
    /// What its values, or else the beginnings of names, mean.
    #[serde(default)]
    pub kinds: BTreeMap<String, ActorType>,
    /// The kind where nothing says it.
    pub kind: Option<ActorType>,
    /// `certain`, `claimed`, `attributed` or `suspected`.
    #[serde(default = "certain")]
    pub certainty: String,
}

fn certain() -> String {
    "certain".to_owned()
}

/// A count.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CountFields {
    /// The best number.
    pub best: Option<String>,
    /// The lowest.
    pub low: Option<String>,
    /// The highest.
    pub high: Option<String>,
    /// Parts: who, and the column of their number. Without `best` the parts' sum is the best number.
    pub parts: BTreeMap<String, String>,
    /// 0 in this table means "none is known of", not "none".
    pub zero_is_unknown: bool,
}

/// The weapon.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeaponFields {
    /// The column of its name.
    pub column: String,
    /// Kinds by name; without, `unknown`.
    #[serde(default)]
    pub kinds: BTreeMap<String, String>,
}

/// Where the row has it from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SourceFields {
    /// Publisher.
    pub publisher: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
}

/// A mapping file that cannot be used: what is wrong, and where.
#[derive(Debug, thiserror::Error)]
#[error("the mapping {file}: {what}")]
pub struct MappingError {
    file: String,
    what: String,
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// The file cannot be read, is no TOML, has a key that no mapping has, or a value that no record can have.
    pub fn open(path: &Path) -> Result<Self, MappingError> {
        let fail = |what: String| MappingError { file: path.display().to_string(), what };
        let text = std::fs::read_to_string(path).map_err(|e| fail(e.to_string()))?;
        Mapping::parse(&text).map_err(fail)
    }

    /// Reads the text of a mapping.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mapping: Mapping = toml::from_str(text).map_err(|e| e.to_string().trim().to_owned())?;
        mapping.check()?;
        Ok(mapping)
    }

    fn check(&self) -> Result<(), String> {
        let known = |name: &str| name.parse::<SubEventType>().is_ok();
        let types = self.event.values.values().filter(|v| *v != "skip").chain(&self.event.default);
        if let Some(wrong) = types.into_iter().find(|name| !known(name)) {
            return Err(format!("{wrong:?} in [event] is no sub-event type of ACLED, such as \"Armed clash\""));
        }
        if self.event.column.is_none() && self.event.default.is_none() {
            return Err("[event] needs `column` with `values`, or `default` for all rows".to_owned());
        }
        let kinds = ["killed", "injured", "abducted", "detained", "displaced"];
        if let Some(wrong) = self.counts.keys().find(|k| !kinds.contains(&k.as_str())) {
            return Err(format!("[counts.{wrong}]: known are {}", kinds.join(", ")));
        }
        if self.place.latitude.is_some() != self.place.longitude.is_some() {
            return Err("[place] needs both `latitude` and `longitude`, or neither".to_owned());
        }
        let codes = self.place.country_values.values().chain(&self.place.country_default);
        if let Some(wrong) = codes.into_iter().find(|code| crate::crosswalk::country(code).is_none()) {
            return Err(format!("{wrong:?} in [place] is no ISO 3166-1 alpha-2 code, such as \"ML\""));
        }
        if super::super::licence(&self.licence).is_none() {
            let known: Vec<&str> = super::super::licences().iter().map(|l| l.name).collect();
            return Err(format!("licence {:?}: known are {}", self.licence, known.join(", ")));
        }
        Ok(())
    }

    /// Every column that the mapping names.
    pub(super) fn columns(&self) -> Vec<&str> {
        let (date, place, source) = (&self.date, &self.place, &self.source);
        let mut all = self.id.names();
        all.extend(place.name.names());
        let single = [
            &self.event.column,
            &self.event.status_column,
            &date.start,
            &date.end,
            &date.year,
            &date.month,
            &date.day,
            &date.precision,
            &place.country,
            &place.admin1,
            &place.admin2,
            &place.latitude,
            &place.longitude,
            &place.precision,
            &source.publisher,
            &source.title,
            &source.url,
            &source.published,
            &self.summary,
        ];
        all.extend(single.into_iter().flatten().map(String::as_str));
        for actor in &self.actors {
            all.push(&actor.column);
            all.extend(actor.kind_column.as_deref());
        }
        for count in self.counts.values() {
            let named = [&count.best, &count.low, &count.high].into_iter().flatten();
            all.extend(named.chain(count.parts.values()).map(String::as_str));
        }
        all.extend(self.weapon.as_ref().map(|w| w.column.as_str()));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_said_with_what_is_known() {
        let base = "licence = \"cc0-1.0\"\n[event]\ndefault = \"Armed clash\"\n";
        assert!(Mapping::parse(base).is_ok());
        for (text, words) in [
            ("licence = \"cc0-1.0\"\n[event]\ndefault = \"Clash\"\n", "no sub-event type"),
            ("licence = \"cc0-1.0\"\n[event]\n", "needs `column`"),
            ("licence = \"mine\"\n[event]\ndefault = \"Armed clash\"\n", "known are acled-terms"),
            (&format!("{base}[plase]\n"), "unknown field `plase`"),
            (&format!("{base}[counts.hurt]\nbest = \"n\"\n"), "known are killed"),
            (&format!("{base}[place]\nlatitude = \"y\"\n"), "both `latitude`"),
            (&format!("{base}[place]\ncountry_default = \"Mali\"\n"), "alpha-2"),
        ] {
            let message = Mapping::parse(text).unwrap_err();
            assert!(message.contains(words), "{message}");
        }
    }
}
