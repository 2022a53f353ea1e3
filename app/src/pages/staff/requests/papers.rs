//! The papers of a request beside the decision: pictures small, everything to be opened whole.

use crate::{
    components::Icon,
    domain::unit::Paper,
    locales::{Language, paper_name, words},
    view::StaffRequest,
};
use leptos::prelude::*;

/// Both papers.
pub(super) fn draw(l: Language, shown: &StaffRequest) -> AnyView {
    let request = &shown.request;
    let papers: Vec<_> = Paper::ALL
        .into_iter()
        .zip(&request.papers)
        .zip(shown.pictures)
        .map(|((paper, file), picture)| one(l, paper_name(l, paper, request.unit.kind), file, picture))
        .collect();
    view! { <div class="request__papers">{papers}</div> }.into_any()
}

fn one(l: Language, name: &'static str, file: &str, picture: bool) -> AnyView {
    let href = format!("/files/{file}");
    let (look, caption) = match picture {
        true => (view! { <img src=href.clone() alt=name/> }.into_any(), name.to_owned()),
        false => {
            let icon = view! { <span class="files__thumb"><Icon name="file"/></span><span class="hide">{name}</span> };
            (icon.into_any(), words::unit_paper_pdf(l, name))
        }
    };
    view! {
        <figure class="example">
            <a href=href rel="external" target="_blank">{look}</a>
            <figcaption>{caption}</figcaption>
        </figure>
    }
    .into_any()
}
