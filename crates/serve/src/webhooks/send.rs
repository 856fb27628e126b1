use std::time::Duration;

use jiff::Timestamp;
use polybius_store::{Delivery, Webhook};
use ureq::Agent;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;

use super::signature::sign;
use super::target::Public;

/// How long a receiver has to answer; it need only say that it has the message.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Sends messages. It follows no redirections, knows no proxy of the environment, and reads no body of an answer.
#[derive(Debug)]
pub(super) struct Sender {
    agent: Agent,
}

impl Sender {
    pub fn new(allow_private: bool) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(TIMEOUT))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_idle_connections(0)
            .proxy(None)
            .user_agent("polybius")
            .build();
        let agent = if allow_private {
            Agent::new_with_config(config)
        } else {
            Agent::with_parts(config, DefaultConnector::default(), Public(DefaultResolver::default()))
        };
        Sender { agent }
    }

    /// What the receiver answered, and what went wrong. Any 2xx means that it has the message.
    pub fn send(&self, webhook: &Webhook, delivery: &Delivery, now: Timestamp) -> (Option<u16>, Option<String>) {
        let request = self
            .agent
            .post(&webhook.url)
            .header("Content-Type", "application/json")
            .header("Polybius-Delivery", delivery.id.to_string())
            .header("Polybius-Signature", sign(&webhook.secret, now.as_second(), &delivery.body));
        match request.send(&delivery.body) {
            Ok(response) if response.status().is_success() => (Some(response.status().as_u16()), None),
            Ok(response) => {
                let status = response.status();
                (Some(status.as_u16()), Some(format!("it answered {status}")))
            }
            Err(error) => (None, Some(error.to_string())),
        }
    }
}
