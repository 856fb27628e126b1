use crate::{Name, Token};

/// Tokens of one sentence, which begins at byte `offset`. Words, numbers and marks; tags and heads are not set.
pub fn tokenize(sentence: &str, offset: usize) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = sentence.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        if c.is_alphanumeric() {
            while let Some(&(i, d)) = chars.peek() {
                if !d.is_alphanumeric() {
                    break;
                }
                end = i + d.len_utf8();
                chars.next();
            }
        }
        let lower = sentence[start..end].to_lowercase();
        tokens.push(Token {
            start: offset + start,
            end: offset + end,
            lemma: lower.clone(),
            lower,
            tag: "NN",
            name: Name::None,
            name_start: false,
            head: 0,
            label: "dep",
        });
    }
    tokens
}
