//! The panel in which an officer decides: what came of the last decision, then what may be decided now.

use super::{
    actions::Actions,
    after::{self, After},
    draft::lost,
    keys::{Keys, Offered},
    refuse::{Refuse, Reopen},
};
use crate::{
    components::{ErrorSummary, Form, FormAction, Frame, Hidden, Labels},
    domain::{registration::State, text::Text},
    locales::{Language, state_word, use_language, words},
    view::{Decision, StaffRegistration},
};
use leptos::{ev::Event, prelude::*};

/// The id of what was refused.
const REFUSED: &str = "refused";

/// What every decision's form carries unseen.
#[derive(Clone)]
pub(super) struct Carried {
    id: i64,
    version: i64,
    key: String,
    pub(super) state: State,
}

/// The panel: what was refused, whatever may be decided now; what was lost; what was done; the photo; the forms.
pub(super) fn decide(staff: &StaffRegistration, actions: Actions, after: Memo<After>, keys: Keys) -> AnyView {
    let l = use_language();
    let registration = &staff.registration;
    let (id, version, state) = (registration.id, registration.version, registration.state);
    let carried = Carried { id, version, key: registration.key.clone(), state };
    let labels = labels(l, staff);
    let refused = actions.forms().map(|form| view! { <ErrorSummary form=form labels=labels.clone()/> });
    let lost = lost(l, registration, actions);
    let done = after::done(l, staff, after, actions);
    let next = after::next(l, staff);
    let (first, last) = if after::has_left(staff) { (next, None) } else { (None, next) };
    // The code of an old print would only be refused.
    let code = after.with_untracked(|after| after.code.clone());
    let code = if staff.old_print.is_some() { String::new() } else { code };
    let usual = &staff.usual_reasons;
    let form = |decision: &Decision| draw(*decision, carried.clone(), code.clone(), usual, actions);
    let forms: Vec<_> = staff.may.iter().map(form).collect();
    let nothing = forms
        .is_empty()
        .then(|| view! { <p class="quiet">{words::staff_nothing_to_decide(l, state_word(l, state))}</p> });
    let help = keys.help(l, Offered::of(staff));
    let keep = move |event: Event| actions.draft.keep(&event);
    view! {
        <div id=REFUSED>{refused}</div>
        {lost}
        {done}
        {first}
        {photo(l, staff)}
        {nothing}
        <div class="decide__forms" on:input=keep on:change=keep>{forms}</div>
        {last}
        {help}
    }
    .into_any()
}

/// The names of everything that a refusal may name.
fn labels(l: Language, staff: &StaffRegistration) -> Labels {
    let rows = staff.sections.iter().flat_map(|section| section.labels(l));
    let own = [
        ("form_code", words::staff_form_code(l)),
        ("reasons", words::staff_reasons(l)),
        ("reopen", words::staff_reopen_reason(l)),
    ];
    rows.chain(own.map(|(name, label)| (name.to_owned(), label.to_owned()))).collect()
}

fn photo(l: Language, staff: &StaffRegistration) -> AnyView {
    let picture = staff.registration.photo.clone().map(|src| view! { <img src=src alt=words::staff_photo(l)/> });
    view! { <div class="photo"><div class="photo__frame photo__frame--small">{picture}</div></div> }.into_any()
}

fn draw(decision: Decision, carried: Carried, code: String, usual: &[Text], actions: Actions) -> AnyView {
    match decision {
        Decision::ConfirmOnSite => view! { <ByCode carried=carried code=code actions=actions/> }.into_any(),
        Decision::ConfirmOnline | Decision::PassSite | Decision::PassArea => {
            view! { <Pass decision=decision carried=carried actions=actions/> }.into_any()
        }
        Decision::RefuseOnline | Decision::RefuseReview => {
            let usual = usual.to_vec();
            view! { <Refuse decision=decision carried=carried usual=usual actions=actions/> }.into_any()
        }
        Decision::Reopen => view! { <Reopen carried=carried actions=actions/> }.into_any(),
    }
}

/// The registration, as it was shown to the officer who decides.
#[component]
pub(super) fn Unseen(carried: Carried) -> impl IntoView {
    view! {
        <Hidden name="id" value=carried.id.to_string()/>
        <Hidden name="version" value=carried.version.to_string()/>
        <Hidden name="key" value=carried.key/>
        <Hidden name="from" value=carried.state.key()/>
    }
}

/// Confirming by the code that the officer reads from the print.
#[component]
fn ByCode(carried: Carried, code: String, actions: Actions) -> impl IntoView {
    let l = use_language();
    let FormAction { action, form } = actions.confirm;
    let written = actions.draft.of(carried.state).form_code;
    let code = if written.is_empty() { code } else { written };
    view! {
        <Form action=action form=form class="decide">
            <h2>{words::staff_confirm_title(l)}</h2>
            <Unseen carried=carried/>
            <CodeField code=code/>
            <button class="btn btn--wide" type="submit" data-key="a">{words::staff_confirm(l)}" "<kbd class="js">"A"</kbd></button>
        </Form>
    }
}

/// The code on the print. No `TextField`: what is wrong with a code stands above it in the panel, and is said once.
#[component]
fn CodeField(code: String) -> impl IntoView {
    let l = use_language();
    let hint = words::staff_form_code_hint(l);
    let frame = Frame { error_id: REFUSED.to_owned(), ..Frame::new("form_code", hint.to_owned()) };
    view! {
        <div class=frame.class()>
            <label class="field__label" for="form_code">{words::staff_form_code(l)}</label>
            <p class="field__hint" id=frame.hint_id.clone()>{hint}</p>
            <input
                class="field__control field__control--code" id="form_code" name="form_code" type="text" value=code
                autocomplete="off" aria-describedby=frame.described_by() aria-invalid=frame.invalid()
            />
        </div>
    }
}

/// Confirming online, or passing a review.
#[component]
fn Pass(decision: Decision, carried: Carried, actions: Actions) -> impl IntoView {
    let l = use_language();
    let FormAction { action, form } = actions.pass;
    let (title, key, text) = match decision {
        Decision::ConfirmOnline => (words::staff_confirm_title(l), "confirm-online", words::staff_confirm(l)),
        Decision::PassArea => (words::staff_review_area(l), "pass-area", words::staff_pass(l)),
        _ => (words::staff_review_site(l), "pass-site", words::staff_pass(l)),
    };
    view! {
        <Form action=action form=form class="decide">
            <h2>{title}</h2>
            <Unseen carried=carried/>
            <Hidden name="decision" value=key/>
            <button class="btn btn--wide" type="submit" data-key="a">{text}" "<kbd class="js">"A"</kbd></button>
        </Form>
    }
}
