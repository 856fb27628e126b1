//! The words of a phrase around its head, as somebody who fills in a form would copy them.

use polybius_syntax::Sentence;

/// Tokens, both ends inclusive.
pub(super) type Span = (usize, usize);

/// The head with the words before it that belong to it, without article: "three heavily armed men".
pub(super) fn noun(s: &Sentence, head: usize) -> Span {
    let mut first = head;
    while first > 0 && first > head.saturating_sub(12) && s.is_under(first - 1, head) && stays(s, first - 1, head) {
        first -= 1;
    }
    while first < head && is_opening(s, first) {
        first += 1;
    }
    (first, head)
}

/// The same with what "of" hangs on it: "members of the Red Front".
pub(super) fn with_of(s: &Sentence, head: usize) -> Span {
    let (first, mut last) = noun(s, head);
    let mut at = head;
    for _ in 0..4 {
        let of = s.children(at).find(|&p| s.tokens[p].label == "prep" && s.tokens[p].lower == "of" && p == last + 1);
        let Some(object) = of.and_then(|p| s.children(p).find(|&o| s.tokens[o].label == "pobj" && o > p)) else {
            break;
        };
        last = object;
        at = object;
    }
    (first, last)
}

/// An organisation's name without the letters in brackets after it: "Red Dawn Front (RDF)".
pub(super) fn name(s: &Sentence, first: usize, last: usize) -> Span {
    let bracket = (first + 1..=last).find(|&i| matches!(s.tokens[i].lower.as_str(), "(" | "--" | ","));
    let last = bracket.map_or(last, |b| b - 1);
    let opens = |i: usize| matches!(s.tokens[i].lower.as_str(), "the" | "a" | "an" | "\"" | "(");
    let first = (first..last).find(|&i| !opens(i)).unwrap_or(last);
    (first, last)
}

/// The label of the head's arc; of what hangs on a preposition, with that.
pub(super) fn arc(s: &Sentence, head: usize) -> String {
    let t = &s.tokens[head];
    if t.label == "pobj" { format!("pobj:{}", s.tokens[t.head].lower) } else { t.label.to_owned() }
}

/// The dictionary form of what the head hangs on, prepositions and coordination skipped.
pub(super) fn governor(s: &Sentence, head: usize) -> String {
    let mut at = head;
    for _ in 0..6 {
        let label = s.tokens[at].label;
        at = s.tokens[at].head;
        if !matches!(label, "conj" | "appos") && s.tokens[at].label != "prep" && s.tokens[at].label != "agent" {
            break;
        }
    }
    s.tokens[at].lemma.clone()
}

/// The phrase without number and amount: "electricity towers" of "two electricity towers".
pub(super) fn without_number(s: &Sentence, (mut first, last): Span) -> Span {
    while first < last && is_amount(s, first) {
        first += 1;
    }
    (first, last)
}

fn is_amount(s: &Sentence, i: usize) -> bool {
    let t = &s.tokens[i];
    t.tag == "CD"
        || matches!(t.label, "nummod" | "quantmod")
        || matches!(
            t.lower.as_str(),
            "several"
                | "many"
                | "some"
                | "various"
                | "numerous"
                | "few"
                | "dozens"
                | "hundreds"
                | "of"
                | "about"
                | "over"
                | "nearly"
                | "almost"
                | "approximately"
                | "around"
                | "additional"
                | "more"
                | "than"
                | "at"
                | "least"
                | "first"
                | "second"
                | "third"
                | "other"
                | "another"
                | "\""
        )
}

/// Clauses and marks end a phrase to the left.
fn stays(s: &Sentence, i: usize, head: usize) -> bool {
    let t = &s.tokens[i];
    let inner = matches!(t.lower.as_str(), "," | "--" | ";" | ":" | "(" | ")" | "and" | "or" | "both" | "including");
    // "army and police posts": a coordination of modifiers stays inside.
    let joined = matches!(t.lower.as_str(), "and" | "," | "or") && t.head < head && t.head < i;
    (!inner || joined)
        && !matches!(t.label, "cc" if t.head == head)
        && !matches!(t.label, "prep" | "relcl" | "advcl" | "neg")
}

fn is_opening(s: &Sentence, i: usize) -> bool {
    let t = &s.tokens[i];
    t.label == "det"
        || matches!(t.label, "poss" if t.tag == "PRP$")
        || matches!(t.label, "predet" | "cc" | "preconj")
        || (t.label == "advmod" && !(t.head > i && matches!(s.tokens[t.head].label, "amod" | "nummod")))
        || (t.label == "npadvmod" && t.tag == "NN" && t.head > i)
        || matches!(
            t.lower.as_str(),
            "the"
                | "a"
                | "an"
                | ","
                | "--"
                | "\""
                | "'"
                | "``"
                | "''"
                | "-"
                | "alleged"
                | "suspected"
                | "other"
                | "same"
                | "both"
        )
}

#[cfg(test)]
mod tests {
    use polybius_syntax::Analyzer;

    use super::*;

    #[test]
    fn articles_go_and_numbers_and_names_stay() {
        let text = "Three armed men of the Red Dawn Front shot the mayor's driver.";
        let analysed = Analyzer::embedded().analyse(text, 0);
        let s = &analysed[0];
        let words = |(a, b): Span| &text[s.tokens[a].start..s.tokens[b].end];
        let at = |word: &str| s.tokens.iter().position(|t| t.lower == word).unwrap();
        assert_eq!(words(noun(s, at("men"))), "Three armed men");
        assert_eq!(words(with_of(s, at("men"))), "Three armed men of the Red Dawn Front");
        assert_eq!(words(noun(s, at("driver"))), "mayor's driver");
    }
}
