//! The screens of a signed-in candidate, one chunk.

mod area;
mod check;
mod confirmation;
mod education;
mod fill;
mod inbox;
mod materials;
mod me;
mod notice;
mod payment;
mod photo;
mod profile;
mod registration;
mod registration_photo;
mod requests;
mod review;
mod wechat;

use crate::error::Error;
use leptos::{prelude::*, wasm_split::wasm_split};

/// A candidate's screen.
#[derive(Clone, Copy, Debug)]
pub enum Screen {
    /// `/me`.
    Me,
    /// `/me/profile`.
    Profile,
    /// `/me/photo`.
    Photo,
    /// `/me/education`.
    Education,
    /// `/me/wechat`.
    Wechat,
    /// `/me/requests`.
    Requests,
    /// `/me/inbox`.
    Inbox,
    /// `/registrations/{id}`.
    Registration,
    /// `/registrations/{id}/area`.
    ChangeArea,
    /// `/registrations/{id}/notice`.
    Notice,
    /// `/registrations/{id}/fill/{page}`.
    Fill,
    /// `/registrations/{id}/photo`.
    RegistrationPhoto,
    /// `/registrations/{id}/materials`.
    Materials,
    /// `/registrations/{id}/submit`.
    Check,
    /// `/registrations/{id}/confirmation`.
    Confirmation,
    /// `/registrations/{id}/review`.
    Review,
    /// `/registrations/{id}/payment`.
    Payment,
}

/// Draws a screen of this group.
#[wasm_split(candidate, wasm_split_path = leptos::wasm_split, fallible)]
fn draw(screen: Screen) -> Result<AnyView, Error> {
    Ok(match screen {
        Screen::Me => me::Me().into_any(),
        Screen::Profile => profile::Profile().into_any(),
        Screen::Photo => photo::Photo().into_any(),
        Screen::Education => education::Education().into_any(),
        Screen::Wechat => wechat::Wechat().into_any(),
        Screen::Requests => requests::Requests().into_any(),
        Screen::Inbox => inbox::Inbox().into_any(),
        Screen::Registration => registration::Registration().into_any(),
        Screen::ChangeArea => area::ChangeArea().into_any(),
        Screen::Notice => notice::Notice().into_any(),
        Screen::Fill => fill::Fill().into_any(),
        Screen::RegistrationPhoto => registration_photo::RegistrationPhoto().into_any(),
        Screen::Materials => materials::Materials().into_any(),
        Screen::Check => check::Check().into_any(),
        Screen::Confirmation => confirmation::Confirmation().into_any(),
        Screen::Review => review::Review().into_any(),
        Screen::Payment => payment::Payment().into_any(),
    })
}

super::screens_of_routes!(Screen);
