use polybius_records::{EventType, Status, SubEventType};

use super::Conflict;
use crate::features::Features;

/// Equal or compatible types and statuses.
pub(super) fn score(a: &Features, b: &Features) -> Result<f64, Conflict> {
    if reality(a.status) != reality(b.status) {
        return Err(Conflict::Status);
    }
    if !a.families().iter().any(|f| b.families().contains(f)) {
        return Err(Conflict::Types);
    }
    let (s, t) = (a.sub, b.sub);
    Ok(if s == t {
        0.9
    } else if (s == SubEventType::Abduction) != (t == SubEventType::Abduction) {
        // A kidnapping with shots is an attack to some papers; a blast is never a kidnapping.
        if [s, t].iter().any(|x| x.event_type() == EventType::Explosions) { -1.4 } else { -0.6 }
    } else if s.event_type() == t.event_type() {
        0.6
    } else {
        0.2
    })
}

/// Which statuses can be one event: what is alleged by one paper is a fact in the next, and denied by a third.
fn reality(status: Status) -> u8 {
    match status {
        Status::Occurred | Status::Alleged | Status::Denied => 0,
        Status::Foiled | Status::Planned => 1,
        Status::Threatened => 2,
    }
}
