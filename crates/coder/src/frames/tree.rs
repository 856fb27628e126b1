//! Questions that frames ask of a sentence's tree.

use polybius_syntax::Sentence;

/// Whether the token is a verb form in its tree, modal and auxiliary verbs left out.
pub fn is_verb(s: &Sentence, i: usize) -> bool {
    s.tokens[i].tag.starts_with('V') && !matches!(s.tokens[i].label, "aux" | "auxpass" | "amod" | "compound")
}

/// The verb whose clause the token stands in: itself for a verb, otherwise the nearest verb above; the root where there is none.
pub fn clause_verb(s: &Sentence, mut i: usize) -> usize {
    for _ in 0..s.tokens.len() {
        if is_verb(s, i) {
            return i;
        }
        let head = s.tokens[i].head;
        if head == i {
            return i;
        }
        i = head;
    }
    i
}

/// The verb of the clause above the clause of verb `v`; `None` at the root.
pub fn clause_above(s: &Sentence, v: usize) -> Option<usize> {
    let head = s.tokens[v].head;
    (head != v).then(|| clause_verb(s, head))
}

/// First child of `i` with one of the labels.
pub fn child(s: &Sentence, i: usize, labels: &[&str]) -> Option<usize> {
    s.children(i).find(|&j| labels.contains(&s.tokens[j].label))
}

/// Whether a verb is passive: "was killed", "people killed in".
pub fn is_passive(s: &Sentence, v: usize) -> bool {
    child(s, v, &["nsubjpass", "auxpass"]).is_some()
        || (s.tokens[v].tag == "VBN"
            && matches!(s.tokens[v].label, "acl" | "amod" | "advcl" | "oprd" | "ccomp" | "xcomp" | "conj" | "ROOT")
            && child(s, v, &["aux", "nsubj", "dobj"]).is_none()
            && !conj_of_active(s, v))
}

fn conj_of_active(s: &Sentence, v: usize) -> bool {
    s.tokens[v].label == "conj" && {
        let head = s.tokens[v].head;
        head != v && is_verb(s, head) && !is_passive_shallow(s, head)
    }
}

fn is_passive_shallow(s: &Sentence, v: usize) -> bool {
    child(s, v, &["nsubjpass", "auxpass"]).is_some() || (s.tokens[v].tag == "VBN" && s.tokens[v].label == "acl")
}

/// The token and those joined to it by "and", "or", commas.
pub fn with_conjuncts(s: &Sentence, i: usize) -> Vec<usize> {
    let mut out = vec![i];
    let mut at = 0;
    while at < out.len() && out.len() < 16 {
        for j in s.children(out[at]) {
            if s.tokens[j].label == "conj" && !is_verb(s, j) && !out.contains(&j) {
                out.push(j);
            }
        }
        at += 1;
    }
    out
}

/// Subject of a verb in the surface sense, inherited where the clause has none of its own, relative pronouns replaced by
/// what they stand for. The flag says that the verb itself is passive.
pub fn subject(s: &Sentence, v: usize) -> Option<usize> {
    subject_within(s, v, 6)
}

fn subject_within(s: &Sentence, v: usize, depth: usize) -> Option<usize> {
    if depth == 0 {
        return None;
    }
    if let Some(found) = child(s, v, &["nsubj", "nsubjpass", "csubj"]) {
        let relative = matches!(s.tokens[found].lower.as_str(), "who" | "which" | "that" | "whom")
            && matches!(s.tokens[v].label, "relcl" | "acl" | "ccomp");
        return if relative && s.tokens[v].head != v { Some(s.tokens[v].head) } else { Some(found) };
    }
    let head = s.tokens[v].head;
    if head == v {
        return None;
    }
    // "attacked a village, burning houses, officials said": the officials burnt nothing; whoever attacked did.
    if s.tokens[v].tag == "VBG" && matches!(s.tokens[v].label, "ccomp" | "parataxis") && head > v {
        let beside = s.children(head).take_while(|&j| j < v).filter(|&j| is_verb(s, j)).last();
        return beside.and_then(|j| subject_within(s, j, depth - 1));
    }
    match s.tokens[v].label {
        "conj" | "xcomp" | "advcl" | "ccomp" | "parataxis" if is_verb(s, head) => subject_within(s, head, depth - 1),
        "acl" | "relcl" if !is_verb(s, head) => Some(head),
        "pcomp" | "prep" => {
            let above = clause_verb(s, head);
            // "accused the army of burning": the one accused, not the one who accuses.
            if matches!(
                s.tokens[above].lemma.as_str(),
                "accuse" | "suspect" | "blame" | "convict" | "charge" | "prevent" | "stop"
            ) {
                let passive = child(s, above, &["nsubjpass"]);
                return passive.or_else(|| child(s, above, &["dobj"]));
            }
            (above != v && is_verb(s, above)).then(|| subject_within(s, above, depth - 1)).flatten()
        }
        "conj" => subject_within(s, head, depth - 1),
        _ => None,
    }
}

/// Direct objects of a verb, conjuncts included; where a relative clause stands for its object, what it hangs on.
pub fn objects(s: &Sentence, v: usize) -> Vec<usize> {
    let after: Vec<usize> = s
        .children(v)
        .filter(|&j| matches!(s.tokens[j].label, "dobj" | "dative" | "attr" | "oprd") && j > v)
        .flat_map(|j| with_conjuncts(s, j))
        .collect();
    if after.is_empty() { relative_object(s, v).into_iter().collect() } else { after }
}

/// "teachers whom armed men seized", "the town that rebels held": the clause has another subject and no object of its own.
fn relative_object(s: &Sentence, v: usize) -> Option<usize> {
    if s.tokens[v].label != "relcl" || s.tokens[v].head == v {
        return None;
    }
    let subject = child(s, v, &["nsubj"])?;
    let of_head = matches!(s.tokens[subject].lower.as_str(), "who" | "which" | "that" | "whom");
    // "whom", "that" as the object, or nothing between noun and subject: "the men they shot".
    let pronoun = s.children(v).any(|j| {
        j < subject
            && s.tokens[j].label == "dobj"
            && matches!(s.tokens[j].lower.as_str(), "whom" | "which" | "that" | "who")
    });
    (!of_head && pronoun).then_some(s.tokens[v].head)
}

/// Agents of a passive: "by gunmen and soldiers".
pub fn passive_agents(s: &Sentence, v: usize) -> Vec<usize> {
    s.children(v)
        .filter(|&j| s.tokens[j].label == "agent" || (s.tokens[j].label == "prep" && s.tokens[j].lower == "by"))
        .filter_map(|by| child(s, by, &["pobj"]))
        .flat_map(|j| with_conjuncts(s, j))
        .collect()
}

/// Objects of a preposition under `i`: "on a market" for "on".
pub fn prep_objects(s: &Sentence, i: usize, prepositions: &[&str]) -> Vec<usize> {
    let mut out = Vec::new();
    for p in s.children(i).filter(|&j| matches!(s.tokens[j].label, "prep" | "agent" | "dative")) {
        if prepositions.contains(&s.tokens[p].lower.as_str()) {
            out.extend(s.children(p).filter(|&j| s.tokens[j].label == "pobj").flat_map(|j| with_conjuncts(s, j)));
        }
        // "a member of", "because of": one preposition under another.
        for q in s.children(p).filter(|&q| s.tokens[q].label == "prep") {
            if prepositions.contains(&s.tokens[q].lower.as_str()) {
                out.extend(s.children(q).filter(|&j| s.tokens[j].label == "pobj").flat_map(|j| with_conjuncts(s, j)));
            }
        }
    }
    out
}

/// Number of arcs between two tokens; `None` where the trees do not meet.
pub fn distance(s: &Sentence, a: usize, b: usize) -> Option<usize> {
    let path = |mut i: usize| {
        let mut out = vec![i];
        while s.tokens[i].head != i && out.len() <= s.tokens.len() {
            i = s.tokens[i].head;
            out.push(i);
        }
        out
    };
    let (up_a, up_b) = (path(a), path(b));
    up_a.iter().enumerate().find_map(|(n, x)| up_b.iter().position(|y| y == x).map(|m| n + m))
}
