use polybius_records::{DateSpan, Place, PlacePrecision, Precision, country_name};

/// date_prec: 1 exact, 2 a range of 2 to 6 days, 3 a week, 4 a month, 5 a year.
pub(super) fn date(span: &DateSpan) -> Result<u8, &'static str> {
    match span.precision {
        Precision::Day => Ok(1),
        Precision::Week if span.width_days() < 6 => Ok(2),
        Precision::Week => Ok(3),
        Precision::Month => Ok(4),
        Precision::Quarter | Precision::Year => Ok(5),
        Precision::Decade => Err("date vaguer than a year"),
        Precision::Unknown => Err("no date"),
    }
}

/// where_prec: 1 exact, 2 near, 3 second-order division, 4 first-order division, 5 larger or vague, 6 country.
pub(super) fn place(precision: PlacePrecision) -> u8 {
    match precision {
        PlacePrecision::Exact => 1,
        PlacePrecision::Near => 2,
        PlacePrecision::Admin2 => 3,
        PlacePrecision::Admin1 => 4,
        PlacePrecision::Region => 5,
        PlacePrecision::Country => 6,
    }
}

/// The place in words, from the smallest to the country.
pub(super) fn description(place: &Place) -> String {
    let near = if place.precision == PlacePrecision::Near { "near " } else { "" };
    let country = place.country.as_deref().and_then(country_name);
    let parts = [Some(place.name.as_str()), place.admin2.as_deref(), place.admin1.as_deref(), country];
    let mut said: Vec<&str> = Vec::new();
    for part in parts.into_iter().flatten() {
        if !said.contains(&part) {
            said.push(part);
        }
    }
    format!("{near}{}", said.join(", "))
}

/// The PRIO-GRID cell: half-degree cells counted from 1 in the south-west corner, 720 a row; `None` off the globe.
pub(super) fn priogrid(lat: f64, lon: f64) -> Option<u32> {
    if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
        return None;
    }
    let row = ((lat + 90.0) * 2.0).floor().min(359.0) as u32;
    let col = ((lon + 180.0) * 2.0).floor().min(719.0) as u32;
    Some(row * 720 + col + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        assert_eq!(priogrid(-90.0, -180.0), Some(1));
        assert_eq!(priogrid(90.0, 180.0), Some(259_200));
        // Kabul, as GED has it.
        assert_eq!(priogrid(34.531_094, 69.162_796), Some(179_779));
        assert_eq!(priogrid(91.0, 0.0), None);
        assert_eq!(priogrid(f64::NAN, 0.0), None);
    }
}
