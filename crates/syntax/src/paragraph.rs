//! Paragraphs of plain text, whether each stands on one line or is wrapped at a fixed width.

use std::ops::Range;

/// Text is taken as wrapped only where no line is longer, in bytes.
const WIDEST_WRAP: usize = 120;
/// Lines of a wrapped text differ by this much, in bytes, without a reason.
const RAGGED: usize = 6;

/// Byte ranges of the paragraphs of a block, without surrounding space.
///
/// A blank line ends a paragraph. A line break alone ends it unless the text is wrapped there: the next line goes on in
/// lower case, or its first word would not have fitted. So a headline above a story stays apart, and a sentence that
/// runs over lines of 70 columns stays whole.
pub fn paragraphs(block: &str) -> Vec<Range<usize>> {
    let widest = block.lines().map(|l| l.trim_end().len()).max().unwrap_or(0);
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut previous: Option<&str> = None;
    let mut start = 0;
    for line in block.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let body = line.trim();
        if body.is_empty() {
            previous = None;
            continue;
        }
        let from = at + (line.len() - line.trim_start().len());
        let end = from + body.len();
        match (previous, out.last_mut()) {
            (Some(above), Some(last)) if goes_on(above, line, widest) => last.end = end,
            _ => out.push(from..end),
        }
        previous = Some(line);
    }
    out
}

fn goes_on(above: &str, line: &str, widest: usize) -> bool {
    let upper = above.trim_end();
    let body = line.trim();
    let indent = |l: &str| l.len() - l.trim_start_matches([' ', '\t']).len();
    if indent(line) > indent(above) + 1 || widest > WIDEST_WRAP {
        // An inline element of a page may leave a break inside a sentence.
        return indent(line) <= indent(above) + 1 && unfinished(upper) && begins_lower(body);
    }
    if ["- ", "* ", "• ", "-- "].iter().any(|mark| body.starts_with(mark)) {
        return false;
    }
    if unfinished(upper) && begins_lower(body) {
        return true;
    }
    let word = body.split_whitespace().next().map_or(0, str::len);
    widest >= 40 && upper.len() + 1 + word + RAGGED > widest
}

fn unfinished(line: &str) -> bool {
    !line.ends_with(['.', '!', '?', ':', '"', '”', '…'])
}

fn begins_lower(line: &str) -> bool {
    line.chars().next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn wrapped_lines_join_and_headlines_stay_apart() {
        let wrapped = "REBELS SEIZE BRIDGE\nThe rebels seized a bridge in the northern province on Sunday and held it\nfor two days, officials said. A column of soldiers sent from the capital\nretook it.\n\nNobody was hurt.";
        let unwrapped = "Rebels Seize Bridge\nThe rebels seized a bridge in the northern province on Sunday and held it for two days, officials said on Monday, before the army took it back.\nNobody was hurt.";
        let indented = "   THE GARRISON OF THE TOWN REPORTED A CLASH WITH THE INSURGENTS YESTERDAY\nAFTERNOON NEAR THE RIVER.\n   THE GOVERNOR DENIED IT.";
        for (text, wanted) in
            [(wrapped, 3), (unwrapped, 3), (indented, 2), ("", 0), ("\n \n", 0), ("one", 1), ("a broken\nline", 1)]
        {
            let ranges = paragraphs(text);
            assert_eq!(ranges.len(), wanted, "{text}");
            assert!(ranges.iter().all(|r| text[r.clone()].trim() == &text[r.clone()]));
        }
    }
}
