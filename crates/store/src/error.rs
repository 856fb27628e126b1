use std::io;
use std::path::{Path, PathBuf};

/// Why the desk could not be opened, read or written. Every message says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Another process writes to the desk.
    #[error("the desk {path} is in use by another process{}; wait for it to end, or give another --desk", pid_words(.pid))]
    Busy {
        /// The desk.
        path: PathBuf,
        /// The process that holds the lock, where it could be read.
        pid: Option<u32>,
    },
    /// The desk was written by a newer version.
    #[error(
        "the desk {path} has format {found}, and this version of polybius reads formats up to {supported}: update polybius"
    )]
    Newer {
        /// The desk.
        path: PathBuf,
        /// Its format.
        found: String,
        /// The newest format that is read.
        supported: u32,
    },
    /// The desk was last written by an older version, which kept no history that could be read.
    #[error(
        "the desk {path} was written by an older version of polybius: run `polybius desk update --desk {path}` once"
    )]
    Older {
        /// The desk.
        path: PathBuf,
    },
    /// The folder holds something else.
    #[error("{path} is not empty and is not a desk: give the folder of a desk, or one that does not exist yet")]
    NotADesk {
        /// The folder.
        path: PathBuf,
    },
    /// There is no desk.
    #[error("there is no desk at {path}: `polybius code PATH --desk {path}` makes one")]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// No space is left, or a quota or a limit on file sizes is reached.
    #[error(
        "cannot write to {path}: the disk is full, or a quota or file size limit is reached ({detail}); what was stored before is safe: make room and run the same command again"
    )]
    DiskFull {
        /// The desk or the file.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
    /// Another failure of the file system.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another failure of the database.
    #[error("{path}: {source}")]
    Database {
        /// The desk.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// A stored record that cannot be read.
    #[error("{path}: {what} cannot be read: {detail}; `polybius desk verify` lists what is damaged")]
    Damaged {
        /// The desk.
        path: PathBuf,
        /// Which record.
        what: String,
        /// Why.
        detail: String,
    },
    /// Words that name no state of the desk.
    #[error(
        "{words:?} is no moment of this desk: give a day (2024-05-03), a time (2024-05-03T12:00:00Z), a revision (@12){}",
        release_words(.releases)
    )]
    Moment {
        /// What was asked for.
        words: String,
        /// The names that would have been understood.
        releases: Vec<String>,
    },
    /// A release of that name is there.
    #[error("there is a release {name:?} already, and releases never change: give another name")]
    ReleaseExists {
        /// Its name.
        name: String,
    },
    /// Somebody has that name.
    #[error("there is somebody called {name:?} already: give another name")]
    NameTaken {
        /// The name, as it stands there.
        name: String,
    },
    /// Nobody would be left who may manage people.
    #[error("nobody would be left to manage people: make somebody else an admin first")]
    LastAdmin,
    /// A person has as many tokens as there may be.
    #[error("there are {most} tokens of this person: remove one first")]
    TooManyTokens {
        /// How many there may be.
        most: i64,
    },
    /// A search that is not in the form that is understood.
    #[error("the search {query:?} is not understood: {detail}")]
    Query {
        /// What was asked.
        query: String,
        /// What SQLite said.
        detail: String,
    },
}

fn pid_words(pid: &Option<u32>) -> String {
    pid.map_or_else(String::new, |pid| format!(" (pid {pid})"))
}

fn release_words(releases: &[String]) -> String {
    if releases.is_empty() { String::new() } else { format!(", or a release ({})", releases.join(", ")) }
}

impl StoreError {
    /// Whether the same command may work later without any change: the desk is busy, or the disk is full.
    pub fn is_temporary(&self) -> bool {
        matches!(self, StoreError::Busy { .. } | StoreError::DiskFull { .. })
    }

    /// Whether the disk is full.
    pub fn is_disk_full(&self) -> bool {
        matches!(self, StoreError::DiskFull { .. })
    }

    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
        if matches!(source.kind(), StorageFull | QuotaExceeded | FileTooLarge) {
            return StoreError::DiskFull { path: path.to_owned(), detail: source.to_string() };
        }
        StoreError::Io { path: path.to_owned(), source }
    }

    pub(crate) fn database(path: &Path, source: rusqlite::Error) -> Self {
        use rusqlite::ffi;
        if let rusqlite::Error::SqliteFailure(failure, detail) = &source {
            // SQLite tells "no space" apart from other failed writes, but not a quota or a file size limit.
            let unwritable = matches!(
                failure.extended_code,
                ffi::SQLITE_FULL | ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_TRUNCATE | ffi::SQLITE_IOERR_SHMSIZE
            );
            if unwritable {
                let detail = detail.clone().unwrap_or_else(|| failure.to_string());
                return StoreError::DiskFull { path: path.to_owned(), detail };
            }
            if failure.code == rusqlite::ErrorCode::DatabaseBusy {
                return StoreError::Busy { path: path.to_owned(), pid: None };
            }
        }
        StoreError::Database { path: path.to_owned(), source }
    }
}
