use crate::{Count, CountKind, EventBody};

/// "at least 12 people were killed and 30 injured"; `None` where no count says anything.
pub(super) fn phrase(body: &EventBody, hedge: &str) -> Option<String> {
    let said: Vec<(CountKind, &Count, String)> =
        CountKind::ALL.iter().filter_map(|&kind| body.count(kind).and_then(|c| Some((kind, c, number(c)?)))).collect();
    // "Nobody was injured" is worth a place only where nothing else is known.
    let some: Vec<_> = said.iter().filter(|(_, c, _)| !is_zero(c)).collect();
    if some.is_empty() {
        let (kind, ..) = said.first()?;
        return Some(format!("nobody was {hedge}{}", participle(*kind)));
    }
    let parts: Vec<String> = some
        .iter()
        .enumerate()
        .map(|(i, (kind, count, number))| {
            let range = range(count);
            if i == 0 {
                let (noun, verb) = if number == "1" { ("person", "was") } else { ("people", "were") };
                format!("{number} {noun} {verb} {hedge}{}{range}", participle(*kind))
            } else {
                format!("{number} {}{range}", participle(*kind))
            }
        })
        .collect();
    Some(super::listed(&parts))
}

fn participle(kind: CountKind) -> &'static str {
    match kind {
        CountKind::Killed => "killed",
        CountKind::Injured => "injured",
        CountKind::Abducted => "abducted",
        CountKind::Detained => "arrested",
        CountKind::Displaced => "displaced",
    }
}

fn is_zero(count: &Count) -> bool {
    count.best.or(count.low) == Some(0) && count.high.is_none_or(|h| h == 0)
}

fn number(count: &Count) -> Option<String> {
    let Count { best, low, high, open_above, .. } = count;
    Some(match (best, low, high) {
        (Some(n), Some(l), None) if l >= n => format!("at least {}", grouped(*n)),
        (Some(n), Some(l), Some(h)) if *open_above && l == n && h == n => format!("at least {}", grouped(*n)),
        (Some(n), None, Some(h)) if h == n => format!("about {}", grouped(*n)),
        (Some(n), _, _) => grouped(*n),
        (None, Some(l), Some(h)) if l < h => format!("between {} and {}", grouped(*l), grouped(*h)),
        (None, Some(l), _) => format!("at least {}", grouped(*l)),
        (None, None, Some(h)) => format!("up to {}", grouped(*h)),
        (None, None, None) => return None,
    })
}

/// What the reports disagree about.
fn range(count: &Count) -> String {
    match (count.best, count.low, count.high) {
        (Some(_), Some(l), Some(h)) if l < h => format!(" (reports range from {} to {})", grouped(l), grouped(h)),
        _ => String::new(),
    }
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}
