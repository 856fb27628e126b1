use std::collections::BTreeMap;

use polybius_records::{
    Count, CountKind, Date, DateSpan, EventBody, EventType, Place, PlacePrecision, Statement, StatementBody, Status,
};
use serde::Serialize;

use crate::Within;
use crate::period::{Lies, known, lies};

/// Two places farther apart than this are not one town and its surroundings.
const TOWN_KM: f64 = 50.0;

/// The events that statements are compared with: of the desk, or of an imported dataset.
pub struct Holdings<'a> {
    /// Id and fields of each event that nobody has rejected.
    pub events: Vec<(&'a str, &'a EventBody)>,
    /// Publication days of the documents that were read, in any order; empty for an imported dataset.
    pub published: Vec<Date>,
}

/// A number with the range that it may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Figure {
    /// The single best number.
    pub best: Option<u64>,
    /// The smallest.
    pub low: Option<u64>,
    /// The largest; `None` is open above.
    pub high: Option<u64>,
}

/// How a stated total and ours stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The ranges meet.
    Agrees,
    /// Ours is lower: events that were not read, or not coded.
    OursLower,
    /// Ours is higher: events that the statement does not count, or counted twice here.
    OursHigher,
    /// Nothing here is of that actor, those places and that period.
    NothingHeld,
    /// What is counted is not coded here.
    NotComparable,
}

/// Why a stated total and ours may differ, as far as the records show.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "because", rename_all = "kebab-case")]
pub enum Gap {
    /// The statement names no actor: all events are compared.
    NoActor,
    /// The statement names no place: events anywhere are compared.
    NoPlace,
    /// The statement names no period: events of all time are compared.
    NoPeriod,
    /// The events held for that actor and those places do not span the period.
    Coverage {
        /// First day of an event held.
        first: Option<Date>,
        /// Last day of an event held.
        last: Option<Date>,
    },
    /// So few documents published in the period, or in the month after it, were read.
    FewDocuments {
        /// How many.
        documents: usize,
    },
    /// Events that lie across the ends of the period, left out of our figure.
    AcrossTheEnds {
        /// How many.
        events: usize,
    },
    /// Events of which no number is known, counted as none.
    NoNumber {
        /// How many.
        events: usize,
    },
    /// The word means more or less than what is summed here.
    Definition {
        /// What is summed for it.
        ours: &'static str,
    },
    /// The statement gives a lower bound only.
    LowerBound,
}

/// One value of a statement beside ours.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Checked {
    /// The statement.
    pub statement: String,
    /// Who says it; `None` is the document itself.
    pub source: Option<String>,
    /// The actor that it is about.
    pub actor: Option<String>,
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub date: Option<DateSpan>,
    /// What is counted: `attacks`, `killed`, `casualties`, ...
    pub counts: String,
    /// What the statement says.
    pub stated: Figure,
    /// What the events say.
    pub ours: Figure,
    /// Number of events behind our figure.
    pub events: usize,
    /// Stated best number less ours, where both are known.
    pub gap: Option<i64>,
    /// How they stand.
    pub verdict: Verdict,
    /// Why they may differ, in a fixed order.
    pub gaps: Vec<Gap>,
    /// Identifiers of the documents that say it.
    pub documents: Vec<String>,
}

/// Compares each value of each statistic with the events held, in the order given.
///
/// An event belongs to a statistic if it occurred, lies wholly in the period, in the place (the same country or division, or
/// within 50 km of a town), and an organisation of it is the actor or a branch of it. Sums take the best number, else the
/// lowest, else the highest; their ranges are the sums of the ranges.
pub fn check(statements: &[Statement], held: &Holdings<'_>, within: Within<'_>) -> Vec<Checked> {
    let mut out = Vec::new();
    for statement in statements {
        let StatementBody::Statistic { actor, place, values } = &statement.body else { continue };
        let fits = |body: &EventBody| {
            body.status == Status::Occurred
                && actor.as_deref().is_none_or(|actor| is_of(body, actor, within))
                && place.as_ref().is_none_or(|place| is_in(body, place))
        };
        let mine: Vec<&EventBody> = held.events.iter().map(|(_, body)| *body).filter(|body| fits(body)).collect();
        let inside: Vec<&EventBody> =
            mine.iter().copied().filter(|b| lies(b.date.as_ref(), statement.date.as_ref()) == Lies::Inside).collect();
        let across = mine.iter().filter(|b| lies(b.date.as_ref(), statement.date.as_ref()) == Lies::Across).count();
        for (counts, stated) in values {
            let summed = sum(counts, &inside);
            let stated = Figure { best: stated.best, low: stated.low, high: stated.high };
            let mut gaps = gaps_of(statement, actor.as_deref(), place.as_ref(), &mine, held, across);
            let (ours, events, without, definition) = match summed {
                Some(s) => (s.figure, s.events, s.without, s.definition),
                None => (Figure::default(), 0, 0, None),
            };
            if without > 0 {
                gaps.push(Gap::NoNumber { events: without });
            }
            if let Some(ours) = definition {
                gaps.push(Gap::Definition { ours });
            }
            if stated.high.is_none() {
                gaps.push(Gap::LowerBound);
            }
            gaps.sort();
            let number = |f: &Figure| f.best.or(f.low).or(f.high).and_then(|n| i64::try_from(n).ok());
            let verdict = match summed {
                None => Verdict::NotComparable,
                Some(_) if events == 0 => Verdict::NothingHeld,
                Some(_) => verdict(&stated, &ours),
            };
            let comparable = !matches!(verdict, Verdict::NotComparable | Verdict::NothingHeld);
            out.push(Checked {
                statement: statement.id.clone(),
                source: statement.source.clone(),
                actor: actor.clone(),
                place: place.clone(),
                date: statement.date,
                counts: counts.clone(),
                gap: number(&stated).zip(number(&ours)).filter(|_| comparable).map(|(s, o)| s - o),
                stated,
                ours,
                events,
                verdict,
                gaps,
                documents: statement.documents.clone(),
            });
        }
    }
    out
}

/// Whether an organisation of the event, or somebody who claims or is blamed for it, is the actor or a branch of it.
fn is_of(body: &EventBody, actor: &str, within: Within<'_>) -> bool {
    body.actors.iter().any(|a| within(&a.name, actor))
}

fn is_in(body: &EventBody, place: &Place) -> bool {
    let Some(here) = &body.place else { return false };
    if place.country.is_some() && here.country != place.country {
        return false;
    }
    match place.precision {
        // The name of a region spans countries that no table here lists.
        PlacePrecision::Region => here.name == place.name,
        PlacePrecision::Country => true,
        PlacePrecision::Admin1 => here.admin1.is_some() && here.admin1 == place.admin1,
        PlacePrecision::Admin2 => {
            here.admin2.is_some() && (&here.admin1, &here.admin2) == (&place.admin1, &place.admin2)
        }
        PlacePrecision::Exact | PlacePrecision::Near => {
            here.name == place.name || here.distance_km(place).is_some_and(|km| km <= TOWN_KM)
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Sum {
    figure: Figure,
    events: usize,
    /// Events without a number.
    without: usize,
    definition: Option<&'static str>,
}

/// Our figure for what a statement counts; `None` where nothing here is like it.
fn sum(counts: &str, events: &[&EventBody]) -> Option<Sum> {
    let violent = |b: &&&EventBody| {
        matches!(
            b.event_type,
            EventType::Battles | EventType::Explosions | EventType::ViolenceAgainstCivilians | EventType::Riots
        )
    };
    let kinds: &[CountKind] = match counts {
        "attacks" => {
            let n = events.iter().filter(violent).count();
            let figure = Figure { best: Some(n as u64), low: Some(n as u64), high: Some(n as u64) };
            let definition = Some("events of violence, the reports of one merged");
            return Some(Sum { figure, events: n, without: 0, definition });
        }
        "killed" => &[CountKind::Killed],
        "injured" => &[CountKind::Injured],
        "casualties" => &[CountKind::Killed, CountKind::Injured],
        "abducted" => &[CountKind::Abducted],
        "detained" => &[CountKind::Detained],
        "displaced" => &[CountKind::Displaced],
        _ => return None,
    };
    let mut out = Sum {
        figure: Figure { best: Some(0), low: Some(0), high: Some(0) },
        events: events.len(),
        without: 0,
        definition: (counts == "casualties").then_some("the killed and the wounded"),
    };
    for body in events {
        let counts: Vec<&Count> = kinds.iter().filter_map(|&kind| body.count(kind)).collect();
        out.without += usize::from(counts.is_empty());
        for count in counts {
            let add = |total: &mut Option<u64>, n: Option<u64>| {
                *total = total.zip(n).map(|(total, n)| total.saturating_add(n));
            };
            let any = count.best.or(count.low).or(count.high);
            add(&mut out.figure.best, any);
            add(&mut out.figure.low, count.low.or(any));
            let high = if count.open_above { None } else { count.high };
            add(&mut out.figure.high, high);
        }
    }
    Some(out)
}

fn verdict(stated: &Figure, ours: &Figure) -> Verdict {
    let low = |f: &Figure| f.low.or(f.best).or(f.high).unwrap_or(0);
    // "Nearly 300" is no more than 300, and not much less: nine tenths of it.
    let low = |f: &Figure| if f.low.is_none() { low(f) - low(f) / 10 } else { low(f) };
    // An open range ends a quarter above its number: nobody says "more than 12,000" of 50,000, nor do sums of "at least"
    // reach any total.
    let high = |f: &Figure| f.high.unwrap_or_else(|| low(f).max(f.best.unwrap_or(0)).saturating_mul(5) / 4);
    if high(ours) < low(stated) {
        Verdict::OursLower
    } else if low(ours) > high(stated) {
        Verdict::OursHigher
    } else {
        Verdict::Agrees
    }
}

fn gaps_of(
    statement: &Statement,
    actor: Option<&str>,
    place: Option<&Place>,
    mine: &[&EventBody],
    held: &Holdings<'_>,
    across: usize,
) -> Vec<Gap> {
    let mut out = Vec::new();
    if actor.is_none() {
        out.push(Gap::NoActor);
    }
    if place.is_none() {
        out.push(Gap::NoPlace);
    }
    let Some(period) = known(statement.date.as_ref()) else {
        out.push(Gap::NoPeriod);
        return out;
    };
    let first = mine.iter().filter_map(|b| known(b.date.as_ref())).map(|d| d.start).min();
    let last = mine.iter().filter_map(|b| known(b.date.as_ref())).map(|d| d.end).max();
    // A tenth of the period without events at either end is no sign of anything.
    let slack = jiff::Span::new().days(period.width_days() / 10 + 1);
    let late = first.is_none_or(|first| first > period.start.saturating_add(slack));
    let early = last.is_none_or(|last| last < period.end.saturating_sub(slack));
    if late || early {
        out.push(Gap::Coverage { first, last });
    }
    let until = period.end.saturating_add(jiff::Span::new().days(31));
    if !held.published.is_empty() {
        let documents = held.published.iter().filter(|day| **day >= period.start && **day <= until).count();
        let weeks = usize::try_from(period.width_days() / 7).unwrap_or(0) + 1;
        // Less than one document a week cannot tell of all that happened.
        if documents < weeks {
            out.push(Gap::FewDocuments { documents });
        }
    }
    if across > 0 {
        out.push(Gap::AcrossTheEnds { events: across });
    }
    out
}

impl Checked {
    /// How many values have each verdict.
    pub fn tally(checked: &[Checked]) -> BTreeMap<Verdict, usize> {
        let mut out = BTreeMap::new();
        for c in checked {
            *out.entry(c.verdict).or_insert(0) += 1;
        }
        out
    }
}
