//! What was typed into a form that was refused without WebAssembly.

use super::{Note, NoteKind};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What was typed, by field; the session layer puts it into the request when a plain post was sent back.
/// Passwords are never in it.
#[derive(Clone, Debug, Default)]
pub struct Typed(pub BTreeMap<String, String>);

/// What was typed into this field; in the browser nothing, for there the inputs keep their values themselves.
#[must_use]
pub fn typed(name: &str) -> Option<String> {
    #[cfg(feature = "ssr")]
    {
        let parts = leptos::prelude::use_context::<axum::http::request::Parts>()?;
        parts.extensions.get::<Typed>()?.0.get(name).cloned()
    }
    #[cfg(not(feature = "ssr"))]
    {
        let _ = name;
        None
    }
}

/// Says what must be typed again, for it is never kept; shown where a form with this field came back.
#[component]
pub fn Retype(field: &'static str, text: &'static str) -> impl IntoView {
    // Drawn in any case: the browser, whose inputs keep everything themselves, must find the same elements.
    let fresh = typed(field).is_none();
    view! { <div hidden=fresh><Note kind=NoteKind::Plain><p>{text}</p></Note></div> }
}
