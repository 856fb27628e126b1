//! What is kept of a text to tell its copies: MinHash (Broder 1997) over five-word shingles of the body. The hashes are fixed, so
//! that signatures are the same on every machine.

use polybius_records::{BlockKind, Document};

const HASHES: usize = 64;
/// Words in a shingle.
const SHINGLE: usize = 5;
/// Two rows a band find nearly all pairs from a resemblance of 0.4 on; [`near_duplicate`] then decides.
const ROWS: usize = 2;
const BANDS: usize = 16;
/// Resemblance (Jaccard) from which two texts are copies.
const RESEMBLANCE: f64 = 0.6;
/// Share of the shorter text found in the longer from which it is a cut or an extended copy...
const CONTAINMENT: f64 = 0.8;
/// ...if the estimate has enough to stand on.
const MIN_RESEMBLANCE: f64 = 0.25;

/// What is kept of a text to tell its copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The smallest hash of all shingles under each of 64 hash functions; empty for a text without words.
    mins: Vec<u64>,
    /// Number of shingles, repeats included.
    shingles: u32,
}

impl Signature {
    /// Of a document's body: headlines, datelines, bylines, captions and furniture are each paper's own.
    pub fn of_document(document: &Document) -> Signature {
        let mut body = String::with_capacity(document.text.len());
        let mut blocks = document.blocks.iter().filter(|b| b.kind != BlockKind::Body).peekable();
        for (at, c) in document.text.chars().enumerate() {
            while blocks.next_if(|b| b.end <= at).is_some() {}
            body.push(if blocks.peek().is_some_and(|b| b.start <= at) { ' ' } else { c });
        }
        Signature::of_text(&body)
    }

    /// Of a text as it is. Case, punctuation and white space do not count.
    pub fn of_text(text: &str) -> Signature {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(word_hash);
        let words: Vec<u64> = words.collect();
        let mut mins = vec![u64::MAX; HASHES];
        let mut shingles = 0_u32;
        // A text shorter than a shingle is one.
        for shingle in words.windows(SHINGLE.min(words.len()).max(1)) {
            let hash = shingle.iter().fold(0, |hash, &word| mixed(hash ^ word));
            shingles = shingles.saturating_add(1);
            for (i, min) in mins.iter_mut().enumerate() {
                *min = (*min).min(mixed(hash ^ mixed(i as u64 + 1)));
            }
        }
        if shingles == 0 {
            mins.clear();
        }
        Signature { mins, shingles }
    }

    /// Estimated share of shingles that two texts have in common: 0 to 1, with a standard error of at most 0.0625.
    pub fn resemblance(&self, other: &Signature) -> f64 {
        if self.mins.len() != HASHES || other.mins.len() != HASHES {
            return 0.0;
        }
        let equal = self.mins.iter().zip(&other.mins).filter(|(a, b)| a == b).count();
        equal as f64 / HASHES as f64
    }

    /// The buckets in which copies of the text stand beside it (banding: Leskovec, Rajaraman and Ullman, *Mining of Massive
    /// Datasets*, chapter 3), as numbers of 63 bits; none for a text without words.
    pub fn bands(&self) -> impl Iterator<Item = u64> {
        let rows = self.mins.chunks_exact(ROWS).take(BANDS);
        rows.zip(0_u64..).map(|(rows, band)| rows.iter().fold(mixed(band), |hash, min| mixed(hash ^ min)) >> 1)
    }

    /// The place of a document of that id in every bucket, of 63 bits: texts that are the same stand together.
    pub fn place(&self, id: &str) -> u64 {
        let text = self.mins.iter().fold(0, |hash, min| mixed(hash ^ min)) >> 33;
        text << 32 | word_hash(id) >> 32
    }

    /// For keeping.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.shingles.to_le_bytes().into_iter().chain(self.mins.iter().flat_map(|min| min.to_le_bytes())).collect()
    }

    /// As kept; `None` where the bytes have another form, that of an earlier version for one.
    pub fn from_bytes(bytes: &[u8]) -> Option<Signature> {
        let (shingles, mins) = bytes.split_first_chunk()?;
        let mins = mins.chunks(8).map(|min| Some(u64::from_le_bytes(min.try_into().ok()?)));
        let mins = mins.collect::<Option<Vec<u64>>>().filter(|mins| mins.is_empty() || mins.len() == HASHES)?;
        Some(Signature { mins, shingles: u32::from_le_bytes(*shingles) })
    }
}

/// Whether one text is a copy of the other, lightly edited, cut or extended.
pub fn near_duplicate(a: &Signature, b: &Signature) -> bool {
    let resemblance = a.resemblance(b);
    if resemblance >= RESEMBLANCE {
        return true;
    }
    let shared = resemblance / (1.0 + resemblance) * (f64::from(a.shingles) + f64::from(b.shingles));
    resemblance >= MIN_RESEMBLANCE && shared >= CONTAINMENT * f64::from(a.shingles.min(b.shingles))
}

/// FNV-1a over the lower-case letters.
fn word_hash(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut buffer = [0; 4];
    for c in word.chars().flat_map(char::to_lowercase) {
        for byte in c.encode_utf8(&mut buffer).bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    mixed(hash)
}

/// The finaliser of SplitMix64: every bit of the input moves every bit of the output.
fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Sentences that differ in every shingle.
    pub(crate) fn article(seed: usize, sentences: usize) -> Vec<String> {
        let words = [
            "harbour", "ridge", "market", "convoy", "patrol", "barracks", "ferry", "mosque", "school", "bridge",
            "depot",
        ];
        let sentence = |i: usize| {
            let word = |j: usize| words[(mixed((seed * 1_000 + i * 20 + j) as u64) % 11) as usize];
            (0..14).map(word).collect::<Vec<_>>().join(" ") + "."
        };
        (0..sentences).map(sentence).collect()
    }

    #[test]
    fn tells_copies_from_other_texts() {
        let report = article(1, 20);
        let of = |sentences: &[String]| Signature::of_text(&sentences.join(" "));
        let mut edited = report.clone();
        edited[7] = article(9, 1).remove(0);
        let cases = [
            ("same", of(&report), true),
            ("shouted", Signature::of_text(&report.join("\n").to_uppercase()), true),
            ("one sentence changed", of(&edited), true),
            ("cut to half", of(&report[..10]), true),
            ("extended", of(&[report.clone(), article(3, 8)].concat()), true),
            ("half shared", of(&[&report[..10], &article(4, 10)[..]].concat()), false),
            ("another", of(&article(2, 20)), false),
            ("empty", Signature::of_text(" ... "), false),
        ];
        for (name, other, expected) in cases {
            assert_eq!(near_duplicate(&of(&report), &other), expected, "{name}: {}", of(&report).resemblance(&other));
        }
        let empty = Signature::of_text("");
        assert!(!near_duplicate(&empty, &empty), "two empty texts are not one source");
    }

    #[test]
    fn signatures_are_the_same_everywhere() {
        let signature = Signature::of_text("A bomb went off at the port of Tema.");
        assert_eq!((signature.mins.len(), signature.shingles), (64, 5));
        assert_eq!(Signature::from_bytes(&signature.to_bytes()), Some(signature.clone()));
        assert_eq!(Signature::from_bytes(b"{\"mins\":[]}"), None);
        assert_eq!(signature.mins[0], Signature::of_text("a bomb went off, at the port of Tema").mins[0]);
    }

    #[test]
    fn only_the_body_counts() {
        let mut document = Document::plain("d", "Título\n\nA bomb went off at the port of Tema.");
        let body = Signature::of_text("A bomb went off at the port of Tema.");
        assert_ne!(Signature::of_document(&document), body);
        document.blocks = vec![polybius_records::Block { kind: BlockKind::Title, start: 0, end: 6 }];
        assert_eq!(Signature::of_document(&document), body);
    }
}
