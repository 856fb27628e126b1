//! What a page says about itself: JSON-LD, `<meta>`, `<link>`, `<time>`.

use std::collections::BTreeMap;

use dom_query::Document;
use serde_json::Value;

/// Title, publisher and so on, as the page writes them.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Metadata {
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
}

/// Names of `<meta>` (`property`, `name`, `itemprop`) that give the day of publication, best first.
const DATE_NAMES: [&str; 20] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publishdate",
    "publish_date",
    "published_time",
    "publication_date",
    "pubdate",
    "originalpublicationdate",
    "article.published",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "article_date_original",
    "date",
];

impl Metadata {
    pub fn of(page: &Document) -> Metadata {
        let meta = meta_elements(page);
        let first = |names: &[&str]| names.iter().find_map(|name| meta.get(*name).cloned());
        let linked = json_ld(page);
        let publisher =
            linked.publisher.or_else(|| first(&["og:site_name", "application-name", "dc.publisher", "publisher"]));
        Metadata {
            title: linked
                .title
                .or_else(|| first(&["og:title", "twitter:title", "dc.title"]))
                .or_else(|| only_text(page, "h1"))
                .or_else(|| only_text(page, "title")),
            publisher,
            published: linked.published.or_else(|| first(&DATE_NAMES)).or_else(|| time_element(page)),
            url: attribute(page, "link[rel='canonical']", "href").or_else(|| first(&["og:url"])).or(linked.url),
            language: attribute(page, "html", "lang"),
        }
        .without_site_name()
    }

    /// "Blast kills four - The Ledger" is "Blast kills four" in The Ledger.
    fn without_site_name(mut self) -> Self {
        if let (Some(title), Some(site)) = (&self.title, &self.publisher) {
            let bare = title.trim_end().strip_suffix(site.trim());
            let bare = bare.map(|t| t.trim_end().trim_end_matches(['-', '|', '–', '—', ':']).trim_end());
            if let Some(bare) = bare.filter(|t| !t.is_empty()) {
                self.title = Some(bare.to_owned());
            }
        }
        self
    }
}

fn meta_elements(page: &Document) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for node in page.select("meta").nodes() {
        let Some(content) = node.attr("content").and_then(|c| folded(&c)) else { continue };
        for attribute in ["property", "name", "itemprop"] {
            if let Some(name) = node.attr(attribute) {
                out.entry(name.trim().to_ascii_lowercase()).or_insert_with(|| content.clone());
            }
        }
    }
    out
}

/// The first article among the page's JSON-LD: the first object with a day of publication.
fn json_ld(page: &Document) -> Metadata {
    for script in page.select("script[type='application/ld+json']").nodes() {
        let text = script.text();
        let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
        let Ok(value) = serde_json::from_str::<Value>(text) else { continue };
        let mut queue = std::collections::VecDeque::from([&value]);
        while let Some(value) = queue.pop_front() {
            match value {
                Value::Array(items) => queue.extend(items),
                Value::Object(fields) if fields.contains_key("datePublished") => {
                    let string = |name: &str| fields.get(name).and_then(named);
                    return Metadata {
                        title: string("headline").or_else(|| string("name")),
                        publisher: string("publisher"),
                        published: string("datePublished"),
                        url: string("url").or_else(|| string("mainEntityOfPage")),
                        language: None,
                    };
                }
                Value::Object(fields) => queue.extend(fields.values()),
                _ => {}
            }
        }
    }
    Metadata::default()
}

/// A string, or the name of a thing, or that of the first of several.
fn named(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => folded(&html_escape::decode_html_entities(text)),
        Value::Object(fields) => fields.get("name").or_else(|| fields.get("@id"))?.as_str().and_then(folded),
        Value::Array(items) => match items.first()? {
            Value::Array(_) => None,
            item => named(item),
        },
        _ => None,
    }
}

fn time_element(page: &Document) -> Option<String> {
    let selectors = ["time[itemprop='datePublished']", "time[pubdate]", "article time[datetime]", "time[datetime]"];
    selectors.iter().find_map(|selector| attribute(page, selector, "datetime"))
}

fn attribute(page: &Document, selector: &str, name: &str) -> Option<String> {
    page.select(selector).nodes().first().and_then(|node| node.attr(name)).and_then(|value| folded(&value))
}

fn only_text(page: &Document, name: &str) -> Option<String> {
    let found = page.select(name);
    match found.nodes() {
        [one] => folded(&one.text()),
        _ => None,
    }
}

fn folded(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let length: usize = words.iter().map(|w| w.len()).sum();
    (!words.is_empty() && length <= 1_000).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_page_says_of_itself() {
        let some = |text: &str| Some(text.to_owned());
        let cases = [
            (
                r#"<html lang="en-GB"><script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},
                   {"@type":"NewsArticle","headline":"Blast &amp; fire","datePublished":"2013-09-21T14:00:00Z","publisher":{"name":"The Ledger"}}]}</script>"#,
                Metadata {
                    title: some("Blast & fire"),
                    publisher: some("The Ledger"),
                    published: some("2013-09-21T14:00:00Z"),
                    url: None,
                    language: some("en-GB"),
                },
            ),
            (
                r#"<meta property="og:title" content="Blast  kills four | The Ledger"><meta property="og:site_name" content="The Ledger">
                   <meta name="DC.date.issued" content="2013-09-21"><link rel="canonical" href="https://ledger.example/a">"#,
                Metadata {
                    title: some("Blast kills four"),
                    publisher: some("The Ledger"),
                    published: some("2013-09-21"),
                    url: some("https://ledger.example/a"),
                    language: None,
                },
            ),
            (
                r#"<title>Site</title><article><h1>Blast</h1><time datetime="2013-09-21">Saturday</time></article>"#,
                Metadata { title: some("Blast"), published: some("2013-09-21"), ..Metadata::default() },
            ),
            (r#"<script type="application/ld+json">{"a":</script><p>x"#, Metadata::default()),
        ];
        for (html, expected) in cases {
            assert_eq!(Metadata::of(&Document::from(html)), expected, "{html}");
        }
    }
}
