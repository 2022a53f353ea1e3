//! What is done only on purpose: what it means, then one button that says so.

use crate::{
    components::{Form, FormAction, Hidden, SubmitButton},
    error::Error,
    view::RegistrationView,
};
use leptos::{
    prelude::*,
    server_fn::{
        Http, ServerFn,
        client::Client,
        codec::{Json, PostUrl},
        request::ClientReq,
    },
};
use serde::de::DeserializeOwned;

/// The words and the look.
#[derive(Clone, Copy, Debug)]
pub struct Sure {
    /// What it means.
    pub text: &'static str,
    /// What the button says.
    pub button: &'static str,
    /// The button's class.
    pub class: &'static str,
}

/// What it means, and the form that does it to this registration.
pub fn sure<F>(view: &RegistrationView, what: FormAction<F>, sure: Sure) -> AnyView
where
    F: ServerFn<Error = Error, Protocol = Http<PostUrl, Json>> + DeserializeOwned + Clone + Send + Sync + 'static,
    F::Output: Send + Sync + 'static,
    F::Client: Client<Error>,
    <<F::Client as Client<Error>>::Request as ClientReq<Error>>::FormData: From<leptos::web_sys::FormData>,
{
    let FormAction { action, form } = what;
    let Sure { text, button, class } = sure;
    let (id, key) = (view.id.to_string(), view.key.clone());
    view! {
        <p>{text}</p>
        <Form action=action form=form class="actions">
            <Hidden name="id" value=id/>
            <Hidden name="key" value=key/>
            <SubmitButton text=button class=class/>
        </Form>
    }
    .into_any()
}

/// The same for what few want: behind a summary that names it.
pub fn folded(title: &'static str, sure: AnyView) -> AnyView {
    view! { <details class="more"><summary>{title}</summary>{sure}</details> }.into_any()
}
