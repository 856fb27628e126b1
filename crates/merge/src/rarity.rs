use std::collections::BTreeMap;

use polybius_records::Report;

/// Reports that are thought to be there beside the given ones, so that rarity means something among two reports too.
const UNSEEN: f64 = 20.0;

/// How rare each word is among the reports: a name or a street says much, "police" says nothing. Words are numbered, so that
/// comparing lists of them compares numbers.
pub(crate) struct Rarity<'a> {
    reports: f64,
    /// Each word's number and how many reports have it.
    words: BTreeMap<&'a str, (u32, u32)>,
}

impl<'a> Rarity<'a> {
    pub fn of(reports: impl IntoIterator<Item = &'a Report>) -> Self {
        let mut rarity = Rarity { reports: UNSEEN, words: BTreeMap::new() };
        for report in reports {
            rarity.reports += 1.0;
            for word in distinct(report) {
                rarity.words.entry(word).or_default().1 += 1;
            }
        }
        for (number, (_, word)) in (0..).zip(rarity.words.iter_mut()) {
            word.0 = number;
        }
        rarity
    }

    /// The report's words: number and squared inverse document frequency, in order of number, each once. Words of no report
    /// of the collection are left away.
    pub fn weigh(&self, report: &Report) -> Vec<(u32, f64)> {
        let known = distinct(report).into_iter().filter_map(|word| self.words.get(word));
        known.map(|&(number, containing)| (number, self.squared(containing))).collect()
    }

    /// The weight of a word that only one report has.
    pub fn unique(&self) -> f64 {
        self.squared(1)
    }

    fn squared(&self, containing: u32) -> f64 {
        (self.reports / (f64::from(containing) + 1.0)).ln().max(0.0).powi(2)
    }
}

fn distinct(report: &Report) -> Vec<&str> {
    let mut words: Vec<&str> = report.words.iter().map(String::as_str).collect();
    words.sort_unstable();
    words.dedup();
    words
}
