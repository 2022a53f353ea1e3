//! The server functions, by noun. Each body asks who is calling and makes one call on the Desk.
#![expect(
    missing_docs,
    reason = "a function's arguments become the fields of a struct; the sentence of each names them"
)]

pub mod account;
pub mod ban;
pub mod profile;
pub mod programme;
pub mod registration;
pub mod sandbox;
pub mod staff;
pub mod unit;

/// What server functions need of the request; only on the server.
#[cfg(feature = "ssr")]
pub(crate) mod server {
    use crate::{
        desk::{Caller, Desk},
        error::Error,
    };
    use axum::http::{HeaderValue, StatusCode, header, request::Parts};
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;
    use std::sync::Arc;

    /// The Desk, from context.
    pub fn desk() -> Result<Arc<dyn Desk>, Error> {
        use_context::<Arc<dyn Desk>>().ok_or(Error::Network)
    }

    /// Who is calling, found by the session layer.
    pub fn caller() -> Caller {
        use_context::<Parts>().and_then(|parts| parts.extensions.get::<Caller>().cloned()).unwrap_or_default()
    }

    /// Adds a cookie to the response.
    pub fn set_cookie(cookie: &str) {
        if let (Some(options), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(cookie)) {
            options.append_header(header::SET_COOKIE, value);
        }
    }

    /// Gives an error its HTTP status, except where a plain form was posted: `leptos_axum` answers that
    /// with a redirect back to the form, which a status would overwrite.
    pub fn answer<T>(result: Result<T, Error>) -> Result<T, Error> {
        if let (Err(error), Some(options), Some(parts)) =
            (&result, use_context::<ResponseOptions>(), use_context::<Parts>())
        {
            let accepts = parts.headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
            let plain_post = parts.method == axum::http::Method::POST && accepts.contains("text/html");
            if let (false, Ok(status)) = (plain_post, StatusCode::from_u16(error.status())) {
                options.set_status(status);
            }
        }
        result
    }
}
