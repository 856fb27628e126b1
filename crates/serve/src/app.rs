use std::sync::Arc;

use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use polybius_lexicon::Lexicon;
use polybius_store::Desk;

use crate::accounts::Door;
use crate::changes::Changes;
use crate::error::{ApiError, Code, ServeError, eprint_log};
use crate::etag::{self, Tag};
use crate::jobs::Jobs;
use crate::readers::Readers;
use crate::settings::Settings;
use crate::webhooks;
use crate::writer::Writer;

/// What all requests share.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// See [`App`].
pub struct Inner {
    /// What the server was started with.
    pub settings: Settings,
    /// Organisations and places.
    pub lexicon: Lexicon,
    pub(crate) readers: Readers,
    pub(crate) writer: Writer,
    pub(crate) changes: Changes,
    pub(crate) jobs: Jobs,
    pub(crate) door: Door,
}

/// An [`App`] that may have ended.
pub(crate) struct Weak(std::sync::Weak<Inner>);

impl Weak {
    pub fn upgrade(&self) -> Option<App> {
        self.0.upgrade().map(App)
    }
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

/// Bytes of an answer and what they are.
pub(crate) struct Answer {
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
    /// A name to be saved under.
    pub file: Option<String>,
    /// The address of the next page, where the bytes cannot tell it.
    pub next: Option<String>,
}

impl Answer {
    /// JSON.
    pub fn json(value: &impl serde::Serialize) -> Result<Self, ApiError> {
        let bytes = serde_json::to_vec(value).map_err(|e| ApiError::new(Code::Internal, e.to_string()))?;
        Ok(Answer { content_type: "application/json", bytes, file: None, next: None })
    }
}

impl App {
    /// Opens the desk.
    ///
    /// # Errors
    /// There is no desk, it is newer than this program, or it has no accounts and could be reached from other machines.
    pub fn open(settings: Settings) -> Result<Self, ServeError> {
        // Brings an older desk to this format, and lets the lock go.
        drop(Desk::open_existing(&settings.desk)?);
        let door = Door::open(&settings.desk, &settings.access.limits)?;
        if !settings.is_local() && !door.ask(|accounts| accounts.any_people())? {
            return Err(ServeError::Open { address: settings.address });
        }
        let readers = Readers::open(settings.desk.clone())?;
        let writer = Writer::start(settings.desk.clone())?;
        let changes = Changes::default();
        let app = App(Arc::new(Inner {
            settings,
            lexicon: Lexicon::embedded(),
            readers,
            writer,
            changes,
            jobs: Jobs::default(),
            door,
        }));
        webhooks::start(&app)?;
        Ok(app)
    }

    /// The app, without keeping it.
    pub(crate) fn downgrade(&self) -> Weak {
        Weak(Arc::downgrade(&self.0))
    }

    /// Asks the desk on a thread that may wait.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        as_of: Option<String>,
        question: impl FnOnce(&App, &Desk) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let app = self.clone();
        let asked = tokio::task::spawn_blocking(move || {
            let inner = app.clone();
            app.readers.ask(as_of.as_deref(), |desk| question(&inner, desk))
        });
        asked.await.map_err(|_| ApiError::new(Code::Internal, "answering failed"))?
    }

    /// Answers a GET: with the state's tag, or with 304 where the client has that state already.
    pub(crate) async fn answer(
        &self,
        headers: &HeaderMap,
        uri: &Uri,
        as_of: Option<String>,
        question: impl FnOnce(&App, &Desk) -> Result<Answer, ApiError> + Send + 'static,
    ) -> Result<Response, ApiError> {
        let asked = uri.to_string();
        let wanted = headers.get(axum::http::header::IF_NONE_MATCH).cloned();
        let accept = headers.get(axum::http::header::ACCEPT).cloned();
        let outcome = self.read(as_of, move |app, desk| {
            let moment = match desk.past() {
                Some(moment) => moment,
                None => desk.moment("now")?,
            };
            let tag = Tag::of(moment, &asked, accept.as_ref().map_or(&[], |a| a.as_bytes()), app.settings.version);
            if wanted.is_some_and(|wanted| tag.is_among(&wanted)) {
                return Ok((tag, None));
            }
            question(app, desk).map(|answer| (tag, Some(answer)))
        });
        let (tag, answer) = outcome.await?;
        Ok(match answer {
            None => etag::not_modified(&tag),
            Some(answer) => etag::with_tag(&tag, answer),
        })
    }

    /// Computes the events where a run was cut short or this program merges otherwise than the one before. Answers show the events of before meanwhile.
    pub(crate) async fn bring_up_to_date(&self) {
        let due = self.read(None, |app, desk| Ok(desk.events_due(app.settings.merger)?)).await;
        if !due.unwrap_or(false) {
            return;
        }
        eprint_log("the events of this desk are computed anew; it can be read meanwhile");
        let renewed = self.write(|app, desk| {
            let is_branch_of = |branch: &str, parent: &str| app.lexicon.actors.is_branch_of(branch, parent);
            Ok(polybius_upkeep::renew(desk, &is_branch_of, app.settings.merger)?)
        });
        match renewed.await {
            Ok(_) => eprint_log("the events are up to date"),
            Err(error) => eprint_log(&format!("the events could not be computed: {}", error.message())),
        }
    }

    /// Changes the desk, and tells those who listen.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&App, &mut Desk) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let app = self.clone();
        self.writer
            .write(move |desk| {
                let outcome = change(&app, desk);
                if let Ok(moment) = desk.moment("now") {
                    app.changes.revision(moment);
                }
                outcome
            })
            .await
    }
}
