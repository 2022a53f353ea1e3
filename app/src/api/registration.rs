//! A registration: its screens, and everything a candidate may do to it.

use crate::{
    desk::Receipt,
    domain::form::Answers,
    error::Error,
    view::{AreaView, CheckView, Elsewhere, FillView, MaterialsView, RegistrationView},
};
use leptos::{prelude::*, server_fn::codec::Json};

/// What follows a confirmed photo: `materials` where the area asks for some, otherwise `submit`.
pub const AFTER_PHOTO: [&str; 2] = ["materials", "submit"];

/// `/registrations/{id}` and its photo, confirmation, review, payment and notice pages.
#[server]
pub async fn load_registration(id: i64) -> Result<RegistrationView, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.registration(&caller(), id).await)
}

/// `/registrations/{id}/area`.
#[server]
pub async fn load_area(id: i64) -> Result<AreaView, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.area(&caller(), id).await)
}

/// `/registrations/{id}/fill/{page}`.
#[server]
pub async fn load_fill(id: i64, page: String) -> Result<FillView, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.fill(&caller(), id, &page).await)
}

/// `/registrations/{id}/materials`. The upload itself is a plain post to the same path.
#[server]
pub async fn load_materials(id: i64) -> Result<MaterialsView, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.materials(&caller(), id).await)
}

/// `/registrations/{id}/submit`.
#[server]
pub async fn load_check(id: i64) -> Result<CheckView, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.check(&caller(), id).await)
}

/// Stores a page while it is typed. It needs no key: the same answers again are answered as saved.
#[server(input = Json)]
pub async fn save_page(id: i64, page: String, answers: Answers, base: u32) -> Result<Receipt, Error> {
    use super::server::{answer, caller, desk};
    use crate::desk::{Command, Order};
    let command = crate::domain::registration::Command::SavePage { page, answers, base };
    let command = Command::Registration { id, version: None, command };
    answer(desk()?.execute(&caller(), Order { key: String::new(), command }).await)
}

/// What is typed on a page beside what was saved of it elsewhere.
#[server(input = Json)]
pub async fn compare_page(id: i64, page: String, answers: Answers) -> Result<Elsewhere, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.compare(&caller(), id, &page, answers).await)
}

/// 修改考区.
#[server]
pub async fn change_area(id: i64, #[server(default)] area: String, key: String) -> Result<(), Error> {
    use crate::domain::registration::Command;
    carry_out(id, Command::ChangeArea { area }, key, "").await
}

/// Uses the profile's photo; `then` is one of [`AFTER_PHOTO`].
#[server]
pub async fn confirm_photo(id: i64, #[server(default)] then: String, key: String) -> Result<(), Error> {
    use crate::domain::registration::Command;
    let next = AFTER_PHOTO.into_iter().find(|page| *page == then).unwrap_or_default();
    carry_out(id, Command::ConfirmPhoto { photo: String::new(), source: String::new() }, key, next).await
}

/// Removes an uploaded file.
#[server]
pub async fn remove_material(id: i64, file: String, key: String) -> Result<(), Error> {
    use crate::domain::registration::Command;
    carry_out(id, Command::RemoveMaterial { file }, key, "materials").await
}

/// 证明材料上传完成.
#[server]
pub async fn finish_materials(id: i64, key: String) -> Result<(), Error> {
    use crate::domain::registration::Command;
    carry_out(id, Command::FinishMaterials, key, "submit").await
}

/// 提交报名信息.
#[server]
pub async fn submit_registration(id: i64, key: String) -> Result<(), Error> {
    use crate::domain::registration::Command;
    carry_out(id, Command::Submit, key, "confirmation").await
}

/// 撤回.
#[server]
pub async fn withdraw_registration(id: i64, key: String) -> Result<(), Error> {
    use crate::domain::registration::Command;
    carry_out(id, Command::Withdraw, key, "").await
}

/// 重新报考: begins a corrected copy.
#[server]
pub async fn replace_registration(id: i64, key: String) -> Result<(), Error> {
    use crate::domain::registration::Command;
    carry_out(id, Command::Replace, key, "").await
}

/// Leaves the corrected copy and keeps what was submitted.
#[server]
pub async fn keep_submitted(id: i64, key: String) -> Result<(), Error> {
    use crate::domain::registration::Command;
    carry_out(id, Command::KeepSubmitted, key, "").await
}

/// Gives the registration up.
#[server]
pub async fn cancel_registration(id: i64, key: String) -> Result<(), Error> {
    use crate::domain::registration::Command;
    carry_out(id, Command::Cancel, key, "").await
}

/// One call on the Desk, then on to `page` of the registration; empty = its overview.
#[cfg(feature = "ssr")]
async fn carry_out(
    id: i64,
    command: crate::domain::registration::Command,
    key: String,
    page: &str,
) -> Result<(), Error> {
    use super::server::{answer, caller, desk};
    use crate::desk::{Command, Order};
    let command = Command::Registration { id, version: None, command };
    answer(desk()?.execute(&caller(), Order { key, command }).await)?;
    let overview = format!("/registrations/{id}");
    leptos_axum::redirect(&if page.is_empty() { overview } else { format!("{overview}/{page}") });
    Ok(())
}
