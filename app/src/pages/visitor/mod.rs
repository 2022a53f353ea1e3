//! The screens before and beside the sign-in. All but the landing page are one chunk.

mod choose;
pub mod landing;
mod login;
mod programme;
mod programmes;
mod register;

use crate::error::Error;
use leptos::{prelude::*, wasm_split::wasm_split};

/// A visitor's screen, other than the landing page.
#[derive(Clone, Copy, Debug)]
pub enum Screen {
    /// `/register`.
    Register,
    /// `/login`.
    Login,
    /// `/programmes`.
    Programmes,
    /// `/programmes/{programme}`.
    Programme,
}

/// Draws a screen of this group.
#[wasm_split(visitor, wasm_split_path = leptos::wasm_split, fallible)]
fn draw(screen: Screen) -> Result<AnyView, Error> {
    Ok(match screen {
        Screen::Register => register::Register().into_any(),
        Screen::Login => login::Login().into_any(),
        Screen::Programmes => programmes::Programmes().into_any(),
        Screen::Programme => programme::Programme().into_any(),
    })
}

super::screens_of_routes!(Screen);
