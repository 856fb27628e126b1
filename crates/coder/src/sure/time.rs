//! Signs that the date is right.

use polybius_records::{DateSpan, Precision};

use super::story::telling;
use super::{Case, Signs, few, flag};
use crate::story::group::is_sharp;
use crate::{Anchoring, Spot, TimeMention};

/// The date.
pub(super) fn date(case: &Case<'_, '_>, span: &DateSpan) -> Signs {
    let Case { r, incident, body, .. } = case;
    let own: Vec<&TimeMention> = incident.groups.iter().flat_map(|g| g.times(r)).collect();
    let giver = own.iter().find(|m| m.span == Some(*span));
    let evidence = body.evidence.iter().find(|e| e.field == "date").map(|e| e.start);
    let in_own_sentence = incident
        .groups
        .iter()
        .any(|g| evidence == Some(r.text.evidence("date", "", r.text.sentence_range(g.sentence)).start));
    let counted = incident.groups.iter().any(|g| g.frames(r).any(|f| f.counted_from.is_some()));
    let sharp = |m: &&TimeMention| m.span.is_some_and(|s| is_sharp(&s));
    let agreeing = r.mentions.times.iter().filter(sharp).filter(|m| m.span.is_some_and(|s| span.contains(&s)));
    let mut rivals: Vec<DateSpan> =
        r.mentions.times.iter().filter(sharp).filter_map(|m| m.span).filter(|s| !s.overlaps(span, 0)).collect();
    rivals.sort();
    rivals.dedup();
    let anchored = |how: Anchoring| flag(giver.is_some_and(|m| m.anchoring == how));
    let mut signs = telling(case);
    signs.extend([
        ("of the act", flag(incident.span(r).is_some())),
        ("counted", flag(incident.span(r).is_none() && counted)),
        ("of the telling", flag(incident.span(r).is_none() && in_own_sentence && !counted)),
        ("absolute", anchored(Anchoring::Absolute)),
        ("narrative", anchored(Anchoring::Narrative)),
        ("day", flag(span.precision == Precision::Day)),
        ("month", flag(matches!(span.precision, Precision::Month | Precision::Quarter))),
        ("year", flag(span.precision >= Precision::Year)),
        ("recent", flag(r.is_recent(span))),
        ("published that day", flag(r.text.document.published.is_some_and(|p| span.start <= p && p <= span.end))),
        ("agreeing", few(agreeing.count().saturating_sub(1))),
        ("rivals", few(rivals.len())),
        ("contradicted", flag(own.iter().filter_map(|m| m.span).any(|s| is_sharp(&s) && !s.overlaps(span, 0)))),
        ("far", giver.map_or(0.0, |m| far(case, &m.spot))),
    ]);
    signs
}

/// How far a mention stands from the nearest word that names the act: 0 beside it, 1 at fifty words or in another sentence.
pub(super) fn far(case: &Case<'_, '_>, spot: &Spot) -> f64 {
    let frames = case.incident.groups.iter().flat_map(|g| g.frames(case.r));
    let here = frames.filter(|f| f.sentence == spot.sentence);
    here.map(|f| f.hit.token.abs_diff(spot.head)).min().map_or(1.0, |n| ((n as f64).ln_1p() / 4.0).min(1.0))
}
