//! What submitting leads to for last year's candidates (notice 000 (二)2(3)), said before they do it.

use crate::{
    components::{Note, NoteKind},
    locales::{Language, words},
    view::NamedDifference,
};
use leptos::prelude::*;

/// Confirmed at once, or what differs from last year; nothing for everybody else.
pub fn foreseen(l: Language, differences: Option<&Vec<NamedDifference>>) -> Option<AnyView> {
    let differences = differences?;
    if differences.is_empty() {
        return Some(view! { <Note><p>{words::registration_check_automatic(l)}</p></Note> }.into_any());
    }
    let or_empty = |text: &str| if text.is_empty() { words::registration_empty(l).to_owned() } else { text.to_owned() };
    let item = |d: &NamedDifference| {
        let (last, now) = (or_empty(d.last_name.get(l)), or_empty(d.now_name.get(l)));
        view! { <li>{words::registration_check_differs_item(l, d.label.get(l), last, now)}</li> }
    };
    let items: Vec<_> = differences.iter().map(item).collect();
    Some(
        view! {
            <Note kind=NoteKind::Warn title=words::registration_check_differs(l)>
                <ul>{items}</ul>
                <p>{words::registration_check_differs_text(l)}</p>
            </Note>
        }
        .into_any(),
    )
}
