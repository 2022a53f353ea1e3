//! The one thing to do next, with the time left for it.

use super::Deadline;
use crate::{
    domain::calendar::Moment,
    locales::{use_language, words},
};
use leptos::prelude::*;

/// What kind of news the next step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NextKind {
    /// Something to do, or to wait for.
    #[default]
    Open,
    /// Refused.
    Bad,
    /// Registered.
    Done,
    /// Abandoned or cancelled.
    Over,
}

/// The next step; `children` are its buttons (inside `.actions`).
#[component]
pub fn NextStep(
    #[prop(into)] title: String,
    #[prop(optional, into)] text: String,
    #[prop(optional)] kind: NextKind,
    /// Above the title, instead of "下一步".
    #[prop(optional, into)]
    label: Option<String>,
    #[prop(default = None)] deadline: Option<Moment>,
    #[prop(optional)] now: Moment,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let class = match kind {
        NextKind::Open => "next",
        NextKind::Bad => "next next--bad",
        NextKind::Done => "next next--done",
        NextKind::Over => "next next--over",
    };
    let label = label.unwrap_or_else(|| words::common_next_step(use_language()).to_owned());
    let deadline = deadline.map(|until| view! { <Deadline now=now until=until/> });
    let text = (!text.is_empty()).then(|| view! { <p>{text}</p> });
    let actions = children.map(|children| view! { <div class="actions">{children()}</div> });
    view! {
        <section class=class aria-labelledby="next">
            <div class="next__head"><span class="next__label">{label}</span>{deadline}</div>
            <h2 id="next">{title}</h2>
            {text}
            {actions}
        </section>
    }
}
