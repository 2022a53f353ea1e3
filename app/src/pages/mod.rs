//! The screens: one file a screen, named like its path, in groups whose code is loaded together.
//!
//! The program that every visitor loads holds [`visitor::landing`] alone. Each group is one chunk of
//! WebAssembly, loaded when the first of its screens is opened: a candidate pays for no officer's screen, and
//! whoever fills a form waits once, not at every page.

pub mod candidate;
mod not_found;
pub mod sandbox;
pub mod staff;
pub mod visitor;

pub use not_found::NotFound;

use crate::{
    components::{Failure, Layout},
    error::Error,
    locales::{use_language, words},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// Makes the screens of a group the views of routes; `draw`, split off beside it, brings their code along.
macro_rules! screens_of_routes {
    ($screen:ty) => {
        impl leptos_router::ChooseView for $screen {
            async fn choose(self) -> AnyView {
                super::drawn(|| draw(self)).await
            }

            /// A flat router asks for nothing before it draws.
            async fn preload(&self) {}
        }
    };
}
use screens_of_routes;

/// Draws a screen once its code is there. Where the network fails, a screen that the server has drawn already
/// waits for its code as long as it takes, for it can be read meanwhile; any other says what happened.
async fn drawn<F: Future<Output = Result<AnyView, Error>>>(draw: impl Fn() -> F) -> AnyView {
    loop {
        match draw().await {
            Ok(view) => return view,
            Err(_) if taking_over() => pause().await,
            Err(error) => {
                return view! {
                    <Title text=words::common_network(use_language())/>
                    <Layout><Failure error=error/></Layout>
                }
                .into_any();
            }
        }
    }
}

/// Whether the browser is still taking over the page that the server has drawn.
fn taking_over() -> bool {
    Owner::current_shared_context().is_some_and(|shared| shared.during_hydration())
}

/// Before code is asked for again.
async fn pause() {
    #[cfg(feature = "hydrate")]
    gloo_timers::future::sleep(std::time::Duration::from_secs(2)).await;
}
