//! One table of sentences: what is found, by name, kind and way of naming.

use polybius_records::{ActorType, Document};
use polybius_syntax::Analyzer;

use super::*;

/// `[words] canonical name` of every mention; persons and people as well.
fn read(text: &str) -> Vec<String> {
    mentions(text, |text, m| format!("[{}] {}", text.slice(m.spot.start..m.spot.end), m.name))
}

fn mentions<T>(text: &str, f: impl Fn(&Text<'_>, &ActorMention) -> T) -> Vec<T> {
    let document = Document::plain("d", text);
    let lexicon = Lexicon::embedded();
    let text = Text::new(&document, &Analyzer::embedded());
    let places = crate::places::find(&text, &lexicon);
    find(&text, &lexicon, &places).iter().map(|m| f(&text, m)).collect()
}

/// Every expected mention is there; others may be.
fn check(table: &[(&str, &[&str])]) {
    let mut wrong = String::new();
    for (text, expected) in table {
        let found = read(text);
        for e in *expected {
            if !found.iter().any(|f| f == e) {
                wrong.push_str(&format!("\n{text}\n  missing {e}\n  found {found:?}\n"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn organisations_by_name_and_alias() {
    check(&[
        ("IS militants shelled the depot, and the depot is gone.", &["[IS militants] Islamic State"]),
        ("The Islamic State group said that its men had come by boat.", &["[Islamic State group] Islamic State"]),
        ("Fighters of ISIS-Khorasan left the valley.", &["[ISIS-Khorasan] Islamic State Khorasan Province"]),
        (
            "The Islamic State's Khorasan Province denied it.",
            &["[Islamic State's Khorasan Province] Islamic State Khorasan Province"],
        ),
        ("A Taliban suicide bomber drove at the gate.", &["[Taliban suicide bomber] Taliban"]),
        ("Al-Qa'ida and Hizbollah traded insults.", &["[Al-Qa'ida] al-Qaeda", "[Hizbollah] Hezbollah"]),
        (
            "GUERRILLAS OF THE FMLN AND SENDERO LUMINOSO MET IN A FOREST.",
            &["[FMLN] Farabundo Martí National Liberation Front", "[SENDERO LUMINOSO] Shining Path"],
        ),
        (
            "Members of the Jalisco New Generation Cartel fled.",
            &["[Jalisco New Generation Cartel] Jalisco New Generation Cartel"],
        ),
        ("Hamas leader Ann Example spoke.", &["[Hamas] Hamas"]),
        (
            "The FBI and Scotland Yard compared notes.",
            &["[FBI] Federal Bureau of Investigation", "[Scotland Yard] Scotland Yard"],
        ),
        (
            "The Syrian Observatory for Human Rights counted them.",
            &["[Syrian Observatory for Human Rights] Syrian Observatory for Human Rights"],
        ),
    ]);
    assert_eq!(read("This is who we are, and it is fine."), Vec::<String>::new());
}

#[test]
fn shared_acronyms_follow_the_country() {
    check(&[
        ("Soldiers fought the ADF near Beni in Congo.", &["[ADF] Allied Democratic Forces"]),
        ("In India, the state of Manipur arrested cadres of the PLA.", &["[PLA] People's Liberation Army of Manipur"]),
        ("The PLA sent ships from China.", &["[PLA] People's Liberation Army"]),
        (
            "The Provisional IRA split from the others in Belfast, and the IRA grew.",
            &["[IRA] Provisional Irish Republican Army"],
        ),
        ("The IRA left Belfast.", &["[IRA] Irish Republican Army"]),
        ("In Macedonia the NLA took a village near Tetovo.", &["[NLA] National Liberation Army (Macedonia)"]),
        ("In Pakistan, Rangers closed the road.", &["[Rangers] Pakistan Rangers"]),
    ]);
    assert!(read("The SDF is not named here otherwise.").is_empty());
    assert!(read("The Rangers won in extra time.").iter().all(|m| !m.contains("Pakistan")));
}

#[test]
fn forces_take_their_country_from_the_words_or_the_story() {
    check(&[
        ("Turkish troops crossed the river.", &["[Turkish troops] Military Forces of Turkey"]),
        (
            "Iraqi special security forces sealed the street.",
            &["[Iraqi special security forces] Security Forces of Iraq"],
        ),
        ("Russian warplanes bombed a bridge.", &["[Russian warplanes] Military Forces of Russia"]),
        ("U.S. officials said so.", &["[U.S. officials] Government of the United States"]),
        ("Western officials said so.", &["[Western officials] Western officials"]),
        ("The army of Chad denied it.", &["[army of Chad] Military Forces of Chad"]),
        ("A bomb went off in Kenya. Police said that nobody was hurt.", &["[Police] Police Forces of Kenya"]),
        ("The Kremlin and the White House talked.", &["[The Kremlin] The Kremlin", "[White House] The White House"]),
        ("France's foreign ministry summoned him.", &["[France's foreign ministry] Government of France"]),
        ("The Maduro government closed the border of Venezuela.", &["[Maduro government] Government of Venezuela"]),
        ("THE SALVADORAN ARMY CAPTURED TWO MEN.", &["[SALVADORAN ARMY] Military Forces of El Salvador"]),
    ]);
    let kinds = mentions("Soldiers fled.", |_, m| (m.how, m.kind, m.country.clone()));
    assert_eq!(kinds, [(ActorHow::Force, ActorType::Military, None)]);
    assert!(read("The military operation cost a fortune.").is_empty());
}

#[test]
fn groups_by_adjective() {
    check(&[
        ("Chechen guerrillas held the pass in Russia.", &["[Chechen guerrillas] Chechen separatists"]),
        ("Maoist rebels blew up a tower in Nepal.", &["[Maoist rebels] Communist Party of Nepal (Maoist)"]),
        ("Maoist rebels blew up a tower in India.", &["[Maoist rebels] Communist Party of India (Maoist)"]),
        ("Hutu militiamen burned the mill.", &["[Hutu militiamen] Hutu rebels"]),
        ("Suspected Fulani herdsmen raided a farm in Nigeria.", &["[Fulani herdsmen] Fulani militia"]),
        ("Islamist gunmen and far-right extremists are not alike.", &["[far-right extremists] Far-right militants"]),
        ("Islamist militants took the fort.", &["[Islamist militants] Islamist militants"]),
        ("Separatist gunmen took the fort.", &["[Separatist gunmen] Separatist militants"]),
        ("Separatist gunmen took a fort in Cameroon.", &["[Separatist gunmen] Ambazonia separatists"]),
        ("Jihadists took the fort.", &["[Jihadists] Islamist militants"]),
        (
            "Syrian rebels met Syrian pro-regime militiamen.",
            &["[Syrian rebels] Syrian insurgents", "[Syrian pro-regime militiamen] Syrian pro-regime militias"],
        ),
        ("Zambian rebels took the fort.", &["[Zambian rebels] Zambian rebels"]),
    ]);
    let chechen = mentions("Chechen separatists said so.", |_, m| (m.kind, m.country.clone()));
    assert_eq!(chechen, [(ActorType::RebelGroup, Some("RU".to_owned()))]);
}

#[test]
fn groups_that_nobody_knows() {
    check(&[
        ("A group calling itself Crimson Harvest claimed the blast.", &["[Crimson Harvest] Crimson Harvest"]),
        (
            "A group calling itself the Keepers of the Old Well claimed the blast.",
            &["[Keepers of the Old Well] Keepers of the Old Well"],
        ),
        (
            "Hamas and the Crimson Dawn Brigade fought.",
            &["[Hamas] Hamas", "[Crimson Dawn Brigade] Crimson Dawn Brigade"],
        ),
        ("The Crimson Dawn Brigade claimed the blast.", &["[Crimson Dawn Brigade] Crimson Dawn Brigade"]),
        ("The Army of Free Examplia claimed the blast.", &["[Army of Free Examplia] Army of Free Examplia"]),
        (
            "The Revolutionary Dawn Movement (RDM) took the mill. Later the RDM left, and the Movement split.",
            &["[RDM] Revolutionary Dawn Movement", "[Movement] Revolutionary Dawn Movement"],
        ),
        ("Hamas fired rockets. The group said that it would go on.", &["[group] Hamas"]),
    ]);
    let kinds = mentions("The Blue Lagoon Cartel paid them.", |_, m| (m.how, m.kind));
    assert_eq!(kinds[0], (ActorHow::Unknown, ActorType::Criminal));
    assert!(read("The Salvation Army gave soup.").iter().all(|m| !m.contains("Salvation")));
}

#[test]
fn people_and_persons() {
    check(&[
        ("Masked gunmen killed six worshippers.", &["[gunmen] gunmen", "[worshippers] worshippers"]),
        ("Protesters threw stones; a mob burned the shop.", &["[Protesters] protesters", "[mob] rioters"]),
        ("The shell killed two Israelis and a dozen Hutus.", &["[Israelis] civilians", "[Hutus] civilians"]),
        ("Iraqi civilians fled.", &["[Iraqi civilians] civilians"]),
        (
            "Russian President Vladimir Putin spoke. Later Putin left.",
            &["[Russian President Vladimir Putin] Vladimir Putin", "[Putin] Vladimir Putin"],
        ),
    ]);
    // Private persons keep their names to themselves.
    let all = mentions("Maria Exampleson, 34, was hurt in the market of Lagos.", |_, m| (m.id.clone(), m.name.clone()));
    assert!(all.iter().all(|(id, name)| !id.contains("exampleson") && !name.contains("Exampleson")), "{all:?}");
}

#[test]
fn fighters_belong_to_their_organisation() {
    check(&[
        ("Gunmen believed to belong to Boko Haram stormed a town in Nigeria.", &["[Gunmen] Boko Haram"]),
        ("Fighters loyal to the Crimson Dawn Brigade shelled the mill.", &["[Fighters] Crimson Dawn Brigade"]),
        ("Hamas left the street. Later the group's fighters came back.", &["[fighters] Hamas"]),
        ("Hezbollah said that its fighters had shelled the post.", &["[fighters] Hezbollah"]),
        ("The Shining Path came at dusk. The militants burned two trucks.", &["[militants] Shining Path"]),
        ("The Shining Path came at dusk, like the ELN before. The militants sang.", &["[militants] militants"]),
        ("Gunmen fought the Shining Path near a mill.", &["[Gunmen] gunmen"]),
    ]);
}

#[test]
fn countries_that_act() {
    let found = mentions("Russia blamed Ukraine for the fire in Belgium.", |_, m| (m.how, m.name.clone()));
    let named: Vec<&str> = found.iter().filter(|(h, _)| *h == ActorHow::Country).map(|(_, n)| n.as_str()).collect();
    assert_eq!(named, ["Government of Russia", "Government of Ukraine"]);
}

#[test]
fn any_text_is_read_without_overlap() {
    let long = "the IS group of the US army said ( FMLN ) and ".repeat(400);
    for text in
        ["", " ", "'s", "(", "the", "’s army of", "Ünïcødé – «Front»", "the group", "ARMY OF", "called", long.as_str()]
    {
        let spots = mentions(text, |_, m| m.spot);
        assert!(spots.windows(2).all(|w| w[0].end <= w[1].start), "{text:.40}");
    }
}
