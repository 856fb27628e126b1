use std::io::{self, Write};
use std::path::Path;

use polybius_coder::Coder;
use polybius_records::Document;

use crate::arguments::{ExplainArguments, Inputs};
use crate::exit::Done;
use crate::pipeline::{Item, date_from_text};
use crate::progress::Progress;
use crate::sources::Known;
use crate::terminal::{Paint, columns, plain, stdout, wrap};
use crate::{lexicon, sources};

pub fn run(arguments: &ExplainArguments) -> anyhow::Result<Done> {
    let coder = Coder::new(lexicon::load(arguments.lexicon.as_deref())?);
    let (paint, columns) = (Paint::stdout(), columns());
    let mut out = stdout();
    if !is_path(&arguments.input) {
        let mut document = Document::plain("text", arguments.input.as_str());
        if let Some(day) = arguments.published {
            document = document.published_on(day);
        }
        explain(&mut out, &coder, &document, paint, columns)?;
        return Ok(Done::All);
    }
    let inputs = Inputs {
        paths: vec![arguments.input.clone().into()],
        manifest: None,
        published: arguments.published,
        lexicon: None,
        threads: None,
    };
    let mut done = Done::All;
    for item in sources::open(&inputs, "", Known::default()) {
        match item {
            Item::Document(incoming) => {
                let (mut document, mut warnings) = (incoming.document, incoming.warnings);
                date_from_text(&mut document, &mut warnings);
                explain(&mut out, &coder, &document, paint, columns)?;
            }
            Item::Passed(_) => {}
            Item::Failed(message) => {
                done = Done::WithFailures;
                Progress::start(true).tell(&message);
            }
        }
    }
    Ok(done)
}

/// A file that exists, or what looks like the name of one: no blank, and a dot or a slash.
fn is_path(input: &str) -> bool {
    input == "-" || Path::new(input).exists() || (!input.contains(char::is_whitespace) && input.contains(['.', '/']))
}

fn explain(out: &mut dyn Write, coder: &Coder, document: &Document, paint: Paint, columns: usize) -> io::Result<()> {
    let day = document.published.map_or("day of publication unknown".to_owned(), |d| format!("published {d}"));
    writeln!(out, "{}", paint.bold(&plain(&format!("{} ({day})", document.id))))?;
    for sentence in polybius_coder::explain(coder, document) {
        let mark = if sentence.coded { paint.green("coded") } else { paint.yellow("-----") };
        let place = paint.faint(&format!("{}-{}", sentence.start, sentence.end));
        writeln!(out, "{mark} {place}")?;
        for line in wrap(&plain(&sentence.text), columns.saturating_sub(6).max(20)) {
            writeln!(out, "      {line}")?;
        }
        for line in wrap(&plain(&sentence.why), columns.saturating_sub(8).max(20)) {
            writeln!(out, "      > {line}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_paths_are_told_apart() {
        assert!(is_path("-") && is_path("story.txt") && is_path("no/such"));
        assert!(!is_path("Gunmen killed five.") && !is_path("Explosion"));
    }
}
