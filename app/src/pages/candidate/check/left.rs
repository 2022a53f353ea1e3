//! Pages of which the browser keeps something that the server has not: what is submitted would lack it.

use super::super::registration::parts::path;
use crate::{
    components::{Note, NoteKind},
    locales::{use_language, words},
    unsaved::Unsaved,
    view::Section,
};
use leptos::prelude::*;

/// Names those pages, each with the way there; nothing where there are none.
#[component]
pub fn StillUnsaved(id: i64, sections: Vec<Section>) -> impl IntoView {
    let l = use_language();
    // Only the browser knows, once it runs.
    let pages = RwSignal::new(Vec::<String>::new());
    Effect::new(move |_| pages.set(Unsaved::pages(id)));
    let items = move || -> Vec<_> {
        let kept = pages.get();
        let left = sections.iter().filter(|section| kept.contains(&section.page));
        left.map(|section| {
            let href = path(id, &format!("fill/{}", section.page));
            view! { <li><a href=href>{section.title.get(l).to_owned()}</a></li> }
        })
        .collect()
    };
    move || {
        let items = items();
        (!items.is_empty()).then(|| {
            view! {
                <Note kind=NoteKind::Warn title=words::registration_unsaved_pages(l)>
                    <p>{words::registration_unsaved_pages_text(l)}</p>
                    <ul>{items}</ul>
                </Note>
            }
        })
    }
}
