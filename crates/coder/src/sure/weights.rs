use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

const DATA: &str = include_str!("../../data/confidence.toml");

/// The regression of one field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Field {
    /// Log odds where no sign is there.
    bias: f64,
    /// What each sign adds to the log odds.
    weights: BTreeMap<String, f64>,
}

/// Weights by field: of news of conflict and of crime, which are told differently.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    news: BTreeMap<String, Field>,
    crime: BTreeMap<String, Field>,
}

static WEIGHTS: LazyLock<Data> = LazyLock::new(|| match toml::from_str(DATA) {
    Ok(weights) => weights,
    Err(e) => unreachable!("data/confidence.toml is checked by a test: {e}"),
});

/// People led away, abducted or driven out: keys give too few of each to fit them apart.
fn table(field: &str) -> &str {
    match field {
        "abducted" | "detained" | "displaced" => "held",
        other => other,
    }
}

/// The probability that the field is right, in a text of crime alone or not; `None` where no keys had it.
pub(super) fn probability(crime: bool, field: &str, signs: &[(&'static str, f64)]) -> Option<f64> {
    let of_crime = WEIGHTS.crime.get(table(field)).filter(|_| crime);
    let fitted = of_crime.or_else(|| WEIGHTS.news.get(table(field)))?;
    let odds: f64 = signs.iter().map(|(sign, x)| fitted.weights.get(*sign).map_or(0.0, |w| w * x)).sum();
    Some(1.0 / (1.0 + (-(fitted.bias + odds)).exp()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use polybius_lexicon::Lexicon;
    use polybius_records::Document;

    use super::*;
    use crate::Coder;
    use crate::sure::signs;

    /// One text with every field filled.
    const TEXT: &str = "Boko Haram fighters attacked a village near Maiduguri in Nigeria on Monday, killing 12 people, wounding five and \
                        abducting three. Police arrested six suspects in Kano on Tuesday.";

    #[test]
    fn every_sign_has_a_weight_and_every_weight_a_sign() {
        let document = Document::plain("d", TEXT).published_on(jiff::civil::date(2021, 6, 15));
        let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (_, fields) in signs(&Coder::new(Lexicon::embedded()), &document) {
            for (field, signs) in fields {
                assert!(signs.iter().all(|(_, x)| (0.0..=1.0).contains(x)), "{field}: {signs:?}");
                seen.entry(table(field)).or_default().extend(signs.iter().map(|(sign, _)| *sign));
            }
        }
        let names = |f: &'static Field| f.weights.keys().map(String::as_str).collect::<BTreeSet<&str>>();
        let news: BTreeMap<&str, BTreeSet<&str>> =
            WEIGHTS.news.iter().map(|(field, f)| (field.as_str(), names(f))).collect();
        assert_eq!(seen, news);
        assert!(WEIGHTS.crime.iter().all(|(field, f)| seen.get(field.as_str()) == Some(&names(f))));
        let tame = |w: &f64| w.is_finite() && w.abs() < 8.0;
        let mut all = WEIGHTS.news.values().chain(WEIGHTS.crime.values());
        assert!(all.all(|f| tame(&f.bias) && f.weights.values().all(tame)));
    }

    #[test]
    fn signs_move_the_probability() {
        let at = |signs: &[(&'static str, f64)]| probability(true, "killed", signs).unwrap();
        assert!(at(&[("agreeing", 1.0)]) > at(&[]) && at(&[("rivals in text", 1.0)]) < at(&[]));
        assert_eq!(probability(false, "weather", &[]), None);
        // Of crime, the keys have no types.
        assert_eq!(probability(true, "event_type", &[]), probability(false, "event_type", &[]));
    }
}
