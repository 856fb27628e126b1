//! The desk as it was.
//!
//! Events are kept forwards (a revision holds what an event is from then on), documents backwards (a revision holds what
//! a document was before). Temporary views with the names of the tables put both together for one revision, and every
//! question that is asked of the tables is answered from the views: SQLite looks for a name among the temporary ones first.

use std::path::Path;

use crate::desk::Desk;
use crate::moment::Moment;
use crate::{StoreError, schema};

/// `{revision}` and `{decision}` are the last ones that count; both are numbers.
const VIEWS: &str = include_str!("schema/as_of.sql");

impl Desk {
    /// Opens a desk for reading as it was at the moment that the words name, as [`Desk::moment`] reads them.
    ///
    /// Full text search finds by what a document says now; everything else is of then.
    ///
    /// # Errors
    /// As for [`Desk::open_read_only`], and where the words name no moment.
    pub fn open_as_of(root: impl AsRef<Path>, words: &str) -> Result<Self, StoreError> {
        let desk = Desk::open_read_only(root)?;
        if schema::is_older(&desk.db).map_err(desk.fail())? {
            return Err(StoreError::Older { path: desk.root });
        }
        let moment = desk.moment(words)?;
        desk.turn_back(moment)
    }

    /// The desk, open for reading, as it was at the moment.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn turn_back(mut self, moment: Moment) -> Result<Self, StoreError> {
        let views = VIEWS
            .replace("{revision}", &moment.revision.to_string())
            .replace("{decision}", &moment.decision.to_string());
        self.db.execute_batch(&views).map_err(self.fail())?;
        self.past = Some(moment);
        Ok(self)
    }

    /// The moment that the desk is read as of; `None` for now.
    pub fn past(&self) -> Option<Moment> {
        self.past
    }
}
