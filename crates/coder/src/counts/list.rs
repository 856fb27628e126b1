use super::Item;
use super::far;
use super::fate::{self, Fate, Said};
use super::people::Sort;
use super::tree;
use super::vocabulary::{Slot, Vocabulary};
use super::words::{Words, is_be, is_have, is_modal, is_preposition};

/// How one count follows another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// "and", "as well as".
    And,
    /// A comma.
    Comma,
    /// "was shot along with": what happened to the one before stands between.
    With,
    /// "including", "among them": a part of the one before.
    Within,
    /// Nothing joins them.
    Apart,
}

/// What the words right before and right after a count say of it.
pub(super) fn own(words: &Words<'_>, v: &Vocabulary, item: &Item) -> Said {
    let last = item.counted.end(&item.number);
    if let Sort::Deed(kind) = item.counted.sort {
        let left = fate::left(words, v, item.first);
        let anchor = last;
        return match left {
            // "could cause 12 deaths"
            Said::Barred => Said::Barred,
            _ => Said::Fate(Fate {
                kind,
                anchor,
                total: left.fate().is_some_and(|f| f.total),
                part: false,
                slot: Slot::Counted,
            }),
        };
    }
    if matches!(words.at(last), "lives" | "life") {
        return far::lives(words, v, item.first, last);
    }
    if matches!(words.before(item.first, 1), "whether" | "if" | "unless") {
        return Said::Barred;
    }
    let (left, right) = (fate::left(words, v, item.first), fate::right(words, v, last));
    far::both(words, v, item.first, left, right)
}

/// Lets the parts of a list share what is said of one of them, and finds far verbs for those that have none.
pub(super) fn share(words: &Words<'_>, v: &Vocabulary, items: &mut [Item]) {
    let links: Vec<Link> =
        (0..items.len()).map(|i| if i == 0 { Link::Apart } else { link(words, v, &items[i - 1], &items[i]) }).collect();
    mark_breakdowns(items, &links);
    let mut within: Option<(usize, u64)> = None;
    for i in 1..items.len() {
        if links[i] == Link::Within || items[i].counted.of_them {
            items[i].part = true;
        }
        // "four others, including two boys and a woman": all that "including" opens, as far as the number goes.
        let size = items[i].number.best.unwrap_or(0);
        within = match (links[i], within) {
            (Link::Within, _) => items[i - 1].number.best.map(|whole| (i, whole.saturating_sub(size))),
            (Link::And | Link::Comma, Some((_, left)))
                if size <= left && !items[i].counted.others && shares_opening(words, &items[i]) =>
            {
                items[i].part = true;
                Some((i, left - size))
            }
            _ => None,
        };
        if items[i].said != Said::Nothing || !inherits(&items[i], links[i]) {
            continue;
        }
        if items[i].part {
            // A part may take over from any count before it in the sentence.
            let parent = items[..i].iter().rev().find(|p| !p.part && p.counted.sort != Sort::Things);
            items[i].said = parent.map_or(Said::Nothing, |p| p.said);
        } else if links[i] == Link::With {
            items[i].said = items[i - 1].said;
        } else if links[i] != Link::Apart
            && (items[i - 1].fate().is_some_and(|f| matches!(f.slot, Slot::Active | Slot::NounOf | Slot::Group))
                || links[i - 1] == Link::With && items[i - 1].fate().is_some())
        {
            items[i].said = Said::Fate(Fate { total: false, ..items[i - 1].fate().unwrap_or_else(|| unreachable!()) });
        }
    }
    for i in (1..items.len()).rev() {
        // "shot a woman and a child to death": the end of the verb is said of both.
        if links[i] == Link::And
            && let (Some(one), Some(other)) = (items[i - 1].fate(), items[i].fate())
            && one.kind != other.kind
            && one.slot == Slot::Active
            && other.slot == Slot::Adjective
            && words.at(items[i].counted.last + 1) == "to"
        {
            items[i - 1].said = items[i].said;
        }
        // "four teenagers, one fatally": the word speaks of the one alone.
        let alone = items[i].fate().is_some_and(|f| words.at(f.anchor) == "fatally");
        let after = !alone
            && items[i]
                .fate()
                .is_some_and(|f| matches!(f.slot, Slot::Participle | Slot::Intransitive | Slot::Adjective));
        if !matches!(links[i], Link::Apart | Link::With)
            && after
            && items[i - 1].said == Said::Nothing
            && inherits(&items[i - 1], links[i])
        {
            items[i - 1].said = items[i].said;
        }
    }
    for i in 0..items.len() {
        let open = items[i].said == Said::Nothing && matches!(items[i].counted.sort, Sort::People);
        if open {
            let last = items[i].counted.end(&items[i].number);
            items[i].said = far::across(words, v, last);
            if items[i].said == Said::Nothing {
                items[i].said = tree::fate(words, v, last);
            }
        }
        if items[i].said == Said::Nothing && items[i].part && i > 0 {
            items[i].said = items[i - 1].said;
        }
        if items[i].said == Said::Nothing
            && let Some((kind, anchor)) = items[i].counted.weak
        {
            items[i].said = Said::Fate(Fate { kind, anchor, total: false, part: false, slot: Slot::Weak });
        }
    }
}

/// Whether an item after "including" may still be one of those included: nothing else is said of it, but for what is said of all.
fn shares_opening(words: &Words<'_>, item: &Item) -> bool {
    match item.said.fate() {
        None => true,
        Some(f) => {
            matches!(f.slot, Slot::Participle | Slot::Intransitive | Slot::Adjective)
                && words.before(item.first, 1) == "and"
                && words.before(item.first, 2) != ","
        }
    }
}

/// "15 dockers, nine foreigners and six locals": what sums up to the count before it is its breakdown.
fn mark_breakdowns(items: &mut [Item], links: &[Link]) {
    let mut whole = 0;
    while whole + 2 < items.len() {
        let Some(n) = items[whole].number.best.filter(|_| !items[whole].single) else {
            whole += 1;
            continue;
        };
        let (mut sum, mut end) = (0_u64, whole);
        while end + 1 < items.len() && matches!(links[end + 1], Link::Comma | Link::And) && sum < n {
            end += 1;
            sum = sum.saturating_add(items[end].number.best.unwrap_or(0));
        }
        if sum == n && links[whole + 1] == Link::Comma && end >= whole + 2 {
            for item in &mut items[whole + 1..=end] {
                item.part = true;
            }
            whole = end;
        }
        whole += 1;
    }
}

fn inherits(item: &Item, link: Link) -> bool {
    match item.counted.sort {
        Sort::People => true,
        Sort::Bare => item.part || item.counted.others || link == Link::And,
        Sort::Unknown => link == Link::And || link == Link::Within,
        _ => false,
    }
}

/// Words of a clause of its own.
fn breaks(words: &Words<'_>, v: &Vocabulary, i: usize) -> bool {
    let w = words.at(i);
    is_be(w)
        || is_have(w)
        || is_modal(w)
        || matches!(w, "who" | "that" | "which" | "said" | ";" | ":" | "." | "when" | "where" | "while")
        || v.predicates.starting(words, i, |_| true).is_some()
}

fn link(words: &Words<'_>, v: &Vocabulary, before: &Item, item: &Item) -> Link {
    let from = before.counted.end(&before.number) + 1;
    let to = item.first;
    if from > to {
        return Link::Apart;
    }
    let gap: Vec<&str> = (from..to).map(|i| words.at(i)).collect();
    let within = |w: &str| matches!(w, "including" | "included" | "mostly" | "mainly");
    if gap.len() <= 25
        && !gap.contains(&";")
        && (gap.last().is_some_and(|w| within(w))
            || gap.ends_with(&["among", "them"])
            || gap.ends_with(&["most", "of", "them"])
            || gap.ends_with(&["among", "whom"]))
    {
        return Link::Within;
    }
    let with = gap.ends_with(&["along", "with"]) || gap.ends_with(&["together", "with"]);
    if with && gap.len() > 3 && gap.len() <= 12 && !gap.contains(&";") && !gap.contains(&"who") {
        return Link::With;
    }
    // "Ana Lopez, 34, and Ada Roe, 20,": ages part nobody.
    let gap: &[&str] = match gap.as_slice() {
        [",", age, rest @ ..] if before.single && age.parse::<u8>().is_ok() && !rest.is_empty() => rest,
        all => all,
    };
    match gap {
        ["and" | "&" | "plus"]
        | [",", "and"]
        | ["as", "well", "as"]
        | [",", "as", "well", "as"]
        | ["along", "with"]
        | [",", "along", "with"]
        | ["together", "with"]
        | ["and", "also"]
        | ["or"]
        | [",", "plus"]
        | ["and", "the"]
        | [",", "and", "the"] => Link::And,
        ["," | "-" | "–" | "—" | "--" | ":"] => Link::Comma,
        // "three officers and seven soldiers of the border force, and 15 rebels"
        [first, .., "and"] if gap.len() <= 8 && is_preposition(first) && !(from..to).any(|i| breaks(words, v, i)) => {
            Link::And
        }
        _ => Link::Apart,
    }
}
