//! An icon of `/icons.svg`; always beside words, so hidden from screen readers.

use leptos::prelude::*;

/// The icon with this name: check alert info x lock clock calendar user bell search upload download camera
/// file trash eye phone chat shield refresh right left down external printer edit inbox map.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! { <svg class="icon" aria-hidden="true"><use href=format!("/icons.svg#{name}")></use></svg> }
}
