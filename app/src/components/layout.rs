//! What every page stands in: skip link, demo strip, header, main part, footer.

use super::{Form, FormState, Icon, Shortened, use_header_news};
use crate::{
    api::account::{SignOut, load_header},
    app::{Who, access},
    domain::role::Actor,
    locales::{Language, moment, use_language, words},
    unsaved::{belongs_to, forget_all},
    view::Header,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// How wide a page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// Forms and reading.
    #[default]
    Form,
    /// Overviews.
    Page,
    /// Officers' tables.
    Wide,
}

/// The page around `children`, which begin with the error summary or the page's head.
#[component]
pub fn Layout(#[prop(optional)] width: Width, children: Children) -> impl IntoView {
    let l = use_language();
    // Tells scripts and tests that WebAssembly runs this screen.
    Effect::new(|_| {
        #[cfg(feature = "hydrate")]
        if let Some(body) = document().body() {
            let _ = body.set_attribute("data-hydrated", "");
        }
    });
    let sign_out = ServerAction::<SignOut>::new();
    Effect::new(move |_| {
        if sign_out.value().with(|done| matches!(done, Some(Ok(_)))) {
            forget_all();
        }
    });
    let news = use_header_news();
    let header = Resource::new_blocking(move || (sign_out.version().get(), news.count()), |_| load_header());
    let top = move |header: Header| top(l, width, header, sign_out);
    let class = match width {
        Width::Form => "page page--form",
        Width::Page => "page",
        Width::Wide => "page page--wide",
    };
    view! {
        <a class="skip" href="#main">{words::common_skip(l)}</a>
        <Transition fallback=move || top(Header::default())>
            {move || Suspend::new(async move { top(header.await.unwrap_or_default()) })}
        </Transition>
        <main id="main" class=class tabindex="-1"><Shortened/>{children()}</main>
        <Footer width=width/>
    }
}

fn top(l: Language, width: Width, header: Header, sign_out: ServerAction<SignOut>) -> AnyView {
    if let Some(actor) = &header.actor {
        let account = actor.id;
        Effect::new(move |_| belongs_to(account));
    }
    let strip = header.demo.then(|| {
        let now = words::common_demo_now(l, moment(l, header.now));
        view! { <aside class="demo-strip" aria-label=words::common_sandbox(l)>{now}" · "<a href="/sandbox">{words::common_sandbox(l)}</a></aside> }
    });
    let class = if width == Width::Wide { "top top--wide" } else { "top" };
    let staff = header.actor.as_ref().is_some_and(Actor::is_staff);
    // Offices are named in Chinese whatever the page speaks.
    let office = header.actor.as_ref().filter(|actor| staff && !actor.office.is_empty());
    let office = office.map(|actor| view! { " "<span class="top__office" lang="zh-CN">{actor.office.clone()}</span> });
    let home = if staff { "/staff" } else { "/" };
    view! {
        {strip}
        <header class=class>
            <div class="top__in">
                <a class="top__brand" href=home>
                    <svg class="seal" aria-hidden="true"><use href="/icons.svg#seal"></use></svg>
                    <span class="top__name">{words::common_name(l)}{office}</span>
                </a>
                <nav class="top__nav" aria-label=words::common_navigation(l)>{navigation(l, header, sign_out)}</nav>
            </div>
        </header>
    }
    .into_any()
}

fn navigation(l: Language, header: Header, sign_out: ServerAction<SignOut>) -> AnyView {
    let Some(actor) = header.actor else {
        return view! {
            <Tab href="/programmes" text=words::common_programmes(l)/>
            <Tab href="/register" text=words::account_sign_up(l)/>
            <Tab href="/login" text=words::account_sign_in(l)/>
        }
        .into_any();
    };
    let (form, staff, name) = (FormState::new(sign_out), actor.is_staff(), actor.name);
    let leave = view! {
        <Form action=sign_out form=form>
            <button type="submit" title=name>{words::account_sign_out(l)}</button>
        </Form>
    };
    if staff {
        return view! {
            <Tab href="/staff" text=words::common_work(l)/>
            <Tab href="/staff/registrations" text=words::common_queue(l)/>
            {leave}
        }
        .into_any();
    }
    view! {
        <Tab href="/programmes" text=words::common_programmes(l)/>
        <Tab href="/me/inbox" text=words::common_inbox(l) count=header.unread/>
        <Tab href="/me" text=words::common_me(l)/>
        {leave}
    }
    .into_any()
}

/// A link of the header; the page that is open is marked.
#[component]
fn Tab(href: &'static str, text: &'static str, #[prop(optional)] count: u32) -> impl IntoView {
    let path = use_location().pathname;
    let current = move || path.with(|path| marked(href, path));
    let count = (count > 0).then(|| view! { " "<span class="count">{count}</span> });
    view! { <a href=href aria-current=current>{text}{count}</a> }
}

/// `page` on the page itself, `true` on those below it; registrations are part of 我的, what has no tab of its own is part
/// of the officers' 工作台.
fn marked(href: &str, path: &str) -> Option<&'static str> {
    let below = |href: &str| path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'));
    let own = match href {
        "/me" => (below("/me") && path != "/me/inbox") || below("/registrations"),
        "/staff" => below("/staff") && !path.starts_with("/staff/registrations"),
        _ => below(href),
    };
    if path == href { Some("page") } else { own.then_some("true") }
}

#[component]
fn Footer(width: Width) -> impl IntoView {
    let l = use_language();
    let path = use_location().pathname;
    let class = if width == Width::Wide { "foot foot--wide" } else { "foot" };
    let whom_to_ask = move || match path.with(|path| access(path)) {
        Who::Staff => words::common_footer_staff(l),
        Who::Candidate | Who::Everybody => words::common_footer(l),
    };
    // The language of the whole page changes, so the server draws it anew.
    let other = |language: Language, name: &'static str| {
        if l == language {
            view! { <span aria-current="true" lang=language.tag()>{name}</span> }.into_any()
        } else {
            let href = move || format!("{}?lang={}", path.get(), language.tag());
            view! { <a href=href lang=language.tag() rel="external">{name}</a> }.into_any()
        }
    };
    view! {
        <footer class=class>
            <div class="foot__in">
                <p>{whom_to_ask}</p>
                <nav class="foot__lang" aria-label=words::common_language(l)>
                    {other(Language::Chinese, "中文")}
                    {other(Language::English, "English")}
                </nav>
            </div>
        </footer>
    }
}

/// The link above a page's head that leads back.
#[component]
pub fn Back(#[prop(into)] href: String, #[prop(into)] text: String) -> impl IntoView {
    view! { <a class="back" href=href><Icon name="left"/>{text}</a> }
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn one_tab_is_marked() {
        let tabs = ["/programmes", "/me/inbox", "/me"];
        for (path, expected) in [
            ("/programmes/health-2024", [Some("true"), None, None]),
            ("/me/inbox", [None, Some("page"), None]),
            ("/me", [None, None, Some("page")]),
            ("/me/photo", [None, None, Some("true")]),
            ("/registrations/1/fill/work", [None, None, Some("true")]),
            ("/", [None, None, None]),
        ] {
            assert_eq!(tabs.map(|href| marked(href, path)), expected, "{path}");
        }
        for (path, expected) in [
            ("/staff", [Some("page"), None]),
            ("/staff/requests", [Some("true"), None]),
            ("/staff/registrations", [None, Some("page")]),
            ("/staff/registrations/1", [None, Some("true")]),
        ] {
            assert_eq!(["/staff", "/staff/registrations"].map(|href| marked(href, path)), expected, "{path}");
        }
    }
}
