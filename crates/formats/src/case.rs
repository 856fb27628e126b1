use std::collections::BTreeMap;

use polybius_records::{DateSpan, Event, Place, PlacePrecision, Precision, Report, stable_id};

use crate::Filter;
use crate::crosswalk::{self, Country};
use crate::input::{DocumentMeta, Records};
use crate::sidecar::Sidecar;

/// One event with what the styles need beside it.
pub(crate) struct Case<'a> {
    pub event: &'a Event,
    /// Its reports, by id.
    pub reports: Vec<&'a Report>,
    /// Its documents, by id, those that are known.
    pub documents: Vec<(&'a str, &'a DocumentMeta)>,
}

impl<'a> Case<'a> {
    /// The events that pass the filter, in order of date and id.
    pub fn select(records: &Records<'a>, filter: &Filter, sidecar: &mut Sidecar) -> Vec<Case<'a>> {
        let reports: BTreeMap<&str, &Report> = records.reports.iter().map(|r| (r.id.as_str(), r)).collect();
        let mut cases: Vec<Case<'a>> = Vec::new();
        for event in records.events {
            if !filter.passes(event) {
                sidecar.filtered_out += 1;
                continue;
            }
            cases.push(Case {
                event,
                reports: event.reports.iter().filter_map(|id| reports.get(id.as_str()).copied()).collect(),
                documents: event
                    .documents
                    .iter()
                    .filter_map(|id| records.documents.get_key_value(id))
                    .map(|(id, meta)| (id.as_str(), meta))
                    .collect(),
            });
        }
        cases.sort_by_key(|c| (c.date().map(|d| (d.start, d.end)), c.event.id.as_str()));
        cases
    }

    pub fn date(&self) -> Option<&'a DateSpan> {
        self.event.body.date.as_ref().filter(|d| d.precision != Precision::Unknown)
    }

    pub fn place(&self) -> Option<&'a Place> {
        self.event.body.place.as_ref()
    }

    pub fn point(&self) -> Option<Point> {
        point(self.place()?)
    }

    pub fn country(&self) -> Option<&'static Country> {
        crosswalk::country(self.place()?.country.as_deref()?)
    }

    /// A number for codebooks whose ids are numbers.
    pub fn number(&self) -> u64 {
        number(self.event)
    }

    /// Publishers, each once, sorted; the document's id where the publisher is unknown.
    pub fn publishers(&self) -> Vec<String> {
        let mut out: Vec<String> = self
            .event
            .documents
            .iter()
            .map(|id| {
                let meta = self.documents.iter().find(|(known, _)| known == id).map(|(_, meta)| *meta);
                meta.and_then(|m| m.publisher.clone()).unwrap_or_else(|| id.clone())
            })
            .collect();
        out.sort();
        out.dedup();
        out
    }

    /// The last day on which one of its documents was published.
    pub fn last_published(&self) -> Option<polybius_records::Date> {
        self.documents.iter().filter_map(|(_, meta)| meta.published).max()
    }
}

/// A number for codebooks whose ids are numbers: 52 bits, so that software that reads numbers as doubles keeps it. A row that
/// came with a number of its own (`ucdp:412`, `acled:MLI412`) keeps it.
pub(crate) fn number(event: &Event) -> u64 {
    if let Some((_, row)) = event.id.split_once(':') {
        let digits = row.get(3..).filter(|_| row.bytes().take(3).all(|b| b.is_ascii_uppercase())).unwrap_or(row);
        if let Some(own) = digits.parse().ok().filter(|n| *n < 1 << 52) {
            return own;
        }
    }
    let hex = |id: &str| id.get(id.len().checked_sub(16)?..).and_then(|tail| u64::from_str_radix(tail, 16).ok());
    let number = hex(&event.id).or_else(|| hex(&stable_id("event", [event.id.as_str()])));
    number.unwrap_or_default() >> 12
}

/// A point on the globe, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub latitude: f64,
    pub longitude: f64,
}

/// Where the place lies. A country or a region has no point, whatever its record says: its middle is not where it happened.
pub(crate) fn point(place: &Place) -> Option<Point> {
    match place.precision {
        PlacePrecision::Exact | PlacePrecision::Near | PlacePrecision::Admin2 | PlacePrecision::Admin1 => {
            let (latitude, longitude) = (place.latitude?, place.longitude?);
            let on_globe = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
            on_globe.then_some(Point { latitude, longitude })
        }
        PlacePrecision::Country | PlacePrecision::Region => None,
    }
}

/// "Agency, 2031-06-03, Headline" of one document.
pub(crate) fn citation(id: &str, meta: &DocumentMeta) -> String {
    let published = meta.published.map(|d| d.to_string());
    let parts = [meta.publisher.clone(), published, meta.title.clone()];
    let known: Vec<String> = parts.into_iter().flatten().filter(|p| !p.trim().is_empty()).collect();
    if known.is_empty() { id.to_owned() } else { known.join(", ") }
}
