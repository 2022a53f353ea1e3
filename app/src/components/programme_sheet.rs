//! A programme and a registration in a list.

use super::{Deadline, Row, StateChip, rows::DOT, window_chip};
use crate::{
    domain::{
        calendar::{Moment, Position},
        registration::State,
    },
    locales::{Language, days, until, use_language, window, words},
    view::{Landing, OwnRegistration, ProgrammeCard, RegistrationCard},
};
use leptos::prelude::*;

/// The programmes of a list, each with the way in.
#[must_use]
pub fn programme_sheets(landing: Landing) -> AnyView {
    let Landing { now, programmes, own } = landing;
    let none = programmes.is_empty().then(|| view! { <p>{words::programme_none(use_language())}</p> });
    let sheet = |card: ProgrammeCard| {
        let own = own.iter().find(|own| own.programme == card.id).cloned();
        view! { <ProgrammeSheet card=card now=now own=own/> }.into_any()
    };
    let sheets: Vec<_> = programmes.into_iter().map(sheet).collect();
    view! { {sheets}{none} }.into_any()
}

/// The way to the candidate's own registration, in words: what is not submitted yet goes on.
#[must_use]
pub const fn own_words(l: Language, state: State) -> &'static str {
    match state {
        State::Draft => words::programme_continue(l),
        _ => words::programme_own(l),
    }
}

/// A programme with its dates, and the way in; whoever is registered already is led there.
#[component]
fn ProgrammeSheet(card: ProgrammeCard, now: Moment, own: Option<OwnRegistration>) -> impl IntoView {
    let l = use_language();
    let href = format!("/programmes/{}", card.id);
    let position = card.registration.position(now);
    let deadline = (position == Position::Inside).then(|| view! { <Deadline now=now until=card.registration.until/> });
    let class = if position == Position::Inside { "btn" } else { "btn btn--quiet" };
    let (way, text) = match own {
        Some(own) => (format!("/registrations/{}", own.id), own_words(l, own.state)),
        None if position == Position::Inside => (href.clone(), words::programme_open(l)),
        None => (href.clone(), words::programme_read(l)),
    };
    let exam = match card.exam_dates.last() {
        Some(last) if *last < now.date() => Position::After,
        _ => Position::Before,
    };
    view! {
        <article class="sheet">
            <h2><a href=href>{card.title.get(l).to_owned()}</a></h2>
            <p class="chips">{window_chip(card.registration, now)}{deadline}</p>
            <p>{card.summary.get(l).to_owned()}</p>
            <ol class="dates">
                {line(l, words::programme_dates_registration(l), window(l, card.registration), position)}
                {line(l, words::programme_dates_exam(l), days(l, &card.exam_dates), exam)}
            </ol>
            <div class="actions"><a class=class href=way>{text}<span class="hide">{card.title.get(l).to_owned()}</span></a></div>
        </article>
    }
}

fn line(l: Language, what: &'static str, when: String, position: Position) -> AnyView {
    let (key, word) = match position {
        Position::Before => ("next", words::programme_dates_next(l)),
        Position::Inside => ("now", words::programme_dates_now(l)),
        Position::After => ("past", words::programme_dates_past(l)),
    };
    view! {
        <li data-when=key>
            <span class="dates__what">{what}</span>
            <span class="dates__when">{when}</span>
            <span class="dates__state">{word}</span>
        </li>
    }
    .into_any()
}

/// A registration in a list of rows.
#[component]
pub fn RegistrationRow(card: RegistrationCard) -> impl IntoView {
    let l = use_language();
    let specialty = card.specialty.map(|name| name.get(l).to_owned());
    let deadline = card.deadline.map(|at| words::common_until(l, until(l, at)));
    let area = words::common_area_name(l, card.area.get(l));
    let meta: Vec<String> = specialty.into_iter().chain([area]).chain(deadline).collect();
    view! {
        <Row href=format!("/registrations/{}", card.id) title=card.programme.get(l) meta=meta.join(DOT)>
            <StateChip state=card.state/>
        </Row>
    }
}
