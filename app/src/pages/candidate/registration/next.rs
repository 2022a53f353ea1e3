//! What to do now, in words that a tired person understands: one sentence, one deadline, one button.

use super::parts::{FormLink, node, path};
use crate::{
    components::{NextKind, NextStep},
    domain::{
        node::{NodeKey, Note, Status},
        programme::Confirmation,
        registration::State,
    },
    locales::{Language, told_apart, words},
    view::RegistrationView,
};
use leptos::prelude::*;

/// The next step, before it is drawn.
struct Step {
    kind: NextKind,
    label: &'static str,
    title: String,
    text: String,
    /// Where the one button leads, and its words.
    button: Option<(String, &'static str)>,
    /// Whether the printed form is offered beside it.
    form: bool,
}

impl Step {
    fn new(l: Language, title: impl Into<String>, text: impl Into<String>) -> Self {
        let label = words::common_next_step(l);
        Self { kind: NextKind::Open, label, title: title.into(), text: text.into(), button: None, form: false }
    }

    fn button(self, href: String, text: &'static str) -> Self {
        Self { button: Some((href, text)), ..self }
    }

    fn with_form(self) -> Self {
        Self { form: true, ..self }
    }

    fn of(self, kind: NextKind, label: &'static str) -> Self {
        Self { kind, label, ..self }
    }
}

/// The card at the top of a registration.
pub fn next_step(l: Language, view: &RegistrationView) -> AnyView {
    let id = view.id;
    let Step { kind, label, title, mut text, button, form } = step(l, view);
    // No window binds whoever was reopened: nobody is to look for one.
    if view.reopened && matches!(view.state, State::Draft | State::ConfirmationRefused) {
        text = format!("{text}{}{}", words::registration_between(l), words::registration_no_deadline(l));
    }
    let button = button.map(|(href, text)| view! { <a class="btn" href=href>{text}</a> });
    let form = form.then(|| view! { <FormLink id=id name=view.form_name.clone()/> });
    view! {
        <NextStep title=title text=text kind=kind label=label deadline=view.deadline now=view.now>{button}{form}</NextStep>
    }
    .into_any()
}

fn step(l: Language, view: &RegistrationView) -> Step {
    let id = view.id;
    let start_again = format!("/programmes/{}", view.programme_id);
    let waiting = words::registration_waiting(l);
    match view.state {
        State::Draft => draft(l, view),
        State::Submitted => submitted(l, view),
        State::ConfirmationRefused => refused(l, view),
        State::Confirmed => Step::new(l, words::registration_next_site_review(l), confirmed_text(l, view))
            .of(NextKind::Open, waiting)
            .with_form(),
        State::SitePassed => {
            Step::new(l, words::registration_next_area_review(l), words::registration_next_area_review_text(l))
                .of(NextKind::Open, waiting)
                .with_form()
        }
        State::AreaPassed => Step::new(l, words::registration_next_pay(l), words::registration_next_pay_text(l))
            .button(path(id, "payment"), words::node_link_payment(l)),
        State::Registered => Step::new(l, words::registration_next_exam(l), words::registration_next_exam_text(l))
            .of(NextKind::Done, words::registration_after_that(l))
            .with_form(),
        State::ReviewRefused => {
            Step::new(l, told_apart(l, &view.reasons), words::registration_next_review_refused_text(l))
                .of(NextKind::Bad, words::state_review_refused(l))
                .button(path(id, "review"), words::node_link_reasons(l))
        }
        State::Abandoned => Step::new(l, words::state_abandoned(l), words::registration_next_abandoned_text(l))
            .of(NextKind::Over, words::registration_over(l))
            .button(start_again, words::registration_to_programme(l)),
        State::Cancelled => {
            Step::new(l, words::registration_next_cancelled(l), words::registration_next_cancelled_text(l))
                .of(NextKind::Over, words::registration_over(l))
                .button(start_again, words::registration_to_programme(l))
        }
    }
}

/// The notice's own sentence where it was confirmed automatically (notice 000 (二)2(3)).
fn confirmed_text(l: Language, view: &RegistrationView) -> String {
    match node(view, NodeKey::Confirmation).map(|node| node.status) {
        Some(Status::Green) => words::node_confirmed_automatic(l).to_owned(),
        _ => words::registration_next_site_review_text(l).to_owned(),
    }
}

/// The first open node of a draft names the step.
fn draft(l: Language, view: &RegistrationView) -> Step {
    let id = view.id;
    if !view.can_change {
        return Step::new(l, words::registration_next_closed(l), words::registration_next_closed_text(l))
            .of(NextKind::Over, words::registration_over(l))
            .button(path(id, "submit"), words::registration_see_answers(l));
    }
    let current = view.nodes.iter().find(|node| node.status == Status::LightBlue);
    match current.map(|node| (node.key, &node.note)) {
        Some((NodeKey::Fill, Note::Pages { done: 0, total })) => {
            Step::new(l, words::registration_next_begin(l), words::registration_next_begin_text(l, total))
                .button(path(id, &format!("fill/{}", view.next_page)), words::registration_begin(l))
        }
        Some((NodeKey::Fill, Note::Pages { done, total })) => {
            Step::new(l, words::registration_next_fill(l), words::registration_next_fill_text(l, total, done))
                .button(path(id, &format!("fill/{}", view.next_page)), words::node_link_fill(l))
        }
        Some((NodeKey::Photo, _)) => {
            Step::new(l, words::registration_next_photo(l), words::registration_next_photo_text(l))
                .button(path(id, "photo"), words::node_link_photo(l))
        }
        Some((NodeKey::Materials, _)) => {
            Step::new(l, words::registration_next_materials(l), words::registration_next_materials_text(l))
                .button(path(id, "materials"), words::node_link_materials(l))
                .with_form()
        }
        Some((_, Note::SubmitAgain)) => {
            Step::new(l, words::registration_next_submit_again(l), words::registration_next_submit_again_text(l))
                .button(path(id, &format!("fill/{}", view.next_page)), words::registration_to_correct(l))
        }
        _ => {
            let text = match view.reopened {
                true => words::registration_next_submit_reopened_text(l),
                false => words::registration_next_submit_text(l),
            };
            Step::new(l, words::registration_next_submit(l), text)
                .button(path(id, "submit"), words::node_link_submit(l))
        }
    }
}

fn submitted(l: Language, view: &RegistrationView) -> Step {
    if view.replacing {
        let text = words::registration_replacing_text(l, view.form_version);
        return Step::new(l, words::registration_next_replace(l), text)
            .of(NextKind::Open, words::registration_replacing(l))
            .button(path(view.id, &format!("fill/{}", view.next_page)), words::node_link_fill(l))
            .with_form();
    }
    let confirmation = path(view.id, "confirmation");
    let how = words::node_link_confirmation(l);
    if !view.differences.is_empty() {
        let text = words::registration_next_auto_failed_text(l, view.differences.len());
        let step = Step::new(l, words::registration_next_auto_failed(l), text).button(confirmation, how);
        return step.of(NextKind::Bad, words::registration_auto_failed(l)).with_form();
    }
    match view.area.as_ref().map(|area| area.confirmation) {
        Some(Confirmation::Onsite) | None => {
            let text = match view.reopened {
                true => words::registration_next_onsite_reopened_text(l),
                false => words::registration_next_onsite_text(l),
            };
            Step::new(l, words::registration_next_onsite(l, view.form_name.get(l)), text)
                .button(confirmation, how)
                .with_form()
        }
        Some(Confirmation::Online) => {
            Step::new(l, words::registration_next_online(l), words::registration_next_online_text(l))
                .of(NextKind::Open, words::registration_waiting(l))
                .button(confirmation, how)
        }
    }
}

fn refused(l: Language, view: &RegistrationView) -> Step {
    let ready = node(view, NodeKey::Submit).is_some_and(|node| node.status == Status::LightBlue);
    let (screen, text) = match ready {
        true => ("submit", words::node_link_submit(l)),
        false => ("materials", words::node_link_materials_again(l)),
    };
    let said = words::registration_next_refused_text(l, told_apart(l, &view.reasons));
    let step = Step::new(l, words::registration_next_refused(l), said).button(path(view.id, screen), text);
    step.of(NextKind::Bad, words::state_confirmation_refused(l))
}
