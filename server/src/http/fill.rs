//! A page of the form, posted natively: works with and without WebAssembly.

use super::Web;
use app::{
    desk::{Caller, Command, Desk, Order},
    domain::{
        form::{FIND, find_field, posted_answers},
        refusal::Refusal,
        registration,
    },
    error::Error,
    view::FillView,
};
use axum::{
    Extension,
    extract::{Path, State},
    http::Uri,
    response::{IntoResponse, Redirect, Response},
};

/// `POST /registrations/{id}/fill/{page}`: stores what was typed, then goes on or shows what is wrong.
pub async fn save(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    Path((id, page)): Path<(i64, String)>,
    address: Uri,
    body: String,
) -> Response {
    match store(&web, &caller, id, &page, &body).await {
        Ok(next) => Redirect::to(&next).into_response(),
        // The path as it was sent: decoded, it could lead elsewhere.
        Err(error) => back(address.path(), &error),
    }
}

async fn store(web: &Web, caller: &Caller, id: i64, page: &str, body: &str) -> Result<String, Error> {
    let form: Vec<(String, String)> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let one = |name: &str| form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let asked = web.desk.page_of(caller, id, page).await?;
    let command = registration::Command::SavePage {
        page: page.to_owned(),
        answers: posted_answers(&asked, &form),
        base: one("base").parse().map_err(|_| Refusal::Missing)?,
    };
    let command = Command::Registration { id, version: None, command };
    web.desk.execute(caller, Order { key: one("key").to_owned(), command }).await?;
    if let Some(found) = search(id, page, one(FIND), &form) {
        return Ok(found);
    }
    let saved = web.desk.fill(caller, id, page).await?;
    Ok(next(id, &saved))
}

/// The same page with what a search of the register found or with the next list of a cascade, where the button for
/// it was pressed; `field` is what the button belongs to, empty where another one was pressed.
fn search(id: i64, page: &str, field: &str, form: &[(String, String)]) -> Option<String> {
    if field.is_empty() {
        return None;
    }
    let name = find_field(field);
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let address = format!("/registrations/{id}/fill/{page}");
    Some(match form.iter().find(|(key, _)| *key == name) {
        Some((_, words)) => format!("{address}?{}={}#{name}", encoded(&name), encoded(words)),
        None => format!("{address}#{}", encoded(field)),
    })
}

/// The same page with its errors, or the next one, or the photo after the last.
fn next(id: i64, saved: &FillView) -> String {
    if !saved.wrong.is_empty() {
        return format!("/registrations/{id}/fill/{}?check", saved.page.key);
    }
    let here = saved.pages.iter().position(|p| p.key == saved.page.key);
    match here.and_then(|at| saved.pages.get(at + 1)) {
        Some(page) => format!("/registrations/{id}/fill/{}", page.key),
        None => format!("/registrations/{id}/photo"),
    }
}

/// Back to `page` with the refusal in the address; `typed` keeps what was typed.
pub fn back(page: &str, error: &Error) -> Response {
    if *error == Error::SignIn {
        let next: String = form_urlencoded::byte_serialize(page.as_bytes()).collect();
        return Redirect::to(&format!("/login?next={next}")).into_response();
    }
    let json = serde_json::to_string(error).unwrap_or_default();
    let json: String = form_urlencoded::byte_serialize(json.as_bytes()).collect();
    Redirect::to(&format!("{page}?refused={json}")).into_response()
}
