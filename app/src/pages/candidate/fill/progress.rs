//! The pages of the form: which are filled in, and where one is.

use super::super::registration::parts::path;
use crate::{
    locales::{Language, words},
    view::{FillView, PageProgress},
};
use leptos::prelude::*;

/// Links to all pages.
pub fn progress(l: Language, view: &FillView) -> AnyView {
    let item = |page: &PageProgress| {
        let title = page.title.get(l).to_owned();
        let done = page.filled.then_some("");
        let state = page.filled.then(|| view! { <span class="hide">{words::common_done(l)}</span> });
        if page.key == view.page.key {
            view! { <li data-done=done><span aria-current="step">{title}</span></li> }.into_any()
        } else {
            let href = path(view.id, &format!("fill/{}", page.key));
            view! { <li data-done=done><a href=href>{title}{state}</a></li> }.into_any()
        }
    };
    let items: Vec<_> = view.pages.iter().map(item).collect();
    view! { <nav aria-label=words::registration_progress(l)><ol class="pages">{items}</ol></nav> }.into_any()
}
