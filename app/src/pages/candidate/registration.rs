//! `/registrations/{id}`: what to do now, the nodes, and everything that is known of the registration. Live.

mod next;
pub(super) mod parts;
mod rest;
pub(super) mod sure;

use crate::{
    components::{Back, Banner, ErrorSummary, FormAction, Layout, Load, Nodes, StateChip, Width},
    domain::registration::State,
    error::Error,
    locales::{Language, state_word, use_language, words},
    view::RegistrationView,
};
use leptos::prelude::*;
use leptos_meta::Title;
use parts::{meta, use_id, use_registration};
use rest::Actions;

/// The overview of a registration.
#[component]
pub fn Registration() -> impl IntoView {
    let (l, id) = (use_language(), use_id());
    let actions = Actions {
        withdraw: FormAction::new(),
        cancel: FormAction::new(),
        replace: FormAction::new(),
        keep: FormAction::new(),
    };
    let forms = [actions.withdraw.form, actions.cancel.form, actions.replace.form, actions.keep.form];
    let registration = use_registration(id, &forms);
    let refused = forms.map(|form| view! { <ErrorSummary form=form/> });
    let said = state_said(l, registration);
    view! {
        <Title text=words::registration_title(l)/>
        <Layout width=Width::Page>
            {refused}
            <Load resource=registration let:view>{overview(l, view, actions)}</Load>
            <p class="hide" aria-live="polite">{move || said.get()}</p>
        </Layout>
    }
    .into_any()
}

/// The new state in a sentence once it has changed while the page is open, for whoever does not see it change.
fn state_said(l: Language, registration: Resource<Result<RegistrationView, Error>>) -> RwSignal<String> {
    let said = RwSignal::new(String::new());
    Effect::new(move |before: Option<Option<(i64, State)>>| {
        let before = before.flatten();
        let shown = registration.with(|answer| answer.as_ref()?.as_ref().ok().map(|view| (view.id, view.state)));
        let changed = |(id, state): &(i64, State)| before.is_some_and(|(same, was)| same == *id && was != *state);
        if let Some((_, state)) = shown.filter(changed) {
            said.set(words::registration_state_now(l, state_word(l, state)));
        }
        shown.or(before)
    });
    said
}

fn overview(l: Language, view: RegistrationView, actions: Actions) -> AnyView {
    let banner = (view.state == State::Registered).then(|| {
        view! {
            <Banner title=words::state_registered(l)>
                <p>{words::registration_registered_text(l)}</p>
            </Banner>
        }
    });
    let next = next::next_step(l, &view);
    let rest = rest::rest(l, &view, actions);
    view! {
        <Back href="/me" text=words::common_back_to_me(l)/>
        {banner}
        <header class="head">
            <h1>{view.programme.get(l).to_owned()}</h1>
            <p class="head__meta">{meta(l, &view)}</p>
            <p class="head__chips chips"><StateChip state=view.state/></p>
        </header>
        <div class="overview" data-state=view.state.key()>
            {next}
            <section class="sheet overview__flow" aria-labelledby="flow">
                <div class="sheet__head"><h2 id="flow">{words::registration_flow(l)}</h2></div>
                <Nodes id=view.id nodes=view.nodes now=view.now next_page=view.next_page/>
            </section>
            {rest}
        </div>
    }
    .into_any()
}
