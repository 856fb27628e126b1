use std::sync::LazyLock;

use crate::crosswalk::rows;

use super::Table;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A calendar day.
    Day,
    /// A whole number, not negative.
    Whole,
    /// Degrees of WGS 84.
    Degrees,
    /// From 0 to 1.
    Probability,
    /// Yes or no.
    Flag,
    /// A list of words or ids.
    List,
}

impl Kind {
    /// Decimals where it is written as text: five of a degree are about a metre.
    pub(crate) fn decimals(self) -> usize {
        match self {
            Kind::Degrees => 5,
            Kind::Probability => 4,
            Kind::Text | Kind::Day | Kind::Whole | Kind::Flag | Kind::List => 0,
        }
    }

    /// The word for it in `data/codebooks/columns.tsv` and in a codebook for people.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Day => "day",
            Kind::Whole => "whole",
            Kind::Degrees => "degrees",
            Kind::Probability => "probability",
            Kind::Flag => "flag",
            Kind::List => "list",
        }
    }

    fn read(name: &str) -> Option<Self> {
        use Kind::*;
        [Text, Day, Whole, Degrees, Probability, Flag, List].into_iter().find(|k| k.name() == name)
    }
}

/// One column of a flat table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Its tag of the Humanitarian Exchange Language 1.1; empty where it has none.
    pub hxl: &'static str,
    /// What it means, in a sentence.
    pub meaning: &'static str,
}

const TSV: &str = include_str!("../../../../data/codebooks/columns.tsv");

static COLUMNS: LazyLock<[Vec<Column>; 4]> = LazyLock::new(|| Table::ALL.map(read));

fn read(table: Table) -> Vec<Column> {
    rows(TSV)
        .filter_map(|row| match row[..] {
            [name, tables, kind, hxl, meaning] if tables.split(' ').any(|t| t == table.name()) => {
                let hxl = if hxl == "-" { "" } else { hxl };
                Some(Column { name, kind: Kind::read(kind)?, hxl, meaning })
            }
            _ => None,
        })
        .collect()
}

/// The columns of a table, in order.
pub fn columns(table: Table) -> &'static [Column] {
    &COLUMNS[match table {
        Table::Events => 0,
        Table::Reports => 1,
        Table::Evidence => 2,
        Table::Statements => 3,
    }]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_line_is_a_column_and_says_what_it_means() {
        for row in rows(TSV) {
            let [name, tables, kind, hxl, meaning] = row[..] else { panic!("not five cells: {row:?}") };
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'), "{name}");
            assert!(tables.split(' ').all(|t| t.parse::<Table>().is_ok()), "{name}: {tables}");
            assert!(Kind::read(kind).is_some(), "{name}: {kind}");
            assert!(meaning.len() > 15 && meaning.ends_with('.'), "{name}: {meaning}");
            assert_eq!(hxl != "-", tables.contains("events"), "{name}: a tag for each column of events, and no other");
        }
    }

    #[test]
    fn no_name_and_no_tag_stands_twice_in_a_table() {
        for table in Table::ALL {
            let names: BTreeSet<_> = columns(table).iter().map(|c| c.name).collect();
            assert_eq!(names.len(), columns(table).len(), "{table}");
        }
        let tags: BTreeSet<_> = columns(Table::Events).iter().map(|c| c.hxl).collect();
        assert_eq!(tags.len(), columns(Table::Events).len());
    }

    /// HXL 1.1: a core hashtag, then attributes, each a `+` and a word of small letters, digits and underscores.
    #[test]
    fn tags_are_core_hashtags_of_hxl() {
        const CORE: [&str; 13] = [
            "#event",
            "#status",
            "#date",
            "#loc",
            "#country",
            "#adm1",
            "#adm2",
            "#geo",
            "#group",
            "#affected",
            "#description",
            "#meta",
            "#item",
        ];
        for column in columns(Table::Events) {
            let mut parts = column.hxl.split('+');
            assert!(parts.next().is_some_and(|tag| CORE.contains(&tag)), "{}", column.hxl);
            for part in parts {
                assert!(part.starts_with(|c: char| c.is_ascii_lowercase()), "{}", column.hxl);
                assert!(part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'));
            }
        }
    }
}
