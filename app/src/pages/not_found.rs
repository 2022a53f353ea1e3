//! What an unknown address shows.

use crate::{
    components::{Failure, Layout},
    error::Error,
    locales::{use_language, words},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// 404.
#[component]
pub fn NotFound() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(options) = use_context::<leptos_axum::ResponseOptions>() {
        options.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    view! {
        <Title text=words::common_not_found(use_language())/>
        <Layout><Failure error=Error::NotFound/></Layout>
    }
}
