//! Counters for operators, in the Prometheus text format. Nothing personal is in them.

use axum::{extract::Request, http::header, middleware::Next, response::IntoResponse, response::Response};
use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};

/// Answers by status class (1xx–5xx).
static ANSWERS: [AtomicU64; 5] = [const { AtomicU64::new(0) }; 5];
/// The time spent on all answers, in microseconds.
static MICROSECONDS: AtomicU64 = AtomicU64::new(0);

/// Counts the request and its time.
pub async fn count(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let response = next.run(request).await;
    let class = usize::from(response.status().as_u16() / 100).clamp(1, 5) - 1;
    ANSWERS[class].fetch_add(1, Ordering::Relaxed);
    let spent = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
    MICROSECONDS.fetch_add(spent, Ordering::Relaxed);
    response
}

/// `GET /metrics`.
pub async fn show() -> Response {
    let mut text = String::from("# TYPE dengke_answers_total counter\n");
    for (class, count) in ANSWERS.iter().enumerate() {
        let count = count.load(Ordering::Relaxed);
        text.push_str(&format!("dengke_answers_total{{class=\"{}xx\"}} {count}\n", class + 1));
    }
    text.push_str("# TYPE dengke_answer_microseconds_total counter\n");
    text.push_str(&format!("dengke_answer_microseconds_total {}\n", MICROSECONDS.load(Ordering::Relaxed)));
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}
