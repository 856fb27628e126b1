use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use rusqlite::Connection;

use crate::StoreError;
use crate::blobs::sync_folder;
use crate::moment::now;

/// The format of a desk that this version writes, and the newest that it reads.
pub const FORMAT: u32 = 8;

/// The step that makes the tables which events are listed by: they are filled from the events that are there.
const LISTING: u32 = 6;

/// What brings a database from each format to the next; the first makes it from nothing.
const MIGRATIONS: &[&str] = &[
    include_str!("schema/001_first.sql"),
    include_str!("schema/002_coder.sql"),
    include_str!("schema/003_history.sql"),
    include_str!("schema/004_blocks.sql"),
    include_str!("schema/005_imported.sql"),
    include_str!("schema/006_listing.sql"),
    include_str!("schema/007_accounts.sql"),
    include_str!("schema/008_sketches.sql"),
];

/// The format in the desk's VERSION file; `None` where there is no such file.
pub(crate) fn format_of(desk: &Path) -> Result<Option<u32>, StoreError> {
    let path = desk.join("VERSION");
    let words = match fs::read_to_string(&path) {
        Ok(words) => words,
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
        Err(e) => return Err(StoreError::io(&path, e)),
    };
    match words.trim().parse::<u32>() {
        Ok(found) if found <= FORMAT => Ok(Some(found)),
        _ => {
            let found = words.trim().chars().filter(|c| !c.is_control()).take(40).collect();
            Err(StoreError::Newer { path: desk.to_owned(), found, supported: FORMAT })
        }
    }
}

/// Brings the database to [`FORMAT`], each step in one transaction, and says so in VERSION.
pub(crate) fn migrate(desk: &Path, db: &mut Connection) -> Result<(), StoreError> {
    let fail = |e| StoreError::database(desk, e);
    let mut version = version_of(db).map_err(fail)?;
    refuse_newer(desk, version)?;
    for (step, sql) in (1_u32..).zip(MIGRATIONS) {
        if step <= version {
            continue;
        }
        let change = db.transaction().map_err(fail)?;
        change.execute_batch(sql).map_err(fail)?;
        if step == LISTING {
            crate::listing::fill(&change).map_err(fail)?;
        }
        let now = now();
        change.execute("INSERT INTO migrations(version, at) VALUES (?1, ?2)", (step, now)).map_err(fail)?;
        change.pragma_update(None, "user_version", step).map_err(fail)?;
        change.commit().map_err(fail)?;
        version = step;
    }
    if format_of(desk)? != Some(FORMAT) {
        write_format(desk)?;
    }
    Ok(())
}

/// The database carries its format too: VERSION may be missing or copied from elsewhere.
pub(crate) fn check(desk: &Path, db: &Connection) -> Result<(), StoreError> {
    refuse_newer(desk, version_of(db).map_err(|e| StoreError::database(desk, e))?)
}

fn refuse_newer(desk: &Path, found: u32) -> Result<(), StoreError> {
    if found > FORMAT {
        return Err(StoreError::Newer { path: desk.to_owned(), found: found.to_string(), supported: FORMAT });
    }
    Ok(())
}

/// Whether a desk was not opened for writing since this format came: it has no history to go by.
pub(crate) fn is_older(db: &Connection) -> rusqlite::Result<bool> {
    Ok(version_of(db)? < FORMAT)
}

fn version_of(db: &Connection) -> rusqlite::Result<u32> {
    db.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn write_format(desk: &Path) -> Result<(), StoreError> {
    let (draft, path) = (desk.join("VERSION.tmp"), desk.join("VERSION"));
    let fail = |e| StoreError::io(&path, e);
    let mut file = File::create(&draft).map_err(fail)?;
    writeln!(file, "{FORMAT}").and_then(|()| file.sync_data()).map_err(fail)?;
    drop(file);
    fs::rename(&draft, &path).map_err(fail)?;
    sync_folder(desk)
}
