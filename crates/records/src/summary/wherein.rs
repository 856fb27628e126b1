use crate::{Place, PlacePrecision, country_name};

/// "in Gao, Mali", "near Gao, Gao Region, Mali"; empty where the place has no name and no country.
pub(super) fn phrase(place: &Place) -> String {
    let country = place.country.as_deref().map(|code| country_name(code).unwrap_or(code));
    let mut parts: Vec<&str> = Vec::new();
    let whole_country = place.precision == PlacePrecision::Country && country.is_some();
    if !whole_country {
        parts.push(&place.name);
        parts.extend(place.admin1.as_deref());
    }
    parts.extend(country);
    let mut said: Vec<&str> = Vec::new();
    for part in parts {
        // A capital region is often called as its town: "Gao, Gao, Mali" says it twice.
        if !part.trim().is_empty() && !said.iter().any(|s| bare(s) == bare(part)) {
            said.push(part);
        }
    }
    if said.is_empty() {
        return String::new();
    }
    let preposition = if place.precision == PlacePrecision::Near { "near" } else { "in" };
    format!("{preposition} {}", said.join(", "))
}

fn bare(name: &str) -> String {
    let lower = name.to_lowercase();
    lower.strip_prefix("the ").unwrap_or(&lower).trim().to_owned()
}
