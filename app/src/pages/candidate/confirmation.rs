//! `/registrations/{id}/confirmation`: what happens after submitting, the form and its code. Live.

use super::registration::{
    parts::{Differences, FormLink, Frame, Reasons, node, path, use_id, use_registration},
    sure::{Sure, sure},
};
use crate::{
    api::registration::WithdrawRegistration,
    components::{Chip, DOT, FormAction, Note, NoteKind, StateChip},
    domain::{
        node::{NodeKey, Status},
        programme::Confirmation as Way,
        registration::State,
    },
    locales::{self, Language, moment, until, use_language, words},
    view::RegistrationView,
};
use leptos::prelude::*;

/// The confirmation of a registration.
#[component]
pub fn Confirmation() -> impl IntoView {
    let (l, id) = (use_language(), use_id());
    let withdraw = FormAction::<WithdrawRegistration>::new();
    let form = withdraw.form;
    view! {
        <Frame
            title=words::node_confirmation(l) id=id forms=vec![form] resource=use_registration(id, &[form])
            draw=move |l, view| draw(l, &view, withdraw)
        />
    }
}

fn draw(l: Language, view: &RegistrationView, withdraw: FormAction<WithdrawRegistration>) -> AnyView {
    let submitted = node(view, NodeKey::Submit).and_then(|node| node.done.as_ref()).filter(|_| view.form_version > 0);
    let meta = submitted.map(|done| {
        let version = words::registration_version(l, view.form_version);
        view! { <p class="head__meta">{moment(l, done.at)}{DOT}{version}</p> }
    });
    let reasons = if view.state == State::ConfirmationRefused { view.reasons.clone() } else { Vec::new() };
    view! {
        <header class="head">
            <h1>{title(l, view)}</h1>
            {meta}
            <p class="head__chips chips"><StateChip state=view.state/>{deadline(l, view)}</p>
        </header>
        <Reasons title=words::registration_reasons(l) reasons=reasons/>
        <Differences state=view.state differences=view.differences.clone()/>
        {code(l, view)}
        {after(l, view)}
        {take_back(l, view, withdraw)}
    }
    .into_any()
}

fn title(l: Language, view: &RegistrationView) -> String {
    if let (State::Submitted, Some(own)) = (view.state, &view.submitted_title) {
        return own.get(l).to_owned();
    }
    let title = match view.state {
        State::Draft => words::registration_not_submitted(l),
        State::Submitted => words::registration_submitted_title(l),
        State::ConfirmationRefused => words::state_confirmation_refused(l),
        State::Abandoned => words::state_abandoned(l),
        State::Cancelled => words::state_cancelled(l),
        _ => words::state_confirmed(l),
    };
    title.to_owned()
}

fn deadline(l: Language, view: &RegistrationView) -> Option<AnyView> {
    let acting = matches!(view.state, State::Submitted | State::ConfirmationRefused);
    let at = node(view, NodeKey::Confirmation)?.deadline.filter(|_| acting)?;
    Some(view! { <Chip text=words::common_until(l, until(l, at))/> }.into_any())
}

fn is_online(view: &RegistrationView) -> bool {
    view.area.as_ref().is_some_and(|area| area.confirmation == Way::Online)
}

/// The code of the newest print, large, and the print itself.
fn code(l: Language, view: &RegistrationView) -> Option<AnyView> {
    let code = view.form_code.clone()?;
    let name = view.form_name.clone();
    let caption = words::registration_form_code(l, name.get(l));
    let valid = (view.state == State::Submitted).then(|| {
        // Where confirmation is online, nobody comes to show it.
        let text = match is_online(view) {
            true => words::registration_form_code_text_online(l, view.form_version),
            false => words::registration_form_code_text(l, view.form_version),
        };
        view! { <p class="quiet">{text}</p> }
    });
    Some(
        view! {
            <section class="sheet">
                <div class="code-card">
                    <div class="code-card__text">
                        <small>{caption}</small>
                        <b class="code" data-form-code="">{code}</b>
                        {valid}
                    </div>
                </div>
                <div class="actions"><FormLink id=view.id name=name class="btn"/></div>
            </section>
        }
        .into_any(),
    )
}

/// What happens next, in order.
fn after(l: Language, view: &RegistrationView) -> AnyView {
    let automatic = node(view, NodeKey::Confirmation).is_some_and(|node| node.status == Status::Green);
    let Some(area) = &view.area else {
        return view! { <p>{words::registration_after_draft(l)}</p> }.into_any();
    };
    let form = view.form_name.get(l);
    let on_site = view.state == State::Submitted && area.confirmation == Way::Onsite;
    let steps: Vec<String> = match (view.state, area.confirmation) {
        (State::Draft, _) => vec![words::registration_after_draft(l).into()],
        (State::Submitted, Way::Onsite) => vec![
            match view.form_stamped {
                true => words::registration_after_print_stamped(l, form),
                false => words::registration_after_print(l, form),
            },
            match view.reopened {
                true => words::registration_after_visit_reopened(l, form),
                false => words::registration_after_visit(l, locales::window(l, area.confirm), form),
            },
            words::registration_after_review(l).into(),
        ],
        (State::Submitted, Way::Online) => vec![
            words::registration_after_online(l).into(),
            words::registration_after_online_refused(l).into(),
            words::registration_after_review(l).into(),
        ],
        (State::ConfirmationRefused, _) if view.reopened => vec![words::registration_after_refused_reopened(l).into()],
        (State::ConfirmationRefused, _) => {
            vec![words::registration_after_refused(l, until(l, area.reupload_until))]
        }
        (State::Abandoned | State::Cancelled, _) => return ().into_any(),
        (State::Registered, _) => vec![words::registration_review_passed(l).into()],
        _ if automatic => vec![words::node_confirmed_automatic(l).into()],
        _ => vec![words::registration_after_review(l).into()],
    };
    // Whoever waits for an officer does not lapse by waiting, nor does whoever was reopened.
    let late =
        view.deadline.filter(|_| on_site).map(|_| view! { <p class="quiet">{words::registration_after_late(l)}</p> });
    // Where confirmation is online, the sentence of the area is about what comes before submitting.
    let place = on_site.then(|| {
        let place = area.place.get(l).to_owned();
        view! { <Note title=words::registration_where(l)><p>{place}</p></Note> }
    });
    let on = match view.state {
        State::Draft => Some((path(view.id, "submit"), words::node_link_submit(l))),
        State::ConfirmationRefused => Some((path(view.id, "materials"), words::node_link_materials_again(l))),
        _ => None,
    };
    let on = on.map(|(href, text)| view! { <div class="actions"><a class="btn" href=href>{text}</a></div> });
    // One step is no list.
    let steps = match steps.as_slice() {
        [step] => view! { <p>{step.clone()}</p> }.into_any(),
        steps => {
            let items: Vec<_> = steps.iter().map(|step| view! { <li>{step.clone()}</li> }).collect();
            view! { <ol class="stack--tight">{items}</ol> }.into_any()
        }
    };
    view! {
        <section class="sheet">
            <h2>{words::registration_after_that(l)}</h2>
            {steps}
            {late}
            {on}
        </section>
        {place}
    }
    .into_any()
}

/// 撤回修改, or that it is too late for it.
fn take_back(l: Language, view: &RegistrationView, withdraw: FormAction<WithdrawRegistration>) -> Option<AnyView> {
    if !view.can_withdraw {
        let confirmed =
            matches!(view.state, State::Confirmed | State::SitePassed | State::AreaPassed | State::Registered);
        return confirmed.then(|| {
            view! { <Note kind=NoteKind::Plain><p>{words::registration_no_more_changes(l)}</p></Note> }.into_any()
        });
    }
    let (text, button) = (words::registration_withdraw_text(l), words::registration_withdraw(l));
    let form = sure(view, withdraw, Sure { text, button, class: "btn btn--danger" });
    Some(view! { <section class="sheet"><h2>{words::registration_withdraw_title(l)}</h2>{form}</section> }.into_any())
}
