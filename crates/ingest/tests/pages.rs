//! Pages of many makes: the article comes out whole, and the furniture does not.

use polybius_ingest::{Options, Read, Source};

fn read(html: &[u8]) -> Read {
    let source = Source::from_reader("page.html", std::io::Cursor::new(html.to_vec()), Options::default());
    source.flatten().next().expect("one document")
}

/// Sentences of an article, long enough for an article to be seen in them.
fn sentences() -> Vec<String> {
    let towns = ["Ansongo", "Ménaka", "Tessalit", "Kidal", "Gao", "Bourem"];
    let sentence = |(i, town): (usize, &&str)| {
        format!(
            "In {town} the governor said that {} people had been wounded when a mine went off under a bus on the road, \
             and that soldiers, who came an hour later, had closed the market, the school and the ferry.",
            i + 3
        )
    };
    towns.iter().enumerate().map(sentence).collect()
}

#[test]
fn layouts() {
    let said = sentences();
    let paragraphs: String = said.iter().map(|s| format!("<p>{s}</p>\n")).collect();
    let menu = "<div id='menu'><ul><li><a href='/a'>Business</a></li><li><a href='/b'>Weather</a></li></ul></div>";
    let pages = [
        (
            "plain",
            format!(
                "<html><body>{menu}<div class='story'>{paragraphs}</div><footer>Weather Ltd</footer></body></html>"
            ),
        ),
        (
            "article",
            format!(
                "<body><nav>Weather</nav><article><h1>Mines</h1>{paragraphs}</article><aside>Weather</aside></body>"
            ),
        ),
        ("breaks", format!("<body>{menu}<td><font face='x'>{}</font></td></body>", said.join("<br><br>"))),
        ("table", format!("<table><tr><td>{menu}</td><td>{paragraphs}</td></tr></table>")),
        ("divs", format!("<body>{menu}<div class='body'>{}</div></body>", paragraphs.replace("p>", "div>"))),
        ("one form", format!("<body><form id='aspnetForm'>{menu}<div>{paragraphs}</div></form></body>")),
        ("unclosed", format!("<body><div class='content'>{}", paragraphs.replace("</p>", ""))),
        ("upper case", format!("<BODY><DIV>{}</DIV></BODY>", paragraphs.replace("p>", "P>"))),
        (
            "links",
            format!("<article>{}</article>", paragraphs.replace("the governor", "<a href='/g'>the governor</a>")),
        ),
    ];
    for (name, html) in pages {
        let text = read(html.as_bytes()).document.text;
        for sentence in &said {
            assert!(text.split("\n\n").any(|paragraph| paragraph == sentence), "{name} lacks {sentence}\n{text}");
        }
        assert!(!text.contains("Weather"), "{name}\n{text}");
    }
}

#[test]
fn a_short_notice_is_kept_whole() {
    let html = "<html><head><title>Notice</title></head><body><h1>Road closed</h1><p>The road to Gao is closed after a mine \
                wounded two drivers.</p></body></html>";
    assert_eq!(
        read(html.as_bytes()).document.text,
        "Road closed\n\nThe road to Gao is closed after a mine wounded two drivers."
    );
}

#[test]
fn charsets() {
    let body = |charset: &str| format!("<meta charset={charset}><p>").into_bytes();
    let cyrillic = [body("windows-1251"), b"\xc2\xe7\xf0\xfb\xe2 \xe2 \xe3\xee\xf0\xee\xe4\xe5".to_vec()].concat();
    assert_eq!(read(&cyrillic).document.text, "Взрыв в городе");
    let lying = [body("iso-8859-1"), "Explosión en Bogotá".as_bytes().to_vec()].concat();
    assert_eq!(read(&lying).document.text, "Explosión en Bogotá");
}

#[test]
fn titles_dates_and_captions() {
    let said = sentences();
    let html = format!(
        "<html lang='en'><head><meta property='og:site_name' content='The Ledger'><title>Mines wound twenty - The Ledger</title>\
         <meta name='pubdate' content='2012-06-03'></head><body><article><p>{}</p>\
         <figure><img src='x'><figcaption>The bus near Gao</figcaption></figure><p>{}</p></article></body></html>",
        said[..3].join(" "),
        said[3..].join(" "),
    );
    let read = read(html.as_bytes());
    let document = read.document;
    assert_eq!(document.title.as_deref(), Some("Mines wound twenty"));
    assert_eq!(document.publisher.as_deref(), Some("The Ledger"));
    assert_eq!(document.published.map(|d| d.to_string()).as_deref(), Some("2012-06-03"));
    assert_eq!(document.published_from, "metadata");
    let kinds: Vec<_> = document.blocks.iter().map(|b| format!("{:?}", b.kind)).collect();
    assert_eq!(kinds, ["Title", "Caption"]);
    assert_eq!(read.warnings, []);
}
