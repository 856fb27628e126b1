use polybius_coder::Coder;
use polybius_records::{Document, Report, Statement, Warning};
use serde_json::Value;

use crate::checked::{self, Check, Draft, Dropped};
use crate::ground::Ground;
use crate::parts::{Part, parts};
use crate::{RemoteError, RemoteReader, answer, question};

/// Events, and statements, of one part that are looked at.
const MOST: usize = 48;
/// How often a part is asked about whose answer cannot be used.
const ASKED: u64 = 2;

type Read = (Vec<Report>, Vec<Statement>, Vec<Warning>);

pub(crate) fn read(reader: &RemoteReader, coder: &Coder, document: &Document) -> Result<Read, RemoteError> {
    let ground = Ground::new(coder, document);
    let parts = parts(document, &ground.chars);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut statements: Vec<Statement> = Vec::new();
    let mut dropped = Dropped::new();
    let mut unread: Vec<(&Part, String)> = Vec::new();
    for part in &parts {
        let answer = match ask(reader, document, part)? {
            Ok(answer) => answer,
            Err(why) => {
                unread.push((part, why));
                continue;
            }
        };
        let mut check = Check::new(&ground, part.range.clone());
        for value in answer::items(&answer, "events", MOST) {
            let Some(draft) = checked::event(&mut check, value) else { continue };
            match drafts.iter_mut().find(|known| known.is_told_again(&draft)) {
                Some(known) => known.fill_from(draft),
                None => drafts.push(draft),
            }
        }
        for value in answer::items(&answer, "statements", MOST) {
            let Some(statement) = checked::statement(&mut check, value) else { continue };
            if !statements.iter().any(|known| known.id == statement.id) {
                statements.push(statement);
            }
        }
        for (field, n) in check.dropped {
            *dropped.entry(field).or_insert(0) += n;
        }
    }
    if let Some((_, why)) = unread.last().filter(|_| unread.len() == parts.len()) {
        return Err(RemoteError::Unusable { url: reader.endpoint().to_owned(), why: why.clone() });
    }
    let mut reports: Vec<Report> = drafts.into_iter().map(|draft| draft.report(&ground, reader.name())).collect();
    // Two drafts may differ in nothing that makes an id.
    let mut ids = std::collections::BTreeSet::new();
    reports.retain(|report| ids.insert(report.id.clone()));
    Ok((reports, statements, warnings(reader, document, &dropped, &unread)))
}

/// The answer on one part, or why there is none that can be used.
fn ask(reader: &RemoteReader, document: &Document, part: &Part) -> Result<Result<Value, String>, RemoteError> {
    let mut last = String::new();
    for seed in 1..=ASKED {
        // Another seed: the same question would get the same answer.
        let question = question::question(&reader.model, document, &part.text, seed);
        match reader.client.ask(&question) {
            Ok(reply) => match answer::answer(&reply) {
                Ok(answer) => return Ok(Ok(answer)),
                Err(why) => last = why.to_owned(),
            },
            Err(RemoteError::Unusable { why, .. }) => last = why,
            Err(e) => return Err(e),
        }
    }
    Ok(Err(last))
}

fn warnings(reader: &RemoteReader, document: &Document, dropped: &Dropped, unread: &[(&Part, String)]) -> Vec<Warning> {
    let warning =
        |code: &str, message: String| Warning { document: document.id.clone(), code: code.to_owned(), message };
    let mut out = Vec::new();
    if !dropped.is_empty() {
        let fields: Vec<String> = dropped.iter().map(|(field, n)| format!("{field} {n}")).collect();
        out.push(warning(
            "not-in-text",
            format!(
                "values that {} gave and the document does not say were dropped ({}); many of them call for a better model",
                reader.name(),
                fields.join(", ")
            ),
        ));
    }
    for (part, why) in unread {
        out.push(warning(
            "part-not-read",
            format!(
                "characters {} to {} were not read: {} gave {why}; `--recode` asks again",
                part.range.start,
                part.range.end,
                reader.name()
            ),
        ));
    }
    out
}
