//! What holds for any bytes whatever.

use polybius_ingest::{Options, Source, mark_blocks, publication_day};
use proptest::collection::vec;
use proptest::prelude::*;

const NAMES: [&str; 7] = ["a.txt", "a.html", "a.jsonl", "a.rss", "a.warc", "a.gz", "a"];

const SCRAPS: [&str; 28] = [
    "<p>",
    "</p>",
    "<div>",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<a href=\"",
    "\">",
    "<",
    ">",
    "&amp;",
    "A blast killed four.",
    "KABUL, March 3 (AFP) — ",
    "By ",
    "Photograph: ",
    "(AP Photo/",
    "\r\n",
    "\n\n",
    "é",
    "\u{2028}",
    "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\n",
    "{\"text\":\"",
    "\"}",
    "<br>",
    "\u{0}",
];

fn check(name: &str, bytes: Vec<u8>) {
    let source = Source::from_reader(name, std::io::Cursor::new(bytes), Options::default());
    for read in source.flatten() {
        let document = read.document;
        let length = document.text.chars().count();
        let mut at = 0;
        for block in &document.blocks {
            assert!(at <= block.start && block.start < block.end && block.end <= length, "{:?}", document.blocks);
            at = block.end;
        }
        assert!(document.text.chars().any(char::is_alphanumeric));
        assert_eq!(document.id, document.hash[..16]);
    }
}

proptest! {
    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..600)) {
        for name in NAMES {
            check(name, bytes.clone());
        }
    }

    #[test]
    fn any_scraps(scraps in vec(proptest::sample::select(&SCRAPS[..]), 0..60)) {
        for name in NAMES {
            check(name, scraps.concat().into_bytes());
        }
    }

    #[test]
    fn any_text_is_kept_as_it_is(text in "\\PC{0,200}[a-z]\r?\n?\\PC{0,80}") {
        let read = Source::from_reader("a.txt", std::io::Cursor::new(text.clone().into_bytes()), Options::default()).next();
        // A byte-order mark is no text, and "<html" makes a page.
        prop_assume!(!text.starts_with('\u{feff}') && !text.trim_start().starts_with('<'));
        prop_assert_eq!(read.and_then(Result::ok).map(|r| r.document.text), Some(text));
    }

    #[test]
    fn any_title_and_date(text in "\\PC{0,80}", title in "\\PC{0,40}") {
        mark_blocks(&text, Some(&title), &[]);
        mark_blocks(&format!("{title} {text}"), Some(&title), &[]);
        publication_day(&text);
    }
}
