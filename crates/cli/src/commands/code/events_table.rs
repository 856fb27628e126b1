use std::io::{self, Write};

use polybius_records::{Event, Review, Role, Status};

use crate::terminal::{Paint, Table};
use crate::wording;

/// The events, the latest first.
pub fn write(out: &mut dyn Write, events: &[Event], rows: usize, paint: Paint, columns: usize) -> io::Result<()> {
    let mut shown: Vec<&Event> = events.iter().filter(|e| e.review != Review::Rejected).collect();
    if shown.is_empty() {
        return Ok(());
    }
    shown.sort_by(|a, b| {
        let day = |e: &Event| e.body.date.map(|d| d.start);
        day(b).cmp(&day(a)).then_with(|| a.id.cmp(&b.id))
    });
    let mut table = Table::new(&["=date", "place", "type", "#killed", "actor", "#sources", "=event"]);
    for event in shown.iter().take(rows) {
        table.row([
            wording::date(event.body.date.as_ref()),
            event.body.place.as_ref().map(wording::place).unwrap_or_default(),
            kind(event),
            event.body.killed.as_ref().map(wording::count).unwrap_or_default(),
            actor(event),
            event.sources.to_string(),
            wording::short_id(&event.id).to_owned(),
        ]);
    }
    table.write(out, paint, columns)?;
    if shown.len() > rows {
        writeln!(out, "... and {} more: `polybius export csv` writes all", shown.len() - rows)?;
    }
    writeln!(out)
}

/// The sub-event type, and the status where it did not simply happen.
fn kind(event: &Event) -> String {
    let name = event.body.sub_event_type.as_str();
    match event.body.status {
        Status::Occurred => name.to_owned(),
        other => format!("{name} ({})", wording::status(other)),
    }
}

fn actor(event: &Event) -> String {
    let doer = |role: Role| event.body.actors.iter().find(|a| a.role == role);
    let named = doer(Role::Perpetrator).or_else(|| doer(Role::Detainer)).or_else(|| doer(Role::Opponent));
    named.map(|a| a.name.clone()).unwrap_or_default()
}
