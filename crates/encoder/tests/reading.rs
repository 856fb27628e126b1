//! The embedded weights on sentences of our own.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

use std::ops::Range;
use std::sync::LazyLock;
use std::thread;

use polybius_encoder::{Encoder, Reading};

static ENCODER: LazyLock<Encoder> = LazyLock::new(|| Encoder::embedded().unwrap());

fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    text.split_inclusive(". ")
        .map(|s| {
            let range = at..at + s.trim_end().len();
            at += s.len();
            range
        })
        .collect()
}

fn read(text: &str) -> Reading<'static> {
    ENCODER.read(text, &sentences(text)).unwrap()
}

const STORY: &str = "Gunmen on motorcycles killed two farmers near the river at Kolda on Monday. The choir sang in the square. \
    The Red Lantern Brigade claimed the attack.";

#[test]
fn acts_and_what_they_are_done_by_and_to() {
    let reading = read(STORY);
    let labels = ENCODER.labels();
    let triggers = reading.triggers(0.5);
    let words: Vec<&str> = triggers.iter().map(|t| &STORY[t.range.clone()]).collect();
    assert!(words.contains(&"killed") && words.iter().any(|w| w.ends_with("attack")), "{words:?}");
    let killed = triggers.iter().find(|t| &STORY[t.range.clone()] == "killed").unwrap();
    assert_eq!(labels.acts[killed.act], "killing");
    assert_eq!(labels.statuses[killed.status], "occurred");
    let with = |role: &str| -> Vec<&str> {
        let k = labels.roles.iter().position(|r| r == role).unwrap();
        let mentions = reading.mentions();
        mentions.iter().filter(|m| reading.roles(killed, m)[k] > 0.5).map(|m| &STORY[m.range.clone()]).collect()
    };
    assert!(with("perp").iter().any(|w| w.starts_with("Gunmen")), "{:?}", with("perp"));
    assert_eq!(with("victim"), ["two farmers"]);
    assert!(with("place").iter().any(|w| w.contains("Kolda")), "{:?}", with("place"));
}

#[test]
fn a_quiet_sentence_names_nothing() {
    let reading = read("The choir sang in the square. Bread was sold at noon.");
    assert!(reading.triggers(0.5).is_empty(), "{:?}", reading.triggers(0.5));
    assert!(reading.told().last().is_some_and(|p| *p < 0.5));
}

#[test]
fn the_same_text_gives_the_same_scores_on_any_thread() {
    let text = STORY.repeat(20);
    let wanted = read(&text);
    let others: Vec<_> = (0..3)
        .map(|_| {
            let text = text.clone();
            thread::spawn(move || {
                let reading = read(&text);
                (reading.triggers(0.1), reading.fillers(0.1), reading.told())
            })
        })
        .collect();
    for other in others {
        assert_eq!(other.join().unwrap(), (wanted.triggers(0.1), wanted.fillers(0.1), wanted.told()));
    }
}

#[test]
fn ranges_are_whole_words_of_any_script() {
    let text = "Солдаты убили двух человек. 武装分子杀害了两名农民。 L'armée a tué Évariste-Été à N’Djaména. 💥💥 killed 3️⃣ people";
    let reading = ENCODER.read(text, std::slice::from_ref(&(0..text.len()))).unwrap();
    for range in reading.mentions().iter().map(|m| &m.range).chain(reading.triggers(0.1).iter().map(|t| &t.range)) {
        assert!(text.get(range.clone()).is_some_and(|w| !w.is_empty()), "{range:?}");
    }
}

#[test]
fn damaged_weights_are_refused() {
    let labels = include_str!("../data/labels.json");
    let vocabulary = include_str!("../data/vocabulary.txt");
    assert!(Encoder::new(b"nothing", vocabulary, labels).unwrap_err().to_string().contains("weights"));
    let weights = include_bytes!("../data/encoder.onnx.zst");
    assert!(Encoder::new(&weights[..weights.len() / 2], vocabulary, labels).is_err());
    assert!(Encoder::new(weights, "one\ntwo", labels).is_err());
}
