use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::blobs::Blobs;
use crate::moment::Moment;
use crate::{StoreError, lock, schema};

/// A desk, open for writing by this process alone, or for reading beside a writer.
#[derive(Debug)]
pub struct Desk {
    pub(crate) root: PathBuf,
    pub(crate) db: Connection,
    pub(crate) blobs: Blobs,
    /// The moment that it is read as of; `None` for now.
    pub(crate) past: Option<Moment>,
    /// Held while the desk is open for writing.
    _lock: Option<File>,
}

pub(crate) const DATABASE: &str = "desk.sqlite";
/// Statements that stay prepared: more than storing and merging one document take.
const STATEMENTS: usize = 128;

impl Desk {
    /// Opens a desk for writing, and makes it where there is none.
    ///
    /// # Errors
    /// Another process writes to it, it has a newer format, the folder holds something else, or the disk fails.
    pub fn open(root: impl AsRef<Path>) -> Result<Self, StoreError> {
        let root = root.as_ref().to_owned();
        if root.is_file() {
            return Err(StoreError::NotADesk { path: root });
        }
        fs::create_dir_all(&root).map_err(|e| StoreError::io(&root, e))?;
        if schema::format_of(&root)?.is_none() && !is_unfinished_or_empty(&root)? {
            return Err(StoreError::NotADesk { path: root });
        }
        let held = lock::take(&root)?;
        let blobs = Blobs::new(&root);
        blobs.clear_unfinished()?;
        let fail = |e| StoreError::database(&root, e);
        let mut db = Connection::open(root.join(DATABASE)).map_err(fail)?;
        db.busy_timeout(Duration::from_secs(10)).map_err(fail)?;
        // FULL: a batch that was reported as stored is still there after a power cut.
        db.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; \
             PRAGMA cache_size = -65536;",
        )
        .map_err(fail)?;
        db.set_prepared_statement_cache_capacity(STATEMENTS);
        schema::migrate(&root, &mut db)?;
        Ok(Desk { root, db, blobs, past: None, _lock: Some(held) })
    }

    /// Opens a desk for writing that must be there.
    ///
    /// # Errors
    /// There is no desk, or as for [`Desk::open`].
    pub fn open_existing(root: impl AsRef<Path>) -> Result<Self, StoreError> {
        let root = root.as_ref();
        if schema::format_of(root)?.is_none() {
            return Err(StoreError::Missing { path: root.to_owned() });
        }
        Desk::open(root)
    }

    /// Opens a desk for reading; another process may write meanwhile.
    ///
    /// # Errors
    /// There is no desk, it has a newer format, or the disk fails.
    pub fn open_read_only(root: impl AsRef<Path>) -> Result<Self, StoreError> {
        let root = root.as_ref().to_owned();
        let format = schema::format_of(&root)?;
        if format.is_none() || !root.join(DATABASE).exists() {
            return Err(StoreError::Missing { path: root });
        }
        let fail = |e| StoreError::database(&root, e);
        let db = Connection::open_with_flags(root.join(DATABASE), OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(fail)?;
        db.busy_timeout(Duration::from_secs(10)).map_err(fail)?;
        // Mapped, so that a page of the file costs no call of the system; the cache is for what the log of the database has.
        db.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 34359738368; PRAGMA cache_size = -16384;")
            .map_err(fail)?;
        db.set_prepared_statement_cache_capacity(STATEMENTS);
        schema::check(&root, &db)?;
        // One snapshot for the whole command: what is read together was true together.
        db.execute_batch("BEGIN DEFERRED").map_err(fail)?;
        let blobs = Blobs::new(&root);
        Ok(Desk { root, db, blobs, past: None, _lock: None })
    }

    /// Lets the snapshot of reading go, for a reader that stays open: what is held keeps the database's log from being cleared.
    ///
    /// # Errors
    /// The disk fails.
    pub fn rest(&self) -> Result<(), StoreError> {
        self.db.execute_batch("COMMIT").map_err(self.fail())
    }

    /// Takes a snapshot after [`Desk::rest`]: what is read until the next rest was true together.
    ///
    /// # Errors
    /// The disk fails.
    pub fn wake(&self) -> Result<(), StoreError> {
        self.db.execute_batch("BEGIN DEFERRED").map_err(self.fail())
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Another connection to the same database, for reading beside this one.
    pub(crate) fn reader(&self) -> Result<Connection, StoreError> {
        let db = Connection::open_with_flags(self.root.join(DATABASE), OpenFlags::SQLITE_OPEN_READ_ONLY);
        let db = db.map_err(self.fail())?;
        db.busy_timeout(Duration::from_secs(10)).map_err(self.fail())?;
        Ok(db)
    }

    pub(crate) fn fail(&self) -> impl Fn(rusqlite::Error) -> StoreError + use<> {
        let root = self.root.clone();
        move |e| StoreError::database(&root, e)
    }

    pub(crate) fn damaged(&self, what: &str, id: &str, detail: impl ToString) -> StoreError {
        StoreError::Damaged { path: self.root.clone(), what: format!("{what} {id}"), detail: detail.to_string() }
    }

    /// A value of the desk's own state.
    pub(crate) fn state(&self, key: &str) -> Result<Option<String>, StoreError> {
        use rusqlite::OptionalExtension;
        self.db
            .query_row("SELECT value FROM state WHERE key = ?1", [key], |row| row.get(0))
            .optional()
            .map_err(self.fail())
    }
}

/// A folder that holds nothing but what the making of a desk leaves when it is cut short.
fn is_unfinished_or_empty(root: &Path) -> Result<bool, StoreError> {
    let entries = match fs::read_dir(root) {
        Ok(entries) => entries,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(true),
        Err(e) => return Err(StoreError::io(root, e)),
    };
    for entry in entries {
        let name = entry.map_err(|e| StoreError::io(root, e))?.file_name();
        let name = name.to_string_lossy();
        let ours = name == "LOCK" || name == "VERSION.tmp" || name == "blobs" || name.starts_with(DATABASE);
        // A new file system has this folder of its own.
        if !ours && name != "lost+found" {
            return Ok(false);
        }
    }
    Ok(true)
}
