use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use polybius_store::Desk;

use crate::accounts::Access;

/// What a server is started with.
#[derive(Clone)]
pub struct Settings {
    /// The data folder.
    pub desk: PathBuf,
    /// Where it listens.
    pub address: SocketAddr,
    /// The version of the merger, as the desk keeps it.
    pub merger: &'static str,
    /// The version of the program.
    pub version: &'static str,
    /// Reads documents into the desk; `None` where nothing can be added.
    pub coding: Option<Arc<dyn Coding>>,
    /// The web app's files in a folder instead of those that are built in: for working on it.
    pub web: Option<PathBuf>,
    /// How people come to it, and how much they may ask.
    pub access: Access,
}

impl Settings {
    /// Whether nobody beyond this machine reaches the server.
    pub(crate) fn is_local(&self) -> bool {
        self.address.ip().is_loopback() && self.access.public_url.is_none()
    }
}

/// Bytes that somebody wants coded.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The file's name, for its kind and for messages; never a path.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// What the sender says of the document.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where.
    pub url: Option<String>,
    /// When.
    pub published: Option<polybius_records::Date>,
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodingStep {
    /// Documents done.
    pub done: usize,
    /// Reports found in them.
    pub reports: usize,
}

/// What a job did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodingOutcome {
    /// Ids of the documents that were read, those that the desk had before included.
    pub documents: Vec<String>,
    /// Documents that are new.
    pub added: usize,
    /// Documents that the desk had as they are.
    pub known: usize,
    /// What could not be read: a message each, remedy included.
    pub failed: Vec<String>,
    /// Reports found.
    pub reports: usize,
    /// Statements found.
    pub statements: usize,
}

/// Reads documents into a desk and brings its events up to date. What does it lives where the coder is; the server knows no coding rules.
pub trait Coding: Send + Sync {
    /// Codes what was sent. `told` hears of every document.
    ///
    /// # Errors
    /// The desk cannot be written. What cannot be read is in the outcome.
    fn code(&self, desk: &mut Desk, upload: Upload, told: &mut dyn FnMut(CodingStep)) -> Result<CodingOutcome, String>;
}
