//! What the judge sees of a candidate beside an event.

use super::candidates::{Candidate, Form};
use super::row::Numbers;
use crate::fillers::{Filled, Filler, How, Part};

const HOWS: [(How, &str); 10] = [
    (How::Told, "told"),
    (How::Claimed, "claimed"),
    (How::Handled, "handled"),
    (How::Damaged, "damaged"),
    (How::Identified, "identified"),
    (How::Resolved, "resolved"),
    (How::Story, "story"),
    (How::Beside, "beside"),
    (How::Nearby, "nearby"),
    (How::Behind, "behind"),
];

const KINDS: [&str; 12] = [
    "military",
    "police",
    "rebel_group",
    "intelligence",
    "political_militia",
    "criminal",
    "security",
    "government",
    "civilians",
    "named",
    "role",
    "unidentified",
];

/// Numbers, and words by name whose weights the tables hold.
pub(super) fn view(
    c: &Candidate<'_>,
    index: usize,
    event: &Filled,
    seen: &[Filler],
) -> (Numbers, Vec<(&'static str, String)>) {
    let mut n = Numbers::default();
    let own: Vec<_> = c.own(index).collect();
    for (how, name) in HOWS {
        n.flag(format!("how_{name}"), own.iter().any(|u| u.filler.how == how));
    }
    let away = |s: usize| {
        event.sentences.iter().map(|&e| s as f64 - e as f64).min_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap_or(0.0)
    };
    let others = || c.uses.iter().filter(|u| u.event.is_some_and(|e| e != index));
    let mut elsewhere: Vec<Option<usize>> = others().map(|u| u.event).collect();
    elsewhere.sort_unstable();
    elsewhere.dedup();
    n.count("own", own.len());
    n.count("other", elsewhere.len());
    n.flag(
        "told_other",
        others().any(|u| matches!(u.filler.how, How::Told | How::Claimed | How::Identified | How::Resolved)),
    );
    let sentences = c.sentences();
    let distances: Vec<f64> = sentences.iter().map(|&s| away(s)).collect();
    let nearest = distances.iter().copied().min_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap_or(0.0);
    n.add("distance", nearest.abs());
    n.add("after", nearest);
    n.count("first", sentences.first().copied().unwrap_or_default());
    let mut starts: Vec<usize> = c.uses.iter().map(|u| u.filler.start).collect();
    starts.sort_unstable();
    starts.dedup();
    n.count("uses", starts.len());
    n.flag("in_first", event.sentences.first().is_some_and(|s| sentences.contains(s)));
    n.count("near", distances.iter().filter(|d| d.abs() <= 1.0).count());
    n.count("words", c.plain.split(' ').count());
    n.flag("digit", c.plain.chars().any(|d| d.is_ascii_digit()));
    for (form, name) in [(Form::Text, "form_text"), (Form::Long, "form_long"), (Form::Bare, "form_bare")] {
        let all = || if own.is_empty() { c.uses.iter().collect::<Vec<_>>() } else { own.clone() };
        n.flag(name, all().iter().any(|u| u.form == form));
    }
    let best = own.first().copied().or_else(|| {
        c.uses.iter().min_by(|a, b| away(a.filler.sentence).abs().total_cmp(&away(b.filler.sentence).abs()))
    });
    let Some(best) = best else { return (n, Vec::new()) };
    n.flag("doer", best.filler.part == Part::Doer);
    n.flag("name", best.filler.part == Part::Named);
    n.flag("people", best.filler.part == Part::People);
    for kind in KINDS {
        n.flag(format!("kind_{kind}"), c.uses.iter().any(|u| u.filler.kind == kind));
    }
    let id = &best.filler.id;
    n.count("of_id", if id.is_empty() { 0 } else { seen.iter().filter(|f| f.id == *id).count() });
    let inside = c.uses.iter().find(|u| event.sentences.contains(&u.filler.sentence)).map(|u| u.filler);
    let arc = best.filler.arc.clone();
    let bare = arc.split(':').next().unwrap_or_default().to_owned();
    let words = vec![
        ("head", best.filler.head.clone()),
        ("governor", best.filler.governor.clone()),
        ("arc", arc),
        ("kind", best.filler.kind.clone()),
        ("arc_governor", format!("{bare}/{}", best.filler.governor)),
        ("first_word", c.plain.split(' ').next().unwrap_or_default().to_owned()),
        ("arc_inside", inside.map_or_else(|| "-".to_owned(), |f| f.arc.clone())),
        ("governor_inside", inside.map_or_else(|| "-".to_owned(), |f| f.governor.clone())),
        ("how", format!("{:?}", best.filler.how).to_lowercase()),
    ];
    (n, words)
}
