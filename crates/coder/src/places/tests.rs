use polybius_lexicon::Lexicon;
use polybius_records::{Block, BlockKind, Document, PlacePrecision};
use polybius_syntax::Analyzer;

use super::find;
use crate::{PlaceMention, Text};

fn places(document: &Document) -> Vec<(String, PlaceMention)> {
    let text = Text::new(document, &Analyzer::embedded());
    let found = find(&text, &Lexicon::embedded());
    found.into_iter().map(|m| (text.slice(m.spot.start..m.spot.end).to_owned(), m)).collect()
}

/// "words = name / first-order division / country / precision" for each place, in order.
fn check(text: &str, want: &[&str]) {
    let found: Vec<String> = places(&Document::plain("t", text))
        .into_iter()
        .map(|(words, m)| {
            let p = &m.place;
            let precision = format!("{:?}", p.precision).to_lowercase();
            let kind = if m.facility { " facility" } else { "" };
            let (admin1, country) = (p.admin1.as_deref().unwrap_or("-"), p.country.as_deref().unwrap_or("-"));
            format!("{words} = {} / {admin1} / {country} / {precision}{kind}", p.name)
        })
        .collect();
    assert_eq!(found, want, "{text}");
}

#[test]
fn divisions_take_their_words_and_countries_have_no_point() {
    check(
        "A roadside bomb killed four soldiers in Sangin district of Helmand province in southern Afghanistan.",
        &[
            "Sangin district = Sangin / Helmand / AF / admin2",
            "Helmand province = Helmand / Helmand / AF / admin1",
            "Afghanistan = Afghanistan / - / AF / country",
        ],
    );
    let found = places(&Document::plain("t", "Fighting went on in Syria."));
    assert_eq!((found[0].1.place.latitude, found[0].1.place.longitude), (None, None));
}

#[test]
fn the_larger_place_beside_a_name_decides() {
    check(
        "Two men were arrested in Springfield, Ill., on Monday.",
        &["Springfield = Springfield / Illinois / US / exact", "Ill. = Illinois / Illinois / US / admin1"],
    );
    check(
        "Gunmen attacked a school in Tripoli, Lebanon.",
        &["Tripoli = Tripoli / North Lebanon / LB / exact", "Lebanon = Lebanon / - / LB / country"],
    );
    check(
        "Militia fighters raided Djibo, in northern Burkina Faso.",
        &["Djibo = Djibo / Sahel / BF / exact", "Burkina Faso = Burkina Faso / - / BF / country"],
    );
}

#[test]
fn the_countries_of_the_text_decide() {
    let text = "Libyan officials said fighting in Tripoli had ended. Libya has two governments.";
    let found = places(&Document::plain("t", text));
    assert_eq!((found[0].0.as_str(), found[0].1.place.country.as_deref()), ("Tripoli", Some("LY")));
    let text = "Police in Atlanta said that the suspect had fled Georgia for Alabama.";
    let found = places(&Document::plain("t", text));
    let georgia = found.iter().find(|f| f.0 == "Georgia").unwrap();
    assert_eq!((georgia.1.place.country.as_deref(), georgia.1.place.precision), (Some("US"), PlacePrecision::Admin1));
    let text = "Troops crossed from Georgia into Abkhazia, Russian officials in Tbilisi said.";
    let found = places(&Document::plain("t", text));
    assert_eq!(found.iter().find(|f| f.0 == "Georgia").unwrap().1.place.country.as_deref(), Some("GE"));
}

#[test]
fn streets_and_blocks_of_flats_are_no_towns_elsewhere() {
    let table = [
        ("Two men were shot near Greenfield and Denton avenues in Detroit.", "Michigan"),
        ("Two men were shot at the corner of Denton and Greenfield in Detroit.", "Michigan"),
        ("Two men were shot near Denton and Elm Street in Detroit.", "Michigan"),
        ("Two men were shot at Denton Village Apartments in Detroit.", "Michigan"),
        ("Two men were shot on Spain Street in Detroit.", "Michigan"),
        ("Two men were shot in the Denton area of Detroit.", "Michigan"),
        ("Two men were shot in the Denton area of Texas.", "Texas"),
    ];
    for (text, division) in table {
        let found = places(&Document::plain("t", text));
        assert!(!found.is_empty() && found.iter().all(|f| f.1.place.admin1.as_deref() == Some(division)), "{found:?}");
    }
}

#[test]
fn words_of_one_country_decide_between_namesakes() {
    let table = [
        ("Two men were shot in Birmingham, the sheriff said.", "Birmingham", "US"),
        ("Two men were shot in Birmingham, the mayor said.", "Birmingham", "GB"),
        ("Two men were shot in St. Louis.", "St. Louis", "US"),
        ("Two men were shot in upstate New York.", "New York", "US"),
        ("DALTON, Ga. - A man was shot in northern Georgia.", "Georgia", "US"),
    ];
    for (text, name, country) in table {
        let found = places(&Document::plain("t", text));
        let place = found.iter().find(|f| f.0 == name).unwrap();
        assert_eq!(place.1.place.country.as_deref(), Some(country), "{text}");
    }
}

#[test]
fn persons_organisations_and_nationalities_are_no_places() {
    check(
        "Islamic State said it had shot an Afghan interpreter. Mr. Jackson denied it, the Washington Post reported.",
        &[],
    );
    check("The Turkish army and Kurdish fighters exchanged fire in May.", &[]);
}

#[test]
fn near_is_near() {
    check("Rebels shelled a village 20 km north of Goma.", &["Goma = Goma / North Kivu / CD / near"]);
    check("The convoy was hit outside Maiduguri.", &["Maiduguri = Maiduguri / Borno / NG / near"]);
}

#[test]
fn facilities_take_the_point_of_their_town() {
    let text = "A suicide bomber struck the Omari Mosque in Peshawar, Pakistan.";
    let found = places(&Document::plain("t", text));
    let mosque = &found[0].1;
    assert!(mosque.facility && found[0].0 == "Omari Mosque", "{found:?}");
    assert_eq!(mosque.place.latitude, found[1].1.place.latitude);
    assert_eq!(mosque.place.precision, PlacePrecision::Exact);
    let found = places(&Document::plain("t", "Gunmen stormed Crocus City Hall near Moscow."));
    assert!(found[0].1.facility);
    assert_eq!(found[0].1.place.country.as_deref(), Some("RU"));
    assert!((found[0].1.place.latitude.unwrap() - 55.826).abs() < 0.01);
}

#[test]
fn capitals_only_and_no_capitals() {
    for text in [
        "LIMA -- TERRORISTS BLEW UP A BRIDGE IN HUANCAYO, IN THE DEPARTMENT OF JUNIN, PERUVIAN POLICE REPORTED."
            .to_owned(),
        "lima -- terrorists blew up a bridge in huancayo, in the department of junin, peruvian police reported. "
            .repeat(4),
    ] {
        let found = places(&Document::plain("t", text));
        let names: Vec<&str> = found.iter().map(|f| f.1.place.name.as_str()).collect();
        assert!(names.contains(&"Huancayo") && names.contains(&"Lima"), "{names:?}");
        assert!(found.iter().all(|f| f.1.place.country.as_deref() == Some("PE")), "{found:?}");
    }
}

#[test]
fn places_without_a_point_take_the_centre_of_their_division() {
    for (words, m) in
        places(&Document::plain("t", "Clashes broke out in Kabanah and Jarjanaz, in Idlib province of Syria."))
    {
        let p = &m.place;
        let has_point = p.latitude.is_some() && p.longitude.is_some();
        assert_eq!(has_point, p.precision < PlacePrecision::Country, "{words}");
    }
}

#[test]
fn any_text_is_read() {
    let mut document = Document::plain("t", "");
    for text in [
        "",
        " ",
        "’s",
        "- , of in",
        "in",
        "Ill.",
        "al-",
        "İstanbul’da ﷽ 北京 में दिल्ली",
        "The",
        "Mosque",
        "near near near",
    ] {
        document.text = text.to_owned();
        let _ = places(&document);
    }
    document.text = "KABUL".to_owned();
    document.blocks = vec![Block { kind: BlockKind::Dateline, start: 0, end: 5 }];
    assert_eq!(places(&document)[0].1.place.country.as_deref(), Some("AF"));
}
