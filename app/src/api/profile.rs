//! What a candidate keeps from year to year: contact, photo, education, WeChat, messages.

use crate::{
    domain::education::NewEducation,
    error::Error,
    view::{EducationView, InboxView, MeView, PhotoView, ProfileView, WechatView},
};
use leptos::prelude::*;

/// Under this name the address of `/me/photo` says what is known of a photo that was uploaded and not taken. Whoever
/// comes again finds the photo in use alone.
pub const NOT_TAKEN: &str = "not_taken";

/// `/me`.
#[server]
pub async fn load_me() -> Result<MeView, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.me(&caller()).await)
}

/// `/me/profile`.
#[server]
pub async fn load_profile() -> Result<ProfileView, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.profile(&caller()).await)
}

/// Changes phone, address and postcode, typed on version `base`; the version that they have now.
#[server]
pub async fn save_contact(
    phone: String,
    address: String,
    postcode: String,
    base: i64,
    key: String,
) -> Result<i64, Error> {
    use super::server::{answer, caller, desk};
    use crate::{
        desk::{Command, Order},
        domain::contact::Contact,
    };
    let command = Command::SaveContact { contact: Contact { phone, address, postcode }, base };
    let saved = answer(desk()?.execute(&caller(), Order { key, command }).await)?;
    leptos_axum::redirect("/me/profile?saved=1");
    Ok(saved.version)
}

/// `/me/photo`. The upload itself is a plain post to the same path.
#[server]
pub async fn load_photo() -> Result<PhotoView, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.photo(&caller()).await)
}

/// `/me/education`.
#[server]
pub async fn load_education() -> Result<EducationView, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.education(&caller()).await)
}

/// Adds an education record; its fields travel flat.
#[server]
pub async fn add_education(#[server(flatten)] education: NewEducation, key: String) -> Result<(), Error> {
    use super::server::{answer, caller, desk};
    use crate::desk::{Command, Order};
    answer(desk()?.execute(&caller(), Order { key, command: Command::AddEducation { education } }).await)?;
    leptos_axum::redirect("/me/education");
    Ok(())
}

/// Removes an unused education record.
#[server]
pub async fn remove_education(id: i64, key: String) -> Result<(), Error> {
    use super::server::{answer, caller, desk};
    use crate::desk::{Command, Order};
    answer(desk()?.execute(&caller(), Order { key, command: Command::RemoveEducation { id } }).await)?;
    leptos_axum::redirect("/me/education");
    Ok(())
}

/// `/me/wechat`. Asking WeChat for an authorisation is a plain post to the same path.
#[server]
pub async fn load_wechat() -> Result<WechatView, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.wechat(&caller()).await)
}

/// Gives the binding up.
#[server]
pub async fn unbind_wechat(key: String) -> Result<(), Error> {
    use super::server::{answer, caller, desk};
    use crate::desk::{Command, Order};
    answer(desk()?.execute(&caller(), Order { key, command: Command::UnbindWechat }).await)?;
    leptos_axum::redirect("/me/wechat");
    Ok(())
}

/// `/me/inbox`.
#[server]
pub async fn load_inbox() -> Result<InboxView, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.inbox(&caller()).await)
}

/// Marks all messages as read.
#[server]
pub async fn read_messages(key: String) -> Result<(), Error> {
    use super::server::{answer, caller, desk};
    use crate::desk::{Command, Order};
    answer(desk()?.execute(&caller(), Order { key, command: Command::ReadMessages }).await)?;
    leptos_axum::redirect("/me/inbox");
    Ok(())
}
