use std::future::Future;
use std::net::SocketAddr;

use axum::extract::DefaultBodyLimit;
use axum::response::{IntoResponse, Response};
use axum::{Router, middleware};
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;

use crate::app::App;
use crate::error::{ApiError, Code, ServeError};
use crate::{accounts, api, compat, guard, web};

/// Most bytes of a body where an address says nothing else.
const BODY: usize = 4 << 20;

/// Everything that is served.
pub fn router(app: App) -> Router {
    let (api, _) = api::routes();
    // With the slash at the end the path is the same place.
    api.route("/api/v1/", axum::routing::get(|| async { axum::response::Redirect::permanent("/api/v1") }))
        .merge(compat::routes())
        .fallback(web::file)
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(BODY))
        // Whatever is routed above is behind the gate; what came below it would be open.
        .layer(middleware::from_fn_with_state(app.clone(), accounts::gate))
        .layer(middleware::from_fn_with_state(app.clone(), guard::host))
        .layer(CatchPanicLayer::custom(failed))
        .layer(middleware::from_fn(compat::acled_door))
        .layer(middleware::from_fn(guard::headers))
        .with_state(app)
}

async fn wrong_method() -> ApiError {
    ApiError::new(Code::WrongMethod, "this address takes other methods; the Allow header names them")
}

fn failed(_: Box<dyn std::any::Any + Send>) -> Response {
    ApiError::new(Code::Internal, "a request panicked").into_response()
}

/// A server that listens.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
}

impl Server {
    /// Takes the address.
    ///
    /// # Errors
    /// Another program has it, or this one may not.
    pub async fn listen(address: SocketAddr) -> Result<Self, ServeError> {
        let listener = TcpListener::bind(address).await.map_err(|source| ServeError::Listen { address, source })?;
        Ok(Server { listener })
    }

    /// Where it listens; with the port that was found where 0 was asked for.
    ///
    /// # Errors
    /// The system does not say.
    pub fn address(&self) -> Result<SocketAddr, ServeError> {
        Ok(self.listener.local_addr()?)
    }

    /// Answers until `end` comes; requests in hand are answered first.
    ///
    /// # Errors
    /// The system lets no connection come any more.
    pub async fn run(self, app: App, end: impl Future<Output = ()> + Send + 'static) -> Result<(), ServeError> {
        let behind = app.clone();
        tokio::spawn(async move { behind.bring_up_to_date().await });
        let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(self.listener, service).with_graceful_shutdown(end).await?;
        Ok(())
    }
}
