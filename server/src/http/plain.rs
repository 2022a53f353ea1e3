//! Answers where no page is drawn: a sentence instead of a blank, in the reader's language.

use super::session::language;
use crate::jobs::caught;
use app::{
    domain::{refusal::Refusal, text::Language},
    error::Error,
    locales::{explained, words},
};
use axum::{
    Json,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Whom an answer is for: people read a small page, the script of a page reads an [`Error`].
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    language: Language,
    script: bool,
    /// Whether something was sent, which must not be lost.
    sent: bool,
}

impl Reader {
    /// Whoever sent this request.
    pub fn of(request: &Request) -> Self {
        let accepted = request.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let script = accepted.contains("application/json") && !accepted.contains("text/html");
        let sent = !matches!(*request.method(), Method::GET | Method::HEAD);
        Self { language: language(request), script, sent }
    }

    /// Somebody who reads this language.
    pub const fn person(language: Language) -> Self {
        Self { language, script: false, sent: false }
    }

    /// What `error` means, with its own status.
    pub fn error(self, error: &Error) -> Response {
        if let Error::Busy(seconds) = error {
            return self.busy(*seconds);
        }
        let (title, text) = explained(self.language, error);
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        self.answer(status, &title, &text, error)
    }

    /// The waiting page: it asks again by itself, but never in place of a form, for that would lose the form.
    fn busy(self, seconds: u32) -> Response {
        let l = self.language;
        let text = match self.sent {
            true => words::common_busy_posted(l, seconds),
            false => words::common_busy_waiting(l, seconds),
        };
        let (status, title) = (StatusCode::SERVICE_UNAVAILABLE, words::common_busy(l));
        let mut response = self.answer(status, title, &text, &Error::Busy(seconds));
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        if !self.script && !self.sent {
            response.headers_mut().insert(header::REFRESH, HeaderValue::from(seconds));
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

/// A panic while a request is handled is answered as any other failure inside.
pub async fn survive(request: Request, next: Next) -> Response {
    let reader = Reader::of(&request);
    let handled = caught(async { Ok(next.run(request).await) });
    handled.await.unwrap_or_else(|error| reader.error(&error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{
        Router,
        body::{Body, to_bytes},
        middleware::from_fn,
        routing::get,
    };
    use std::{error::Error as StdError, panic::resume_unwind};
    use tower::ServiceExt;

    fn request(method: Method, accept: &str) -> Result<Request, axum::http::Error> {
        Request::builder().method(method).uri("/").header(header::ACCEPT, accept).body(Body::empty())
    }

    async fn text(response: Response) -> Result<String, axum::Error> {
        to_bytes(response.into_body(), 10_000).await.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    async fn panics() -> &'static str {
        resume_unwind(Box::new("on purpose"))
    }

    #[tokio::test]
    async fn a_panic_is_answered_as_a_failure_inside() -> Result<(), Box<dyn StdError>> {
        let site = Router::new().route("/", get(panics)).layer(from_fn(survive));
        let title = words::common_unexpected(Language::default());
        for (accept, says) in [("text/html,*/*", title), ("application/json", "{\"Unexpected\":\"")] {
            let response = site.clone().oneshot(request(Method::GET, accept)?).await?;
            assert_eq!(response.status(), 500, "{accept}");
            let text = text(response).await?;
            assert!(text.contains(says), "{accept}: {text}");
        }
        Ok(())
    }

    #[tokio::test]
    async fn whoever_reads_waits_and_whoever_wrote_sends_it_again() -> Result<(), Box<dyn StdError>> {
        let l = Language::default();
        for (method, accept, refresh, says) in [
            (Method::GET, "text/html", Some("5"), words::common_busy_waiting(l, 5)),
            (Method::POST, "text/html", None, words::common_busy_posted(l, 5)),
            (Method::POST, "application/json", None, "{\"Busy\":5}".to_owned()),
        ] {
            let response = Reader::of(&request(method.clone(), accept)?).error(&Error::Busy(5));
            assert_eq!(response.status(), 503);
            let value = |name: header::HeaderName| response.headers().get(name).and_then(|value| value.to_str().ok());
            assert_eq!((value(header::RETRY_AFTER), value(header::REFRESH)), (Some("5"), refresh), "{method} {accept}");
            let text = text(response).await?;
            assert!(text.contains(&says), "{method} {accept}: {text}");
        }
        Ok(())
    }
}
