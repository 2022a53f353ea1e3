//! Below the next step: differences, reasons, the registration in short, what happened, and the quiet actions.

use super::{
    parts::{Differences, FormLink, Reasons, node, path},
    sure::{Sure, folded, sure},
};
use crate::{
    api::registration::{CancelRegistration, KeepSubmitted, ReplaceRegistration, WithdrawRegistration},
    components::{FormAction, Timeline},
    domain::{node::NodeKey, programme::Confirmation, registration::State},
    locales::{Language, words},
    view::RegistrationView,
};
use leptos::prelude::*;

/// What can be done quietly; made by the page, which draws everything else anew with every piece of news.
#[derive(Clone, Copy)]
pub struct Actions {
    /// 撤回.
    pub withdraw: FormAction<WithdrawRegistration>,
    /// Giving up.
    pub cancel: FormAction<CancelRegistration>,
    /// 重新报考.
    pub replace: FormAction<ReplaceRegistration>,
    /// Leaving the corrected copy.
    pub keep: FormAction<KeepSubmitted>,
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
        let name = view.form_name.get(l).to_owned();
        view! {
            <div class="summary__row">
                <dt>{name}</dt>
                <dd>{words::registration_version(l, view.form_version)}<br/><span class="num" data-form-code="">{code}</span></dd>
            </div>
        }
    });
    let area = view.area.as_ref().map(|area| row(words::registration_area(l), area.name.get(l).to_owned()));
    let site = view.site.as_ref().map(|site| row(words::registration_site(l), site.get(l).to_owned()));
    let specialty = view.specialty.as_ref().map(|s| row(words::registration_specialty(l), s.get(l).to_owned()));
    let filled = node(view, NodeKey::Fill).is_some_and(|node| node.status.is_done());
    let printable =
        view.state != State::Draft || view.area.as_ref().is_some_and(|a| a.confirmation == Confirmation::Online);
    let (id, name) = (view.id, view.form_name.clone());
    let form = (filled && printable)
        .then(|| view! { <p class="actions"><FormLink id=id name=name class="btn btn--quiet btn--small"/></p> });
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
    let cancel = view.can_cancel.then(|| {
        let (text, button) = (words::registration_cancel_text(l), words::registration_cancel_sure(l));
        let form = sure(view, actions.cancel, Sure { text, button, class: "btn btn--danger" });
        folded(words::registration_cancel(l), form)
    });
    let replace = view.can_replace.then(|| {
        let (text, button) = (words::registration_replace_text(l), words::registration_replace_sure(l));
        let form = sure(view, actions.replace, Sure { text, button, class: "btn btn--quiet" });
        folded(words::registration_replace(l), form)
    });
    let keep = view.replacing.then(|| {
        let (text, button) = (words::registration_keep_text(l), words::registration_keep_sure(l));
        let form = sure(view, actions.keep, Sure { text, button, class: "btn btn--danger" });
        folded(words::registration_keep(l), form)
    });
    let withdraw = view.can_withdraw.then(|| {
        let (text, button) = (words::registration_withdraw_text(l), words::registration_withdraw_sure(l));
        let form = sure(view, actions.withdraw, Sure { text, button, class: "btn btn--quiet" });
        folded(words::registration_withdraw(l), form)
    });
    let any = change.is_some() || cancel.is_some() || withdraw.is_some() || replace.is_some() || keep.is_some();
    any.then(|| {
        view! { <section class="sheet"><h2>{words::registration_other(l)}</h2>{replace}{keep}{withdraw}{change}{cancel}</section> }
            .into_any()
    })
}
