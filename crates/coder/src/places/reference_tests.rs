//! Places that the text ties to others: words that point back, villages that no list knows, streets, two ends of a road.

use polybius_lexicon::Lexicon;
use polybius_records::{Block, BlockKind, Document, PlacePrecision};
use polybius_syntax::Analyzer;

use super::find;
use crate::Text;

/// For each row: a text, words of it, and the name, country and precision of the place that they mean ("-": no place).
const ROWS: &[(&str, &str, &str)] = &[
    // Words that point back.
    (
        "A car bomb went off in Mosul on Sunday. By nightfall more blasts had been heard across the city.",
        "city",
        "Mosul IQ Exact",
    ),
    (
        "Fighters overran Djibo at dawn. Soldiers flown in from Ouagadougou retook the town; dozens lay dead in the town.",
        "town.",
        "Djibo BF Exact",
    ),
    ("Shells fell on Bakhmut all night. Two medics died when a clinic in the area was hit.", "area", "Bakhmut UA Near"),
    (
        "Troops entered Helmand province in March. Eleven villagers were shot in the same province a week later.",
        "province a",
        "Helmand AF Admin1",
    ),
    (
        "Kenyan police said that three men had been held in Mombasa. In the capital, students threw stones.",
        "capital",
        "Nairobi KE Exact",
    ),
    // What does not point back.
    ("Gunmen attacked Goma. The town hall was burned.", "town hall", "-"),
    ("Gunmen attacked Goma. They fled to the city of Bukavu.", "city of", "-"),
    ("He called the caliphate an enemy of the state.", "state", "-"),
    // Villages that no list knows.
    (
        "Herders burned forty huts in the village of Tarkwendo, in Plateau state, Nigeria.",
        "Tarkwendo",
        "Tarkwendo NG Admin1",
    ),
    ("Three farmers were killed in Qarabulkh village in Helmand province.", "Qarabulkh village", "Qarabulkh AF Admin1"),
    (
        "Men with rifles raided the hamlet of Zumbalo near Djibo. Two days later Zumbalo was empty.",
        "Zumbalo was",
        "Zumbalo BF Near",
    ),
    // Streets named after towns.
    (
        "Two bombs exploded in Leeds on Friday. One blew up at the York Street tram station.",
        "York Street tram station",
        "York Street tram station GB Exact 53.8",
    ),
    (
        "Police in Cairo dispersed a crowd. Shots were heard on Damascus Street.",
        "Damascus Street",
        "Damascus Street EG Exact 30.1",
    ),
    ("A rocket hit Kandahar airport in Afghanistan.", "Kandahar airport", "Kandahar airport AF Exact 31.6"),
    // Articles written small.
    ("A mine killed a driver near Deir ez-Zor in Syria.", "Deir ez-Zor", "Deir ez-Zor SY Near"),
    ("Militiamen looted shops in ed-Daein, in Sudan's East Darfur state.", "ed-Daein", "El Daein SD Exact"),
    // Events that bear the name of their place.
    ("Four men were tried over the Nairobi Marathon attack.", "Nairobi", "Nairobi KE Exact"),
    ("Four men were tried over the Nairobi Marathon attack.", "Marathon", "-"),
    // A stray namesake abroad.
    ("Rebels stopped lorries between Luna and Komanda, in Ituri province of DR Congo.", "Komanda", "Komanda CD Exact"),
];

fn meaning(text: &str, words: &str) -> String {
    let document = Document::plain("t", text);
    let read = Text::new(&document, &Analyzer::embedded());
    let start = text.find(words).unwrap();
    let found = find(&read, &Lexicon::embedded());
    let hit = found.iter().find(|m| m.spot.start <= start && start < m.spot.end);
    hit.map_or("-".to_owned(), |m| {
        let p = &m.place;
        let latitude = p.latitude.map_or(String::new(), |l| format!(" {l:.1}"));
        format!("{} {} {:?}{latitude}", p.name, p.country.as_deref().unwrap_or("-"), p.precision)
    })
}

#[test]
fn places_are_read_from_what_the_text_ties_them_to() {
    let wrong: Vec<String> = ROWS
        .iter()
        .map(|&(text, words, want)| (text, words, want, meaning(text, words)))
        .filter(|(_, _, want, have)| !have.starts_with(want))
        .map(|(text, words, want, have)| format!("{text}\n  {words}: want {want}, have {have}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_namesake_abroad_gives_way_to_the_place_beside_it() {
    let have = meaning("Rebels stopped lorries between Luna and Komanda, in Ituri province of DR Congo.", "Luna");
    assert!(!have.contains(" PH "), "{have}");
}

#[test]
fn an_unlisted_village_has_the_point_of_its_division() {
    let text = "Three farmers were killed in Qarabulkh village in Helmand province of Afghanistan.";
    let document = Document::plain("t", text);
    let read = Text::new(&document, &Analyzer::embedded());
    let found = find(&read, &Lexicon::embedded());
    let (village, province) = (&found[0].place, &found[1].place);
    assert_eq!((village.name.as_str(), village.precision), ("Qarabulkh", PlacePrecision::Admin1));
    assert_eq!(village.latitude, province.latitude);
}

#[test]
fn here_is_where_the_report_was_sent_from() {
    let mut document = Document::plain("t", "KUNDUZ: Gunmen shot dead a teacher near the bazaar here on Friday.");
    let block = |kind, start, end| Block { kind, start, end };
    document.blocks = vec![block(BlockKind::Dateline, 0, 7), block(BlockKind::Body, 8, document.text.chars().count())];
    let read = Text::new(&document, &Analyzer::embedded());
    let found = find(&read, &Lexicon::embedded());
    let here = found.iter().find(|m| read.slice(m.spot.start..m.spot.end) == "here").unwrap();
    assert_eq!((here.place.name.as_str(), here.place.country.as_deref()), ("Kunduz", Some("AF")));
}
