//! What stands in the way of submitting, each with a link to where it is mended.

use super::{super::registration::parts::path, field_path};
use crate::{
    domain::refusal::{Refusal, Wrong},
    error::Error,
    locales::{Language, field_wrong, use_language, words},
    view::{CheckView, Offered, Section},
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

/// Each wrong field of a page, named with the page, for several pages may ask for the same kind of thing. What a page
/// offers is not missing: where nothing else is, the page only waits to be saved.
fn wrong_of(l: Language, id: i64, section: &Section) -> Vec<(String, String)> {
    let title = section.title.get(l);
    let labels = section.labels(l);
    let one = |wrong: &Wrong| {
        let label = labels.iter().find(|(field, _)| *field == wrong.field).map_or(title, |(_, label)| label);
        let text = words::registration_problem(l, title, field_wrong(l, label, &wrong.refusal));
        (field_path(id, &section.page, &wrong.field), text)
    };
    match section.offered.filter(|_| section.wrong.is_empty()) {
        Some(offered) => {
            let text = words::registration_problem(l, title, offered_text(l, offered));
            vec![(path(id, &format!("fill/{}", section.page)), text)]
        }
        None => section.wrong.iter().map(one).collect(),
    }
}

/// Whence comes what a page offers, and that it is to be saved.
pub fn offered_text(l: Language, offered: Offered) -> &'static str {
    match offered {
        Offered::LastYear => words::registration_offered_last_year(l),
        Offered::Known => words::registration_offered_known(l),
    }
}
