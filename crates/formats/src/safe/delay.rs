use std::collections::BTreeMap;

use polybius_records::{Date, DateSpan, Precision};

use crate::input::DocumentMeta;

/// Which records are too fresh.
pub(super) struct Delay<'a> {
    /// The last day that may be told of.
    pub last: Date,
    pub documents: &'a BTreeMap<String, DocumentMeta>,
}

impl Delay<'_> {
    /// Why the record must wait. A span counts with its last day; without a date, the last day of publication stands in.
    pub fn holds_back(&self, date: Option<&DateSpan>, documents: &[String]) -> Option<&'static str> {
        if let Some(span) = date.filter(|d| d.precision != Precision::Unknown) {
            return (span.start.max(span.end) > self.last).then_some("held back: it may be later than the last day");
        }
        let published = documents.iter().filter_map(|id| self.documents.get(id)?.published).max();
        match published {
            Some(day) if day <= self.last => None,
            Some(_) => Some("held back: no date, and published after the last day"),
            None => Some("held back: no date, and no day of publication"),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_last_day_that_it_may_have_been_decides() {
        let meta = |published| DocumentMeta { published, ..DocumentMeta::default() };
        let documents = BTreeMap::from([
            ("old".to_owned(), meta(Some(date(2031, 6, 1)))),
            ("new".to_owned(), meta(Some(date(2031, 6, 20)))),
            ("bare".to_owned(), meta(None)),
        ]);
        let delay = Delay { last: date(2031, 6, 10), documents: &documents };
        let unknown = DateSpan { precision: Precision::Unknown, ..DateSpan::day(date(2031, 1, 1)) };
        let table = [
            (Some(DateSpan::day(date(2031, 6, 10))), vec!["new"], false),
            (Some(DateSpan::day(date(2031, 6, 11))), vec!["old"], true),
            (Some(DateSpan::new(date(2031, 6, 1), date(2031, 6, 30))), vec!["old"], true),
            (None, vec!["old"], false),
            (None, vec!["old", "new"], true),
            (Some(unknown), vec!["new"], true),
            (None, vec!["bare"], true),
            (None, vec![], true),
        ];
        for (span, ids, held) in table {
            let ids: Vec<String> = ids.into_iter().map(str::to_owned).collect();
            assert_eq!(delay.holds_back(span.as_ref(), &ids).is_some(), held, "{span:?} {ids:?}");
        }
    }
}
