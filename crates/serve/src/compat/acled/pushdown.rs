use std::collections::BTreeSet;

use polybius_records::{Date, EventType, Filter, Status, SubEventType};

use super::column::Column;
use super::condition::Condition;
use super::question::Question;

/// The part of the question that the desk can answer before rows are made; `None` where no row can be asked for. What passes is looked at again.
pub(super) fn filter(question: &Question, columns: &[Column]) -> Option<Filter> {
    // No other has a row.
    let mut filter =
        Filter { statuses: [Status::Occurred, Status::Alleged, Status::Foiled].into(), ..Filter::default() };
    for term in &question.terms {
        let mut of = term.iter().map(|c| columns.get(c.column).map(|c| c.name));
        // Alternatives of several columns are left to the rows.
        let Some(Some(name)) = of.next().filter(|first| of.all(|other| other == *first)) else { continue };
        let any = |cell: &str| term.iter().any(|condition| condition.holds(cell));
        match name {
            "event_date" => narrow(&mut filter, hull(term, Condition::days)),
            "year" => {
                let (first, last) = hull(term, Condition::whole_numbers);
                let day = |year: i64, month, day| i16::try_from(year).ok().and_then(|y| Date::new(y, month, day).ok());
                narrow(&mut filter, (first.and_then(|y| day(y, 1, 1)), last.and_then(|y| day(y, 12, 31))));
            }
            "country" | "iso" | "region" => {
                let wanted: BTreeSet<String> = polybius_formats::countries()
                    .filter(|c| match name {
                        "country" => any(c.acled_name),
                        "iso" => any(&c.iso_numeric.to_string()),
                        _ => any(c.acled_region),
                    })
                    .map(|c| c.iso2.to_owned())
                    .collect();
                filter.countries = common(&filter.countries, wanted)?;
            }
            "event_type" => {
                let wanted = EventType::ALL.iter().copied().filter(|t| any(t.as_str())).collect();
                filter.event_types = common(&filter.event_types, wanted)?;
            }
            "sub_event_type" => {
                let wanted = SubEventType::ALL.iter().copied().filter(|t| any(t.as_str())).collect();
                filter.sub_event_types = common(&filter.sub_event_types, wanted)?;
            }
            _ => {}
        }
    }
    let empty = filter.from.zip(filter.to).is_some_and(|(from, to)| to < from);
    (!empty).then_some(filter)
}

/// From the smallest to the largest that any of the conditions lets pass.
fn hull<T: Ord>(term: &[Condition], ends: impl Fn(&Condition) -> (Option<T>, Option<T>)) -> (Option<T>, Option<T>) {
    let (lows, highs): (Vec<Option<T>>, Vec<Option<T>>) = term.iter().map(ends).unzip();
    // An open end stays open.
    (lows.into_iter().min().flatten(), highs.into_iter().collect::<Option<Vec<T>>>().and_then(|h| h.into_iter().max()))
}

fn narrow(filter: &mut Filter, (from, to): (Option<Date>, Option<Date>)) {
    filter.from = filter.from.max(from);
    filter.to = match (filter.to, to) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
}

/// What both let pass, where an empty `before` lets everything pass; `None` where nothing does.
fn common<T: Ord + Clone>(before: &BTreeSet<T>, wanted: BTreeSet<T>) -> Option<BTreeSet<T>> {
    let both: BTreeSet<T> = if before.is_empty() { wanted } else { before.intersection(&wanted).cloned().collect() };
    (!both.is_empty()).then_some(both)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pushed(query: &str) -> Option<Filter> {
        let columns: Vec<Column> = polybius_formats::ACLED_COLUMNS.iter().map(|name| Column::named(name)).collect();
        filter(&Question::of(&format!("/x?{query}").parse().unwrap(), &columns).unwrap(), &columns)
    }

    #[test]
    fn what_the_desk_can_answer_is_asked_of_it() {
        let day = |words: &str| words.parse::<Date>().ok();
        for (query, from, to, countries) in [
            ("event_date=2031-06-01|2031-06-09&event_date_where=BETWEEN", day("2031-06-01"), day("2031-06-09"), ""),
            ("event_date=2031-06-01|2031-06-09", day("2031-06-01"), day("2031-06-09"), ""),
            ("event_date=2031-06-01&event_date_where=%3E%3D", day("2031-06-01"), None, ""),
            ("year=2031&event_date=2031-06-01&event_date_where=%3C", day("2031-01-01"), day("2031-06-01"), ""),
            ("country=Mali|Niger", None, None, "ML NE"),
            ("country=Mali:OR:country=Niger", None, None, "ML NE"),
            ("iso=466", None, None, "ML"),
            ("country=Mali:OR:actor1=Guard", None, None, ""),
            ("actor1=Guard&fatalities=3&fatalities_where=%3E", None, None, ""),
        ] {
            let filter = pushed(query).unwrap();
            let named: Vec<&str> = filter.countries.iter().map(String::as_str).collect();
            assert_eq!((filter.from, filter.to, named.join(" ").as_str()), (from, to, countries), "{query}");
        }
        assert_eq!(pushed("event_type=Battles|Riots").unwrap().event_types.len(), 2);
        assert!(pushed("region=1").unwrap().countries.contains("ML"));
        for nothing in ["country=Nowhere", "region=1&country=France", "event_type=Picnics"] {
            assert_eq!(pushed(nothing), None, "{nothing}");
        }
    }
}
