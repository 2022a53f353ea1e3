//! `GET /programmes/{programme}/examples/{file}`: what a material should look like. Everybody's, like the programme.

use super::{Web, plain::Reader};
use app::error::Error;
use axum::{
    extract::{Path, Request, State},
    http::header,
    response::{IntoResponse, Response},
};

/// How long browsers keep one: while somebody gathers materials, but not for days after an operator has replaced it.
const KEPT: &str = "public, max-age=3600";

/// Serves a picture by its name; what is asked for never reaches the disk.
pub async fn show(
    State(web): State<Web>,
    Path((programme, file)): Path<(String, String)>,
    request: Request,
) -> Response {
    let Some(example) = web.desk.programmes().example(&programme, &file) else {
        return Reader::of(&request).error(&Error::NotFound);
    };
    let headers = [(header::CONTENT_TYPE, example.content_type), (header::CACHE_CONTROL, KEPT)];
    (headers, example.bytes.clone()).into_response()
}
