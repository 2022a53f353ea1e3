//! What was typed into a form that was refused without WebAssembly.

use super::{Note, NoteKind};
use crate::locales::{use_language, words};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was typed; the session layer puts it into the request when a plain post was sent back.
/// Passwords are never in it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Typed {
    /// By field.
    pub fields: BTreeMap<String, String>,
    /// Whether it was too long to be kept whole.
    pub shortened: bool,
}

/// What was typed into this field; in the browser nothing, for there the inputs keep their values themselves.
#[must_use]
pub fn typed(name: &str) -> Option<String> {
    came_back(|typed| typed.fields.get(name).cloned())
}

/// Names and values of a form that came back, ticks one by one; in the browser nothing.
#[must_use]
pub fn typed_pairs() -> Option<Vec<(String, String)>> {
    came_back(|typed| {
        let one_by_one = |(name, lines): (&String, &String)| -> Vec<(String, String)> {
            lines.split('\n').map(|line| (name.clone(), line.to_owned())).collect()
        };
        Some(typed.fields.iter().flat_map(one_by_one).collect())
    })
}

fn came_back<T>(read: impl FnOnce(&Typed) -> Option<T>) -> Option<T> {
    #[cfg(feature = "ssr")]
    {
        let parts = leptos::prelude::use_context::<axum::http::request::Parts>()?;
        parts.extensions.get::<Typed>().and_then(read)
    }
    #[cfg(not(feature = "ssr"))]
    {
        let _ = read;
        None
    }
}

/// Says what must be typed again, for it is never kept; shown where a form with this field came back that anything was
/// typed into.
#[component]
pub fn Retype(field: &'static str, text: &'static str) -> impl IntoView {
    // Drawn in any case: the browser, whose inputs keep everything themselves, must find the same elements.
    let back = came_back(|typed| {
        let any = typed.fields.values().any(|value| !value.is_empty());
        (any && typed.fields.contains_key(field)).then_some(())
    });
    let fresh = back.is_none();
    let state = if fresh { "fresh" } else { "again" };
    view! { <div hidden=fresh data-retype=state><Note kind=NoteKind::Plain><p>{text}</p></Note></div> }
}

/// Says that a form came back without what was too long to be kept; hidden everywhere else.
#[component]
pub fn Shortened() -> impl IntoView {
    let whole = came_back(|typed| typed.shortened.then_some(())).is_none();
    let state = if whole { "whole" } else { "shortened" };
    let text = words::common_typed_shortened(use_language());
    view! { <div hidden=whole data-typed=state><Note kind=NoteKind::Warn><p>{text}</p></Note></div> }
}
