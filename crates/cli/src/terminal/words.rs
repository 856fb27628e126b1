use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The words without anything that a terminal would obey: control characters of documents and file names are shown
/// as escapes, line ends become blanks.
pub fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => out.push(' '),
            // Marks and overrides of writing direction can make a line read as another one.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.extend(c.escape_unicode()),
            c if c.is_control() => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// The words in at most so many columns, the cut marked.
pub fn cut(words: &str, columns: usize) -> String {
    if words.width() <= columns {
        return words.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in words.chars() {
        let width = c.width().unwrap_or(0);
        if used + width + 1 > columns {
            break;
        }
        used += width;
        out.push(c);
    }
    out.push('…');
    out
}

/// Lines of at most so many columns, broken at blanks; a longer word stands on a line of its own.
pub fn wrap(words: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in words.split_whitespace() {
        let width = word.width();
        if used > 0 && used + 1 + width > columns {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += width;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_as_a_command() {
        let shown = plain("a\u{1b}[2Jb\u{202e}c\nd\u{7}");
        assert_eq!(shown, "a\\u{1b}[2Jb\\u{202e}c d\\u{7}");
        assert_eq!(plain("Café — مدينة"), "Café — مدينة");
    }

    #[test]
    fn lines_fit() {
        assert_eq!(cut("Aldmoor", 7), "Aldmoor");
        assert_eq!(cut("Aldmoor", 4), "Ald…");
        assert_eq!(cut("東京都", 4), "東…");
        assert_eq!(wrap("one two  three\nfour", 9), ["one two", "three", "four"]);
        assert_eq!(wrap("incomprehensibilities a", 5), ["incomprehensibilities", "a"]);
        assert!(wrap(" ", 5).is_empty());
    }
}
