//! `/me`: what to do next, what is prepared, and the registrations.

use crate::{
    api::profile::load_me,
    components::{Chip, Icon, Layout, Load, NextKind, NextStep, RegistrationRow, Row, Tone, Width},
    domain::{
        preparation::{Preparation, comes_first, needed_for},
        registration::State,
    },
    locales::{Language, list, state_word, use_language, words},
    view::{MeView, RegistrationCard},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// `/me`.
#[component]
pub fn Me() -> impl IntoView {
    let l = use_language();
    let me = Resource::new_blocking(|| (), |()| load_me());
    view! {
        <Title text=words::common_me(l)/>
        <Layout width=Width::Page>
            <Load resource=me let:me>{content(l, me)}</Load>
        </Layout>
    }
}

fn content(l: Language, me: MeView) -> AnyView {
    let next = next(l, &me);
    let preparation = preparation(l, &me);
    let requests = requests(l);
    view! {
        <header class="head"><h1>{words::profile_greeting(l, &me.name)}</h1></header>
        <div class="cols cols--side">
            <div class="stack">{next}{preparation}{requests}</div>
            <div class="stack">{registrations(l, me.registrations)}</div>
        </div>
    }
    .into_any()
}

/// A registration that waits for the candidate comes first, then what is missing whatever one registers for, then a new
/// registration.
fn next(l: Language, me: &MeView) -> AnyView {
    if let Some(card) = waiting(&me.registrations) {
        let href = format!("/registrations/{}", card.id);
        let refused = card.state == State::ConfirmationRefused;
        let text = words::profile_next_registration_text(l, card.programme.get(l), state_word(l, card.state));
        return view! {
            <NextStep
                title=words::profile_next_registration(l) text=text deadline=card.deadline now=me.now
                kind=if refused { NextKind::Bad } else { NextKind::Open }
            >
                <a class="btn" href=href>{words::programme_continue(l)}</a>
            </NextStep>
        }
        .into_any();
    }
    let [education, wechat] =
        [(Preparation::Education, me.education_count > 0), (Preparation::Wechat, me.wechat_bound)]
            .map(|(what, done)| !done && comes_first(&me.programmes, me.now, what));
    let (href, title, text) = if !me.profile_complete {
        ("/me/profile", words::profile_next_profile(l), words::profile_next_profile_text(l).to_owned())
    } else if !me.has_photo {
        ("/me/photo", words::profile_next_photo(l), words::profile_next_photo_text(l).to_owned())
    } else if education {
        let text = words::profile_next_education_text(l, needing(l, me, Preparation::Education));
        ("/me/education", words::profile_next_education(l), text)
    } else if wechat {
        let text = words::profile_next_wechat_text(l, needing(l, me, Preparation::Wechat));
        ("/me/wechat", words::profile_next_wechat(l), text)
    } else if !me.programmes.is_empty() && !me.registrations.iter().any(|card| card.state.is_live()) {
        ("/programmes", words::profile_next_programme(l), words::profile_next_programme_text(l).to_owned())
    } else {
        return ().into_any();
    };
    view! { <NextStep title=title text=text><a class="btn" href=href>{title}</a></NextStep> }.into_any()
}

/// The registration that the candidate must act on first.
fn waiting(cards: &[RegistrationCard]) -> Option<&RegistrationCard> {
    let acts =
        |state| matches!(state, State::Draft | State::Submitted | State::ConfirmationRefused | State::AreaPassed);
    cards.iter().filter(|card| acts(card.state)).min_by_key(|card| card.deadline.map_or(i64::MAX, |at| at.0))
}

/// The titles of the programmes that need it; empty where none does.
fn needing(l: Language, me: &MeView, what: Preparation) -> String {
    let titles: Vec<String> = needed_for(&me.programmes, what).map(|title| title.get(l).to_owned()).collect();
    list(l, &titles)
}

/// Something to prepare: where, its title, a line about it, whether it is done, and whether any programme needs it.
type Task = (&'static str, &'static str, String, bool, bool);

/// What all programmes need, then what only some do, with their titles; what none needs is not urged.
fn tasks(l: Language, me: &MeView) -> [Task; 4] {
    let education = needing(l, me, Preparation::Education);
    let wechat = needing(l, me, Preparation::Wechat);
    let (asks, binds) = (!education.is_empty(), !wechat.is_empty());
    let education = match asks {
        true => words::profile_task_education(l, education),
        false => words::profile_task_education_free(l).to_owned(),
    };
    let wechat = match binds {
        true => words::profile_task_wechat(l, wechat),
        false => words::profile_task_wechat_free(l).to_owned(),
    };
    let (contact, photo) = (words::profile_task_profile(l).to_owned(), words::profile_task_photo(l).to_owned());
    [
        ("/me/profile", words::profile_title(l), contact, me.profile_complete, true),
        ("/me/photo", words::profile_photo(l), photo, me.has_photo, true),
        ("/me/education", words::profile_education(l), education, me.education_count > 0, asks),
        ("/me/wechat", words::profile_wechat(l), wechat, me.wechat_bound, binds),
    ]
}

fn preparation(l: Language, me: &MeView) -> AnyView {
    let tasks = tasks(l, me);
    let total = tasks.iter().filter(|(.., needed)| *needed).count();
    let done = tasks.iter().filter(|(.., done, needed)| *done && *needed).count();
    let rows = tasks.map(|(href, title, meta, done, needed)| {
        let (tone, word) = match (done, needed) {
            (true, _) => (Tone::Ok, words::common_done(l)),
            (false, true) => (Tone::Now, words::common_not_done(l)),
            (false, false) => (Tone::Off, words::profile_task_free(l)),
        };
        view! { <Row href=href title=title meta=meta><Chip tone=tone text=word/></Row> }
    });
    view! {
        <section class="sheet sheet--flush">
            <div class="sheet__head">
                <h2>{words::profile_preparation(l)}</h2>
                <span class="quiet">{words::profile_preparation_done(l, total, done)}</span>
            </div>
            <ul class="rows">{rows.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// The way to what the register of units lacks.
fn requests(l: Language) -> AnyView {
    view! {
        <section class="sheet sheet--flush">
            <ul class="rows"><Row href="/me/requests" title=words::unit_requests(l) meta=words::unit_requests_task(l)/></ul>
        </section>
    }
    .into_any()
}

fn registrations(l: Language, cards: Vec<RegistrationCard>) -> AnyView {
    let content = if cards.is_empty() {
        view! {
            <div class="blank blank--small">
                <Icon name="calendar"/>
                <p>{words::profile_no_registrations(l)}</p>
                <div class="actions">
                    <a class="btn btn--quiet btn--small" href="/programmes">{words::profile_see_programmes(l)}</a>
                </div>
            </div>
        }
        .into_any()
    } else {
        let rows: Vec<_> = cards.into_iter().map(|card| view! { <RegistrationRow card=card/> }.into_any()).collect();
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    view! {
        <section class="sheet sheet--flush">
            <div class="sheet__head"><h2>{words::profile_registrations(l)}</h2></div>
            {content}
        </section>
    }
    .into_any()
}
