//! Dengke's rules and screens: the same code in browser and server, able to do nothing by itself.
//!
//! Read in this order:
//! - [`domain`] is the heart: what an exam is, what may happen to a registration, and every reason to say no;
//! - [`desk`] lists everything that the screens may ask of the server, [`view`] what they get, [`error`] what else;
//! - [`api`] are the server functions, each one call on the Desk;
//! - [`app`] is the table of routes, [`pages`] the screens, [`components`] what they are made of;
//! - [`live`] keeps an open page true, [`unsaved`] what was typed on it; [`locales`] holds every word that people read.
#![recursion_limit = "512"]

pub mod api;
pub mod app;
pub mod components;
pub mod desk;
pub mod domain;
pub mod error;
pub mod live;
pub mod locales;
pub mod pages;
pub mod unsaved;
pub mod view;

/// Takes over the page that the server has drawn.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_lazy(app::App);
}
