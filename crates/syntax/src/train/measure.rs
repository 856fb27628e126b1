use std::fmt;

use crate::feature::Word;
use crate::labels::{ARCS, NAME_CLASSES, NAMES, TAGS};
use crate::weights::Scorer;
use crate::{Name, names, parser, tagger};

use super::Sample;

/// Figures of the models against annotated sentences that they were not trained on.
#[derive(Debug, Default, Clone)]
pub struct Figures {
    /// Number of sentences.
    pub sentences: usize,
    /// Number of words.
    pub words: usize,
    tags_right: usize,
    arcs: usize,
    heads_right: usize,
    labels_right: usize,
    found: [[usize; 3]; NAMES.len()],
    per_label: Vec<[usize; 3]>,
}

impl Figures {
    /// Measures on sentences, with capitals or as if they told nothing.
    pub(crate) fn measure(
        samples: &[&Sample],
        tagger_model: &impl Scorer,
        names_model: &impl Scorer,
        parser_model: &impl Scorer,
        blind: bool,
    ) -> Figures {
        let mut out = Figures { sentences: samples.len(), per_label: vec![[0; 3]; ARCS.len()], ..Figures::default() };
        for sample in samples {
            let words: Vec<Word> = sample.words(blind);
            let n = words.len();
            let tags = tagger::tag(tagger_model, &words);
            let found = names::classify(names_model, &words, &tags);
            let tree = parser::parse(parser_model, &words, &tags);
            out.words += n;
            out.tags_right += tags.iter().zip(&sample.tags).filter(|(a, b)| a == b).count();
            for (i, &(head, label)) in tree.iter().enumerate() {
                // Marks are left out, as is usual.
                if ["punct"].contains(&ARCS[sample.labels[i] as usize]) || TAGS[sample.tags[i] as usize] == "_SP" {
                    continue;
                }
                out.arcs += 1;
                let head = if head == i { n } else { head };
                let right = head == sample.crossing_heads[i];
                out.heads_right += usize::from(right);
                out.labels_right += usize::from(right && label == sample.labels[i]);
                out.per_label[sample.labels[i] as usize][1] += 1;
                out.per_label[label as usize][2] += 1;
                out.per_label[label as usize][0] += usize::from(right && label == sample.labels[i]);
            }
            let (a, b) = (spans(&found), spans(&sample.names));
            for span in &b {
                out.found[span.2][1] += 1;
                out.found[span.2][0] += usize::from(a.contains(span));
            }
            for span in &a {
                out.found[span.2][2] += 1;
            }
        }
        out
    }
}

fn spans(classes: &[u8]) -> Vec<(usize, usize, usize)> {
    debug_assert!(classes.iter().all(|&c| (c as usize) < NAME_CLASSES));
    let names = names::decode(classes);
    let mut out = Vec::new();
    for (i, &(name, start)) in names.iter().enumerate() {
        if name == Name::None || !start {
            continue;
        }
        let end = (i + 1..names.len()).find(|&j| names[j].0 == Name::None || names[j].1).unwrap_or(names.len());
        out.push((i, end, NAMES.iter().position(|&n| n == name).unwrap_or(0)));
    }
    out
}

fn f1(&[right, gold, found]: &[usize; 3]) -> f64 {
    200.0 * right as f64 / (gold + found).max(1) as f64
}

impl fmt::Display for Figures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
        let all = self.found.iter().fold([0; 3], |a, b| [a[0] + b[0], a[1] + b[1], a[2] + b[2]]);
        writeln!(
            out,
            "{} sentences, {} words: tags {:.2}, UAS {:.2}, LAS {:.2}, names F1 {:.2} ({} names)",
            self.sentences,
            self.words,
            share(self.tags_right, self.words),
            share(self.heads_right, self.arcs),
            share(self.labels_right, self.arcs),
            f1(&all),
            all[1],
        )?;
        for (kind, counts) in NAMES.iter().zip(&self.found) {
            write!(out, " {kind:?} {:.1} ({})", f1(counts), counts[1])?;
        }
        writeln!(out)?;
        for (label, counts) in ARCS.iter().zip(&self.per_label).filter(|(_, c)| c[1] >= 20) {
            write!(out, " {label} {:.1} ({})", f1(counts), counts[1])?;
        }
        writeln!(out)
    }
}
