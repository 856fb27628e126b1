use super::vocabulary::{Bend, Vocabulary};
use super::words::{Words, is_mark, is_month};

/// A number in a sentence with its modifiers: tokens `first..=last`, of which `number..=last` is the number itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quantity {
    /// First token, modifiers included.
    pub(crate) first: usize,
    /// First token of the number itself.
    pub(crate) number: usize,
    /// Last token, "or more" included.
    pub(crate) last: usize,
    /// The single best number.
    pub(crate) best: Option<u64>,
    /// The smallest number.
    pub(crate) low: Option<u64>,
    /// The largest number.
    pub(crate) high: Option<u64>,
    /// Said as a sum ("a total of").
    pub(crate) total: bool,
    /// Digits or a number word that counts no things: money, a decimal, an ordinal, a clock time, a page or flight number.
    pub(crate) label: bool,
    /// Written in digits without a modifier, so that it may be a year.
    pub(crate) bare_digits: bool,
}

/// What a number says before modifiers bend it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    Exact(u64),
    Round(u64),
    Vague(u64),
    Range(u64, u64),
}

/// All numbers of a sentence, in order, without overlap. "a" and "an" are no numbers here.
pub(crate) fn read(words: &Words<'_>, vocabulary: &Vocabulary) -> Vec<Quantity> {
    let mut out: Vec<Quantity> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let Some((mut last, mut value, decimal)) = number(words, vocabulary, i) else {
            i += 1;
            continue;
        };
        let mut label = decimal || is_label(words, i, last);
        let mut start = i;
        if let Value::Exact(low) = value
            && !label
        {
            if let Some((end, high)) = range_end(words, vocabulary, i, last, low) {
                last = end;
                value = Value::Range(low, high);
            } else if let Some((end, to)) = rise_end(words, vocabulary, i, last) {
                // "rose from 10 to 15": the new number is the one that counts.
                start = end.0;
                last = end.1;
                value = Value::Exact(to);
            }
            label = label || is_label(words, start, last);
        }
        let floor = out.last().map_or(0, |q| q.last + 1);
        let quantity = bend(words, vocabulary, floor, start, last, value, label);
        i = quantity.last + 1;
        out.push(quantity);
    }
    out
}

/// A number that begins at `i`: its last token, its value, whether it is a decimal.
fn number(words: &Words<'_>, v: &Vocabulary, i: usize) -> Option<(usize, Value, bool)> {
    if let Some((last, low)) = v.vague.starting(words, i, |_| true) {
        return Some((last, Value::Vague(low), false));
    }
    if let Some((last, n)) = v.round.starting(words, i, |_| true) {
        // "a hundred and fifty" is exact.
        if let Some((end, more)) = remainder(words, v, last, n) {
            return Some((end, Value::Exact(n + more), false));
        }
        return Some((last, Value::Round(n), false));
    }
    if words.at(i).starts_with(|c: char| c.is_ascii_digit()) {
        return digits(words, v, i);
    }
    spelled(words, v, i).map(|(last, n)| (last, Value::Exact(n), false))
}

fn remainder(words: &Words<'_>, v: &Vocabulary, last: usize, n: u64) -> Option<(usize, u64)> {
    if n < 100 || words.at(last + 1) != "and" {
        return None;
    }
    spelled(words, v, last + 2).filter(|&(_, more)| more < n)
}

/// Digits, in one token or in several that touch: `1,200`, `1.2 million`, `12m`.
fn digits(words: &Words<'_>, v: &Vocabulary, i: usize) -> Option<(usize, Value, bool)> {
    let mut end = i;
    let mut raw = words.at(i).to_owned();
    while words.touching(end)
        && matches!(words.at(end + 1), "," | ".")
        && words.touching(end + 1)
        && words.at(end + 2).starts_with(|c: char| c.is_ascii_digit())
    {
        raw.push_str(words.at(end + 1));
        raw.push_str(words.at(end + 2));
        end += 2;
    }
    let split = raw.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(raw.len());
    let (figures, suffix) = raw.split_at(split);
    let groups: Vec<&str> = figures.trim_end_matches([',', '.']).split(',').collect();
    let grouped = groups.len() == 1 || groups.iter().skip(1).all(|g| g.len() == 3 && !g.contains('.'));
    let plain = figures.trim_end_matches([',', '.']).replace(',', "");
    let scale = match suffix {
        "" => {
            let word = words.at(end + 1);
            // "12 m" may be metres; a spelled multiplier is safe.
            match v.multipliers.get(word) {
                Some(&by) if word.len() > 2 => {
                    end += 1;
                    by
                }
                _ => 1,
            }
        }
        "+" => 1,
        "-plus" => 1,
        s if v.multipliers.contains_key(s) => v.multipliers[s],
        s if s.starts_with(['-', '–', '−']) => {
            let span = span(&plain, s.trim_start_matches(['-', '–', '−']));
            return Some((end, span.unwrap_or(Value::Exact(0)), span.is_none()));
        }
        _ => return Some((end, Value::Exact(0), true)),
    };
    let Some((whole, fraction)) = plain.split_once('.') else {
        let n = plain.parse::<u64>().ok()?.checked_mul(scale)?;
        return Some((end, Value::Exact(n), !grouped));
    };
    if scale == 1 || fraction.len() > 9 {
        return Some((end, Value::Exact(0), true));
    }
    let whole = whole.parse::<u64>().ok()?.checked_mul(scale)?;
    let part = fraction.parse::<u64>().ok()?.checked_mul(scale)? / 10_u64.pow(fraction.len() as u32);
    Some((end, Value::Exact(whole.checked_add(part)?), false))
}

/// "10-15" in one token. Years, scores and the like ("2014-15", "3-1", "12-year-old") are none.
fn span(low: &str, high: &str) -> Option<Value> {
    let (low, high) = (low.parse::<u64>().ok()?, high.replace(',', "").parse::<u64>().ok()?);
    let years = (1_500..=2_100).contains(&low) && (high < 100 || (1_500..=2_100).contains(&high));
    (low < high && !years).then_some(Value::Range(low, high))
}

/// A number in words: "twenty-two", "three hundred and five", "two million".
fn spelled(words: &Words<'_>, v: &Vocabulary, i: usize) -> Option<(usize, u64)> {
    let (mut total, mut current) = (0_u64, 0_u64);
    let (mut last, mut at, mut seen) = (i, i, false);
    // Whether a unit may follow: after a ten, after a multiplier, at the start.
    let mut open_unit = true;
    while at < words.len() {
        let word = words.at(at);
        if let Some((ten, unit)) = word.split_once('-')
            && let (Some(t), Some(u)) = (v.tens.get(ten), v.units.get(unit))
        {
            if !open_unit {
                break;
            }
            current = current.checked_add(t + u)?;
            open_unit = false;
        } else if let Some(&n) = v.units.get(word) {
            if !open_unit || (current % 100 >= 20 && n >= 10) {
                break;
            }
            current = current.checked_add(n)?;
            open_unit = false;
        } else if let Some(&n) = v.tens.get(word) {
            if !open_unit || current % 100 != 0 {
                break;
            }
            current = current.checked_add(n)?;
        } else if let Some(&by) = v.multipliers.get(word)
            && word.len() > 2
            && seen
        {
            if by == 100 {
                current = current.checked_mul(100)?;
            } else {
                total = total.checked_add(current.checked_mul(by)?)?;
                current = 0;
            }
            open_unit = true;
        } else if seen && joins_words(words, v, at, current) {
            at += 1;
            continue;
        } else {
            break;
        }
        seen = true;
        last = at;
        at += 1;
    }
    seen.then_some((last, total.checked_add(current)?))
}

/// "twenty - two" and "two hundred and five": marks and words inside a number.
fn joins_words(words: &Words<'_>, v: &Vocabulary, at: usize, current: u64) -> bool {
    let (before, after) = (words.before(at, 1), words.at(at + 1));
    let unit = v.units.contains_key(after);
    match words.at(at) {
        "-" => v.tens.contains_key(before) && unit,
        "and" => {
            v.multipliers.contains_key(before) && current.is_multiple_of(100) && (unit || v.tens.contains_key(after))
        }
        _ => false,
    }
}

/// The second number of "10 to 15", "10-15", "two or three", "between 10 and 15".
fn range_end(words: &Words<'_>, v: &Vocabulary, first: usize, last: usize, low: u64) -> Option<(usize, u64)> {
    let link = words.at(last + 1);
    let between = words.before(first, 1) == "between" || matches!(words.before(first, 2), "between");
    let tight = matches!(link, "-" | "–" | "—") && words.touching(last) && words.touching(last + 1);
    let linked = tight || (link == "to" && !risen(words, first)) || (link == "and" && between) || link == "or";
    if !linked {
        return None;
    }
    let (end, value, decimal) = number(words, v, last + 2)?;
    let Value::Exact(high) = value else { return None };
    // "10 to 15 million": the multiplier belongs to both.
    let years = |n: u64| (1_500..=2_100).contains(&n);
    let fits = low < high && !decimal && !(years(low) && (years(high) || high < 100));
    // "or" joins neighbours only: "12 or 1,400" are two counts.
    (fits && (link != "or" || high <= low.saturating_mul(3))).then_some((end, high))
}

/// Whether a verb of change stands before "from": then the first number is the old one.
fn risen(words: &Words<'_>, first: usize) -> bool {
    let change = |w: &str| {
        matches!(
            w,
            "rose"
                | "risen"
                | "rises"
                | "rise"
                | "rising"
                | "increased"
                | "increases"
                | "increase"
                | "increasing"
                | "grew"
                | "grown"
                | "grows"
                | "climbed"
                | "climbs"
                | "up"
                | "jumped"
                | "raised"
                | "raising"
                | "revised"
                | "went"
                | "gone"
                | "fell"
                | "fallen"
                | "dropped"
                | "down"
                | "reduced"
                | "swelled"
                | "soared"
                | "updated"
                | "doubled"
                | "shrunk"
                | "moved"
                | "cut"
                | "declined"
                | "changed"
                | "lowered"
                | "toll"
        )
    };
    words.before(first, 1) == "from" && (2..8).any(|back| change(words.before(first, back)))
}

/// "from 10 to 15" after a verb of change: the tokens and value of the second number.
fn rise_end(words: &Words<'_>, v: &Vocabulary, first: usize, last: usize) -> Option<((usize, usize), u64)> {
    if words.at(last + 1) != "to" || !risen(words, first) {
        return None;
    }
    let (end, value, decimal) = number(words, v, last + 2)?;
    match value {
        Value::Exact(n) if !decimal => Some(((last + 2, end), n)),
        _ => None,
    }
}

/// Numbers that name or measure instead of counting.
fn is_label(words: &Words<'_>, first: usize, last: usize) -> bool {
    let (prev, next) = (words.before(first, 1), words.at(last + 1));
    let digit = words.at(first).starts_with(|c: char| c.is_ascii_digit());
    let money = matches!(prev, "$" | "€" | "£" | "¥" | "usd" | "eur" | "us$") || prev.ends_with('$');
    let ordinal = matches!(next, "th" | "st" | "nd" | "rd") && words.touching(last);
    let clock = (next == ":" && words.touching(last) && words.at(last + 2).starts_with(|c: char| c.is_ascii_digit()))
        || (prev == ":"
            && first > 0
            && words.touching(first - 1)
            && words.before(first, 2).starts_with(|c: char| c.is_ascii_digit()))
        || matches!(next, "a.m" | "a.m." | "p.m" | "p.m." | "am" | "pm" | "gmt" | "o'clock");
    let share = matches!(next, "%" | "percent" | "pct" | "-" | "–")
        && matches!(words.at(last + 2), "year" | "percent" | "" | "day" | "member" | "mile" | "hour" | "month")
        || matches!(next, "%" | "percent");
    let numbered = digit
        && matches!(
            prev,
            "no" | "number"
                | "route"
                | "highway"
                | "flight"
                | "page"
                | "article"
                | "section"
                | "resolution"
                | "channel"
                | "phase"
                | "chapter"
                | "room"
                | "aged"
                | "age"
                | "ages"
                | "#"
                | "interstate"
                | "unit"
                | "block"
                | "apartment"
                | "version"
                | "group"
                | "line"
                | "/"
        );
    let slash =
        digit && ((next == "/" && words.touching(last)) || (prev == "/" && first > 0 && words.touching(first - 1)));
    let month = digit
        && (is_month(prev) || (prev == "." && is_month(words.before(first, 2))) || (is_month(next) && next != "march"));
    // "3 out of 4 people", "one in five": shares.
    let share = share
        || (prev == "of" && words.before(first, 2) == "out")
        || (next == "out" && words.at(last + 2) == "of")
        || (matches!(next, "in" | "of")
            && first > 0
            && is_number_word(words, last + 2)
            && matches!(words.at(first), "one" | "1"))
        || (matches!(prev, "in") && matches!(words.before(first, 2), "one" | "1"));
    // "7 May, 2017", "Aug. 7, 2017"
    let year = digit
        && words.at(first).len() == 4
        && prev == ","
        && words.before(first, 2).bytes().all(|b| b.is_ascii_digit());
    let age = next.starts_with("year-old")
        || next == "yr-old"
        || (next == "year" && matches!(words.at(last + 2), "old" | "olds" | "-old"));
    // "the number two of the movement" is a rank.
    let rank = prev == "number" && !digit && matches!(next, "of" | "in" | "," | "." | "man" | "commander" | "leader");
    age || rank || year || money || ordinal || clock || share || numbered || slash || month
}

fn is_number_word(words: &Words<'_>, i: usize) -> bool {
    let v = Vocabulary::get();
    v.units.contains_key(words.at(i))
        || v.tens.contains_key(words.at(i))
        || words.at(i).starts_with(|c: char| c.is_ascii_digit())
}

fn bend(
    words: &Words<'_>,
    v: &Vocabulary,
    floor: usize,
    number: usize,
    last: usize,
    value: Value,
    label: bool,
) -> Quantity {
    let (mut first, mut end) = (number, last);
    let (mut least, mut most, mut about, mut total) = (false, false, false, false);
    let mut mark = |b: Bend| match b {
        Bend::Least => least = true,
        Bend::Most => most = true,
        Bend::About => about = true,
        Bend::Total => total = true,
        Bend::Neutral => {}
    };
    let mut modified = false;
    while first > floor
        && let Some((start, b)) = v.before.ending(words, first - 1, |_| true)
        && start >= floor
    {
        // A bare "over" or "under" needs a number right after it; it has one here. "the" alone bends nothing.
        mark(b);
        modified = modified || b != Bend::Neutral;
        first = start;
    }
    if first > floor && matches!(value, Value::Range(..)) && matches!(words.before(first, 1), "between" | "from") {
        first -= 1;
    }
    if let Some((stop, b)) = v.after.starting(words, end + 1, |_| true) {
        // "two or more" but "12 dead, at least": the words must touch the number.
        mark(b);
        modified = true;
        end = stop;
    } else if words.at(end).ends_with(['+', 's']) && words.at(end).starts_with(|c: char| c.is_ascii_digit()) {
        // "50+", "50-plus".
        mark(Bend::Least);
        modified = true;
    }
    if words.before(first, 1) == "total" || words.before(first, 2) == "total" && words.before(first, 1) == "of" {
        total = true;
    }
    let (best, low, high) = match value {
        Value::Vague(n) => (None, Some(n), None),
        Value::Range(a, b) => (None, Some(a), Some(b)),
        Value::Exact(n) | Value::Round(n) if least => (Some(n), Some(n), None),
        Value::Exact(n) | Value::Round(n) if most => (Some(n), None, Some(n)),
        Value::Exact(n) if !about => (Some(n), Some(n), Some(n)),
        Value::Exact(n) | Value::Round(n) => (Some(n), None, None),
    };
    let digit = words.at(number).starts_with(|c: char| c.is_ascii_digit());
    let bare_digits = digit && !modified && !words.raw(number..last + 1).contains(',') && !is_mark(words.at(last));
    Quantity { first, number, last: end, best, low, high, total, label, bare_digits }
}

#[cfg(test)]
mod tests {
    use polybius_records::Document;
    use polybius_syntax::Analyzer;

    use super::*;
    use crate::Text;

    /// Best, low, high.
    type Bounds = (Option<u64>, Option<u64>, Option<u64>);

    fn all(sentence: &str) -> Vec<(String, Bounds)> {
        let document = Document::plain("d", sentence);
        let text = Text::new(&document, &Analyzer::embedded());
        let mut out = Vec::new();
        for s in &text.sentences {
            let words = Words::new(&s.syntax, &document.text);
            let found = read(&words, Vocabulary::get());
            out.extend(
                found
                    .iter()
                    .filter(|q| !q.label)
                    .map(|q| (words.raw(q.first..q.last + 1).to_owned(), (q.best, q.low, q.high))),
            );
        }
        out
    }

    #[test]
    fn numbers_and_what_bends_them() {
        #[rustfmt::skip]
        let table: &[(&str, &str, Bounds)] = &[
            ("There were twenty-two men.", "twenty-two", (Some(22), Some(22), Some(22))),
            ("There were two hundred and five men.", "two hundred and five", (Some(205), Some(205), Some(205))),
            ("There were at least 1,339 men.", "at least 1,339", (Some(1339), Some(1339), None)),
            ("There were more than 1.2 million people.", "more than 1.2 million", (Some(1_200_000), Some(1_200_000), None)),
            ("There were nearly 300 men.", "nearly 300", (Some(300), None, Some(300))),
            ("There were as many as three hundred men.", "as many as three hundred", (Some(300), None, Some(300))),
            ("There were about 50 men.", "about 50", (Some(50), None, None)),
            ("There were some 50,000 men.", "some 50,000", (Some(50_000), None, None)),
            ("There were dozens of men.", "dozens", (None, Some(24), None)),
            ("There were more than a dozen men.", "more than a dozen", (Some(12), Some(12), None)),
            ("There were two dozen men.", "two dozen", (Some(24), None, None)),
            ("There were several men.", "several", (None, Some(3), None)),
            ("There were several hundred men.", "several hundred", (None, Some(300), None)),
            ("There were tens of thousands of men.", "tens of thousands", (None, Some(20_000), None)),
            ("There were between 10 and 15 men.", "between 10 and 15", (None, Some(10), Some(15))),
            ("There were 10-15 men.", "10-15", (None, Some(10), Some(15))),
            ("There were two or three men.", "two or three", (None, Some(2), Some(3))),
            ("There are anywhere from 2,000 to 10,000 men.", "from 2,000 to 10,000", (None, Some(2_000), Some(10_000))),
            ("The toll rose from 10 to 15 on Monday.", "15", (Some(15), Some(15), Some(15))),
            ("There were 40 or more men.", "40 or more", (Some(40), Some(40), None)),
            ("A total of 61 men came.", "A total of 61", (Some(61), Some(61), Some(61))),
        ];
        for &(sentence, words, bounds) in table {
            assert_eq!(all(sentence), vec![(words.to_owned(), bounds)], "{sentence}");
        }
    }

    #[test]
    fn labels_do_not_count() {
        for sentence in [
            "It cost $12 in all.",
            "On March 12 it rained.",
            "It was 12:30 then.",
            "It fell by 12 percent.",
            "Flight 103 left.",
            "It was the 12th time.",
            "It grew by 1.5 points.",
            "He was aged 30.",
            "It came on 12 April.",
        ] {
            assert_eq!(all(sentence), vec![], "{sentence}");
        }
    }

    #[test]
    fn huge_and_odd_numbers_do_no_harm() {
        for sentence in [
            "99999999999999999999999999 men",
            "9999999999999 billion billion men",
            "nine hundred hundred hundred hundred hundred hundred hundred hundred hundred hundred hundred men",
            "1,2,3,4",
            "1.",
            "12.5.6",
            "-",
            "between",
            "from 5 to",
            "½ of 12",
            "１２ men",
        ] {
            all(sentence);
        }
    }
}
