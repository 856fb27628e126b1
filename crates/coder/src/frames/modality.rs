//! Whether the text says that an act happened: status, negation, hypothesis, habit.

use std::sync::LazyLock;

use polybius_records::Status;
use polybius_syntax::Sentence;
use serde::Deserialize;

use super::tree;
use super::triggers::Hit;

const DATA: &str = include_str!("../../../../data/modality.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    plan: Vec<String>,
    threaten: Vec<String>,
    foil: Vec<String>,
    attempt: Vec<String>,
    hypothetical: Vec<String>,
    hypothetical_nouns: Vec<String>,
    hypothetical_prepositions: Vec<String>,
    deny: Vec<String>,
    allege: Vec<String>,
    speech: Vec<String>,
    habitual: Vec<String>,
    not_violent: Vec<String>,
    legal: Vec<String>,
    disposed: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| match toml::from_str(DATA) {
    Ok(words) => words,
    Err(e) => unreachable!("data/modality.toml is checked by a test: {e}"),
});

fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|w| w == word)
}

/// Whether the lemma is a verb of saying.
pub fn is_speech(lemma: &str) -> bool {
    has(&WORDS.speech, lemma)
}

/// Whether the lemma is a verb of courts.
pub fn is_legal(lemma: &str) -> bool {
    has(&WORDS.legal, lemma)
}

/// How a text speaks of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Modality {
    /// Status, where the act counts at all.
    pub status: Status,
    /// Why it does not count as told; `None` where it does.
    pub unreal: Option<&'static str>,
}

/// "taking the number of rebels killed in the state this year to 41", "the number of people abducted since January": how many there
/// were over a time, whatever the sentence tells beside it. Without a time, the number may be that of the one act.
fn sums_up(s: &Sentence, hit: &Hit) -> bool {
    let tokens = &s.tokens;
    let noun = |i: usize| matches!(tokens[i].lemma.as_str(), "number" | "total" | "tally" | "count" | "toll");
    let numbered = !hit.noun
        && matches!(tokens[hit.token].tag, "VBN" | "VBD")
        && (hit.token.saturating_sub(6)..hit.token).any(|i| {
            noun(i)
                && tokens.get(i + 1).is_some_and(|t| t.lower == "of")
                && !tokens[i + 1..hit.token].iter().any(|t| matches!(t.lower.as_str(), "," | ";" | "that"))
        });
    let word = |i: usize| tokens.get(i).map_or("", |t| t.lower.as_str());
    let over_time = (hit.last + 1..(hit.last + 9).min(tokens.len()))
        .take_while(|&i| !matches!(word(i), "," | ";" | "." | "to" | "and"))
        .any(|i| match word(i) {
            "this" | "last" => matches!(word(i + 1), "year" | "month" | "week" | "season"),
            "since" => true,
            "so" => word(i + 1) == "far",
            "past" => {
                matches!(word(i + 1), "year" | "month" | "week" | "decade")
                    || tokens.get(i + 1).is_some_and(|t| t.tag == "CD")
            }
            _ => false,
        });
    numbered && over_time
}

/// Reads the words around a trigger.
pub fn read(s: &Sentence, hit: &Hit, title: bool) -> Modality {
    let tokens = &s.tokens;
    let unreal = |why| Modality { status: Status::Alleged, unreal: Some(why) };
    if s.tokens.last().is_some_and(|t| {
        t.lower == "?" || (t.lower.len() <= 3 && tokens[..].iter().rev().take(3).any(|t| t.lower == "?"))
    }) {
        return unreal("a question");
    }
    for i in hit.first..=hit.last {
        for j in s.children(i) {
            if matches!(tokens[j].label, "amod" | "compound" | "nmod") && has(&WORDS.not_violent, &tokens[j].lower) {
                return unreal("not a violent act in this sense");
            }
        }
        if i > 0 && has(&WORDS.not_violent, &tokens[i - 1].lower) {
            return unreal("not a violent act in this sense");
        }
    }
    if sums_up(s, hit) {
        return unreal("a running total");
    }
    if negated(s, hit.token) {
        return unreal("negated");
    }
    let mut status = Status::Occurred;
    for j in s.children(hit.token) {
        let word = tokens[j].lower.as_str();
        if matches!(tokens[j].label, "amod" | "compound" | "advmod") {
            match word {
                "planned" | "intended" | "imminent" | "upcoming" => status = Status::Planned,
                "foiled" | "thwarted" | "averted" => status = Status::Foiled,
                "attempted" | "failed" => {}
                "alleged" | "allegedly" | "purported" => status = Status::Alleged,
                "possible" | "potential" | "future" | "hypothetical" | "theoretical" => {
                    return unreal("hypothetical");
                }
                _ if has(&WORDS.habitual, word) => return unreal("a habit, not one act"),
                _ => {}
            }
        }
    }
    if hit.entry.act.is_effect() && !hit.noun {
        let total = tree::subject(s, hit.token).is_some_and(|t| {
            matches!(
                tokens[t].lemma.as_str(),
                "conflict"
                    | "war"
                    | "insurgency"
                    | "feud"
                    | "crisis"
                    | "insurrection"
                    | "uprising"
                    | "campaign"
                    | "rebellion"
                    | "epidemic"
                    | "virus"
                    | "disease"
            )
        });
        if total {
            return unreal("a total over many acts");
        }
    }
    if !hit.noun {
        if tokens[hit.token].tag == "VBG" && matches!(tokens[hit.token].label, "csubj" | "nsubj") {
            return unreal("an idea, not an act");
        }
        if is_purpose(s, hit.token) {
            return unreal("a purpose, not an act");
        }
    }
    // From the trigger upwards: each governor may change how the act is meant.
    // "feared the attack", "despite the attack": what the reader knows of is not put in doubt.
    let given = hit.noun && super::reference::newness(s, hit) == super::Newness::Given;
    let mut at = hit.token;
    let mut via = "";
    for step in 0..8 {
        if (tree::is_verb(s, at) || step == 0)
            && let Some(why) = verb_modality(s, at, title, &mut status, step == 0 && !hit.noun, hit, via)
        {
            return unreal(why);
        }
        let head = tokens[at].head;
        if head == at {
            break;
        }
        let label = tokens[at].label;
        if !given && has(&WORDS.disposed, &tokens[head].lemma) && tokens[head].tag.starts_with('J') {
            return unreal("hypothetical");
        }
        if matches!(label, "relcl") || (label == "conj" && tree::is_verb(s, head)) {
            // "the men who killed ... plan to": what is said of the men is not said of the killing. A conjunct shares
            // only its auxiliaries, seen through the parser's arcs where they matter.
            if label == "relcl" || tree::child(s, at, &["nsubj", "nsubjpass", "aux", "auxpass"]).is_some() {
                break;
            }
        }
        if label == "nsubj" || label == "nsubjpass" {
            // The act is what is spoken of: only prevention and denial reach it.
            if has(&WORDS.foil, &tokens[head].lemma) {
                status = Status::Foiled;
            } else if negated(s, head) && matches!(tokens[head].lemma.as_str(), "happen" | "occur" | "take") {
                return unreal("negated");
            } else if tree::child(s, head, &["aux"]).is_some_and(|a| is_irreal_modal(&tokens[a].lower))
                && !tree::is_passive(s, head)
            {
                return unreal("hypothetical");
            } else if has(&WORDS.plan, &tokens[head].lemma) && tree::is_passive(s, head) {
                status = Status::Planned;
            }
            break;
        }
        let governor = tokens[head].lemma.as_str();
        if label == "pobj" && !given && has(&WORDS.hypothetical_prepositions, governor) {
            return unreal("hypothetical");
        }
        if matches!(
            label,
            "dobj"
                | "xcomp"
                | "ccomp"
                | "pobj"
                | "pcomp"
                | "prep"
                | "acl"
                | "advcl"
                | "conj"
                | "attr"
                | "appos"
                | "compound"
        ) {
            // "stopped a bus and took away five": the second verb is no object of the first.
            let beside = label == "conj" && tree::is_verb(s, at) && tree::is_verb(s, head);
            if label != "advcl" && !beside && has(&WORDS.foil, governor) {
                status = Status::Foiled;
            } else if status != Status::Foiled
                && label != "advcl"
                && has(&WORDS.threaten, governor)
                && governor_is_act(s, head, label)
            {
                status = Status::Threatened;
            } else if status != Status::Foiled && label != "advcl" && has(&WORDS.plan, governor) {
                status = Status::Planned;
            } else if label != "advcl" && !given && has(&WORDS.hypothetical, governor) && tree::is_verb(s, head) {
                return unreal("hypothetical");
            } else if label != "advcl"
                && has(&WORDS.hypothetical_nouns, governor)
                && tokens[head].tag.starts_with('N')
                && !is_emergency(s, head)
            {
                return unreal("a risk or fear, not an act");
            } else if has(&WORDS.deny, governor)
                && matches!(label, "dobj" | "xcomp" | "pcomp" | "ccomp" | "prep")
                && hit.noun
            {
                // "denied the attack": the act happened, the part in it is denied.
            } else if status == Status::Occurred
                && has(&WORDS.allege, governor)
                && matches!(label, "ccomp" | "xcomp" | "pcomp" | "prep")
                && !(hit.noun && governor == "suspect" && tokens[head].tag.starts_with('N'))
            {
                // "a suspect in the bombing" doubts the man, not the bombing.
                status = Status::Alleged;
            } else if has(&WORDS.attempt, governor) && label == "xcomp" {
                // An attempt is an act.
            }
        }
        via = label;
        at = head;
    }
    if hit.entry.act == super::Act::Plot && status == Status::Occurred {
        status = Status::Planned;
    }
    Modality { status, unreal: None }
}

/// "sent helicopters to attack": an infinitive of purpose; "managed to kill", "used a truck to attack" are acts.
fn is_purpose(s: &Sentence, v: usize) -> bool {
    let infinitive = s.children(v).any(|j| s.tokens[j].lower == "to" && s.tokens[j].label == "aux")
        && !s.children(v).any(|j| s.tokens[j].lower == "have");
    if !infinitive || !matches!(s.tokens[v].label, "xcomp" | "advcl" | "acl" | "relcl") {
        return false;
    }
    let governor = s.tokens[s.tokens[v].head].lemma.as_str();
    // "had to fire", "were forced to open fire": they did.
    let past = matches!(s.tokens[s.tokens[v].head].tag, "VBD" | "VBN" | "VBG");
    if past && matches!(governor, "have" | "force" | "compel" | "oblige" | "prompt" | "lead" | "resort") {
        return false;
    }
    !(has(&WORDS.attempt, governor)
        || has(&WORDS.plan, governor)
        || has(&WORDS.threaten, governor)
        || has(&WORDS.foil, governor)
        || has(&WORDS.allege, governor)
        || matches!(
            governor,
            "use"
                | "help"
                | "say"
                | "report"
                | "believe"
                | "know"
                | "think"
                | "go"
                | "appear"
                | "seem"
                | "plot"
                | "attempt"
                | "bid"
                | "first"
                | "last"
                | "operation"
        ))
}

/// Verbs whose denial denies the act that is their subject or object.
pub fn is_occurrence(lemma: &str) -> bool {
    matches!(
        lemma,
        "be" | "happen"
            | "occur"
            | "take"
            | "carry"
            | "commit"
            | "launch"
            | "stage"
            | "conduct"
            | "perpetrate"
            | "see"
            | "witness"
            | "experience"
            | "suffer"
            | "make"
    )
}

fn governor_is_act(s: &Sentence, head: usize, label: &str) -> bool {
    tree::is_verb(s, head) || label != "compound"
}

fn negated(s: &Sentence, i: usize) -> bool {
    s.children(i).any(|j| {
        (s.tokens[j].label == "neg" || matches!(s.tokens[j].lower.as_str(), "no" | "never" | "neither" | "without"))
            && !(s.tokens[j].lower == "no"
                && s.tokens.get(j + 1).is_some_and(|t| matches!(t.lower.as_str(), "." | "one")))
    }) || s.tokens[i].label == "pobj" && s.tokens[s.tokens[i].head].lower == "without"
        || s.tokens[i].label == "pcomp" && s.tokens[s.tokens[i].head].lower == "without"
}

fn is_irreal_modal(word: &str) -> bool {
    matches!(word, "could" | "would" | "might" | "may" | "should" | "can" | "must" | "will" | "shall" | "'ll" | "'d")
}

fn verb_modality(
    s: &Sentence,
    v: usize,
    title: bool,
    status: &mut Status,
    own: bool,
    hit: &Hit,
    via: &str,
) -> Option<&'static str> {
    let tokens = &s.tokens;
    if !tree::is_verb(s, v) {
        return None;
    }
    // "was not charged with the attack" denies the charge; only a verb that does or brings about the act denies the act.
    let carries = own || if hit.noun { is_occurrence(&tokens[v].lemma) } else { matches!(via, "xcomp" | "conj") };
    if !carries {
        return None;
    }
    if negated(s, v) {
        return Some("negated");
    }
    let perfect = s.children(v).any(|j| tokens[j].lemma == "have" && tokens[j].label == "aux");
    for a in s.children(v).filter(|&j| tokens[j].label == "aux") {
        let word = tokens[a].lower.as_str();
        if is_irreal_modal(word) && !(perfect && matches!(word, "may" | "might" | "must")) {
            return Some(if matches!(word, "will" | "shall" | "'ll") { "in the future" } else { "hypothetical" });
        }
    }
    for m in s.children(v).filter(|&j| tokens[j].label == "mark") {
        if matches!(tokens[m].lower.as_str(), "if" | "unless" | "whether" | "lest") {
            return Some("a condition");
        }
    }
    for j in s.children(v).filter(|&j| tokens[j].label == "advmod") {
        let word = tokens[j].lower.as_str();
        if has(&WORDS.habitual, word) {
            return Some("a habit, not one act");
        }
        if matches!(word, "allegedly" | "reportedly") && word == "allegedly" {
            *status = Status::Alleged;
        }
    }
    if own && !title && has_present_habit(s, v) {
        return Some("present tense: a habit or a state");
    }
    None
}

/// "militants attack villages": simple present outside headlines tells of habits.
fn has_present_habit(s: &Sentence, v: usize) -> bool {
    matches!(s.tokens[v].tag, "VBZ" | "VBP")
        && !s.children(v).any(|j| matches!(s.tokens[j].label, "aux" | "auxpass"))
        && !matches!(s.tokens[v].label, "ccomp")
}

/// "answered a call of a person shot": calls that somebody answers tell of what has happened.
fn is_emergency(s: &Sentence, call: usize) -> bool {
    let answered = |i: usize| {
        matches!(s.tokens[i].lemma.as_str(), "answer" | "respond" | "receive" | "get" | "dispatch" | "come" | "attend")
    };
    let verb = s.tokens[call].head;
    // "one dead after a call for a shooting"
    let after = s.tokens[call].label == "pobj" && s.tokens[verb].lower == "after";
    s.tokens[call].lemma == "call" && (after || answered(verb) || answered(s.tokens[verb].head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_lists_read_and_are_lower_case() {
        let words: Words = toml::from_str(DATA).unwrap();
        for list in [&words.plan, &words.threaten, &words.foil, &words.speech, &words.habitual, &words.legal] {
            assert!(!list.is_empty() && list.iter().all(|w| w.to_lowercase() == *w));
        }
    }
}
