//! A page part that waits for an answer: loading, the answer, or what came back instead.

use super::{Icon, Mend, Note, NoteKind};
use crate::{
    domain::refusal::Refusal,
    error::Error,
    locales::{Language, plain, remedy, sentence, use_language, words},
};
use leptos::{prelude::*, wasm_split::wasm_split};
use leptos_router::hooks::use_location;
use serde::{Serialize, de::DeserializeOwned};
use std::{pin::Pin, sync::Arc};

/// A drawn answer that is on its way.
type Drawing = Pin<Box<dyn Future<Output = AnyView> + Send>>;

/// Shows `children` with the answer, or a designed page part that says why there is none:
/// `<Load resource=me let:me>…</Load>`.
#[component]
pub fn Load<T, F, V>(resource: Resource<Result<T, Error>>, children: F) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    F: Fn(T) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let draw = Arc::new(children);
    // What came last stays on the page while fetching it anew fails.
    let last = StoredValue::new(None::<T>);
    let again = move || {
        if last.try_with_value(Option::is_some).is_some() {
            resource.refetch();
        }
    };
    waiting(Box::new(move || {
        let draw = Arc::clone(&draw);
        Box::pin(async move {
            match resource.await {
                Ok(answer) => {
                    last.try_set_value(Some(answer.clone()));
                    draw(answer).into_any()
                }
                Err(error) => match last.try_get_value().flatten().filter(|_| error.may_pass()) {
                    Some(answer) => {
                        soon(again);
                        with_former(draw(answer).into_any())
                    }
                    None => failure(error).await,
                },
            }
        })
    }))
}

/// What was there before, and that it may be old.
fn with_former(view: AnyView) -> AnyView {
    let text = words::common_stale(use_language());
    view! { <Note kind=NoteKind::Plain><p role="status">{text}</p></Note>{view} }.into_any()
}

/// Fetches again after a pause; servers answer once.
fn soon(again: impl FnOnce() + 'static) {
    #[cfg(feature = "hydrate")]
    set_timeout(again, std::time::Duration::from_secs(2));
    #[cfg(not(feature = "hydrate"))]
    drop(again);
}

/// The same for every kind of answer, so that browsers load it once.
fn waiting(drawing: Box<dyn Fn() -> Drawing + Send + Sync>) -> AnyView {
    view! { <Transition fallback=|| view! { <Loading/> }>{move || Suspend::new(drawing())}</Transition> }.into_any()
}

/// While an answer is awaited.
#[component]
pub fn Loading() -> impl IntoView {
    view! { <div class="loading" role="status">{words::common_loading(use_language())}</div> }
}

/// What came back instead of an answer, as the whole page.
async fn failure(error: Error) -> AnyView {
    match error {
        Error::Refused(refusal) => match refused(refusal).await {
            Ok(view) => view,
            Err(error) => view! { <Failure error=error/> }.into_any(),
        },
        error => view! { <Failure error=error/> }.into_any(),
    }
}

/// A refusal as the whole page: a chunk of its own, for the first page needs none of its hundred sentences.
#[wasm_split(refusal, wasm_split_path = leptos::wasm_split, fallible)]
fn refused(refusal: Refusal) -> Result<AnyView, Error> {
    let l = use_language();
    let words = (sentence(l, &refusal), remedy(l, &refusal).to_owned());
    let home = view! { <a class="btn" href="/">{words::common_home(l)}</a> }.into_any();
    let way_out = match refusal {
        Refusal::Fields(_) => home,
        refusal => {
            view! { <Mend refusal=refusal/><a class="btn btn--quiet" href="/">{words::common_home(l)}</a> }.into_any()
        }
    };
    Ok(blank("alert", "", words, way_out))
}

/// Any other error as the whole page.
#[component]
pub fn Failure(error: Error) -> impl IntoView {
    let l = use_language();
    let (icon, code) = match &error {
        Error::SignIn => ("user", ""),
        Error::Forbidden => ("lock", "403"),
        Error::NotFound => ("search", "404"),
        Error::Busy(_) => ("clock", "503"),
        Error::Refused(_) | Error::Unexpected(_) => ("alert", "500"),
        Error::Network => ("refresh", ""),
    };
    let here = use_location().pathname.get_untracked();
    let words = plain(l, &error).unwrap_or_else(|_| (words::common_unexpected(l).into(), String::new()));
    blank(icon, code, words, way_out(l, &error, &here))
}

fn blank(icon: &'static str, code: &'static str, (title, text): (String, String), way_out: AnyView) -> AnyView {
    let code = (!code.is_empty()).then(|| view! { <p class="blank__code">{code}</p> });
    view! {
        <div class="blank">
            <Icon name=icon/>
            {code}
            <h1>{title}</h1>
            <p>{text}</p>
            <div class="actions">{way_out}</div>
        </div>
    }
    .into_any()
}

fn way_out(l: Language, error: &Error, here: &str) -> AnyView {
    match error {
        Error::SignIn => {
            view! { <a class="btn" href=format!("/login?next={here}")>{words::account_sign_in(l)}</a> }.into_any()
        }
        error if error.may_pass() => {
            view! { <a class="btn" href=here.to_owned() rel="external">{words::common_try_again(l)}</a> }.into_any()
        }
        _ => view! { <a class="btn" href="/">{words::common_home(l)}</a> }.into_any(),
    }
}
