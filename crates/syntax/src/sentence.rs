/// Byte ranges of the sentences of a block of text, without surrounding space.
pub fn split_sentences(block: &str) -> Vec<(usize, usize)> {
    let bytes = block.as_bytes();
    let mut out = Vec::new();
    let mut start = 0;
    let mut push = |from: usize, to: usize| {
        let piece = &block[from..to];
        let lead = piece.len() - piece.trim_start().len();
        let body = piece.trim();
        if !body.is_empty() {
            out.push((from + lead, from + lead + body.len()));
        }
    };
    for (i, c) in block.char_indices() {
        let next = i + c.len_utf8();
        let ends = match c {
            '\n' => true,
            '.' | '!' | '?' => bytes.get(next).is_none_or(|b| b.is_ascii_whitespace()),
            _ => false,
        };
        if ends {
            push(start, next);
            start = next;
        }
    }
    push(start, block.len());
    out
}
