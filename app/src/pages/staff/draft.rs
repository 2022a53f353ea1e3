//! What an officer is writing in the panel, which is drawn anew with every piece of news.
//!
//! What was written for a state that is over, because somebody else was faster, is shown to be copied: a refusal that
//! was meant for one review never slips into another.

use super::actions::Actions;
use crate::{
    components::{Note, NoteKind, in_textarea, typed},
    domain::registration::State,
    locales::{Language, words},
    view::RegistrationView,
};
use leptos::{
    ev::Event,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, FormData, HtmlFormElement},
};
use serde::{Deserialize, Serialize};

/// What is written, field by field, and the key of the state for which it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Written {
    from: String,
    pub(super) form_code: String,
    pub(super) reasons: Vec<String>,
    pub(super) reason: String,
    pub(super) reopen: String,
}

impl Written {
    /// What came back with a plain form that was refused; in the browser nothing.
    fn posted() -> Self {
        let text = |name: &str| typed(name).unwrap_or_default();
        Self {
            from: text("from"),
            form_code: text("form_code"),
            reasons: text("reasons[]").lines().map(str::to_owned).collect(),
            reason: text("reason"),
            reopen: text("reopen"),
        }
    }

    /// Whether a refusal was begun.
    pub(super) fn refuses(&self) -> bool {
        !self.reasons.is_empty() || !self.reason.trim().is_empty()
    }

    /// All of it, one a line.
    fn lines(&self) -> String {
        let texts = [&self.reason, &self.reopen, &self.form_code];
        let all = self.reasons.iter().chain(texts).map(|text| text.trim());
        all.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

/// What is being written, and what was written in vain.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    written: RwSignal<Written>,
    in_vain: RwSignal<String>,
}

impl Draft {
    /// Empty, or with what came back. The browser is told: it must draw the same, and keep it as its own.
    pub(super) fn new() -> Self {
        let written = SharedValue::new(Written::posted).into_inner();
        Self { written: RwSignal::new(written), in_vain: RwSignal::new(String::new()) }
    }

    /// What was written for this state.
    pub(super) fn of(self, state: State) -> Written {
        let written = self.written.get_untracked();
        if written.from == state.key() { written } else { Written::default() }
    }

    /// Keeps what stands in the form in which something was typed or ticked.
    pub(super) fn keep(self, event: &Event) {
        let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let form = field.and_then(|field| field.closest("form").ok().flatten());
        let form = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let Some(data) = form.and_then(|form| FormData::new_with_form(&form).ok()) else { return };
        let text = |name: &str| data.get(name).as_string();
        let from = text("from").unwrap_or_default();
        let mut written = self.written.get_untracked();
        if written.from != from {
            let lines = written.lines();
            if !lines.is_empty() {
                self.in_vain.set(lines);
            }
            written = Written { from, ..Written::default() };
        }
        if let Some(form_code) = text("form_code") {
            written.form_code = form_code;
        }
        if let Some(reason) = text("reason") {
            written.reason = reason;
            written.reasons = data.get_all("reasons[]").iter().filter_map(|tick| tick.as_string()).collect();
        }
        if let Some(reopen) = text("reopen") {
            written.reopen = reopen;
        }
        self.written.set(written);
    }

    /// Nothing is written any more.
    pub(super) fn forget(self) {
        self.written.set(Written::default());
        self.in_vain.set(String::new());
    }

    /// What was written for another state than this one.
    fn lost(self, state: State) -> String {
        let before = self.in_vain.get();
        if !before.is_empty() {
            return before;
        }
        self.written.with(|written| if written.from == state.key() { String::new() } else { written.lines() })
    }
}

/// That somebody was faster, with what was written meanwhile. Nothing while the answer to one's own decision is
/// awaited, for the news of it may be faster than the answer.
pub(super) fn lost(l: Language, registration: &RegistrationView, actions: Actions) -> AnyView {
    let state = registration.state;
    let by_candidate = match state {
        State::Draft => !registration.reopened,
        State::Submitted | State::Cancelled => true,
        _ => false,
    };
    let title = if by_candidate { words::staff_lost_candidate(l) } else { words::staff_lost(l) };
    let note = move || {
        let lines = actions.draft.lost(state);
        (!lines.is_empty() && !actions.pending()).then(|| {
            view! {
                <Note kind=NoteKind::Warn title=title>
                    <p><label for="written">{words::staff_written(l)}</label></p>
                    <textarea class="field__control" id="written" rows="4" readonly>{in_textarea(lines)}</textarea>
                </Note>
            }
            .into_any()
        })
    };
    view! { <div role="status">{note}</div> }.into_any()
}
