//! The HTML shell and the one table of routes: path, page, who may open it.

use crate::{
    components::HeaderNews,
    domain::text::Language,
    locales::{use_language, words},
    pages::{
        NotFound,
        candidate::Screen as Own,
        sandbox::Screen as Demo,
        staff::Screen as Staff,
        visitor::{Screen as Visitor, landing::Landing},
    },
};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

/// Who may open the pages below a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Everybody,
    /// A signed-in candidate.
    Candidate,
    /// A signed-in officer.
    Staff,
}

/// Who may open what, by the beginning of the path; the session layer asks before a page is drawn, the Desk
/// asks again before it answers. `/live` and `/files` belong to whoever may see the registration.
pub const ACCESS: [(&str, Who); 3] =
    [("/me", Who::Candidate), ("/registrations", Who::Candidate), ("/staff", Who::Staff)];

/// Who may open `path`.
#[must_use]
pub fn access(path: &str) -> Who {
    let below = |prefix: &str| path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    ACCESS.iter().find(|(prefix, _)| below(prefix)).map_or(Who::Everybody, |(_, who)| *who)
}

/// The officers' page of the registration that a candidate's page at `path` shows; none for the print, which officers
/// see at the same place.
#[must_use]
pub fn record_of(path: &str) -> Option<String> {
    let mut parts = path.strip_prefix("/registrations/")?.split(['?', '#']).next()?.split('/');
    let id: i64 = parts.next()?.parse().ok()?;
    (parts.next() != Some("form.pdf")).then(|| format!("/staff/registrations/{id}"))
}

/// The router with every page.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(page_language());
    provide_context(HeaderNews::default());
    view! {
        <Title formatter=|title: String| {
            let name = words::common_name(use_language());
            if title.is_empty() { name.to_owned() } else { format!("{title} · {name}") }
        }/>
        <Router>
            <FlatRoutes fallback=|| view! { <NotFound/> }.into_any()>
                <Route path=path!("/") view=Landing ssr=SsrMode::Async/>
                <Route path=path!("/register") view=Visitor::Register ssr=SsrMode::Async/>
                <Route path=path!("/login") view=Visitor::Login ssr=SsrMode::Async/>
                <Route path=path!("/programmes") view=Visitor::Programmes ssr=SsrMode::Async/>
                <Route path=path!("/programmes/:programme") view=Visitor::Programme ssr=SsrMode::Async/>
                <Route path=path!("/me") view=Own::Me ssr=SsrMode::Async/>
                <Route path=path!("/me/profile") view=Own::Profile ssr=SsrMode::Async/>
                <Route path=path!("/me/photo") view=Own::Photo ssr=SsrMode::Async/>
                <Route path=path!("/me/education") view=Own::Education ssr=SsrMode::Async/>
                <Route path=path!("/me/wechat") view=Own::Wechat ssr=SsrMode::Async/>
                <Route path=path!("/me/requests") view=Own::Requests ssr=SsrMode::Async/>
                <Route path=path!("/me/inbox") view=Own::Inbox ssr=SsrMode::Async/>
                <Route path=path!("/registrations/:id") view=Own::Registration ssr=SsrMode::Async/>
                <Route path=path!("/registrations/:id/area") view=Own::ChangeArea ssr=SsrMode::Async/>
                <Route path=path!("/registrations/:id/notice") view=Own::Notice ssr=SsrMode::Async/>
                <Route path=path!("/registrations/:id/fill/:page") view=Own::Fill ssr=SsrMode::Async/>
                <Route path=path!("/registrations/:id/photo") view=Own::RegistrationPhoto ssr=SsrMode::Async/>
                <Route path=path!("/registrations/:id/materials") view=Own::Materials ssr=SsrMode::Async/>
                <Route path=path!("/registrations/:id/submit") view=Own::Check ssr=SsrMode::Async/>
                <Route path=path!("/registrations/:id/confirmation") view=Own::Confirmation ssr=SsrMode::Async/>
                <Route path=path!("/registrations/:id/review") view=Own::Review ssr=SsrMode::Async/>
                <Route path=path!("/registrations/:id/payment") view=Own::Payment ssr=SsrMode::Async/>
                <Route path=path!("/staff") view=Staff::Home ssr=SsrMode::Async/>
                <Route path=path!("/staff/registrations") view=Staff::Queue ssr=SsrMode::Async/>
                <Route path=path!("/staff/registrations/:id") view=Staff::Registration ssr=SsrMode::Async/>
                <Route path=path!("/staff/requests") view=Staff::Requests ssr=SsrMode::Async/>
                <Route path=path!("/staff/units") view=Staff::Units ssr=SsrMode::Async/>
                <Route path=path!("/staff/bans") view=Staff::Bans ssr=SsrMode::Async/>
                <Route path=path!("/sandbox") view=Demo::Sandbox ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
}

/// The language that the session layer chose; in the browser, the language of the page.
fn page_language() -> Language {
    #[cfg(feature = "hydrate")]
    return Language::from_tag(
        &document().document_element().and_then(|html| html.get_attribute("lang")).unwrap_or_default(),
    );
    #[cfg(all(feature = "ssr", not(feature = "hydrate")))]
    return crate::api::server::caller().language;
    #[cfg(not(any(feature = "ssr", feature = "hydrate")))]
    Language::default()
}

/// Where the browser finds the files of the site.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The address of the style sheet.
    pub css: String,
    /// The address of the start script, a module; empty = no WebAssembly.
    pub start: String,
    /// The address of the bindings, preloaded.
    pub js: String,
    /// The address of the WebAssembly, preloaded.
    pub wasm: String,
}

/// The HTML around the app. Everything a candidate must do works without the scripts.
#[cfg(feature = "ssr")]
pub fn shell(assets: &Assets) -> impl IntoView + use<> {
    use leptos::nonce::use_nonce;
    use leptos_meta::MetaTags;
    let language = page_language();
    let assets = assets.clone();
    allow_own_scripts();
    view! {
        <!DOCTYPE html>
        <html lang=language.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#1b1f26" media="(prefers-color-scheme: dark)"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="stylesheet" href=assets.css/>
                <link rel="modulepreload" href=assets.js/>
                <link rel="preload" href=assets.wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
                <script type="module" src=assets.start nonce=use_nonce()></script>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Scripts of the page run only with its nonce, everything else comes from here (CSP level 3).
#[cfg(feature = "ssr")]
fn allow_own_scripts() {
    use axum::http::{HeaderValue, header::CONTENT_SECURITY_POLICY};
    use leptos::nonce::use_nonce;
    let nonce = use_nonce().map(|nonce| format!(" 'nonce-{nonce}'")).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{nonce}; style-src 'self'; img-src 'self' blob:; \
         connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    if let (Some(options), Ok(policy)) = (use_context::<leptos_axum::ResponseOptions>(), HeaderValue::from_str(&policy))
    {
        options.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}

#[cfg(test)]
mod tests {
    use super::record_of;

    #[test]
    fn officers_find_the_record_of_a_registration() {
        for path in ["/registrations/7", "/registrations/7/fill/work", "/registrations/7?a=b", "/registrations/7#x"] {
            assert_eq!(record_of(path).as_deref(), Some("/staff/registrations/7"), "{path}");
        }
        for path in ["/registrations/7/form.pdf", "/registrations/x", "/registrations", "/staff/registrations/7", "/"] {
            assert_eq!(record_of(path), None, "{path}");
        }
    }
}
