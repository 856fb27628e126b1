//! PDF by way of a child process: this test program is its own child.
#![cfg(unix)]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use polybius_ingest::{ErrorKind, Limits, Options, PdfCommand, PdfFailure, Source, extract_pdf, pdf_child_main};

const CHILD: &str = "the-parent-waits";

/// What the child runs: nothing, unless a parent started it.
#[test]
fn child() {
    if std::env::args().any(|argument| argument == CHILD) {
        pdf_child_main().expect("the parent reads");
    }
}

fn this_program() -> PdfCommand {
    let arguments = ["--exact", "child", "--nocapture", "--skip", CHILD];
    PdfCommand {
        program: std::env::current_exe().expect("a program"),
        arguments: arguments.map(str::to_owned).to_vec(),
    }
}

fn other(program: &str, arguments: &[&str]) -> PdfCommand {
    PdfCommand { program: PathBuf::from(program), arguments: arguments.iter().map(|a| (*a).to_owned()).collect() }
}

/// A one-page PDF of these lines in Helvetica.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let shown: String = lines.iter().map(|line| format!("({line}) Tj T* ")).collect();
    let stream = format!("BT /F1 12 Tf 14 TL 72 720 Td {shown}ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut out = "%PDF-1.4\n".to_owned();
    let mut offsets = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    let xref = out.len();
    out += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        out += &format!("{offset:010} 00000 n \n");
    }
    out += &format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n", objects.len() + 1);
    out.into_bytes()
}

#[test]
fn reads_the_text_as_paragraphs() {
    let bytes = pdf(&["Gunmen opened fire on a ferry at", "dawn, the port authority said."]);
    let options = Options { pdf: Some(this_program()), ..Options::default() };
    let read = Source::from_reader("report.pdf", std::io::Cursor::new(bytes), options).next();
    let read = read.expect("one document").expect("sound");
    assert_eq!(read.document.text, "Gunmen opened fire on a ferry at dawn, the port authority said.");
    assert_eq!(read.original.media_type, "application/pdf");
}

#[test]
fn a_bad_file_or_a_bad_child_is_an_error_in_time() {
    let short = Limits { pdf_time: Duration::from_secs(1), ..Limits::default() };
    let tight = Limits { pdf_memory: 1 << 20, ..Limits::default() };
    let small = Limits { text_bytes: 1_000, ..Limits::default() };
    let sound = pdf(&["A bomb went off."]);
    // The allocator's reserve for a thread, which no limit takes back, is 64 MiB.
    let large = vec![b' '; 80 << 20];
    let cut = &sound[..sound.len() / 2];
    let cases = [
        ("no pdf", &b"not a PDF at all"[..], this_program(), Limits::default(), PdfFailure::Unreadable),
        ("cut", cut, this_program(), Limits::default(), PdfFailure::Unreadable),
        ("no memory", &large, this_program(), tight, PdfFailure::Broke),
        ("dies", &sound, other("false", &[]), Limits::default(), PdfFailure::Broke),
        ("hangs", &sound, other("sleep", &["60"]), short, PdfFailure::TimedOut(short.pdf_time)),
        ("never stops talking", &sound, other("yes", &[]), small, PdfFailure::Broke),
    ];
    for (name, bytes, command, limits, expected) in cases {
        let start = Instant::now();
        assert_eq!(extract_pdf(bytes, &command, &limits), Err(expected), "{name}");
        assert!(start.elapsed() < Duration::from_secs(20), "{name} took {:?}", start.elapsed());
    }
    let missing = extract_pdf(&sound, &other("/no/such/program", &[]), &Limits::default());
    assert!(matches!(missing, Err(PdfFailure::NotStarted(_))), "{missing:?}");
}

#[test]
fn without_a_reader_a_pdf_is_refused() {
    let read = Source::from_reader("a.pdf", &b"%PDF-1.4"[..], Options::default()).next().expect("one answer");
    assert_eq!(read.expect_err("no reader").kind(), ErrorKind::BadPdf);
}
