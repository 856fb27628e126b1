//! One table of short texts: who is said to have done it, and by whom.

use polybius_lexicon::Lexicon;
use polybius_records::{Document, Role};

use crate::{Coder, code};

/// Text, doers that the reports name, attributions as "by stance actor".
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

const TABLE: &[Row] = &[
    (
        "A car bomb killed nine soldiers in Kabul on Monday. A spokesman for the Taliban, said they were responsible for the blast.",
        &["Taliban"],
        &["Taliban Claims Taliban"],
    ),
    (
        "A bomb killed two policemen in Belfast. An anonymous caller told a newspaper that the Real IRA was responsible.",
        &["Real Irish Republican Army"],
        &["Real Irish Republican Army Claims Real Irish Republican Army"],
    ),
    (
        "Hezbollah said in a statement on Tuesday that its fighters had shelled an army post near Metula in Israel, killing a soldier.",
        &["Hezbollah"],
        &["Hezbollah Claims Hezbollah"],
    ),
    (
        "Hours after the raid the Houthis said they had bombed an airport in the south of Saudi Arabia.",
        &["Houthis"],
        &["Houthis Claims Houthis"],
    ),
    (
        "A suicide bomber killed eleven worshippers at a mosque in Quetta, Pakistan. Responsibility was claimed by Jamaat-ul-Ahrar.",
        &["Jamaat-ul-Ahrar"],
        &["Jamaat-ul-Ahrar Claims Jamaat-ul-Ahrar"],
    ),
    (
        "Al-Shabaab claimed to have killed 14 soldiers in an ambush near Afgooye in Somalia.",
        &["al-Shabaab"],
        &["al-Shabaab Claims al-Shabaab"],
    ),
    (
        "Colombian officials blamed the National Liberation Army for a bomb that killed three policemen in Cúcuta on Friday.",
        &["National Liberation Army (Colombia)"],
        &["Government of Colombia Attributes National Liberation Army (Colombia)"],
    ),
    (
        "The prime minister said agents of India may have helped the men who bombed a bus in Lahore and killed six people, \
         an accusation that India has angrily denied.",
        &[],
        &["Government of India Denies Government of India"],
    ),
    ("At least 12 people were killed in an al-Shabaab attack on a hotel in Mogadishu, Somalia.", &["al-Shabaab"], &[]),
    (
        "Four policemen died on Sunday in an ambush staged by presumed members of the Sinaloa Cartel near Culiacan, Mexico.",
        &["Sinaloa Cartel"],
        &[],
    ),
    ("A landmine laid by the Houthis killed a shepherd near Marib in Yemen on Monday.", &["Houthis"], &[]),
    (
        "Gunmen believed to belong to Boko Haram stormed a village near Damboa in Nigeria, killing at least 17 people.",
        &["Boko Haram"],
        &[],
    ),
    (
        "Al-Shabaab raided a market in Jowhar, Somalia. In August, the group's fighters killed a guard in the same town.",
        &["al-Shabaab"],
        &[],
    ),
    ("Hundreds marched in Cap-Haïtien, Haiti, on 6 October to demand fuel.", &["Protesters (Haiti)"], &[]),
    (
        "Two men were arrested in Lyon, France, on Friday over the theft of explosives. Police said that both were known to them.",
        &["Police Forces of France"],
        &[],
    ),
    (
        "Miners threw stones and burned the offices of a company at Montepuez, Mozambique, on 8 May.",
        &["Miners (Mozambique)"],
        &[],
    ),
    (
        "The Maoists had gained recruits after soldiers killed 13 villagers in Bastar, India.",
        &["Military Forces of India"],
        &[],
    ),
];

#[test]
fn doers_and_those_who_name_them() {
    let coder = Coder::new(Lexicon::embedded());
    let mut wrong = String::new();
    for (text, doers, attributions) in TABLE {
        let mut document = Document::plain("d", *text);
        document.published = "2024-05-08".parse().ok();
        let (reports, _, _) = code(&coder, &document);
        let have: Vec<String> = reports
            .iter()
            .flat_map(|r| &r.body.actors)
            .filter(|a| matches!(a.role, Role::Perpetrator | Role::Detainer))
            .map(|a| a.name.clone())
            .collect();
        let said: Vec<String> = reports
            .iter()
            .flat_map(|r| &r.body.attributions)
            .map(|a| format!("{} {:?} {}", a.by, a.stance, a.actor))
            .collect();
        for missing in doers.iter().filter(|d| !have.iter().any(|h| h == *d)) {
            wrong.push_str(&format!("\n{text}\n  missing doer {missing}, found {have:?}\n"));
        }
        for missing in attributions.iter().filter(|a| !said.iter().any(|h| h == *a)) {
            wrong.push_str(&format!("\n{text}\n  missing words {missing}, found {said:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_is_no_doing() {
    let coder = Coder::new(Lexicon::embedded());
    let doers = |text: &str| -> Vec<String> {
        let document = Document::plain("d", text);
        let all = code(&coder, &document).0;
        let actors = all.into_iter().flat_map(|r| r.body.actors);
        actors.filter(|a| a.role == Role::Perpetrator).map(|a| a.name).collect()
    };
    let hunted = doers(
        "French police are hunting a man believed to have left a bomb that exploded on Friday, wounding 13 people in Lyon.",
    );
    assert!(hunted.iter().all(|d| !d.contains("Police")), "{hunted:?}");
    let grown = doers("The Maoists had gained recruits after soldiers killed 13 villagers in Bastar, India.");
    assert!(grown.iter().all(|d| !d.contains("Maoist")), "{grown:?}");
}
