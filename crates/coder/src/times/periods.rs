//! Years, and periods counted in or of years: quarters, halves, seasons, decades, centuries.

use super::cursor::{Cursor, Found};
use super::dates::{self, counted, year_after};
use super::reading::{Reading, Which, YearOf};
use super::words;

/// Words after which a bare number of four digits is a year.
const BEFORE_YEAR: &[&str] = &[
    "in",
    "since",
    "during",
    "until",
    "till",
    "before",
    "after",
    "through",
    "throughout",
    "early",
    "late",
    "mid",
    "year",
    "fiscal",
    "circa",
    "between",
    "from",
    "by",
    "of",
    "the",
    "to",
    "and",
    "or",
    "for",
    "late-",
    "around",
    "about",
    "its",
    "a",
    "an",
    "his",
    "their",
    "her",
    "this",
    "that",
    "on",
    "with",
    "as",
    "not",
    "but",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
];

/// Words after which a number is not a year but a mark of a name.
const NAME_NUMBER: &[&str] = &[
    "copyright",
    "resolution",
    "resolutions",
    "decree",
    "law",
    "act",
    "article",
    "no",
    "number",
    "forum",
    "agenda",
    "vision",
    "flight",
    "room",
    "page",
    "channel",
    "boeing",
    "model",
    "size",
    "operation",
    "route",
    "highway",
    "section",
    "convention",
    "protocol",
    "windows",
    "studio",
    "level",
    "chapter",
    "unit",
    "battalion",
    "brigade",
    "division",
];

/// Words before a number of things.
const BEFORE_COUNT: &[&str] = &[
    "than",
    "nearly",
    "some",
    "over",
    "least",
    "almost",
    "approximately",
    "estimated",
    "killed",
    "roughly",
    "only",
    "most",
];

/// A date of the calendar that begins at `i`.
pub(super) fn date(c: &Cursor<'_>, i: usize) -> Found {
    dates::day_or_month(c, i)
        .or_else(|| fraction(c, i))
        .or_else(|| season(c, i))
        .or_else(|| decade(c, i))
        .or_else(|| century(c, i))
        .or_else(|| bare_year(c, i))
}

/// A year by itself.
fn bare_year(c: &Cursor<'_>, i: usize) -> Found {
    let (end, year) = c.year(i)?;
    let found = Some((end, Reading::Year(year)));
    if c.piece(i).is_some_and(|p| p.shape == super::lexer::Shape::Word) {
        // "nineteen ninety-six" is hardly ever anything else; "two thousand" is.
        let sure = c.word(i) != "two" || c.is(i.wrapping_sub(1), &["year", "in", "since", "by"]);
        return if sure && !counted(c.word(end)) { found } else { None };
    }
    if c.mark(i, '\'') {
        return if c.is(i.wrapping_sub(1), &["in", "of", "since", "summer", "early", "late"]) { found } else { None };
    }
    let before = c.before(i);
    let joined = |j: usize| ['-', '/', '.', ':'].iter().any(|m| c.mark(j, *m)) && !c.spaced(j) && !c.spaced(j + 1);
    let after_bad =
        counted(c.word(end)) || c.mark(end, '%') || c.mark(end, '$') || (joined(end) && c.number(end + 1).is_some());
    let money = i > 0 && ['$', '\u{a3}', '\u{20ac}', '#', '\u{a5}', '\u{a9}'].iter().any(|m| c.mark(i - 1, *m));
    let tail = i > 1
        && joined(i - 1)
        && (c.number(i - 2).is_some() || !c.is(i - 2, &["mid", "pre", "post", "early", "late", "since"]));
    let about = matches!(before, "about" | "around") && !c.word(end).is_empty();
    if about || after_bad || money || tail || NAME_NUMBER.contains(&before) || BEFORE_COUNT.contains(&before) {
        return None;
    }
    if !(1700..=2100).contains(&year) && !c.is(i.wrapping_sub(1), &["in", "since", "of", "year"]) {
        return None;
    }
    // "Forum 2000": the number of a name.
    let named = i > 0 && c.capital(i - 1) && !BEFORE_YEAR.contains(&before);
    let military = c.is(end, &["hours", "gmt", "utc", "local", "est", "edt", "hrs"]);
    let led = BEFORE_YEAR.contains(&before);
    if (named && i > 1) || military || (c.shouting && !led && !before.is_empty()) {
        return None;
    }
    found
}

/// "the third quarter of 2024", "third-quarter", "the first half of last year".
fn fraction(c: &Cursor<'_>, i: usize) -> Found {
    let j = c.skip_word(i, &["the", "its"]);
    let year_first = c.year(j);
    let (j, leading) = match year_first {
        Some((k, y)) => (k, YearOf::Number(y)),
        None => (j, YearOf::Unsaid),
    };
    let j = c.skip(c.skip_word(j, &["fiscal"]), '-');
    let (j, n) = match c.word(j) {
        "last" | "final" | "latter" if c.is(j + 1, &["half"]) => (j + 1, 2),
        _ => c.ordinal(j)?,
    };
    let j = c.skip(c.skip_word(j, &["fiscal"]), '-');
    let of = match c.word(j) {
        "quarter" if (1..=4).contains(&n) => 4,
        "half" if (1..=2).contains(&n) => 2,
        _ => return None,
    };
    let number = i8::try_from(n).ok()?;
    let (end, year) = if leading == YearOf::Unsaid { year_after(c, j + 1, false) } else { (j + 1, leading) };
    if of == 2 && year == YearOf::Unsaid {
        return c.run(j + 1, &["of", "the", "year"]).map(|end| (end, Reading::Fraction { year, number, of }));
    }
    Some((end, Reading::Fraction { year, number, of }))
}

/// "the summer of 2019", "spring 2011", "winter of last year".
fn season(c: &Cursor<'_>, i: usize) -> Found {
    let article = c.is(i, &["the"]);
    let j = i + usize::from(article);
    let season = words::season(c.word(j))?;
    let (end, year) = year_after(c, j + 1, false);
    let led = c.is(
        i.wrapping_sub(1),
        &[
            "in",
            "since",
            "during",
            "by",
            "until",
            "early",
            "late",
            "mid",
            "of",
            "through",
            "over",
            "into",
            "throughout",
        ],
    );
    let verb = matches!(c.word(j), "fall" | "spring") && !article;
    let name = c.capital(j) && j > 0 && c.capital(j - 1);
    if year == YearOf::Unsaid && (!led || verb || name || c.is(j + 1, &["of", "in"])) {
        return None;
    }
    Some((end, Reading::Season { year, season, which: Which::Plain }))
}

/// The season at `i` after "last", "this", ...: "the following fall" may be a fall of something else.
pub(super) fn season_name(c: &Cursor<'_>, i: usize, which: Which) -> Option<super::calendar::Season> {
    let verb =
        matches!(c.word(i), "fall" | "spring") && matches!(which, Which::That | Which::Following | Which::Previous);
    words::season(c.word(i)).filter(|_| !verb)
}

/// "the 1990s", "the '80s", "the nineties".
fn decade(c: &Cursor<'_>, i: usize) -> Found {
    let j = c.skip_word(i, &["the"]);
    let k = c.skip(j, '\'');
    if let Some(n) = c.number(k).filter(|n| n.plural && n.value % 10 == 0) {
        let year = i16::try_from(n.value).ok()?;
        return match n.digits {
            4 if (1500..=2100).contains(&year) => Some((k + 1, Reading::Decade(year))),
            // "In his early 30s" is an age.
            2 if k > j
                || (year >= 20
                    && (k > i + 1
                        || c.is(j.wrapping_sub(2), &["the"]) && c.is(j.wrapping_sub(1), &["early", "late"]))) =>
            {
                Some((k + 1, Reading::Decade(1900 + year)))
            }
            _ => None,
        };
    }
    let n = words::decade(c.word(j))?;
    let led =
        c.is(j.wrapping_sub(1), &["the", "early", "late", "mid"]) && !c.is(j.wrapping_sub(2), &["his", "her", "their"]);
    led.then(|| i16::try_from(n).ok().map(|n| (j + 1, Reading::Decade(1900 + n)))).flatten()
}

/// "the 20th century".
fn century(c: &Cursor<'_>, i: usize) -> Found {
    let (j, n) = c.ordinal(c.skip_word(i, &["the"]))?;
    let j = c.skip(j, '-');
    let number = i16::try_from(n).ok().filter(|n| (1..=30).contains(n))?;
    c.is(j, &["century"]).then_some((j + 1, Reading::Century(number)))
}
