use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use super::Accounts;
use crate::StoreError;
use crate::moment::{Moment, now, written};

/// Deliveries of one webhook that are kept once they are done.
const KEPT: i64 = 1000;

/// A message to a webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its number.
    pub id: i64,
    /// The webhook's.
    pub webhook: i64,
    /// What is sent, JSON.
    pub body: String,
    /// `waiting`, `sent` or `failed`.
    pub state: String,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried next; of one that is done, when it was tried last. UTC.
    pub due: String,
    /// What the receiver answered last.
    pub status: Option<u16>,
    /// What went wrong last.
    pub problem: Option<String>,
    /// When it was made, UTC.
    pub made: String,
}

/// What a try came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What the receiver answered.
    pub status: Option<u16>,
    /// What went wrong.
    pub problem: Option<String>,
    /// When to try again; `None` where this was the last try, or where it was taken.
    pub again: Option<Timestamp>,
}

const COLUMNS: &str = "id, webhook, body, state, tries, due, status, problem, made";

fn delivery(row: &Row<'_>) -> rusqlite::Result<Delivery> {
    Ok(Delivery {
        id: row.get(0)?,
        webhook: row.get(1)?,
        body: row.get(2)?,
        state: row.get(3)?,
        tries: row.get(4)?,
        due: row.get(5)?,
        status: row.get(6)?,
        problem: row.get(7)?,
        made: row.get(8)?,
    })
}

impl Accounts {
    /// Makes the deliveries of a webhook from one state up to another, and says that they are made, both or neither.
    ///
    /// # Errors
    /// The disk is full or fails.
    pub fn add_deliveries(
        &mut self,
        webhook: i64,
        bodies: &[String],
        from: Moment,
        up_to: Moment,
    ) -> Result<(), StoreError> {
        self.change(|db| {
            // Another server of the same desk may have made them.
            let sql =
                "UPDATE webhooks SET revision = ?2, decision = ?3 WHERE id = ?1 AND revision = ?4 AND decision = ?5";
            if db.execute(sql, (webhook, up_to.revision, up_to.decision, from.revision, from.decision))? == 0 {
                return Ok(());
            }
            let sql = "INSERT INTO deliveries(webhook, body, state, due, made) VALUES (?1, ?2, 'waiting', ?3, ?3)";
            for body in bodies {
                db.execute(sql, (webhook, body, now()))?;
            }
            let sql = "DELETE FROM deliveries WHERE webhook = ?1 AND state <> 'waiting' AND id <= \
                       (SELECT max(id) FROM deliveries WHERE webhook = ?1) - ?2";
            db.execute(sql, (webhook, KEPT))?;
            Ok(())
        })
    }

    /// Takes the delivery that waits longest, of a webhook that is not paused. Until that time nobody else takes it, and then it waits again,
    /// should whoever took it have ended.
    ///
    /// # Errors
    /// The disk is full or fails.
    pub fn take_delivery(&mut self, at: Timestamp, until: Timestamp) -> Result<Option<Delivery>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM deliveries WHERE state = 'waiting' AND due <= ?1 \
             AND webhook NOT IN (SELECT id FROM webhooks WHERE paused) ORDER BY due, id LIMIT 1"
        );
        // Asked before anything is locked: most of the time there is none.
        let there = |db: &Connection| db.query_row(&sql, [written(at)], delivery).optional();
        if there(&self.db).map_err(self.fail())?.is_none() {
            return Ok(None);
        }
        self.change(|db| {
            let taken = there(db)?;
            if let Some(taken) = &taken {
                db.execute("UPDATE deliveries SET due = ?2 WHERE id = ?1", (taken.id, written(until)))?;
            }
            Ok(taken)
        })
    }

    /// Says what a try came to. The others that wait for the same webhook wait as long, so that they come in order and one that is down
    /// keeps nobody busy.
    ///
    /// # Errors
    /// The disk is full or fails.
    pub fn tried(&mut self, delivery: &Delivery, at: Timestamp, outcome: &Outcome) -> Result<(), StoreError> {
        let state = match (&outcome.again, &outcome.problem) {
            (Some(_), _) => "waiting",
            (None, None) => "sent",
            (None, Some(_)) => "failed",
        };
        let due = written(outcome.again.unwrap_or(at));
        self.change(|db| {
            let sql = "UPDATE deliveries SET state = ?2, tries = tries + 1, due = ?3, status = ?4, problem = ?5 WHERE id = ?1";
            db.execute(sql, (delivery.id, state, &due, outcome.status, &outcome.problem))?;
            if outcome.again.is_some() {
                let sql = "UPDATE deliveries SET due = ?2 WHERE webhook = ?1 AND state = 'waiting' AND due < ?2";
                db.execute(sql, (delivery.webhook, &due))?;
            }
            Ok(())
        })
    }

    /// Deliveries of a webhook, newest first, older than that number.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn deliveries(&self, webhook: i64, before: Option<i64>, limit: usize) -> Result<Vec<Delivery>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM deliveries WHERE webhook = ?1 AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?3"
        );
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let read =
            || self.db.prepare(&sql)?.query_map((webhook, before, limit), delivery)?.collect::<rusqlite::Result<_>>();
        read().map_err(self.fail())
    }
}
