//! Shooting incidents with killed, injured and place (the Gun Violence Archive's coding): does the coder read the article's own incident
//! out of the article, and does the merge put the articles of one incident together?

use std::path::Path;

use anyhow::Result;
use polybius_coder::{Coder, annotate, code};
use polybius_records::{Count, EventType, MentionKind, Place, Report};
use serde_json::json;

use super::bootstrap::interval;
use super::bundle;
use super::frame::{Context, Split, read_lines};
use super::geo::{Point, kilometres};
use super::gva_articles::{self, Article, Part};
use super::gva_baselines::{Cosines, same_day_and_place};
use super::gva_clusters;
use super::table::Row;

/// Kilometres within which an incident's place counts as right: a county's width.
pub const NEAR_KM: f64 = 25.0;

/// Killed and injured.
type Toll = [u64; 2];

/// What is read out of one article.
struct Coded {
    reports: Vec<Report>,
    /// The report that answers for the article.
    main: Option<usize>,
    first_place: Option<Place>,
}

/// Whether each reader is right, where there is a key.
#[derive(Debug, Clone, Copy)]
struct Answer {
    coded: [bool; 2],
    first: [bool; 2],
    largest: [bool; 2],
    /// Absent where the key has no point.
    place: Option<[bool; 2]>,
}

/// One reader's part of an answer; `None` leaves the article out.
type Reader = fn(&Answer) -> Option<bool>;

pub fn score(context: &Context, folder: &Path) -> Result<Vec<Row>> {
    let part = match context.split {
        Split::Dev => Part::Fifth,
        Split::Test => Part::All,
    };
    let incidents = folder.join("incidents.jsonl");
    let incidents = if incidents.is_file() { read_lines(&incidents)? } else { Vec::new() };
    let articles = gva_articles::read(&incidents, &read_lines(&folder.join("documents.jsonl"))?, part);
    let coded = bundle::each(&articles, |article| read(&context.coder, article));
    let (reports, of_article) = gathered(&coded);
    let main: Vec<Option<usize>> = coded.iter().map(|c| c.main).collect();
    let events = gva_clusters::events(&reports, &main, &of_article);
    let line = |((article, coded), event): ((&Article, &Coded), &String)| {
        let toll = coded.toll();
        let point = coded.place().and_then(|p| p.latitude.zip(p.longitude));
        json!({
            "docid": article.document.id, "killed": toll[0], "injured": toll[1], "cluster": event,
            "latitude": point.map(|p| p.0), "longitude": point.map(|p| p.1),
        })
    };
    context.write_lines("gva", &articles.iter().zip(&coded).zip(&events).map(line).collect::<Vec<_>>())?;
    let answers: Vec<Answer> = articles.iter().zip(&coded).filter_map(|(a, c)| answer(a, c)).collect();
    if answers.is_empty() {
        return Ok(Vec::new());
    }
    let part = match context.split {
        Split::Dev => "fixed fifth",
        Split::Test => "test",
    };
    let mut rows = Vec::new();
    let mut row = |metric: &str, of: Reader, name: &'static str, plain: Reader| {
        let mean = |of: Reader| {
            move |all: &mut dyn Iterator<Item = &Answer>| {
                let (mut n, mut right) = (0_usize, 0_usize);
                for hit in all.filter_map(of) {
                    n += 1;
                    right += usize::from(hit);
                }
                if n == 0 { 0.0 } else { right as f64 / n as f64 }
            }
        };
        rows.push(Row {
            set: format!("gva ({part})"),
            items: format!("{} articles", answers.iter().filter_map(of).count()),
            metric: metric.to_owned(),
            figure: interval(&answers, mean(of)),
            baseline: Some((name, mean(plain)(&mut answers.iter()))),
            others: "",
        });
    };
    let (first, largest) = ("first number beside such a word", "largest number beside such a word");
    row("killed exactly right", |a| Some(a.coded[0]), first, |a| Some(a.first[0]));
    row("killed exactly right", |a| Some(a.coded[0]), largest, |a| Some(a.largest[0]));
    row("injured exactly right", |a| Some(a.coded[1]), first, |a| Some(a.first[1]));
    row("injured exactly right", |a| Some(a.coded[1]), largest, |a| Some(a.largest[1]));
    row("place within 25 km", |a| a.place.map(|p| p[0]), "first place named in the text", |a| a.place.map(|p| p[1]));
    let rest = gva_articles::read(&incidents, &read_lines(&folder.join("documents.jsonl"))?, Part::Rest);
    let of_main: Vec<Option<&Report>> = coded.iter().map(|c| c.main.map(|m| &c.reports[m])).collect();
    rows.extend(cluster_rows(part, &articles, &events, &of_main, &rest));
    Ok(rows)
}

/// Clusters of the articles that have a key, beside those of plain rules. What `rest` says chooses the threshold of the cosine.
fn cluster_rows(
    part: &str,
    articles: &[Article],
    events: &[String],
    main: &[Option<&Report>],
    rest: &[Article],
) -> Vec<Row> {
    let key_of = |articles: &[Article]| articles.iter().map(|a| a.incident.clone()).collect::<Vec<String>>();
    let (key, key_of_rest) = (key_of(articles), key_of(rest));
    let (key, key_of_rest): (Vec<&str>, Vec<&str>) =
        (key.iter().map(String::as_str).collect(), key_of_rest.iter().map(String::as_str).collect());
    let threshold = Cosines::of(rest).best_threshold(&key_of_rest);
    let found = gva_clusters::shares(&key, events);
    let baselines = [
        ("same day and place", gva_clusters::shares(&key, &same_day_and_place(articles, main))),
        ("TF-IDF cosine", gva_clusters::shares(&key, &Cosines::of(articles).clusters(threshold))),
    ];
    let measures: [(&str, gva_clusters::Measure); 2] = [
        ("incident clusters, B-cubed F1", gva_clusters::b_cubed),
        ("incident clusters, pairwise F1", gva_clusters::pairwise),
    ];
    let mut rows = Vec::new();
    for (metric, of) in measures {
        for (name, plain) in &baselines {
            rows.push(Row {
                set: format!("gva ({part})"),
                items: format!("{} articles", articles.len()),
                metric: metric.to_owned(),
                figure: gva_clusters::figure(&found, of),
                baseline: Some((name, of(&mut plain.iter()))),
                others: "",
            });
        }
    }
    rows
}

fn read(coder: &Coder, article: &Article) -> Coded {
    let (reports, ..) = code(coder, &article.document);
    let headline = article.document.text[..article.headline].chars().count();
    let main = main_report(&reports, headline);
    let first_place = annotate(coder, &article.document)
        .into_iter()
        .filter(|m| m.kind == MentionKind::Place)
        .filter_map(|m| serde_json::from_value::<Place>(m.value).ok())
        .find(|p| p.latitude.is_some());
    Coded { reports, main, first_place }
}

/// All reports in one list, and which of them each article gave.
fn gathered(coded: &[Coded]) -> (Vec<Report>, Vec<Vec<usize>>) {
    let mut all = Vec::new();
    let mut own = Vec::new();
    for c in coded {
        own.push((all.len()..all.len() + c.reports.len()).collect());
        all.extend(c.reports.iter().cloned());
    }
    (all, own)
}

/// The report of the article's own incident: an article tells it in the headline, and before the background. One with a toll answers
/// before one without, and the violence before the arrests that it led to.
pub fn main_report(reports: &[Report], headline: usize) -> Option<usize> {
    let toll = |r: &Report| r.body.killed.is_some() || r.body.injured.is_some();
    let in_headline = |r: &Report| r.body.evidence.iter().any(|e| e.start < headline);
    let violence = |r: &Report| r.body.event_type != EventType::StrategicDevelopments;
    let rank = |r: &Report| (toll(r), toll(r) && violence(r), toll(r) && in_headline(r));
    let best = reports.iter().map(rank).max()?;
    reports.iter().position(|r| rank(r) == best)
}

impl Coded {
    fn toll(&self) -> Toll {
        let best = |c: &Option<Count>| c.as_ref().and_then(|c| c.best.or(c.low)).unwrap_or(0);
        self.main.map_or([0, 0], |m| [best(&self.reports[m].body.killed), best(&self.reports[m].body.injured)])
    }

    fn place(&self) -> Option<&Place> {
        self.main.and_then(|m| self.reports[m].body.place.as_ref())
    }
}

fn answer(article: &Article, coded: &Coded) -> Option<Answer> {
    let key = article.key?;
    let right = |toll: Toll| [toll[0] == key.toll[0], toll[1] == key.toll[1]];
    let text = &article.document.text;
    let [killed, injured] = [numbers(text, KILLED), numbers(text, INJURED)];
    let first = [&killed, &injured].map(|n| n.first().copied().unwrap_or(0));
    let largest = [killed, injured].map(|n| n.into_iter().max().unwrap_or(0));
    let near = |place: Option<&Place>, key: Point| {
        let point = place.and_then(|p| p.latitude.zip(p.longitude));
        point.is_some_and(|p| kilometres(p, key) <= NEAR_KM)
    };
    let place = key.point.map(|key| [near(coded.place(), key), near(coded.first_place.as_ref(), key)]);
    Some(Answer { coded: right(coded.toll()), first: right(first), largest: right(largest), place })
}

const KILLED: &[&str] = &["killed", "dead", "died", "dies", "fatally", "deaths"];
const INJURED: &[&str] = &["injured", "wounded", "hurt", "hospitalized", "injuries"];

/// Numbers within five words before one of the words, in text order: what a reader without grammar would take.
fn numbers(text: &str, near: &[&str]) -> Vec<u64> {
    const SPELLED: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let mut out = Vec::new();
    for (i, word) in words.iter().enumerate() {
        if !near.contains(&word.as_str()) {
            continue;
        }
        let number: Option<u64> = words[i.saturating_sub(5)..i].iter().rev().find_map(|w: &String| {
            let spelled = SPELLED.iter().position(|s| s == w).and_then(|n| u64::try_from(n).ok());
            spelled.or_else(|| w.parse::<u64>().ok().filter(|n| *n < 1000))
        });
        out.extend(number);
    }
    out
}

#[cfg(test)]
mod tests {
    use polybius_lexicon::Lexicon;
    use polybius_records::Document;

    use super::*;

    #[test]
    fn baselines_by_hand() {
        let text =
            "Two men were killed and 3 others were wounded. In all, 12 people have been killed there since 2011.";
        assert_eq!(numbers(text, KILLED), [2, 12]);
        assert_eq!(numbers(text, INJURED), [3]);
        assert!(numbers("Nobody was hurt.", INJURED).is_empty());
    }

    #[test]
    fn the_report_of_the_headline_answers() {
        let coder = Coder::new(Lexicon::embedded());
        let text = "Gunmen kill four in Baytown\n\nPolice said that gunmen killed nine people in Amarillo in May 2014. In Baytown, gunmen \
                    killed four people on Monday.";
        let document = Document::plain("d", text).published_on("2015-03-10".parse().unwrap());
        let (reports, ..) = code(&coder, &document);
        let of = |headline: usize| {
            let coded = Coded { main: main_report(&reports, headline), reports: reports.clone(), first_place: None };
            (coded.toll(), coded.place().map(|p| p.name.clone()))
        };
        assert_eq!(of(27), ([4, 0], Some("Baytown".to_owned())));
        assert_eq!(main_report(&[], 27), None);
    }
}
