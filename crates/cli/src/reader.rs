//! What reads documents: the rules, or a model at an endpoint. Everything behind it is the same for both.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use anyhow::bail;
use polybius_coder::Coder;
use polybius_lexicon::Lexicon;
use polybius_records::{Document, HYBRID, RULES, Report, Statement, Warning};
use polybius_remote::{ApiKey, RemoteError, RemoteReader, Settings};

use crate::arguments::CoderArguments;
use crate::versions;

/// Where the key of an endpoint is taken from; never an argument, which other users of the machine can see.
const KEY: &str = "POLYBIUS_API_KEY";

/// What `--coder` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CoderName {
    /// The rules, built in.
    Rules,
    /// The rules helped by the neural encoder, built in.
    Hybrid,
    /// An OpenAI-compatible endpoint, by its address.
    Endpoint(String),
}

impl FromStr for CoderName {
    type Err = String;

    fn from_str(words: &str) -> Result<Self, String> {
        match words {
            RULES => Ok(CoderName::Rules),
            HYBRID => Ok(CoderName::Hybrid),
            url if url.starts_with("http://") || url.starts_with("https://") => Ok(CoderName::Endpoint(url.to_owned())),
            _ => {
                Err("choose hybrid, rules, or the address of an OpenAI-compatible endpoint (http://... or https://...)"
                    .to_owned())
            }
        }
    }
}

/// What reads the documents of a run.
#[derive(Debug)]
pub enum Reader {
    /// The rules, built in.
    Rules,
    /// The rules helped by the neural encoder, built in.
    Hybrid,
    /// A model at an endpoint, checked by the rules.
    Remote(Box<RemoteReader>),
}

/// What a document says.
pub type Read = (Vec<Report>, Vec<Statement>, Vec<Warning>);

impl Reader {
    /// The reader that the arguments ask for. Only an address makes a connection.
    ///
    /// # Errors
    /// The endpoint cannot be used: wrong address, nothing there, no key, no model.
    pub fn open(arguments: &CoderArguments) -> anyhow::Result<Self> {
        let CoderName::Endpoint(url) = &arguments.coder else {
            if arguments.coder_model.is_some() {
                bail!("--coder-model names a model of an endpoint: give its address with --coder");
            }
            return Ok(if arguments.coder == CoderName::Hybrid { Reader::Hybrid } else { Reader::Rules });
        };
        let mut settings = Settings::new(url);
        settings.model = arguments.coder_model.clone();
        settings.timeout = Duration::from_secs(arguments.coder_timeout);
        settings.key = match std::env::var(KEY) {
            Ok(key) if !key.trim().is_empty() => Some(ApiKey::new(&key)?),
            Ok(_) | Err(std::env::VarError::NotPresent) => None,
            Err(std::env::VarError::NotUnicode(_)) => return Err(RemoteError::Key.into()),
        };
        Ok(Reader::Remote(Box::new(RemoteReader::connect(settings)?)))
    }

    /// What records call it.
    pub fn name(&self) -> &str {
        match self {
            Reader::Rules => RULES,
            Reader::Hybrid => HYBRID,
            Reader::Remote(remote) => remote.name(),
        }
    }

    /// The coder that it reads with, or checks with.
    ///
    /// # Errors
    /// The encoder in the binary is damaged.
    pub fn coder(&self, lexicon: Lexicon) -> anyhow::Result<Coder> {
        match self {
            Reader::Hybrid => Ok(Coder::hybrid(lexicon)?),
            Reader::Rules | Reader::Remote(_) => Ok(Coder::new(lexicon)),
        }
    }

    /// Stands for all that decides what it makes of a document.
    pub fn version(&self, lexicon: Option<&Path>) -> anyhow::Result<String> {
        match self {
            Reader::Rules | Reader::Hybrid => versions::coder(&format!("{}-{}", self.name(), versions::RULES), lexicon),
            // Asking a model again costs time or money, so a change of the rules alone is no reason.
            Reader::Remote(remote) => versions::coder(&format!("{}-{}", versions::REMOTE, remote.name()), lexicon),
        }
    }

    /// Reads one document.
    ///
    /// # Errors
    /// The endpoint gave no usable answer; the rules never fail.
    pub fn read(&self, coder: &Coder, document: &Document) -> Result<Read, RemoteError> {
        match self {
            Reader::Rules | Reader::Hybrid => Ok(polybius_coder::code(coder, document)),
            Reader::Remote(remote) => remote.read(coder, document),
        }
    }

    /// What a person should know before documents are sent.
    pub fn notice(&self) -> Option<String> {
        let Reader::Remote(remote) = self else { return None };
        let url = remote.endpoint();
        match (remote.is_local(), remote.is_encrypted()) {
            (true, _) => None,
            (false, true) => Some(format!("the documents are sent to {url}")),
            (false, false) => {
                Some(format!("the documents are sent to {url} without encryption: https:// would encrypt them"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coder_is_rules_or_an_address() {
        assert_eq!("rules".parse(), Ok(CoderName::Rules));
        assert_eq!("hybrid".parse(), Ok(CoderName::Hybrid));
        assert_eq!("https://example.org/v1".parse(), Ok(CoderName::Endpoint("https://example.org/v1".to_owned())));
        for other in ["", "Rules", "hybird", "localhost:8080", "ftp://example.org"] {
            let said = other.parse::<CoderName>().unwrap_err();
            assert!(said.contains("rules") && said.contains("http://"), "{said}");
        }
    }
}
