//! What stands in the way of submitting, each with a link to where it is mended.

use super::{super::registration::parts::path, field_path};
use crate::{
    domain::refusal::{Refusal, Wrong},
    error::Error,
    locales::{Language, sentence, use_language, words},
    view::{CheckView, Section},
};
use leptos::{html, prelude::*};

/// Whether the page lists it in detail anyway.
pub fn is_listed(error: &Error) -> bool {
    matches!(
        error.refusal(),
        Some(
            Refusal::PagesIncomplete(_)
                | Refusal::PhotoNotConfirmed
                | Refusal::WechatUnbound
                | Refusal::MaterialsNotFinished
                | Refusal::MaterialsMissing { .. }
        )
    )
}

/// The summary; in focus once submitting was tried. Nothing where nothing is missing.
#[component]
pub fn Problems(view: CheckView, asked: Signal<Option<Error>>) -> impl IntoView {
    let l = use_language();
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let (true, Some(node)) = (asked.with(|error| error.as_ref().is_some_and(is_listed)), node.get()) {
            let _ = node.focus();
        }
    });
    let links = links(l, &view);
    (!links.is_empty()).then(|| {
        let title = words::registration_problems(l, links.len());
        let items: Vec<_> = links.into_iter().map(|(href, text)| view! { <li><a href=href>{text}</a></li> }).collect();
        view! { <div class="alert" role="alert" tabindex="-1" node_ref=node><h2>{title}</h2><ul>{items}</ul></div> }
    })
}

fn links(l: Language, view: &CheckView) -> Vec<(String, String)> {
    let mut links: Vec<(String, String)> =
        view.sections.iter().flat_map(|section| wrong_of(l, view.id, section)).collect();
    if view.photo.is_none() {
        links.push((path(view.id, "photo"), words::refusal_photo_not_confirmed(l).to_owned()));
    }
    if view.wechat_missing {
        links.push(("/me/wechat".to_owned(), words::refusal_wechat_unbound(l).to_owned()));
    }
    if view.materials_needed && !view.materials_finished {
        links.push((path(view.id, "materials"), words::refusal_materials_not_finished(l).to_owned()));
    }
    links
}

/// Each wrong field of a page, named with the page, for several pages may ask for the same kind of thing.
fn wrong_of(l: Language, id: i64, section: &Section) -> Vec<(String, String)> {
    let title = section.title.get(l);
    let one = |wrong: &Wrong| {
        let label = section.rows.iter().find(|row| row.field == wrong.field).map_or(title, |row| row.label.get(l));
        let text = words::registration_problem(l, title, label, sentence(l, &wrong.refusal));
        (field_path(id, &section.page, &wrong.field), text)
    };
    section.wrong.iter().map(one).collect()
}
