//! People, their sessions and tokens, what they did, and who is told of changes.
//!
//! These are no records. They have a connection of their own beside the desk's one writer: somebody can sign in while a long run of the
//! command line holds the desk, and SQLite alone puts the writes in order.

mod audit;
mod deliveries;
mod people;
mod role;
mod sessions;
mod tokens;
mod webhooks;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

pub use audit::{AuditQuery, AuditRow, Entry};
pub use deliveries::{Delivery, Outcome};
pub use people::{NewPerson, Person, PersonChange};
pub use role::{Role, Scope};
pub use sessions::{ABSOLUTE, IDLE, Session};
pub use tokens::{NewToken, Token};
pub use webhooks::{EventChange, NewWebhook, Webhook, WebhookChange};

use crate::desk::DATABASE;
use crate::{StoreError, schema};

/// The accounts of a desk.
#[derive(Debug)]
pub struct Accounts {
    root: PathBuf,
    db: Connection,
}

impl Accounts {
    /// For reading and changing. The desk must be there, and of this format.
    ///
    /// # Errors
    /// There is no desk, it was not opened by this version before, or the disk fails.
    pub fn open(desk: impl AsRef<Path>) -> Result<Self, StoreError> {
        let accounts = Accounts::connect(desk.as_ref(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let pragmas = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON";
        accounts.db.execute_batch(pragmas).map_err(accounts.fail())?;
        Ok(accounts)
    }

    /// For reading, which waits for nobody.
    ///
    /// # Errors
    /// As for [`Accounts::open`].
    pub fn open_read_only(desk: impl AsRef<Path>) -> Result<Self, StoreError> {
        Accounts::connect(desk.as_ref(), OpenFlags::SQLITE_OPEN_READ_ONLY)
    }

    fn connect(root: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let file = root.join(DATABASE);
        if !file.exists() {
            return Err(StoreError::Missing { path: root.to_owned() });
        }
        let fail = |e| StoreError::database(root, e);
        let db = Connection::open_with_flags(file, flags).map_err(fail)?;
        db.busy_timeout(Duration::from_secs(10)).map_err(fail)?;
        schema::check(root, &db)?;
        if schema::is_older(&db).map_err(fail)? {
            return Err(StoreError::Older { path: root.to_owned() });
        }
        Ok(Accounts { root: root.to_owned(), db })
    }

    fn fail(&self) -> impl Fn(rusqlite::Error) -> StoreError + use<> {
        let root = self.root.clone();
        move |e| StoreError::database(&root, e)
    }

    /// Changes something, all or nothing.
    fn change<T>(&mut self, work: impl FnOnce(&Connection) -> Result<T, Change>) -> Result<T, StoreError> {
        let root = &self.root;
        let fail = |e| StoreError::database(root, e);
        let change = self.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(fail)?;
        let made = work(&change).map_err(|e| match e {
            Change::Database(e) => fail(e),
            Change::Refused(e) => e,
        })?;
        change.commit().map_err(fail)?;
        Ok(made)
    }
}

/// Why a change was not made.
enum Change {
    Database(rusqlite::Error),
    Refused(StoreError),
}

impl From<rusqlite::Error> for Change {
    fn from(error: rusqlite::Error) -> Self {
        Change::Database(error)
    }
}

impl From<StoreError> for Change {
    fn from(error: StoreError) -> Self {
        Change::Refused(error)
    }
}
