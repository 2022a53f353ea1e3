//! The keys of an officer's desk: A leads to the decision, R to the reasons, J to the next registration.
//!
//! No key decides: A and R put the focus there, Enter decides. They can be switched off, for whoever speaks to the
//! computer or hits keys by accident (WCAG 2.1.4).

use super::after;
use crate::{
    locales::{Language, words},
    view::{Decision, StaffRegistration},
};
use leptos::prelude::*;

/// Where the browser remembers that the keys are off.
#[cfg(feature = "hydrate")]
const OFF: &str = "dengke-keys-off";

/// Which keys do something on the page as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Offered {
    decide: bool,
    refuse: bool,
    next: bool,
}

impl Offered {
    /// Those for what this officer may do now.
    pub(super) fn of(staff: &StaffRegistration) -> Self {
        use Decision::{ConfirmOnSite, ConfirmOnline, PassArea, PassSite, RefuseOnline, RefuseReview};
        let decide = |one: &Decision| matches!(one, ConfirmOnSite | ConfirmOnline | PassSite | PassArea);
        let refuse = |one: &Decision| matches!(one, RefuseOnline | RefuseReview);
        Self { decide: staff.may.iter().any(decide), refuse: staff.may.iter().any(refuse), next: after::has_key(staff) }
    }

    /// Whether a decision is waited for.
    pub(super) const fn decision(self) -> bool {
        self.decide || self.refuse
    }
}

/// The keys of the page, which listens once, however often the panel is drawn anew.
#[derive(Clone, Copy)]
pub(super) struct Keys {
    on: RwSignal<bool>,
}

impl Keys {
    /// On, unless they were switched off in this browser.
    pub(super) fn new() -> Self {
        let on = RwSignal::new(true);
        #[cfg(feature = "hydrate")]
        browser::listen(on);
        Self { on }
    }

    /// Whether they are switched off: then nothing names them.
    pub(super) fn are_off(self) -> bool {
        !self.on.get()
    }

    /// What they do, and the switch; nothing where none does anything.
    pub(super) fn help(self, l: Language, offered: Offered) -> Option<AnyView> {
        let on = self.on;
        let keys = [
            (offered.decide, "A", words::staff_key_decide(l)),
            (offered.refuse, "R", words::staff_key_refuse(l)),
            (offered.next, "J", words::staff_key_next(l)),
        ];
        let does = keys.into_iter().filter(|(does, ..)| *does);
        let does: Vec<_> = does.map(|(_, key, text)| view! { <li><kbd>{key}</kbd>" "{text}</li> }).collect();
        if does.is_empty() {
            return None;
        }
        let switch = move |_| {
            on.update(|on| *on = !*on);
            #[cfg(feature = "hydrate")]
            browser::remember(on.get_untracked());
        };
        let help = view! {
            <div class="decide__keys js">
                <label class="choice">
                    <input type="checkbox" prop:checked=on on:change=switch/><span>{words::staff_keys(l)}</span>
                </label>
                <ul class="quiet decide__help">{does}</ul>
            </div>
        };
        Some(help.into_any())
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::OFF;
    use leptos::{ev::keydown, prelude::*};
    use wasm_bindgen::JsCast;
    use web_sys::{HtmlElement, KeyboardEvent, Storage};

    fn storage() -> Option<Storage> {
        window().local_storage().ok().flatten()
    }

    pub fn remember(on: bool) {
        if let Some(storage) = storage() {
            let _ = if on { storage.remove_item(OFF) } else { storage.set_item(OFF, "1") };
        }
    }

    /// Never while something is being typed, never for a key that is held or belongs to the browser.
    pub fn listen(on: RwSignal<bool>) {
        Effect::new(move |_| {
            on.set(storage().is_none_or(|s| s.get_item(OFF).ok().flatten().is_none()));
            let listener = window_event_listener(keydown, move |event| {
                if on.get_untracked() && !typing(&event) && !event.repeat() {
                    press(&event.key());
                }
            });
            on_cleanup(move || listener.remove());
        });
    }

    fn typing(event: &KeyboardEvent) -> bool {
        let element = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok());
        let field = element.is_some_and(|e| match e.tag_name().as_str() {
            "INPUT" => e.get_attribute("type").is_none_or(|kind| kind != "checkbox"),
            name => matches!(name, "TEXTAREA" | "SELECT"),
        });
        field || event.ctrl_key() || event.meta_key() || event.alt_key()
    }

    fn press(key: &str) {
        let find = |selector: &str| {
            let found = document().query_selector(selector).ok().flatten();
            found.and_then(|e| e.dyn_into::<HtmlElement>().ok())
        };
        match key {
            "a" | "A" => {
                // An open refusal stands in the place of the decision.
                if let Some(refusal) = find(".fold[open]") {
                    let _ = refusal.remove_attribute("open");
                }
                focus(find("[data-key=a]"));
            }
            "r" | "R" => focus(find("[data-key=r]")),
            "j" | "J" => {
                if let Some(next) = find("[data-next]") {
                    next.click();
                }
            }
            _ => {}
        }
    }

    fn focus(element: Option<HtmlElement>) {
        if let Some(element) = element {
            let _ = element.focus();
        }
    }
}
