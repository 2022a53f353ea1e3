//! `/programmes`: every programme with its dates.

use crate::{
    api::programme::load_landing,
    components::{Layout, Load, Width, programme_sheets},
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
            <Load resource=landing let:landing><div class="stack">{programme_sheets(landing)}</div></Load>
        </Layout>
    }
}
