//! Chips: a state in a word or two.

use crate::{
    domain::{
        calendar::{Moment, Position, Window},
        registration::State,
        unit::RequestState,
    },
    locales::{request_word, state_word, use_language, words},
};
use leptos::prelude::*;

/// What a chip's colour means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neutral.
    #[default]
    Plain,
    /// Current, under way.
    Now,
    /// Done for good.
    Ok,
    /// Refused, late.
    Bad,
    /// Does not apply.
    Off,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "chip",
            Self::Now => "chip chip--now",
            Self::Ok => "chip chip--ok",
            Self::Bad => "chip chip--bad",
            Self::Off => "chip chip--off",
        }
    }
}

/// A chip.
#[component]
pub fn Chip(#[prop(optional)] tone: Tone, #[prop(into)] text: String) -> impl IntoView {
    view! { <span class=tone.class()>{text}</span> }
}

/// The state of a registration as a chip.
#[component]
pub fn StateChip(state: State) -> impl IntoView {
    view! { <Chip tone=state_tone(state) text=state_word(use_language(), state)/> }
}

/// How a request to add to the register stands, as a chip.
#[component]
pub fn RequestChip(state: RequestState) -> impl IntoView {
    let tone = match state {
        RequestState::Open => Tone::Now,
        RequestState::Approved => Tone::Ok,
        RequestState::Refused => Tone::Bad,
    };
    view! { <Chip tone=tone text=request_word(use_language(), state)/> }
}

/// The colour of a state.
#[must_use]
pub const fn state_tone(state: State) -> Tone {
    match state {
        State::Draft | State::Submitted | State::Confirmed | State::SitePassed | State::AreaPassed => Tone::Now,
        State::Registered => Tone::Ok,
        State::ConfirmationRefused | State::ReviewRefused | State::Abandoned => Tone::Bad,
        State::Cancelled => Tone::Off,
    }
}

/// Whether a window is open, as a chip.
#[must_use]
pub fn window_chip(window: Window, now: Moment) -> AnyView {
    let l = use_language();
    match window.position(now) {
        Position::Before => view! { <Chip tone=Tone::Off text=words::common_window_before(l)/> }.into_any(),
        Position::Inside => view! { <Chip tone=Tone::Now text=words::common_window_open(l)/> }.into_any(),
        Position::After => view! { <Chip text=words::common_window_closed(l)/> }.into_any(),
    }
}
