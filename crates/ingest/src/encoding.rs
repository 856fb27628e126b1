//! Bytes to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text and how it was got from the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub text: String,
    /// WHATWG name of the encoding.
    pub encoding: &'static str,
    /// The encoding was neither marked nor declared, and the bytes are no UTF-8.
    pub guessed: bool,
    /// Some bytes had no meaning and stand as U+FFFD.
    pub replaced: bool,
}

/// Decodes by byte-order mark, then as UTF-8 where that fits, then by `declared` label (HTTP header, `<meta charset>`),
/// then by what the bytes look like. `None` for bytes that are no text at all.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> Option<Decoded> {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return Some(decode_as(encoding, &bytes[bom..], false));
    }
    if let Some(encoding) = utf_16_without_bom(bytes) {
        return Some(decode_as(encoding, bytes, true));
    }
    if looks_binary(bytes) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Decoded { text: text.to_owned(), encoding: "UTF-8", guessed: false, replaced: false });
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if let Some(encoding) = declared.filter(|&e| e != UTF_8) {
        return Some(decode_as(encoding, bytes, false));
    }
    if declared == Some(UTF_8) || is_damaged_utf_8(bytes) {
        return Some(decode_as(UTF_8, bytes, false));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let decoded = decode_as(encoding, bytes, true);
    // A page of a wrong guess is worse than a few wrong letters of the commonest one.
    Some(if decoded.replaced { decode_as(WINDOWS_1252, bytes, true) } else { decoded })
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Decoded {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), guessed, replaced }
}

/// The label that an HTML page gives in its first 2,048 bytes.
pub(crate) fn meta_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2_048)]).to_ascii_lowercase();
    let at = head.find("charset")?;
    let rest = head[at + "charset".len()..].trim_start().strip_prefix('=')?.trim_start();
    let label: String = rest
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// NUL and other controls do not occur in text; a few strays do.
pub(crate) fn looks_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64 << 10)];
    let controls = head.iter().filter(|b| b.is_ascii_control() && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b));
    let (nuls, others) = controls.fold((0, 0), |(n, o), &b| if b == 0 { (n + 1, o) } else { (n, o + 1) });
    nuls > head.len() / 1_000 || nuls > 8 || others > 2 + head.len() / 50
}

fn utf_16_without_bom(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4_096) & !1];
    if head.len() < 16 {
        return None;
    }
    let nuls = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&b| b == 0).count();
    let pairs = head.len() / 2;
    let (even, odd) = (nuls(0), nuls(1));
    // Latin text in UTF-16 is nearly all zero in its high bytes, and has no zero in its low ones.
    match (even * 10 > pairs * 7, odd * 10 > pairs * 7) {
        (true, false) if odd == 0 => Some(UTF_16BE),
        (false, true) if even == 0 => Some(UTF_16LE),
        _ => None,
    }
}

/// UTF-8 with some broken bytes: the sound multi-byte characters are at least as many as the broken places.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > 0 && sound >= broken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_newsrooms_send() {
        let utf_16: Vec<u8> = "Attaque à Gao ce matin".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked: Vec<u8> = [&[0xff, 0xfe][..], &utf_16].concat();
        type Case<'a> = (&'a str, &'a [u8], Option<&'a str>, &'a str, &'a str, bool);
        let cases: [Case<'_>; 8] = [
            ("utf-8", "Bogotá".as_bytes(), None, "Bogotá", "UTF-8", false),
            ("utf-8 bom", b"\xef\xbb\xbfKabul", None, "Kabul", "UTF-8", false),
            ("utf-16 bom", &marked, None, "Attaque à Gao ce matin", "UTF-16LE", false),
            ("utf-16 bare", &utf_16, None, "Attaque à Gao ce matin", "UTF-16LE", false),
            ("declared", b"Bogot\xe1", Some("iso-8859-1"), "Bogotá", "windows-1252", false),
            ("curly quotes", b"the \x93front\x94 fell", None, "the \u{201c}front\u{201d} fell", "windows-1252", false),
            ("damaged", b"Bogot\xc3\xa1 and \xffCali", None, "Bogotá and \u{fffd}Cali", "UTF-8", true),
            ("declared utf-8", b"Cali\xff", Some("utf-8"), "Cali\u{fffd}", "UTF-8", true),
        ];
        for (name, bytes, declared, text, encoding, replaced) in cases {
            let decoded = decode(bytes, declared).expect(name);
            assert_eq!(
                (decoded.text.as_str(), decoded.encoding, decoded.replaced),
                (text, encoding, replaced),
                "{name}"
            );
        }
        assert_eq!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", None), None);
    }

    #[test]
    fn finds_the_declared_charset() {
        assert_eq!(meta_charset(b"<meta charset=\"Windows-1251\">").as_deref(), Some("windows-1251"));
        let long = b"<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>";
        assert_eq!(meta_charset(long).as_deref(), Some("iso-8859-1"));
        assert_eq!(meta_charset(b"<p>no charset here"), None);
    }
}
