//! The demonstration documents, read as a user reads them.
#![cfg(unix)]

use std::path::Path;

use polybius_ingest::{Options, PdfCommand, Read, Signature, Source, pdf_child_main, source_groups};

const CHILD: &str = "the-parent-waits";

#[test]
fn child() {
    if std::env::args().any(|argument| argument == CHILD) {
        pdf_child_main().expect("the parent reads");
    }
}

fn demo() -> Vec<Read> {
    let arguments = ["--exact", "child", "--nocapture", "--skip", CHILD].map(str::to_owned).to_vec();
    let pdf = PdfCommand { program: std::env::current_exe().expect("a program"), arguments };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo");
    let options = Options { pdf: Some(pdf), ..Options::default() };
    Source::from_paths(vec![folder], None, options).collect::<Result<_, _>>().expect("all are sound")
}

#[test]
fn every_document_is_dated_and_named_and_in_english() {
    let reads = demo();
    assert_eq!(reads.len(), 28);
    for Read { document, warnings, .. } in &reads {
        assert_eq!(warnings, &[], "{}", document.id);
        assert!(document.published.is_some() && document.publisher.is_some(), "{}", document.id);
        assert_eq!(document.language.as_deref(), Some("en"), "{}", document.id);
        let words = document.text.split_whitespace().count();
        assert!((130..=300).contains(&words), "{} has {words} words", document.id);
    }
}

#[test]
fn the_two_copies_of_one_agency_report_are_one_source() {
    let signatures: Vec<_> =
        demo().iter().map(|read| (read.document.id.clone(), Signature::of_document(&read.document))).collect();
    let copies: Vec<_> = source_groups(&signatures).into_iter().filter(|group| group.len() > 1).collect();
    assert_eq!(copies, [["peshawar-2014-ledger", "peshawar-2014-wire"]]);
}

#[test]
fn the_page_and_the_pdf_come_out_as_paragraphs() {
    let reads = demo();
    let text = |id: &str| {
        reads.iter().find(|read| read.document.id == id).map(|read| read.document.text.as_str()).unwrap_or_default()
    };
    let page = text("westgate-2013-courier");
    assert!(page.starts_with("Gunmen kill dozens in Nairobi shopping mall\n\n"), "{page}");
    assert!(
        page.contains("\n\nWitnesses said that the gunmen told Muslims to leave before they began to shoot."),
        "{page}"
    );
    for furniture in ["cookies", "Tides", "Herring", "Privacy", "display"] {
        assert!(!page.contains(furniture), "{furniture}");
    }
    let pdf: Vec<&str> = text("lake-chad-2015").split("\n\n").collect();
    assert_eq!(pdf.len(), 7, "{pdf:#?}");
    assert!(pdf[5].starts_with("Estimates of its strength") && pdf[5].ends_with("more than 10,000."), "{pdf:#?}");
}
