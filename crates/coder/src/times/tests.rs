use jiff::civil::Date;
use polybius_records::Document;
use polybius_syntax::Analyzer;

use super::find;
use crate::{Anchoring, Text};

/// "words | timex | start..end anchoring", one line a mention, for a text published on a day (empty: unknown).
fn read(published: &str, text: &str) -> String {
    let mut document = Document::plain("d", text);
    document.published = published.parse::<Date>().ok();
    let text = Text::new(&document, &Analyzer::embedded());
    let lines: Vec<String> = find(&text)
        .into_iter()
        .map(|m| {
            let span = m.span.map_or("-".to_owned(), |s| {
                if s.start == s.end { s.start.to_string() } else { format!("{}..{}", s.start, s.end) }
            });
            let from = match m.anchoring {
                Anchoring::Absolute => 'A',
                Anchoring::Publication => 'P',
                Anchoring::Narrative => 'N',
                Anchoring::Open => 'O',
            };
            format!("{} | {} | {span} {from}", text.slice(m.spot.start..m.spot.end), m.timex)
        })
        .collect();
    lines.join("; ")
}

pub(super) fn check(published: &str, table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .map(|(text, want)| (text, want, read(published, text)))
        .filter(|(_, want, got)| *want != got)
        .map(|(text, want, got)| format!("{text}\n  want {want}\n  got  {got}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn dates_that_are_complete() {
    check(
        "",
        &[
            ("The raid of 22 March 2024 failed.", "22 March 2024 | 2024-03-22 | 2024-03-22 A"),
            ("It fell on March 22, 2024.", "March 22, 2024 | 2024-03-22 | 2024-03-22 A"),
            ("On the 22nd of March 2024 it fell.", "the 22nd of March 2024 | 2024-03-22 | 2024-03-22 A"),
            ("On Friday, March 22nd, 2024, it fell.", "Friday, March 22nd, 2024 | 2024-03-22 | 2024-03-22 A"),
            ("Filed 2024-03-22 by the desk.", "2024-03-22 | 2024-03-22 | 2024-03-22 A"),
            ("Filed 22/03/2024 by the desk.", "22/03/2024 | 2024-03-22 | 2024-03-22 A"),
            ("Filed 22.03.2024 by the desk.", "22.03.2024 | 2024-03-22 | 2024-03-22 A"),
            ("BOGOTA, 22 MAR 89 (AGENCY)", "22 MAR 89 | 1989-03-22 | 1989-03-22 A"),
            ("[LIMA, 20 JULY 1989]", "20 JULY 1989 | 1989-07-20 | 1989-07-20 A"),
            ("The war began in April 2019.", "April 2019 | 2019-04 | 2019-04-01..2019-04-30 A"),
            ("It ended in 2015.", "2015 | 2015 | 2015-01-01..2015-12-31 A"),
            ("It ended in late 2015.", "late 2015 | 2015 | 2015-07-02..2015-12-31 A"),
            ("It grew by mid-2014.", "mid-2014 | 2014 | 2014-04-02..2014-10-01 A"),
            ("In the summer of 2019 it grew.", "the summer of 2019 | 2019-SU | 2019-06-01..2019-09-22 A"),
            ("Fighting in the 1990s was heavy.", "the 1990s | 199 | 1990-01-01..1999-12-31 A"),
            ("Fighting in the 20th century.", "the 20th century | 19 | 1900-01-01..2000-12-31 A"),
            ("Between 2015 and 2019 it grew.", "2015 and 2019 | 2015/2019 | 2015-01-01..2019-12-31 A"),
            ("It lasted from 3 to 5 May 2018.", "3 to 5 May 2018 | 2018-05-03/2018-05-05 | 2018-05-03..2018-05-05 A"),
            ("It lasted May 3-5, 2018.", "May 3-5, 2018 | 2018-05-03/2018-05-05 | 2018-05-03..2018-05-05 A"),
            (
                "From November to February 2020 it grew.",
                "November to February 2020 | 2019-11/2020-02 | 2019-11-01..2020-02-29 A",
            ),
            ("On the morning of 1 March 2019 it fell.", "the morning of 1 March 2019 | 2019-03-01TMO | 2019-03-01 A"),
            ("On Christmas Eve 2010 it fell.", "Christmas Eve 2010 | 2010-12-24 | 2010-12-24 A"),
            ("On Easter Sunday 2019 bombs went off.", "Easter Sunday 2019 | 2019-04-21 | 2019-04-21 A"),
            ("Since the 9/11 attacks it grew.", "9/11 | 2001-09-11 | - A"),
            ("The third quarter of 2020 was calm.", "The third quarter of 2020 | 2020-Q3 | 2020-07-01..2020-09-30 A"),
        ],
    );
}

#[test]
fn times_that_count_from_publication() {
    // A Tuesday.
    check(
        "2024-03-26",
        &[
            ("Gunmen attacked a hall on Friday.", "Friday | 2024-03-22 | 2024-03-22 P"),
            ("Gunmen attacked a hall on Tuesday.", "Tuesday | 2024-03-26 | 2024-03-26 P"),
            ("Voters will go to the polls on Sunday.", "Sunday | 2024-03-31 | 2024-03-31 P"),
            ("A vote is to be held on Sunday.", "Sunday | 2024-03-31 | 2024-03-31 P"),
            ("The army said on Sunday it will attack.", "Sunday | 2024-03-24 | 2024-03-24 P"),
            ("Gunmen struck last Tuesday.", "last Tuesday | 2024-03-19 | 2024-03-19 P"),
            ("They meet next Friday.", "next Friday | 2024-03-29 | 2024-03-29 P"),
            (
                "Police said yesterday it was calm today.",
                "yesterday | 2024-03-25 | 2024-03-25 P; today | 2024-03-26 | 2024-03-26 P",
            ),
            ("Shells fell overnight.", "overnight | 2024-03-25TNI | 2024-03-25..2024-03-26 P"),
            ("Shells fell last night.", "last night | 2024-03-25TNI | 2024-03-25 P"),
            ("Shells fell on Friday night.", "Friday night | 2024-03-22TNI | 2024-03-22 P"),
            ("Shells fell early Saturday morning.", "early Saturday morning | 2024-03-23TMO | 2024-03-23 P"),
            ("Shells fell at 9:30 p.m. on Friday.", "9:30 p.m. on Friday | 2024-03-22T21:30 | 2024-03-22 P"),
            ("Shells fell last week.", "last week | 2024-W12 | 2024-03-18..2024-03-24 P"),
            ("Shells fell last month.", "last month | 2024-02 | 2024-02-01..2024-02-29 P"),
            ("Shells fell last year.", "last year | 2023 | 2023-01-01..2023-12-31 P"),
            ("Shells fell earlier this month.", "earlier this month | 2024-03 | 2024-03-01..2024-03-26 P"),
            ("Shells fell in January.", "January | 2024-01 | 2024-01-01..2024-01-31 P"),
            ("Shells fell in December.", "December | 2023-12 | 2023-12-01..2023-12-31 P"),
            ("Shells fell in March.", "March | 2024-03 | 2024-03-01..2024-03-31 P"),
            ("Shells fell in early March.", "early March | 2024-03 | 2024-03-01..2024-03-16 P"),
            ("Shells fell on December 22.", "December 22 | 2023-12-22 | 2023-12-22 P"),
            ("Shells fell on 7 March.", "7 March | 2024-03-07 | 2024-03-07 P"),
            ("The attack of Sept. 11, 2001 and the war.", "Sept. 11, 2001 | 2001-09-11 | 2001-09-11 A"),
            ("Since the October 7 attacks it grew.", "October 7 | 2023-10-07 | 2023-10-07..2024-03-26 A"),
            ("It has grown since 2011.", "2011 | 2011 | 2011-01-01..2024-03-26 A"),
            ("Two days ago a shell fell.", "Two days ago | 2024-03-24 | 2024-03-24 P"),
            ("A week ago a shell fell.", "A week ago | 2024-W12 | 2024-03-16..2024-03-22 P"),
            ("A long war over the last six months.", "the last six months | P6M | 2023-09-26..2024-03-26 P"),
            ("Shells fell in recent days.", "recent days | PAST_REF | - O"),
            ("Attacks rose in the past year.", "the past year | P1Y | 2023-03-26..2024-03-26 P"),
            ("They meet every Friday.", "every Friday | XXXX-WXX-5 | - A"),
            ("They fought for three days.", "three days | P3D | - A"),
            ("They must leave within 48 hours.", "48 hours | PT48H | - A"),
            ("Last summer it burned.", "Last summer | 2023-SU | 2023-06-01..2023-09-22 P"),
            (
                "The 2023-24 budget of last February.",
                "2023-24 | 2023/2024 | 2023-01-01..2024-12-31 A; last February | 2024-02 | 2024-02-01..2024-02-29 P",
            ),
            ("It was 10 o'clock Saturday night.", "10 o'clock Saturday night | 2024-03-23T22:00 | 2024-03-23 P"),
            ("Raids on 29 and 30 January.", "29 and 30 January | 2024-01-29/2024-01-30 | 2024-01-29..2024-01-30 P"),
            (
                "in the early hours of sunday morning and since december 6 it may march on.",
                "the early hours of sunday morning | 2024-03-24TMO | 2024-03-24 P; december 6 | 2023-12-06 | 2023-12-06..2024-03-26 P",
            ),
            ("SHELLS FELL ON 7 MARCH IN FRONT OF A BANK.", "7 MARCH | 2024-03-07 | 2024-03-07 P"),
            ("At 1625 on Friday it began.", "1625 on Friday | 2024-03-22T16:25 | 2024-03-22 P"),
            (
                "SHELLS FELL ON FRIDAY IN MAY.",
                "FRIDAY | 2024-03-22 | 2024-03-22 P; MAY | 2023-05 | 2023-05-01..2023-05-31 P",
            ),
        ],
    );
}

#[test]
fn times_that_count_from_the_story() {
    check(
        "2024-03-26",
        &[
            (
                "On 26 August 2015 a bomb went off. Two days later police came. The following day they left.",
                "26 August 2015 | 2015-08-26 | 2015-08-26 A; Two days later | 2015-08-28 | 2015-08-28 N; \
                 The following day | 2015-08-29 | 2015-08-29 N",
            ),
            (
                "In 2012 the group split. On 26 August that year it claimed a raid; the following year it was gone.",
                "2012 | 2012 | 2012-01-01..2012-12-31 A; 26 August that year | 2012-08-26 | 2012-08-26 N; \
                 the following year | 2013 | 2013-01-01..2013-12-31 N",
            ),
            (
                "The siege of 4 June 2012 ended on July 9. The same day a truce began.",
                "4 June 2012 | 2012-06-04 | 2012-06-04 A; July 9 | 2012-07-09 | 2012-07-09 N; \
                 The same day | 2012-07-09 | 2012-07-09 N",
            ),
            (
                "Two months after the January attack it fell.",
                "Two months after | 2024-03 | 2024-02-15..2024-04-15 N; January | 2024-01 | 2024-01-01..2024-01-31 P",
            ),
            (
                "LIMA, 3 JANUARY 1990. The raid took place on 30 December.",
                "3 JANUARY 1990 | 1990-01-03 | 1990-01-03 A; 30 December | 1989-12-30 | 1989-12-30 N",
            ),
            (
                "Shelling began on June 3, 2014. It lasted until the 15th, and by the early hours of July 2 it was worse.",
                "June 3, 2014 | 2014-06-03 | 2014-06-03 A; the 15th | 2014-06-15 | 2014-06-15 N; \
                 the early hours of July 2 | 2014-07-02TMO | 2014-07-02 N",
            ),
            (
                "In the first months of 2019 it grew. The militia left three days after the raid.",
                "the first months of 2019 | 2019 | 2019-01-01..2019-05-02 A; three days after | FUTURE_REF | - O",
            ),
            (
                "Gunmen came on Friday. The previous night the line was cut.",
                "Friday | 2024-03-22 | 2024-03-22 P; The previous night | 2024-03-21TNI | 2024-03-21 N",
            ),
        ],
    );
}

#[test]
fn nothing_to_count_from_stays_open() {
    check(
        "",
        &[
            ("Gunmen came on Friday.", "Friday | XXXX-WXX-5 | - O"),
            ("Gunmen came yesterday.", "yesterday |  | - O"),
            ("Gunmen came on Oct. 3 and left.", "Oct. 3 | XXXX-10-03 | - O"),
            ("Gunmen came last week.", "last week |  | - O"),
            (
                "On December 21, 2015 a bomb went off. The trial began. On December 23 a second did.",
                "December 21, 2015 | 2015-12-21 | 2015-12-21 A; December 23 | 2015-12-23 | 2015-12-23 N",
            ),
        ],
    );
}

#[test]
fn words_that_only_look_like_times() {
    check(
        "2024-03-26",
        &[
            ("They may march to the second bridge in the sun and sat down.", ""),
            ("A 23-year-old man and a boy aged 12 were hurt.", ""),
            ("A yellow lorry in its early 30s, seen 0:30 into the clip, cost $2 million a year.", ""),
            ("The 19 April Movement and the March 23 Brigade met on the 6 October bridge.", ""),
            ("About 2000 pilgrims in some quarters of the old town.", ""),
            ("Copyright 2017 by the DEC office.", ""),
            ("A quarter of the town and three-quarters of the shops burned.", ""),
            ("He spoke at Forum 2000 on Resolution 1701.", ""),
            ("More than 2000 people and 1998 soldiers left.", ""),
            ("The march of 2,015 men on a hill.", ""),
            ("Mrs. Mayfield of the Sunday Times spoke of Bloody Sunday.", ""),
            ("The fall of the town and a spring in the hills.", ""),
            ("They won 3-2 and took 40% of 1.5 million.", ""),
        ],
    );
}

#[test]
fn any_piece_may_stand_first_or_last() {
    let text = "March second to the twenty-first, on the 15th at half past 9:30 p.m. last May, nearly two and a half years after \
                the early 1990s; year-end '89 of 22/03/2024-05: every other Friday night since the day before 9/11, 3-5 May \
                2015-16 between 5 and 2 1/2 o'clock, the year-ago third quarter of the 20th century Christmas Eve ago";
    let starts: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
    for &i in &starts {
        for published in ["", "2024-03-26"] {
            let _ = read(published, &text[i..]);
            let _ = read(published, &text[..i]);
        }
    }
    // And alone.
    for word in text.split(' ') {
        let _ = read("2024-03-26", word);
        let _ = read("2024-03-26", &format!("{word} {word} {word}").to_uppercase());
    }
}

#[test]
fn no_text_breaks_it() {
    for text in [
        "",
        "\n\n",
        "the",
        "the early",
        "since",
        "'",
        "'8",
        "99999999999999999999 years ago",
        "4294967295 decades ago",
        "31 February 2020",
        "0 days ago",
        "from 3 to",
        "between 2015 and",
        "5 p.",
        "9:",
        "two hundred thousand thousand thousand years later",
        "Á 22 de marzo é 2019",
        "2100-13-45",
        "00/00/0000",
        "the 0th century",
        "\u{301}\u{301}May\u{301} 5",
        "1 1/",
    ] {
        for published in ["", "-009999-01-01", "9999-12-31", "2024-02-29"] {
            let _ = read(published, text);
            let _ = read(published, &text.to_uppercase());
        }
    }
}
