use polybius_records::{CountKind, Document};
use polybius_syntax::Analyzer;

use super::*;

/// Counts of a text, one a line: words, kind, best/low/high, marks for part and total.
fn read(sentence: &str) -> Vec<String> {
    let document = Document::plain("d", sentence);
    let text = Text::new(&document, &Analyzer::embedded());
    let number = |n: Option<u64>| n.map_or("-".to_owned(), |n| n.to_string());
    find(&text, &[])
        .into_iter()
        .map(|m| {
            let range = match (m.best, m.low, m.high) {
                (Some(a), Some(b), Some(c)) if a == b && b == c => a.to_string(),
                (a, b, c) => format!("{}/{}/{}", number(a), number(b), number(c)),
            };
            let kind = m.kind.map_or("none", CountKind::field);
            let who = m.who.unwrap_or_default();
            let marks = format!("{}{}", if m.part { " part" } else { "" }, if m.total { " total" } else { "" });
            format!("{kind} {range} {who}{marks}").replace("  ", " ").trim_end().to_owned()
        })
        .collect()
}

#[test]
fn counts_of_people_and_their_fate() {
    #[rustfmt::skip]
    let table: &[(&str, &[&str])] = &[
        ("At least 14 people were killed and 30 wounded in the blast.", &["killed 14/14/- people", "injured 30"]),
        ("Gunmen killed 14 villagers and wounded six others.", &["killed 14 villagers", "injured 6 others"]),
        ("The raid left 14 soldiers dead and 30 injured.", &["killed 14 soldiers", "injured 30"]),
        ("A bomb exploded, killing at least 14 people and injuring more than 30.", &["killed 14/14/- people", "injured 30/30/-"]),
        ("A soldier was killed near the border.", &["killed 1 soldier"]),
        ("The rebels ambushed a patrol, killing a policeman and two children.", &["killed 1 policeman", "killed 2 children"]),
        ("The attack killed two clerks and three other people.", &["killed 2 clerks", "killed 3 other people"]),
        ("Some 90 civilians and 13 troops were killed.", &["killed 90/-/- civilians", "killed 13 troops"]),
        ("Twelve people, including three children, were killed.", &["killed 12 people", "killed 3 children part"]),
        ("Five miners died and 20 were hurt.", &["killed 5 miners", "injured 20"]),
        ("The death toll rose to 143 on Sunday.", &["killed 143 total"]),
        ("Two gunmen killed at least nine people.", &["none 2 gunmen", "killed 9/9/- people"]),
        (
            "The number of people killed when a bomb exploded in a market in the north of Kunduz on Monday has reached 100.",
            &["killed 100 total"],
        ),
        ("The storm of shells claimed 12 lives.", &["killed 12"]),
        ("There were 12 deaths and 40 injuries.", &["killed 12", "injured 40"]),
        ("The bodies of 12 men were found.", &["killed 12 men"]),
        ("They kidnapped 276 schoolgirls in April.", &["abducted 276 schoolgirls"]),
        ("The group took 40 people hostage.", &["abducted 40 people"]),
        ("Police arrested six suspects.", &["detained 6 suspects"]),
        ("Six people were taken into custody.", &["detained 6 people"]),
        ("The fighting forced 30,000 people to flee.", &["displaced 30000 people"]),
        ("Shelling displaced nearly 40,000 villagers.", &["displaced 40000/-/40000 villagers"]),
        ("Nobody was hurt.", &["injured 0"]),
        ("There were no casualties.", &["killed 0", "injured 0"]),
        ("There were 30 casualties.", &["none 30 casualties"]),
        ("No one else was hurt.", &[]),
        ("Blast kills 12, wounds 30 in market", &["killed 12", "injured 30"]),
        ("At least 12 dead, 30 hurt in market blast", &["killed 12/12/-", "injured 30"]),
        ("A 12-year-old boy was wounded.", &["injured 1 12-year-old boy"]),
        ("They killed two birds and burned three cars.", &[]),
        ("They did not kill anyone.", &[]),
        ("The device could kill thousands of people.", &["none -/2000/- people"]),
        ("The group threatened to kill 12 hostages.", &["none 12 hostages"]),
        ("Two suicide bombers blew themselves up.", &["killed 2 suicide bombers part"]),
        ("Two gunmen killed 12 people.", &["none 2 gunmen", "killed 12 people"]),
        ("Dozens of worshippers died when the roof fell.", &["killed -/24/- worshippers"]),
        ("Between 10 and 15 rebels were killed.", &["killed -/10/15 rebels"]),
        ("Three of them died in hospital.", &["killed 3 part"]),
        ("The clash killed 12 people, two of them children.", &["killed 12 people", "killed 2 part"]),
        ("Three wounded soldiers reached the camp.", &["injured 3 soldiers"]),
        ("The dead included two nurses.", &["killed 2 nurses part"]),
        ("In 2014 killings fell.", &[]),
        ("The war has killed more than 12,000 people since 2011.", &["killed 12000/12000/- people"]),
        ("Police said 50 protesters had been detained.", &["detained 50 protesters"]),
        ("Two men were shot dead and another was injured.", &["killed 2 men", "injured 1"]),
        ("Her husband and two sons were killed.", &["killed 1 husband", "killed 2 sons"]),
        ("ON 3 MAY FOUR SOLDIERS WERE KILLED AND NINE WERE WOUNDED.", &["killed 4 SOLDIERS", "injured 9"]),
        ("The blast, which hit a bus carrying 40 workers, killed 11.", &["none 40 workers", "killed 11"]),
        ("Three police cars were destroyed.", &[]),
        ("The blast left scores of people homeless.", &["displaced -/40/- people"]),
        ("Ten hostages were killed.", &["killed 10 hostages"]),
        ("The militants were holding 10 hostages.", &["abducted 10 hostages"]),
        ("An estimated 200 Hazaras were massacred.", &["killed 200/-/- Hazaras"]),
        ("It was unclear whether a guard was wounded.", &[]),
        ("The driver, Omar Haddad, was killed.", &["killed 1 driver"]),
        ("A man and woman were killed.", &["killed 1 man", "killed 1 woman"]),
        ("None of the guards who were wounded has left.", &[]),
        ("A two-year-old was hurt when she was hit.", &["injured 1 two-year-old"]),
        ("A nurse was shot in the market and later died.", &["killed 1 nurse"]),
        ("Troops detained 15 dockers, nine foreigners and six locals, at the port.", &["detained 15 dockers", "detained 9 foreigners part", "detained 6 locals part"]),
        ("Thirteen people suffered mostly minor injuries.", &["injured 13 people"]),
        ("Two of the drivers were among the dead.", &["killed 2 drivers part"]),
        ("Three out of 4 people went hungry.", &[]),
        ("A death squad was blamed.", &[]),
        ("One major road was closed.", &[]),
        ("Haddad's National Guard Forces killed nobody.", &["killed 0"]),
        ("Man shot in the leg in Abington", &["injured 1 Man"]),
        ("He was jailed for the attempted murder of two guards.", &["none 2 guards"]),
        ("A 16 year-old boy was killed.", &["killed 1 16 year-old boy"]),
        ("The raids killed or wounded 500 people.", &["none 500 people"]),
        ("Sixty people were killed or injured.", &["none 60 people"]),
        ("The blast hurt 15 soldiers, four of them seriously.", &["injured 15 soldiers", "injured 4 part"]),
        ("Three officers and seven soldiers of the border force, and 15 rebels died.", &["killed 3 officers", "killed 7 soldiers", "killed 15 rebels"]),
        ("The killing on Friday of 12 miners caused outrage.", &["killed 12 miners"]),
        ("Security forces on Tuesday shot, without warning and at close range, and killed 12 miners.", &["killed 12 miners"]),
        ("One victim, a 40-year-old nurse, died at the scene.", &["killed 1 victim"]),
        ("Police seek a driver after a man was found dead.", &["killed 1 man"]),
        ("Two diseases that affect Venezuelans spread.", &[]),
        ("Rebels shot at the guard, killing him.", &["killed 1"]),
        ("A friend named the 16-year-old killed near the bridge.", &["killed 1 16-year-old"]),
        ("A farewell to a nurse killed by shellfire.", &["killed 1 nurse"]),
        ("The student's death led to protests.", &["killed 1 student"]),
        ("Two guards' murder shocked the town.", &["killed 2 guards"]),
        ("The soldier's killing of a boy led to protests.", &["killed 1 boy"]),
        ("He faces a death sentence.", &[]),
        ("A 16-year-old Springfield boy was killed.", &["killed 1 16-year-old Springfield boy"]),
        ("A man who shot and killed two guards fled.", &["killed 2 guards"]),
        ("A woman who was killed had two sons.", &["killed 1 woman", "none 2 sons"]),
        ("Gunmen killed the sheriff's deputy.", &["killed 1 sheriff's deputy"]),
        ("Four students, one fatally, were shot.", &["injured 4 students", "killed 1"]),
        ("Six rangers embraced martyrdom near the dam.", &["killed 6 rangers"]),
        ("A ferryman lost an eye and two porters lost their hearing.", &["injured 1 ferryman", "injured 2 porters"]),
        ("The clinic treated nine miners for shrapnel wounds.", &["injured 9 miners"]),
        ("The relief agency puts the dead at 61.", &["killed 61 total"]),
        ("The governor put the wounded at more than 70.", &["injured 70/70/- total"]),
        ("The blast raised the number of martyrs to seven.", &["killed 7 total"]),
        ("Raiders led away 14 herders and 30 goats.", &["abducted 14 herders"]),
        ("Policemen took away three students.", &["detained 3 students"]),
        ("Five surveyors of a mining firm who were kidnapped in June came home.", &["abducted 5 surveyors"]),
        ("The guard was held at gunpoint.", &[]),
        ("Two men in their fifties, arrested in the port under a terrorism law, were questioned.", &["detained 2 men"]),
        ("Nineteen were held for several hours.", &["detained 19"]),
        ("Three elements of the Civil Guard and two nuns lost their lives.", &["killed 3 elements", "killed 2 nuns"]),
        ("The army says it neutralised six \"terrorists\" there.", &["killed 6 terrorists"]),
        ("Forty shelters burned in the camp.", &[]),
        ("A picker of tea died on a mine.", &["killed 1 picker"]),
        ("The wounded included the number two of the ministry.", &[]),
        ("Gunmen kidnapped a nun on Sunday. Ten pupils were reported missing.", &["abducted 1 nun", "abducted 10 pupils"]),
        ("The river flooded. Ten pupils were reported missing.", &["none 10 pupils"]),
        ("A cook and two guides disappeared near the lake. No ransom was asked.", &["abducted 1 cook", "abducted 2 guides"]),
        ("A cook and two guides vanished in the storm.", &["none 2 guides"]),
        ("The officer received a deep cut on the arm.", &["injured 1 officer"]),
        ("Four teachers of a national NGO who were abducted in May came home.", &["abducted 4 teachers"]),
        ("Haddad, 26, died after a gunfight.", &["killed 1"]),
        ("Officials said that \"several individuals\" had been fatally injured.", &["killed -/3/- individuals"]),
        ("The driver's assistant was slightly hurt.", &["injured 1 driver's assistant"]),
        ("Eight people are on admission after the clash.", &["injured 8 people"]),
        ("Four clerks, including two women and a porter, were hurt.", &["injured 4 clerks", "injured 2 women part", "injured 1 porter part"]),
        ("One of the victims was critically injured.", &["injured 1 victims part"]),
        ("A guard was flown to Mercy Medical Center.", &["injured 1 guard"]),
        ("A guard was driven to a wedding at the medical school.", &[]),
        ("A bullet hit the driver.", &["injured 1 driver"]),
        ("A taxi hit the driver.", &[]),
        ("Ana Lopez, 34, and Ada Roe were shot.", &["injured 1", "injured 1"]),
        ("Father, two children killed in raid", &["killed 1 Father", "killed 2 children"]),
        ("A gunman shot a nurse and a child to death.", &["killed 1 nurse", "killed 1 child"]),
        ("He faces charges of misdemeanor injury to a child.", &[]),
        ("A nurse and a 33-year old cook were wounded.", &["injured 1 nurse", "injured 1 33-year old cook"]),
        ("A porter was shot along with a cook.", &["injured 1 porter", "injured 1 cook"]),
        ("Two cooks, who had been in the yard, suffered gunshot wounds.", &["injured 2 cooks"]),
        ("The man fired one shot.", &[]),
        ("The wounded child's father spoke.", &[]),
        ("He wounded his brother and killed himself.", &["injured 1 brother"]),
        ("His cousin fired a gun and shot him in the foot.", &["injured 1"]),
    ];
    let mut wrong = Vec::new();
    for &(sentence, wanted) in table {
        let got = read(sentence);
        if got != wanted {
            wrong.push(format!("{sentence}\n   got {got:?}\n  want {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}

#[test]
fn any_text_is_survived() {
    for text in [
        "",
        "12",
        "killed",
        "killed 12",
        "a",
        "of them",
        "12 of",
        "two or",
        "'s",
        "No",
        "12,",
        "between 1 and",
        "dozens of",
        "3 %",
        "١٢ قتلى",
        "12 12 12 12 killed killed killed",
        "the the the the",
    ] {
        read(text);
    }
}
