//! Notes: something to know before going on.

use super::Icon;
use leptos::prelude::*;

/// What a note is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoteKind {
    /// Good to know.
    #[default]
    Info,
    /// Beside the point.
    Plain,
    /// Has consequences.
    Warn,
    /// Done.
    Ok,
    /// Refused.
    Bad,
}

/// A note with an optional heading.
#[component]
pub fn Note(
    #[prop(optional)] kind: NoteKind,
    #[prop(optional, into)] title: Option<String>,
    children: Children,
) -> impl IntoView {
    let class = match kind {
        NoteKind::Info => "note",
        NoteKind::Plain => "note note--plain",
        NoteKind::Warn => "note note--warn",
        NoteKind::Ok => "note note--ok",
        NoteKind::Bad => "note note--bad",
    };
    let icon = matches!(kind, NoteKind::Warn).then(|| view! { <Icon name="alert"/>" " });
    let heading = title.map(|title| view! { <h2>{icon}{title}</h2> });
    view! { <div class=class>{heading}{children()}</div> }
}

/// The green banner of a registration that succeeded.
#[component]
pub fn Banner(#[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <section class="banner" data-registered="" role="status">
            <Icon name="check"/>
            <div><h2>{title}</h2>{children()}</div>
        </section>
    }
}
