//! Constructions that tell of violence: the tags, arcs and names that the coder relies on.

use polybius_syntax::{Analyzer, Name, Sentence};

/// `word<label<head` for arcs (`^` for the root), `word/TAG` for tags, `word=Kind` for names.
fn check(sentence: &Sentence, text: &str, wanted: &str) -> Vec<String> {
    let forms: Vec<&str> = sentence.tokens.iter().map(|t| &text[t.start..t.end]).collect();
    let mut wrong = Vec::new();
    for claim in wanted.split_whitespace() {
        let place = |w: &str| forms.iter().position(|f| *f == w).unwrap_or_else(|| panic!("{w:?} is not in {text:?}"));
        let found = if let [dependent, _, _] = claim.split('<').collect::<Vec<_>>()[..] {
            let t = &sentence.tokens[place(dependent)];
            let head = if t.label == "ROOT" { "^" } else { forms[t.head] };
            format!("{dependent}<{}<{head}", t.label)
        } else if let Some((word, _)) = claim.split_once('/') {
            format!("{word}/{}", sentence.tokens[place(word)].tag)
        } else if let Some((word, _)) = claim.split_once('=') {
            format!("{word}={:?}", sentence.tokens[place(word)].name)
        } else {
            panic!("bad claim {claim:?}")
        };
        if found != claim {
            wrong.push(format!("{text:?}: wanted {claim}, found {found}"));
        }
    }
    wrong
}

const TABLE: &[(&str, &str)] = &[
    // The passive, with and without an agent.
    (
        "Twelve people were killed by gunmen in Kano on Friday.",
        "people<nsubjpass<killed were<auxpass<killed killed<ROOT<^ by<agent<killed gunmen<pobj<by Twelve<nummod<people Friday<pobj<on \
         killed/VBN gunmen/NNS Friday=Date Twelve=Number Kano=Gpe",
    ),
    (
        "At least 30 soldiers have been wounded.",
        "soldiers<nsubjpass<wounded wounded<ROOT<^ been<auxpass<wounded 30<nummod<soldiers",
    ),
    (
        "The village was attacked by militants from Boko Haram, officials said.",
        "village<nsubjpass<attacked by<agent<attacked militants<pobj<by officials<nsubj<said said<ROOT<^ attacked<ccomp<said",
    ),
    // Nominal triggers as subjects.
    (
        "A suicide bombing at a market killed 12 people.",
        "bombing<nsubj<killed suicide<compound<bombing at<prep<bombing market<pobj<at killed<ROOT<^ people<dobj<killed 12<nummod<people",
    ),
    (
        "The attack on the convoy left four soldiers dead.",
        "attack<nsubj<left on<prep<attack left<ROOT<^ convoy<pobj<on left/VBD",
    ),
    // Relative clauses.
    (
        "Gunmen who attacked a church in Jos killed five worshippers.",
        "who<nsubj<attacked attacked<relcl<Gunmen church<dobj<attacked Gunmen<nsubj<killed killed<ROOT<^ worshippers<dobj<killed who/WP",
    ),
    (
        "Police arrested two men who had planted the bomb.",
        "Police<nsubj<arrested men<dobj<arrested planted<relcl<men bomb<dobj<planted",
    ),
    (
        "The group, which claimed responsibility for the attack, is based in Somalia.",
        "which<nsubj<claimed claimed<relcl<group responsibility<dobj<claimed for<prep<responsibility based<ROOT<^",
    ),
    // Coordination.
    (
        "The blast killed three soldiers and a police officer.",
        "soldiers<dobj<killed and<cc<soldiers officer<conj<soldiers blast<nsubj<killed",
    ),
    (
        "Rebels attacked the base and burned two vehicles.",
        "Rebels<nsubj<attacked base<dobj<attacked burned<conj<attacked vehicles<dobj<burned and<cc<attacked",
    ),
    (
        "A car bomb exploded in Baghdad, killing 12 and wounding 30 others.",
        "bomb<nsubj<exploded exploded<ROOT<^ killing<advcl<exploded wounding<conj<killing others<dobj<wounding 30<nummod<others Baghdad=Gpe",
    ),
    // Apposition and titles.
    (
        "The commander, a former colonel, was shot in the capital.",
        "colonel<appos<commander commander<nsubjpass<shot shot<ROOT<^ former<amod<colonel",
    ),
    // Clauses of saying.
    (
        "The army said that its troops had killed ten fighters.",
        "army<nsubj<said said<ROOT<^ killed<ccomp<said that<mark<killed troops<nsubj<killed fighters<dobj<killed had<aux<killed",
    ),
    (
        "No group has claimed responsibility.",
        "group<nsubj<claimed responsibility<dobj<claimed claimed<ROOT<^ No<det<group",
    ),
    // Negation, modality and purpose.
    ("The rebels did not attack the town.", "not<neg<attack rebels<nsubj<attack town<dobj<attack attack<ROOT<^"),
    ("They threatened to kill the hostages.", "kill<xcomp<threatened hostages<dobj<kill to<aux<kill"),
    // Capitals tell nothing.
    (
        "THREE SOLDIERS WERE KILLED BY GUERRILLAS IN THE NORTHERN PROVINCE YESTERDAY.",
        "SOLDIERS<nsubjpass<KILLED KILLED<ROOT<^ BY<agent<KILLED GUERRILLAS<pobj<BY SOLDIERS/NNS KILLED/VBN",
    ),
    (
        "three soldiers were killed by guerrillas in the north.",
        "soldiers<nsubjpass<killed by<agent<killed guerrillas<pobj<by",
    ),
    // Curly quotes.
    ("“We will fight on,” the rebel leader said.", "leader<nsubj<said said<ROOT<^ fight<ccomp<said We<nsubj<fight"),
];

#[test]
fn constructions_are_read_as_the_coder_expects() {
    let analyzer = Analyzer::embedded();
    let mut wrong = Vec::new();
    for (text, wanted) in TABLE {
        let sentences = analyzer.analyse(text, 0);
        assert_eq!(sentences.len(), 1, "{text}");
        wrong.extend(check(&sentences[0], text, wanted));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_tree_has_one_root_and_offsets_that_fit() {
    let analyzer = Analyzer::embedded();
    let odd = "Ünïcode — “quotes”… 12,000 !!! ??? ((( [TEXT] a.b.c $$$ 😀😀 x\u{301}\n\n- item\n\nThe U.S.The end.";
    let long = "word , ".repeat(2000);
    for text in [odd, long.as_str(), "", ".", "a"] {
        for s in analyzer.analyse(text, 100) {
            let n = s.tokens.len();
            assert_eq!((0..n).filter(|&i| s.tokens[i].head == i).count(), 1, "{text}");
            let root = (0..n).find(|&i| s.tokens[i].head == i).unwrap();
            assert!((0..n).all(|i| s.is_under(i, root)));
            assert_eq!((s.start, s.end), (s.tokens[0].start, s.tokens[n - 1].end));
            for t in &s.tokens {
                assert!(text.is_char_boundary(t.start - 100) && !text[t.start - 100..t.end - 100].trim().is_empty());
                assert!(t.name_start <= (t.name != Name::None));
            }
        }
    }
}
