//! Pages: the main text as paragraphs, and what the page says about itself.

mod metadata;
mod nesting;
mod paragraphs;
mod tags;

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use crate::draft::Draft;
use crate::encoding::{decode, meta_charset};
use crate::limits::Limits;
use crate::mended::mended;
use crate::plain::warn_of_encoding;
use metadata::Metadata;
pub(crate) use paragraphs::Paragraphs;

/// Main text shorter than this, in characters, is compared with the whole page before it is believed.
const SHORT_CHARS: usize = 600;

/// `None` for bytes that are no text.
pub(crate) fn read_page(bytes: &[u8], charset: Option<&str>, limits: &Limits) -> Option<Draft> {
    let declared = charset.map(str::to_owned).or_else(|| meta_charset(bytes));
    let decoded = decode(bytes, declared.as_deref())?;
    let mended = mended(&decoded.text);
    let was_damaged = mended.is_some();
    let html = mended.unwrap_or(decoded.text);
    let mut draft = match nesting::too_costly(&html, limits) {
        Some(reason) => stripped(&html, &reason),
        None => parsed(&html).unwrap_or_else(|| stripped(&html, "the HTML parser failed on it")),
    };
    draft.title_first = true;
    if was_damaged {
        draft.warn(
            "mended-characters",
            "UTF-8 had been read as windows-1252 before (\"â€œ\" for a quotation mark); it is made whole",
        );
    }
    warn_of_encoding(&mut draft, decoded.encoding, decoded.guessed, decoded.replaced);
    Some(draft)
}

/// The text of a fragment, such as the body of a feed's item.
pub(crate) fn read_fragment(html: &str, limits: &Limits) -> Paragraphs {
    if nesting::too_costly(html, limits).is_some() {
        return Paragraphs::of_tags(html);
    }
    let tree = catch_unwind(|| Paragraphs::of_tree(Document::fragment(html).root(), true));
    tree.unwrap_or_else(|_| Paragraphs::of_tags(html))
}

fn stripped(html: &str, reason: &str) -> Draft {
    let found = Paragraphs::of_tags(html);
    let mut draft = Draft { text: found.text, known: found.known, ..Draft::default() };
    draft.warn("html-stripped", format!("{reason}; read by stripping its tags, menus included: check the text"));
    draft
}

/// `None` if a parser panics: pages come from anywhere, and one must not end a run over many.
fn parsed(html: &str) -> Option<Draft> {
    catch_unwind(AssertUnwindSafe(|| {
        let page = Document::from(html);
        let metadata = Metadata::of(&page);
        let whole = whole_page(&page);
        let main = main_text(page);
        let (length, all) = (main.text.chars().count(), whole.text.chars().count());
        let believed = length >= SHORT_CHARS || (all > 0 && length * 2 >= all);
        let found = if believed { main } else { whole };
        let mut draft = Draft {
            text: found.text,
            known: found.known,
            title: metadata.title,
            publisher: metadata.publisher,
            url: metadata.url,
            published: metadata.published,
            language: metadata.language,
            ..Draft::default()
        };
        if !believed {
            draft.warn("no-main-text", "no article stands out on the page; all its text was read: check for menus");
        }
        draft
    }))
    .ok()
}

fn main_text(page: Document) -> Paragraphs {
    let config = Config { keep_classes: true, disable_json_ld: true, ..Config::default() };
    let article = Readability::with_document(page, None, Some(config)).and_then(|mut reader| reader.parse());
    article.map_or_else(|_| Paragraphs::default(), |a| Paragraphs::of_tree(Document::fragment(a.content).root(), false))
}

/// The one `<article>` or `<main>`, else the body without menus and footers.
fn whole_page(page: &Document) -> Paragraphs {
    let article = ["article", "main", "body"].iter().find_map(|name| match page.select(name).nodes() {
        [one] => Some(*one),
        _ => None,
    });
    Paragraphs::of_tree(article.unwrap_or_else(|| page.root()), true)
}
