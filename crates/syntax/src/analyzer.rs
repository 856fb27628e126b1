use std::sync::{Arc, OnceLock};

use crate::feature::Word;
use crate::labels::TAGS;
use crate::weights::{Damaged, Weights, unpack};
use crate::{Sentence, lemma, names, parser, split_sentences, tagger, tokenize};

/// Longer runs without an end of sentence are tables or lists; they are cut, so that time stays linear.
const LONGEST: usize = 250;

/// Tags, names and trees for text. Loaded once, shared, immutable; copies share the weights.
#[derive(Debug, Clone, Default)]
pub struct Analyzer {
    models: Arc<Models>,
}

#[derive(Debug, Default)]
struct Models {
    tagger: Weights,
    names: Weights,
    parser: Weights,
}

fn load(compressed: &[u8]) -> Result<Models, Damaged> {
    let bytes = zstd::stream::decode_all(compressed).map_err(|_| Damaged("they do not decompress"))?;
    let mut models = unpack(&bytes)?.into_iter();
    match (models.next(), models.next(), models.next(), models.next()) {
        (Some(tagger), Some(names), Some(parser), None) => Ok(Models { tagger, names, parser }),
        _ => Err(Damaged("there must be three models")),
    }
}

impl Analyzer {
    /// The analyzer with the weights that are built in. They are read once for the whole process.
    pub fn embedded() -> Self {
        static MODELS: OnceLock<Arc<Models>> = OnceLock::new();
        // The weights are part of the program, and a test reads them: what is empty here would be empty in every run.
        let models =
            MODELS.get_or_init(|| Arc::new(load(include_bytes!("../data/syntax.bin.zst")).unwrap_or_default()));
        Analyzer { models: Arc::clone(models) }
    }

    /// Sentences of one block of running text, which begins at byte `offset` of the document: offsets in the result
    /// count from the document's start.
    pub fn analyse(&self, block: &str, offset: usize) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        for (start, end) in split_sentences(block) {
            let mut tokens = tokenize(&block[start..end], offset + start);
            while tokens.len() > LONGEST {
                let rest = tokens.split_off(LONGEST);
                sentences.push(self.sentence(block, offset, tokens));
                tokens = rest;
            }
            if !tokens.is_empty() {
                sentences.push(self.sentence(block, offset, tokens));
            }
        }
        sentences
    }

    fn sentence(&self, block: &str, offset: usize, mut tokens: Vec<crate::Token>) -> Sentence {
        let surface = |t: &crate::Token| &block[t.start - offset..t.end - offset];
        // In a text with small letters "IS" is a name, which the tagger knows only in its longer form.
        let capitals = !tokens.iter().any(|t| surface(t).contains(char::is_lowercase));
        let words = Word::sentence(tokens.iter().map(|t| match surface(t) {
            "IS" if !capitals => "ISIS",
            word => word,
        }));
        let tags = tagger::tag(&self.models.tagger, &words);
        let found = names::decode(&names::classify(&self.models.names, &words, &tags));
        let tree = parser::parse(&self.models.parser, &words, &tags);
        for (i, token) in tokens.iter_mut().enumerate() {
            token.tag = TAGS[tags[i] as usize];
            token.lemma = lemma::lemma(&token.lower, token.tag);
            (token.name, token.name_start) = found[i];
            token.head = tree[i].0;
            token.label = parser::label(tree[i].1);
        }
        let (start, end) = (tokens.first().map_or(offset, |t| t.start), tokens.last().map_or(offset, |t| t.end));
        Sentence { start, end, tokens }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_built_in_are_whole() {
        let models = load(include_bytes!("../data/syntax.bin.zst")).unwrap();
        assert!([&models.tagger, &models.names, &models.parser].iter().all(|m| m.size() > 100_000));
        assert!(load(b"not weights").is_err());
    }
}
