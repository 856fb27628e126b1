//! Which names of a place are worth a key, and the English form of a division's name.

/// Words for a division, in the languages that GeoNames names carry. Cut from the ends of a name to get its proper part.
const GENERIC: &[&str] = &[
    "province",
    "state",
    "region",
    "district",
    "governorate",
    "county",
    "department",
    "oblast",
    "oblast'",
    "division",
    "prefecture",
    "municipality",
    "territory",
    "rayon",
    "raion",
    "voivodeship",
    "canton",
    "emirate",
    "wilaya",
    "okrug",
    "krai",
    "woreda",
    "zone",
    "cercle",
    "commune",
    "subdistrict",
    "sub-district",
    "regency",
    "tehsil",
    "taluk",
    "upazila",
    "local government area",
    "mohafazat",
    "muhafazat",
    "muhafazah",
    "vilayeti",
    "viloyati",
    "parish",
    "departamento",
    "département",
    "departement",
    "provincia",
    "província",
    "estado",
    "região",
    "región",
    "région",
    "autonomous region",
    "autonomous community",
    "metropolitan area",
    "metropolitan municipality",
    "regional state",
    "peoples' region",
    "national district",
    "ilcesi",
    "ilçesi",
    "federal district",
    "circonscription",
    "arrondissement",
    "powiat",
    "landkreis",
    "kreis",
    "komuna",
    "opština",
    "opstina",
    "judetul",
    "judet",
    "kabupaten",
    "kota",
    "daerah",
    "amphoe",
    "changwat",
    "khet",
    "muang",
    "huyện",
    "tỉnh",
    "gemeente",
    "kommun",
    "kommune",
    "mkoa wa",
    "wilayah",
    "wilayat",
    "shahrestan",
    "shahrestān-e",
    "ostan-e",
    "ostān-e",
    "mudiriyat",
    "markaz",
    "qada'",
    "qaza",
    "nahiyat",
    "liwa'",
];

const LINKS: &[&str] =
    &["of the", "of", "del", "dell", "della", "de la", "de los", "de", "di", "do", "da", "dos", "du", "des", "d'"];

const DIRECTIONS: &[&str] = &[
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "centre",
    "center",
    "upper",
    "lower",
    "capital",
    "national capital",
    "northwest",
    "southwest",
    "northeast",
    "southeast",
    "north west",
    "south west",
    "north east",
    "south east",
    "north-western",
    "north-eastern",
    "north eastern",
    "north western",
    "south eastern",
    "south western",
    "metropolitan",
    "federal",
    "autonomous",
    "oriental",
    "occidental",
    "central",
    "nord",
    "sud",
    "est",
    "ouest",
    "nord-est",
    "nord-ouest",
    "sud-est",
    "sud-ouest",
    "norte",
    "sur",
    "littoral",
    "mid-western",
    "far-western",
    "special",
    "delta",
    "river",
    "coast",
    "border",
    "plateau",
    "centro",
    "savannah",
    "mountain",
    "lakes",
    "hill",
    "bay",
    "highland",
    "old",
    "new",
    "urban",
    "rural",
    "south central",
    "saint",
    "royal",
    "kingdom",
    "free",
    "new",
    "islamabad capital",
    "distrito",
    "grand",
    "great",
    "mid",
    "outer",
    "inner",
    "far",
    "extreme",
    "bale",
    "republic",
    "regional",
    "self-governing",
    "unitary",
    "district",
    "island",
    "islands",
    "union",
    "first",
    "second",
    "rivers",
    "niger",
    "zone",
    "area",
    "jewish autonomous",
    "third",
    "nation",
];

/// The name without words for a division ("Helmand Province", "State of Borno", "Oblast' Kirovograd"); `None` where nothing is cut or
/// what is left does not name a place ("Northern Province").
pub fn proper(name: &str) -> Option<String> {
    let mut rest = name.trim();
    for _ in 0..2 {
        let lower = rest.to_lowercase();
        // Some capitals change length when lowered; cutting by the lowered form needs equal lengths.
        if lower.len() != rest.len() {
            break;
        }
        if let Some(word) = GENERIC.iter().filter(|w| lower.ends_with(&format!(" {w}"))).max_by_key(|w| w.len()) {
            rest = rest[..rest.len() - word.len() - 1].trim_end();
        } else if let Some(word) =
            GENERIC.iter().filter(|w| lower.starts_with(&format!("{w} "))).max_by_key(|w| w.len())
        {
            rest = rest[word.len() + 1..].trim_start();
            let lower = rest.to_lowercase();
            if let Some(link) = LINKS.iter().find(|l| lower.starts_with(&format!("{l} "))) {
                rest = rest[link.len() + 1..].trim_start();
            }
        } else {
            break;
        }
    }
    let lower = rest.to_lowercase();
    let says_nothing = lower.chars().count() < 3
        || DIRECTIONS.contains(&lower.as_str())
        || LINKS.iter().any(|l| lower.starts_with(&format!("{l} ")) || lower.ends_with(&format!(" {l}")))
        || lower.chars().all(|c| !c.is_alphabetic());
    (rest != name.trim() && !says_nothing).then(|| rest.to_owned())
}

/// Whether an alternate name is worth a key: not a code, not a sentence, not a number, and not GeoNames' machine transliteration
/// ("mwskw", "mosukuwa"), which is all ASCII without a capital.
pub fn worth_a_key(name: &str) -> bool {
    let characters = name.chars().count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let is_code = characters <= 3 && name.bytes().all(|b| b.is_ascii_uppercase());
    let is_tiny = characters <= 2 && name.is_ascii();
    let is_machine_made = name.is_ascii() && !name.bytes().any(|b| b.is_ascii_uppercase());
    letters >= 1 && !is_machine_made && characters <= 32 && !is_code && !is_tiny && !name.contains("://")
}

/// Countries whose GeoNames names are romanised with marks (macrons, dots, cedillas) that English news does not print.
const ROMANISED: &[&str] = &[
    "AF", "PK", "IR", "IQ", "SY", "LB", "JO", "IL", "PS", "SA", "YE", "OM", "AE", "QA", "BH", "KW", "EG", "LY", "SD",
    "IN", "BD", "NP", "LK", "BT", "MV", "TJ", "UZ", "TM", "KG", "KZ", "AM", "GE", "JP", "KR", "KP", "MM", "KH", "LA",
    "TH", "ET", "ER", "DJ", "SO", "RU", "UA", "BY", "BG", "GR", "MK", "DZ", "TN", "MA", "MR",
];

/// The name as English news would print it: romanisation marks dropped where the country's names are romanised.
pub fn shown(name: &str, country: &str) -> String {
    if !ROMANISED.contains(&country) {
        return name.to_owned();
    }
    let plain: String = polybius_lexicon::without_marks(name);
    plain.trim_end_matches(['\'', '’']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_divisions_are_cut() {
        for (name, want) in [
            ("Helmand Province", Some("Helmand")),
            ("State of Borno", Some("Borno")),
            ("Departamento del Cauca", Some("Cauca")),
            ("Northern Province", None),
            ("Nairobi", None),
            ("Mkoa wa Ituri", Some("Ituri")),
        ] {
            assert_eq!(proper(name).as_deref(), want, "{name}");
        }
    }
}
