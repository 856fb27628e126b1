//! How sure each field of a report is: signs of how its value was found, weighed by a logistic regression for each field.
//!
//! `data/confidence.toml` has the weights. `training/confidence` fits them on texts with keys, from the signs that [`signs`] gives.

mod kind;
mod people;
mod place;
mod story;
mod time;
mod weights;

pub(crate) use story::is_crime;

use polybius_records::{Confidences, CountKind, Document, EventBody, Report};

use crate::story::incident::Incident;
use crate::story::{Reading, attribution, compose, group, link, worth};
use crate::{Coder, Mentions, Text};

/// What a value can be told by: names with numbers, most of them 0 or 1.
pub type Signs = Vec<(&'static str, f64)>;

/// One incident, as all signs see it.
struct Case<'a, 'r> {
    r: &'a Reading<'a, 'r>,
    incident: &'a Incident,
    all: &'a [Incident],
    body: &'a EventBody,
}

/// Writes the confidences of a report whose other fields are all there.
pub(crate) fn fill(r: &Reading<'_, '_>, index: usize, all: &[Incident], body: &mut EventBody) {
    let case = Case { r, incident: &all[index], all, body };
    let crime = is_crime(r, all);
    let probabilities =
        of(&case).into_iter().filter_map(|(field, signs)| Some((field, weights::probability(crime, field, &signs)?)));
    body.confidences = probabilities.collect();
    body.confidence = body.confidences.get(Confidences::EVENT).unwrap_or(0.0);
}

/// The reports of a document, each with the signs of its filled fields.
pub fn signs(coder: &Coder, document: &Document) -> Vec<(Report, Vec<(&'static str, Signs)>)> {
    let text = Text::new(document, &coder.analyzer);
    let mentions = Mentions::find(&text, &coder.lexicon);
    let r = Reading::new(coder, &text, &mentions);
    let all = link::incidents(&r, group::groups(&r.frames, &mentions));
    let claims = attribution::find(&r, &all);
    let reported = |(_, incident): &(usize, &Incident)| worth::why_not(&r, incident, &all).is_none();
    all.iter()
        .enumerate()
        .filter(reported)
        .map(|(i, incident)| {
            let report = compose::report(&r, i, &all, &claims);
            let signs = of(&Case { r: &r, incident, all: &all, body: &report.body });
            (report, signs)
        })
        .collect()
}

/// The signs of each filled field.
fn of(case: &Case<'_, '_>) -> Vec<(&'static str, Signs)> {
    let body = case.body;
    let mut out = vec![
        (Confidences::EVENT, story::event(case)),
        ("event_type", kind::kind(case)),
        ("sub_event_type", kind::kind(case)),
        ("status", kind::status(case)),
    ];
    out.extend(body.date.map(|span| ("date", time::date(case, &span))));
    if let Some(place) = &body.place {
        out.push(("place", place::place(case, place)));
        out.extend(place.country.as_deref().map(|country| ("country", place::country(case, place, country))));
    }
    if body.organised_doers().next().is_some() {
        out.push(("perpetrators", people::perpetrators(case)));
    }
    for kind in CountKind::ALL {
        out.extend(body.count(kind).map(|count| (kind.field(), people::count(case, kind, count))));
    }
    out
}

fn flag(on: bool) -> f64 {
    f64::from(u8::from(on))
}

/// A number of things, each further one saying less: 0, .35, .55, .69, ..., 1 for six and more.
fn few(n: usize) -> f64 {
    ((n as f64).ln_1p() / 2.0).min(1.0)
}

#[cfg(test)]
mod tests {
    use polybius_lexicon::Lexicon;

    use super::*;

    #[test]
    fn signs_of_first_reports() {
        #[rustfmt::skip]
        let table: &[(&str, &str, &str, f64)] = &[
            ("Two men were shot dead in Dayton, Ohio, on Monday. Police arrested a suspect.", "killed", "crime", 1.0),
            ("Boko Haram fighters shot two men dead in Maiduguri on Monday.", "killed", "crime", 0.0),
            ("A bomb killed 12 people in Maiduguri on Monday. The blast wounded nine.", "killed", "rivals in text", 0.0),
            ("A bomb killed 12 people in Maiduguri on Monday. An official put the dead at 11.", "killed", "rivals in text", few(1)),
            ("A bomb killed at least 12 people in Maiduguri on Monday.", "killed", "inexact", 1.0),
            ("A bomb killed 12 people in Maiduguri on Monday.", "date", "absolute", 0.0),
            ("A bomb killed 12 people in Maiduguri on 7 June 2021.", "date", "absolute", 1.0),
            ("A bomb killed 12 people in Maiduguri on 7 June 2021. A truce had been signed on 2 May 2021.", "date", "rivals", few(1)),
            ("A bomb killed 12 people in Maiduguri on Monday.", "place", "country only", 0.0),
            ("A bomb killed 12 people in Nigeria on Monday.", "place", "country only", 1.0),
            ("Boko Haram fighters shot two men dead in Maiduguri on Monday.", "perpetrators", "acts in it", 1.0),
        ];
        let coder = Coder::new(Lexicon::embedded());
        let mut wrong = Vec::new();
        for &(text, field, sign, wanted) in table {
            let document = Document::plain("d", text).published_on(jiff::civil::date(2021, 6, 15));
            let reports = signs(&coder, &document);
            let fields = reports.first().map(|(_, fields)| fields.as_slice()).unwrap_or_default();
            let found =
                fields.iter().find(|(f, _)| *f == field).and_then(|(_, all)| all.iter().find(|(s, _)| *s == sign));
            if found.is_none_or(|(_, x)| (x - wanted).abs() > 1e-9) {
                wrong.push(format!("{text}\n   {field}, {sign}: {found:?}, wanted {wanted}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn each_filled_field_has_its_confidence() {
        let text =
            "Boko Haram fighters attacked a village near Maiduguri on Monday, killing 12 people and abducting three.";
        let document = Document::plain("d", text).published_on(jiff::civil::date(2021, 6, 15));
        let (reports, ..) = crate::code(&Coder::new(Lexicon::embedded()), &document);
        let body = &reports[0].body;
        let fields: Vec<&str> = body.confidences.iter().map(|(field, _)| field).collect();
        let wanted = [
            "abducted",
            "country",
            "date",
            "event",
            "event_type",
            "killed",
            "perpetrators",
            "place",
            "status",
            "sub_event_type",
        ];
        assert_eq!(fields, wanted);
        assert!(
            body.confidences.iter().all(|(_, p)| p > 0.0 && p < 1.0)
                && body.confidences.get("event") == Some(body.confidence)
        );
    }
}
