//! Stored files, served only to who may see them, with a fixed type.

use super::{Web, plain::Reader};
use app::{desk::Caller, domain::text::Language, error::Error};
use axum::{
    Extension,
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};

/// `GET /files/{name}`: the owner's and the officers' view of an upload.
pub async fn show(State(web): State<Web>, Extension(caller): Extension<Caller>, Path(name): Path<String>) -> Response {
    let reader = Reader::person(caller.language);
    if !is_name(&name) {
        return reader.error(&Error::NotFound);
    }
    match web.desk.open_file(&caller, &name).await {
        Ok((content_type, bytes)) => {
            ([(header::CONTENT_TYPE, content_type), (header::CONTENT_DISPOSITION, "inline".to_owned())], bytes)
                .into_response()
        }
        Err(error) => reader.error(&error),
    }
}

/// Whether a file can have this name; what else is asked for never reaches the database.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

/// An error where neither a page is drawn nor anybody reads the sentence.
pub fn plain(error: &Error) -> Response {
    Reader::person(Language::default()).error(error)
}
