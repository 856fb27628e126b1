use utoipa::Modify;
use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};

/// How one comes in, for the description: with a browser's cookie, and the word that each change must carry, or with a token.
pub(super) struct Security;

impl Modify for Security {
    fn modify(&self, description: &mut OpenApi) {
        let about = "`polybius_session`, from POST /api/v1/session; a change carries `csrf` of GET /api/v1/session as X-Polybius-CSRF";
        let components = description.components.get_or_insert_default();
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description("polybius_session", about)));
        components.add_security_scheme("session", cookie);
        components.add_security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
        // None of them: a desk on this machine that has no accounts.
        let ways = [
            SecurityRequirement::default(),
            SecurityRequirement::new::<_, [&str; 0], &str>("session", []),
            SecurityRequirement::new::<_, [&str; 0], &str>("token", []),
        ];
        description.security = Some(ways.to_vec());
    }
}
