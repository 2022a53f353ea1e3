//! The decisions that want words: refuse with reasons, reopen with one. Folded until they are wanted; while somebody is
//! being refused, photo and approval make room (`.fold[open]`).

use super::{
    actions::Actions,
    decide::{Carried, Unseen},
    draft::Written,
};
use crate::{
    components::{Form, FormAction, Hidden, Icon, TextField, in_textarea, use_wrong},
    domain::text::{Language, Text},
    locales::{use_language, words},
    view::Decision,
};
use leptos::prelude::*;

/// Refusing a confirmation or a review; `usual` are the exam's usual reasons.
#[component]
pub(super) fn Refuse(decision: Decision, carried: Carried, usual: Vec<Text>, actions: Actions) -> impl IntoView {
    let l = use_language();
    let FormAction { action, form } = actions.refuse;
    let (key, label) = match decision {
        Decision::RefuseOnline => ("refuse-online", words::staff_refuse_online(l)),
        _ => ("refuse-review", words::staff_refuse(l)),
    };
    let written = actions.draft.of(carried.state);
    // The fold hides neither what is written nor what is missing.
    let open = written.refuses() || untrack(|| form.wrong("reasons")).is_some();
    let Written { reasons, reason, .. } = written;
    view! {
        <details class="decide fold" open=open>
            <summary class="btn btn--danger btn--wide" data-key="r">
                <span class="fold__shut">{words::staff_refuse_with_reason(l)}" "<kbd class="js">"R"</kbd></span>
                <span class="fold__open"><Icon name="left"/>{words::common_back(l)}</span>
            </summary>
            <Form action=action form=form class="decide">
                <Unseen carried=carried/>
                <Hidden name="decision" value=key/>
                <Reasons usual=usual ticked=reasons/>
                <More reason=reason/>
                <button class="btn btn--danger btn--wide" type="submit">{label}</button>
            </Form>
        </details>
    }
}

/// The usual reasons, to be ticked; what is stored and shown to the candidate is the Chinese text. That none was given
/// is said here, where one is a tap away.
#[component]
fn Reasons(usual: Vec<Text>, ticked: Vec<String>) -> impl IntoView {
    let l = use_language();
    let wrong = use_wrong("reasons");
    let class = move || if wrong.with(Option::is_some) { "field field--bad" } else { "field" };
    let described = move || wrong.with(Option::is_some).then_some("reasons-error");
    let error = move || wrong.get().map(|text| view! { <p class="field__error" id="reasons-error">{text}</p> });
    // The summary's link leads to the first one, or to the empty list of an exam without any.
    let none = usual.is_empty().then_some("reasons");
    let choice = |(index, reason): (usize, Text)| {
        let id = (index == 0).then_some("reasons");
        let (shown, stored) = (reason.get(l).to_owned(), reason.get(Language::Chinese).to_owned());
        let checked = ticked.contains(&stored);
        view! {
            <label class="choice">
                <input type="checkbox" id=id name="reasons[]" value=stored checked=checked/><span>{shown}</span>
            </label>
        }
    };
    let choices: Vec<_> = usual.into_iter().enumerate().map(choice).collect();
    view! {
        <fieldset class=class id=none tabindex=none.map(|_| "-1") aria-describedby=described>
            <legend class="field__label">{words::staff_reasons(l)}</legend>
            {error}
            <div class="choices">{choices}</div>
        </fieldset>
    }
}

/// More words to the candidate. No `AreaField`: that would fill in what came back of a refusal in another state.
#[component]
fn More(reason: String) -> impl IntoView {
    let l = use_language();
    view! {
        <div class="field">
            <label class="field__label" for="reason">
                {words::staff_reason(l)}" "<small>{words::common_optional(l)}</small>
            </label>
            <p class="field__hint" id="reason-hint">{words::staff_reason_hint(l)}</p>
            <textarea
                class="field__control" id="reason" name="reason" rows="3" maxlength="500" aria-describedby="reason-hint"
            >{in_textarea(reason)}</textarea>
        </div>
    }
}

/// Giving a registration back to the candidate.
#[component]
pub(super) fn Reopen(carried: Carried, actions: Actions) -> impl IntoView {
    let l = use_language();
    let FormAction { action, form } = actions.reopen;
    let reopen = actions.draft.of(carried.state).reopen;
    let open = !reopen.trim().is_empty() || untrack(|| form.wrong("reopen")).is_some();
    view! {
        <details class="more" open=open>
            <summary>{words::staff_reopen(l)}</summary>
            <Form action=action form=form class="decide">
                <Unseen carried=carried/>
                <p class="quiet">{words::staff_reopen_text(l)}</p>
                <TextField name="reopen" label=words::staff_reopen_reason(l) value=reopen maxlength=500_u32/>
                <button class="btn btn--quiet btn--wide" type="submit">{words::staff_reopen(l)}</button>
            </Form>
        </details>
    }
}
