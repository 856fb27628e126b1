use rusqlite::{Connection, OptionalExtension, Row};

use super::audit::append;
use super::{Accounts, Entry};
use crate::StoreError;
use crate::moment::{Moment, now};

/// An address that is told of changes.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its number.
    pub id: i64,
    /// Where messages go.
    pub url: String,
    /// What it is told of: `revision`, `event.added`, `event.changed`, `event.removed`.
    pub kinds: Vec<String>,
    /// Of which events: the parameters of a list of events, as a query string.
    pub filter: String,
    /// What messages are signed with.
    pub secret: String,
    /// Whether it is told nothing for now.
    pub paused: bool,
    /// The state up to which its deliveries were made.
    pub moment: Moment,
    /// Who added it.
    pub made_by: String,
    /// When, UTC.
    pub made: String,
}

impl std::fmt::Debug for Webhook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Webhook").field("id", &self.id).field("url", &self.url).finish_non_exhaustive()
    }
}

/// An address to add.
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "as in `Webhook`")]
pub struct NewWebhook<'a> {
    pub url: &'a str,
    pub kinds: &'a [String],
    pub filter: &'a str,
    pub secret: &'a str,
    pub made_by: &'a str,
}

/// What to change; what is `None` stays.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "as in `Webhook`")]
pub struct WebhookChange {
    pub url: Option<String>,
    pub kinds: Option<Vec<String>>,
    pub filter: Option<String>,
    pub paused: Option<bool>,
}

/// One change of an event, with what it was before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventChange {
    /// The revision.
    pub revision: i64,
    /// The event's id.
    pub event: String,
    /// `added`, `changed` or `removed`.
    pub change: String,
    /// The event from then on, JSON; `None` where it is gone.
    pub body: Option<String>,
    /// The event before, JSON; `None` where it is new.
    pub before: Option<String>,
    /// When, UTC.
    pub at: String,
}

const COLUMNS: &str = "id, url, kinds, filter, secret, paused, revision, decision, made_by, made";

fn webhook(row: &Row<'_>) -> rusqlite::Result<Webhook> {
    let kinds: String = row.get(2)?;
    Ok(Webhook {
        id: row.get(0)?,
        url: row.get(1)?,
        kinds: kinds.split(',').map(str::to_owned).collect(),
        filter: row.get(3)?,
        secret: row.get(4)?,
        paused: row.get(5)?,
        moment: Moment { revision: row.get(6)?, decision: row.get(7)? },
        made_by: row.get(8)?,
        made: row.get(9)?,
    })
}

fn find(db: &Connection, id: i64) -> rusqlite::Result<Option<Webhook>> {
    db.query_row(&format!("SELECT {COLUMNS} FROM webhooks WHERE id = ?1"), [id], webhook).optional()
}

impl Accounts {
    /// All webhooks, oldest first.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn webhooks(&self) -> Result<Vec<Webhook>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM webhooks ORDER BY id");
        let read = || self.db.prepare_cached(&sql)?.query_map([], webhook)?.collect::<rusqlite::Result<_>>();
        read().map_err(self.fail())
    }

    /// Adds a webhook: it is told of what changes from now on.
    ///
    /// # Errors
    /// The disk is full or fails.
    pub fn add_webhook(&mut self, new: &NewWebhook<'_>, entry: &Entry) -> Result<Webhook, StoreError> {
        self.change(|db| {
            let sql = "INSERT INTO webhooks(url, kinds, filter, secret, revision, decision, made_by, made) VALUES (?1, ?2, ?3, ?4, \
                       (SELECT coalesce(max(seq), 0) FROM revisions), (SELECT coalesce(max(seq), 0) FROM decisions), ?5, ?6)";
            db.execute(sql, (new.url, new.kinds.join(","), new.filter, new.secret, new.made_by, now()))?;
            let id = db.last_insert_rowid();
            append(db, entry)?;
            Ok(find(db, id)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?)
        })
    }

    /// Changes a webhook; `None` where there is none of that number. One that goes on after a pause is told of what changes from then on.
    ///
    /// # Errors
    /// The disk is full or fails.
    pub fn change_webhook(
        &mut self,
        id: i64,
        to: &WebhookChange,
        entry: &Entry,
    ) -> Result<Option<Webhook>, StoreError> {
        self.change(|db| {
            let Some(before) = find(db, id)? else { return Ok(None) };
            let sql = "UPDATE webhooks SET url = coalesce(?2, url), kinds = coalesce(?3, kinds), filter = coalesce(?4, filter), \
                       paused = coalesce(?5, paused) WHERE id = ?1";
            db.execute(sql, (id, &to.url, to.kinds.as_ref().map(|k| k.join(",")), &to.filter, to.paused))?;
            if before.paused && to.paused == Some(false) {
                let sql = "UPDATE webhooks SET revision = (SELECT coalesce(max(seq), 0) FROM revisions), \
                           decision = (SELECT coalesce(max(seq), 0) FROM decisions) WHERE id = ?1";
                db.execute(sql, [id])?;
            }
            append(db, entry)?;
            Ok(find(db, id)?)
        })
    }

    /// Takes a webhook away with its deliveries; whether it was there.
    ///
    /// # Errors
    /// The disk is full or fails.
    pub fn remove_webhook(&mut self, id: i64, entry: &Entry) -> Result<bool, StoreError> {
        self.change(|db| {
            let removed = db.execute("DELETE FROM webhooks WHERE id = ?1", [id])? > 0;
            if removed {
                append(db, entry)?;
            }
            Ok(removed)
        })
    }

    /// The state of now.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn present(&self) -> Result<Moment, StoreError> {
        let sql = "SELECT (SELECT coalesce(max(seq), 0) FROM revisions), (SELECT coalesce(max(seq), 0) FROM decisions)";
        let row = |row: &Row<'_>| Ok(Moment { revision: row.get(0)?, decision: row.get(1)? });
        self.db.prepare_cached(sql).and_then(|mut ask| ask.query_row([], row)).map_err(self.fail())
    }

    /// The oldest changes of events after one revision and up to another, at most so many.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn event_changes(&self, after: i64, until: i64, limit: usize) -> Result<Vec<EventChange>, StoreError> {
        let sql = "SELECT r.seq, r.subject, r.change, r.body, r.at, \
                   (SELECT b.body FROM revisions b WHERE b.kind = 'event' AND b.subject = r.subject AND b.seq < r.seq \
                    ORDER BY b.seq DESC LIMIT 1) \
                   FROM revisions r WHERE r.seq > ?1 AND r.seq <= ?2 AND r.kind = 'event' ORDER BY r.seq LIMIT ?3";
        let read = || {
            self.db
                .prepare_cached(sql)?
                .query_map((after, until, i64::try_from(limit).unwrap_or(i64::MAX)), |row| {
                    Ok(EventChange {
                        revision: row.get(0)?,
                        event: row.get(1)?,
                        change: row.get(2)?,
                        body: row.get(3)?,
                        at: row.get(4)?,
                        before: row.get(5)?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()
        };
        read().map_err(self.fail())
    }
}
