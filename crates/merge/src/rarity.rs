use std::collections::BTreeMap;

use polybius_records::Report;

/// Reports that are thought to be there beside the given ones, so that rarity means something among two reports too.
const UNSEEN: f64 = 20.0;

/// How rare each word is among the reports: a name or a street says much, "police" says nothing.
pub(crate) struct Rarity<'a> {
    reports: f64,
    containing: BTreeMap<&'a str, u32>,
}

impl<'a> Rarity<'a> {
    pub fn of(reports: impl IntoIterator<Item = &'a Report>) -> Self {
        let mut rarity = Rarity { reports: UNSEEN, containing: BTreeMap::new() };
        for report in reports {
            rarity.reports += 1.0;
            for word in distinct(report) {
                *rarity.containing.entry(word).or_default() += 1;
            }
        }
        rarity
    }

    /// Inverse document frequency, never negative.
    pub fn weight(&self, word: &str) -> f64 {
        self.weight_in(self.containing.get(word).copied().unwrap_or(0))
    }

    /// The weight of a word that only one report has.
    pub fn unique(&self) -> f64 {
        self.weight_in(1)
    }

    fn weight_in(&self, containing: u32) -> f64 {
        (self.reports / (f64::from(containing) + 1.0)).ln().max(0.0)
    }
}

/// The report's words, sorted, each once.
pub(crate) fn distinct(report: &Report) -> Vec<&str> {
    let mut words: Vec<&str> = report.words.iter().map(String::as_str).collect();
    words.sort_unstable();
    words.dedup();
    words
}
