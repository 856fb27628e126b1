//! Two plain ways of putting articles of one incident together, beside which the merge is measured.

use std::collections::{BTreeMap, HashMap};

use polybius_records::Report;

use super::gva_articles::Article;
use super::gva_clusters::{b_cubed, shares};

/// Articles whose reports have one first day and one name of a place; an article without either is alone.
pub fn same_day_and_place(articles: &[Article], main: &[Option<&Report>]) -> Vec<String> {
    let key = |report: &Report| {
        let place = report.body.place.as_ref()?;
        Some(format!("{} {} {:?}", report.body.date?.start, place.name, place.country))
    };
    let alone = |article: &Article| format!("alone {}", article.document.id);
    articles.iter().zip(main).map(|(a, report)| report.and_then(key).unwrap_or_else(|| alone(a))).collect()
}

/// Pairs of articles whose texts are alike: indices and the cosine of their words, weighed by TF-IDF.
pub struct Cosines {
    articles: usize,
    /// The most alike first.
    pairs: Vec<(f64, usize, usize)>,
}

/// Cosines below this are not looked at.
const LEAST: f64 = 0.1;
/// A word in more than this share of the articles proposes no pair.
const COMMON: f64 = 0.2;
/// Among few articles such a share is nothing.
const FEW: f64 = 3.0;

impl Cosines {
    pub fn of(articles: &[Article]) -> Self {
        let counted: Vec<BTreeMap<String, f64>> = articles.iter().map(|a| counts(&a.document.text)).collect();
        let mut containing: HashMap<&str, f64> = HashMap::new();
        counted.iter().flat_map(BTreeMap::keys).for_each(|word| *containing.entry(word).or_default() += 1.0);
        let all = articles.len() as f64;
        let mut index: HashMap<&str, Vec<(usize, f64)>> = HashMap::new();
        let mut pairs = Vec::new();
        for (at, counts) in counted.iter().enumerate() {
            let weigh = |(word, n): (&String, &f64)| (1.0 + n.ln()) * (all / containing[word.as_str()]).ln();
            let norm = counts.iter().map(|c| weigh(c).powi(2)).sum::<f64>().sqrt();
            let mut alike: HashMap<usize, f64> = HashMap::new();
            for (word, n) in counts {
                let weight = weigh((word, n)) / norm;
                let standing = index.entry(word).or_default();
                if containing[word.as_str()] <= (COMMON * all).max(FEW) {
                    standing.iter().for_each(|(other, w)| *alike.entry(*other).or_default() += weight * w);
                }
                standing.push((at, weight));
            }
            pairs.extend(alike.into_iter().filter(|(_, c)| *c >= LEAST).map(|(other, c)| (c, other, at)));
        }
        pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        Cosines { articles: articles.len(), pairs }
    }

    /// Articles that are at least so much alike, by way of others too.
    pub fn clusters(&self, threshold: f64) -> Vec<String> {
        let mut parents: Vec<usize> = (0..self.articles).collect();
        for &(_, a, b) in self.pairs.iter().take_while(|(cosine, ..)| *cosine >= threshold) {
            let (a, b) = (root(&mut parents, a), root(&mut parents, b));
            parents[a.max(b)] = a.min(b);
        }
        (0..self.articles).map(|at| root(&mut parents, at).to_string()).collect()
    }

    /// The threshold with the best B-cubed F1 for a key.
    pub fn best_threshold(&self, key: &[&str]) -> f64 {
        let thresholds = (10..=90).map(|hundredths| f64::from(hundredths) / 100.0);
        let measured = thresholds.map(|t| (b_cubed(&mut shares(key, &self.clusters(t)).iter()), t));
        measured.max_by(|x, y| x.0.total_cmp(&y.0)).map_or(1.0, |(_, threshold)| threshold)
    }
}

fn counts(text: &str) -> BTreeMap<String, f64> {
    let mut out = BTreeMap::new();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.for_each(|word| *out.entry(word.to_lowercase()).or_default() += 1.0);
    out
}

fn root(parents: &mut [usize], mut at: usize) -> usize {
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use polybius_records::Document;

    use super::*;

    #[test]
    fn alike_texts_are_one_cluster() {
        let article = |id: &str, text: &str| Article {
            document: Document::plain(id, text),
            headline: 0,
            incident: String::new(),
            key: None,
        };
        let articles = [
            article("a", "Shots at the mill on Elm Street killed Jo."),
            article("b", "On Elm Street, at the mill, shots killed Jo and a guard."),
            article("c", "A choir sang by the harbour for an hour."),
            article("d", "Nobody saw the comet over Bath."),
        ];
        let cosines = Cosines::of(&articles);
        assert_eq!(cosines.clusters(0.3), ["0", "0", "2", "3"]);
        assert_eq!(cosines.clusters(0.99), ["0", "1", "2", "3"]);
        assert!(cosines.best_threshold(&["x", "x", "y", "z"]) < 0.9);
        assert_eq!(same_day_and_place(&articles[..1], &[None]), ["alone a"]);
    }
}
