use axum::http::Uri;
use polybius_delivery::{Delivery, Held};
use polybius_formats::{Format, Table};
use polybius_records::Filter;
use polybius_store::{Desk, Listed};

use super::address;
use crate::app::{Answer, App};
use crate::error::ApiError;

/// A page of events as an export of these alone, in the order of exports; the next page is told in `Link`.
pub(crate) fn page(
    app: &App,
    desk: &Desk,
    format: Format,
    listed: &[Listed],
    uri: &Uri,
    next: Option<String>,
) -> Result<Answer, ApiError> {
    let mut events = Vec::with_capacity(listed.len());
    for one in listed {
        events.extend(desk.event(&one.at.id)?);
    }
    // They have passed their filter already.
    let all = Filter { rejected: true, ..Filter::default() };
    let delivery = Delivery { format, table: Table::Events, filter: &all, rule: None, why: false, safe: None };
    let mut bytes = Vec::new();
    delivery.write_held(Held::of_events(desk, events)?, desk, &app.lexicon, &mut bytes)?;
    let next = next.map(|cursor| format!("?{}", address::query(uri, &[("cursor", Some(cursor))])));
    Ok(Answer { content_type: format.media_type(), bytes, file: None, next })
}
