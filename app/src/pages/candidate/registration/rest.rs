//! Below the next step: differences, reasons, the registration in short, what happened, and the quiet actions.

use super::parts::{Differences, FormLink, Reasons, node, path};
use crate::{
    api::registration::{CancelRegistration, KeepSubmitted, ReplaceRegistration, WithdrawRegistration},
    components::{Form, FormState, Hidden, SubmitButton, Timeline},
    domain::{node::NodeKey, programme::Confirmation, registration::State},
    locales::{Language, words},
    view::RegistrationView,
};
use leptos::prelude::*;

/// What can be done quietly.
#[derive(Clone, Copy)]
pub struct Actions {
    /// 撤回.
    pub withdraw: ServerAction<WithdrawRegistration>,
    /// Giving up.
    pub cancel: ServerAction<CancelRegistration>,
    /// 重新报考.
    pub replace: ServerAction<ReplaceRegistration>,
    /// Leaving the corrected copy.
    pub keep: ServerAction<KeepSubmitted>,
}

/// Everything below the next step.
pub fn rest(l: Language, view: &RegistrationView, actions: Actions) -> AnyView {
    let reopened = view.state == State::Draft;
    let title = if reopened { words::registration_reopened_reasons(l) } else { words::registration_reasons(l) };
    view! {
        <div class="overview__rest stack">
            <Differences state=view.state differences=view.differences.clone()/>
            <Reasons title=title reasons=view.reasons.clone()/>
            {in_short(l, view)}
            {quiet(l, view, actions)}
            <section class="sheet">
                <details class="more">
                    <summary>{words::registration_timeline(l)}</summary>
                    <Timeline entries=view.timeline.clone()/>
                </details>
            </section>
        </div>
    }
    .into_any()
}

fn in_short(l: Language, view: &RegistrationView) -> AnyView {
    let row = |label: &'static str, value: String| {
        view! { <div class="summary__row"><dt>{label}</dt><dd>{value}</dd></div> }
    };
    let code = view.form_code.clone().map(|code| {
        view! {
            <div class="summary__row">
                <dt>{words::registration_form(l)}</dt>
                <dd>{words::registration_version(l, view.form_version)}" · "<span class="num" data-form-code="">{code}</span></dd>
            </div>
        }
    });
    let area = view.area.as_ref().map(|area| row(words::registration_area(l), area.name.get(l).to_owned()));
    let site = view.site.as_ref().map(|site| row(words::registration_site(l), site.get(l).to_owned()));
    let specialty = view.specialty.as_ref().map(|s| row(words::registration_specialty(l), s.get(l).to_owned()));
    let filled = node(view, NodeKey::Fill).is_some_and(|node| node.status.is_done());
    let printable =
        view.state != State::Draft || view.area.as_ref().is_some_and(|a| a.confirmation == Confirmation::Online);
    let form = (filled && printable)
        .then(|| view! { <p class="actions"><FormLink id=view.id class="btn btn--quiet btn--small"/></p> });
    view! {
        <section class="sheet">
            <div class="sheet__head">
                <h2>{words::registration_summary(l)}</h2>
                <a href=path(view.id, "submit")>{words::registration_see_answers(l)}</a>
            </div>
            <dl class="summary">
                {area}
                {site}
                {specialty}
                {code}
            </dl>
            {form}
            <p class="quiet"><a href=path(view.id, "notice")>{words::registration_notice_title(l)}</a></p>
        </section>
    }
    .into_any()
}

fn quiet(l: Language, view: &RegistrationView, actions: Actions) -> Option<AnyView> {
    let change = (view.can_change && !view.asks_area).then(|| {
        let href = path(view.id, "area");
        view! { <p class="actions"><a class="btn btn--quiet btn--small" href=href>{words::node_link_change_area(l)}</a></p> }
    });
    let cancel = (view.state == State::Draft).then(|| cancel_form(l, view, actions.cancel));
    let replace = view.can_replace.then(|| replace_form(l, view, actions.replace));
    let keep = view.replacing.then(|| keep_form(l, view, actions.keep));
    let withdraw = view.can_withdraw.then(|| withdraw_form(l, view.id, view.key.clone(), actions.withdraw));
    let any = change.is_some() || cancel.is_some() || withdraw.is_some() || replace.is_some() || keep.is_some();
    any.then(|| {
        view! { <section class="sheet"><h2>{words::registration_other(l)}</h2>{replace}{keep}{withdraw}{change}{cancel}</section> }
            .into_any()
    })
}

/// 撤回, with what it means.
pub fn withdraw_form(l: Language, id: i64, key: String, action: ServerAction<WithdrawRegistration>) -> AnyView {
    let form = FormState::new(action);
    view! {
        <details class="more">
            <summary>{words::registration_withdraw(l)}</summary>
            <p>{words::registration_withdraw_text(l)}</p>
            <Form action=action form=form class="actions">
                <Hidden name="id" value=id.to_string()/>
                <Hidden name="key" value=key/>
                <SubmitButton text=words::registration_withdraw_sure(l) class="btn btn--quiet"/>
            </Form>
        </details>
    }
    .into_any()
}

/// 重新报考, with what it means.
fn replace_form(l: Language, view: &RegistrationView, action: ServerAction<ReplaceRegistration>) -> AnyView {
    let form = FormState::new(action);
    let (id, key) = (view.id.to_string(), view.key.clone());
    view! {
        <details class="more">
            <summary>{words::registration_replace(l)}</summary>
            <p>{words::registration_replace_text(l)}</p>
            <Form action=action form=form class="actions">
                <Hidden name="id" value=id/>
                <Hidden name="key" value=key/>
                <SubmitButton text=words::registration_replace_sure(l) class="btn btn--quiet"/>
            </Form>
        </details>
    }
    .into_any()
}

fn keep_form(l: Language, view: &RegistrationView, action: ServerAction<KeepSubmitted>) -> AnyView {
    let form = FormState::new(action);
    let (id, key) = (view.id.to_string(), view.key.clone());
    view! {
        <details class="more">
            <summary>{words::registration_keep(l)}</summary>
            <p>{words::registration_keep_text(l)}</p>
            <Form action=action form=form class="actions">
                <Hidden name="id" value=id/>
                <Hidden name="key" value=key/>
                <SubmitButton text=words::registration_keep_sure(l) class="btn btn--danger"/>
            </Form>
        </details>
    }
    .into_any()
}

fn cancel_form(l: Language, view: &RegistrationView, action: ServerAction<CancelRegistration>) -> AnyView {
    let form = FormState::new(action);
    let (id, key) = (view.id.to_string(), view.key.clone());
    view! {
        <details class="more">
            <summary>{words::registration_cancel(l)}</summary>
            <p>{words::registration_cancel_text(l)}</p>
            <Form action=action form=form class="actions">
                <Hidden name="id" value=id/>
                <Hidden name="key" value=key/>
                <SubmitButton text=words::registration_cancel_sure(l) class="btn btn--danger"/>
            </Form>
        </details>
    }
    .into_any()
}
