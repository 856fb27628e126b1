use std::collections::BTreeMap;

use polybius_records::{Count, Statement, StatementBody};

use super::Cleaner;

/// Words of threat levels that name nobody.
const LEVELS: [&str; 16] = [
    "low",
    "guarded",
    "moderate",
    "elevated",
    "medium",
    "substantial",
    "high",
    "severe",
    "critical",
    "highest",
    "maximum",
    "green",
    "yellow",
    "amber",
    "orange",
    "red",
];

impl Cleaner<'_> {
    /// The statement without free words; the error is why it cannot be told without names.
    pub(super) fn statement(&mut self, statement: &Statement) -> Result<Statement, &'static str> {
        let Statement { id, body, documents, date, source, evidence } = statement;
        Ok(Statement {
            id: id.clone(),
            body: self.statement_body(body)?,
            documents: documents.clone(),
            date: *date,
            source: source.as_ref().map(|source| self.name(source)),
            evidence: self.evidence(evidence),
        })
    }

    fn statement_body(&mut self, body: &StatementBody) -> Result<StatementBody, &'static str> {
        let mut name = |name: &Option<String>| name.as_ref().map(|name| self.name(name));
        Ok(match body {
            StatementBody::Statistic { actor, place, values } => StatementBody::Statistic {
                actor: name(actor),
                place: place.as_ref().map(|place| self.place(place)),
                values: self.values(values),
            },
            StatementBody::Strength { actor, values } => {
                StatementBody::Strength { actor: name(actor), values: self.values(values) }
            }
            StatementBody::Alert { place, level, direction } => StatementBody::Alert {
                place: place.as_ref().map(|place| self.place(place)),
                level: self.listed(level, &LEVELS),
                direction: self.listed(direction, &["raised", "lowered", "kept"]),
            },
            StatementBody::Warning { by, to, about, place } => StatementBody::Warning {
                by: name(by),
                to: name(to),
                about: self.listed(about, &[]),
                place: place.as_ref().map(|place| self.place(place)),
            },
            StatementBody::Control { actor, place, extent, status } => StatementBody::Control {
                actor: name(actor),
                place: place.as_ref().map(|place| self.place(place)),
                extent: self.listed(extent, &[]),
                status: *status,
            },
            StatementBody::Relation { from, relation, to } => {
                let known = [Some(from), to.as_ref()].into_iter().flatten().all(|name| self.names.may_stand(name));
                if !known {
                    return Err("relations taken out: a party is no known organisation");
                }
                StatementBody::Relation { from: from.clone(), relation: *relation, to: to.clone() }
            }
        })
    }

    fn values(&mut self, values: &BTreeMap<String, Count>) -> BTreeMap<String, Count> {
        values.iter().map(|(what, count)| (what.clone(), self.count(count))).collect()
    }

    /// The last word of the text that stands in the list; free words go.
    fn listed(&mut self, text: &Option<String>, list: &[&str]) -> Option<String> {
        let text = text.as_ref()?.to_lowercase();
        let word = text.split(|c: char| !c.is_alphanumeric()).rev().find(|word| list.contains(word));
        if word.is_none() {
            self.report.did("free words of statements taken out");
        }
        word.map(str::to_owned)
    }
}
