use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use utoipa::ToSchema;

use crate::settings::CodingOutcome;

/// Finished jobs that are remembered.
const REMEMBERED: usize = 200;

/// Documents that somebody sent, being read.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Job {
    pub id: u64,
    /// The file's name.
    pub name: String,
    pub state: JobState,
    /// Documents done.
    pub done: usize,
    /// Reports found in them.
    pub reports: usize,
    /// What it did; null until it is done.
    pub outcome: Option<JobOutcome>,
    /// Why it failed.
    pub message: Option<String>,
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum JobState {
    Waiting,
    Running,
    Done,
    Failed,
}

/// What a job did.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct JobOutcome {
    /// Ids of the documents.
    pub documents: Vec<String>,
    /// Documents that are new.
    pub added: usize,
    /// Documents that the desk had.
    pub known: usize,
    /// What could not be read, and what to do.
    pub failed: Vec<String>,
    pub reports: usize,
    pub statements: usize,
}

impl From<CodingOutcome> for JobOutcome {
    fn from(o: CodingOutcome) -> Self {
        let CodingOutcome { documents, added, known, failed, reports, statements } = o;
        JobOutcome { documents, added, known, failed, reports, statements }
    }
}

/// The jobs since the server was started. A job that a stop cuts short leaves what it had stored; sending the same again does the rest.
#[derive(Debug, Default)]
pub(crate) struct Jobs(Mutex<BTreeMap<u64, Job>>);

impl Jobs {
    /// A new job, waiting.
    pub fn add(&self, name: &str) -> u64 {
        let mut jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let id = jobs.keys().next_back().map_or(1, |last| last + 1);
        let state = JobState::Waiting;
        jobs.insert(id, Job { id, name: name.to_owned(), state, done: 0, reports: 0, outcome: None, message: None });
        while jobs.len() > REMEMBERED {
            let over = jobs.values().find(|j| matches!(j.state, JobState::Done | JobState::Failed)).map(|j| j.id);
            match over {
                Some(id) => jobs.remove(&id),
                None => break,
            };
        }
        id
    }

    /// Changes a job; what comes back is what it is then.
    pub fn change(&self, id: u64, change: impl FnOnce(&mut Job)) -> Option<Job> {
        let mut jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let job = jobs.get_mut(&id)?;
        change(job);
        Some(job.clone())
    }

    /// One job.
    pub fn get(&self, id: u64) -> Option<Job> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    /// All jobs, the latest first.
    pub fn all(&self) -> Vec<Job> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().rev().cloned().collect()
    }

    /// Jobs that are not over.
    pub fn open(&self) -> usize {
        let jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.values().filter(|j| matches!(j.state, JobState::Waiting | JobState::Running)).count()
    }
}
