//! When two names mean one actor: aliases of a few large organisations, and a state with its army, government or police.

/// Names that key and record may give for one organisation; the first is the key's.
const ALIASES: [&[&str]; 8] = [
    &[
        "islamic state khorasan",
        "islamic state khorasan province",
        "isis k",
        "is k",
        "iskp",
        "isk",
        "islamic state khurasan",
        "islamic state khorasan province iskp",
    ],
    &[
        "islamic state",
        "isis",
        "isil",
        "is",
        "daesh",
        "islamic state of iraq and syria",
        "islamic state in iraq and the levant",
        "islamic state is",
        "islamic state isis",
    ],
    &["islamic state west africa", "islamic state west africa province", "iswap"],
    &["provisional irish republican army", "provisional ira", "ira", "pira", "irish republican army"],
    &["al qaeda", "al qaida", "qaeda", "osama bin laden"],
    &["osama bin laden", "al qaeda", "al qaida"],
    &["kurdistan workers party", "pkk"],
    &[
        "united states",
        "us",
        "usa",
        "united states of america",
        "military forces of the united states",
        "u s",
        "washington",
    ],
];

/// A country, and other words for what is its own.
const STATES: [(&str, &str); 28] = [
    ("russia", "russian"),
    ("united states", "american us u s fbi"),
    ("united kingdom", "british uk"),
    ("syria", "syrian"),
    ("thailand", "thai"),
    ("tanzania", "tanzanian"),
    ("kenya", "kenyan"),
    ("venezuela", "venezuelan"),
    ("france", "french"),
    ("spain", "spanish"),
    ("turkey", "turkish"),
    ("iraq", "iraqi"),
    ("iran", "iranian"),
    ("egypt", "egyptian"),
    ("israel", "israeli"),
    ("ukraine", "ukrainian"),
    ("afghanistan", "afghan"),
    ("pakistan", "pakistani"),
    ("india", "indian"),
    ("china", "chinese"),
    ("japan", "japanese tokyo"),
    ("germany", "german"),
    ("jordan", "jordanian"),
    ("colombia", "colombian"),
    ("nigeria", "nigerian"),
    ("somalia", "somali"),
    ("yemen", "yemeni"),
    ("mali", "malian"),
];

/// Words that leave a state's force the state's.
const STATE_WORDS: &str = "government military forces armed army police state authorities security regime department air force navy \
                           royal metropolitan royalists troops of the and s";

/// Lower case, ASCII letters and digits; everything else is a space.
pub fn fold(text: &str) -> String {
    let plain: String = text
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether folded `words` stand in folded `text` as whole words.
fn has_words(text: &str, words: &str) -> bool {
    format!(" {text} ").contains(&format!(" {words} "))
}

/// The country whose government, army or police a folded name means.
fn state(name: &str) -> Option<&'static str> {
    let is_year = |w: &&str| {
        w.len() == 4 && (w.starts_with("19") || w.starts_with("20")) && w.bytes().all(|b| b.is_ascii_digit())
    };
    let text = name.split(' ').filter(|w| !is_year(w)).collect::<Vec<_>>().join(" ");
    let allowed: Vec<&str> = STATE_WORDS.split_whitespace().collect();
    STATES.iter().find_map(|&(country, words)| {
        let form = std::iter::once(country).chain(words.split(' ')).find(|form| has_words(&text, form))?;
        let mut rest = format!(" {text} ");
        while rest.contains(&format!(" {form} ")) {
            rest = rest.replace(&format!(" {form} "), " ");
        }
        rest.split_whitespace().all(|w| allowed.contains(&w)).then_some(country)
    })
}

/// Whether a record's name means the actor that the key names.
pub fn same_actor(name: &str, wanted: &str) -> bool {
    let (name, wanted) = (fold(name), fold(wanted));
    let wanted_state = state(&wanted);
    if wanted_state.is_some() && state(&name) == wanted_state {
        return true;
    }
    let own = [wanted.as_str()];
    let options: &[&str] = ALIASES.iter().find(|list| list[0] == wanted).copied().unwrap_or(&own);
    if options.contains(&name.as_str()) {
        return true;
    }
    // A province of the Islamic State is not the Islamic State.
    wanted != "islamic state" && options.iter().any(|o| o.len() > 3 && has_words(&name, o))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_actor() {
        for (name, wanted, same) in [
            ("Military Forces of Russia (2000-)", "Russian Armed Forces", true),
            ("Police Forces of Kenya", "Kenya", true),
            ("Kenyan farmers", "Kenya", false),
            ("ISIS", "Islamic State", true),
            ("Islamic State Khorasan Province", "Islamic State", false),
            ("Provisional IRA", "Provisional Irish Republican Army", true),
            ("The Example Front of Zoria", "Example Front", true),
            ("Front", "Example Front", false),
        ] {
            assert_eq!(same_actor(name, wanted), same, "{name} / {wanted}");
        }
    }
}
