use std::fmt::Display;

use polybius_records::{
    Actor, ActorType, Attribution, Confidences, Count, CountKind, DateSpan, DeathsBySide, Event, EventBody, Evidence,
    Imported, Place, Reconciled, Review, Role, Source, Stance, Status, SubEventType, Weapon, stable_id, summary,
};

use super::reject::Refusal;
use super::row::Row;
use super::style::Context;
use super::value::People;

/// A record in the making. Every value comes with the columns that it was read from, and their cells become its evidence.
pub(super) struct Draft<'r, 'c> {
    row: &'r Row,
    context: &'c Context<'c>,
    id: String,
    row_id: String,
    pub body: EventBody,
    pub source: Source,
    /// Independent sources, where the dataset counts them.
    pub sources: usize,
    pub review: Review,
    /// The dead by side, where the dataset counts them so.
    pub deaths: Option<DeathsBySide>,
}

impl<'r, 'c> Draft<'r, 'c> {
    /// Begins with what happened, which a row must say.
    pub fn new(
        row: &'r Row,
        row_id: &str,
        context: &'c Context<'c>,
        (sub, status): (SubEventType, Status),
        columns: &[&str],
    ) -> Self {
        let body = EventBody {
            event_type: sub.event_type(),
            sub_event_type: sub,
            status,
            date: None,
            place: None,
            actors: Vec::new(),
            attributions: Vec::new(),
            weapons: Vec::new(),
            killed: None,
            injured: None,
            abducted: None,
            detained: None,
            displaced: None,
            summary: String::new(),
            // A dataset lists what its coders hold to be events.
            confidence: 1.0,
            confidences: Confidences::default(),
            evidence: Vec::new(),
        };
        let mut draft = Draft {
            row,
            context,
            id: Imported::id(context.dataset, row_id),
            row_id: row_id.to_owned(),
            body,
            source: Source::default(),
            sources: 1,
            review: Review::Machine,
            deaths: None,
        };
        draft.evidence("event_type", sub.event_type(), columns);
        draft.evidence("sub_event_type", sub, columns);
        draft.evidence("status", format!("{status:?}").to_lowercase(), columns);
        draft
    }

    pub fn context(&self) -> &'c Context<'c> {
        self.context
    }

    /// Cites the cells behind a value. Where none of them has a text, the row as such says it, by its id.
    fn evidence(&mut self, field: &str, value: impl Display, columns: &[&str]) {
        let value = value.to_string();
        let cite = |quote: &str, document: &str| Evidence {
            field: field.to_owned(),
            value: value.clone(),
            document: document.to_owned(),
            quote: quote.to_owned(),
            start: 0,
            end: quote.chars().count(),
        };
        let cells: Vec<&str> = columns.iter().map(|c| self.row.get(c)).filter(|cell| !cell.is_empty()).collect();
        if cells.is_empty() {
            self.body.evidence.push(cite(&self.row_id, &self.id));
        }
        for cell in cells {
            let cited = cite(cell, &self.id);
            if !self.body.evidence.contains(&cited) {
                self.body.evidence.push(cited);
            }
        }
    }

    pub fn date(&mut self, span: DateSpan, columns: &[&str]) {
        let value =
            if span.start == span.end { span.start.to_string() } else { format!("{}/{}", span.start, span.end) };
        self.evidence("date", value, columns);
        self.body.date = Some(span);
    }

    pub fn place(&mut self, place: Place, columns: &[&str]) {
        self.evidence("place", &place.name, columns);
        self.body.place = Some(place);
    }

    /// An actor. `kind` is what the dataset says; where it says nothing, what the lexicon knows, else `or`.
    pub fn actor(&mut self, role: Role, name: &str, kind: Kind, certainty: &str, columns: &[&str]) {
        let name = name.trim();
        if name.is_empty() {
            return;
        }
        let known = self.context.names.actor(name);
        let kind = match (kind, &known) {
            (Kind::Said(kind), _) => kind,
            (Kind::Or(_), Some(known)) => known.kind,
            (Kind::Or(kind), None) => kind,
        };
        let id = known.map_or_else(|| stable_id("actor", [name.to_lowercase().as_str()]), |k| k.id);
        if self.body.actors.iter().any(|a| a.role == role && a.name == name) {
            return;
        }
        self.evidence("actors", name, columns);
        self.body.actors.push(Actor { role, id, name: name.to_owned(), kind, certainty: certainty.to_owned() });
    }

    pub fn attribution(&mut self, by: &str, stance: Stance, actor: &str, column: &str) {
        self.evidence("attributions", if actor.is_empty() { by } else { actor }, &[column]);
        self.body.attributions.push(Attribution {
            by: by.to_owned(),
            stance,
            actor: actor.to_owned(),
            document: self.id.clone(),
            quote: self.row.get(column).to_owned(),
            claim: None,
        });
    }

    pub fn weapon(&mut self, name: &str, kind: &str, columns: &[&str]) {
        self.evidence("weapons", name, columns);
        self.body.weapons.push(Weapon { name: name.to_owned(), kind: kind.to_owned() });
    }

    pub fn count(&mut self, kind: CountKind, count: Count, columns: &[&str]) {
        let number = count.best.or(count.low).or(count.high);
        self.evidence(kind.field(), number.map(|n| n.to_string()).unwrap_or_default(), columns);
        *self.body.count_mut(kind) = Some(count);
    }

    /// A count of one column, where it has a number.
    pub fn people(&mut self, kind: CountKind, people: Option<People>, column: &str) {
        if let Some(n) = people {
            self.count(kind, Count::new(Some(n.low), Some(n.low), Some(n.high)), &[column]);
        }
    }

    /// The dataset's own sentence.
    pub fn summary(&mut self, column: &str) {
        let text = self.row.get(column);
        if !text.is_empty() {
            self.evidence("summary", text, &[column]);
            self.body.summary = text.to_owned();
        }
    }

    /// The record; without a sentence of the dataset's own, one is composed.
    pub fn finish(mut self) -> Result<Imported, Refusal> {
        if self.body.summary.is_empty() {
            self.body.summary = summary(&self.body);
        }
        Ok(Imported {
            dataset: self.context.dataset.to_owned(),
            row_id: self.row_id,
            licence: self.context.licence.clone(),
            row: self.row.to_map(),
            source: self.source,
            event: Event {
                documents: vec![self.id.clone()],
                id: self.id,
                review: self.review,
                reports: Vec::new(),
                sources: self.sources,
                body: self.body,
                reconciled: Reconciled { deaths: self.deaths, ..Reconciled::default() },
            },
        })
    }
}

/// How surely a dataset says what kind an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It says it.
    Said(ActorType),
    /// It does not; this where nothing else is known.
    Or(ActorType),
}

/// The text of a column for a [`Source`].
pub(super) fn said(row: &Row, column: &str) -> Option<String> {
    Some(row.get(column)).filter(|text| !super::value::is_missing(text)).map(str::to_owned)
}
