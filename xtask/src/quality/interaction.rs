//! How an answer to "who did what to whom" is scored against one sentence's key, and a baseline without grammar.

/// What a key says of a sentence.
#[derive(Debug, Clone, Default)]
pub struct Key {
    /// PLOVER class.
    pub class: String,
    /// Words of the sources.
    pub sources: Vec<String>,
    /// Words of the targets; empty where the sources act on one another.
    pub targets: Vec<String>,
}

/// Both sides as stretches of characters.
#[derive(Debug, Clone, Default)]
pub struct Sides {
    /// Who did it.
    pub sources: Vec<(usize, usize)>,
    /// To whom.
    pub targets: Vec<(usize, usize)>,
}

/// What a reader says of a sentence.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// PLOVER class; empty where it found nothing.
    pub class: String,
    /// CAMEO code.
    pub cameo: String,
    /// Who and whom.
    pub sides: Sides,
}

/// Counts for one sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// The class is the key's.
    pub class: bool,
    /// Actors of the key.
    pub wanted: usize,
    /// Actors of the answer.
    pub given: usize,
    /// Actors of the answer in the right role that share words with one of the key, each of the key once.
    pub right: usize,
}

impl Tally {
    /// Share of sentences with the right class.
    pub fn class_accuracy(all: &mut dyn Iterator<Item = &Tally>) -> f64 {
        share(all, |t| usize::from(t.class), |_| 1)
    }

    /// Right actors among those given.
    pub fn precision(all: &mut dyn Iterator<Item = &Tally>) -> f64 {
        share(all, |t| t.right, |t| t.given)
    }

    /// Right actors among those wanted.
    pub fn recall(all: &mut dyn Iterator<Item = &Tally>) -> f64 {
        share(all, |t| t.right, |t| t.wanted)
    }
}

fn share(
    all: &mut dyn Iterator<Item = &Tally>,
    part: impl Fn(&Tally) -> usize,
    whole: impl Fn(&Tally) -> usize,
) -> f64 {
    let (mut a, mut b) = (0, 0);
    for tally in all {
        a += part(tally);
        b += whole(tally);
    }
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}

/// Scores one answer. Where the key names several sources and no target, its parties act on one another, and either role is right.
pub fn tally(text: &str, key: &Key, answer: &Answer) -> Tally {
    let Sides { sources, targets } = &answer.sides;
    let right = if key.targets.is_empty() && key.sources.len() > 1 {
        let pooled: Vec<_> = sources.iter().chain(targets).copied().collect();
        matched(text, &key.sources, &pooled)
    } else {
        matched(text, &key.sources, sources) + matched(text, &key.targets, targets)
    };
    Tally {
        class: key.class == answer.class,
        wanted: key.sources.len() + key.targets.len(),
        given: sources.len() + targets.len(),
        right,
    }
}

/// How many of the stretches overlap one of the key's names, each name used once. A name that the text does not have as it is
/// written matches a stretch that shares a word with it.
fn matched(text: &str, names: &[String], spans: &[(usize, usize)]) -> usize {
    let lower: Vec<char> = text.chars().flat_map(|c| c.to_lowercase().take(1)).collect();
    let mut free: Vec<&String> = names.iter().collect();
    let mut count = 0;
    for &(start, end) in spans {
        let said: String = lower.get(start..end).unwrap_or_default().iter().collect();
        let fits = |name: &&&String| {
            let name: Vec<char> = name.chars().flat_map(|c| c.to_lowercase().take(1)).collect();
            match find(&lower, &name) {
                Some(at) => start < at + name.len() && at < end,
                None => words(&name.iter().collect::<String>()).any(|w| words(&said).any(|s| s == w)),
            }
        };
        if let Some(at) = free.iter().position(|name| fits(&name)) {
            free.remove(at);
            count += 1;
        }
    }
    count
}

fn find(text: &[char], name: &[char]) -> Option<usize> {
    if name.is_empty() {
        return None;
    }
    text.windows(name.len()).position(|w| w == name)
}

/// Words of more than two letters, function words left out.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 2 && !matches!(*w, "the" | "and" | "from" | "for"))
}

/// Beginnings of words that name a class, in the order in which they are tried.
const KEYWORDS: [(&str, &[&str]); 17] = [
    ("DEMAND", &["demand", "insist", "must"]),
    ("REJECT", &["reject", "refus", "declin", "veto"]),
    ("THREATEN", &["threat", "warn"]),
    ("PROTEST", &["protest", "demonstrat", "strike", "riot", "rall", "march"]),
    ("FIGHT", &["fight", "shell", "battle", "bombed", "clash"]),
    ("ASSAULT", &["bomb", "assassin", "attack"]),
    ("COERCE", &["arrest", "curfew", "kidnap", "blockade", "detain"]),
    ("SANCTION", &["sanction", "embargo", "expel", "suspend"]),
    ("INVESTIGATE", &["investigat", "inspect", "inquir"]),
    ("DISAPPROVE", &["accus", "blam", "condemn", "denounc", "critici"]),
    ("MOBILIZE", &["deploy", "mobiliz", "alert", "troops"]),
    ("AID", &["aid", "donat", "medic"]),
    ("COOPERATE", &["shar", "extradit", "joint"]),
    ("CONSULT", &["met", "meet", "talks", "visit"]),
    ("RETREAT", &["withdr", "ceasefire", "releas", "lift"]),
    ("SUPPORT", &["prais", "support", "sign", "recogni", "relations"]),
    ("AGREE", &["agree", "promis", "offer", "will", "would", "ready"]),
];

/// What a reader without grammar would say: the class of the first keyword in a fixed order, the first stretch of capitalised
/// words as source, the second as target.
pub fn baseline(text: &str) -> Answer {
    let lower = text.to_lowercase();
    let has = |stem: &&str| lower.split(|c: char| !c.is_alphanumeric()).any(|w| w.starts_with(stem));
    let class = KEYWORDS.iter().find(|(_, stems)| stems.iter().any(has));
    let chars: Vec<char> = text.chars().collect();
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let end = (at..chars.len()).find(|&i| !chars[i].is_alphanumeric()).unwrap_or(chars.len());
        let word: String = chars[at..end].iter().collect();
        if chars[at].is_uppercase() && !matches!(word.as_str(), "The" | "A" | "An" | "In" | "Up" | "On") {
            match runs.last_mut() {
                Some(last) if last.1 + 1 == at && chars[last.1] == ' ' => last.1 = end,
                _ => runs.push((at, end)),
            }
        }
        at = end + 1;
    }
    let side = |n: usize| runs.get(n).copied().into_iter().collect();
    Answer {
        class: class.map_or("AGREE", |(c, _)| c).to_owned(),
        cameo: String::new(),
        sides: Sides { sources: side(0), targets: side(1) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(class: &str, sources: &[&str], targets: &[&str]) -> Key {
        let own = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
        Key { class: class.to_owned(), sources: own(sources), targets: own(targets) }
    }

    fn said(class: &str, sources: &[(usize, usize)], targets: &[(usize, usize)]) -> Answer {
        let sides = Sides { sources: sources.to_vec(), targets: targets.to_vec() };
        Answer { class: class.to_owned(), cameo: String::new(), sides }
    }

    #[test]
    fn actors_count_in_their_role_and_once() {
        //          0123456789012345678901234567890123
        let text = "The army of Chad fired on Mali's army.";
        let wanted = key("FIGHT", &["army of Chad"], &["Mali's army"]);
        let right = tally(text, &wanted, &said("FIGHT", &[(4, 16)], &[(26, 30)]));
        assert_eq!(right, Tally { class: true, wanted: 2, given: 2, right: 2 });
        let swapped = tally(text, &wanted, &said("AID", &[(26, 30)], &[(4, 16)]));
        assert_eq!(swapped, Tally { class: false, wanted: 2, given: 2, right: 0 });
        let twice = tally(text, &wanted, &said("FIGHT", &[(4, 8), (12, 16)], &[]));
        assert_eq!((twice.given, twice.right), (2, 1));
    }

    #[test]
    fn parties_of_a_mutual_act_have_no_fixed_role() {
        let text = "Mali met Chad.";
        let wanted = key("CONSULT", &["Mali", "Chad"], &[]);
        assert_eq!(tally(text, &wanted, &said("CONSULT", &[(0, 4)], &[(9, 13)])).right, 2);
    }

    #[test]
    fn a_name_that_the_text_spells_otherwise_needs_one_word_in_common() {
        let text = "Soldiers of Chad left.";
        assert_eq!(tally(text, &key("", &["Chad's soldiers"], &[]), &said("", &[(0, 16)], &[])).right, 1);
        assert_eq!(tally(text, &key("", &["Mali's troops"], &[]), &said("", &[(0, 16)], &[])).right, 0);
    }

    #[test]
    fn the_baseline_by_hand() {
        let text = "On Sunday Mali demanded aid from Chad.";
        let answer = baseline(text);
        assert_eq!(answer.class, "DEMAND");
        assert_eq!((answer.sides.sources, answer.sides.targets), (vec![(3, 14)], vec![(33, 37)]));
    }
}
