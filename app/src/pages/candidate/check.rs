//! `/registrations/{id}/submit`: check your answers, then submit them.

mod automatic;
mod left;
mod problems;
mod replaced;
mod sections;

use super::registration::parts::{Frame, path, use_id};
use crate::{
    api::registration::{SubmitRegistration, load_check},
    components::{EligibilityNote, Form, FormState, Hidden, Note, NoteKind, StateChip, SubmitButton},
    domain::{programme::Amendment, refusal::Refusal, registration::State},
    error::Error,
    locales::{Language, until, use_language, words},
    view::CheckView,
};
use automatic::foreseen;
use left::StillUnsaved;
use leptos::prelude::*;
use problems::{Problems, is_listed};
use replaced::replaced;

/// The last look before submitting; later, all answers for reading.
#[component]
pub fn Check() -> impl IntoView {
    let (l, id) = (use_language(), use_id());
    let action = ServerAction::<SubmitRegistration>::new();
    let form = FormState::new(action);
    // What the page lists field by field is not said a second time page by page.
    let mut other = form;
    other.error = Signal::derive(move || form.error.get().filter(|error| !is_listed(error)));
    // Submitted twice, or in two tabs: the page then shows how it stands now.
    let stale = Memo::new(move |_| form.error.with(|error| error.as_ref().is_some_and(is_stale)));
    let answers = Resource::new_blocking(move || (id.get(), form.saved.get(), stale.get()), |(id, ..)| load_check(id));
    view! {
        <Frame
            title=words::registration_check_title(l) id=id forms=vec![other] resource=answers
            draw=move |l, view| draw(l, view, action, form)
        />
    }
}

/// Whether what was refused is no longer possible as the registration stands.
fn is_stale(error: &Error) -> bool {
    matches!(error, Error::Refused(Refusal::NotInState { .. }))
}

fn draw(l: Language, view: CheckView, action: ServerAction<SubmitRegistration>, form: FormState) -> AnyView {
    let replacing = view.replaces.is_some();
    let open = matches!(view.state, State::Draft | State::ConfirmationRefused) || replacing;
    let title = if open { words::registration_check_title(l) } else { words::registration_answers_title(l) };
    let text = match (open, view.submitted) {
        (true, _) => before_submitting(l, &view),
        (false, true) => words::registration_answers_text(l).to_owned(),
        (false, false) => words::registration_answers_not_submitted(l).to_owned(),
    };
    let asked: Signal<Option<Error>> = form.error;
    let problems = open.then(|| view! { <Problems view=view.clone() asked=asked/> });
    let (id, key) = (view.id.to_string(), view.key.clone());
    let submit = open.then(|| {
        let eligibility = view.eligibility.clone().map(|verdict| view! { <EligibilityNote verdict=verdict/> });
        view! {
            {foreseen(l, view.automatic.as_ref())}
            {eligibility}
            <Note kind=NoteKind::Plain><p>{words::registration_check_truth(l)}</p></Note>
            <Form action=action form=form>
                <Hidden name="id" value=id/>
                <Hidden name="key" value=key/>
                <div class="bar"><SubmitButton text=words::registration_submit(l)/></div>
            </Form>
        }
    });
    let edit = view.state == State::Draft || replacing;
    let left = edit.then(|| view! { <StillUnsaved id=view.id sections=view.sections.clone()/> });
    view! {
        {problems}
        {left}
        <header class="head">
            <h1>{title}</h1>
            <p class="head__meta">{text}</p>
            <p class="head__chips chips"><StateChip state=view.state/></p>
        </header>
        {replaced(l, view.replaces.as_ref())}
        <div class="stack">{sections::draw(l, &view, edit)}</div>
        {submit}
    }
    .into_any()
}

/// What to do here, and how what is submitted can be corrected later.
fn before_submitting(l: Language, view: &CheckView) -> String {
    match (view.amendment, view.amend_until) {
        (Amendment::Withdraw, _) => words::registration_check_text(l).to_owned(),
        (Amendment::Replace, Some(end)) => words::registration_check_text_replace(l, until(l, end)),
        (Amendment::Replace, None) => words::registration_check_text_replace_reopened(l).to_owned(),
    }
}

/// The address at which a field is corrected; `?check` shows there what is wrong.
fn field_path(id: i64, page: &str, field: &str) -> String {
    path(id, &format!("fill/{page}?check#{field}"))
}
