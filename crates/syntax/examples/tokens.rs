//! Prints the tokens of texts, for annotation by another tool: one token a line with `1` where a space follows it, an empty
//! line after a sentence. Texts come on standard input, with the character U+001E between them; a line `U+001E` ends each.

use std::io::{Read, Write};

fn main() -> std::io::Result<()> {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for text in input.split('\u{1e}') {
        for (start, end) in polybius_syntax::split_sentences(text) {
            let tokens = polybius_syntax::tokenize(&text[start..end], start);
            for (i, token) in tokens.iter().enumerate() {
                let space = tokens.get(i + 1).is_some_and(|next| next.start > token.end);
                writeln!(out, "{}\t{}", &text[token.start..token.end], u8::from(space))?;
            }
            writeln!(out)?;
        }
        writeln!(out, "\u{1e}")?;
    }
    out.flush()
}
