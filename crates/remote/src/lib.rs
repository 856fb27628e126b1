//! Another reader behind the same door: a language model at an OpenAI-compatible endpoint, whose every value is held against the
//! document.
//!
//! A model may invent, repeat itself, answer with prose or not at all, and a document may tell it to. So nothing of an answer is
//! taken on trust: a value counts only where its quote is in the document and the quote says it; places, organisations, dates and
//! bounds of numbers are those that the rules read there. What is left out is counted in a warning.
//!
//! This is the one room that opens a network connection, and only to the address that it is given.

mod address;
mod answer;
mod checked;
mod client;
mod error;
mod ground;
mod parts;
mod patience;
mod question;
mod quotes;
mod reading;

use std::time::Duration;

use polybius_coder::Coder;
use polybius_records::{Document, Report, Statement, Warning};

pub use client::ApiKey;
pub use error::RemoteError;

use address::Address;
use client::Client;
use patience::Patience;

/// How to reach a model.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Base address, such as `http://localhost:8080/v1`.
    pub endpoint: String,
    /// The model's name there; `None` takes the first that the endpoint lists.
    pub model: Option<String>,
    /// Sent as a bearer token where given.
    pub key: Option<ApiKey>,
    /// Longest time of one call.
    pub timeout: Duration,
    /// Tries after the first one, where the endpoint is busy, slow or briefly gone.
    pub retries: u32,
    /// The pause before the second try; each later one is twice as long, up to a minute.
    pub pause: Duration,
}

impl Settings {
    /// An endpoint with the usual patience: two minutes a call, three more tries.
    pub fn new(endpoint: impl Into<String>) -> Self {
        let (timeout, pause) = (Duration::from_secs(120), Duration::from_secs(1));
        Settings { endpoint: endpoint.into(), model: None, key: None, timeout, retries: 3, pause }
    }
}

/// A model that reads documents. May be shared between threads.
#[derive(Debug)]
pub struct RemoteReader {
    client: Client,
    model: String,
    name: String,
}

/// What a document says: reports, statements, and what was left out.
pub type Read = (Vec<Report>, Vec<Statement>, Vec<Warning>);

impl RemoteReader {
    /// Asks the endpoint which models it has, so that a wrong address or key shows before any document is sent.
    ///
    /// # Errors
    /// The address is unusable, nothing answers there, the key is refused, or no model is known.
    pub fn connect(settings: Settings) -> Result<Self, RemoteError> {
        let address = Address::parse(&settings.endpoint)?;
        let patience = Patience { retries: settings.retries, first: settings.pause };
        let client = Client::new(address, settings.key, settings.timeout, patience);
        let listed = client.models()?;
        let model = settings.model.or_else(|| listed.into_iter().next());
        let model = model.ok_or_else(|| RemoteError::NoModel { url: client.address.as_str().to_owned() })?;
        let name = format!("remote:{model}");
        Ok(RemoteReader { client, model, name })
    }

    /// What records call this coder: `remote:` and the model's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The address as messages show it.
    pub fn endpoint(&self) -> &str {
        self.client.address.as_str()
    }

    /// Whether the endpoint is on this machine; if not, documents leave it.
    pub fn is_local(&self) -> bool {
        self.client.address.is_local()
    }

    /// Whether documents and key travel encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.client.address.is_encrypted()
    }

    /// Reads one document. The rules of `coder` read it too, since they check what the model says.
    ///
    /// # Errors
    /// The endpoint failed on some part after all tries, or no part got a usable answer; nothing is known of the document then.
    /// A part without a usable answer beside others is a warning.
    pub fn read(&self, coder: &Coder, document: &Document) -> Result<Read, RemoteError> {
        reading::read(self, coder, document)
    }
}
