//! The officers' screens, one chunk.

mod actions;
mod after;
mod bans;
mod decide;
mod draft;
mod home;
mod keys;
mod queue;
mod record;
mod refuse;
mod registration;
mod requests;
mod units;

use crate::error::Error;
use leptos::{prelude::*, wasm_split::wasm_split};

/// An officer's screen.
#[derive(Clone, Copy, Debug)]
pub enum Screen {
    /// `/staff`.
    Home,
    /// `/staff/registrations`.
    Queue,
    /// `/staff/registrations/{id}`.
    Registration,
    /// `/staff/requests`.
    Requests,
    /// `/staff/units`.
    Units,
    /// `/staff/bans`.
    Bans,
}

/// Draws a screen of this group.
#[wasm_split(staff, wasm_split_path = leptos::wasm_split, fallible)]
fn draw(screen: Screen) -> Result<AnyView, Error> {
    Ok(match screen {
        Screen::Home => home::StaffHome().into_any(),
        Screen::Queue => queue::StaffQueue().into_any(),
        Screen::Registration => registration::StaffRegistrationPage().into_any(),
        Screen::Requests => requests::StaffRequestsPage().into_any(),
        Screen::Units => units::StaffUnitsPage().into_any(),
        Screen::Bans => bans::StaffBansPage().into_any(),
    })
}

super::screens_of_routes!(Screen);
