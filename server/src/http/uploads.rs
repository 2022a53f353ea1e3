//! Photos, materials and papers: read with limits, told by content, stored under random names.
//!
//! `form` reads what is posted, `document` looks at the files of materials and papers, `papers` takes the papers of
//! requests to add to the register of units.

mod document;
mod form;
mod papers;

pub use papers::request;

use super::{Web, fill::back};
use crate::pictures;
use app::{
    api::profile::NOT_TAKEN,
    desk::{Caller, Command, Desk, Order},
    domain::{
        material::Material,
        photo::{PhotoFacts, PhotoRule},
        refusal::Refusal,
        registration,
    },
    error::Error,
};
use axum::{
    Extension,
    extract::{FromRequest, Multipart, Path, Request, State},
    http::{Method, header},
    response::{IntoResponse, Redirect, Response},
};
use document::Document;
use form::{Limits, Upload};
use std::time::Duration;

/// The most that is read of an upload, in bytes. What is too large for a rule is thrown away up to here, so that
/// the browser hears the answer.
pub const READ_AT_MOST: usize = 128 * 1024 * 1024;
/// The longest of the small fields beside a photo or a material, in bytes.
const LONGEST_FIELD: usize = 64;
/// How long somebody who is sent away may take to say what was typed.
const AWAY: Duration = Duration::from_secs(30);

/// Whether this is an upload, whose body is read as it comes.
pub fn is_one(request: &Request) -> bool {
    let path = request.uri().path();
    let materials = path.strip_prefix("/registrations/").and_then(|rest| rest.strip_suffix("/materials"));
    let here = ["/me/photo", "/me/requests"].contains(&path) || materials.is_some_and(|id| !id.contains('/'));
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    here && *request.method() == Method::POST && content_type.starts_with("multipart/form-data")
}

/// The small fields of an upload that nobody takes, such as one that is led to the sign-in page: as many as come
/// before the files.
pub async fn small_fields(request: Request) -> Vec<(String, String)> {
    let Ok(form) = Multipart::from_request(request, &()).await else { return Vec::new() };
    let read = tokio::time::timeout(AWAY, Upload::read(form, papers::LIMITS)).await;
    read.map(|(upload, _)| upload.fields).unwrap_or_default()
}

/// `POST /me/photo`: judges, re-encodes and keeps the photo.
pub async fn photo(State(web): State<Web>, Extension(caller): Extension<Caller>, form: Multipart) -> Response {
    match keep_photo(&web, &caller, form).await {
        Ok(None) => Redirect::to("/me/photo").into_response(),
        Ok(Some(facts)) => Redirect::to(&not_taken(&facts)).into_response(),
        Err(error) => back("/me/photo", &error),
    }
}

/// The page, which judges by the same rule what is known of the photo.
fn not_taken(facts: &PhotoFacts) -> String {
    let facts = serde_json::to_string(facts).unwrap_or_default();
    let facts: String = form_urlencoded::byte_serialize(facts.as_bytes()).collect();
    format!("/me/photo?{NOT_TAKEN}={facts}")
}

/// Keeps the photo where it meets every line of the rule; where it does not, what is known of it.
async fn keep_photo(web: &Web, caller: &Caller, form: Multipart) -> Result<Option<PhotoFacts>, Error> {
    let rule = PhotoRule::default();
    let limits = Limits { files: &["photo"], max_kb: rule.max_kb, longest: LONGEST_FIELD };
    let (mut upload, read) = Upload::read(form, limits).await;
    read?;
    let photo = upload.take_one(rule.max_kb)?;
    let judged = pictures::judge_photo(rule, photo.bytes).await?;
    let Some(jpeg) = judged.jpeg else { return Ok(Some(judged.facts)) };
    let file = web.desk.files().keep(caller, "photo", "image/jpeg", jpeg).await?;
    web.desk.keep_photo(caller, file, judged.judgements).await?;
    Ok(None)
}

/// `POST /registrations/{id}/materials`: adds a file to a kind of material.
pub async fn material(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<i64>,
    form: Multipart,
) -> Response {
    let page = format!("/registrations/{id}/materials");
    match keep_material(&web, &caller, id, form).await {
        Ok(()) => Redirect::to(&page).into_response(),
        Err(error) => back(&page, &error),
    }
}

async fn keep_material(web: &Web, caller: &Caller, id: i64, form: Multipart) -> Result<(), Error> {
    let asked = web.desk.materials(caller, id).await?;
    let largest = asked.kinds.iter().map(|k| k.max_kb).max().unwrap_or_default();
    let limits = Limits { files: &["file"], max_kb: largest, longest: LONGEST_FIELD };
    let (mut upload, read) = Upload::read(form, limits).await;
    read?;
    let sent = upload.take_one(largest)?;
    let kind = asked.kinds.iter().find(|k| k.key == upload.field("kind")).ok_or(Refusal::MaterialUnknown)?;
    let Document { name, content_type, bytes } = Document::read(sent, &kind.accept, kind.max_kb).await?;
    let size = bytes.len() as u64;
    let material = Material {
        file: web.desk.files().keep(caller, "material", content_type, bytes).await?,
        kind: kind.key.clone(),
        name,
        content_type: content_type.to_owned(),
        bytes: size,
        at: web.desk.now(),
    };
    let command = registration::Command::AddMaterial { material };
    let command = Command::Registration { id, version: None, command };
    web.desk.execute(caller, Order { key: upload.field("key").to_owned(), command }).await.map(|_| ())
}
