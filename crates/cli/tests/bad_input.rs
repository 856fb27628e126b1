//! Each bad input gets a clear message, and the rest of the batch is done.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

mod running;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use running::{PUBLISHED, QUIET, STORY, code, export, polybius, records, run};

fn gzip_of_zeros(path: &Path, megabytes: usize) {
    let file = fs::File::create(path).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    let zeros = vec![b'a'; 1 << 20];
    let head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 4294967296\r\n\r\nHTTP/1.1 200 OK\r\n\r\n";
    gzip.write_all(head).unwrap();
    for _ in 0..megabytes {
        gzip.write_all(&zeros).unwrap();
    }
    gzip.finish().unwrap();
}

/// What to write, and words of the message on standard error.
type Bad = (&'static str, fn(&Path), &'static [&'static str]);

const BAD: &[Bad] = &[
    ("empty.txt", |p| fs::write(p, "").unwrap(), &["empty.txt"]),
    ("blank.txt", |p| fs::write(p, " \n\t\n").unwrap(), &["blank.txt"]),
    ("binary.txt", |p| fs::write(p, [0_u8, 159, 146, 150, 0, 1, 2, 255].repeat(200)).unwrap(), &["binary.txt"]),
    (
        "huge.txt",
        |p| {
            let mut file = std::io::BufWriter::new(fs::File::create(p).unwrap());
            let line = format!("{QUIET}\n");
            for _ in 0..(200 << 20) / line.len() {
                file.write_all(line.as_bytes()).unwrap();
            }
        },
        &["huge.txt"],
    ),
    ("bomb.warc.gz", |p| gzip_of_zeros(p, 500), &["bomb.warc.gz"]),
    ("cut.warc.gz", |p| fs::write(p, [0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8]).unwrap(), &["cut.warc.gz"]),
    (
        "malformed.pdf",
        |p| fs::write(p, "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer <<").unwrap(),
        &["malformed.pdf"],
    ),
    (
        "pretty.json",
        |p| fs::write(p, format!("{{\n  \"id\": \"j1\",\n  \"text\": \"{QUIET}\"\n}}\n")).unwrap(),
        &["pretty.json: is JSON, but not one object a line"],
    ),
    (
        "lines.jsonl",
        |p| {
            fs::write(p, format!("{{\"id\":\"j1\",\"text\":\"{QUIET}\"}}\n{{\"id\":\"j2\",\n[]\n{{\"id\":\"j3\"}}\n"))
                .unwrap()
        },
        &["lines.jsonl:2", "lines.jsonl:3", "lines.jsonl:4"],
    ),
];

#[test]
fn bad_files_are_named_and_the_rest_is_done() {
    for (name, make, messages) in BAD {
        let folder = tempfile::tempdir().unwrap();
        let inputs = folder.path().join("in");
        fs::create_dir(&inputs).unwrap();
        make(&inputs.join(name));
        // Read before and after: neither end of the batch may be lost.
        fs::write(inputs.join("aaa.txt"), STORY).unwrap();
        fs::write(inputs.join("zzz.txt"), QUIET).unwrap();
        let started = Instant::now();
        let ran = code(folder.path(), &["in", "--published", PUBLISHED]).exit(1);
        for words in *messages {
            let line = ran.stderr.lines().find(|l| l.contains(words));
            let line = line.unwrap_or_else(|| panic!("{name}: nothing about {words} in {:?}", ran.stderr));
            assert!(line.contains("; ") && !line.contains("panicked"), "{name}: no remedy in {line:?}");
        }
        assert!(started.elapsed().as_secs() < 60, "{name} took {:?}", started.elapsed());
        let jsonl = export(folder.path(), "desk");
        assert_eq!(records(&jsonl, "event").len(), 1, "{name}: the story before it was coded");
        let info = run(polybius().current_dir(folder.path()).args(["desk", "info"])).ok().stdout;
        let expected = if *name == "lines.jsonl" { "documents   3" } else { "documents   2" };
        assert!(info.contains(expected), "{name}: {info}");
        run(polybius().current_dir(folder.path()).args(["desk", "verify"])).ok();
    }
}

#[test]
fn odd_texts_are_read_with_a_warning_or_without() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("in");
    fs::create_dir(&inputs).unwrap();
    let mut broken = STORY.as_bytes().to_vec();
    broken.splice(20..20, [0xff, 0xfe, 0xc3]);
    fs::write(inputs.join("broken.txt"), broken).unwrap();
    fs::write(inputs.join("quiet.txt"), QUIET).unwrap();
    let arabic = "أعلنت البلدية افتتاح المكتبة الجديدة في وسط المدينة يوم الأحد. وقال رئيس البلدية إن القاعة ستبقى مفتوحة كل يوم.";
    fs::write(inputs.join("arabic.txt"), arabic).unwrap();
    let nested = format!("<html><body>{}<p>{STORY}</p></body></html>", "<div>".repeat(100_000));
    fs::write(inputs.join("nested.html"), nested).unwrap();
    let ran = code(folder.path(), &["in", "--published", PUBLISHED]);
    assert!(matches!(ran.code, Some(0 | 1)), "{:?} {}", ran.code, ran.stderr);
    let warned = ran.stdout.lines().find(|l| l.starts_with("warning language in 1 document"));
    let id = &blake3::hash(arabic.as_bytes()).to_hex()[..16];
    assert!(warned.is_some_and(|line| line.contains(id)), "the document is named: {}", ran.stdout);
    let desk = run(polybius().current_dir(folder.path()).args(["desk", "verify"])).ok().stdout;
    assert!(desk.starts_with("4 documents,") || desk.starts_with("3 documents,"), "{desk}");
}

#[test]
fn a_manifest_with_faults_names_its_lines() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), STORY).unwrap();
    fs::write(folder.path().join("b.txt"), QUIET).unwrap();
    let manifest = "{\"path\":\"missing.txt\",\"id\":\"m\"}\n{\"path\":\"a.txt\",\"id\":\"first\",\"published\":\"2021-05-07\"}\n\
                    {\"path\":\"b.txt\",\"id\":\"second\",\"published\":\"2024-02-30\"}\n";
    fs::write(folder.path().join("manifest.jsonl"), manifest).unwrap();
    let ran = code(folder.path(), &["--manifest", "manifest.jsonl"]).exit(1);
    assert!(ran.stderr.contains("manifest.jsonl:1") && ran.stderr.contains("missing.txt"), "{}", ran.stderr);
    assert!(ran.stdout.contains("bad-publication-date"), "the impossible date is told: {}", ran.stdout);
    let event = &records(&export(folder.path(), "desk"), "event")[0];
    assert_eq!(event["documents"][0], "first");
    assert_eq!(event["date"]["start"], "2021-05-05", "Wednesday before the day of publication");
}

#[test]
fn nothing_to_read_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let ran = code(folder.path(), &["no-such-file.txt"]).exit(1);
    assert!(ran.stderr.contains("no-such-file.txt"), "{}", ran.stderr);
}

#[test]
fn standard_input_is_read_and_control_characters_do_not_reach_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("in.jsonl"),
        serde_json::json!({"id": "x\u{1b}[2J", "text": STORY, "published": PUBLISHED}).to_string(),
    )
    .unwrap();
    let input = fs::File::open(folder.path().join("in.jsonl")).unwrap();
    let ran = run(polybius().current_dir(folder.path()).args(["code", "-"]).stdin(input)).ok();
    assert!(ran.stdout.contains("1 event in them"), "{}", ran.stdout);
    let event = records(&export(folder.path(), "desk"), "event")[0]["id"].as_str().unwrap().to_owned();
    let shown = run(polybius().current_dir(folder.path()).args(["show", &event])).ok().stdout;
    assert!(shown.contains("x\\u{1b}[2J") && !shown.contains('\u{1b}'), "{shown}");
}
