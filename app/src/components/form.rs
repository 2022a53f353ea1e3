//! Forms that work with and without WebAssembly: a server function behind a plain `<form method="post">`.
//!
//! Without WebAssembly the browser posts, and a refusal comes back in the address of the page; with it the
//! action is dispatched, and a refusal comes back as its value. Either way [`FormState`] holds it, the
//! summary shows it, and each field finds its own part.

use crate::{
    domain::refusal::{Refusal, Wrong},
    error::Error,
    locales::{sentence, use_language},
};
use leptos::{
    context::Provider,
    ev,
    form::{ActionForm, FromFormData},
    prelude::*,
    server_fn::{
        Http, ServerFn,
        client::Client,
        codec::{Json, PostUrl},
        request::ClientReq,
    },
};
use leptos_router::{hooks::use_location, params::ParamsMap};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// How a form stands: what was refused, whether it is being sent, how often it succeeded.
#[derive(Clone, Copy, Debug)]
pub struct FormState {
    /// What came back instead of success.
    pub error: Signal<Option<Error>>,
    /// Whether an answer is awaited.
    pub pending: Signal<bool>,
    /// Counts successes: a resource that takes it as its source fetches again after each.
    pub saved: Signal<u32>,
    hint: RwSignal<Vec<Wrong>>,
}

impl FormState {
    /// The state of the form of `action`.
    #[must_use]
    pub fn new<F>(action: ServerAction<F>) -> Self
    where
        F: ServerFn<Error = Error> + Clone + Send + Sync + 'static,
        F::Output: Send + Sync,
    {
        let (hint, value) = (RwSignal::new(Vec::<Wrong>::new()), action.value());
        let error = Signal::derive(move || {
            let wrong = hint.get();
            let answered = value.with(|v| v.as_ref().and_then(|result| result.as_ref().err().cloned()));
            if wrong.is_empty() { answered } else { Some(Error::Refused(Refusal::Fields(wrong))) }
        });
        let saved = Memo::new(move |before: Option<&u32>| {
            before.copied().unwrap_or_default() + u32::from(value.with(|v| matches!(v, Some(Ok(_)))))
        });
        Self { error, pending: action.pending().into(), saved: saved.into(), hint }
    }

    /// The state of a form that the server takes without a server function, such as an upload: a refusal
    /// comes back in the address, as `refused`.
    #[must_use]
    pub fn posted() -> Self {
        let (hint, query) = (RwSignal::new(Vec::<Wrong>::new()), use_query());
        let error = Signal::derive(move || {
            let wrong = hint.get();
            let answered = || query.with(|query| serde_json::from_str(query.get_str("refused")?).ok());
            if wrong.is_empty() { answered() } else { Some(Error::Refused(Refusal::Fields(wrong))) }
        });
        Self { error, pending: Signal::stored(false), saved: Signal::stored(0), hint }
    }

    /// What is wrong with this field.
    #[must_use]
    pub fn wrong(self, field: &str) -> Option<Refusal> {
        self.error.with(|error| match error {
            Some(Error::Refused(Refusal::Fields(wrong))) => {
                wrong.iter().find(|w| w.field == field).map(|w| w.refusal.clone())
            }
            Some(Error::Refused(refusal)) => (field_of(refusal) == Some(field)).then(|| refusal.clone()),
            _ => None,
        })
    }

    /// Shows what the browser's own check found; empty = nothing.
    pub fn hint(self, wrong: Vec<Wrong>) {
        self.hint.set(wrong);
    }
}

/// The field that a refusal is about although it names none.
pub(super) const fn field_of(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::AreaUnknown => Some("area"),
        Refusal::SpecialtyUnknown => Some("specialty"),
        Refusal::FormCodeWrong | Refusal::FormCodeOld { .. } => Some("form_code"),
        Refusal::ReasonMissing => Some("reason"),
        Refusal::UnitExists { .. } | Refusal::UnitRequested { .. } => Some("code"),
        _ => None,
    }
}

/// The query of the address, true after every step: the router's own hook keeps the old one from page to page of
/// the same route.
#[must_use]
pub fn use_query() -> Memo<ParamsMap> {
    use_location().query
}

/// The sentence about this field in the form around it.
#[must_use]
pub fn use_wrong(field: &str) -> Memo<Option<String>> {
    let (language, form, field) = (use_language(), use_context::<FormState>(), field.to_owned());
    Memo::new(move |_| form.and_then(|form| form.wrong(&field)).map(|refusal| sentence(language, &refusal)))
}

/// What a form is checked by before it is sent. Not a `Callback`: a page that is drawn anew keeps the listener of its
/// form, and what the former page owned is gone by then.
pub type Check<F> = Arc<dyn Fn(F) -> Vec<Wrong> + Send + Sync>;

/// A form. `check` runs in the browser before anything is sent, as a hint; the server checks again.
#[component]
pub fn Form<F>(
    action: ServerAction<F>,
    form: FormState,
    #[prop(optional)] class: &'static str,
    #[prop(optional)] check: Option<Check<F>>,
    children: Children,
) -> impl IntoView
where
    F: ServerFn<Error = Error, Protocol = Http<PostUrl, Json>> + DeserializeOwned + Clone + Send + Sync + 'static,
    F::Output: Send + Sync + 'static,
    F::Client: Client<Error>,
    <<F::Client as Client<Error>>::Request as ClientReq<Error>>::FormData: From<leptos::web_sys::FormData>,
{
    let before_send = move |event: ev::SubmitEvent| {
        let Some(pending) = form.pending.try_get_untracked() else {
            // The page is being drawn anew and this form's action is gone: the browser posts it as a plain form.
            event.stop_immediate_propagation();
            return;
        };
        // A second tap while the first is on its way would only be answered as the first.
        if pending {
            event.prevent_default();
            return;
        }
        let input = F::from_event(&event).ok();
        let wrong = check.as_ref().zip(input).map(|(check, input)| check(input)).unwrap_or_default();
        if !wrong.is_empty() {
            event.prevent_default();
        }
        form.hint(wrong);
    };
    view! {
        <Provider value=form>
            <ActionForm action=action attr:class=class attr:novalidate=true on:submit:capture=before_send>
                {children()}
            </ActionForm>
        </Provider>
    }
}

/// The button that sends the form around it; looks busy while an answer is awaited.
#[component]
pub fn SubmitButton(
    #[prop(into)] text: String,
    #[prop(default = "btn")] class: &'static str,
    #[prop(optional, into)] name: Option<&'static str>,
    #[prop(optional, into)] value: Option<String>,
) -> impl IntoView {
    let pending = use_context::<FormState>().map(|form| form.pending);
    let busy = move || pending.is_some_and(|pending| pending.get()).then_some("true");
    view! { <button type="submit" class=class name=name value=value aria-busy=busy>{text}</button> }
}
