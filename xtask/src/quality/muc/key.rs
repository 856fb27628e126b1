//! The task's own key, 24 slots a template, and its texts with their datelines, as its distribution lays them out.

use std::path::Path;

use anyhow::Result;
use polybius_records::{Date, Document};

use super::super::frame::read;
use super::template::Template;

/// A text in capitals with the day in its dateline.
#[derive(Debug, PartialEq)]
pub struct Text {
    pub id: String,
    pub published: Option<Date>,
    pub body: String,
}

impl Text {
    /// The text as the coder reads it.
    pub fn document(&self) -> Document {
        let mut document = Document::plain(self.id.clone(), self.body.clone());
        document.published = self.published;
        document
    }
}

/// What the key says of one incident, beyond [`Template`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    pub id: String,
    pub template: Template,
    /// Days between which it happened; no first day means "on or before".
    pub date: Option<(Option<Date>, Date)>,
    /// Country first, then names of ever smaller places, without their kind.
    pub location: Vec<String>,
    /// `ACCOMPLISHED`, `ATTEMPTED`, `THREATENED`; two of them where both are right.
    pub stage: String,
    /// People killed and injured, where the key gives each of them as one number.
    pub hurt: [Option<u64>; 2],
}

/// Texts and entries of the folders `tst1` and `tst2` of the distribution; nothing where they are not there.
///
/// # Errors
/// Where a file is there but cannot be read.
pub fn load(corpora: &Path) -> Result<(Vec<Text>, Vec<Entry>)> {
    let (mut texts_found, mut entries_found) = (Vec::new(), Vec::new());
    for (folder, file, key) in [("tst1", "tst1-muc3", "key-tst1.v7"), ("tst2", "tst2-muc4", "key-tst2.v4")] {
        let folder = corpora.join(folder);
        if folder.join(file).is_file() && folder.join(key).is_file() {
            texts_found.extend(texts(&read(&folder.join(file))?));
            entries_found.extend(entries(&read(&folder.join(key))?));
        }
    }
    Ok((texts_found, entries_found))
}

/// Cuts a file of texts at the lines that hold nothing but an id ("TST1-MUC3-0001").
fn texts(file: &str) -> Vec<Text> {
    let mut out: Vec<Text> = Vec::new();
    for line in file.lines() {
        let id = line.split_whitespace().next().filter(|w| w.contains("-MUC") && !line.starts_with(' '));
        match (id, out.last_mut()) {
            (Some(id), _) => out.push(Text { id: id.to_owned(), published: None, body: String::new() }),
            (None, Some(text)) => {
                text.body.push_str(line);
                text.body.push('\n');
            }
            (None, None) => {}
        }
    }
    for text in &mut out {
        let Some(at) = text.body.find("[TEXT]") else { continue };
        text.published = first_day(&text.body[..at]);
        // The dateline stays, the marks of the distribution go.
        text.body = format!("{}{}", text.body[..at].trim_start(), text.body[at + "[TEXT]".len()..].trim());
    }
    out
}

/// The first "4 FEB 90" of a text.
fn first_day(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.windows(3).find_map(|w| day(w[0], w[1], w[2]))
}

fn day(day: &str, month: &str, year: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    let month = MONTHS.iter().position(|m| *m == month)? + 1;
    let (day, year): (u8, u8) = (day.parse().ok()?, year.parse().ok()?);
    format!("19{year:02}-{month:02}-{day:02}").parse().ok()
}

/// Everything of the distribution, the folder `dev` with its parts of a hundred texts too.
///
/// # Errors
/// Where a file is there but cannot be read.
pub fn load_all(corpora: &Path) -> Result<(Vec<Text>, Vec<Entry>)> {
    let (mut texts_found, mut entries_found) = load(corpora)?;
    let folder = corpora.join("dev");
    for start in (1..1300).step_by(100).filter(|_| folder.is_dir()) {
        let (file, key) = (format!("dev-muc3-{start:04}-{:04}", start + 99), format!("key-dev-{start:04}.muc4"));
        if folder.join(&file).is_file() && folder.join(&key).is_file() {
            texts_found.extend(texts(&read(&folder.join(file))?));
            entries_found.extend(entries(&read(&folder.join(key))?));
        }
    }
    Ok((texts_found, entries_found))
}

/// Entries of a key; texts without incident have none.
fn entries(file: &str) -> Vec<Entry> {
    let mut out = Vec::new();
    let mut slots: Vec<Vec<String>> = Vec::new();
    let mut close = |slots: &mut Vec<Vec<String>>| {
        let filled = std::mem::take(slots);
        if filled.get(4).and_then(|t| t.first()).is_some_and(|t| t != "*") {
            out.push(entry(&filled));
        }
    };
    for line in file.lines().filter(|l| !l.starts_with(';')) {
        let number = line.split_once('.').and_then(|(n, _)| n.parse::<usize>().ok()).filter(|n| *n < 25);
        // Names of slots take 36 columns.
        let value = line.get(36..).unwrap_or_default().trim();
        match number {
            Some(n) => {
                if n == 0 {
                    close(&mut slots);
                }
                slots.resize(n, Vec::new());
                slots.push(if value.is_empty() { Vec::new() } else { vec![value.to_owned()] });
            }
            None if !value.is_empty() => {
                if let Some(last) = slots.last_mut() {
                    last.push(value.to_owned());
                }
            }
            None => {}
        }
    }
    close(&mut slots);
    out
}

fn entry(slots: &[Vec<String>]) -> Entry {
    let lines = |n: usize| slots.get(n).cloned().unwrap_or_default();
    let first = |n: usize| lines(n).into_iter().next().unwrap_or_default();
    // Alternatives stand with slashes between them, each in quotation marks.
    let entities = |n: usize| -> Vec<Vec<String>> {
        let all = lines(n).into_iter().map(|l| quoted(&l)).collect::<Vec<_>>();
        all.into_iter().filter(|e| !e.is_empty()).collect()
    };
    let mut location = Vec::new();
    for part in first(3).split(':') {
        let name = part.split('(').next().unwrap_or_default().trim();
        if !name.is_empty() {
            location.push(name.to_owned());
        }
    }
    Entry {
        // The coder's site may stand behind the id.
        id: first(0).split_whitespace().next().unwrap_or_default().to_owned(),
        template: Template {
            incident_type: first(4).to_lowercase(),
            roles: [entities(9), entities(10), entities(12), entities(18), entities(6)],
        },
        date: date(&first(2)),
        location,
        stage: first(5),
        hurt: ["DEATH", "INJURY"].map(|effect| hurt(&lines(21), &lines(23), effect)),
    }
}

/// Everything in quotation marks; marks inside are written `\"`.
fn quoted(line: &str) -> Vec<String> {
    let line = line.replace("\\\"", "'");
    line.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn date(value: &str) -> Option<(Option<Date>, Date)> {
    let value = value.split(" / ").next()?.replace('?', "");
    let (from, to) = value.split_once('-').unwrap_or((&value, &value));
    let to = first_day(to)?;
    Some((first_day(from), to))
}

/// The number of people with an effect: the numbers of all whom it befell, `None` where one of them is no single number.
fn hurt(numbers: &[String], effects: &[String], effect: &str) -> Option<u64> {
    let referent = |line: &str| quoted(line).into_iter().next();
    let mut sum = None;
    for line in effects.iter().filter(|l| l.starts_with(effect)) {
        let whom = referent(line)?;
        let number = numbers.iter().find(|n| referent(n).is_some_and(|r| r == whom))?;
        let n: u64 = number.split(':').next()?.trim().parse().ok()?;
        sum = Some(sum.unwrap_or(0) + n);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_and_its_dateline() {
        let file = "TST9-MUC9-0001\n\n   OSLO, 4 FEB 90 (NTB) -- [TEXT] RAIN FELL\nON OSLO.\n\nTST9-MUC9-0002\n   NO DATE -- [TEXT] SUN.\n";
        let read = texts(file);
        assert_eq!(read[0].published, "1990-02-04".parse().ok());
        assert_eq!(
            (read[0].body.as_str(), read[1].body.as_str()),
            ("OSLO, 4 FEB 90 (NTB) -- RAIN FELL\nON OSLO.", "NO DATE -- SUN.")
        );
        assert_eq!(read[1].published, None);
    }

    #[test]
    fn an_entry_by_hand() {
        let line = |n: usize, name: &str, value: &str| format!("{:<36}{value}\n", format!("{n}. {name}"));
        let mut file = String::from(";;; a note\n");
        file += &line(0, "MESSAGE: ID", "T-MUC-1");
        file += &line(2, "INCIDENT: DATE", "- 04 FEB 90");
        file += &line(3, "INCIDENT: LOCATION", "NORWAY: OSLO (CITY): GRONLAND (NEIGHBORHOOD)");
        file += &line(4, "INCIDENT: TYPE", "BOMBING");
        file += &line(5, "INCIDENT: STAGE OF EXECUTION", "ACCOMPLISHED");
        file += &line(6, "INCIDENT: INSTRUMENT ID", "\"CAR BOMB\" / \"BOMB\"");
        file += &line(21, "HUM TGT: NUMBER", "1: \"GUARD\"");
        file += &format!("{:36}3: \"CLERKS\"\n{:36}PLURAL: \"GUESTS\"\n", "", "");
        file += &line(23, "HUM TGT: EFFECT OF INCIDENT", "DEATH: \"GUARD\"");
        file += &format!("{:36}DEATH: \"CLERKS\"\n{:36}INJURY: \"GUESTS\"\n", "", "");
        file += &line(0, "MESSAGE: ID", "T-MUC-2");
        file += &line(4, "INCIDENT: TYPE", "*");
        let read = entries(&file);
        assert_eq!(read.len(), 1, "{read:?}");
        assert_eq!(read[0].hurt, [Some(4), None]);
        assert_eq!(read[0].location, ["NORWAY", "OSLO", "GRONLAND"]);
        assert_eq!(read[0].date, Some((None, "1990-02-04".parse().unwrap())));
        assert_eq!(read[0].template.roles[4], [["CAR BOMB", "BOMB"]]);
        assert_eq!(date("02 FEB 90 - 04 FEB 90").and_then(|d| d.0), "1990-02-02".parse().ok());
    }
}
