//! What merging asks of a report, in a few hundred bytes that a desk keeps beside it: the whole report, with its quotes, is many times that, and
//! near a crowded place one document more is held against thousands.

use polybius_records::Report;

use crate::features::Features;

/// The sketch of a report. Another version of the merger may write another form.
pub fn sketch(report: &Report) -> Vec<u8> {
    of(&Features::of(report))
}

pub(crate) fn of(features: &Features) -> Vec<u8> {
    // Numbers, words and lists of them always have this form; what is empty is not read.
    postcard::to_allocvec(features).unwrap_or_default()
}

/// What a sketch holds; `None` where it has another form.
pub(crate) fn read(sketch: &[u8]) -> Option<Features> {
    postcard::from_bytes(sketch).ok()
}
