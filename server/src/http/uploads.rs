//! Photos and materials: read with limits, told by content, stored under random names.

use super::{Web, fill::back};
use crate::pictures;
use app::{
    desk::{Caller, Command, Desk, Order},
    domain::{material::Material, photo::PhotoRule, programme::MaterialKind, refusal::Refusal, registration},
    error::Error,
};
use axum::{
    Extension,
    extract::{Multipart, Path, Request, State, multipart::Field},
    http::{Method, header},
    response::{IntoResponse, Redirect, Response},
};
use std::time::Duration;

/// The most that is read of an upload, in bytes. What is too large for a rule is thrown away up to here, so that
/// the browser hears the answer.
pub const READ_AT_MOST: usize = 128 * 1024 * 1024;
/// How long an upload may take.
const PATIENCE: Duration = Duration::from_secs(600);
/// The longest of the small fields beside a file, in bytes.
const LONGEST_FIELD: usize = 64;

/// Whether this is an upload, whose body is read as it comes.
pub fn is_one(request: &Request) -> bool {
    let path = request.uri().path();
    let materials = path.strip_prefix("/registrations/").and_then(|rest| rest.strip_suffix("/materials"));
    let here = path == "/me/photo" || materials.is_some_and(|id| !id.contains('/'));
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    here && *request.method() == Method::POST && content_type.starts_with("multipart/form-data")
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
    let upload = Upload::read(form, rule.max_kb).await?;
    let judged = pictures::judge_photo(rule, upload.bytes).await?;
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
    let upload = Upload::read(form, largest).await?;
    let kind = asked.kinds.iter().find(|k| k.key == upload.kind).ok_or(Refusal::MaterialUnknown)?;
    let content_type = accepted(kind, &upload.bytes)?;
    let (bytes, name) = (upload.bytes.len() as u64, upload.name);
    let file = web.desk.files().keep(caller, "material", content_type, upload.bytes).await?;
    let material = Material { file, kind: upload.kind, name, bytes, at: web.desk.now() };
    let command = registration::Command::AddMaterial { material };
    let command = Command::Registration { id, version: None, command };
    web.desk.execute(caller, Order { key: upload.key, command }).await.map(|_| ())
}

/// The content type, where the kind accepts it; told by content, not by name.
fn accepted(kind: &MaterialKind, bytes: &[u8]) -> Result<&'static str, Refusal> {
    if bytes.len() > kind.max_kb as usize * 1024 {
        return Err(Refusal::FileTooLarge { max_kb: kind.max_kb });
    }
    let refusal = || Refusal::FileType { accepted: kind.accept.join(", ") };
    let (ending, content_type) = match bytes {
        [0xFF, 0xD8, 0xFF, ..] => ("jpg", "image/jpeg"),
        [0x89, b'P', b'N', b'G', ..] => ("png", "image/png"),
        [b'%', b'P', b'D', b'F', b'-', ..] => ("pdf", "application/pdf"),
        _ => return Err(refusal()),
    };
    if kind.accept.iter().any(|a| a == ending) { Ok(content_type) } else { Err(refusal()) }
}

/// A posted file with the small fields beside it.
#[derive(Default)]
struct Upload {
    bytes: Vec<u8>,
    name: String,
    kind: String,
    key: String,
}

impl Upload {
    async fn read(form: Multipart, max_kb: u32) -> Result<Self, Error> {
        tokio::time::timeout(PATIENCE, Self::receive(form, max_kb)).await.map_err(|_| Error::Network)?
    }

    async fn receive(mut form: Multipart, max_kb: u32) -> Result<Self, Error> {
        let mut upload = Self::default();
        let (mut files, mut too_large) = (0, false);
        while let Some(field) = form.next_field().await.map_err(|_| Error::Network)? {
            match field.name() {
                Some("kind") => upload.kind = read_text(field).await?,
                Some("key") => upload.key = read_text(field).await?,
                Some("photo" | "file") if files > 0 => {
                    files += 1;
                    read_bytes(field, 0, &mut Vec::new()).await?;
                }
                Some("photo" | "file") => {
                    files += 1;
                    let name = field.file_name().unwrap_or_default();
                    upload.name = name.chars().filter(|c| !c.is_control()).take(100).collect();
                    too_large |= !read_bytes(field, max_kb as usize * 1024, &mut upload.bytes).await?;
                }
                _ => {}
            }
        }
        if files > 1 {
            return Err(Refusal::TooMany { max: 1 }.into());
        }
        if too_large {
            return Err(Refusal::FileTooLarge { max_kb }.into());
        }
        if upload.bytes.is_empty() { Err(Refusal::FileMissing.into()) } else { Ok(upload) }
    }
}

/// One of the small fields beside a file.
async fn read_text(field: Field<'_>) -> Result<String, Error> {
    let mut bytes = Vec::new();
    if !read_bytes(field, LONGEST_FIELD, &mut bytes).await? {
        return Err(Refusal::TooLong { max: LONGEST_FIELD as u32 }.into());
    }
    String::from_utf8(bytes).map_err(|_| Error::Network)
}

/// Reads a part of the form into `bytes`; `false` where it is larger than `max`. Whatever it is, no more than
/// [`READ_AT_MOST`] comes.
async fn read_bytes(mut field: Field<'_>, max: usize, bytes: &mut Vec<u8>) -> Result<bool, Error> {
    let mut read = 0;
    while let Some(chunk) = field.chunk().await.map_err(|_| Error::Network)? {
        read += chunk.len();
        if read <= max {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(read <= max)
}
