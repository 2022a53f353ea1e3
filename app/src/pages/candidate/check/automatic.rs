//! What submitting leads to for last year's candidates (notice 000 (二)2(3)), said before they do it.

use crate::{
    components::{DifferenceTable, Note, NoteKind},
    locales::{Language, words},
    view::NamedDifference,
};
use leptos::prelude::*;

/// Confirmed at once, or what differs from last year; nothing for everybody else.
pub fn foreseen(l: Language, differences: Option<&Vec<NamedDifference>>) -> Option<AnyView> {
    let differences = differences?.clone();
    if differences.is_empty() {
        return Some(view! { <Note><p>{words::registration_check_automatic(l)}</p></Note> }.into_any());
    }
    Some(
        view! {
            <Note kind=NoteKind::Warn title=words::registration_check_differs(l)>
                <DifferenceTable differences=differences/>
                <p>{words::registration_check_differs_text(l)}</p>
            </Note>
        }
        .into_any(),
    )
}
