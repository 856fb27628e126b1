use super::cursor::Cursor;

/// Where the clause around a time expression looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outlook {
    Past,
    Future,
    Unknown,
}

/// Words before a date that set a limit, which lies ahead more often than behind: "extended to 20 November".
pub(super) const LIMITS: &[&str] = &[
    "by",
    "until",
    "till",
    "through",
    "to",
    "expire",
    "expires",
    "effective",
    "payable",
    "due",
    "record",
    "starting",
    "beginning",
];

const REACH: usize = 14;

/// Verbs of the past that do not end in "ed"; news leans on few.
const PAST: &[&str] = &[
    "was", "were", "had", "did", "said", "told", "took", "went", "came", "met", "began", "held", "struck", "shot",
    "left", "fell", "found", "made", "gave", "got", "saw", "rose", "fought", "broke", "blew", "drove", "fled", "led",
    "lost", "ran", "sent", "spoke", "stood", "threw", "won", "wrote", "became", "brought", "built", "caught", "flew",
    "grew", "kept", "knew", "paid", "sold", "thought", "burst", "sank", "stole", "swept",
];

/// Reads the verbs nearest to pieces `first..end`: those before, else those after.
pub(super) fn outlook(c: &Cursor<'_>, first: usize, end: usize) -> Outlook {
    let before = first.saturating_sub(REACH)..first;
    for i in before.rev() {
        let edge = [';', ':', '"', '\u{201c}', '\u{201d}'].iter().any(|m| c.mark(i, *m));
        if edge || c.is(i, &["after", "when", "while", "because", "since"]) {
            break;
        }
        match verb(c, i) {
            Outlook::Unknown => {}
            found => return found,
        }
    }
    for i in end..(end + REACH).min(c.len()) {
        if c.mark(i, ';') || c.mark(i, ':') {
            break;
        }
        match verb(c, i) {
            Outlook::Unknown => {}
            found => return found,
        }
    }
    Outlook::Unknown
}

fn verb(c: &Cursor<'_>, i: usize) -> Outlook {
    if future(c, i) {
        return Outlook::Future;
    }
    let word = c.word(i);
    let past = match c.tag(i) {
        // A bare participle ("a man arrested on Friday") is past too.
        "VBD" | "VBN" => true,
        tag if tag.starts_with("VB") || tag == "MD" => false,
        _ => PAST.contains(&word) || (word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed")),
    };
    if !past {
        return Outlook::Unknown;
    }
    // "will be held", "is to be held": the helper decides.
    let helped = (1..=4).any(|back| i.checked_sub(back).is_some_and(|j| future(c, j)));
    if helped { Outlook::Future } else { Outlook::Past }
}

fn future(c: &Cursor<'_>, i: usize) -> bool {
    match c.word(i) {
        // "It would be recalled that in December ...", "would have".
        "would" if c.is(i + 1, &["have"]) || (c.is(i + 1, &["be"]) && c.is(i + 2, &["recalled", "remembered"])) => {
            false
        }
        "will" if c.is(i + 1, &["be"]) && c.is(i + 2, &["recalled", "remembered"]) => false,
        "will" | "shall" | "would" | "won" if c.word(i) != "won" || c.mark(i + 1, '\'') => true,
        "ll" => c.mark(i.wrapping_sub(1), '\''),
        "scheduled" | "upcoming" | "due" | "slated" | "planned" | "plans" | "expected" | "expects" | "intends" => {
            // "Had been due to expire Friday", "as previously planned": the plan lies in the past, its day probably too.
            !(1..=2).any(|n| c.is(i.wrapping_sub(n), &["was", "were", "been", "had", "previously", "originally", "as"]))
        }
        "set" => c.is(i + 1, &["for"]) && c.is(i.wrapping_sub(1), &["is", "are"]),
        "to" => c.is(
            i.wrapping_sub(1),
            &["is", "are", "due", "set", "going", "about", "ready", "aims", "planning", "hopes"],
        ),
        _ => false,
    }
}
