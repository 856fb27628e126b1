use polybius_records::CountKind;

use crate::{CountMention, Text};

/// People who are missing are taken where the document tells of an abduction: elsewhere they may have drowned or fled.
pub(super) fn taken(text: &Text<'_>, counts: &mut Vec<CountMention>) {
    let gone = |c: &CountMention| {
        let word = c.anchor.and_then(|a| text.sentences.get(c.spot.sentence)?.syntax.tokens.get(a));
        c.kind == Some(CountKind::Abducted)
            && word.is_some_and(|t| matches!(t.lower.as_str(), "disappeared" | "vanished" | "missing"))
    };
    let told = |w: &str| {
        ["kidnap", "abduct", "hostage", "captor", "ransom"].iter().any(|stem| w.starts_with(stem))
            || matches!(w, "captives" | "captive")
    };
    let abduction = counts.iter().any(|c| c.kind == Some(CountKind::Abducted) && c.best != Some(0) && !gone(c))
        || text.sentences.iter().any(|s| s.syntax.tokens.iter().any(|t| told(&t.lower)));
    if !abduction {
        counts.retain(|c| !(gone(c) && c.best == Some(1)));
        for c in counts.iter_mut().filter(|c| gone(c)) {
            (c.kind, c.anchor) = (None, None);
        }
        return;
    }
    for c in counts.iter_mut().filter(|c| c.kind.is_none()) {
        if let Some(anchor) = missing(text, c) {
            c.kind = Some(CountKind::Abducted);
            c.anchor = Some(anchor);
        }
    }
}

/// The word that says that those counted are gone: "were still missing", "disappeared", within their clause.
fn missing(text: &Text<'_>, c: &CountMention) -> Option<usize> {
    let tokens = &text.sentences.get(c.spot.sentence)?.syntax.tokens;
    let mut be = false;
    let mut end = None;
    for (i, t) in tokens.iter().enumerate().skip(c.spot.last + 1).take(30) {
        match t.lower.as_str() {
            "were" | "are" | "was" | "is" | "remain" | "remained" | "went" | "gone" | "reported" => be = true,
            "missing" | "unaccounted" if be => end = Some(i),
            "disappeared" | "vanished" => end = Some(i),
            ";" | "." | "but" | "while" | "said" => break,
            // A verb of its own between them: someone else is missing.
            _ if t.tag == "VBD" && !be => break,
            _ => {}
        }
        if end.is_some() {
            break;
        }
    }
    end
}
