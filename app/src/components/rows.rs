//! Rows of a list that lead somewhere, and data that cannot be changed.

use super::Icon;
use leptos::prelude::*;

/// Between two facts in one line. A line is broken before the dot, never after it.
pub const DOT: &str = " ·\u{a0}";

/// A row: title, a second line, something at its end; inside `<ul class="rows">`.
#[component]
pub fn Row(
    #[prop(into)] href: String,
    #[prop(into)] title: String,
    #[prop(optional, into)] meta: String,
    /// Chips at the end of the row.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let meta = (!meta.is_empty()).then(|| view! { <span class="row__meta">{meta}</span> });
    let end = children.map(|children| view! { <span class="row__end">{children()}</span> });
    view! {
        <li>
            <a class="row" href=href>
                <span class="row__main"><span class="row__title">{title}</span>{meta}</span>
                {end}
                <Icon name="right"/>
            </a>
        </li>
    }
}

/// Data that were given at sign-up and stay.
#[component]
pub fn Locked(#[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <div class="locked">
            <p class="locked__title"><Icon name="lock"/>{title}</p>
            <dl>{children()}</dl>
        </div>
    }
}

/// One of these data.
#[component]
pub fn LockedRow(
    #[prop(into)] label: String,
    #[prop(into)] value: String,
    /// A number, to be read digit by digit.
    #[prop(optional)]
    number: bool,
) -> impl IntoView {
    view! { <dt>{label}</dt><dd class=number.then_some("num")>{value}</dd> }
}
