use std::io::{self, Write};

use polybius_query::{Checked, Figure, Gap, Holdings, Verdict, check};
use polybius_records::{Review, StatementBody};

use crate::arguments::CheckArguments;
use crate::exit::Done;
use crate::lexicon;
use crate::terminal::{Paint, columns, plain, stdout, wrap};
use crate::wording;

pub fn run(arguments: &CheckArguments) -> anyhow::Result<Done> {
    let desk = arguments.desk.open()?;
    let lexicon = lexicon::load(None)?;
    let within = |a: &str, b: &str| lexicon.actors.is_within(a, b);
    let events = desk.events()?;
    let held = Holdings {
        events: events.iter().filter(|e| e.review != Review::Rejected).map(|e| (e.id.as_str(), &e.body)).collect(),
        published: desk.document_heads()?.iter().filter_map(|d| d.published).collect(),
    };
    let mut statements = desk.statements()?;
    statements.retain(|s| matches!(s.body, StatementBody::Statistic { .. }));
    let checked = check(&statements, &held, &within);
    let mut out = stdout();
    if arguments.json {
        for c in &checked {
            serde_json::to_writer(&mut out, c)?;
            writeln!(out)?;
        }
    } else {
        for c in &checked {
            tell(&mut out, c)?;
        }
        tally(&mut out, &checked)?;
    }
    out.flush()?;
    Ok(Done::All)
}

fn tell(out: &mut dyn Write, c: &Checked) -> io::Result<()> {
    let paint = Paint::stdout();
    let of: Vec<String> = [
        c.actor.clone().map(|actor| format!("of {actor}")),
        c.place.as_ref().map(|p| format!("in {}", wording::place(p))),
        Some(wording::date(c.date.as_ref())).filter(|d| !d.is_empty()).map(|d| format!("during {d}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let head = format!("{} {}", c.counts, of.join(" "));
    let verdict = match c.verdict {
        Verdict::Agrees => paint.green("agrees"),
        Verdict::OursLower => paint.yellow("ours is lower"),
        Verdict::OursHigher => paint.yellow("ours is higher"),
        Verdict::NothingHeld => paint.faint("nothing held"),
        Verdict::NotComparable => paint.faint("not comparable"),
    };
    writeln!(out, "{}: {verdict}", paint.bold(&plain(&head)))?;
    let mut words = vec![format!("Stated: {}", figure(&c.stated))];
    words.push(format!("by {} ({}).", c.source.as_deref().unwrap_or("the text itself"), c.documents.join(", ")));
    if c.events > 0 {
        words.push(format!("Ours: {} from {}.", figure(&c.ours), wording::of(c.events, "event")));
    }
    let gaps: Vec<String> = c.gaps.iter().map(gap).collect();
    if !gaps.is_empty() && c.verdict != Verdict::NotComparable {
        words.push(format!("Mind that {}.", gaps.join("; ")));
    }
    for line in wrap(&plain(&words.join(" ")), columns().saturating_sub(4).max(20)) {
        writeln!(out, "    {line}")?;
    }
    Ok(())
}

fn figure(f: &Figure) -> String {
    match (f.best, f.low, f.high) {
        (best, Some(low), Some(high)) if low != high => {
            format!("{} ({low} to {high})", best.unwrap_or(low))
        }
        (best, Some(low), None) => format!("at least {}", best.unwrap_or(low)),
        (best, None, Some(high)) => format!("up to {}", best.unwrap_or(high)),
        (Some(n), ..) | (None, Some(n), _) => n.to_string(),
        (None, None, None) => "unknown".to_owned(),
    }
}

fn gap(gap: &Gap) -> String {
    match gap {
        Gap::NoActor => "it names no actor".to_owned(),
        Gap::NoPlace => "it names no place".to_owned(),
        Gap::NoPeriod => "it names no period".to_owned(),
        Gap::Coverage { first: Some(first), last: Some(last) } => {
            format!("the events held of that actor and place run from {first} to {last}")
        }
        Gap::Coverage { .. } => "no event is held of that actor and place".to_owned(),
        Gap::FewDocuments { documents } => {
            format!("only {} of that period were read", wording::of(*documents, "document"))
        }
        Gap::AcrossTheEnds { events } => format!("{} across the ends of the period", wording::of(*events, "event")),
        Gap::NoNumber { events } => format!("{} without a number", wording::of(*events, "event")),
        Gap::Definition { ours } => format!("ours counts {ours}"),
        Gap::LowerBound => "what is stated is a lower bound".to_owned(),
    }
}

fn tally(out: &mut dyn Write, checked: &[Checked]) -> io::Result<()> {
    if checked.is_empty() {
        return writeln!(out, "No document states a total.");
    }
    let tally = Checked::tally(checked);
    let n = |v: Verdict| tally.get(&v).copied().unwrap_or(0);
    writeln!(
        out,
        "{}: {} agree, ours is lower in {} and higher in {}; nothing is held for {}, {} cannot be compared",
        wording::of(checked.len(), "stated total"),
        n(Verdict::Agrees),
        n(Verdict::OursLower),
        n(Verdict::OursHigher),
        n(Verdict::NothingHeld),
        n(Verdict::NotComparable)
    )
}
