//! `GET /registrations/{id}/form.pdf`: the registration form, to be signed and stamped.

use super::{Web, plain::Reader};
use crate::form_pdf;
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
    let place = DRAWERS.clone().acquire_owned().await.map_err(|e| crate::desk::unexpected(&e))?;
    let drawn = tokio::task::spawn_blocking(move || {
        // Given back when the work is done, not when the browser is gone.
        let _place = place;
        form_pdf::render(&form, &fonts)
    });
    match drawn.await {
        Ok(Ok(pdf)) => Ok(pdf),
        Ok(Err(error)) => Err(crate::desk::unexpected(&error)),
        Err(error) => Err(crate::desk::unexpected(&error)),
    }
}
