use polybius_records::{
    ActorType, Count, CountKind, Date, DateSpan, Imported, Part, Place, PlacePrecision, Precision, Status, SubEventType,
};

use super::Mapping;
use super::file::{ActorFields, CountFields};
use crate::crosswalk;
use crate::import::draft::{Draft, Kind};
use crate::import::reject::Refusal;
use crate::import::row::Row;
use crate::import::style::{Context, Layout, Style};
use crate::import::value::{self, day, is_missing};

impl Style for Mapping {
    fn layout(&self) -> Layout {
        Layout::Any
    }

    fn licence(&self) -> &str {
        &self.licence
    }

    fn row_id(&self, row: &Row) -> Option<String> {
        let parts: Vec<&str> = self.id.names().iter().map(|c| row.get(c)).collect();
        (!parts.is_empty() && parts.iter().all(|p| !p.is_empty())).then(|| parts.join("/"))
    }

    fn read(&self, row: &Row, row_id: &str, context: &Context<'_>) -> Result<Imported, Refusal> {
        self.check_columns(row)?;
        let (event, columns) = self.event(row)?;
        let mut draft = Draft::new(row, row_id, context, event, &columns);
        self.date(row, &mut draft)?;
        self.place(row, &mut draft)?;
        for actor in &self.actors {
            self.actor(row, actor, &mut draft);
        }
        for kind in CountKind::ALL {
            if let Some(fields) = self.counts.get(kind.field()) {
                self.count(row, kind, fields, &mut draft)?;
            }
        }
        if let Some(weapon) = &self.weapon {
            let name = self.get(row, &weapon.column);
            if !name.is_empty() {
                let kind = weapon.kinds.get(name).map_or("unknown", String::as_str);
                draft.weapon(name, kind, &[&weapon.column]);
            }
        }
        let text = |column: &Option<String>| {
            column.as_deref().map(|c| self.get(row, c)).filter(|t| !t.is_empty()).map(str::to_owned)
        };
        draft.source.publisher = text(&self.source.publisher);
        draft.source.title = text(&self.source.title);
        draft.source.url = text(&self.source.url);
        draft.source.published = text(&self.source.published).and_then(|t| self.day(&t));
        if let Some(column) = &self.summary {
            draft.summary(column);
        }
        draft.finish()
    }
}

impl Mapping {
    /// A mapping made for another table would otherwise fill nothing and say nothing.
    fn check_columns(&self, row: &Row) -> Result<(), Refusal> {
        // A JSON object leaves keys away whose value is null.
        if row.object().is_some() {
            return Ok(());
        }
        match self.columns().into_iter().find(|column| !row.has(column)) {
            Some(missing) => Err(Refusal::new(format!("the table has no column {missing:?}, which the mapping names"))),
            None => Ok(()),
        }
    }

    /// The text of a cell; empty where this table means "not known" by it.
    fn get<'r>(&self, row: &'r Row, column: &str) -> &'r str {
        let text = row.get(column);
        if is_missing(text) || self.missing.iter().any(|m| m == text) { "" } else { text }
    }

    fn event<'m>(&'m self, row: &Row) -> Result<((SubEventType, Status), Vec<&'m str>), Refusal> {
        let said = self.event.column.as_deref().map(|c| self.get(row, c)).unwrap_or_default();
        let name = self.event.values.get(said).or(self.event.default.as_ref());
        let sub = match name.map(String::as_str) {
            Some("skip") => return Err(Refusal::left_out("left out by the mapping").because(said)),
            Some(name) => name.parse().map_err(Refusal::new)?,
            None => return Err(Refusal::new("event type that the mapping does not translate").because(said)),
        };
        let status = match &self.event.status_column {
            Some(column) => {
                let said = self.get(row, column);
                self.event.status_values.get(said).copied().unwrap_or(self.event.status)
            }
            None => self.event.status,
        };
        Ok((
            (sub, status),
            self.event.column.as_deref().into_iter().chain(self.event.status_column.as_deref()).collect(),
        ))
    }

    fn day(&self, text: &str) -> Option<Date> {
        match &self.date_format {
            Some(form) => Date::strptime(form, text).ok(),
            None => day(text),
        }
    }

    fn day_of(&self, row: &Row, column: &str) -> Result<Option<Date>, Refusal> {
        let text = self.get(row, column);
        if text.is_empty() {
            return Ok(None);
        }
        self.day(text).map(Some).ok_or_else(|| Refusal::column(column, text))
    }

    fn date(&self, row: &Row, draft: &mut Draft<'_, '_>) -> Result<(), Refusal> {
        let fields = &self.date;
        let mut columns: Vec<&str> = Vec::new();
        let span = if let Some(year) = &fields.year {
            columns.extend([&fields.year, &fields.month, &fields.day].into_iter().flatten().map(String::as_str));
            let part = |column: &Option<String>| column.as_deref().map_or(Ok(None), |c| value::code(row, c));
            value::span_of_parts(value::code(row, year)?, part(&fields.month)?, part(&fields.day)?)?
        } else if let Some(column) = &fields.start {
            columns.push(column);
            let start = self.day_of(row, column)?;
            let end = fields.end.as_deref().map_or(Ok(None), |c| self.day_of(row, c))?;
            columns.extend(fields.end.as_deref());
            match (start, end) {
                (Some(start), Some(end)) if end < start => {
                    return Err(Refusal::new("last day before first day").because(format!("{start}, {end}")));
                }
                (Some(start), end) => Some(DateSpan::new(start, end.unwrap_or(start))),
                (None, Some(end)) => Some(DateSpan::day(end)),
                (None, None) => None,
            }
        } else {
            None
        };
        let Some(mut span) = span else { return Ok(()) };
        if let Some(column) = &fields.precision {
            let said = fields.precision_values.get(self.get(row, column));
            if let Some(&precision) = said.filter(|p| **p != Precision::Day || span.start == span.end) {
                span.precision = precision;
                columns.push(column);
            }
        }
        draft.date(span, &columns);
        Ok(())
    }

    fn place(&self, row: &Row, draft: &mut Draft<'_, '_>) -> Result<(), Refusal> {
        let fields = &self.place;
        let cell = |column: &Option<String>| column.as_deref().map(|c| self.get(row, c)).filter(|t| !t.is_empty());
        let country = match cell(&fields.country) {
            Some(name) => {
                let mapped = fields.country_values.get(name).cloned();
                let by_codebook = || crosswalk::by_name(name).map(|c| c.iso2.to_owned());
                let found = mapped.or_else(by_codebook).or_else(|| draft.context().names.country(name));
                Some(found.ok_or_else(|| Refusal::new("country that is not known").because(name))?)
            }
            None => fields.country_default.clone(),
        };
        let names = fields.name.names();
        let named = names.iter().copied().find(|c| !self.get(row, c).is_empty());
        let point = match (&fields.latitude, &fields.longitude) {
            (Some(latitude), Some(longitude)) => value::point(row, latitude, longitude)?,
            _ => None,
        };
        let (column, name, or) = if let Some(column) = named {
            // Where the name of a division stands in for that of a town, it says no more than the division.
            let level = match Some(column) {
                level if level == fields.admin2.as_deref() => PlacePrecision::Admin2,
                level if level == fields.admin1.as_deref() => PlacePrecision::Admin1,
                _ => fields.precision_default.unwrap_or(PlacePrecision::Exact),
            };
            (Some(column), self.get(row, column), level)
        } else if let Some(name) = cell(&fields.admin2) {
            (fields.admin2.as_deref(), name, PlacePrecision::Admin2)
        } else if let Some(name) = cell(&fields.admin1) {
            (fields.admin1.as_deref(), name, PlacePrecision::Admin1)
        } else if let Some(name) = cell(&fields.country) {
            (fields.country.as_deref(), name, PlacePrecision::Country)
        } else if point.is_some() {
            (None, "", PlacePrecision::Exact)
        } else {
            return Ok(());
        };
        let said = cell(&fields.precision).and_then(|text| fields.precision_values.get(text)).copied();
        let columns: Vec<&str> = [
            column,
            fields.admin1.as_deref(),
            fields.country.as_deref(),
            fields.latitude.as_deref(),
            fields.longitude.as_deref(),
        ]
        .into_iter()
        .flatten()
        .collect();
        let place = Place {
            name: name.to_owned(),
            country,
            admin1: cell(&fields.admin1).map(str::to_owned),
            admin2: cell(&fields.admin2).map(str::to_owned),
            latitude: point.map(|p| p.0),
            longitude: point.map(|p| p.1),
            precision: said.unwrap_or(or),
            geonameid: None,
        };
        draft.place(place, &columns);
        Ok(())
    }

    fn actor(&self, row: &Row, fields: &ActorFields, draft: &mut Draft<'_, '_>) {
        let cell = self.get(row, &fields.column);
        let names: Vec<&str> = match fields.separator.as_deref().filter(|s| !s.is_empty()) {
            Some(separator) => cell.split(separator).collect(),
            None => vec![cell],
        };
        let by_column = fields.kind_column.as_deref().and_then(|c| fields.kinds.get(self.get(row, c)));
        for name in names {
            let name = name.trim();
            let by_name = || {
                fields
                    .kinds
                    .iter()
                    .filter(|(start, _)| name.starts_with(start.as_str()))
                    .max_by_key(|(start, _)| start.len())
            };
            let kind = match by_column.or_else(|| by_name().map(|(_, kind)| kind)) {
                Some(&kind) => Kind::Said(kind),
                None => Kind::Or(fields.kind.unwrap_or(ActorType::Organisation)),
            };
            draft.actor(fields.role, name, kind, &fields.certainty, &[&fields.column]);
        }
    }

    fn count(
        &self,
        row: &Row,
        kind: CountKind,
        fields: &CountFields,
        draft: &mut Draft<'_, '_>,
    ) -> Result<(), Refusal> {
        let mut columns: Vec<&str> =
            [&fields.best, &fields.low, &fields.high].into_iter().flatten().map(String::as_str).collect();
        let number = |column: &Option<String>| match column.as_deref().filter(|c| !self.get(row, c).is_empty()) {
            Some(column) => value::people(row, column),
            None => Ok(None),
        };
        let (best, low, high) = (number(&fields.best)?, number(&fields.low)?, number(&fields.high)?);
        let mut breakdown = Vec::new();
        let mut sum = None;
        for (who, column) in &fields.parts {
            let Some(n) = value::people(row, column)? else { continue };
            sum = Some(sum.unwrap_or(0_u64).saturating_add(n.low));
            if n.high > 0 {
                breakdown.push(Part { who: who.clone(), best: Some(n.low), low: Some(n.low), high: Some(n.high) });
                columns.push(column);
            }
        }
        let best = best.map(|n| n.low).or(sum).or(low.map(|n| n.low)).or(high.map(|n| n.high));
        let Some(best) = best else { return Ok(()) };
        let low = low.map_or(best, |n| n.low);
        let high = high.map_or(best, |n| n.high);
        if fields.zero_is_unknown && best == 0 && high == 0 {
            return Ok(());
        }
        // Some tables have a best number outside its own range: the range is what they stand for.
        let mut count = Count::new(Some(best), Some(low.min(best)), Some(high.max(best)));
        count.breakdown = breakdown;
        draft.count(kind, count, &columns);
        Ok(())
    }
}
