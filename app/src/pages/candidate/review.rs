//! `/registrations/{id}/review`: 考点审核 and 考区审核, with the reasons of a refusal. Live.

use super::registration::parts::{Frame, Reasons, meta, node, use_id, use_registration};
use crate::{
    components::{DOT, Note, NoteKind, StateChip},
    domain::{
        node::{Node, NodeKey},
        registration::State,
    },
    locales::{Language, moment, node_label, node_note, status_word, use_language, words},
    view::RegistrationView,
};
use leptos::prelude::*;

/// Both levels of the review.
#[component]
pub fn Review() -> impl IntoView {
    let (l, id) = (use_language(), use_id());
    view! { <Frame title=words::node_review(l) id=id resource=use_registration(id, &[]) draw=|l, view| draw(l, &view)/> }
}

fn draw(l: Language, view: &RegistrationView) -> AnyView {
    let levels = node(view, NodeKey::Review).map(|node| node.children.clone()).unwrap_or_default();
    let levels: Vec<_> = levels.iter().map(|node| level(l, node)).collect();
    let refused = view.state == State::ReviewRefused;
    let reasons = if refused { view.reasons.clone() } else { Vec::new() };
    let text = match view.state {
        State::Confirmed | State::SitePassed => words::registration_review_waiting(l),
        State::AreaPassed | State::Registered => words::registration_review_passed(l),
        State::ReviewRefused => words::registration_next_review_refused_text(l),
        _ => words::registration_review_later(l),
    };
    view! {
        <header class="head">
            <h1>{words::node_review(l)}</h1>
            <p class="head__meta">{meta(l, view)}</p>
            <p class="head__chips chips"><StateChip state=view.state/></p>
        </header>
        <Reasons title=words::registration_reasons(l) reasons=reasons/>
        <section class="sheet"><ol class="nodes">{levels}</ol></section>
        <Note kind=NoteKind::Plain><p>{text}</p></Note>
    }
    .into_any()
}

fn level(l: Language, node: &Node) -> AnyView {
    let note = node_note(l, &node.note);
    let note = (!note.is_empty()).then(|| view! { <p class="nodes__note">{note}</p> });
    let done = node.done.as_ref().map(|done| {
        let by = (!done.by.is_empty()).then(|| format!("{DOT}{}", done.by));
        view! { <p class="nodes__note quiet">{moment(l, done.at)}{by}</p> }
    });
    view! {
        <li data-node=node.key.key() data-status=node.status.key()>
            <div class="nodes__head">
                <h2 class="nodes__title">{node_label(l, node.key)}</h2>
                <span class="nodes__state">{status_word(l, node)}</span>
            </div>
            {note}
            {done}
        </li>
    }
    .into_any()
}
