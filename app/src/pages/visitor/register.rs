//! `/register`: 特别提示, then who one is (each typed twice), how one signs in, how one recovers.

use crate::{
    api::account::SignUp as Action,
    components::{
        Check, ErrorSummary, Form, FormState, Labels, Layout, Note, NoteKind, RadioField, Retype, SelectField, Size,
        SubmitButton, TextField, TickField, use_wrong,
    },
    domain::{
        account::QUESTIONS,
        person::{IdType, Sex},
        refusal::Wrong,
    },
    locales::{Language, id_type_name, question_text, sex_name, use_language, words},
};
use leptos::prelude::*;
use leptos_meta::Title;
use std::sync::Arc;

/// `/register`.
#[component]
pub fn Register() -> impl IntoView {
    let l = use_language();
    let action = ServerAction::<Action>::new();
    let form = FormState::new(action);
    let check: Check<Action> =
        Arc::new(|typed: Action| -> Vec<Wrong> { typed.form.check(today()).err().unwrap_or_default() });
    view! {
        <Title text=words::account_sign_up(l)/>
        <Layout>
            <ErrorSummary form=form labels=labels(l)/>
            <Retype field="username" text=words::account_retype_secrets(l)/>
            <header class="head">
                <h1>{words::account_sign_up(l)}</h1>
                <p class="head__meta">{words::account_sign_up_meta(l)}</p>
            </header>
            {notice(l)}
            <Form action=action form=form class="sheet" check=check>
                <Who/>
                <SigningIn/>
                <Recovery/>
                <TickField name="notice_accepted" label=words::account_notice_accept(l)/>
                <div class="actions"><SubmitButton text=words::account_sign_up(l)/></div>
            </Form>
        </Layout>
    }
}

/// The browser's date, only for its hint before sending; the server decides by its own clock.
fn today() -> chrono::NaiveDate {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970")]
    crate::domain::calendar::Moment(leptos::web_sys::js_sys::Date::now() as i64).date()
}

fn notice(l: Language) -> AnyView {
    let points = [
        words::account_notice_name(l),
        words::account_notice_once(l),
        words::account_notice_keep(l),
        words::account_notice_true(l),
        words::account_notice_dot(l),
    ];
    let items = points.map(|text| view! { <li>{text}</li> });
    view! {
        <Note kind=NoteKind::Warn title=words::account_notice_title(l)>
            <ul>{items.collect_view()}</ul>
            <p>{words::account_has_account(l)}<a href="/login">{words::account_has_account_link(l)}</a></p>
        </Note>
    }
    .into_any()
}

#[component]
fn Who() -> impl IntoView {
    let l = use_language();
    let id_types: Vec<_> = IdType::ALL.map(|t| (t.key().to_owned(), id_type_name(l, t).to_owned())).to_vec();
    view! {
        <fieldset class="group">
            <legend class="group__title">{words::account_who(l)}</legend>
            <p class="group__note">{words::account_who_note(l)}</p>
            <div class="twice">
                <TextField name="name" label=words::account_name(l) hint=words::account_name_hint(l) autocomplete="name"/>
                <TextField name="name_again" label=words::account_name_again(l) autocomplete="off"/>
            </div>
            <div class="twice">
                <SelectField name="id_type" label=words::account_id_type(l) options=id_types.clone()/>
                <SelectField name="id_type_again" label=words::account_id_type_again(l) options=id_types/>
            </div>
            <div class="twice">
                <TextField name="id_number" label=words::account_id_number(l) hint=words::account_id_number_hint(l) autocomplete="off"/>
                <TextField name="id_number_again" label=words::account_id_number_again(l) autocomplete="off"/>
            </div>
            <Untold/>
        </fieldset>
    }
}

/// What not every ID number tells; folded, because most candidates need none of it.
#[component]
fn Untold() -> impl IntoView {
    let l = use_language();
    let wrong = ["sex", "birth_date", "nationality"].map(use_wrong);
    let open = move || wrong.iter().any(|w| w.with(Option::is_some));
    let sexes = Sex::ALL.map(|sex| (sex.key().to_owned(), sex_name(l, sex).to_owned())).to_vec();
    view! {
        <details class="more" open=open>
            <summary>{words::account_untold(l)}</summary>
            <p class="group__note">{words::account_untold_note(l)}</p>
            <RadioField name="sex" label=words::account_sex(l) options=sexes optional=true/>
            <TextField
                name="birth_date" label=words::account_birth_date(l) hint=words::account_birth_date_hint(l)
                size=Size::Middle autocomplete="bday" optional=true
            />
            <TextField
                name="nationality" label=words::account_nationality(l) hint=words::account_nationality_hint(l)
                size=Size::Middle autocomplete="country-name" optional=true
            />
        </details>
    }
}

#[component]
fn SigningIn() -> impl IntoView {
    let l = use_language();
    view! {
        <fieldset class="group">
            <legend class="group__title">{words::account_login_data(l)}</legend>
            <TextField name="username" label=words::account_username(l) hint=words::account_username_hint(l) autocomplete="username"/>
            <TextField
                name="password" label=words::account_password(l) hint=words::account_password_hint(l)
                kind="password" autocomplete="new-password"
            />
            <TextField name="password_again" label=words::account_password_again(l) kind="password" autocomplete="new-password"/>
            <TextField
                name="phone" label=words::account_phone(l) hint=words::account_phone_hint(l)
                kind="tel" size=Size::Middle autocomplete="tel" inputmode="tel"
            />
        </fieldset>
    }
}

#[component]
fn Recovery() -> impl IntoView {
    let l = use_language();
    let questions = QUESTIONS.map(|key| (key.to_owned(), question_text(l, key).to_owned())).to_vec();
    view! {
        <fieldset class="group">
            <legend class="group__title">{words::account_recovery(l)}</legend>
            <p class="group__note">{words::account_recovery_note(l)}</p>
            <SelectField name="question_1" label=words::account_question_1(l) options=questions.clone()/>
            <TextField name="answer_1" label=words::account_answer_1(l) autocomplete="off"/>
            <SelectField name="question_2" label=words::account_question_2(l) options=questions/>
            <TextField name="answer_2" label=words::account_answer_2(l) autocomplete="off"/>
        </fieldset>
    }
}

fn labels(l: Language) -> Labels {
    let labels = [
        ("name", words::account_name(l)),
        ("name_again", words::account_name_again(l)),
        ("id_type", words::account_id_type(l)),
        ("id_type_again", words::account_id_type_again(l)),
        ("id_number", words::account_id_number(l)),
        ("id_number_again", words::account_id_number_again(l)),
        ("sex", words::account_sex(l)),
        ("birth_date", words::account_birth_date(l)),
        ("nationality", words::account_nationality(l)),
        ("username", words::account_username(l)),
        ("password", words::account_password(l)),
        ("password_again", words::account_password_again(l)),
        ("phone", words::account_phone(l)),
        ("question_1", words::account_question_1(l)),
        ("answer_1", words::account_answer_1(l)),
        ("question_2", words::account_question_2(l)),
        ("answer_2", words::account_answer_2(l)),
        ("notice_accepted", words::account_notice_title(l)),
    ];
    labels.map(|(name, label)| (name.to_owned(), label.to_owned())).to_vec()
}
