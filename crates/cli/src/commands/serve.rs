//! `serve`: the desk in a browser and for programs.

mod admin;
mod coding;

use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use polybius_serve::accounts::{Access, WebhookLimits};
use polybius_serve::{App, Server, Settings};
use polybius_store::Desk;

use crate::arguments::ServeArguments;
use crate::exit::Done;
use crate::terminal::stdout;
use crate::versions;

pub fn run(arguments: &ServeArguments) -> anyhow::Result<Done> {
    // Made where there is none: a desk may well begin in the browser.
    let mut desk = Desk::open(&arguments.desk.path)?;
    if let Some(name) = &arguments.add_admin {
        return admin::add(&mut desk, name);
    }
    drop(desk);
    let webhooks = WebhookLimits { allow_private: arguments.webhook_allow_private, ..WebhookLimits::default() };
    let settings = Settings {
        desk: arguments.desk.path.clone(),
        address: SocketAddr::new(arguments.address, arguments.port),
        merger: versions::MERGER,
        version: env!("CARGO_PKG_VERSION"),
        coding: Some(Arc::new(coding::Rules::default())),
        web: arguments.web.clone(),
        access: Access { public_url: arguments.public_url.clone(), webhooks, ..Access::default() },
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the threads of the server")?;
    runtime.block_on(async {
        let server = Server::listen(settings.address).await?;
        let address = server.address()?;
        let app = App::open(Settings { address, ..settings })?;
        let mut out = stdout();
        writeln!(out, "the desk {} is at http://{address}/ ; Ctrl-C ends", arguments.desk.path.display())?;
        out.flush()?;
        server.run(app, ended()).await?;
        Ok(Done::All)
    })
}

/// Waits for Ctrl-C or a request to end.
async fn ended() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let asked = async {
            match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
                Ok(mut signal) => {
                    signal.recv().await;
                }
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = interrupted => {}
            () = asked => {}
        }
    }
    #[cfg(not(unix))]
    {
        let _ = interrupted.await;
    }
}
