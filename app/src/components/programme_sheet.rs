//! A programme and a registration in a list.

use super::{Deadline, Row, StateChip, rows::DOT, window_chip};
use crate::{
    domain::calendar::{Moment, Position},
    locales::{Language, days, until, use_language, window, words},
    view::{ProgrammeCard, RegistrationCard},
};
use leptos::prelude::*;

/// A programme with its dates, and the way in.
#[component]
pub fn ProgrammeSheet(card: ProgrammeCard, now: Moment) -> impl IntoView {
    let l = use_language();
    let href = format!("/programmes/{}", card.id);
    let position = card.registration.position(now);
    let deadline = (position == Position::Inside).then(|| view! { <Deadline now=now until=card.registration.until/> });
    let (class, text) = match position {
        Position::Inside => ("btn", words::programme_open(l)),
        _ => ("btn btn--quiet", words::programme_read(l)),
    };
    let exam = match card.exam_dates.last() {
        Some(last) if *last < now.date() => Position::After,
        _ => Position::Before,
    };
    view! {
        <article class="sheet">
            <h2><a href=href.clone()>{card.title.get(l).to_owned()}</a></h2>
            <p class="chips">{window_chip(card.registration, now)}{deadline}</p>
            <p>{card.summary.get(l).to_owned()}</p>
            <ol class="dates">
                {line(l, words::programme_dates_registration(l), window(l, card.registration), position)}
                {line(l, words::programme_dates_exam(l), days(l, &card.exam_dates), exam)}
            </ol>
            <div class="actions"><a class=class href=href>{text}<span class="hide">{card.title.get(l).to_owned()}</span></a></div>
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
