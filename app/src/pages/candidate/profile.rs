//! `/me/profile`: what was given at sign-up (locked), and how to reach the candidate.

use crate::{
    api::profile::{SaveContact, load_profile},
    components::{
        Back, Check, ErrorSummary, Form, FormState, Hidden, Icon, Labels, Layout, Load, Locked, LockedRow, Note,
        NoteKind, Size, SubmitButton, TextField, use_query,
    },
    domain::{
        calendar::parse_date,
        contact::{Contact, check_contact},
        form::IdentityPart,
        person::{IdType, Sex},
        refusal::Refusal,
    },
    error::Error,
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
    let (value, answers) = (action.value(), action.version());
    // Whoever saves again at once does not wait until the page was fetched again.
    let version =
        Signal::derive(move || value.with(|value| value.as_ref().and_then(|answer| answer.as_ref().ok().copied())));
    // What another tab saved meanwhile is fetched, to be shown and to be saved over; what was typed stays.
    let asked = move || (form.saved.get(), is_elsewhere(form).then(|| answers.get()));
    let profile = Resource::new_blocking(asked, |_| load_profile());
    view! {
        <Title text=words::profile_title(l)/>
        <Layout>
            <ErrorSummary form=form labels=labels(l)/>
            <Back href="/me" text=words::common_back_to_me(l)/>
            <header class="head"><h1>{words::profile_title(l)}</h1></header>
            <Load resource=profile let:view>{content(l, view, action, form, version)}</Load>
        </Layout>
    }
}

/// Whether another tab saved meanwhile.
fn is_elsewhere(form: FormState) -> bool {
    form.error.with(|error| error.as_ref().and_then(Error::refusal) == Some(&Refusal::PageChangedElsewhere))
}

fn labels(l: Language) -> Labels {
    vec![
        ("phone".into(), words::profile_phone(l).into()),
        ("address".into(), words::profile_address(l).into()),
        ("postcode".into(), words::profile_postcode(l).into()),
    ]
}

/// `version` is the one that the last save of this page made.
fn content(
    l: Language,
    view: ProfileView,
    action: ServerAction<SaveContact>,
    form: FormState,
    version: Signal<Option<i64>>,
) -> AnyView {
    let drawn = view.base;
    let base = move || version.get().map_or(drawn, |version| version.max(drawn)).to_string();
    let check: Check<SaveContact> = Arc::new(|typed: SaveContact| {
        let SaveContact { phone, address, postcode, .. } = typed;
        check_contact(&Contact { phone, address, postcode })
    });
    let stored = [
        (words::profile_phone(l), view.phone.clone()),
        (words::profile_address(l), view.address.clone()),
        (words::profile_postcode(l), view.postcode.clone()),
    ];
    let elsewhere = move || is_elsewhere(form).then(|| elsewhere(l, &stored));
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
            {elsewhere}
            <Form action=action form=form check=check>
                <h2>{words::profile_contact(l)}</h2>
                // Browsers must not bring an old version back with the page.
                <input type="hidden" name="base" autocomplete="off" value=base/>
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

/// What another tab has saved: to be saved over, or to be taken.
fn elsewhere(l: Language, stored: &[(&'static str, String)]) -> AnyView {
    let filled = stored.iter().filter(|(_, value)| !value.is_empty()).cloned();
    let rows: Vec<_> = filled
        .map(|(label, value)| view! { <div class="summary__row"><dt>{label}</dt><dd>{value}</dd></div> }.into_any())
        .collect();
    view! {
        <Note kind=NoteKind::Plain title=words::profile_elsewhere(l)>
            <dl class="summary">{rows}</dl>
            <p>{words::profile_elsewhere_text(l)}</p>
            <p><a href="/me/profile" rel="external">{words::registration_take_theirs(l)}</a></p>
        </Note>
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
pub(super) fn identity_text(l: Language, part: IdentityPart, value: &str) -> String {
    let words = match part {
        IdentityPart::IdType => IdType::from_key(value).map(|id_type| id_type_name(l, id_type).to_owned()),
        IdentityPart::Sex => Sex::from_key(value).map(|sex| sex_name(l, sex).to_owned()),
        IdentityPart::BirthDate => parse_date(value).map(|date| day(l, date)),
        IdentityPart::Nationality => Some(nationality_name(l, value).to_owned()),
        _ => None,
    };
    words.unwrap_or_else(|| value.to_owned())
}
