use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row};

use super::audit::append;
use super::people::{columns, from_row};
use super::{Accounts, Change, Entry, Person, Scope};
use crate::StoreError;
use crate::moment::written;

/// Most tokens that one person has at a time.
const MOST: i64 = 100;

/// A key for programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub person: Person,
    /// What it is for, in its owner's words.
    pub label: String,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// When it was made, UTC.
    pub made: String,
    /// When it ends, UTC.
    pub expires: String,
    /// When it was last used, to the minute or so.
    pub used: Option<String>,
}

/// A key to add.
#[derive(Debug, Clone, Copy)]
pub struct NewToken<'a> {
    /// Whose it is.
    pub person: &'a Person,
    /// What it is for.
    pub label: &'a str,
    /// BLAKE3 of the secret.
    pub hash: &'a [u8; 32],
    /// What it may be used for.
    pub scopes: &'a [Scope],
    /// When it ends.
    pub expires: Timestamp,
}

const MORE: &str = ", tokens.id, tokens.label, tokens.scopes, tokens.made, tokens.expires, tokens.used";

fn token(row: &Row<'_>) -> rusqlite::Result<Token> {
    let scopes: String = row.get(8)?;
    Ok(Token {
        person: from_row(row)?,
        id: row.get(6)?,
        label: row.get(7)?,
        scopes: Scope::several(&scopes),
        made: row.get(9)?,
        expires: row.get(10)?,
        used: row.get(11)?,
    })
}

fn select(condition: &str) -> String {
    format!("SELECT {} FROM tokens JOIN people ON people.id = tokens.person WHERE {condition}", columns(MORE))
}

impl Accounts {
    /// Adds a token.
    ///
    /// # Errors
    /// The person has too many, or the disk is full or fails.
    pub fn add_token(&mut self, new: &NewToken<'_>, at: Timestamp, entry: &Entry) -> Result<Token, StoreError> {
        self.change(|db| {
            db.execute("DELETE FROM tokens WHERE person = ?1 AND expires <= ?2", (new.person.id, written(at)))?;
            let sql = "SELECT count(*) FROM tokens WHERE person = ?1";
            if db.query_row(sql, [new.person.id], |row| row.get::<_, i64>(0))? >= MOST {
                return Err(Change::Refused(StoreError::TooManyTokens { most: MOST }));
            }
            db.execute(
                "INSERT INTO tokens(person, label, hash, scopes, made, expires) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                (new.person.id, new.label, new.hash, Scope::written(new.scopes), written(at), written(new.expires)),
            )?;
            let id = db.last_insert_rowid();
            append(db, entry)?;
            Ok(db.query_row(&select("tokens.id = ?1"), [id], token)?)
        })
    }

    /// The token of a secret with that hash, where it has not ended and its person may come in.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn token(&self, hash: &[u8; 32], at: Timestamp) -> Result<Option<Token>, StoreError> {
        let sql = select("tokens.hash = ?1 AND tokens.expires > ?2 AND NOT people.disabled");
        let ask = || self.db.prepare_cached(&sql)?.query_row((hash, written(at)), token).optional();
        ask().map_err(self.fail())
    }

    /// The token of that number, whoever's it is.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn token_of_number(&self, id: i64) -> Result<Option<Token>, StoreError> {
        self.db.query_row(&select("tokens.id = ?1"), [id], token).optional().map_err(self.fail())
    }

    /// The tokens of a person, newest first.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn tokens(&self, person: &Person) -> Result<Vec<Token>, StoreError> {
        let sql = select("tokens.person = ?1 ORDER BY tokens.id DESC");
        let read = || self.db.prepare(&sql)?.query_map([person.id], token)?.collect::<rusqlite::Result<_>>();
        read().map_err(self.fail())
    }

    /// Says that a token was used.
    ///
    /// # Errors
    /// The disk is full or fails.
    pub fn touch_token(&mut self, id: i64, at: Timestamp) -> Result<(), StoreError> {
        let touched = self.db.execute("UPDATE tokens SET used = ?2 WHERE id = ?1", (id, written(at)));
        touched.map(|_| ()).map_err(self.fail())
    }

    /// Takes a token away.
    ///
    /// # Errors
    /// The disk is full or fails.
    pub fn remove_token(&mut self, id: i64, entry: &Entry) -> Result<(), StoreError> {
        self.change(|db| {
            db.execute("DELETE FROM tokens WHERE id = ?1", [id])?;
            append(db, entry)?;
            Ok(())
        })
    }
}
