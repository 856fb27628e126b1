use anyhow::{Context, bail};
use polybius_formats::Filter;
use polybius_records::{EventType, SubEventType};

use crate::arguments::Filters;
use crate::lexicon;

/// The filter that the arguments ask for.
pub fn filter(given: &Filters) -> anyhow::Result<Filter> {
    let mut filter = Filter {
        from: given.from,
        to: given.to,
        min_sources: given.min_sources.unwrap_or(0),
        min_killed: given.min_killed.unwrap_or(0),
        bbox: given.bbox,
        ..Filter::default()
    };
    if let (Some(from), Some(to)) = (given.from, given.to)
        && to < from
    {
        bail!("--from {from} is after --to {to}");
    }
    for code in &given.country {
        let upper = code.to_ascii_uppercase();
        if upper.len() != 2 || !upper.bytes().all(|b| b.is_ascii_uppercase()) {
            bail!("--country {code:?}: give the two letters of ISO 3166-1, such as ML for Mali");
        }
        filter.countries.insert(upper);
    }
    for words in &given.types {
        filter.event_types.insert(event_type(words)?);
    }
    for words in &given.sub_types {
        let found = SubEventType::ALL.iter().find(|t| t.as_str().eq_ignore_ascii_case(words));
        filter.sub_event_types.insert(*found.with_context(|| {
            let known: Vec<String> = SubEventType::ALL.iter().map(|t| format!("{:?}", t.as_str())).collect();
            format!("--sub-type {words:?}: known are {}", known.join(", "))
        })?);
    }
    for word in &given.review {
        let review = serde_json::from_value(serde_json::Value::from(word.to_lowercase()));
        filter.reviews.insert(
            review.ok().with_context(|| format!("--review {word:?}: known are machine, accepted, edited, rejected"))?,
        );
    }
    if !given.actor.is_empty() {
        let lexicon = lexicon::load(None)?;
        filter.actors = given.actor.iter().flat_map(|words| lexicon.actors.with_branches(words)).collect();
    }
    for word in &given.status {
        let status = serde_json::from_value(serde_json::Value::from(word.to_lowercase()));
        filter.statuses.insert(status.ok().with_context(|| {
            format!("--status {word:?}: known are occurred, foiled, planned, threatened, alleged, denied")
        })?);
    }
    Ok(filter)
}

fn event_type(words: &str) -> anyhow::Result<EventType> {
    if let Some(&found) = EventType::ALL.iter().find(|t| t.as_str().eq_ignore_ascii_case(words)) {
        return Ok(found);
    }
    let known: Vec<String> = EventType::ALL.iter().map(|t| format!("{:?}", t.as_str())).collect();
    let sub = SubEventType::ALL.iter().find(|t| t.as_str().eq_ignore_ascii_case(words));
    let hint = sub.map_or_else(String::new, |s| {
        format!(" ({:?} is a sub-event type of {:?})", s.as_str(), s.event_type().as_str())
    });
    bail!("--type {words:?}: known are {}{hint}", known.join(", "))
}

#[cfg(test)]
mod tests {
    use polybius_records::Review;

    use super::*;

    fn given() -> Filters {
        Filters {
            from: None,
            to: None,
            country: vec![],
            types: vec![],
            sub_types: vec![],
            status: vec![],
            min_sources: None,
            min_killed: None,
            actor: vec![],
            bbox: None,
            review: vec![],
        }
    }

    #[test]
    fn filters_are_checked() {
        let ok = Filters {
            country: vec!["ml".to_owned()],
            types: vec!["battles".to_owned()],
            status: vec!["Foiled".to_owned()],
            sub_types: vec!["armed clash".to_owned()],
            review: vec!["Edited".to_owned()],
            actor: vec!["Taliban".to_owned(), "org-nobody-knows".to_owned()],
            bbox: "170,-20,-170,-10".parse().ok(),
            ..given()
        };
        let made = filter(&ok).unwrap();
        assert!(made.countries.contains("ML") && made.event_types.contains(&EventType::Battles));
        assert!(made.reviews.contains(&Review::Edited) && made.bbox.is_some_and(|b| b.contains(-15.0, 175.0)));
        assert!(made.actors.len() > 2 && made.actors.contains("org-nobody-knows"), "branches count: {:?}", made.actors);
        for (wrong, words) in [
            (Filters { review: vec!["seen".to_owned()], ..given() }, "known are machine"),
            (Filters { sub_types: vec!["Battles".to_owned()], ..given() }, "Armed clash"),
            (Filters { country: vec!["Mali".to_owned()], ..given() }, "two letters"),
            (Filters { types: vec!["Armed clash".to_owned()], ..given() }, "sub-event type of \"Battles\""),
            (Filters { status: vec!["done".to_owned()], ..given() }, "known are occurred"),
            (Filters { from: "2024-02-01".parse().ok(), to: "2024-01-01".parse().ok(), ..given() }, "is after --to"),
        ] {
            let message = filter(&wrong).unwrap_err().to_string();
            assert!(message.contains(words), "{message}");
        }
    }
}
