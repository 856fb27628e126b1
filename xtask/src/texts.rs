//! News texts of ordinary length, made up from patterns: the same number gives the same texts.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use serde_json::json;

use crate::quiet::QUIET;

/// A small generator of numbers (SplitMix64): enough to shuffle, and the same everywhere.
#[derive(Debug, Clone)]
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Numbers(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.next() % n as u64) as usize }
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const PLACES: &[&str] = &[
    "Mogadishu",
    "Maiduguri",
    "Kabul",
    "Kandahar",
    "Mosul",
    "Aleppo",
    "Quetta",
    "Peshawar",
    "Kidal",
    "Gao",
    "Bangui",
    "Goma",
    "Bunia",
    "Juba",
    "Khartoum",
    "Sanaa",
    "Aden",
    "Kharkiv",
    "Donetsk",
    "Cali",
    "Culiacan",
    "Port-au-Prince",
    "Colombo",
    "Davao",
    "Manila",
    "Yangon",
    "Imphal",
    "Srinagar",
    "Cairo",
    "Tripoli",
    "Benghazi",
    "Gaza City",
    "Hebron",
    "Beirut",
    "Ankara",
    "Diyarbakir",
    "Grozny",
    "Belfast",
    "Paris",
    "London",
];
const GROUPS: &[&str] = &[
    "al-Shabaab",
    "Boko Haram",
    "the Islamic State",
    "the Taliban",
    "al-Qaeda",
    "the ELN",
    "Hezbollah",
    "the PKK",
    "the M23 rebels",
    "the Lord's Resistance Army",
    "unidentified gunmen",
    "a local militia",
    "suspected insurgents",
];
const FORCES: &[&str] =
    &["government troops", "police", "security forces", "the army", "soldiers", "paramilitary guards"];
const VICTIMS: &[&str] = &["civilians", "soldiers", "police officers", "worshippers", "traders", "students", "farmers"];
const SITES: &[&str] =
    &["a market", "a checkpoint", "a mosque", "a church", "a school", "an army base", "a bus station"];
const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const PAPERS: &[&str] = &["The Harbour Courier", "Northern Dispatch", "Delta Morning Post", "The Upland Gazette"];

/// News: `{p}` place, `{g}` group, `{f}` force, `{v}` victims, `{s}` site, `{d}` day, `{n}` number.
const NEWS: &[&str] = &[
    "At least {n} {v} were killed when a car bomb exploded near {s} in {p} on {d}.",
    "{g} claimed responsibility for the attack in a message on its media channel.",
    "Gunmen opened fire on {s} in {p}, killing {n} people and wounding {n} others, officials said.",
    "Clashes between {f} and {g} outside {p} on {d} left {n} fighters dead.",
    "An air strike hit {s} in {p} late on {d}, and {n} bodies were pulled from the rubble.",
    "{f} arrested {n} people in {p} who are suspected of links to {g}.",
    "Hundreds of people marched through {p} on {d} to protest against the rise in prices.",
    "{g} abducted {n} {v} from a village near {p} last week, a local official said.",
    "A roadside bomb struck a convoy of {f} on the road to {p}, wounding {n}.",
    "The interior ministry blamed {g} for the assault, which it called cowardly.",
    "Hospital staff in {p} said that {n} of the wounded were in a critical condition.",
    "A suicide bomber blew himself up at the gate of {s} in {p} two days earlier, killing {n} {v}.",
    "{f} said they had foiled a plot by {g} to bomb {s} in {p}.",
    "Mortar shells fired by {g} landed in a residential district of {p}, killing a family of {n}.",
];
const REST: &[&str] = &[
    "Witnesses described thick smoke over the district and long queues at the only clinic that was open.",
    "The governor appealed for calm and said that shops would open again as soon as the roads were safe.",
    "Aid agencies say that the harvest has been poor for three years and that many households depend on food parcels.",
    "The area has changed hands several times, and its people have learned to keep a bag packed by the door.",
    "A spokesman declined to say whether the talks, which have stalled since the spring, would go on.",
    "The road to the capital was closed for most of the day, and lorries stood in line for several kilometres.",
    "Analysts say that the group's hold on the countryside rests as much on taxes as on fear.",
    "The bank said that it would keep its branch closed until the end of the month.",
    "Schools in two districts sent their pupils home at noon as a precaution.",
    "Neighbouring states have called for a meeting of foreign ministers, though no date has been set.",
    "Telephone lines were down for hours, which made it hard to confirm what had happened.",
    "The ministry said that an inquiry would report within ninety days.",
];

fn sentence(pattern: &str, numbers: &mut Numbers) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        let word = match rest.get(at + 1..at + 2) {
            Some("p") => numbers.pick(PLACES).to_owned(),
            Some("g") => numbers.pick(GROUPS).to_owned(),
            Some("f") => numbers.pick(FORCES).to_owned(),
            Some("v") => numbers.pick(VICTIMS).to_owned(),
            Some("s") => numbers.pick(SITES).to_owned(),
            Some("d") => numbers.pick(DAYS).to_owned(),
            _ => (2 + numbers.below(60)).to_string(),
        };
        out.push_str(&word);
        rest = rest.get(at + 3..).unwrap_or_default();
    }
    out.push_str(rest);
    let mut letters = out.chars();
    letters.next().map(|c| c.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// What a made-up document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    /// One sentence in four tells of an event, as in ordinary news of conflict.
    Events,
    /// Other news.
    Quiet,
}

/// About 450 words in paragraphs of three sentences.
fn story(about: About, numbers: &mut Numbers) -> String {
    let mut text = String::new();
    let mut words = 0;
    let mut sentences = 0;
    while words < 450 {
        let pattern = match about {
            About::Events if sentences % 4 == 0 => numbers.pick(NEWS),
            About::Events => numbers.pick(REST),
            About::Quiet => numbers.pick(QUIET),
        };
        let sentence = sentence(pattern, numbers);
        words += sentence.split(' ').count();
        sentences += 1;
        text.push_str(&sentence);
        text.push_str(if sentences % 3 == 0 { "\n\n" } else { " " });
    }
    text.trim_end().to_owned()
}

/// Which documents are made up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mix {
    /// All tell of events.
    News,
    /// One in ten tells of events, the others of nothing of the kind.
    OneInTen,
}

/// Writes so many documents as JSONL. Returns the number of words in them.
pub fn write(path: &Path, documents: usize, mix: Mix, seed: u64) -> anyhow::Result<usize> {
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    let mut out = BufWriter::new(file);
    let mut numbers = Numbers::new(seed);
    let mut words = 0;
    for n in 0..documents {
        let about = if mix == Mix::News || n % 10 == 0 { About::Events } else { About::Quiet };
        let text = story(about, &mut numbers);
        words += text.split_whitespace().count();
        let published =
            format!("20{:02}-{:02}-{:02}", 10 + numbers.below(15), 1 + numbers.below(12), 1 + numbers.below(28));
        let line = json!({"id": format!("made-{n:05}"), "publisher": numbers.pick(PAPERS), "published": published, "text": text});
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_are_of_ordinary_length_and_repeatable() {
        for about in [About::Events, About::Quiet] {
            let first = story(about, &mut Numbers::new(7));
            assert_eq!(first, story(about, &mut Numbers::new(7)));
            assert_ne!(first, story(about, &mut Numbers::new(8)));
            assert!((450..500).contains(&first.split_whitespace().count()));
            assert!(!first.contains(['{', '}']));
        }
    }

    #[test]
    fn one_document_in_ten_tells_of_events() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mix.jsonl");
        write(&path, 20, Mix::OneInTen, 3).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        // Every rest sentence of the news stands in no quiet document.
        let news = text.lines().filter(|line| REST.iter().any(|rest| line.contains(rest))).count();
        assert_eq!((text.lines().count(), news), (20, 2));
    }
}
