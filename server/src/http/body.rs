//! What is sent to the site arrives whole, in time and within bounds before anybody handles it.

use super::{plain::Reader, uploads};
use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::Response,
};
use futures::StreamExt;
use std::time::Duration;

/// The most that is read of everything but the uploads, in bytes; above the longest page of answers.
pub const LONGEST: usize = 256 * 1024;
/// What is read, and thrown away, of what is too long, so that the browser hears the answer.
const READ_AT_MOST: usize = 8 * 1024 * 1024;
/// How long a body may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why a body is not handled.
enum Unread {
    TooLong,
    Broken,
}

/// Reads the body of everything but the uploads, which count for themselves.
pub async fn receive(request: Request, next: Next) -> Response {
    let reader = Reader::of(&request);
    if uploads::is_one(&request) {
        if announced(&request).is_some_and(|bytes| bytes > uploads::READ_AT_MOST) {
            return reader.too_long(uploads::READ_AT_MOST);
        }
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let received = tokio::time::timeout(PATIENCE, read(body)).await;
    match received {
        Ok(Ok(bytes)) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Ok(Err(Unread::TooLong)) => reader.too_long(LONGEST),
        Ok(Err(Unread::Broken)) => reader.not_received(StatusCode::BAD_REQUEST),
        Err(_) => reader.not_received(StatusCode::REQUEST_TIMEOUT),
    }
}

/// The length that the browser announces.
fn announced(request: &Request) -> Option<usize> {
    request.headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

async fn read(body: Body) -> Result<Bytes, Unread> {
    let mut chunks = body.into_data_stream();
    let (mut bytes, mut read) = (Vec::<u8>::new(), 0_usize);
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Unread::Broken)?;
        read += chunk.len();
        if read > READ_AT_MOST {
            break;
        }
        if read <= LONGEST {
            bytes.extend_from_slice(&chunk);
        }
    }
    if read > LONGEST { Err(Unread::TooLong) } else { Ok(bytes.into()) }
}
