//! The panel in which an officer decides: confirm, pass, refuse with reasons, reopen.

use super::{
    actions::{Actions, Decided},
    keys::Keys,
};
use crate::{
    components::{AreaField, ErrorSummary, Form, Hidden, Labels, Note, NoteKind, Size, TextField, use_query},
    domain::text::Language,
    locales::{state_word, use_language, words},
    view::{Decision, StaffRegistration},
};
use leptos::prelude::*;

/// What every decision's form carries unseen.
#[derive(Clone)]
struct Carried {
    id: i64,
    version: i64,
    key: String,
}

/// The panel: the photo, then what this officer may decide now.
pub(super) fn decide(staff: &StaffRegistration, actions: Actions) -> AnyView {
    let l = use_language();
    let registration = &staff.registration;
    let carried = Carried { id: registration.id, version: registration.version, key: registration.key.clone() };
    let may = staff.may.clone();
    let labels: Labels = staff
        .sections
        .iter()
        .flat_map(|section| &section.rows)
        .map(|row| (row.field.clone(), row.label.get(l).to_owned()))
        .chain([("form_code".to_owned(), words::staff_form_code(l).to_owned())])
        .collect();
    let decisions: Vec<_> = may.iter().map(|decision| draw(*decision, &carried, &labels, actions)).collect();
    let nothing = decisions.is_empty().then(|| {
        view! { <p class="quiet">{words::staff_nothing_to_decide(l, state_word(l, registration.state))}</p> }
    });
    let next = next_in_queue(staff).map(|id| {
        view! { <p class="decide__keys"><a href=format!("/staff/registrations/{id}") data-next="">{words::staff_next(l)}" "<kbd>"J"</kbd></a></p> }
    });
    view! { {photo(l, staff)}<hr/>{done(l)}{nothing}{decisions}{next}<Keys/> }.into_any()
}

/// What this officer has just decided, as the address says after a decision.
fn done(l: Language) -> Option<AnyView> {
    let text = match use_query().with(|query| query.get("done"))?.as_str() {
        "confirmed" => words::staff_done_confirmed(l),
        "passed" => words::staff_done_passed(l),
        "refused" => words::staff_done_refused(l),
        "reopened" => words::staff_done_reopened(l),
        _ => return None,
    };
    Some(view! { <Note kind=NoteKind::Ok><p role="status">{text}</p></Note> }.into_any())
}

fn photo(l: Language, staff: &StaffRegistration) -> AnyView {
    let picture = staff.registration.photo.clone().map(|src| view! { <img src=src alt=words::staff_photo(l)/> });
    view! { <div class="photo"><div class="photo__frame photo__frame--small">{picture}</div></div> }.into_any()
}

fn next_in_queue(staff: &StaffRegistration) -> Option<i64> {
    let own = staff.queue.iter().position(|row| row.id == staff.registration.id);
    let after = own.map_or(0, |at| at + 1);
    staff.queue.get(after).map(|row| row.id).filter(|id| *id != staff.registration.id)
}

fn draw(decision: Decision, carried: &Carried, labels: &Labels, actions: Actions) -> AnyView {
    let carried = carried.clone();
    match decision {
        Decision::ConfirmOnSite => view! { <ByCode carried=carried labels=labels.clone() actions=actions/> }.into_any(),
        Decision::ConfirmOnline | Decision::PassSite | Decision::PassArea => {
            view! { <Pass decision=decision carried=carried actions=actions/> }.into_any()
        }
        Decision::RefuseOnline | Decision::RefuseReview => {
            view! { <Refuse decision=decision carried=carried actions=actions/> }.into_any()
        }
        Decision::Reopen => view! { <Reopen carried=carried actions=actions/> }.into_any(),
    }
}

#[component]
fn Unseen(carried: Carried) -> impl IntoView {
    view! {
        <Hidden name="id" value=carried.id.to_string()/>
        <Hidden name="version" value=carried.version.to_string()/>
        <Hidden name="key" value=carried.key/>
    }
}

#[component]
fn ByCode(carried: Carried, labels: Labels, actions: Actions) -> impl IntoView {
    let l = use_language();
    let Decided { action, form } = actions.confirm;
    let code = use_query().with_untracked(|query| query.get("code").unwrap_or_default());
    view! {
        <ErrorSummary form=form labels=labels/>
        <Form action=action form=form class="decide">
            <h2>{words::staff_confirm_title(l)}</h2>
            <Unseen carried=carried/>
            <TextField
                name="form_code" label=words::staff_form_code(l) hint=words::staff_form_code_hint(l)
                size=Size::Code value=code autocomplete="off"
            />
            <button class="btn btn--wide" type="submit" data-key="a">{words::staff_confirm(l)}" "<kbd>"A"</kbd></button>
        </Form>
        <hr/>
    }
}

#[component]
fn Pass(decision: Decision, carried: Carried, actions: Actions) -> impl IntoView {
    let l = use_language();
    let Decided { action, form } = actions.pass;
    let (title, key, text) = match decision {
        Decision::ConfirmOnline => (words::staff_confirm_title(l), "confirm-online", words::staff_confirm(l)),
        Decision::PassArea => (words::staff_review_area(l), "pass-area", words::staff_pass(l)),
        _ => (words::staff_review_site(l), "pass-site", words::staff_pass(l)),
    };
    view! {
        <ErrorSummary form=form/>
        <Form action=action form=form class="decide">
            <h2>{title}</h2>
            <Unseen carried=carried/>
            <Hidden name="decision" value=key/>
            <button class="btn btn--wide" type="submit" data-key="a">{text}" "<kbd>"A"</kbd></button>
        </Form>
        <hr/>
    }
}

#[component]
fn Refuse(decision: Decision, carried: Carried, actions: Actions) -> impl IntoView {
    let l = use_language();
    let Decided { action, form } = actions.refuse;
    let key = if decision == Decision::RefuseOnline { "refuse-online" } else { "refuse-review" };
    let label = if decision == Decision::RefuseOnline { words::staff_refuse_online(l) } else { words::staff_refuse(l) };
    let choices: Vec<_> = reasons()
        .into_iter()
        .map(|(stored, shown)| {
            view! {
                <label class="choice">
                    <input type="checkbox" name="reasons[]" value=stored/><span>{shown}</span>
                </label>
            }
        })
        .collect();
    // Refused for want of a reason, the fold must not hide where to write one.
    let open = form.error.with_untracked(Option::is_some);
    view! {
        <ErrorSummary form=form/>
        <details class="decide fold" open=open>
            <summary class="btn btn--danger btn--wide" data-key="r">{words::staff_refuse_with_reason(l)}" "<kbd>"R"</kbd></summary>
            <Form action=action form=form class="decide">
                <Unseen carried=carried/>
                <Hidden name="decision" value=key/>
                <fieldset class="field">
                    <legend class="field__label">{words::staff_reasons(l)}</legend>
                    <div class="choices">{choices}</div>
                </fieldset>
                <AreaField name="reason" label=words::staff_reason(l) hint=words::staff_reason_hint(l) optional=true maxlength=500_u32/>
                <button class="btn btn--danger btn--wide" type="submit">{label}</button>
            </Form>
        </details>
        <hr/>
    }
}

/// The usual reasons: what is stored and shown to the candidate (Chinese), and what the officer reads.
fn reasons() -> [(&'static str, &'static str); 6] {
    let l = use_language();
    [
        words::staff_reason_specialty,
        words::staff_reason_years,
        words::staff_reason_residency,
        words::staff_reason_photo,
        words::staff_reason_unreadable,
        words::staff_reason_stamp,
    ]
    .map(|text| (text(Language::Chinese), text(l)))
}

#[component]
fn Reopen(carried: Carried, actions: Actions) -> impl IntoView {
    let l = use_language();
    let Decided { action, form } = actions.reopen;
    view! {
        <ErrorSummary form=form/>
        <details class="more">
            <summary>{words::staff_reopen(l)}</summary>
            <Form action=action form=form class="decide">
                <Unseen carried=carried/>
                <p class="quiet">{words::staff_reopen_text(l)}</p>
                <TextField name="reason" label=words::staff_reopen_reason(l) maxlength=500_u32/>
                <button class="btn btn--quiet btn--wide" type="submit">{words::staff_reopen(l)}</button>
            </Form>
        </details>
    }
}
