use std::ops::Range;

use tokenizers::Tokenizer;
use tokenizers::models::wordpiece::WordPiece;
use tokenizers::normalizers::BertNormalizer;
use tokenizers::pre_tokenizers::bert::BertPreTokenizer;

use crate::Error;

/// Cuts sentences into the word pieces that the weights know (BERT's uncased vocabulary).
pub(crate) struct Cutter {
    tokenizer: Tokenizer,
}

/// A piece: its number in the vocabulary, and the bytes of the text that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) number: i32,
    pub(crate) range: Range<usize>,
}

impl Cutter {
    /// `vocabulary` holds one piece a line, in the order of their numbers.
    pub(crate) fn new(vocabulary: &str) -> Result<Self, Error> {
        let numbers =
            vocabulary.lines().enumerate().map(|(i, line)| (line.to_owned(), u32::try_from(i).unwrap_or(u32::MAX)));
        let model = WordPiece::builder()
            .vocab(numbers.collect::<ahash::AHashMap<String, u32>>())
            .unk_token("[UNK]".into())
            .build()
            .map_err(|e| Error::Vocabulary(e.to_string()))?;
        let mut tokenizer = Tokenizer::new(model);
        for (mark, number) in [("[UNK]", 100), ("[CLS]", 101), ("[SEP]", 102)] {
            if tokenizer.token_to_id(mark) != Some(number) {
                return Err(Error::Vocabulary(format!("{mark} is not on line {}", number + 1)));
            }
        }
        let unfit = |e: tokenizers::Error| Error::Vocabulary(e.to_string());
        tokenizer.with_normalizer(Some(BertNormalizer::default())).map_err(unfit)?;
        tokenizer.with_pre_tokenizer(Some(BertPreTokenizer));
        Ok(Cutter { tokenizer })
    }

    /// The pieces of `text[range]`.
    pub(crate) fn cut(&self, text: &str, range: Range<usize>) -> Vec<Piece> {
        let Some(part) = text.get(range.clone()) else { return Vec::new() };
        // The cutter refuses no text; an empty answer keeps a fault of its own from losing the document.
        let Ok(coded) = self.tokenizer.encode(part, false) else { return Vec::new() };
        coded
            .get_ids()
            .iter()
            .zip(coded.get_offsets())
            .filter_map(|(&id, &(a, b))| {
                Some(Piece { number: i32::try_from(id).ok()?, range: range.start + a..range.start + b })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cutter() -> Cutter {
        Cutter::new(include_str!("../data/vocabulary.txt")).unwrap()
    }

    #[test]
    fn pieces_keep_their_bytes() {
        let text = "Before. Älteste guerrilleros’ bombs";
        let pieces = cutter().cut(text, 8..text.len());
        let words: Vec<&str> = pieces.iter().map(|p| &text[p.range.clone()]).collect();
        assert_eq!(words.concat(), "Älteste".to_owned() + "guerrilleros" + "’" + "bombs");
        assert_eq!(words.first().map(|w| w.chars().next()), Some(Some('Ä')));
    }

    #[test]
    fn case_and_accents_make_no_difference() {
        let of = |text: &str| cutter().cut(text, 0..text.len()).iter().map(|p| p.number).collect::<Vec<_>>();
        assert_eq!(of("BOGOTÁ POLICE"), of("bogota police"));
        assert!(of("").is_empty());
    }

    #[test]
    fn a_mark_written_in_a_text_is_no_mark() {
        let pieces = cutter().cut("he wrote [SEP] twice", 0..20);
        assert!(pieces.iter().all(|p| p.number != 102), "{pieces:?}");
    }
}
