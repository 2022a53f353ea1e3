//! Photos, materials and papers: read with limits, told by content, stored under random names.
//!
//! `form` reads what is posted, `papers` takes the papers of requests to add to the register of units.

mod form;
mod papers;

pub use papers::request;

use super::{Web, fill::back};
use crate::pictures;
use app::{
    desk::{Caller, Command, Desk, Order},
    domain::{material::Material, photo::PhotoRule, programme::MaterialKind, refusal::Refusal, registration},
    error::Error,
};
use axum::{
    Extension,
    extract::{FromRequest, Multipart, Path, Request, State},
    http::{Method, header},
    response::{IntoResponse, Redirect, Response},
};
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
        Ok(()) => Redirect::to("/me/photo").into_response(),
        Err(error) => back("/me/photo", &error),
    }
}

async fn keep_photo(web: &Web, caller: &Caller, form: Multipart) -> Result<(), Error> {
    let rule = PhotoRule::default();
    let limits = Limits { files: &["photo"], max_kb: rule.max_kb, longest: LONGEST_FIELD };
    let (mut upload, read) = Upload::read(form, limits).await;
    read?;
    let photo = upload.take_one(rule.max_kb)?;
    let judged = pictures::judge_photo(rule, photo.bytes).await?;
    let file = match judged.jpeg {
        Some(jpeg) => Some(web.desk.files().keep(caller, "photo", "image/jpeg", jpeg).await?),
        None => None,
    };
    web.desk.keep_photo(caller, file, judged.judgements).await
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
    let content_type = accepted(kind, &sent.bytes)?;
    let (bytes, name) = (sent.bytes.len() as u64, sent.name);
    let file = web.desk.files().keep(caller, "material", content_type, sent.bytes).await?;
    let material = Material { file, kind: kind.key.clone(), name, bytes, at: web.desk.now() };
    let command = registration::Command::AddMaterial { material };
    let command = Command::Registration { id, version: None, command };
    web.desk.execute(caller, Order { key: upload.field("key").to_owned(), command }).await.map(|_| ())
}

/// The content type, where the kind accepts it; told by content, not by name.
fn accepted(kind: &MaterialKind, bytes: &[u8]) -> Result<&'static str, Refusal> {
    if bytes.len() > kind.max_kb as usize * 1024 {
        return Err(Refusal::FileTooLarge { max_kb: kind.max_kb });
    }
    let known = content_type(bytes).filter(|(ending, _)| kind.accept.iter().any(|a| a == ending));
    let refusal = || Refusal::FileType { accepted: kind.accept.join(", ") };
    known.map(|(_, content_type)| content_type).ok_or_else(refusal)
}

/// What a file is, as far as Dengke takes it: the ending of its name, and its content type.
fn content_type(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some(("jpg", "image/jpeg")),
        [0x89, b'P', b'N', b'G', ..] => Some(("png", "image/png")),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(("pdf", "application/pdf")),
        _ => None,
    }
}
