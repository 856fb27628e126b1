use polybius_records::{Count, CountKind, Event};

use crate::{Format, Table};

/// A part of the record that some style has no column for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Attributions,
    AttributionQuotes,
    Weapons,
    Injured,
    Abducted,
    Detained,
    Displaced,
    /// The parts of a count: "13 troops" of "170 civilians and 13 troops".
    Parts,
    /// A lowest or highest number that is not the best one.
    Ranges,
    Confidences,
    Evidence,
    /// Every number with its day.
    Tolls,
    DeathsBySide,
    Contradictions,
}

/// The fields that the style has no column for, with the number of events that fill them.
pub(crate) fn lost<'a>(
    format: Format,
    table: Table,
    events: impl Iterator<Item = &'a Event> + Clone,
) -> impl Iterator<Item = (&'static str, usize)> {
    unheld(format, table)
        .iter()
        .map(move |field| (field.name(), events.clone().filter(|event| field.is_filled(event)).count()))
        .filter(|(_, n)| *n > 0)
}

fn unheld(format: Format, table: Table) -> &'static [Field] {
    use Field::*;
    match format {
        Format::Jsonl => &[],
        Format::Acled => &[
            Attributions,
            Weapons,
            Injured,
            Abducted,
            Detained,
            Displaced,
            Parts,
            Ranges,
            Confidences,
            Evidence,
            Tolls,
            DeathsBySide,
            Contradictions,
        ],
        Format::Ucdp => &[
            Attributions,
            Weapons,
            Injured,
            Abducted,
            Detained,
            Displaced,
            Confidences,
            Evidence,
            Tolls,
            Contradictions,
        ],
        Format::Gtd => &[
            AttributionQuotes,
            Detained,
            Displaced,
            Parts,
            Ranges,
            Confidences,
            Evidence,
            Tolls,
            DeathsBySide,
            Contradictions,
        ],
        Format::Plover => &[
            Attributions,
            Abducted,
            Detained,
            Displaced,
            Parts,
            Ranges,
            Confidences,
            Evidence,
            Tolls,
            DeathsBySide,
            Contradictions,
        ],
        Format::Xlsx => &[AttributionQuotes, Parts, Confidences, Tolls, DeathsBySide, Contradictions],
        Format::Geojson | Format::Geoparquet | Format::Hxl => {
            &[AttributionQuotes, Parts, Confidences, Evidence, Tolls, DeathsBySide, Contradictions]
        }
        // The other tables are no rows of events.
        Format::Csv | Format::Parquet | Format::Arrow => match table {
            Table::Events => &[AttributionQuotes, Parts, Confidences, Evidence, Tolls, DeathsBySide, Contradictions],
            Table::Reports | Table::Evidence | Table::Statements => &[],
        },
    }
}

impl Field {
    fn name(self) -> &'static str {
        match self {
            Field::Attributions => "attributions",
            Field::AttributionQuotes => "quotes of attributions",
            Field::Weapons => "weapons",
            Field::Injured => "injured",
            Field::Abducted => "abducted",
            Field::Detained => "detained",
            Field::Displaced => "displaced",
            Field::Parts => "parts of counts",
            Field::Ranges => "ranges of counts",
            Field::Confidences => "confidences by field",
            Field::Evidence => "evidence",
            Field::Tolls => "tolls by day",
            Field::DeathsBySide => "deaths by side",
            Field::Contradictions => "contradictions",
        }
    }

    fn is_filled(self, event: &Event) -> bool {
        let body = &event.body;
        let any = |has: fn(&Count) -> bool| CountKind::ALL.iter().filter_map(|k| body.count(*k)).any(has);
        match self {
            Field::Attributions | Field::AttributionQuotes => !body.attributions.is_empty(),
            Field::Weapons => !body.weapons.is_empty(),
            Field::Injured => body.injured.is_some(),
            Field::Abducted => body.abducted.is_some(),
            Field::Detained => body.detained.is_some(),
            Field::Displaced => body.displaced.is_some(),
            Field::Parts => any(|c| !c.breakdown.is_empty()),
            Field::Ranges => any(|c| c.open_above || c.low != c.best || c.high != c.best),
            Field::Confidences => !body.confidences.is_empty(),
            Field::Evidence => !body.evidence.is_empty(),
            Field::Tolls => !event.reconciled.tolls.is_empty(),
            Field::DeathsBySide => event.reconciled.deaths.is_some(),
            Field::Contradictions => !event.reconciled.contradictions.is_empty(),
        }
    }
}
