use std::collections::BTreeMap;
use std::io::{self, Write};

use polybius_records::{Count, CountKind, Document, Event, Evidence};
use polybius_store::Desk;

use crate::arguments::ShowArguments;
use crate::exit::Done;
use crate::terminal::{Paint, columns, plain, stdout, wrap};
use crate::wording;

pub fn run(arguments: &ShowArguments) -> anyhow::Result<Done> {
    let desk = arguments.desk.open()?;
    let event = find(&desk, &arguments.event)?;
    let mut documents = BTreeMap::new();
    for id in &event.documents {
        if let Some(document) = desk.document(id)? {
            documents.insert(id.clone(), document);
        }
    }
    let mut page = Page { out: Box::new(stdout()), paint: Paint::stdout(), columns: columns(), documents };
    page.event(&event)?;
    page.out.flush()?;
    Ok(Done::All)
}

/// The event that is meant: by its id or the beginning of it.
pub fn find(desk: &Desk, wanted: &str) -> anyhow::Result<Event> {
    let mut found = desk.events_by_prefix(wanted)?;
    if found.is_empty() {
        found = desk.events_by_prefix(&format!("event-{wanted}"))?;
    }
    if let Some(exact) = found.iter().position(|e| e.id == wanted) {
        return Ok(found.swap_remove(exact));
    }
    match found.len() {
        1 => Ok(found.swap_remove(0)),
        0 => anyhow::bail!("no event begins with {wanted:?}: `polybius export csv` lists all"),
        _ => {
            let ids: Vec<_> = found.iter().map(|e| e.id.as_str()).collect();
            anyhow::bail!("several events begin with {wanted:?}: {}", ids.join(", "))
        }
    }
}

struct Page {
    out: Box<dyn Write>,
    paint: Paint,
    columns: usize,
    documents: BTreeMap<String, Document>,
}

/// Columns before the values.
const INDENT: usize = 12;

impl Page {
    fn event(&mut self, event: &Event) -> io::Result<()> {
        let body = &event.body;
        let sure = |field: &str| body.confidences.get(field).map_or(String::new(), |p| format!(" [{p:.2}]"));
        let head = self.paint.bold(&plain(&event.id));
        writeln!(self.out, "{head}")?;
        for line in wrap(&plain(&body.summary), self.columns) {
            writeln!(self.out, "{line}")?;
        }
        writeln!(self.out)?;
        let kind =
            format!("{}{} / {}{}", body.event_type, sure("event_type"), body.sub_event_type, sure("sub_event_type"));
        self.field("type", &kind)?;
        self.evidence(event, &["event_type", "sub_event_type", "type", "trigger"])?;
        self.field("status", &format!("{}{}", wording::status(body.status), sure("status")))?;
        self.evidence(event, &["status"])?;
        if let Some(span) = &body.date {
            let precision = format!("{:?}", span.precision).to_lowercase();
            self.field("date", &format!("{} ({precision}){}", wording::date(Some(span)), sure("date")))?;
            self.evidence(event, &["date"])?;
        }
        if let Some(place) = &body.place {
            let mut parts = vec![wording::place(place)];
            parts.extend(
                [place.admin2.clone(), place.admin1.clone()].into_iter().flatten().filter(|a| *a != place.name),
            );
            if let (Some(latitude), Some(longitude)) = (place.latitude, place.longitude) {
                parts.push(format!("{latitude:.4} {longitude:.4}"));
            }
            parts.push(format!("({})", format!("{:?}", place.precision).to_lowercase()));
            self.field("place", &format!("{}{}", parts.join(" "), sure("place")))?;
            self.evidence(event, &["place"])?;
        }
        let named: Vec<_> = body.organised_doers().collect();
        for actor in &body.actors {
            let role = format!("{:?}", actor.role).to_lowercase();
            let sure = if named.contains(&actor) { sure("perpetrators") } else { String::new() };
            self.field(&role, &format!("{} ({}, {}){sure}", actor.name, actor.id, actor.certainty))?;
        }
        self.evidence(event, &["actors", "actor"])?;
        for weapon in &body.weapons {
            self.field("weapon", &format!("{} ({})", weapon.name, weapon.kind))?;
        }
        self.evidence(event, &["weapons", "weapon"])?;
        for kind in CountKind::ALL {
            if let Some(count) = body.count(kind) {
                self.field(kind.field(), &format!("{}{}", count_words(count), sure(kind.field())))?;
                self.evidence(event, &[kind.field()])?;
            }
        }
        self.tolls(event)?;
        for attribution in &body.attributions {
            let stance = format!("{:?}", attribution.stance).to_lowercase();
            let claim = attribution.claim.as_ref().map_or(String::new(), wording::claim);
            self.field("said by", &format!("{} {stance}: {}{claim}", attribution.by, attribution.actor))?;
            self.quote(&attribution.quote, &attribution.document, None)?;
        }
        let note = if body.confidences.is_empty() {
            ""
        } else {
            " that it is an event; [behind a value] that the value is right"
        };
        self.field("confidence", &format!("{:.2}{note}", body.confidence))?;
        self.field("review", &format!("{:?}", event.review).to_lowercase())?;
        if let Some(agreement) = event.reconciled.agreement {
            self.field("agreement", agreement.as_str())?;
        }
        for contradiction in &event.reconciled.contradictions {
            let values = contradiction.values.iter().map(|v| format!("{} ({})", v.value, v.documents.join(", ")));
            let values: Vec<String> = values.collect();
            self.field("disputed", &format!("{}: {}", contradiction.field, values.join("; ")))?;
        }
        self.sources(event)
    }

    /// The numbers by day, where there is more than one, and the dead by side.
    fn tolls(&mut self, event: &Event) -> io::Result<()> {
        for kind in CountKind::ALL {
            let tolls: Vec<_> = event.reconciled.tolls.iter().filter(|t| t.kind == kind).collect();
            for toll in tolls.iter().filter(|_| tolls.len() > 1) {
                let day = toll.published.map_or("undated".to_owned(), |day| day.to_string());
                let number = wording::count(&Count::new(toll.best, toll.low, toll.high));
                let by = if toll.by.is_empty() { String::new() } else { format!(", by {}", toll.by.join("; ")) };
                let sources = wording::of(toll.sources, "source");
                let words = format!("{day}  {number} {} ({sources}: {}{by})", kind.field(), toll.documents.join(", "));
                self.field("toll", &words)?;
            }
        }
        if let Some(deaths) = event.reconciled.deaths {
            let parts = [
                (deaths.state, "state forces"),
                (deaths.armed_groups, "armed groups"),
                (deaths.attackers, "attackers"),
                (deaths.civilians, "civilians"),
                (deaths.unknown, "unknown"),
            ];
            let parts: Vec<String> =
                parts.iter().filter(|(n, _)| *n > 0).map(|(n, who)| format!("{n} {who}")).collect();
            self.field("dead", &parts.join(", "))?;
        }
        Ok(())
    }

    fn field(&mut self, name: &str, value: &str) -> io::Result<()> {
        let name = self.paint.bold(&format!("{name:<INDENT$}"));
        let lines = wrap(&plain(value), self.columns.saturating_sub(INDENT).max(20));
        let mut lines = lines.iter();
        writeln!(self.out, "{name}{}", lines.next().map_or("", String::as_str))?;
        for line in lines {
            writeln!(self.out, "{}{line}", " ".repeat(INDENT))?;
        }
        Ok(())
    }

    /// The quotes of fields whose name is, or begins with, one of the names ("killed", "killed.breakdown").
    fn evidence(&mut self, event: &Event, names: &[&str]) -> io::Result<()> {
        let is_of = |e: &&Evidence| names.contains(&e.field.split(['.', '[', ':']).next().unwrap_or_default());
        // One quote may support several values: it is shown once, with all of them.
        let mut groups: Vec<(&Evidence, Vec<&str>)> = Vec::new();
        for e in event.body.evidence.iter().filter(is_of) {
            let same =
                |g: &&mut (&Evidence, Vec<&str>)| (&g.0.document, g.0.start, g.0.end) == (&e.document, e.start, e.end);
            match groups.iter_mut().find(same) {
                Some((_, values)) if values.contains(&e.value.as_str()) => {}
                Some((_, values)) => values.push(&e.value),
                None => groups.push((e, vec![&e.value])),
            }
        }
        for (e, values) in groups {
            self.quote(&e.quote, &e.document, Some((e, &values.join(", "))))?;
        }
        Ok(())
    }

    /// The sentence around a quote, the quote marked, and where it stands.
    fn quote(&mut self, quote: &str, document: &str, evidence: Option<(&Evidence, &str)>) -> io::Result<()> {
        let (mut words, mut source) = (format!("\u{201c}{}\u{201d}", plain(quote)), document.to_owned());
        if let Some((e, values)) = evidence {
            if let Some((before, after)) = self.documents.get(document).and_then(|d| around(&d.text, e)) {
                words = format!("{}[{}]{}", plain(&before), plain(quote), plain(&after));
            }
            source = format!("{document}, {}-{}: {values}", e.start, e.end);
        }
        let width = self.columns.saturating_sub(INDENT + 2).max(20);
        let indent = " ".repeat(INDENT + 2);
        for line in wrap(&words, width) {
            let line = self.paint.faint(&line);
            writeln!(self.out, "{indent}{line}")?;
        }
        for line in wrap(&plain(&source), width) {
            writeln!(self.out, "{indent}{}", self.paint.green(&line))?;
        }
        Ok(())
    }

    fn sources(&mut self, event: &Event) -> io::Result<()> {
        writeln!(self.out)?;
        self.field("sources", &format!("{} of {}", event.sources, wording::of(event.documents.len(), "document")))?;
        for id in &event.documents {
            let Some(d) = self.documents.get(id) else { continue };
            let day = d.published.map(|day| format!("{day} ({})", d.published_from));
            let parts = [Some(id.clone()), d.publisher.clone(), day, d.title.clone(), d.url.clone()];
            let words: Vec<String> = parts.into_iter().flatten().collect();
            self.field("", &words.join(" · "))?;
        }
        Ok(())
    }
}

fn count_words(count: &Count) -> String {
    let mut words = wording::count(count);
    if let (Some(best), Some(rule)) = (count.best, &count.rule) {
        let best =
            if words.trim_end_matches('+') == best.to_string() { String::new() } else { format!(", best {best}") };
        words.push_str(&format!("{best} (rule: {rule})"));
    }
    for part in &count.breakdown {
        let n = wording::count(&Count::new(part.best, part.low, part.high));
        words.push_str(&format!("; {n} {}", part.who));
    }
    words
}

/// Longest context on one side, in characters.
const CONTEXT: usize = 300;

/// What stands before and after the evidence in its sentence; `None` where the offsets do not fit the text.
fn around(text: &str, evidence: &Evidence) -> Option<(String, String)> {
    let mut starts = text.char_indices().map(|(i, _)| i).chain([text.len()]).skip(evidence.start);
    let start = starts.next()?;
    let end = if evidence.end > evidence.start { starts.nth(evidence.end - evidence.start - 1)? } else { start };
    let ends_sentence = |c: char| matches!(c, '.' | '!' | '?' | '\n' | '\r');
    let head = text.get(..start)?;
    let mut before = Vec::new();
    let mut following = text.get(start..)?.chars().next();
    for c in head.chars().rev().take(CONTEXT) {
        // A full stop inside a number or an abbreviation is followed by no blank.
        if matches!(c, '\n' | '\r') || (ends_sentence(c) && following.is_none_or(char::is_whitespace)) {
            break;
        }
        before.push(c);
        following = Some(c);
    }
    let before: String = before.iter().rev().collect();
    let before = before.trim_start().to_owned();
    let mut after = String::new();
    if text.get(start..end)?.ends_with(ends_sentence) {
        return Some((before, after));
    }
    let mut rest = text.get(end..)?.chars().take(CONTEXT).peekable();
    while let Some(c) = rest.next() {
        if matches!(c, '\n' | '\r') {
            break;
        }
        after.push(c);
        if ends_sentence(c) && rest.peek().is_none_or(|next| next.is_whitespace()) {
            break;
        }
    }
    Some((before, after.trim_end().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_around_a_quote() {
        let text = "It rained.\nÉlan fell on Friday, at 9.30 p.m. local time. All left.";
        let at = |quote: &str| {
            let byte = text.find(quote).unwrap();
            let start = text[..byte].chars().count();
            let end = start + quote.chars().count();
            let evidence = Evidence {
                field: "date".to_owned(),
                value: String::new(),
                document: "d".to_owned(),
                quote: quote.to_owned(),
                start,
                end,
            };
            around(text, &evidence)
        };
        assert_eq!(at("Friday"), Some(("Élan fell on ".to_owned(), ", at 9.30 p.m.".to_owned())));
        assert_eq!(at("All left."), Some((String::new(), String::new())));
        assert_eq!(at("It rained."), Some((String::new(), String::new())));
        let beyond = Evidence {
            field: String::new(),
            value: String::new(),
            document: String::new(),
            quote: String::new(),
            start: 50,
            end: 5000,
        };
        assert_eq!(around(text, &beyond), None);
        assert_eq!(around("", &beyond), None);
    }
}
