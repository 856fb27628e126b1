//! Which language a text is in.

use whatlang::{Lang, detect};

/// Characters of text that detection looks at: more changes nothing and costs time.
const SAMPLE_CHARS: usize = 4_000;
/// Letters below which a guess is a guess.
const MIN_LETTERS: usize = 60;

/// ISO 639-1 code of the text's language; `None` where the text is short or the answer unsure.
pub fn detect_language(text: &str) -> Option<String> {
    // Upper-case wire copy has trigrams that the detector has never seen.
    let sample: String = text.chars().take(SAMPLE_CHARS).collect::<String>().to_lowercase();
    if sample.chars().filter(|c| c.is_alphabetic()).count() < MIN_LETTERS {
        return None;
    }
    if is_plainly_english(&sample) {
        return Some("en".to_owned());
    }
    let info = detect(&sample)?;
    if info.is_reliable() { iso_639_1(info.lang()).map(str::to_owned) } else { None }
}

/// A code as given ("en-GB", "eng", "EN") in ISO 639-1; `None` where it is none.
pub fn normalise_language(given: &str) -> Option<String> {
    let primary = given.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    match primary.len() {
        2 if primary.bytes().all(|b| b.is_ascii_lowercase()) => Some(primary),
        3 => Lang::from_code(&primary).and_then(iso_639_1).map(str::to_owned),
        _ => None,
    }
}

/// Names from all over the world fill news in English and mislead trigrams; its function words do not.
fn is_plainly_english(lower: &str) -> bool {
    const FUNCTION_WORDS: [&str; 16] = [
        "the", "of", "and", "to", "was", "were", "that", "with", "said", "by", "from", "has", "have", "had", "which",
        "their",
    ];
    let (mut words, mut hits) = (0_usize, 0_usize);
    for word in lower.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        words += 1;
        hits += usize::from(FUNCTION_WORDS.contains(&word));
    }
    hits * 100 >= words * 14
}

fn iso_639_1(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detects_the_language_of_news() {
        let cases = [
            (
                "Gunmen stormed a market in the town of Gao at dawn, and the governor said that eleven traders were killed.",
                Some("en"),
            ),
            (
                "GUNMEN STORMED A MARKET IN THE TOWN OF GAO AT DAWN, AND THE GOVERNOR SAID THAT ELEVEN TRADERS WERE KILLED.",
                Some("en"),
            ),
            (
                "Des hommes armés ont attaqué un marché dans la ville de Gao à l'aube et onze commerçants ont été tués, selon le gouverneur.",
                Some("fr"),
            ),
            (
                "Hombres armados atacaron un mercado en la ciudad al amanecer y mataron a once comerciantes, dijo el gobernador de la región.",
                Some("es"),
            ),
            ("Blast in Gao", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(detect_language(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn reads_given_codes() {
        let cases = [
            ("en-GB", Some("en")),
            ("EN", Some("en")),
            ("fra", Some("fr")),
            ("English", None),
            ("", None),
            ("é", None),
        ];
        for (given, expected) in cases {
            assert_eq!(normalise_language(given).as_deref(), expected, "{given}");
        }
    }
}
