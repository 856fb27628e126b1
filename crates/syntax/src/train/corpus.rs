use std::io::{self, BufRead};

use crate::feature::{Case, Word};
use crate::labels::{ARCS, NAMES, ROOT, TAGS};
use crate::{Name, names};

/// One annotated sentence.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The corpus that it is from.
    pub source: String,
    /// Forms of the words.
    pub forms: Vec<String>,
    /// Tags, as positions in the table of tags.
    pub tags: Vec<u8>,
    /// Classes of the name tagger.
    pub names: Vec<u8>,
    /// Heads; the number of words stands for the root. Projective.
    pub heads: Vec<usize>,
    /// Labels, as positions in the table of labels.
    pub labels: Vec<u8>,
    /// Dictionary forms.
    pub lemmas: Vec<String>,
    /// Heads before arcs that cross were lifted.
    pub crossing_heads: Vec<usize>,
}

impl Sample {
    /// The words as the models see them; `blind` as if capitals told nothing.
    pub(crate) fn words(&self, blind: bool) -> Vec<Word> {
        if blind {
            return self.forms.iter().map(|f| Word::new(f, Case::Blind)).collect();
        }
        Word::sentence(self.forms.iter().map(String::as_str))
    }
}

/// Reads sentences: seven tab-separated columns (form, space after, tag, name, head, label, lemma), `# source` before and
/// an empty line after each. Sentences with a tag or label outside the tables keep the nearest one.
pub fn read(reader: impl BufRead) -> io::Result<Vec<Sample>> {
    let mut out = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut source = String::new();
    for line in reader.lines() {
        let line = line?;
        if line.is_empty() {
            if let Some(sample) = sample(&source, &rows) {
                out.push(sample);
            }
            rows.clear();
        } else if let Some(name) = line.strip_prefix("# ").filter(|l| !l.contains('\t')) {
            source = name.to_owned();
        } else {
            rows.push(line.split('\t').map(str::to_owned).collect());
        }
    }
    Ok(out)
}

fn sample(source: &str, rows: &[Vec<String>]) -> Option<Sample> {
    if rows.is_empty() || rows.iter().any(|r| r.len() != 7) {
        return None;
    }
    let n = rows.len();
    let column = |k: usize| rows.iter().map(move |r| r[k].as_str());
    let kinds: Vec<(Name, bool)> = column(3)
        .map(|mark| match mark.split_once('-') {
            Some((place, kind)) => {
                (NAMES.iter().copied().find(|n| format!("{n:?}") == kind).unwrap_or_default(), place == "B")
            }
            None => (Name::None, false),
        })
        .collect();
    let heads: Vec<usize> = column(4)
        .map(|h| h.parse::<usize>().ok().filter(|&h| h <= n).map(|h| h.checked_sub(1).unwrap_or(n)))
        .collect::<Option<_>>()?;
    let mut projective = heads.clone();
    if !is_tree(&heads) {
        return None;
    }
    lift_crossing(&mut projective);
    let labels: Vec<u8> = column(5)
        .zip(&projective)
        .map(
            |(l, &h)| {
                if h == n { ROOT } else { ARCS.iter().position(|&a| a == l).map_or(crate::labels::DEP, |p| p as u8) }
            },
        )
        .collect();
    Some(Sample {
        source: source.to_owned(),
        forms: column(0).map(str::to_owned).collect(),
        tags: column(2).map(|t| TAGS.iter().position(|&a| a == t).unwrap_or(0) as u8).collect(),
        names: names::encode(&kinds),
        heads: projective,
        labels,
        lemmas: column(6).map(str::to_owned).collect(),
        crossing_heads: heads,
    })
}

fn is_tree(heads: &[usize]) -> bool {
    let n = heads.len();
    heads.iter().filter(|&&h| h == n).count() == 1
        && (0..n).all(|i| {
            let mut at = i;
            for _ in 0..=n {
                if at == n {
                    return true;
                }
                at = heads[at];
            }
            false
        })
}

/// Moves the dependents of arcs that cross others up, shortest arc first, until none crosses (Nivre and Nilsson 2005).
fn lift_crossing(heads: &mut [usize]) {
    let n = heads.len();
    loop {
        let crossing = (0..n).filter(|&d| heads[d] != n && !covers_own(heads, d)).min_by_key(|&d| heads[d].abs_diff(d));
        let Some(d) = crossing else { return };
        heads[d] = heads[heads[d]];
    }
}

/// Whether every word between a word and its head stands under that head.
fn covers_own(heads: &[usize], d: usize) -> bool {
    let n = heads.len();
    let h = heads[d];
    (d.min(h) + 1..d.max(h)).all(|k| {
        let mut at = k;
        while at != n && at != h {
            at = heads[at];
        }
        at == h
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crossing_arcs_are_lifted() {
        // Word 3 hangs on word 0 across word 1, which hangs on word 4's governor.
        let mut heads = vec![2, 4, 5, 0, 2];
        assert!(is_tree(&heads) && !covers_own(&heads, 3));
        lift_crossing(&mut heads);
        assert!((0..5).all(|d| heads[d] == 5 || covers_own(&heads, d)));
        assert!(is_tree(&heads));
    }
}
