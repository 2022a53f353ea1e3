//! `/`: the own registrations first, then the programmes with their dates.

use crate::{
    api::{account::load_header, profile::load_me, programme::load_landing},
    components::{Layout, Load, RegistrationRow, Width, programme_sheets},
    domain::role::Actor,
    error::Error,
    locales::{use_language, words},
    view,
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The programmes, and for a candidate what they have here.
async fn load() -> Result<(view::Landing, Option<view::MeView>), Error> {
    let candidate = load_header().await?.actor.as_ref().is_some_and(Actor::is_candidate);
    let me = if candidate { Some(load_me().await?) } else { None };
    Ok((load_landing().await?, me))
}

/// `/`.
#[component]
pub fn Landing() -> impl IntoView {
    let l = use_language();
    let landing = Resource::new_blocking(|| (), |()| load());
    view! {
        <Title text=""/>
        <Layout width=Width::Page>
            <header class="head">
                <h1>{words::programme_landing_title(l)}</h1>
                <p class="head__meta">{words::programme_landing_meta(l)}</p>
            </header>
            <Load resource=landing let:both>{content(both.0, both.1)}</Load>
        </Layout>
    }
}

fn content(landing: view::Landing, me: Option<view::MeView>) -> AnyView {
    let l = use_language();
    let sheets = programme_sheets(landing);
    let Some(me) = me else {
        return view! {
            <div class="cols cols--side">
                <div class="stack">{sheets}</div>
                <div class="stack">{welcome()}</div>
            </div>
        }
        .into_any();
    };
    let own = (!me.registrations.is_empty()).then(|| {
        let rows: Vec<_> =
            me.registrations.into_iter().map(|card| view! { <RegistrationRow card=card/> }.into_any()).collect();
        view! {
            <section class="sheet sheet--flush">
                <div class="sheet__head"><h2>{words::profile_registrations(l)}</h2></div>
                <ul class="rows">{rows}</ul>
            </section>
        }
    });
    view! { <div class="stack">{own}{sheets}</div> }.into_any()
}

/// For whoever is not signed in.
fn welcome() -> AnyView {
    let l = use_language();
    view! {
        <section class="sheet">
            <h2>{words::programme_first_time(l)}</h2>
            <p class="quiet">{words::programme_first_time_text(l)}</p>
            <div class="actions">
                <a class="btn btn--quiet btn--wide" href="/register">{words::account_sign_up(l)}</a>
                <a class="btn btn--quiet btn--wide" href="/login">{words::account_sign_in(l)}</a>
            </div>
        </section>
    }
    .into_any()
}
