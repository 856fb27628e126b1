use rusqlite::{Connection, OptionalExtension, Row};

use super::audit::append;
use super::{Accounts, Change, Entry, Role};
use crate::StoreError;
use crate::moment::now;

/// Somebody who may come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Number in the desk.
    pub id: i64,
    /// The name that decisions carry; it never changes.
    pub name: String,
    /// The name to be shown.
    pub display: String,
    /// What they may do.
    pub role: Role,
    /// Whether they may not come in any more.
    pub disabled: bool,
    /// When they were added, UTC.
    pub made: String,
}

/// Somebody to add.
#[derive(Debug, Clone, Copy)]
pub struct NewPerson<'a> {
    /// The name; 1 to 64 characters.
    pub name: &'a str,
    /// The name as it is compared.
    pub key: &'a str,
    /// The name to be shown.
    pub display: &'a str,
    /// What they may do.
    pub role: Role,
    /// Argon2id of the password, a PHC string.
    pub password: &'a str,
}

/// What to change of a person; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct PersonChange {
    /// The name to be shown.
    pub display: Option<String>,
    /// What they may do.
    pub role: Option<Role>,
    /// Whether they may not come in any more. It ends their sessions; their tokens do nothing until they may again.
    pub disabled: Option<bool>,
    /// Argon2id of the password, a PHC string. It ends their sessions.
    pub password: Option<String>,
    /// A session that goes on all the same, by the hash of its secret: that of who changes their own password.
    pub but_session: Option<[u8; 32]>,
}

const COLUMNS: &str = "people.id, people.name, people.display, people.role, people.disabled, people.made";

pub(super) fn columns(more: &str) -> String {
    format!("{COLUMNS}{more}")
}

pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Person> {
    let role: String = row.get(3)?;
    Ok(Person {
        id: row.get(0)?,
        name: row.get(1)?,
        display: row.get(2)?,
        // The table takes no other word; a database that was tampered with opens nothing.
        role: Role::of(&role).unwrap_or(Role::Reader),
        disabled: row.get(4)?,
        made: row.get(5)?,
    })
}

fn find(db: &Connection, key: &str) -> rusqlite::Result<Option<Person>> {
    db.prepare_cached(&format!("SELECT {COLUMNS} FROM people WHERE key = ?1"))?.query_row([key], from_row).optional()
}

impl Accounts {
    /// Whether there is anybody: from then on the desk asks who comes.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn any_people(&self) -> Result<bool, StoreError> {
        let ask = || self.db.prepare_cached("SELECT EXISTS (SELECT 1 FROM people)")?.query_row([], |row| row.get(0));
        ask().map_err(self.fail())
    }

    /// Everybody, by name; those who may not come in any more too.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn people(&self) -> Result<Vec<Person>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM people ORDER BY key");
        let read = || self.db.prepare(&sql)?.query_map([], from_row)?.collect::<rusqlite::Result<_>>();
        read().map_err(self.fail())
    }

    /// The person of that name, as it is compared.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn person(&self, key: &str) -> Result<Option<Person>, StoreError> {
        find(&self.db, key).map_err(self.fail())
    }

    /// A person with the hash of their password; nobody where they are disabled.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn password_of(&self, key: &str) -> Result<Option<(Person, String)>, StoreError> {
        let sql = format!("SELECT {} FROM people WHERE key = ?1 AND NOT disabled", columns(", people.password"));
        let ask = || self.db.query_row(&sql, [key], |row| Ok((from_row(row)?, row.get(6)?))).optional();
        ask().map_err(self.fail())
    }

    /// Adds a person.
    ///
    /// # Errors
    /// The name is taken, or the disk is full or fails.
    pub fn add_person(&mut self, new: &NewPerson<'_>, entry: &Entry) -> Result<Person, StoreError> {
        self.change(|db| {
            if let Some(there) = find(db, new.key)? {
                return Err(Change::Refused(StoreError::NameTaken { name: there.name }));
            }
            let sql = "INSERT INTO people(name, key, display, role, password, made) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            db.execute(sql, (new.name, new.key, new.display, new.role.as_str(), new.password, now()))?;
            append(db, entry)?;
            Ok(find(db, new.key)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?)
        })
    }

    /// Changes a person; `None` where there is nobody of that name.
    ///
    /// # Errors
    /// It would leave no admin, or the disk is full or fails.
    pub fn change_person(&mut self, key: &str, to: &PersonChange, entry: &Entry) -> Result<Option<Person>, StoreError> {
        self.change(|db| {
            let Some(person) = find(db, key)? else { return Ok(None) };
            let sql = "UPDATE people SET display = coalesce(?2, display), role = coalesce(?3, role), \
                       disabled = coalesce(?4, disabled), password = coalesce(?5, password) WHERE id = ?1";
            db.execute(sql, (person.id, &to.display, to.role.map(Role::as_str), to.disabled, &to.password))?;
            let sql = "SELECT EXISTS (SELECT 1 FROM people WHERE role = 'admin' AND NOT disabled)";
            if !db.query_row(sql, [], |row| row.get::<_, bool>(0))? {
                return Err(Change::Refused(StoreError::LastAdmin));
            }
            if to.disabled == Some(true) || to.password.is_some() {
                let kept = to.but_session.unwrap_or_default();
                db.execute("DELETE FROM sessions WHERE person = ?1 AND hash <> ?2", (person.id, kept))?;
            }
            append(db, entry)?;
            Ok(find(db, key)?)
        })
    }
}
