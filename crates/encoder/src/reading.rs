use std::ops::Range;

use crate::labels::{Labels, Output};

/// One window with its scores.
#[derive(Debug, Clone)]
pub(crate) struct Window {
    /// Bytes of each piece; empty for the marks.
    pub(crate) ranges: Vec<Range<usize>>,
    /// The first piece that is not context.
    pub(crate) own: usize,
    /// `[pieces, labels]` in row order.
    pub(crate) scores: Vec<f32>,
}

/// What the encoder saw in a text. Probabilities are 0 to 1; ranges are bytes of the text at word borders.
#[derive(Debug, Clone)]
pub struct Reading<'e> {
    labels: &'e Labels,
    windows: Vec<Window>,
    text: String,
}

/// A phrase that fills a role of an incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Filler {
    /// The phrase.
    pub range: Range<usize>,
    /// Index into [`Labels::fillers`].
    pub role: usize,
    /// How sure.
    pub sure: f32,
    /// Probability of each of [`Labels::incidents`].
    pub incidents: Vec<f32>,
    link: Vec<f32>,
}

/// A word or words that name an act.
#[derive(Debug, Clone, PartialEq)]
pub struct Trigger {
    /// The words.
    pub range: Range<usize>,
    /// Index into [`Labels::acts`].
    pub act: usize,
    /// How sure that an act is named at all, whichever.
    pub sure: f32,
    /// Index into [`Labels::statuses`].
    pub status: usize,
    /// How sure of the status.
    pub status_sure: f32,
    of: Vec<f32>,
    same: Vec<f32>,
}

/// A phrase that names people, an organisation, a place, a weapon, a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The phrase.
    pub range: Range<usize>,
    /// Index into [`Labels::kinds`].
    pub kind: usize,
    /// How sure.
    pub sure: f32,
    is: Vec<f32>,
}

impl<'e> Reading<'e> {
    pub(crate) fn new(labels: &'e Labels, windows: Vec<Window>, text: &str) -> Self {
        Reading { labels, windows, text: text.to_owned() }
    }

    fn row<'a>(&self, window: &'a Window, piece: usize, output: Output) -> &'a [f32] {
        let (first, end) = self.labels.columns(output);
        let row = piece * self.labels.width();
        &window.scores[row + first..row + end]
    }

    /// Probability that the text tells of each of [`Labels::incidents`], and last of any; zero for a text without sentences.
    pub fn told(&self) -> Vec<f32> {
        let (first, end) = self.labels.columns(Output::Document);
        let mut best = vec![f32::NEG_INFINITY; end - first];
        for window in &self.windows {
            for piece in 1..window.ranges.len() - 1 {
                for (b, s) in best.iter_mut().zip(self.row(window, piece, Output::Document)) {
                    *b = b.max(*s);
                }
            }
        }
        best.into_iter().map(sigmoid).collect()
    }

    /// Probability of each of [`Labels::sentences`] over the pieces inside a byte range.
    pub fn sentence(&self, range: &Range<usize>) -> Vec<f32> {
        let (first, end) = self.labels.columns(Output::Sentence);
        let mut best = vec![f32::NEG_INFINITY; end - first];
        for window in &self.windows {
            for piece in window.own..window.ranges.len() - 1 {
                if window.ranges[piece].start >= range.start && window.ranges[piece].end <= range.end {
                    for (b, s) in best.iter_mut().zip(self.row(window, piece, Output::Sentence)) {
                        *b = b.max(*s);
                    }
                }
            }
        }
        best.into_iter().map(sigmoid).collect()
    }

    /// What the numbers in this reading stand for.
    pub fn labels(&self) -> &'e Labels {
        self.labels
    }

    /// The largest probability of a piece in a byte range to name an act; 1 where the range was not read.
    pub fn named(&self, range: &Range<usize>) -> f32 {
        let mut best = None;
        for window in &self.windows {
            for piece in window.own..window.ranges.len() - 1 {
                if window.ranges[piece].start < range.end && range.start < window.ranges[piece].end {
                    let p = 1.0 - softmax(self.row(window, piece, Output::Act))[0];
                    best = Some(best.unwrap_or(0.0_f32).max(p));
                }
            }
        }
        best.unwrap_or(1.0)
    }

    /// Phrases that fill roles, where the probability of each piece to be part of one is at least `least`.
    pub fn fillers(&self, least: f32) -> Vec<Filler> {
        let mut out = Vec::new();
        for window in &self.windows {
            for role in 0..self.labels.fillers.len() {
                let p: Vec<Vec<f32>> = (0..window.ranges.len())
                    .map(|i| softmax(&self.row(window, i, Output::Filler)[3 * role..3 * role + 3]))
                    .collect();
                let last = window.ranges.len() - 1;
                let mut i = window.own;
                while i < last {
                    if 1.0 - p[i][0] < least {
                        i += 1;
                        continue;
                    }
                    let mut end = i + 1;
                    while end < last && 1.0 - p[end][0] >= least && p[end][1] <= p[end][2].max(0.5) {
                        end += 1;
                    }
                    let sure = p[i..end].iter().map(|p| 1.0 - p[0]).sum::<f32>() / (end - i) as f32;
                    out.push(Filler {
                        range: self.words(window, i, end),
                        role,
                        sure,
                        incidents: self.row(window, i, Output::Incident).iter().copied().map(sigmoid).collect(),
                        link: self.row(window, i, Output::SameIncident).to_vec(),
                    });
                    i = end;
                }
            }
        }
        out.sort_by_key(|f| (f.range.start, f.range.end, f.role));
        out
    }

    /// Words that name acts, where the probability that they name one is at least `least`.
    pub fn triggers(&self, least: f32) -> Vec<Trigger> {
        let mut out = Vec::new();
        for window in &self.windows {
            let last = window.ranges.len() - 1;
            let p: Vec<Vec<f32>> = (0..=last).map(|i| softmax(self.row(window, i, Output::Act))).collect();
            let act = |i: usize| largest(&p[i][1..]);
            let mut i = window.own;
            while i < last {
                if 1.0 - p[i][0] < least {
                    i += 1;
                    continue;
                }
                let mut end = i + 1;
                while end < last && 1.0 - p[end][0] >= least && act(end) == act(i) {
                    end += 1;
                }
                let status = softmax(self.row(window, i, Output::Status));
                let of_status = largest(&status);
                out.push(Trigger {
                    range: self.words(window, i, end),
                    act: act(i),
                    sure: p[i..end].iter().map(|p| 1.0 - p[0]).fold(0.0, f32::max),
                    status: of_status,
                    status_sure: status[of_status],
                    of: self.row(window, i, Output::ArgumentOf).to_vec(),
                    same: self.row(window, i, Output::SameAct).to_vec(),
                });
                i = end;
            }
        }
        out
    }

    /// Phrases that name people, organisations, places, weapons and times.
    pub fn mentions(&self) -> Vec<Mention> {
        let mut out = Vec::new();
        for window in &self.windows {
            let last = window.ranges.len() - 1;
            let p: Vec<Vec<f32>> = (0..=last).map(|i| softmax(self.row(window, i, Output::Kind))).collect();
            let tag = |i: usize| largest(&p[i]);
            let mut i = window.own;
            while i < last {
                if tag(i) == 0 {
                    i += 1;
                    continue;
                }
                // Tags come in pairs after "outside": begin, inside.
                let kind = (tag(i) - 1) / 2;
                let mut end = i + 1;
                while end < last && tag(end) == 2 + 2 * kind {
                    end += 1;
                }
                let sure = p[i..end].iter().map(|p| p[1 + 2 * kind] + p[2 + 2 * kind]).sum::<f32>() / (end - i) as f32;
                out.push(Mention {
                    range: self.words(window, i, end),
                    kind,
                    sure,
                    is: self.row(window, i, Output::ArgumentIs).to_vec(),
                });
                i = end;
            }
        }
        out
    }

    /// Probability of each of [`Labels::roles`] that the mention has in the trigger's event.
    pub fn roles(&self, trigger: &Trigger, mention: &Mention) -> Vec<f32> {
        let width = self.labels.argument_width;
        trigger
            .of
            .chunks_exact(width)
            .zip(mention.is.chunks_exact(width))
            .map(|(a, b)| sigmoid(dot(a, b) / (width as f32).sqrt()))
            .collect()
    }

    /// Probability that two triggers name one event.
    pub fn same_event(&self, a: &Trigger, b: &Trigger) -> f32 {
        sigmoid(dot(&a.same, &b.same) / (self.labels.argument_width as f32).sqrt())
    }

    /// Probability that two fillers stand in one incident.
    pub fn same_incident(&self, a: &Filler, b: &Filler) -> f32 {
        sigmoid(dot(&a.link, &b.link) / (self.labels.link_width as f32).sqrt())
    }

    /// The bytes of pieces `first..end`, grown to whole words.
    fn words(&self, window: &Window, first: usize, end: usize) -> Range<usize> {
        let (mut start, mut stop) = (window.ranges[first].start, window.ranges[end - 1].end);
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        while inside(self.text[..start].chars().next_back()) && inside(self.text[start..].chars().next()) {
            start -= self.text[..start].chars().next_back().map_or(0, char::len_utf8);
        }
        while inside(self.text[stop..].chars().next()) && inside(self.text[..stop].chars().next_back()) {
            stop += self.text[stop..].chars().next().map_or(0, char::len_utf8);
        }
        start..stop
    }
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

fn softmax(scores: &[f32]) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|p| p / sum).collect()
}

/// The first of the largest.
fn largest(scores: &[f32]) -> usize {
    let mut best = 0;
    for (i, s) in scores.iter().enumerate() {
        if *s > scores[best] {
            best = i;
        }
    }
    best
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
