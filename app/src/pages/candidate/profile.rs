//! `/me/profile`: what was given at sign-up (locked), and how to reach the candidate.

use crate::{
    api::profile::{SaveContact, load_profile},
    components::{
        Back, Check, ErrorSummary, Form, FormState, Hidden, Icon, Labels, Layout, Load, Locked, LockedRow, Size,
        SubmitButton, TextField, use_query,
    },
    domain::{
        calendar::parse_date,
        form::IdentityPart,
        person::{IdType, Phone, Sex},
        refusal::Wrong,
    },
    locales::{Language, day, id_type_name, nationality_name, sex_name, use_language, words},
    view::{ProfileView, identity_key},
};
use leptos::prelude::*;
use leptos_meta::Title;
use std::sync::Arc;

/// `/me/profile`.
#[component]
pub fn Profile() -> impl IntoView {
    let l = use_language();
    let action = ServerAction::<SaveContact>::new();
    let form = FormState::new(action);
    let profile = Resource::new_blocking(move || form.saved.get(), |_| load_profile());
    view! {
        <Title text=words::profile_title(l)/>
        <Layout>
            <ErrorSummary form=form labels=labels(l)/>
            <Back href="/me" text=words::common_back_to_me(l)/>
            <header class="head"><h1>{words::profile_title(l)}</h1></header>
            <Load resource=profile let:view>{content(l, view, action, form)}</Load>
        </Layout>
    }
}

fn labels(l: Language) -> Labels {
    vec![
        ("phone".into(), words::profile_phone(l).into()),
        ("address".into(), words::profile_address(l).into()),
        ("postcode".into(), words::profile_postcode(l).into()),
    ]
}

fn content(l: Language, view: ProfileView, action: ServerAction<SaveContact>, form: FormState) -> AnyView {
    let check: Check<SaveContact> = Arc::new(|typed: SaveContact| {
        Phone::parse(&typed.phone).err().map(|refusal| Wrong::new("phone", refusal)).into_iter().collect()
    });
    let query = use_query();
    // Without WebAssembly only the address tells that the last post was saved.
    let saved =
        move || form.error.with(Option::is_none) && (form.saved.get() > 0 || query.read().get("saved").is_some());
    let saved = move || {
        saved().then(|| view! { <span class="saved" role="status" data-saved="yes"><Icon name="check"/>{words::common_saved(l)}</span> })
    };
    view! {
        <div class="stack">
            {identity(l, &view)}
            <Form action=action form=form check=check>
                <h2>{words::profile_contact(l)}</h2>
                <Hidden name="key" value=view.key/>
                <TextField
                    name="phone" label=words::profile_phone(l) hint=words::profile_phone_hint(l) value=view.phone
                    kind="tel" size=Size::Middle autocomplete="tel" inputmode="tel"
                />
                <TextField name="address" label=words::profile_address(l) value=view.address autocomplete="street-address" optional=true/>
                <TextField
                    name="postcode" label=words::profile_postcode(l) value=view.postcode
                    size=Size::Short autocomplete="postal-code" inputmode="numeric" maxlength=6u32 optional=true
                />
                <div class="bar">{saved}<SubmitButton text=words::common_save(l)/></div>
            </Form>
        </div>
    }
    .into_any()
}

fn identity(l: Language, view: &ProfileView) -> AnyView {
    let parts = [
        (IdentityPart::Name, words::account_name(l)),
        (IdentityPart::IdType, words::account_id_type(l)),
        (IdentityPart::IdNumber, words::account_id_number(l)),
        (IdentityPart::Sex, words::account_sex(l)),
        (IdentityPart::BirthDate, words::account_birth_date(l)),
        (IdentityPart::Nationality, words::account_nationality(l)),
    ];
    let rows: Vec<_> = parts
        .into_iter()
        .filter_map(|(part, label)| {
            Some((part, label, view.identity.get(identity_key(part)).filter(|v| !v.is_empty())?))
        })
        .map(|(part, label, value)| {
            view! { <LockedRow label=label value=identity_text(l, part, value) number=part == IdentityPart::IdNumber/> }
                .into_any()
        })
        .collect();
    let username = view.username.clone();
    view! {
        <Locked title=words::profile_locked(l)>
            <LockedRow label=words::profile_username(l) value=username/>
            {rows}
        </Locked>
    }
    .into_any()
}

/// Keys and dates in words; everything else as it is.
fn identity_text(l: Language, part: IdentityPart, value: &str) -> String {
    let words = match part {
        IdentityPart::IdType => IdType::from_key(value).map(|id_type| id_type_name(l, id_type).to_owned()),
        IdentityPart::Sex => Sex::from_key(value).map(|sex| sex_name(l, sex).to_owned()),
        IdentityPart::BirthDate => parse_date(value).map(|date| day(l, date)),
        IdentityPart::Nationality => Some(nationality_name(l, value).to_owned()),
        _ => None,
    };
    words.unwrap_or_else(|| value.to_owned())
}
