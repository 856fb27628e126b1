use std::collections::BTreeSet;

use polybius_lexicon::Lexicon;
use polybius_records::Document;

use super::*;
use crate::Coder;

fn read(text: &str) -> Vec<Considered> {
    let document = Document::plain("d", text).published_on(jiff::civil::date(2021, 6, 15));
    considered(&Coder::new(Lexicon::embedded()), &document)
}

/// Numbers of the injured that could be meant; the one that the rules take is marked.
#[test]
fn every_number_of_the_text_is_a_choice() {
    #[rustfmt::skip]
    let table: &[(&str, &str)] = &[
        ("Five people were shot in Tampa on Monday. A man died in hospital, police said.", "0 4* 5"),
        ("A man was wounded in a shooting in Tampa on Monday. Three people were hurt in all, police said.", "0 1 3* 4"),
        ("Two men were wounded in a shooting in Tampa on Monday.", "0 2*"),
        ("A man was killed in a shooting in Tampa on Monday.", "0*"),
    ];
    let mut wrong = Vec::new();
    for &(text, wanted) in table {
        let all = read(text);
        let injured = all.first().map(|c| c.injured.as_slice()).unwrap_or_default();
        let mark = |n: &Number| format!("{}{}", n.value, if n.rule { "*" } else { "" });
        let got = injured.iter().map(mark).collect::<Vec<_>>().join(" ");
        if got != wanted {
            wrong.push(format!("{text}\n   got {got}, wanted {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_shootings_are_chosen_about() {
    let asked = |text| read(text).first().map(|c| c.asked);
    assert_eq!(asked("Two men were shot dead in Tampa on Monday. Police arrested a suspect."), Some(true));
    assert_eq!(asked("A man stabbed two women in Tampa on Monday. Police arrested him."), Some(false));
    assert_eq!(asked("Boko Haram fighters shot two men dead in Maiduguri on Monday."), Some(false));
    assert_eq!(asked("A bomb killed two men in Maiduguri on Monday."), Some(false));
}

#[test]
fn the_weights_fit_the_signs() {
    let all = read("Two men were wounded in a shooting in Tampa on Monday. One died, police said.");
    let of = |list: &[Number]| list[0].signs.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<String>>();
    for (kind, numbers) in [(CountKind::Killed, &all[0].killed), (CountKind::Injured, &all[0].injured)] {
        let signs = of(numbers);
        assert_eq!(signs.iter().collect::<BTreeSet<_>>().len(), signs.len(), "a sign twice");
        assert_eq!(weights::names(kind).iter().collect::<BTreeSet<_>>(), signs.iter().collect());
        assert_eq!(weights::fault(kind), None);
    }
}

#[test]
fn another_number_must_be_clearly_ahead() {
    let choice = |value, rule| Choice { value, rule, ..Choice::default() };
    let choices = [choice(0, false), choice(2, true), choice(3, false)];
    let taken = |odds: [f64; 3]| weights::pick(CountKind::Injured, choices.iter().zip(odds)).map(|c| c.value);
    assert_eq!(taken([-9.0, 0.0, 9.0]), Some(3));
    assert_eq!(taken([9.0, 0.0, 9.0]), Some(0));
    assert_eq!(taken([-9.0, 0.0, 0.0]), None);
    assert_eq!(taken([-9.0, 9.0, 0.0]), None);
}
