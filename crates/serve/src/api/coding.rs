use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use polybius_query::alpha;
use polybius_records::{Filter, Review};
use polybius_store::{Decision, Desk, Listing, Sort};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::author::Author;
use super::body;
use crate::accounts::{Act, Who};
use crate::app::{Answer, App};
use crate::error::{ApiError, Code, ErrorAnswer};
use crate::params::Params;

/// Most events of a sample.
const LARGEST_SAMPLE: usize = 1000;

/// A person's reading of one event, made without seeing anybody else's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reading {
    /// ACLED sub-event type; null for "no event".
    sub_event_type: Option<polybius_records::SubEventType>,
    status: Option<polybius_records::Status>,
    /// ISO 3166-1 alpha-2.
    country: Option<String>,
    /// The first day, YYYY-MM-DD.
    #[schema(value_type = Option<String>, format = Date)]
    date: Option<polybius_records::Date>,
    killed: Option<u64>,
}

impl Reading {
    /// Values by field, as agreement compares them; what is not known is a value too.
    fn fields(&self) -> [(&'static str, String); 5] {
        let word = |value: serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        [
            ("sub_event_type", word(json!(self.sub_event_type))),
            ("status", word(json!(self.status))),
            ("country", word(json!(self.country))),
            ("date", word(json!(self.date))),
            ("killed", word(json!(self.killed))),
        ]
    }
}

/// An event of the sample, without anything that was read from it.
#[derive(Serialize, ToSchema)]
pub(crate) struct SampleItem {
    /// Stands for the event.
    item: String,
    /// Its documents.
    documents: Vec<String>,
    /// Your own reading.
    reading: Option<Reading>,
}

/// The sample that waits for you.
#[derive(Serialize, ToSchema)]
pub(crate) struct SampleAnswer {
    items: Vec<SampleItem>,
    /// Who codes it.
    coders: Vec<String>,
}

/// The sample of the blind double coding: documents alone, no machine values, nobody else's.
#[utoipa::path(get, path = "/coding", tag = "review", responses((status = 200, body = SampleAnswer)))]
pub(crate) async fn sample(
    State(app): State<App>,
    Author(me): Author,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    Params::of(&uri)?.end()?;
    // The tag must tell readers apart: what they see is their own.
    let tagged: Uri = format!("{}?{}", uri.path(), form_urlencoded::byte_serialize(me.as_bytes()).collect::<String>())
        .parse()
        .unwrap_or(uri);
    app.answer(&headers, &tagged, None, move |_, desk| {
        let Some(sample) = Sample::last(desk)? else {
            return Answer::json(&SampleAnswer { items: Vec::new(), coders: Vec::new() });
        };
        let mut items = Vec::new();
        for item in sample.items.iter().filter(|_| sample.coders.contains(&me)) {
            let Some(event) = desk.event_of_report(item)? else { continue };
            let documents = desk.event(&event)?.map(|e| e.documents).unwrap_or_default();
            let reading = sample.readings.get(&(item.clone(), me.clone())).cloned();
            items.push(SampleItem { item: item.clone(), documents, reading });
        }
        Answer::json(&SampleAnswer { items, coders: sample.coders })
    })
    .await
}

/// A sample to be drawn.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewSample {
    /// Number of events, 1 to 1000.
    size: usize,
    /// Names of two or more people.
    coders: Vec<String>,
}

/// How many events were drawn.
#[derive(Serialize, ToSchema)]
pub(crate) struct Drawn {
    events: usize,
}

/// Draws a sample for blind double coding, spread over the desk by the hashes of ids; it takes the place of the one before.
#[utoipa::path(
    post, path = "/coding/sample", tag = "review", request_body = NewSample,
    responses((status = 200, body = Drawn), (status = 400, body = ErrorAnswer), (status = 403, body = ErrorAnswer))
)]
pub(crate) async fn draw(State(app): State<App>, who: Who, bytes: Bytes) -> Result<Json<Drawn>, ApiError> {
    who.may(Act::Review)?;
    let by = who.person()?.name.clone();
    let NewSample { size, coders } = body(&bytes)?;
    let coders: BTreeSet<String> = coders.into_iter().map(|c| c.trim().to_owned()).filter(|c| !c.is_empty()).collect();
    if !(1..=LARGEST_SAMPLE).contains(&size) || coders.len() < 2 {
        let message = format!("size is 1 to {LARGEST_SAMPLE}, and coders are two different people or more");
        return Err(ApiError::new(Code::BadBody, message));
    }
    let drawn = app.write(move |_, desk| {
        let filter = Filter::default();
        let mut reports = Vec::new();
        let mut after = None;
        loop {
            let listing =
                Listing { filter: &filter, words: None, sort: Sort::Earliest, after: after.as_ref(), limit: 1000 };
            let found = desk.list(&listing)?;
            let Some(last) = found.last() else { break };
            after = Some(last.at.clone());
            for listed in &found {
                // The order of hashes is as good as chance, and the same for everybody.
                reports.push((blake3::hash(listed.at.id.as_bytes()).to_hex().to_string(), listed.at.id.clone()));
            }
        }
        reports.sort();
        let mut items = Vec::new();
        for (_, id) in reports.into_iter().take(size) {
            items.extend(desk.event(&id)?.and_then(|e| e.reports.into_iter().next()));
        }
        let events = items.len();
        let sample = json!({ "items": items, "coders": coders });
        let entry = who.did("coding.sample", "desk", json!({ "events": events }));
        desk.audited(&entry, |desk| desk.decide("sample", "desk", &sample, &by))?;
        Ok(Drawn { events })
    });
    drawn.await.map(Json)
}

/// A reading of one item.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewReading {
    item: String,
    values: Reading,
}

/// Keeps your reading of one item of the sample; a later one takes the place of an earlier one.
#[utoipa::path(
    post, path = "/coding", tag = "review", request_body = NewReading,
    responses((status = 204), (status = 400, body = ErrorAnswer), (status = 403, body = ErrorAnswer), (status = 404, body = ErrorAnswer))
)]
pub(crate) async fn read(State(app): State<App>, who: Who, bytes: Bytes) -> Result<axum::http::StatusCode, ApiError> {
    who.may(Act::Code)?;
    let by = who.person()?.name.clone();
    let NewReading { item, values } = body(&bytes)?;
    app.write(move |_, desk| {
        let sample = Sample::last(desk)?.ok_or_else(|| ApiError::new(Code::Conflict, "no sample is drawn"))?;
        if !sample.coders.contains(&by) {
            return Err(ApiError::new(Code::Forbidden, "this sample is coded by others"));
        }
        if !sample.items.contains(&item) {
            return Err(ApiError::not_found("item of the sample", &item));
        }
        let entry = who.did("coding.read", &item, json!({}));
        Ok(desk.audited(&entry, |desk| desk.decide("coding", &item, &json!(values), &by))?)
    })
    .await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}

/// How far coders agree on one field.
#[derive(Serialize, ToSchema)]
pub(crate) struct FieldAgreement {
    field: &'static str,
    /// Krippendorff's alpha for nominal values; null where there is nothing to compare.
    alpha: Option<f64>,
    /// Items with two readings or more.
    items: usize,
    /// Items on which all agree.
    agreed: usize,
    /// Of all readings, those that the desk's event agrees with.
    machine: usize,
    readings: usize,
}

/// How far coders agree.
#[derive(Serialize, ToSchema)]
pub(crate) struct AgreementAnswer {
    fields: Vec<FieldAgreement>,
    /// Items with differing readings: item, field, and what each coder has.
    differences: Vec<FieldDifference>,
    /// Readings by coder.
    coders: BTreeMap<String, usize>,
}

/// Readings that differ.
#[derive(Serialize, ToSchema)]
pub(crate) struct FieldDifference {
    item: String,
    /// The event; null where it is no more.
    event: Option<String>,
    field: &'static str,
    values: BTreeMap<String, String>,
}

/// Krippendorff's alpha by field over the sample, and what differs. Whoever has not read the whole sample yet is not told of differences.
#[utoipa::path(get, path = "/coding/agreement", tag = "review", responses((status = 200, body = AgreementAnswer)))]
pub(crate) async fn agreement(
    State(app): State<App>,
    Author(me): Author,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    Params::of(&uri)?.end()?;
    let tagged: Uri = format!("{}?{}", uri.path(), form_urlencoded::byte_serialize(me.as_bytes()).collect::<String>())
        .parse()
        .unwrap_or(uri);
    app.answer(&headers, &tagged, None, move |_, desk| {
        let sample = Sample::last(desk)?.unwrap_or_default();
        let done =
            |coder: &String| sample.items.iter().all(|i| sample.readings.contains_key(&(i.clone(), coder.clone())));
        let blind = sample.coders.contains(&me) && !done(&me);
        let mut fields = Vec::new();
        let mut differences = Vec::new();
        for at in 0..5 {
            let mut field = "";
            let (mut units, mut machine, mut readings, mut agreed) = (Vec::new(), 0, 0, 0);
            for item in &sample.items {
                let mut values: BTreeMap<String, String> = BTreeMap::new();
                for coder in &sample.coders {
                    if let Some(reading) = sample.readings.get(&(item.clone(), coder.clone())) {
                        let (name, value) = reading.fields()[at].clone();
                        field = name;
                        values.insert(coder.clone(), value);
                    }
                }
                let event = desk.event_of_report(item)?;
                let ours = match &event {
                    Some(id) => desk.event(id)?.map(|event| of_machine(&event).fields()[at].1.clone()),
                    None => None,
                };
                readings += values.len();
                machine += values.values().filter(|v| Some(*v) == ours.as_ref()).count();
                let unit: Vec<String> = values.values().cloned().collect();
                if unit.len() > 1 {
                    if unit.iter().all(|v| *v == unit[0]) {
                        agreed += 1;
                    } else if !blind {
                        differences.push(FieldDifference { item: item.clone(), event, field, values });
                    }
                    units.push(unit);
                }
            }
            if readings > 0 {
                fields.push(FieldAgreement {
                    field,
                    alpha: alpha(&units),
                    items: units.len(),
                    agreed,
                    machine,
                    readings,
                });
            }
        }
        let mut coders: BTreeMap<String, usize> = sample.coders.iter().map(|c| (c.clone(), 0)).collect();
        sample.readings.keys().for_each(|(_, coder)| *coders.entry(coder.clone()).or_default() += 1);
        Answer::json(&AgreementAnswer { fields, differences, coders })
    })
    .await
}

fn of_machine(event: &polybius_records::Event) -> Reading {
    Reading {
        sub_event_type: (event.review != Review::Rejected).then_some(event.body.sub_event_type),
        status: Some(event.body.status),
        country: event.body.place.as_ref().and_then(|p| p.country.clone()),
        date: event.body.date.map(|d| d.start),
        killed: event.body.killed.as_ref().and_then(|c| c.best),
    }
}

/// The last sample, with the readings since.
#[derive(Default)]
struct Sample {
    items: Vec<String>,
    coders: Vec<String>,
    /// By item and coder.
    readings: BTreeMap<(String, String), Reading>,
}

impl Sample {
    fn last(desk: &Desk) -> Result<Option<Self>, ApiError> {
        let all: Vec<Decision> = desk.decisions()?;
        let Some(at) = all.iter().rposition(|d| d.kind == "sample") else { return Ok(None) };
        let list = |name: &str| -> Vec<String> {
            all[at].body.get(name).and_then(|v| serde_json::from_value(v.clone()).ok()).unwrap_or_default()
        };
        let mut sample = Sample { items: list("items"), coders: list("coders"), readings: BTreeMap::new() };
        for d in all.iter().skip(at).filter(|d| d.kind == "coding") {
            if let Ok(reading) = serde_json::from_value(d.body.clone()) {
                sample.readings.insert((d.subject.clone(), d.made_by.clone()), reading);
            }
        }
        Ok(Some(sample))
    }
}
