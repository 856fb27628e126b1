use std::collections::BTreeMap;

use axum::http::Uri;

use super::column::{Column, Operator};
use super::condition::Condition;
use crate::error::{ApiError, Code};

/// Rows of a page where nothing is said.
const LIMIT: usize = 5000;

/// Parameters that choose no rows: credentials, and choices that there are not here.
const IGNORED: &[&str] = &["key", "email", "terms", "export_type", "inter_num", "population"];

/// What is asked of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Question {
    /// Of each of them one condition must hold.
    pub terms: Vec<Vec<Condition>>,
    /// The columns to tell, by their places.
    pub fields: Vec<usize>,
    /// Rows of a page; `None` for all.
    pub limit: Option<usize>,
    /// Rows before the page.
    pub offset: usize,
    pub csv: bool,
}

impl Question {
    /// Reads the parameters of an address.
    ///
    /// # Errors
    /// One is not known, stands there twice, or has a value that it cannot have.
    pub fn of(uri: &Uri, columns: &[Column]) -> Result<Self, ApiError> {
        let mut left: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
            if left.insert(name.clone().into_owned(), value.into_owned()).is_some() {
                return Err(ApiError::parameter(&name, "it stands there twice; separate values by |"));
            }
        }
        IGNORED.iter().for_each(|name| {
            left.remove(*name);
        });
        let mut operators = BTreeMap::new();
        for column in columns {
            if let Some(words) = left.remove(&format!("{}_where", column.name)) {
                let known = "known are = > < >= <= BETWEEN LIKE";
                let unknown = || ApiError::parameter(&format!("{}_where", column.name), format!("{words:?}: {known}"));
                operators.insert(column.name, Operator::of(&words).ok_or_else(unknown)?);
            }
        }
        let mut terms = Vec::new();
        for column in columns {
            if let Some(words) = left.remove(column.name).filter(|words| !words.trim().is_empty()) {
                let term = term(columns, column, &words, &operators)?;
                if !term.is_empty() {
                    terms.push(term);
                }
            }
        }
        let fields = match left.remove("fields").filter(|words| !words.trim().is_empty()) {
            None => (0..columns.len()).collect(),
            Some(words) => words.split('|').map(|name| place("fields", columns, name)).collect::<Result<_, _>>()?,
        };
        let limit = match number("limit", left.remove("limit"))?.unwrap_or(LIMIT) {
            0 => None,
            n => Some(n),
        };
        let page = match number("page", left.remove("page"))?.unwrap_or(1) {
            0 => return Err(ApiError::parameter("page", "pages are counted from 1")),
            n => n,
        };
        let csv = match left.remove("_format").as_deref().map(str::trim) {
            None | Some("" | "json") => false,
            Some("csv") => true,
            Some(other) => return Err(ApiError::parameter("_format", format!("{other:?}: known are json and csv"))),
        };
        if let Some(name) = left.into_keys().next() {
            let names: Vec<&str> = columns.iter().map(|c| c.name).collect();
            let message = format!("{name:?}: columns here are {}", names.join(", "));
            return Err(ApiError::new(Code::UnknownParameter, message));
        }
        // There is nothing after all.
        let offset = limit.map_or(if page == 1 { 0 } else { usize::MAX }, |limit| limit.saturating_mul(page - 1));
        Ok(Question { terms, fields, limit, offset, csv })
    }

    /// Whether a row is asked for.
    pub fn wants(&self, row: &[impl AsRef<str>]) -> bool {
        let cell = |at: usize| row.get(at).map_or("", AsRef::as_ref);
        self.terms.iter().all(|term| term.iter().any(|condition| condition.holds(cell(condition.column))))
    }
}

/// `value|value`, `value|value` of a range, and `value:OR:column=value` as it was written once.
fn term(
    columns: &[Column],
    column: &Column,
    words: &str,
    operators: &BTreeMap<&'static str, Operator>,
) -> Result<Vec<Condition>, ApiError> {
    let mut conditions = Vec::new();
    for (i, piece) in words.split(":OR:").enumerate() {
        let (at, words) = match piece.split_once('=').filter(|_| i > 0) {
            Some((name, words)) => (place(column.name, columns, name)?, words),
            None => (place(column.name, columns, column.name)?, piece),
        };
        let column = &columns[at];
        let operator = operators.get(column.name).copied().unwrap_or(column.operator);
        if operator == Operator::Between {
            conditions.push(Condition::of(at, column, operator, words)?);
            continue;
        }
        for words in words.split('|').filter(|words| !words.trim().is_empty()) {
            conditions.push(Condition::of(at, column, operator, words)?);
        }
    }
    Ok(conditions)
}

fn place(parameter: &str, columns: &[Column], name: &str) -> Result<usize, ApiError> {
    let name = name.trim();
    columns.iter().position(|c| c.name == name).ok_or_else(|| {
        let names: Vec<&str> = columns.iter().map(|c| c.name).collect();
        ApiError::parameter(parameter, format!("{name:?} is no column; columns here are {}", names.join(", ")))
    })
}

fn number(name: &str, words: Option<String>) -> Result<Option<usize>, ApiError> {
    let Some(words) = words.filter(|words| !words.trim().is_empty()) else { return Ok(None) };
    words.trim().parse().map(Some).map_err(|_| ApiError::parameter(name, format!("{words:?} is no whole number")))
}
