//! UTF-8 that was once read as windows-1252 and written again: "â€œ" for "“", "Ã©" for "é".

/// Characters that windows-1252 has at 0x80 to 0x9F; U+0000 where it has none.
const HIGH: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// Below this many damaged characters a text is left as it is: one may be meant.
const FEWEST: usize = 2;

/// The byte that a character was read from.
fn byte_of(c: char) -> Option<u8> {
    match u32::from(c) {
        n @ 0x80..=0xff => u8::try_from(n).ok(),
        _ => HIGH.iter().position(|&h| h == c && h != '\0').and_then(|i| u8::try_from(0x80 + i).ok()),
    }
}

/// The text with such characters made whole; `None` where it has none, or so few that they may be meant.
///
/// A closing quotation mark whose last byte windows-1252 does not have stands as "â€" and U+FFFD: it is restored too.
///
/// ```
/// assert_eq!(polybius_ingest::mended("â€œwe leftâ€\u{9d}, he said in BogotÃ¡").as_deref(), Some("“we left”, he said in Bogotá"));
/// assert_eq!(polybius_ingest::mended("“we left”, he said in Bogotá"), None);
/// ```
pub fn mended(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut mends = 0_usize;
    let mut rest = text.chars();
    while let Some(c) = rest.clone().next() {
        match damaged(rest.clone()) {
            Some((whole, length)) => {
                out.push(whole);
                mends += 1;
                rest.nth(length - 1);
            }
            None => {
                out.push(c);
                rest.next();
            }
        }
    }
    (mends >= FEWEST).then_some(out)
}

/// The character that the characters at the front were, and how many they are.
fn damaged(mut chars: std::str::Chars<'_>) -> Option<(char, usize)> {
    let first = byte_of(chars.next()?)?;
    let length = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = [first, 0, 0, 0];
    for (i, byte) in bytes.iter_mut().enumerate().take(length).skip(1) {
        let c = chars.next()?;
        match byte_of(c) {
            Some(b @ 0x80..=0xbf) => *byte = b,
            _ if c == '\u{fffd}' && i == 2 && first == 0xe2 => return Some(('”', 3)),
            _ => return None,
        }
    }
    let whole = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    (!whole.is_control()).then_some((whole, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_damaged_text_is_mended() {
        for (text, wanted) in [
            ("the â€˜frontâ€™ left", Some("the ‘front’ left")),
            ("â€œwe leftâ€\u{fffd}, he said", Some("“we left”, he said")),
            ("Ã‰tat, naÃ¯ve", Some("État, naïve")),
            ("SÃO PAULO e MÃE", None),
            ("one Ã© alone", None),
            ("“plain” text – fine…", None),
            ("cut at the end â€", None),
            ("", None),
        ] {
            assert_eq!(mended(text).as_deref(), wanted, "{text}");
        }
    }
}
