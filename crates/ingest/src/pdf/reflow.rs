/// Printed lines to paragraphs: a line break inside a sentence becomes a space, a word broken at the end of a line is
/// made whole, and a page's end inside a sentence is bridged. One paragraph a line, a blank line between.
pub(crate) fn reflow(printed: &str) -> String {
    let lines: Vec<&str> = printed.split(['\n', '\u{c}']).map(str::trim).collect();
    let widest = lines.iter().map(|l| l.chars().count()).max().unwrap_or(0);
    let mut out = String::with_capacity(printed.len());
    let mut gap = false;
    // Length of the last line, in characters.
    let mut last = 0;
    for line in lines {
        if line.is_empty() {
            gap = true;
            continue;
        }
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let length = line.chars().count();
        let goes_on = line.starts_with(|c: char| c.is_lowercase());
        let ended = ends_sentence(&out);
        let same = if gap { goes_on && !ended } else { goes_on || !ended || last * 4 >= widest * 3 };
        if out.is_empty() {
            out.push_str(&line);
        } else if !same || (!gap && last * 2 < widest && !goes_on) {
            out.push_str("\n\n");
            out.push_str(&line);
        } else if goes_on && broken_word(&out) {
            out.pop();
            out.push_str(&line);
        } else {
            out.push(' ');
            out.push_str(&line);
        }
        gap = false;
        last = length;
    }
    out
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', '»']).ends_with(['.', '!', '?', ':'])
}

/// "demon-" at the end of a line, and not "1990-" or " -".
fn broken_word(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next() == Some('-') && back.next().is_some_and(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mends_printed_lines() {
        let cases = [
            ("", ""),
            (
                "A bomb went off in the\nmarket of the old town on\nTuesday.\n\nNobody claimed it.",
                "A bomb went off in the market of the old town on Tuesday.\n\nNobody claimed it.",
            ),
            ("The crowd of demon-\nstrators left.", "The crowd of demonstrators left."),
            ("It went on in the\n\nnext page of it.", "It went on in the next page of it."),
            ("Blast kills four\n\nA bomb went off.", "Blast kills four\n\nA bomb went off."),
            (
                "Blast kills four\nA bomb went off in the market of the old town on Tuesday.",
                "Blast kills four\n\nA bomb went off in the market of the old town on Tuesday.",
            ),
        ];
        for (printed, expected) in cases {
            assert_eq!(reflow(printed), expected, "{printed:?}");
        }
    }
}
