//! Bans as a table; on a phone each is a card.

use crate::{
    api::ban::LiftBan,
    components::{Chip, Form, FormState, Hidden, Tone},
    domain::{
        ban::{Ban, BanState},
        calendar::Moment,
    },
    locales::{Language, ban_reason_name, ban_state_word, day, id_type_name, last_day, words},
    view::StaffBan,
};
use leptos::prelude::*;

/// What lifting one takes.
pub(super) struct Lift {
    pub(super) action: ServerAction<LiftBan>,
    pub(super) form: FormState,
    pub(super) key: String,
}

/// A list; `none` says that it is empty, `lift` is there where these can be lifted.
pub(super) fn draw(
    l: Language,
    title: &'static str,
    none: &'static str,
    bans: &[StaffBan],
    now: Moment,
    lift: Option<&Lift>,
) -> AnyView {
    let rows: Vec<_> = bans.iter().map(|shown| row(l, shown, now, lift)).collect();
    let content = if rows.is_empty() {
        view! { <div class="blank blank--small"><p>{none}</p></div> }.into_any()
    } else {
        let lift = lift.map(|_| view! { <th scope="col"><span class="hide">{words::ban_lift(l)}</span></th> });
        view! {
            <table class="table table--cards">
                <thead>
                    <tr>
                        <th scope="col">{words::account_name(l)}</th>
                        <th scope="col">{words::account_id_number(l)}</th>
                        <th scope="col">{words::ban_reason(l)}</th>
                        <th scope="col">{words::ban_term(l)}</th>
                        <th scope="col">{words::ban_note(l)}</th>
                        <th scope="col">{words::ban_set_by(l)}</th>
                        {lift}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <section class="sheet sheet--flush">
            <div class="sheet__head"><h2>{title}</h2></div>
            {content}
        </section>
    }
    .into_any()
}

fn row(l: Language, shown: &StaffBan, now: Moment, lift: Option<&Lift>) -> AnyView {
    let ban = &shown.ban;
    let state = ban.state(now);
    let tone = match state {
        BanState::InForce => Tone::Bad,
        BanState::ToCome => Tone::Now,
        BanState::Over | BanState::Lifted => Tone::Off,
    };
    let number = format!("{} {}", id_type_name(l, shown.id_type), shown.id_number);
    let set = words::ban_by(l, &shown.set_by, day(l, ban.set_at.date()));
    let lifted = ban.lifted.map(|(_, at)| {
        let text = words::ban_lifted_by(l, &shown.lifted_by, day(l, at.date()));
        view! { <p class="quiet">{text}</p> }
    });
    let lift = lift.map(|lift| view! { <td>{button(l, shown, lift)}</td> });
    view! {
        <tr data-ban=ban.reason.key()>
            <td>{shown.name.clone()}" "<Chip tone=tone text=ban_state_word(l, state)/></td>
            <td data-label=words::account_id_number(l)><span class="num">{number}</span></td>
            <td data-label=words::ban_reason(l)>{ban_reason_name(l, ban.reason)}</td>
            <td data-label=words::ban_term(l)>{term(l, ban)}</td>
            <td data-label=words::ban_note(l)>{ban.note.clone()}</td>
            <td data-label=words::ban_set_by(l)><div>{set}{lifted}</div></td>
            {lift}
        </tr>
    }
    .into_any()
}

/// From which day to which.
fn term(l: Language, ban: &Ban) -> String {
    let from = day(l, ban.from.date());
    match ban.until {
        Some(until) => words::ban_period(l, from, last_day(l, until)),
        None => words::ban_period_for_life(l, from),
    }
}

fn button(l: Language, shown: &StaffBan, lift: &Lift) -> AnyView {
    let (id, key, name) = (shown.ban.id.to_string(), lift.key.clone(), shown.name.clone());
    view! {
        <Form action=lift.action form=lift.form>
            <Hidden name="id" value=id/>
            <Hidden name="key" value=key/>
            <button type="submit" class="link link--danger">{words::ban_lift(l)}<span class="hide">{name}</span></button>
        </Form>
    }
    .into_any()
}
