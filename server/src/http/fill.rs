//! A page of the form, posted natively: works with and without WebAssembly.

use super::Web;
use app::{
    desk::{Caller, Command, Desk, Order},
    domain::{
        form::{Answer, Answers, FieldType, Page},
        refusal::Refusal,
        registration,
    },
    error::Error,
    view::FillView,
};
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use std::collections::BTreeMap;

/// `POST /registrations/{id}/fill/{page}`: stores what was typed, then goes on or shows what is wrong.
pub async fn save(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    Path((id, page)): Path<(i64, String)>,
    body: String,
) -> Response {
    let here = format!("/registrations/{id}/fill/{page}");
    match store(&web, &caller, id, &page, &body).await {
        Ok(next) => Redirect::to(&next).into_response(),
        Err(error) => back(&here, &error),
    }
}

async fn store(web: &Web, caller: &Caller, id: i64, page: &str, body: &str) -> Result<String, Error> {
    let form: Vec<(String, String)> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let one = |name: &str| form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let asked = web.desk.fill(caller, id, page).await?;
    let command = registration::Command::SavePage {
        page: page.to_owned(),
        answers: answers(&asked.page, &form),
        base: one("base").parse().map_err(|_| Refusal::Missing)?,
    };
    let command = Command::Registration { id, version: None, command };
    web.desk.execute(caller, Order { key: one("key").to_owned(), command }).await?;
    let saved = web.desk.fill(caller, id, page).await?;
    Ok(next(id, &saved))
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

/// What was typed, as answers; names that the page does not know are kept for the rules to refuse.
fn answers(page: &Page, form: &[(String, String)]) -> Answers {
    let asked = page.fields.iter().filter(|f| f.kind != FieldType::Identity).map(|field| {
        let mut values = form.iter().filter(|(key, _)| *key == field.key).map(|(_, v)| v.trim().to_owned());
        let answer = match field.kind {
            FieldType::Many => Answer::Many(values.filter(|v| !v.is_empty()).collect()),
            _ => Answer::One(values.next().unwrap_or_default()),
        };
        (field.key.clone(), answer)
    });
    let groups = page.groups.iter().map(|group| (group.key.clone(), Answer::Entries(entries(&group.key, form))));
    let known = |name: &str| {
        let head = name.split('.').next().unwrap_or_default();
        matches!(name, "base" | "key") || page.fields.iter().any(|f| f.key == name) || page.groups.iter().any(|g| g.key == head)
    };
    let unknown = form.iter().filter(|(name, _)| !known(name)).map(|(n, v)| (n.clone(), Answer::One(v.clone())));
    asked.chain(groups).chain(unknown).collect()
}

/// The entries of a group, from names such as `education.0.school`; entirely empty entries do not count.
fn entries(group: &str, form: &[(String, String)]) -> Vec<BTreeMap<String, String>> {
    let mut entries: BTreeMap<usize, BTreeMap<String, String>> = BTreeMap::new();
    for (name, value) in form {
        let mut parts = name.splitn(3, '.');
        if let (Some(head), Some(Ok(index)), Some(field)) =
            (parts.next(), parts.next().map(str::parse), parts.next())
        {
            if head == group {
                entries.entry(index).or_default().insert(field.to_owned(), value.trim().to_owned());
            }
        }
    }
    entries.into_values().filter(|entry| entry.values().any(|v| !v.is_empty())).collect()
}

/// Back to `page` with the refusal in the address; `typed` keeps what was typed.
pub fn back(page: &str, error: &Error) -> Response {
    if *error == Error::SignIn {
        return Redirect::to(&format!("/login?next={page}")).into_response();
    }
    let json = serde_json::to_string(error).unwrap_or_default();
    let json: String = form_urlencoded::byte_serialize(json.as_bytes()).collect();
    Redirect::to(&format!("{page}?refused={json}")).into_response()
}
