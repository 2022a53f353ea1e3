//! Stored files, served only to who may see them, with a fixed type.

use super::Web;
use app::{desk::Caller, error::Error};
use axum::{
    Extension,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// `GET /files/{name}`: the owner's and the officers' view of an upload.
pub async fn show(State(web): State<Web>, Extension(caller): Extension<Caller>, Path(name): Path<String>) -> Response {
    match web.desk.open_file(&caller, &name).await {
        Ok((content_type, bytes)) => {
            ([(header::CONTENT_TYPE, content_type), (header::CONTENT_DISPOSITION, "inline".to_owned())], bytes)
                .into_response()
        }
        Err(error) => plain(&error),
    }
}

/// An error where no page is drawn.
pub fn plain(error: &Error) -> Response {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}
