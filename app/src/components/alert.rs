//! The error summary: first thing on the page, in focus, with a link to each wrong field.

use super::{FormState, Mend, form::field_of};
use crate::{
    domain::refusal::{Refusal, Wrong},
    error::Error,
    locales::{Language, explained, field_wrong, remedy, sentence, use_language, words},
};
use leptos::{html, prelude::*};

/// The labels of a form's fields by name, so that the summary can name them.
pub type Labels = Vec<(String, String)>;

/// Shows what was refused; nothing where nothing was.
#[component]
pub fn ErrorSummary(
    form: FormState,
    /// Labels of the fields, or titles of the pages, by name.
    #[prop(optional)]
    labels: Labels,
    /// For incomplete pages: the address before the page's key, such as `/registrations/1/fill`.
    #[prop(optional, into)]
    pages: String,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let (true, Some(node)) = (form.error.get().is_some(), node.get()) {
            let _ = node.focus();
        }
    });
    move || {
        form.error.get().map(|error| {
            let content = explain(use_language(), error, &labels, &pages);
            // `autofocus` serves whoever has no WebAssembly.
            view! { <div class="alert" role="alert" tabindex="-1" autofocus=true node_ref=node>{content}</div> }
        })
    }
}

/// One error in the same box, without a form.
#[component]
pub fn Alert(error: Error) -> impl IntoView {
    let content = explain(use_language(), error, &Labels::new(), "");
    view! { <div class="alert" role="alert" tabindex="-1">{content}</div> }
}

/// What went wrong in a part of a page, in that part.
#[must_use]
pub fn failure(l: Language, error: &Error) -> AnyView {
    let (title, text) = explained(l, error);
    view! { <p class="field__error" role="alert">{title}" "{text}</p> }.into_any()
}

fn explain(l: Language, error: Error, labels: &Labels, pages: &str) -> AnyView {
    let (title, text) = match error {
        Error::Refused(refusal) => return refused(l, refusal, labels, pages),
        Error::SignIn => (words::common_sign_in_first(l).to_owned(), words::common_sign_in_again(l).to_owned()),
        other => explained(l, &other),
    };
    view! { <h2>{title}</h2><p>{text}</p> }.into_any()
}

fn refused(l: Language, refusal: Refusal, labels: &Labels, pages: &str) -> AnyView {
    let (title, what_to_do) = (sentence(l, &refusal), remedy(l, &refusal));
    // The browser itself leads to a field of this page: it moves the focus too, the router only scrolls.
    let link = |href: String, text: String| {
        let rel = href.starts_with('#').then_some("external");
        view! { <li><a href=href rel=rel>{text}</a></li> }.into_any()
    };
    let items: Vec<_> = match &refusal {
        Refusal::Fields(wrong) => in_order(wrong, labels)
            .into_iter()
            .map(|w| link(format!("#{}", w.field), named(l, labels, &w.field, &w.refusal)))
            .collect(),
        Refusal::PagesIncomplete(incomplete) => incomplete
            .iter()
            .map(|page| {
                let first = page.wrong.first().map(|w| format!("#{}", w.field)).unwrap_or_default();
                let title = words::common_page_wrong(l, label(labels, &page.page), page.wrong.len());
                link(format!("{pages}/{}{first}", page.page), title)
            })
            .collect(),
        // What changed since the old print is read, not mended here.
        Refusal::FormCodeOld { changed, .. } => {
            changed.iter().map(|key| view! { <li>{label(labels, key).to_owned()}</li> }.into_any()).collect()
        }
        one => leads_to(one)
            .into_iter()
            .filter_map(|field| labels.iter().find(|(name, _)| name == field))
            .map(|(field, label)| link(format!("#{field}"), label.clone()))
            .collect(),
    };
    let list = (!items.is_empty()).then(|| view! { <ul>{items}</ul> });
    let text = (!what_to_do.is_empty()).then(|| view! { <p>{what_to_do}</p> });
    view! { <h2>{title}</h2>{list}{text}<Mend refusal=refusal/> }.into_any()
}

/// The fields to look at. A sign-up that is taken leads to both that may be, and marks neither: nobody learns which.
fn leads_to(refusal: &Refusal) -> Vec<&'static str> {
    match refusal {
        Refusal::SignUpTaken => vec!["id_number", "username"],
        one => field_of(one).into_iter().collect(),
    }
}

/// In the order of the form, whatever the order of the check.
fn in_order<'a>(wrong: &'a [Wrong], labels: &Labels) -> Vec<&'a Wrong> {
    let place = |w: &&Wrong| labels.iter().position(|(name, _)| *name == w.field).unwrap_or(usize::MAX);
    let mut sorted: Vec<_> = wrong.iter().collect();
    sorted.sort_by_key(place);
    sorted
}

fn label<'a>(labels: &'a Labels, name: &'a str) -> &'a str {
    labels.iter().find(|(key, _)| key == name).map_or(name, |(_, label)| label)
}

fn named(l: Language, labels: &Labels, field: &str, refusal: &Refusal) -> String {
    match labels.iter().find(|(key, _)| key == field) {
        Some((_, label)) => field_wrong(l, label, refusal),
        None => sentence(l, refusal),
    }
}
