//! Words that name acts only in the right company, one sentence each: what is found, and what must not be.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

use polybius_coder::{Act, Coder, Part, acts};
use polybius_lexicon::Lexicon;
use polybius_records::Document;

/// The acts of a text that count as having happened.
fn told(coder: &Coder, text: &str) -> Vec<Act> {
    let found = acts(coder, &Document::plain("d", text)).into_iter().filter(|m| m.unreal.is_none());
    found.map(|m| m.act).collect()
}

#[test]
fn company_makes_the_act() {
    let coder = Coder::new(Lexicon::embedded());
    let mut faults = Vec::new();
    for (text, act, wanted) in [
        ("Two men were killed in police firing in Kundara.", Act::Shooting, true),
        ("The firing of the minister surprised the party.", Act::Shooting, false),
        ("Police lathi-charged the strikers outside the mill.", Act::Dispersal, true),
        ("Officers burst twelve tear-gas shells to drive back the crowd.", Act::Dispersal, true),
        ("Twelve tear-gas shells were lobbed at the crowd.", Act::Dispersal, true),
        ("The marchers then dispersed in good order.", Act::Dispersal, false),
        ("Five rounds were fired by the guards.", Act::Shooting, true),
        ("Soldiers had to open fire to stop the mob.", Act::Shooting, true),
        ("Four students are in custody, the prosecutor said.", Act::Arrest, true),
        ("The parents share custody of the children.", Act::Arrest, false),
        ("A bus with 20 passengers was seized on the road to Kundara.", Act::Abduction, true),
        ("A bus was seized by the bank.", Act::Abduction, false),
        ("The gunmen stopped a bus near Gao. Two traders were led away.", Act::Abduction, true),
        ("The guide praised the hotel. Two guests were led away to dinner.", Act::Abduction, false),
        ("A pipe bomb was abandoned outside the courthouse.", Act::Disruption, true),
        ("A bag was abandoned outside the courthouse.", Act::Disruption, false),
        ("Troops came upon a rebel camp in the hills.", Act::Clash, true),
        ("Hikers came upon an old camp in the hills.", Act::Clash, false),
        ("Two clans fought for three days over a well.", Act::Clash, true),
        ("The two brothers fought over the will.", Act::Clash, false),
        ("The government hit six officials with sanctions.", Act::Attack, false),
        ("Maoists in India triggered a landmine under a police jeep.", Act::Bombing, true),
    ] {
        let found = told(&coder, text);
        if found.contains(&act) != wanted {
            faults.push(format!("{text}: {found:?}"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn doers_behind_the_grammar() {
    let coder = Coder::new(Lexicon::embedded());
    let mut faults = Vec::new();
    for (text, trigger, doer) in [
        ("The Taliban accepted responsibility for the bombings.", "bombings", "Taliban"),
        ("A mine was hit when Maoists in India attacked a bus.", "attacked", "Communist Party of India (Maoist)"),
        ("Iraqi F-16 jets bombed a camp in the hills on Friday.", "bombed", "Military Forces of Iraq"),
    ] {
        let found = acts(&coder, &Document::plain("d", text));
        let arguments = found.iter().filter(|m| m.text == trigger).flat_map(|m| &m.arguments);
        let doers: Vec<_> = arguments.filter(|a| a.part == Part::Agent).map(|a| a.name.as_deref()).collect();
        if !doers.contains(&Some(doer)) {
            faults.push(format!("{text}: {doers:?} of {:?}", found.iter().map(|m| &m.text).collect::<Vec<_>>()));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
