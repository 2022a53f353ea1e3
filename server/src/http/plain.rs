//! Answers where no page is drawn: a sentence instead of a blank, in the reader's language.

use super::session::language;
use app::{
    domain::{refusal::Refusal, text::Language},
    error::Error,
    locales::{explained, words},
};
use axum::{
    Json,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// Whom an answer is for: people read a small page, the script of a page reads an [`Error`].
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    language: Language,
    script: bool,
}

impl Reader {
    /// Whoever sent this request.
    pub fn of(request: &Request) -> Self {
        let accepted = request.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let script = accepted.contains("application/json") && !accepted.contains("text/html");
        Self { language: language(request), script }
    }

    /// Somebody who reads this language.
    pub const fn person(language: Language) -> Self {
        Self { language, script: false }
    }

    /// What `error` means, with its own status.
    pub fn error(self, error: &Error) -> Response {
        let (title, text) = explained(self.language, error);
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = self.answer(status, &title, &text, error);
        if let Error::Busy(seconds) = error {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
        }
        response
    }

    /// More was sent than the `max` bytes that are read.
    pub fn too_long(self, max: usize) -> Response {
        let l = self.language;
        let error = Error::from(Refusal::TooLong { max: u32::try_from(max).unwrap_or(u32::MAX) });
        let (title, text) = (words::common_too_long(l), words::common_too_long_text(l));
        self.answer(StatusCode::PAYLOAD_TOO_LARGE, title, text, &error)
    }

    /// What was sent did not arrive whole, or not in time.
    pub fn not_received(self, status: StatusCode) -> Response {
        let l = self.language;
        self.answer(status, words::common_network(l), words::common_network_text(l), &Error::Network)
    }

    /// Another site made the browser send this.
    pub fn foreign(self) -> Response {
        let l = self.language;
        let (title, text) = (words::common_from_elsewhere(l), words::common_from_elsewhere_text(l));
        self.answer(StatusCode::FORBIDDEN, title, text, &Error::Forbidden)
    }

    fn answer(self, status: StatusCode, title: &str, text: &str, error: &Error) -> Response {
        if self.script {
            return (status, Json(error)).into_response();
        }
        let (tag, name) = (self.language.tag(), words::common_name(self.language));
        let (title, text) = (escaped(title), escaped(text));
        let page = format!(
            "<!doctype html>\n<html lang=\"{tag}\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
             <title>{title} · {name}</title>\n<h1>{title}</h1>\n<p>{text}</p>\n</html>\n"
        );
        (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
