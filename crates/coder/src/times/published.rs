use std::ops::Range;

use jiff::civil::Date;

use super::calendar;
use super::cursor::Cursor;
use super::lexer;
use super::periods;
use super::reading::{Reading, YearOf};

/// How far into a text its own date is looked for, in bytes.
const HEAD: usize = 3000;
/// How many lines with text are read for datelines and lines that are a date.
const LINES: usize = 8;

/// The day of publication that a text itself fixes, and the bytes that say so: after a label ("Published: 12 May 2019"), in a
/// dateline with a full date ("KABUL, 3 March 2021 (Agency) -"), or on a line of its own near the top. `None` where in doubt: a date
/// without year, a day and month that could be swapped, lines that disagree.
pub fn publication_from_text(text: &str) -> Option<(Date, Range<usize>)> {
    let mut head_end = HEAD.min(text.len());
    while !text.is_char_boundary(head_end) {
        head_end -= 1;
    }
    let mut labelled: Vec<(Label, Date, Range<usize>)> = Vec::new();
    let mut lone: Vec<(Date, Range<usize>)> = Vec::new();
    let mut start = 0;
    let mut filled = 0;
    for line in text[..head_end].split_inclusive('\n') {
        let pieces = lexer::pieces(line, start);
        let cursor = Cursor::new(&pieces, !line.chars().any(char::is_lowercase));
        start += line.len();
        if pieces.is_empty() {
            continue;
        }
        labelled.extend(labels(&cursor));
        if filled < LINES {
            lone.extend(dateline(&cursor).or_else(|| own_line(&cursor)));
        }
        filled += 1;
    }
    // The first publication, else the last change: a date of first publication is nearer to what "yesterday" counts from.
    for kind in [Label::Published, Label::Dated, Label::Updated] {
        let mut of_kind = labelled.iter().filter(|(k, ..)| *k == kind);
        if let Some((_, date, bytes)) = of_kind.next() {
            let agreed = of_kind.all(|(_, other, _)| other == date);
            return agreed.then(|| (*date, bytes.clone()));
        }
    }
    let (date, bytes) = lone.first()?.clone();
    lone.iter().all(|(other, _)| *other == date).then_some((date, bytes))
}

/// The day to count from in a report that names the time it covers near its top: "week ending Thursday 15 May 2025", "Reporting
/// period: 4 to 10 November 2024". Its weekdays are those up to the last day named.
pub(super) fn reporting_day(text: &str) -> Option<Date> {
    let mut start = 0;
    let mut filled = 0;
    for line in text.split_inclusive('\n') {
        let from = start;
        start += line.len();
        if line.trim().is_empty() {
            continue;
        }
        filled += 1;
        if filled > LINES {
            break;
        }
        // Headings are short; a paragraph that speaks of a period tells of one among others.
        if line.len() > 160 {
            continue;
        }
        let pieces = lexer::pieces(line, from);
        let c = Cursor::new(&pieces, !line.chars().any(char::is_lowercase));
        for i in 0..c.len() {
            let week = c.is(i, &["week", "period", "month", "fortnight"]) && c.is(i + 1, &["ending", "ended", "to"]);
            let period = c.is(i, &["period", "covers", "covering"]);
            let mut j = if week { i + 2 } else { i + 1 };
            if !week && !period {
                continue;
            }
            while c.mark(j, ':') || c.is(j, &["from", "covered", "the", "is", "on"]) {
                j += 1;
            }
            let last = super::grammar::expression(&c, j).and_then(|(_, reading)| last_day(&reading));
            if last.is_some() {
                return last;
            }
        }
    }
    publication_from_text(text).map(|(day, _)| day)
}

fn last_day(reading: &Reading) -> Option<Date> {
    match reading {
        Reading::Day { year: YearOf::Number(y), month, day, .. } => calendar::day(*y, *month, *day),
        Reading::Range(_, last) => last_day(last),
        _ => None,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Published,
    Dated,
    Updated,
}

/// "Published 12 May 2019", "Last updated on March 3, 2021", "Date: 2020-01-05", anywhere in a line: web texts run lines together.
fn labels(c: &Cursor<'_>) -> Vec<(Label, Date, Range<usize>)> {
    let mut out = Vec::new();
    for i in 0..c.len() {
        let led = i > 0 && c.is(i - 1, &["first", "last", "originally"]) && (i == 1 || c.capital(i - 1));
        if !c.may_be_name(i) && !led && i != 1 {
            continue;
        }
        let at_start = i == 0 || led;
        let (label, strict) = match c.word(i) {
            "published" | "posted" => (Label::Published, false),
            "updated" | "modified" | "revised" => (Label::Updated, false),
            "date" | "dated" => (Label::Dated, true),
            // "This story is from 4 March 2012", the label of an archive.
            "story" | "article" | "report" if i == 1 && c.is(0, &["this"]) && c.run(2, &["is", "from"]).is_some() => {
                out.extend(full_date(c, 4).map(|(date, bytes, _)| (Label::Published, date, bytes)));
                continue;
            }
            _ => continue,
        };
        let colon = c.mark(i + 1, ':');
        // A label stands at the head of its line or before a colon; "was published 12 May 2019" is running text.
        if (strict && !(colon && i == 0))
            || (!strict && !at_start && !colon && !c.capital(i))
            || (c.shouting && !colon && i != 0)
        {
            continue;
        }
        let mut j = i + 1;
        for _ in 0..3 {
            let k = c.skip_word(c.skip(c.skip(j, ':'), ','), &["on", "at", "duration", "date", "by", "online", "gmt"]);
            if k == j {
                break;
            }
            j = k;
        }
        // "Published 14:05, 12 May 2019".
        if let Some((k, _)) = super::clock::clock(c, j) {
            j = c.skip_word(c.skip(k, ','), &["on"]);
        }
        if let Some((date, bytes, _)) = full_date(c, j) {
            out.push((label, date, bytes));
        }
    }
    out
}

/// "KABUL, 3 March 2021 (Agency) -", "[BOGOTA, 20 JUL 89]", "Geneva, 5 May 2020 -".
fn dateline(c: &Cursor<'_>) -> Option<(Date, Range<usize>)> {
    let mut i = c.skip(c.skip(0, '['), '(');
    let mut names = 0;
    while i < 9
        && !c.word(i).is_empty()
        && c.may_be_name(i)
        && super::words::month(c.word(i)).is_none()
        && super::words::weekday(c.word(i)).is_none()
    {
        names += 1;
        i += 1;
        while c.mark(i, ',') || c.mark(i, '.') || c.mark(i, '-') || c.mark(i, '/') {
            i += 1;
        }
    }
    let led = names > 0 && (c.mark(i.wrapping_sub(1), ',') || c.mark(i.wrapping_sub(1), '-'));
    let (date, bytes, end) = full_date(c, i).filter(|_| led && names <= 5)?;
    let closed = ['(', '-', ':', '[', ']', ')', '/'].iter().any(|m| c.mark(end, *m)) || end >= c.len();
    closed.then_some((date, bytes))
}

/// A line that is a date, with or without a time of day and a word such as "GMT".
fn own_line(c: &Cursor<'_>) -> Option<(Date, Range<usize>)> {
    let start = super::clock::clock(c, 0).map_or(0, |(k, _)| c.skip_word(c.skip(k, ','), &["on"]));
    let (date, bytes, end) = full_date(c, start)?;
    let mut end = c.skip_word(c.skip(c.skip(end, ','), '-'), &["at"]);
    if c.number(end).is_some() {
        end = super::clock::clock(c, end).map_or(end, |(k, _)| k);
        // "18.30 GMT".
        end += usize::from(c.number(end).is_some_and(|n| n.hundredths.is_some()));
    }
    let end = c.skip(c.skip_word(end, &["gmt", "utc", "est", "edt", "bst", "cet", "ist"]), '.');
    (end >= c.len()).then_some((date, bytes))
}

/// A day with its year at `i`, its bytes, and the piece after it.
fn full_date(c: &Cursor<'_>, i: usize) -> Option<(Date, Range<usize>, usize)> {
    let (end, reading) = periods::date(c, i)?;
    let date = match reading {
        Reading::Day { year: YearOf::Number(y), month, day, .. } => calendar::day(y, month, day)?,
        // Only where the order cannot be mistaken.
        Reading::Slashed { first, second, year } if first > 12 => calendar::day(year, second, first)?,
        Reading::Slashed { first, second, year } if second > 12 || first == second => {
            calendar::day(year, first, second)?
        }
        _ => return None,
    };
    let bytes = c.piece(i)?.bytes.start..c.piece(end - 1)?.bytes.end;
    Some((date, bytes, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_fix_its_day() {
        let table = [
            ("Blast in the capital\nPublished: 12 May 2019\nA bomb went off on Friday.", "2019-05-12"),
            ("Region profilePublished duration 3 February 2017The region lies in the north.", "2017-02-03"),
            ("KABUL, 3 March 2021 (Agency) - Two people were hurt.", "2021-03-03"),
            ("SAN SALVADOR, 20 JUL 89 (AFP) -- [TEXT] THE ARMY SAID", "1989-07-20"),
            ("Headline here\nFriday 22 March 2024 18.30 GMT\nText.", "2024-03-22"),
            ("Headline\nMarch 5, 2020\nText.", "2020-03-05"),
            ("Last updated: March 5, 2020\nFirst published on 1 March 2020\nText", "2020-03-01"),
            ("This story is from 4 March 2012\nagra: two men", "2012-03-04"),
            ("He published 4 March 2012 as the day.", ""),
            ("Geneva, 25/06/2018 - The office", "2018-06-25"),
            ("KABUL, March 3 (Agency) - Two people were hurt.", ""),
            ("Geneva, 05/06/2018 - The office", ""),
            ("The report, published 12 May 2019, says that the army fired.", ""),
            ("On 12 May 2019 a bomb went off in Mosul.", ""),
            ("5 May 2019\n6 May 2019\nTwo dates", ""),
            ("", ""),
            ("Á", ""),
        ];
        for (text, want) in table {
            let got = publication_from_text(text);
            let day = got.as_ref().map(|(d, _)| d.to_string()).unwrap_or_default();
            assert_eq!(day, want, "{text}");
            if let Some((_, bytes)) = got {
                assert!(text[bytes].chars().any(|c| c.is_ascii_digit()));
            }
        }
    }
}
