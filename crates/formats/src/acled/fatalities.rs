use polybius_records::Count;

use crate::case::Case;

/// ACLED's number: the lowest reported until a second source corroborates a higher one; fixed numbers for vague words;
/// none mentioned is 0 (ACLED codebook 2023, fatalities).
pub(super) fn fatalities(case: &Case<'_>) -> (u64, &'static str) {
    let Some(killed) = &case.event.body.killed else { return (0, "none mentioned") };
    if let (Some(best), Some(low)) = (killed.best, killed.low)
        && low < best
    {
        return if corroborated(case, best) {
            (best, "best, named by two documents")
        } else {
            (low, "lowest reported")
        };
    }
    if let Some(best) = killed.best {
        return (best, "the number reported");
    }
    match vague(case, killed) {
        Some(n) => (n, "fixed number for vague words"),
        None => (killed.low.unwrap_or(0), "lowest reported"),
    }
}

fn corroborated(case: &Case<'_>, best: u64) -> bool {
    let mut documents: Vec<&str> = case
        .reports
        .iter()
        .filter(|r| r.body.killed.as_ref().and_then(|k| k.best) == Some(best))
        .map(|r| r.document.as_str())
        .collect();
    documents.sort_unstable();
    documents.dedup();
    documents.len() >= 2
}

/// Words, ACLED's number for them, and the lowest number that the coder takes them for.
const WORDS: [(&str, u64, u64); 7] = [
    ("hundreds", 100, 200),
    ("dozens", 12, 24),
    ("tens", 10, 20),
    ("scores", 12, 40),
    ("several", 3, 3),
    ("many", 3, 3),
    ("few", 3, 3),
];

fn vague(case: &Case<'_>, killed: &Count) -> Option<u64> {
    let quotes = case.event.body.evidence.iter().filter(|e| e.field == "killed" && !e.quote.is_empty());
    let said: Vec<String> = quotes.map(|e| format!("{} {}", e.value, e.quote).to_lowercase()).collect();
    if said.is_empty() {
        // A safe export has no quotes; a count without a best number comes from such words.
        return WORDS.iter().find(|(_, _, low)| killed.low == Some(*low)).map(|(_, n, _)| *n);
    }
    let says = |word: &str| said.iter().any(|s| s.split(|c: char| !c.is_alphabetic()).any(|w| w == word));
    // "Hundreds" in a text whose lowest number is 24 speaks of other people.
    let fits = |n: u64| killed.low.is_none_or(|low| low >= n && low <= n.saturating_mul(3));
    WORDS.iter().find(|(word, n, _)| says(word) && fits(*n)).map(|(_, n, _)| *n)
}
