//! `/login`: by user name or ID number; in the demo also by one click.

use crate::{
    api::account::{SignIn, load_demo_accounts},
    components::{
        Check, ErrorSummary, Form, FormState, Hidden, Labels, Layout, Load, Retype, SubmitButton, TextField, Width,
        use_query,
    },
    domain::refusal::{Refusal, Wrong},
    locales::{Language, use_language, words},
    view::DemoAccount,
};
use leptos::prelude::*;
use leptos_meta::Title;
use std::sync::Arc;

/// `/login`.
#[component]
pub fn Login() -> impl IntoView {
    let l = use_language();
    let action = ServerAction::<SignIn>::new();
    let form = FormState::new(action);
    let next = use_query().with_untracked(|query| query.get("next").unwrap_or_default());
    let demo = Resource::new_blocking(|| (), |()| load_demo_accounts());
    let check: Check<SignIn> = Arc::new(|typed: SignIn| {
        let fields = [("username", typed.username), ("password", typed.password)];
        fields.iter().filter(|(_, text)| text.is_empty()).map(|(name, _)| Wrong::new(name, Refusal::Missing)).collect()
    });
    let to = next.clone();
    view! {
        <Title text=words::account_sign_in(l)/>
        <Layout width=Width::Page>
            <ErrorSummary form=form labels=labels(l)/>
            <Retype field="username" text=words::account_retype_password(l)/>
            <header class="head">
                <h1>{words::account_sign_in(l)}</h1>
                <p class="head__meta">{words::account_sign_in_meta(l)}</p>
            </header>
            <div class="cols">
                <Form action=action form=form class="sheet" check=check>
                    <Hidden name="next" value=next.clone()/>
                    <TextField name="username" label=words::account_username_or_number(l) autocomplete="username"/>
                    <TextField name="password" label=words::account_password(l) kind="password" autocomplete="current-password"/>
                    <div class="actions"><SubmitButton text=words::account_sign_in(l) class="btn btn--wide"/></div>
                    <p class="quiet">{words::account_no_account(l)}" "<a href="/register">{words::account_sign_up(l)}</a></p>
                </Form>
                <Load resource=demo let:accounts>{demo_box(l, accounts, &to, action, form)}</Load>
            </div>
        </Layout>
    }
}

fn labels(l: Language) -> Labels {
    vec![
        ("username".into(), words::account_username_or_number(l).into()),
        ("password".into(), words::account_password(l).into()),
    ]
}

/// The accounts of the demo, each behind a form with its name and password; nothing outside demo mode.
fn demo_box(
    l: Language,
    accounts: Vec<DemoAccount>,
    next: &str,
    action: ServerAction<SignIn>,
    form: FormState,
) -> Option<AnyView> {
    let password = accounts.first()?.password.clone();
    let row = |account: DemoAccount| {
        let (button, next) = (words::account_demo_sign_in(l), next.to_owned());
        view! {
            <li>
                <Form action=action form=form class="row">
                    <Hidden name="username" value=account.username.clone()/>
                    <Hidden name="password" value=account.password/>
                    <Hidden name="next" value=next/>
                    <span class="row__main">
                        <span class="row__title num">{account.username.clone()}</span>
                        <span class="row__meta">{account.note.get(l).to_owned()}</span>
                    </span>
                    <button type="submit" class="btn btn--quiet btn--small">
                        {button}<span class="hide">{account.username}</span>
                    </button>
                </Form>
            </li>
        }
        .into_any()
    };
    let rows: Vec<_> = accounts.into_iter().map(row).collect();
    Some(
        view! {
            <section class="sheet sheet--flush" data-demo-accounts="">
                <div class="sheet__head">
                    <h2>{words::account_demo_title(l)}</h2>
                    <p class="quiet">{words::account_demo_text(l, password)}</p>
                </div>
                <ul class="rows">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}
