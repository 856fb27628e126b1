//! The headline at the head of a text.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// Longest headline, in characters.
const MAX_TITLE_CHARS: usize = 170;

/// Where `title` ends in `text`, in bytes, if the text begins with it; white space, case, kinds of quotes and a trailing
/// " - Site" or " | Site" of the title do not count.
pub(crate) fn headline_end(text: &str, title: &str) -> Option<usize> {
    let title = title.trim();
    let without_site = [" | ", " - ", " – ", " — ", " :: "].iter().filter_map(|mark| title.rfind(mark)).max();
    [Some(title.len()), without_site].into_iter().flatten().find_map(|end| prefix_end(text, &title[..end]))
}

fn prefix_end(text: &str, title: &str) -> Option<usize> {
    let mut wanted = title.chars().filter(|c| !c.is_whitespace()).peekable();
    wanted.peek()?;
    for (at, c) in text.char_indices() {
        let Some(next) = wanted.peek() else { return Some(at) };
        if c.is_whitespace() {
            continue;
        }
        if folded(c) != folded(*next) {
            return None;
        }
        wanted.next();
    }
    wanted.peek().is_none().then_some(text.len())
}

fn folded(c: char) -> char {
    match c {
        '‘' | '’' | '`' => '\'',
        '“' | '”' => '"',
        '–' | '—' => '-',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Puts the title before a text that does not begin with it, and a blank line between: so that evidence can quote it.
/// Gives the text and how many bytes it grew by.
pub(crate) fn with_title_first(text: String, title: Option<&str>) -> (String, usize) {
    match title.map(str::trim).filter(|t| !t.is_empty()) {
        Some(title) if headline_end(&text, title).is_none() => {
            let head = format!("{}\n\n", title.split_whitespace().collect::<Vec<_>>().join(" "));
            let grown = head.len();
            (head + &text, grown)
        }
        _ => (text, 0),
    }
}

/// Where a headline ends that a careless page reader glued to the text after it, in bytes: "Two held after blastLAGOS —
/// Police said", "Two held after blastA court heard". A small letter runs into a dateline, or into a word that opens a
/// sentence; "McVeigh" and "YouTube" do neither.
pub(super) fn glued_headline(paragraph: &str) -> Option<usize> {
    static GLUED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let openers = "A|An|The|In|On|At|After|As|It|When|For|This|There|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Police|Gunmen|Officials|Authorities|Dozens|Hundreds|Several";
        Regex::new(&format!(r"[\p{{Ll}}\p{{Nd}}?!'’”)](?:(?P<line>\p{{Lu}}{{3,}})|(?P<word>{openers})\s)")).ok()
    });
    let head = &paragraph[..paragraph.floor_char_boundary(MAX_TITLE_CHARS)];
    GLUED.as_ref()?.captures_iter(head).find_map(|found| {
        let at = found.name("line").or(found.name("word"))?.start();
        let before = &paragraph[..at];
        let is_headline = !before.contains(". ") && before.split_whitespace().count() >= 4;
        let opens = found.name("word").is_some() || super::dateline::dateline(&paragraph[at..], true).is_some();
        (is_headline && opens).then_some(at)
    })
}

/// The first line, where it is a headline by its looks: short, without a final stop, more text below, and not the first
/// line of a paragraph that was broken to a fixed width.
pub(super) fn headline_line(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let mut lines = text[start..].split_inclusive('\n');
    let line = lines.next()?;
    let words = without_stamp(line.trim_end());
    let length = words.chars().take(MAX_TITLE_CHARS + 1).count();
    let ends_open = words.ends_with(|c: char| c.is_alphanumeric() || "?!'’\"”)%»".contains(c));
    // "The raid failed." and "…he said.”" are sentences.
    let sentence = words.trim_end_matches(['"', '”', '’', '\'', ')', '»']).ends_with('.');
    let counted = words.split_whitespace().count();
    if length > MAX_TITLE_CHARS || counted < 2 || !ends_open || sentence || words.contains(". ") {
        return None;
    }
    if super::Patterns::embedded().kind_of(words).is_some() || super::dateline::dateline(words, true).is_some() {
        return None;
    }
    let below: Vec<&str> = lines.take(4).map(str::trim).collect();
    let next = below.iter().find(|l| !l.is_empty())?;
    if !below.first()?.is_empty() {
        // A broken line is as long as it can be: the next word would not have fitted.
        let widest = below.iter().map(|l| l.chars().count()).max()?;
        let next_word = next.split_whitespace().next()?.chars().count();
        if next.starts_with(char::is_lowercase) || length + 1 + next_word > widest {
            return None;
        }
    }
    Some(start..start + words.len())
}

/// "Blast kills four Posted: Tuesday, May 3" without its stamp.
fn without_stamp(line: &str) -> &str {
    static STAMP: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"\s(?:Posted|Published|Updated|Last updated|Created):?\s+(?:\p{L}{3,9}day|\p{Lu}\p{Ll}{2,8}\.?\s+\d|\d)",
        )
        .ok()
    });
    STAMP.as_ref().and_then(|stamp| stamp.find(line)).map_or(line, |stamp| &line[..stamp.start()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_headline_from_a_first_line() {
        let cases = [
            ("Blast kills four\n\nA bomb went off.", true),
            ("Blast kills four\nA bomb went off in the market at noon on Tuesday.", true),
            ("What do we know?\n\nLittle.", true),
            ("Blast kills four.\n\nA bomb went off.", false),
            ("A bomb went off in the market\nand four traders died there.", false),
            ("GUNMEN STORMED A BARRACKS NEAR THE BORDER ON\nTUESDAY AND NINE SOLDIERS DIED IN THE FIGHT.", false),
            ("Blast kills four", false),
            ("March 10, 2002\n\nA bomb went off.", false),
            ("MOSCOW — Police held two men in a raid\n\nThey", false),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(headline_line(text).is_some(), expected, "{text}");
        }
    }

    #[test]
    fn unglues_headlines() {
        let cases = [
            ("Two held after market blastLAGOS —\u{a0}Police said so.", "LAGOS"),
            ("Four rebels die in valley raidOLD TOWN, Oct. 3 (Xinhua) -- Four rebels died.", "OLD"),
            ("Court hears of market blastA court has heard", "A"),
            ("The man whom McVeigh met at YouTube HQ said so", ""),
            ("Blast. It was the BBCThe end of it", ""),
            ("", ""),
        ];
        for (text, expected) in cases {
            let rest = glued_headline(text).map_or("", |at| &text[at..]);
            assert!(rest.starts_with(expected) && rest.is_empty() == expected.is_empty(), "{text}: {rest}");
        }
    }

    #[test]
    fn a_stamp_is_no_headline() {
        let text = "Blast kills four Posted: Tuesday, May 3, 2016 8:18 PM\n\nA bomb went off.";
        assert_eq!(headline_line(text).map(|r| &text[r]), Some("Blast kills four"));
    }

    #[test]
    fn puts_the_title_first_once() {
        let title = "Mayor’s  guard shot | The Ledger";
        assert_eq!(
            with_title_first("It was noon.".to_owned(), Some("A  raid")),
            ("A raid\n\nIt was noon.".to_owned(), 8)
        );
        assert_eq!(with_title_first("Mayor's guard shot\n\nNoon.".to_owned(), Some(title)).1, 0);
        assert_eq!(with_title_first("Noon.".to_owned(), Some("  ")).1, 0);
        assert_eq!(with_title_first("Noon.".to_owned(), None).1, 0);
    }
}
