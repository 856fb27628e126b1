//! The contract's words for closed vocabularies.

use polybius_records::{PlacePrecision, Precision, Review, Status};

pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Occurred => "occurred",
        Status::Foiled => "foiled",
        Status::Planned => "planned",
        Status::Threatened => "threatened",
        Status::Alleged => "alleged",
        Status::Denied => "denied",
    }
}

pub(crate) fn date_precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Day => "day",
        Precision::Week => "week",
        Precision::Month => "month",
        Precision::Quarter => "quarter",
        Precision::Year => "year",
        Precision::Decade => "decade",
        Precision::Unknown => "unknown",
    }
}

pub(crate) fn place_precision(precision: PlacePrecision) -> &'static str {
    match precision {
        PlacePrecision::Exact => "exact",
        PlacePrecision::Near => "near",
        PlacePrecision::Admin2 => "admin2",
        PlacePrecision::Admin1 => "admin1",
        PlacePrecision::Country => "country",
        PlacePrecision::Region => "region",
    }
}

pub(crate) fn review(review: Review) -> &'static str {
    match review {
        Review::Machine => "machine",
        Review::Accepted => "accepted",
        Review::Edited => "edited",
        Review::Rejected => "rejected",
    }
}
