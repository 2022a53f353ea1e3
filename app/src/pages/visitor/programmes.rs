//! `/programmes`: every programme with its dates.

use crate::{
    api::programme::load_landing,
    components::{Layout, Load, ProgrammeSheet, Width},
    locales::{use_language, words},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// `/programmes`.
#[component]
pub fn Programmes() -> impl IntoView {
    let l = use_language();
    let landing = Resource::new_blocking(|| (), |()| load_landing());
    view! {
        <Title text=words::programme_list_title(l)/>
        <Layout width=Width::Page>
            <header class="head">
                <h1>{words::programme_list_title(l)}</h1>
                <p class="head__meta">{words::programme_list_meta(l)}</p>
            </header>
            <Load resource=landing let:landing>
                {
                    let now = landing.now;
                    let none = landing.programmes.is_empty().then(|| view! { <p>{words::programme_none(l)}</p> });
                    let card = move |card| view! { <ProgrammeSheet card=card now=now/> }.into_any();
                    let sheets: Vec<_> = landing.programmes.into_iter().map(card).collect();
                    view! { <div class="stack">{sheets}{none}</div> }
                }
            </Load>
        </Layout>
    }
}
