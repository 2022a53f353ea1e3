//! `/registrations/{id}/payment`: 报名缴费, and how it stands. Live.

use super::registration::parts::{Frame, meta, node, use_id, use_registration};
use crate::{
    components::{Deadline, Icon, Note, NoteKind, StateChip},
    domain::{node::NodeKey, programme::Payment as Way, registration::State},
    locales::{self, Language, moment, use_language, words},
    view::RegistrationView,
};
use leptos::prelude::*;

/// The payment of a registration.
#[component]
pub fn Payment() -> impl IntoView {
    let (l, id) = (use_language(), use_id());
    view! { <Frame title=words::node_payment(l) id=id resource=use_registration(id, &[]) draw=|l, view| draw(l, &view)/> }
}

fn draw(l: Language, view: &RegistrationView) -> AnyView {
    let content = match view.area.as_ref().map(|area| area.payment) {
        Some(Way::Online) => online(l, view),
        Some(Way::None) | None => none_needed(l, view),
    };
    view! {
        <header class="head">
            <h1>{words::node_payment(l)}</h1>
            <p class="head__meta">{meta(l, view)}</p>
            <p class="head__chips chips"><StateChip state=view.state/></p>
        </header>
        {content}
    }
    .into_any()
}

fn none_needed(l: Language, view: &RegistrationView) -> AnyView {
    view! {
        <div class="blank">
            <Icon name="check"/>
            <h2>{words::registration_payment_none(l)}</h2>
            <p>{words::registration_payment_none_text(l)}</p>
            <div class="actions">
                <a class="btn" href=format!("/registrations/{}", view.id)>{words::registration_back(l)}</a>
            </div>
        </div>
    }
    .into_any()
}

fn online(l: Language, view: &RegistrationView) -> AnyView {
    let window = view.area.as_ref().and_then(|area| area.pay).map(|window| {
        view! { <p>{locales::window(l, window)}</p> }
    });
    let due = view.deadline.filter(|_| view.state == State::AreaPassed).map(|until| {
        view! { <p><Deadline now=view.now until=until/></p> }
    });
    let paid = node(view, NodeKey::Payment).and_then(|node| node.done.as_ref()).map(|done| moment(l, done.at));
    let (kind, text) = match view.state {
        State::Registered => (NoteKind::Ok, words::registration_payment_paid(l, paid.unwrap_or_default())),
        State::AreaPassed => (NoteKind::Warn, words::node_payment_due(l).to_owned()),
        State::Abandoned => (NoteKind::Bad, words::state_abandoned(l).to_owned()),
        _ => (NoteKind::Plain, words::registration_payment_later(l).to_owned()),
    };
    view! {
        <Note kind=kind><p>{text}</p></Note>
        <section class="sheet"><h2>{words::registration_payment_when(l)}</h2>{window}{due}</section>
    }
    .into_any()
}
