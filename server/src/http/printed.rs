//! `GET /registrations/{id}/form.pdf`: the registration form, to be signed and stamped.

use super::{Web, files::plain};
use crate::form_pdf;
use app::{desk::Caller, error::Error};
use axum::{
    Extension,
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};

/// Draws the form of a registration.
pub async fn form(State(web): State<Web>, Extension(caller): Extension<Caller>, Path(id): Path<i64>) -> Response {
    match draw(&web, &caller, id).await {
        Ok(pdf) => {
            let name = format!("inline; filename=\"dengke-{id}.pdf\"");
            ([(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)], pdf)
                .into_response()
        }
        Err(error) => plain(&error),
    }
}

async fn draw(web: &Web, caller: &Caller, id: i64) -> Result<Vec<u8>, Error> {
    let form = web.desk.printed_form(caller, id).await?;
    let fonts = web.fonts.clone();
    let drawn = tokio::task::spawn_blocking(move || form_pdf::render(&form, &fonts)).await;
    match drawn {
        Ok(Ok(pdf)) => Ok(pdf),
        Ok(Err(error)) => Err(crate::desk::unexpected(&error)),
        Err(error) => Err(crate::desk::unexpected(&error)),
    }
}
