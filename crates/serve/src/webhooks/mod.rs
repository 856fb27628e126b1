//! Tells other programs of changes: signed messages to addresses that an admin gave.
//!
//! One thread looks what changed since each webhook's last message, whoever changed it, and keeps the messages in the desk; then it sends what is
//! due. So nothing is lost when the server ends, and a change by the command line is told like any other.

mod pick;
mod send;
mod signature;
mod target;

use std::thread;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use polybius_store::{Accounts, Delivery, Entry, Outcome, StoreError, WebhookChange};
use serde_json::json;

use crate::app::{App, Weak};
use crate::error::{ApiError, eprint_log};
use send::Sender;

pub(crate) use pick::{KINDS, filter};
pub(crate) use target::check;

/// How often it is looked whether anything changed.
const PAUSE: Duration = Duration::from_millis(500);
/// The same, after something went wrong.
const PAUSE_AFTER_FAULT: Duration = Duration::from_secs(10);
/// Messages that are sent before it is looked again.
const AT_ONCE: usize = 50;
/// How long a message is taken for, at least as long as sending lasts.
const TAKEN: SignedDuration = SignedDuration::from_mins(2);
/// Longest wait between two tries.
const LONGEST_WAIT: Duration = Duration::from_secs(3600);

/// Starts the thread; it ends with the app.
pub(crate) fn start(app: &App) -> std::io::Result<()> {
    let app = app.downgrade();
    thread::Builder::new().name("webhooks".to_owned()).spawn(move || run(&app))?;
    Ok(())
}

fn run(app: &Weak) {
    let mut accounts = None;
    let mut sender = None;
    let mut pause = PAUSE;
    loop {
        thread::sleep(pause);
        let Some(app) = app.upgrade() else { return };
        pause = match round(&app, &mut accounts, &mut sender) {
            Ok(()) => PAUSE,
            Err(error) => {
                eprint_log(&format!("webhooks: {}", error.message()));
                PAUSE_AFTER_FAULT
            }
        };
    }
}

fn round(app: &App, accounts: &mut Option<Accounts>, sender: &mut Option<Sender>) -> Result<(), ApiError> {
    let accounts = match accounts {
        Some(accounts) => accounts,
        None => accounts.insert(Accounts::open(&app.settings.desk)?),
    };
    let webhooks = accounts.webhooks()?;
    if webhooks.is_empty() {
        return Ok(());
    }
    let present = accounts.present()?;
    for webhook in webhooks.iter().filter(|webhook| !webhook.paused && webhook.moment != present) {
        let (bodies, up_to) = pick::messages(app, accounts, webhook, present)?;
        accounts.add_deliveries(webhook.id, &bodies, webhook.moment, up_to)?;
    }
    let limits = app.settings.access.webhooks;
    let sender = sender.get_or_insert_with(|| Sender::new(limits.allow_private));
    for _ in 0..AT_ONCE {
        let now = Timestamp::now();
        let Some(delivery) = accounts.take_delivery(now, now + TAKEN)? else { break };
        let Some(webhook) = webhooks.iter().find(|webhook| webhook.id == delivery.webhook) else { break };
        let (status, problem) = sender.send(webhook, &delivery, now);
        let tries = delivery.tries + 1;
        let again = (problem.is_some() && tries < limits.tries).then(|| Timestamp::now() + wait(limits.pause, tries));
        let is_last = problem.is_some() && again.is_none();
        accounts.tried(&delivery, Timestamp::now(), &Outcome { status, problem, again })?;
        if is_last {
            pause(accounts, &delivery)?;
        }
    }
    Ok(())
}

/// Twice as long after each try.
fn wait(first: Duration, tries: u32) -> SignedDuration {
    let doubled = first.saturating_mul(1_u32.checked_shl(tries.saturating_sub(1)).unwrap_or(u32::MAX));
    SignedDuration::try_from(doubled.min(LONGEST_WAIT)).unwrap_or(SignedDuration::ZERO)
}

/// A webhook that nobody takes from is left alone until an admin looks at it.
fn pause(accounts: &mut Accounts, delivery: &Delivery) -> Result<(), StoreError> {
    let entry = Entry {
        who: "polybius".to_owned(),
        via: "server".to_owned(),
        what: "webhook.pause".to_owned(),
        subject: delivery.webhook.to_string(),
        detail: json!({"delivery": delivery.id}),
    };
    let to = WebhookChange { paused: Some(true), ..WebhookChange::default() };
    accounts.change_webhook(delivery.webhook, &to, &entry).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_twice_the_last_up_to_an_hour() {
        let waits: Vec<i64> = [1, 2, 3, 9, 10, 40].map(|n| wait(Duration::from_secs(10), n).as_secs()).to_vec();
        assert_eq!(waits, [10, 20, 40, 2560, 3600, 3600]);
    }
}
