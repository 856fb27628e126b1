use std::collections::BTreeMap;
use std::io::{self, Write};

use polybius_merge::Pair;
use polybius_records::{CountKind, Precision, Report};

use super::Side;
use super::links::number;
use crate::terminal::{Paint, Table};

/// What two sides have of one country or month.
#[derive(Debug, Default, Clone, Copy)]
struct Share {
    a: usize,
    b: usize,
    matched: usize,
    tolls: Tolls,
}

/// Killed in matched events where both sides give a number.
#[derive(Debug, Default, Clone, Copy)]
struct Tolls {
    pairs: usize,
    a_higher: usize,
    b_higher: usize,
    a: u64,
    b: u64,
}

impl Tolls {
    fn add(&mut self, a: u64, b: u64) {
        self.pairs += 1;
        self.a_higher += usize::from(a > b);
        self.b_higher += usize::from(b > a);
        self.a = self.a.saturating_add(a);
        self.b = self.b.saturating_add(b);
    }
}

pub fn write(out: &mut dyn Write, sides: &[Side; 2], pairs: &[Pair], paint: Paint, columns: usize) -> io::Result<()> {
    let [a, b] = sides;
    let mut all = Share { a: a.events.len(), b: b.events.len(), matched: pairs.len(), tolls: Tolls::default() };
    let mut by_country: BTreeMap<String, Share> = BTreeMap::new();
    let mut by_month: BTreeMap<String, Share> = BTreeMap::new();
    for (events, is_a) in [(&a.events, true), (&b.events, false)] {
        for event in events {
            for share in [by_country.entry(country(event)).or_default(), by_month.entry(month(event)).or_default()] {
                if is_a { share.a += 1 } else { share.b += 1 }
            }
        }
    }
    let mut gaps: Vec<u64> = Vec::new();
    for pair in pairs {
        let (x, y) = (&a.events[pair.a], &b.events[pair.b]);
        let tolls = number(&x.body, CountKind::Killed).zip(number(&y.body, CountKind::Killed));
        // A matched pair counts where the first side has it.
        let shares = [by_country.entry(country(x)).or_default(), by_month.entry(month(x)).or_default()];
        for share in shares {
            share.matched += 1;
            if let Some((m, n)) = tolls {
                share.tolls.add(m, n);
            }
        }
        if let Some((m, n)) = tolls {
            all.tolls.add(m, n);
            gaps.extend(Some(m.abs_diff(n)).filter(|gap| *gap > 0));
        }
    }
    writeln!(out, "{:<20} {:>8}", format!("in {}", a.name), all.a)?;
    writeln!(out, "{:<20} {:>8}", format!("in {}", b.name), all.b)?;
    writeln!(out, "{:<20} {:>8}", "matched", all.matched)?;
    writeln!(out, "{:<20} {:>8}", format!("only in {}", a.name), all.a - all.matched)?;
    writeln!(out, "{:<20} {:>8}", format!("only in {}", b.name), all.b - all.matched)?;
    tolls(out, sides, &all.tolls, gaps)?;
    for (heading, shares) in [("country", by_country), ("month", by_month)] {
        writeln!(out)?;
        table(sides, heading, &shares, paint, columns, out)?;
    }
    Ok(())
}

fn tolls(out: &mut dyn Write, sides: &[Side; 2], tolls: &Tolls, mut gaps: Vec<u64>) -> io::Result<()> {
    let [a, b] = [&sides[0].name, &sides[1].name];
    if tolls.pairs == 0 {
        return writeln!(out, "no matched event has a number of killed on both sides");
    }
    gaps.sort_unstable();
    let equal = tolls.pairs - tolls.a_higher - tolls.b_higher;
    writeln!(
        out,
        "killed, where both say: {} pairs, {equal} equal, {} higher in {a}, {} higher in {b}; {} in {a}, {} in {b}",
        tolls.pairs, tolls.a_higher, tolls.b_higher, tolls.a, tolls.b
    )?;
    match gaps.get(gaps.len() / 2) {
        Some(median) => writeln!(out, "where they differ: by {median} in the middle, {} at most", gaps[gaps.len() - 1]),
        None => Ok(()),
    }
}

fn table(
    sides: &[Side; 2],
    heading: &'static str,
    shares: &BTreeMap<String, Share>,
    paint: Paint,
    columns: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = Table::new(&[heading, "#A", "#B", "#matched", "#killed A", "#killed B", "#A higher", "#B higher"]);
    for (name, share) in shares {
        let numbers = [share.a, share.b, share.matched].map(|n| n.to_string());
        let tolls = [share.tolls.a, share.tolls.b].map(|n| n.to_string());
        let higher = [share.tolls.a_higher, share.tolls.b_higher].map(|n| n.to_string());
        table.row([name.clone()].into_iter().chain(numbers).chain(tolls).chain(higher));
    }
    writeln!(out, "A is {}, B is {}; killed in matched events where both give a number", sides[0].name, sides[1].name)?;
    table.write(out, paint, columns)
}

fn country(event: &Report) -> String {
    let code = event.body.place.as_ref().and_then(|p| p.country.clone());
    code.unwrap_or_else(|| "none".to_owned())
}

fn month(event: &Report) -> String {
    match event.body.date {
        Some(d) if d.precision <= Precision::Month => d.start.strftime("%Y-%m").to_string(),
        Some(d) if d.precision != Precision::Unknown => d.start.strftime("%Y").to_string(),
        Some(_) | None => "none".to_owned(),
    }
}
