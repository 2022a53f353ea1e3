//! A list that other fields narrow, drawn anew whenever they change, without losing what was chosen.

use super::{field::Asked, filling::Filling};
use crate::{
    components::{Frame, typed},
    locales::{Language, words},
};
use leptos::prelude::*;

/// The list; `options` draws it as `narrow` has it, with what is to be chosen in it.
pub fn draw<N>(
    l: Language,
    filling: Filling,
    asked: Asked,
    narrow: Memo<Option<N>>,
    more_hint: impl Fn() -> String + Send + Sync + 'static,
    options: impl Fn(Option<&N>, &str) -> AnyView + Clone + Send + Sync + 'static,
) -> AnyView
where
    N: Clone + PartialEq + Send + Sync + 'static,
{
    // What was chosen last, even while the list does not offer it.
    let wanted = StoredValue::new(typed(&asked.name).unwrap_or_else(|| asked.value()));
    // Once the list has changed, what was chosen may no longer be in it.
    Effect::new(move |before: Option<()>| {
        narrow.track();
        if before.is_some() {
            read_soon(filling);
        }
    });
    let frame = Frame::new(&asked.name, asked.hint);
    let more_hint = move || Some(more_hint()).filter(|hint| !hint.is_empty());
    let more_hint = move || more_hint().map(|hint| view! { <p class="field__hint">{hint}</p> });
    let name = asked.name.clone();
    let list = move || {
        let narrow = narrow.get();
        let chosen = untrack(|| if filling.live.get() { filling.value(None, &name) } else { String::new() });
        if !chosen.is_empty() {
            wanted.set_value(chosen);
        }
        let options = options.clone();
        // The inner closure is drawn anew, never patched: an option must not stay chosen under another name.
        move || options(narrow.as_ref(), &wanted.get_value())
    };
    view! {
        <div class=frame.class()>
            <label class="field__label" for=asked.name.clone()>{asked.label}</label>
            {frame.texts()}
            {more_hint}
            <select
                class="field__control" id=asked.name.clone() name=asked.name
                aria-describedby=frame.described_by() aria-invalid=frame.invalid()
            >
                <option value="">{words::common_please_choose(l)}</option>
                {list}
            </select>
        </div>
    }
    .into_any()
}

/// Reads the inputs once they are drawn as they are now. On the server nothing is typed.
pub fn read_soon(filling: Filling) {
    #[cfg(not(feature = "hydrate"))]
    let _ = filling;
    #[cfg(feature = "hydrate")]
    set_timeout(
        move || {
            if !filling.typed.is_disposed() {
                filling.read();
            }
        },
        std::time::Duration::ZERO,
    );
}
