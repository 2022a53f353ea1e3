//! `/sandbox`: the demo's clock, its WeChat phones, and everything that was sent. Demo only.

use crate::{
    api::sandbox::{SetClock, load_sandbox},
    components::{
        Chip, DOT, ErrorSummary, Form, FormState, Hidden, Layout, Load, Note, NoteKind, Size, SubmitButton, TextField,
        Width, use_query,
    },
    error::Error,
    locales::{Language, moment, use_language, words},
    view::{Phone, SandboxView},
};
use leptos::{prelude::*, wasm_split::wasm_split};
use leptos_meta::Title;

/// The demo's screen, a chunk of its own: nobody else loads it.
#[derive(Clone, Copy, Debug)]
pub enum Screen {
    /// `/sandbox`.
    Sandbox,
}

/// Draws a screen of this group.
#[wasm_split(sandbox, wasm_split_path = leptos::wasm_split, fallible)]
fn draw(screen: Screen) -> Result<AnyView, Error> {
    Ok(match screen {
        Screen::Sandbox => Sandbox().into_any(),
    })
}

super::screens_of_routes!(Screen);

/// The page.
#[component]
fn Sandbox() -> impl IntoView {
    let l = use_language();
    let set_clock = ServerAction::<SetClock>::new();
    let form = FormState::new(set_clock);
    let sandbox = Resource::new_blocking(move || form.saved.get(), |_| load_sandbox());
    view! {
        <Title text=words::sandbox_title(l)/>
        <Layout width=Width::Page>
            <ErrorSummary form=form/>
            <Load resource=sandbox let:sandbox>{content(l, sandbox, set_clock, form)}</Load>
        </Layout>
    }
    .into_any()
}

fn content(l: Language, sandbox: SandboxView, set_clock: ServerAction<SetClock>, form: FormState) -> AnyView {
    let rest = view! { <div class="stack">{clock(l, &sandbox, set_clock, form)}{messages(l, &sandbox)}</div> };
    let phones = phones(l, sandbox.phones);
    // Whoever came to grant something finds it first.
    let asked = use_query().with_untracked(|query| query.get("state").is_some());
    let both = if asked { (phones, rest.into_any()) } else { (rest.into_any(), phones) };
    view! {
        <header class="head"><h1>{words::sandbox_title(l)}</h1><p class="head__meta">{words::sandbox_text(l)}</p></header>
        <div class="cols">{both.0}{both.1}</div>
    }
    .into_any()
}

fn clock(l: Language, sandbox: &SandboxView, set_clock: ServerAction<SetClock>, form: FormState) -> AnyView {
    let now = sandbox.now.stamp();
    let moments: Vec<_> = sandbox
        .moments
        .iter()
        .map(|(label, at)| {
            let (label, at) = (label.get(l).to_owned(), at.clone());
            view! {
                <li>
                    <Form action=set_clock form=form>
                        <Hidden name="clock" value=at.clone()/>
                        <button class="link" type="submit">{label}" "<span class="num">{at.replace('T', " ")}</span></button>
                    </Form>
                </li>
            }
        })
        .collect();
    view! {
        <section class="sheet">
            <h2>{words::sandbox_clock(l)}</h2>
            <p class="clock">{now.clone()}" "<small>{words::sandbox_beijing(l)}</small></p>
            <Form action=set_clock form=form class="stack">
                <TextField
                    name="clock" label=words::sandbox_set_clock(l) hint=words::sandbox_set_clock_hint(l)
                    value=now.replace(' ', "T") size=Size::Middle
                />
                <Note kind=NoteKind::Warn><p>{words::sandbox_set_clock_warning(l)}</p></Note>
                <div class="actions"><SubmitButton text=words::sandbox_set(l)/></div>
            </Form>
            <details class="more"><summary>{words::sandbox_moments(l)}</summary><ul>{moments}</ul></details>
        </section>
    }
    .into_any()
}

fn messages(l: Language, sandbox: &SandboxView) -> AnyView {
    let rows: Vec<_> = sandbox
        .messages
        .iter()
        .map(|message| {
            view! {
                <li>
                    <div class="row row--message">
                        <span class="row__main">
                            <span class="row__title">{message.title.get(l).to_owned()}</span>
                            <span class="row__meta">{message.to.clone()}{DOT}{channel(l, &message.channel)}</span>
                            <span class="row__meta">{message.body.get(l).to_owned()}</span>
                        </span>
                        <span class="row__end"><time>{moment(l, message.at)}</time></span>
                    </div>
                </li>
            }
        })
        .collect();
    let none =
        rows.is_empty().then(|| view! { <div class="blank blank--small"><p>{words::sandbox_no_messages(l)}</p></div> });
    view! {
        <section class="sheet sheet--flush">
            <div class="sheet__head"><h2>{words::sandbox_messages(l)}</h2></div>
            <ul class="rows">{rows}</ul>
            {none}
        </section>
    }
    .into_any()
}

/// The name of a way by which messages leave.
fn channel(l: Language, key: &str) -> String {
    match key {
        "wechat" => words::sandbox_wechat(l).to_owned(),
        other => other.to_owned(),
    }
}

/// The phones; one that came here with a `state` can grant what was asked for.
fn phones(l: Language, phones: Vec<Phone>) -> AnyView {
    let state = use_query().with_untracked(|query| query.get("state"));
    let asked = state.is_some();
    let rows: Vec<_> = phones
        .into_iter()
        .map(|phone| {
            let bound = phone.bound_to.map(|who| view! { <Chip text=words::sandbox_bound_to(l, who)/> });
            let grant = state.as_ref().map(|state| {
                let href = format!("/wechat/callback?state={state}&code={}", phone.code);
                view! { <a class="btn btn--quiet btn--small" href=href rel="external">{words::sandbox_grant(l)}</a> }
            });
            view! {
                <li>
                    <div class="row">
                        <span class="row__main"><span class="row__title">{phone.nickname}" "{bound}</span></span>
                        <span class="row__end">{grant}</span>
                    </div>
                </li>
            }
        })
        .collect();
    let text = if asked { words::sandbox_wechat_asked(l) } else { words::sandbox_wechat_text(l) };
    view! {
        <section class="sheet sheet--flush" aria-label=words::sandbox_wechat(l)>
            <div class="sheet__head"><h2>{words::sandbox_wechat(l)}</h2><p class="quiet">{text}</p></div>
            <ul class="rows">{rows}</ul>
        </section>
    }
    .into_any()
}
