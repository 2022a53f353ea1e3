//! What the screens of a registration share.

use crate::{
    api::registration::load_registration,
    components::{Back, DOT, DifferenceTable, ErrorSummary, FormState, Icon, Layout, Load, use_header_news},
    domain::{
        node::{Node, NodeKey},
        registration::State,
        text::Text,
    },
    error::Error,
    live::use_live,
    locales::{Language, use_language, words},
    view::{NamedDifference, RegistrationView},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use serde::{Serialize, de::DeserializeOwned};
use std::time::Duration;

/// How long a worker takes to write the message of a decision that is announced already.
const MESSAGE: Duration = Duration::from_millis(500);

/// The registration that the address names; 0, which is nobody's, where it names none.
pub fn use_id() -> Memo<i64> {
    let params = use_params_map();
    Memo::new(move |_| params.read().get("id").and_then(|id| id.parse().ok()).unwrap_or_default())
}

/// The address of a screen of a registration.
pub fn path(id: i64, screen: &str) -> String {
    format!("/registrations/{id}/{screen}")
}

/// The node with this key.
pub fn node(view: &RegistrationView, key: NodeKey) -> Option<&Node> {
    view.nodes.iter().find(|node| node.key == key)
}

/// Specialty, area and site in one line.
pub fn meta(l: Language, view: &RegistrationView) -> String {
    let specialty = view.specialty.as_ref().map(|text| text.get(l).to_owned());
    let area = view.area.as_ref().map(|area| words::common_area_name(l, area.name.get(l)));
    let site = view.site.as_ref().map(|text| text.get(l).to_owned());
    specialty.into_iter().chain(area).chain(site).collect::<Vec<_>>().join(DOT)
}

/// The registration, fetched again whenever it changes anywhere and after each success of `forms`.
pub fn use_registration(id: Memo<i64>, forms: &[FormState]) -> Resource<Result<RegistrationView, Error>> {
    let registration = Resource::new_blocking(move || id.get(), load_registration);
    let live = use_live(id, registration, |view| view.version);
    forms.iter().fold(live, |live, form| live.after(*form));
    tell_header(registration);
    registration
}

/// What happened to the registration may have sent a message, which the header counts.
fn tell_header(registration: Resource<Result<RegistrationView, Error>>) {
    let header = use_header_news();
    Effect::new(move |before: Option<Option<(i64, i64)>>| {
        let before = before.flatten();
        let shown = registration.with(|answer| answer.as_ref()?.as_ref().ok().map(|view| (view.id, view.version)));
        let changed = |(id, version): (i64, i64)| before.is_some_and(|(same, was)| same == id && was != version);
        if shown.is_some_and(changed) {
            set_timeout(move || header.tell(), MESSAGE);
        }
        shown.or(before)
    });
}

/// How often one of `forms` succeeded.
pub fn saved(forms: &[FormState]) -> impl Fn() -> u32 + Copy + Send + Sync + 'static {
    let forms = StoredValue::new(forms.to_vec());
    move || forms.with_value(|forms| forms.iter().map(|form| form.saved.get()).sum())
}

/// What the screens of a registration stand in: what was refused, the way back, then the answer.
#[component]
pub fn Frame<T>(
    title: &'static str,
    id: Memo<i64>,
    #[prop(optional)] forms: Vec<FormState>,
    resource: Resource<Result<T, Error>>,
    draw: impl Fn(Language, T) -> AnyView + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
{
    let l = use_language();
    let back = move || view! { <Back href=format!("/registrations/{}", id.get()) text=words::registration_back(l)/> };
    let refused: Vec<_> = forms.into_iter().map(|form| view! { <ErrorSummary form=form/> }).collect();
    view! {
        <Title text=title/>
        <Layout>
            {refused}
            {back}
            <Load resource=resource let:answer>{draw(l, answer)}</Load>
        </Layout>
    }
}

/// The link to the printed form; the browser itself must follow it, not the router of the pages.
#[component]
pub fn FormLink(
    id: i64,
    /// What the form is called.
    name: Text,
    #[prop(default = "btn btn--quiet")] class: &'static str,
) -> impl IntoView {
    let l = use_language();
    let text = words::registration_download_form(l, name.get(l));
    view! { <a class=class href=path(id, "form.pdf") rel="external"><Icon name="download"/>{text}</a> }
}

/// 自动确认失败, with each difference to last year (notice 000 (二)2(3)); nothing where there is none, or once
/// the registration is confirmed all the same.
#[component]
pub fn Differences(state: State, differences: Vec<NamedDifference>) -> impl IntoView {
    let l = use_language();
    let waiting = matches!(state, State::Submitted | State::ConfirmationRefused);
    let differences = if waiting { differences } else { Vec::new() };
    (!differences.is_empty()).then(|| {
        view! {
            <section class="note note--warn" aria-labelledby="differences">
                <h2 id="differences"><Icon name="alert"/>" "{words::registration_auto_failed(l)}</h2>
                <p>{words::registration_auto_failed_text(l, differences.len())}</p>
                <DifferenceTable differences=differences/>
            </section>
        }
    })
}

/// The reasons of a refusal, always shown whole; nothing where there are none.
#[component]
pub fn Reasons(#[prop(into)] title: String, reasons: Vec<String>) -> impl IntoView {
    (!reasons.is_empty()).then(|| {
        let items: Vec<_> = reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect();
        view! { <div class="note note--bad"><h2>{title}</h2><ul>{items}</ul></div> }
    })
}

/// The photo in its frame.
#[component]
pub fn PhotoFrame(src: String, #[prop(default = "photo__frame")] class: &'static str) -> impl IntoView {
    let alt = words::registration_photo_alt(use_language());
    view! { <div class=class><img src=src alt=alt/></div> }
}
