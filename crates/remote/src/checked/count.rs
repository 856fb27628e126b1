use std::ops::Range;

use polybius_records::{Count, CountKind, MentionKind, Part};
use serde_json::Value;

use super::Check;
use crate::answer;
use crate::ground::{Ground, holds_name};

/// A number and its bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) best: Option<u64>,
    pub(super) low: Option<u64>,
    pub(super) high: Option<u64>,
}

impl Bounds {
    /// The numbers of a JSON object; none where one is no whole number or all are absent.
    pub(super) fn of(value: &Value) -> Option<Bounds> {
        let number = |field: &str| match &value[field] {
            Value::Null => Some(None),
            n => n.as_u64().map(Some),
        };
        let bounds = Bounds { best: number("best")?, low: number("low")?, high: number("high")? };
        bounds.leading().map(|_| bounds)
    }

    fn leading(&self) -> Option<u64> {
        self.best.or(self.low).or(self.high)
    }

    pub(super) fn count(&self) -> Count {
        Count::new(self.best, self.low, self.high)
    }
}

/// The text's reading of a number that a model gives: the quote has the number, and its own words say how open it is.
pub(super) fn supported(
    ground: &Ground<'_>,
    kind: Option<CountKind>,
    given: Bounds,
    quote: &Range<usize>,
) -> Option<Bounds> {
    let wanted = given.leading()?;
    let fits = |b: &Bounds| [b.best, b.low, b.high].contains(&Some(wanted));
    let said = |of: Option<CountKind>| {
        let of = of.map_or(Value::Null, |kind| Value::String(kind.field().to_owned()));
        let all = ground.mentions(MentionKind::Count, quote).filter(move |m| m.value["kind"] == of);
        let all: Vec<Bounds> = all.filter_map(|m| Bounds::of(&m.value)).filter(fits).collect();
        all.iter().find(|b| **b == given).or(all.first()).copied()
    };
    if let Some(found) = kind.and_then(|kind| said(Some(kind))) {
        return Some(found);
    }
    // Zero is said of a fate ("nobody was hurt"), never by a number that stands about.
    if wanted == 0 {
        return None;
    }
    said(None).or_else(|| {
        let numbers = polybius_coder::numbers(ground.coder, &ground.words(quote));
        let all: Vec<Bounds> =
            numbers.iter().map(|n| Bounds { best: n.best, low: n.low, high: n.high }).filter(fits).collect();
        all.iter().find(|b| **b == given).or(all.first()).copied()
    })
}

/// A count with its parts. A total that the quote does not have may be the sum of parts that it has.
pub(super) fn count(check: &mut Check<'_>, kind: CountKind, value: &Value, quote: &Range<usize>) -> Option<Count> {
    let given = Bounds::of(value)?;
    let words = check.ground.words(quote);
    let mut parts = Vec::new();
    for part in answer::items(value, "breakdown", 12) {
        let who = answer::text(part, "who").filter(|who| holds_name(&words, who));
        let bounds = Bounds::of(part).and_then(|b| supported(check.ground, Some(kind), b, quote));
        let part = who.zip(bounds).map(|(who, b)| Part { who: who.to_owned(), best: b.best, low: b.low, high: b.high });
        parts.extend(check.kept("breakdown", part));
    }
    let total = supported(check.ground, Some(kind), given, quote).or_else(|| {
        let sum = sum(&parts)?;
        (parts.len() > 1 && sum.best == given.best).then_some(sum)
    })?;
    Some(Count { breakdown: parts, ..total.count() })
}

fn sum(parts: &[Part]) -> Option<Bounds> {
    let add = |pick: fn(&Part) -> Option<u64>| parts.iter().map(pick).try_fold(0_u64, |sum, n| sum.checked_add(n?));
    Some(Bounds { best: Some(add(|p| p.best)?), low: add(|p| p.low), high: add(|p| p.high) })
}
