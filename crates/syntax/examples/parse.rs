//! Prints the sentences of a text on standard input, one token a line: form, lemma, tag, name, head (from 1; 0 is the root), label.
//! With the argument `time`, prints only how fast it went.

use std::io::{self, Read, Write};
use std::time::Instant;

use polybius_syntax::Analyzer;

fn main() -> io::Result<()> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let begun = Instant::now();
    let analyzer = Analyzer::embedded();
    let loaded = begun.elapsed();
    let sentences = analyzer.analyse(&text, 0);
    let seconds = (begun.elapsed() - loaded).as_secs_f64();
    let mut out = io::BufWriter::new(io::stdout().lock());
    if std::env::args().nth(1).is_some_and(|a| a == "time") {
        let words: usize = sentences.iter().map(|s| s.tokens.len()).sum();
        let rate = sentences.len() as f64 / seconds;
        return writeln!(
            out,
            "{} sentences, {words} words; loaded in {loaded:?}; {rate:.0} sentences a second",
            sentences.len()
        );
    }
    for sentence in &sentences {
        for (i, t) in sentence.tokens.iter().enumerate() {
            let head = if t.head == i { 0 } else { t.head + 1 };
            let name = match (t.name, t.name_start) {
                (polybius_syntax::Name::None, _) => "O".to_owned(),
                (kind, start) => format!("{}-{kind:?}", if start { "B" } else { "I" }),
            };
            writeln!(out, "{}\t{}\t{}\t{}\t{name}\t{head}\t{}", i + 1, &text[t.start..t.end], t.lemma, t.tag, t.label)?;
        }
        writeln!(out)?;
    }
    out.flush()
}
