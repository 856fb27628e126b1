use std::collections::BTreeMap;
use std::io;

use super::corpus::Sample;
use super::learner::{Counts, Learner};
use super::measure::Figures;
use super::oracle::Costs;
use crate::feature::Word;
use crate::labels::{MOVES, NAME_CLASSES, TAGS};
use crate::parser::{self, State};
use crate::weights::{Row, Weights, pack, unpack_rows};
use crate::{names, tagger};

/// How to train.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Rounds over the sentences for the tagger, the name tagger and the parser.
    pub rounds: [usize; 3],
    /// Most bytes of each model, compressed.
    pub bytes: [usize; 3],
    /// A feature counts from this many sightings on.
    pub least: [u8; 3],
    /// The corpus that would outweigh the others: every other sentence of it is left out.
    pub halved: String,
    /// Every so many sentences, one is held out.
    pub held_out: usize,
}

/// Numbers that look random and are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// True with a chance in percent.
    fn falls(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }
}

/// A sentence in both views, with tags from a tagger that did not see it.
struct Example<'s> {
    sample: &'s Sample,
    words: [Vec<Word>; 2],
    tags: [Vec<u8>; 2],
}

/// Chance that a sentence is shown without capitals.
fn blind_percent(sample: &Sample) -> u64 {
    if sample.source == "muc" { 40 } else { 15 }
}

/// Trains the three models; returns the compressed weights and a report. `log` is told how it goes.
///
/// With the weights of an earlier run, keeps their tagger and parser and trains the name tagger alone.
pub fn train(
    samples: &[Sample],
    plan: &Plan,
    earlier: Option<&[u8]>,
    log: &mut dyn FnMut(&str),
) -> io::Result<(Vec<u8>, String)> {
    let (mut held, mut used) = (Vec::new(), Vec::new());
    for (i, sample) in samples.iter().enumerate() {
        if i % plan.held_out == plan.held_out - 1 && sample.source != "composed" {
            held.push(sample);
        } else if sample.source != plan.halved || i % 2 == 0 {
            used.push(sample);
        }
    }
    log(&format!("{} sentences to train on, {} held out", used.len(), held.len()));
    let mut examples: Vec<Example<'_>> = used
        .iter()
        .map(|&sample| Example {
            sample,
            words: [sample.words(false), sample.words(true)],
            tags: [Vec::new(), Vec::new()],
        })
        .collect();
    for half in 0..2 {
        let part: Vec<&Example<'_>> = examples.iter().skip(half).step_by(2).collect();
        let learner = learn_tags(&part, plan.rounds[0].min(3), plan.least[0]);
        let model = Weights::new(&learner.averaged().quantised(0.02, 0.5));
        for example in examples.iter_mut().skip(1 - half).step_by(2) {
            for view in 0..2 {
                example.tags[view] = tagger::tag(&model, &example.words[view]);
            }
        }
    }
    log("tagged by halves");
    let all: Vec<&Example<'_>> = examples.iter().collect();
    let kept = match earlier {
        Some(bytes) => unpack_rows(&zstd::stream::decode_all(bytes)?).map_err(io::Error::other)?,
        None => Vec::new(),
    };
    let mut kept = kept.into_iter();
    let (kept_tags, _, kept_moves) = (kept.next(), kept.next(), kept.next());
    let names_model = learn_names(&all, plan.rounds[1], plan.least[1]).averaged().fitted(plan.bytes[1])?;
    log("name tagger trained");
    let tags_model = match kept_tags {
        Some(model) => model,
        None => learn_tags(&all, plan.rounds[0], plan.least[0]).averaged().fitted(plan.bytes[0])?,
    };
    let parser_model = match kept_moves {
        Some(model) => model,
        None => learn_moves(&all, plan.rounds[2], plan.least[2], log).averaged().fitted(plan.bytes[2])?,
    };
    log("tagger and parser trained");
    let report = report(&held, [&tags_model, &names_model, &parser_model]);
    let bytes = zstd::bulk::compress(&pack(&[tags_model, names_model, parser_model]), 21)?;
    Ok((bytes, report))
}

/// Figures on the sentences held out, by view and by corpus.
fn report(held: &[&Sample], models: [&Vec<Row>; 3]) -> String {
    let [t, n, p] = models.map(|m| Weights::new(m));
    let mut report = String::new();
    for (title, blind) in [("as written", false), ("without capitals", true)] {
        report.push_str(&format!("{title}: {}", Figures::measure(held, &t, &n, &p, blind)));
    }
    let mut sources: Vec<&str> = held.iter().map(|s| s.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    for source in sources {
        let part: Vec<&Sample> = held.iter().copied().filter(|s| s.source == source).collect();
        let figures = Figures::measure(&part, &t, &n, &p, false).to_string();
        report.push_str(&format!("{source}: {}\n", figures.lines().next().unwrap_or("")));
    }
    report.push_str(&format!("features {:?}\n", models.map(Vec::len)));
    report
}

fn order(n: usize, dice: &mut Dice) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    dice.shuffle(&mut order);
    order
}

fn learn_tags(examples: &[&Example<'_>], rounds: usize, least: u8) -> Learner {
    let mut found = Vec::new();
    let mut counts = Counts::new(26);
    for e in examples {
        for view in 0..2 {
            for i in 0..e.words[view].len() {
                let (before, before2) = tagger::history(&e.sample.tags, i);
                tagger::features(&e.words[view], i, before, before2, &mut found);
                if view == 0 || i % 4 == 0 {
                    counts.add(&found);
                }
            }
        }
    }
    let mut learner = Learner::new(TAGS.len(), counts, least);
    let mut dice = Dice(11);
    let mut scores = [0; TAGS.len()];
    for _ in 0..rounds {
        for at in order(examples.len(), &mut dice) {
            let e = examples[at];
            let words = &e.words[usize::from(dice.falls(blind_percent(e.sample)))];
            let mut chosen: Vec<u8> = Vec::with_capacity(words.len());
            for i in 0..words.len() {
                let (before, before2) = tagger::history(&chosen, i);
                tagger::features(words, i, before, before2, &mut found);
                crate::weights::Scorer::score(&learner, &found, &mut scores);
                let guess = tagger::best(&scores);
                let right = e.sample.tags[i] as usize;
                learner.tick();
                if guess != right {
                    learner.update(&found, right, guess);
                }
                chosen.push(guess as u8);
            }
        }
    }
    learner
}

fn learn_names(examples: &[&Example<'_>], rounds: usize, least: u8) -> Learner {
    let mut found = Vec::new();
    let mut counts = Counts::new(27);
    for e in examples {
        for i in 0..e.words[0].len() {
            let (before, before2) = names::history(&e.sample.names, i);
            names::features(&e.words[0], &e.tags[0], i, before, before2, &mut found);
            counts.add(&found);
        }
    }
    let mut learner = Learner::new(NAME_CLASSES, counts, least);
    let mut dice = Dice(12);
    let mut scores = [0; NAME_CLASSES];
    for _ in 0..rounds {
        for at in order(examples.len(), &mut dice) {
            let e = examples[at];
            let view = usize::from(dice.falls(blind_percent(e.sample)));
            let words = &e.words[view];
            let mut chosen: Vec<u8> = Vec::with_capacity(words.len());
            for i in 0..words.len() {
                let (before, before2) = names::history(&chosen, i);
                names::features(words, &e.tags[view], i, before, before2, &mut found);
                crate::weights::Scorer::score(&learner, &found, &mut scores);
                let previous = chosen.last().copied().unwrap_or(0);
                let guess = names::best_allowed(&scores, previous, i + 1 == words.len());
                let right = e.sample.names[i];
                learner.tick();
                // After an error the right class may be barred; pushing towards it would only make its weights grow for ever.
                let reachable = names::allowed(previous, right, i + 1 == words.len());
                if guess != right && reachable {
                    learner.update(&found, right as usize, guess as usize);
                }
                // Go on from the right class half of the time, so that errors do not hide what follows them.
                chosen.push(if reachable && dice.falls(50) { right } else { guess });
            }
        }
    }
    learner
}

fn learn_moves(examples: &[&Example<'_>], rounds: usize, least: u8, log: &mut dyn FnMut(&str)) -> Learner {
    let mut found = Vec::new();
    let mut counts = Counts::new(28);
    for e in examples {
        let mut state = State::new(e.words[0].len());
        while !state.is_final() {
            let costs = Costs::of(&state, &e.sample.heads, &e.sample.labels);
            let Some(m) = parser::best_of(&[0; MOVES], |m| state.allows(m) && costs.is_free(m)) else { break };
            parser::features(&state, &e.words[0], &e.tags[0], &mut found);
            counts.add(&found);
            state.apply(m);
        }
    }
    let mut learner = Learner::new(MOVES, counts, least);
    let mut dice = Dice(13);
    let mut scores = [0; MOVES];
    for round in 0..rounds {
        let (mut right, mut all) = (0_usize, 0_usize);
        for at in order(examples.len(), &mut dice) {
            let e = examples[at];
            let view = usize::from(dice.falls(blind_percent(e.sample)));
            let mut state = State::new(e.words[view].len());
            while !state.is_final() {
                let costs = Costs::of(&state, &e.sample.heads, &e.sample.labels);
                parser::features(&state, &e.words[view], &e.tags[view], &mut found);
                crate::weights::Scorer::score(&learner, &found, &mut scores);
                let free = parser::best_of(&scores, |m| state.allows(m) && costs.is_free(m));
                let Some(guess) = parser::best_move(&state, &scores) else { break };
                learner.tick();
                all += 1;
                let Some(free) = free else {
                    state.apply(guess);
                    continue;
                };
                if costs.is_free(guess) {
                    right += 1;
                    state.apply(guess);
                } else {
                    learner.update(&found, free.class(), guess.class());
                    // From the second round on, go on from errors too, so that the parser learns to recover.
                    state.apply(if round > 0 && dice.falls(85) { guess } else { free });
                }
            }
        }
        log(&format!("parser round {}: {:.2}% of moves right", round + 1, 100.0 * right as f64 / all.max(1) as f64));
    }
    learner
}

/// Dictionary forms that the rules get wrong: form, group of tags and lemma, for what was seen at least `least` times.
///
/// The annotator makes up lemmas of words that it does not know, so a lemma must be a word of the corpus too.
pub fn lemma_exceptions(samples: &[Sample], least: usize) -> String {
    let plain = |word: &str| word.chars().all(|c| c.is_ascii_alphabetic() || c == '\'');
    let mut words: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen: BTreeMap<(String, &str), BTreeMap<&str, usize>> = BTreeMap::new();
    for sample in samples {
        for ((form, &tag), lemma) in sample.forms.iter().zip(&sample.tags).zip(&sample.lemmas) {
            let lower = form.to_lowercase().replace('’', "'");
            *words.entry(lower.clone()).or_default() += 1;
            if let Some(group) = crate::lemma::group(TAGS[tag as usize]).filter(|_| plain(&lower)) {
                *seen.entry((lower, group)).or_default().entry(lemma).or_default() += 1;
            }
        }
    }
    let mut out = String::new();
    for ((form, group), lemmas) in seen {
        let Some((&lemma, &count)) = lemmas.iter().max_by_key(|(_, c)| **c) else { continue };
        let is_word = plain(lemma) && words.get(lemma).is_some_and(|&c| c >= 2);
        if count >= least && is_word && lemma != crate::lemma::by_rule(&form, group) {
            out.push_str(&format!("{form}\t{group}\t{lemma}\n"));
        }
    }
    out
}
