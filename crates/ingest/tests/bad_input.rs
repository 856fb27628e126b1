//! Every kind of bad input: what is said of it, and that the rest goes on.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use polybius_ingest::{Options, Source};

/// One line for each document, warning and error.
fn outcomes(source: Source) -> Vec<String> {
    let mut out = Vec::new();
    for read in source {
        match read {
            Ok(read) => {
                let warnings: Vec<_> = read.warnings.iter().map(|w| w.code.as_str()).collect();
                let text: String = read.document.text.chars().take(12).collect();
                out.push(format!("{text:?} {}", warnings.join(" ")).trim_end().to_owned());
            }
            Err(error) => {
                assert!(!error.remedy().is_empty() && !error.input().is_empty(), "{error}");
                let line = error.line().map(|l| format!(":{l}")).unwrap_or_default();
                out.push(format!("{}{line}", error.code()));
            }
        }
    }
    out
}

fn dated() -> Options {
    Options { published: Some("2014-05-20".parse().expect("a day")), ..Options::default() }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    fs::write(folder.join(name), bytes).expect("a writable folder");
}

#[test]
fn streams() {
    let json = |text: &str| format!("{{\"id\":\"x\",\"text\":\"{text}\"}}\n");
    let deep = "<div>".repeat(100_000) + "A blast shook the port.";
    let formatting: String = (0..2_000).map(|i| format!("<b id={i}><p>blast {i}")).collect();
    let rss = "<rss version='2.0'><channel><title>Wire</title><item><title>Blast</title><description>&lt;p&gt;A &lt;b&gt;blast&lt;/b&gt; in Gao.&lt;/p&gt;</description></item></channel></rss>";
    let cases: Vec<(&str, Vec<u8>, &[&str])> = vec![
        ("empty.txt", b"".to_vec(), &["empty"]),
        ("empty.jsonl", Vec::new(), &["empty"]),
        ("empty.pdf", Vec::new(), &["empty"]),
        ("empty.xml", Vec::new(), &["empty"]),
        ("empty.json.gz", gzip(b""), &["empty"]),
        ("blank.txt", b" \r\n\t\n".to_vec(), &["empty"]),
        ("dots.txt", b"... --- ...".to_vec(), &["empty"]),
        ("program.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\0\0".to_vec(), &["binary"]),
        ("picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0".to_vec(), &["binary"]),
        ("broken.txt", b"Bogot\xc3\xa1, Cali\xff and on".to_vec(), &["\"Bogot\u{e1}, Cali\" broken-characters"]),
        ("latin.txt", b"Bogot\xe1 en alerta por la bomba".to_vec(), &["\"Bogot\u{e1} en al\" encoding-guessed"]),
        ("huge.txt", vec![b'a'; (20 << 20) + 1], &["too-large"]),
        ("bad.jsonl", [json("One blast."), "{oops\n".into(), "[1]\n".into(), "\n".into(), json("Two blasts.")].concat().into_bytes(),
            &["\"One blast.\"", "bad-line:2", "bad-line:3", "\"Two blasts.\""]),
        ("pretty.json", b"{\n  \"id\": \"x\",\n  \"text\": \"A blast.\"\n}\n".to_vec(), &["bad-line"]),
        ("list.json", b"[{\"text\": \"A blast.\"},\n{\"text\": \"A raid.\"}]\n".to_vec(), &["bad-line"]),
        ("row.json", b"[{\"text\": \"A blast.\"}]\n".to_vec(), &["bad-line"]),
        ("lines.json", [json("One blast."), "{\n".into(), json("Two blasts.")].concat().into_bytes(),
            &["\"One blast.\"", "bad-line:2", "\"Two blasts.\""]),
        ("pretty.jsonl", b"{\n\"text\": \"A blast.\"}".to_vec(), &["bad-line:1", "bad-line:2"]),
        ("types.jsonl", b"{\"id\":7,\"text\":\"A blast.\"}\n{\"text\":5}\n{\"id\":[],\"text\":\"x\"}\n{\"path\":\"a.txt\"}\n{\"text\":\"\"}".to_vec(),
            &["\"A blast.\"", "bad-line:2", "bad-line:3", "bad-line:4", "empty:5"]),
        ("dates.jsonl", b"{\"text\":\"A blast.\",\"published\":\"2024-02-30\"}\n{\"text\":\"A raid.\",\"published\":\"2024-02-29\"}".to_vec(),
            &["\"A blast.\" bad-publication-date", "\"A raid.\""]),
        ("bytes.jsonl", b"{\"text\":\"A blast in Cali\xff.\"}\n{\"text\":\"A raid.\"}".to_vec(),
            &["\"A blast in C\" broken-characters", "\"A raid.\""]),
        ("nested.jsonl", ("[".repeat(100_000) + "\n{\"text\":\"A raid.\"}").into_bytes(), &["bad-line:1", "\"A raid.\""]),
        ("wide.jsonl", b"\xff\xfe{\0}\0\n\0".to_vec(), &["bad-line:1", "bad-line:2"]),
        ("deep.html", deep.into_bytes(), &["\"A blast shoo\" html-stripped"]),
        ("formatting.html", formatting.into_bytes(), &["\"blast 0\\n\\nbla\" html-stripped"]),
        ("nothing.html", b"<html><head><title>Home</title></head><body><nav>Home</nav></body></html>".to_vec(), &["empty"]),
        ("cut.html", b"<html><body><p>A blast shook the po".to_vec(), &["\"A blast shoo\""]),
        ("feed.rss", rss.into(), &["\"Blast\\n\\nA bla\" summary-only"]),
        ("feed.rss", b"<rss version='2.0'><channel>".to_vec(), &["bad-feed"]),
        ("feed.xml", b"<rss version='2.0'><channel><title>x</title></channel></rss>".to_vec(), &["empty"]),
        ("feed.atom", b"no feed".to_vec(), &["bad-feed"]),
        ("bomb.txt.gz", gzip(&vec![b'a'; 64 << 20]), &["bad-gzip"]),
        ("bomb.jsonl.gz", gzip(&vec![b' '; 64 << 20]), &["bad-gzip"]),
        ("twice.txt.gz.gz", gzip(&gzip(b"A blast.")), &["\"A blast.\""]),
        ("thrice.gz", gzip(&gzip(&gzip(b"A blast."))), &["bad-gzip"]),
        ("cut.txt.gz", gzip(b"A blast shook the port of Tema.")[..20].to_vec(), &["bad-gzip"]),
        ("cut.warc", b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 99\r\n\r\nshort".to_vec(), &["bad-warc:1"]),
        ("huge.warc", b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 99999999999999999999\r\n\r\nshort".to_vec(), &["bad-warc:1", "bad-warc:1"]),
        ("report.pdf", b"%PDF-1.4 garbage".to_vec(), &["bad-pdf"]),
    ];
    for (name, bytes, expected) in cases {
        assert_eq!(outcomes(Source::from_reader(name, std::io::Cursor::new(bytes), dated())), expected, "{name}");
    }
}

#[test]
fn folders_and_manifests() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir(root.join("b")).expect("a folder");
    write(root, "a.txt", "First blast in Gao.");
    write(root, "c.txt", "Third blast in Gao.");
    write(root, "README.md", "About this folder.");
    write(root, ".hidden.txt", "Nothing to see.");
    write(&root.join("b"), "b.txt", "Second blast in Gao.");
    write(&root.join("b"), "junk.bin", [0; 64]);
    let manifest = concat!(
        "{\"path\":\"c.txt\",\"id\":\"third\",\"title\":\"Gao\",\"publisher\":\"The Ledger\",\"published\":\"2013-02-10\",\"language\":\"en-GB\"}\n",
        "{\"path\":\"gone.txt\"}\n",
        "{\"id\":\"no path\"}\n",
        "no json\n",
        "{\"path\":\"a.txt\",\"id\":\"first\",\"published\":\"2024-02-30\"}\n",
    );
    write(root, "manifest.jsonl", manifest);

    let wrong = ["missing-file:2", "bad-manifest:3", "bad-manifest:4"];
    let walked = ["\"First blast \" bad-publication-date", "\"Second blast\"", "binary", "\"Third blast \""];
    let all: Vec<&str> = wrong.into_iter().chain(walked).collect();
    let named = root.join("manifest.jsonl");
    assert_eq!(outcomes(Source::from_paths(vec![root.to_owned()], Some(&named), dated())), all, "named manifest");
    assert_eq!(outcomes(Source::from_paths(vec![root.to_owned()], None, dated())), all, "the folder's own manifest");
    let listed = ["\"Third blast \"", wrong[0], wrong[1], wrong[2], "\"First blast \" bad-publication-date"];
    assert_eq!(outcomes(Source::from_paths(Vec::new(), Some(&named), dated())), listed, "a manifest alone");

    let third =
        Source::from_paths(vec![root.join("c.txt")], Some(&named), dated()).flatten().next().expect("one document");
    let d = third.document;
    assert_eq!((d.id.as_str(), d.title.as_deref(), d.publisher.as_deref()), ("third", Some("Gao"), Some("The Ledger")));
    assert_eq!(
        (d.published.map(|p| p.to_string()).as_deref(), d.published_from.as_str()),
        (Some("2013-02-10"), "manifest")
    );
    assert_eq!((d.language.as_deref(), d.text.as_str()), (Some("en"), "Third blast in Gao."));

    let none = root.join("none.jsonl");
    let gone = vec![root.join("gone"), root.join("a.txt")];
    assert_eq!(
        outcomes(Source::from_paths(gone, Some(&none), dated())),
        ["missing-file", "missing-file", "\"First blast \""]
    );
}

#[test]
fn packed_streams_and_what_a_manifest_says_of_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let record = |text: &str| {
        gzip(format!("WARC/1.1\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a.example/{}\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n{text}\r\n\r\n", text.len(), text.len()).as_bytes())
    };
    write(root, "a.warc.gz", [record("A blast in Gao."), record("A raid near Gao.")].concat());
    write(
        root,
        "b.jsonl.gz",
        gzip(b"{\"text\":\"A mine.\"}\n{\"text\":\"A shell.\",\"publisher\":\"Star\",\"published\":\"2013-02-11\"}"),
    );
    let line = |path: &str| {
        format!("{{\"path\":\"{path}\",\"publisher\":\"The Ledger\",\"published\":\"2013-02-10\",\"id\":\"x\"}}\n")
    };
    write(root, "manifest.jsonl", line("a.warc.gz") + &line("b.jsonl.gz"));
    let seen: Vec<_> = Source::from_paths(vec![root.to_owned()], None, Options::default())
        .map(|read| {
            let d = read.expect("all are sound").document;
            assert_eq!(d.id, d.hash[..16], "an id is of one document");
            format!(
                "{} {} {} {}",
                d.text,
                d.publisher.unwrap_or_default(),
                d.published.expect("a day"),
                d.url.is_some()
            )
        })
        .collect();
    let expected = [
        "A blast in Gao. The Ledger 2013-02-10 true",
        "A raid near Gao. The Ledger 2013-02-10 true",
        "A mine. The Ledger 2013-02-10 false",
        "A shell. Star 2013-02-11 false",
    ];
    assert_eq!(seen, expected);
}

#[cfg(unix)]
#[test]
fn strange_folders() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir(root.join("a")).expect("a folder");
    symlink(root, root.join("a").join("back")).expect("a link");
    symlink(root.join("nowhere"), root.join("dangling")).expect("a link");
    symlink(root.join("self"), root.join("self")).expect("a link");
    // Some file systems refuse such a name; then there is nothing to test.
    let odd = fs::write(root.join(OsStr::from_bytes(b"odd-\xff.txt")), "A blast in Gao.").is_ok();
    let mut expected = vec!["missing-file".to_owned(), "io".to_owned()];
    if odd {
        expected.insert(1, "\"A blast in G\"".to_owned());
    }
    assert_eq!(outcomes(Source::from_paths(vec![root.to_owned()], None, dated())), expected);
}

#[test]
fn a_huge_file_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("huge.txt");
    let file = fs::File::create(&path).expect("a file");
    file.set_len(1 << 40).expect("a sparse file");
    let error = Source::from_paths(vec![path], None, dated()).next().expect("one answer").expect_err("too large");
    assert!(error.to_string().contains("1099511627776 bytes"), "{error}");
}
