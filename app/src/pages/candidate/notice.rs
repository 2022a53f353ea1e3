//! `/registrations/{id}/notice`: what was accepted at the start, and where and how to confirm.

use super::registration::parts::{Frame, meta, use_id};
use crate::{
    api::registration::load_registration,
    components::Markdown,
    domain::programme::Statement,
    locales::{self, Language, use_language, words},
    view::RegistrationView,
};
use leptos::prelude::*;

/// The notices of a registration.
#[component]
pub fn Notice() -> impl IntoView {
    let (l, id) = (use_language(), use_id());
    let registration = Resource::new_blocking(move || id.get(), load_registration);
    view! { <Frame title=words::registration_notice_title(l) id=id resource=registration draw=|l, view| draw(l, &view)/> }
}

fn draw(l: Language, view: &RegistrationView) -> AnyView {
    let statement = |statement: &Statement| {
        let title = statement.title.get(l).to_owned();
        view! {
            <section class="sheet">
                <h2>{title.clone()}</h2>
                <p class="quiet">{words::registration_accepted(l)}</p>
                <div class="statement" tabindex="0" role="region" aria-label=title>
                    <Markdown source=statement.body.get(l)/>
                </div>
            </section>
        }
        .into_any()
    };
    let area = view.area.as_ref().map(|area| {
        view! {
            <section class="sheet">
                <h2>{words::registration_how_to_confirm(l)}</h2>
                <p>{words::registration_confirm_window(l, locales::window(l, area.confirm))}</p>
                <p>{area.place.get(l).to_owned()}</p>
            </section>
        }
    });
    view! {
        <header class="head">
            <h1>{words::registration_notice_title(l)}</h1>
            <p class="head__meta">{meta(l, view)}</p>
        </header>
        {area}
        {view.statements.iter().map(statement).collect_view()}
    }
    .into_any()
}
