//! `GET /registrations/{id}/form.pdf`: the registration form, to be signed and stamped.

use super::{Web, plain::Reader};
use crate::{desk::unexpected, form_pdf, turns::in_turn};
use app::{desk::Caller, error::Error};
use axum::{
    Extension,
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use std::sync::{Arc, LazyLock};
use tokio::sync::Semaphore;

/// Forms drawn at a time: each keeps a core busy.
static DRAWERS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));

/// Draws the form of a registration.
pub async fn form(State(web): State<Web>, Extension(caller): Extension<Caller>, Path(id): Path<i64>) -> Response {
    match draw(&web, &caller, id).await {
        Ok(pdf) => {
            let name = format!("inline; filename=\"dengke-{id}.pdf\"");
            ([(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)], pdf)
                .into_response()
        }
        Err(error) => Reader::person(caller.language).error(&error),
    }
}

async fn draw(web: &Web, caller: &Caller, id: i64) -> Result<Vec<u8>, Error> {
    let form = web.desk.printed_form(caller, id).await?;
    let fonts = web.fonts.clone();
    in_turn(&DRAWERS, move || form_pdf::render(&form, &fonts)).await?.map_err(|error| unexpected(&error))
}
