use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::accounts::Who;
use crate::error::ApiError;

/// Who decides, as decisions keep it; nobody has an empty name.
pub(crate) struct Author(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Author {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let who = Who::from_request_parts(parts, state).await?;
        Ok(Author(who.name().unwrap_or_default().to_owned()))
    }
}
