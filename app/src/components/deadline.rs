//! The time that is left. The server's value comes first, so that both draw the same; then the browser ticks.

use crate::{
    domain::calendar::{Countdown, Moment},
    locales::{countdown, machine, until as until_text, use_language, words},
};
use leptos::{prelude::*, web_sys::js_sys::Date};
use std::time::Duration;

/// Below this much time left, a deadline stands out.
const LATE_DAYS: i64 = 1;

/// How long it is from `now`, the server's time, to `until`.
#[component]
pub fn Deadline(now: Moment, until: Moment) -> impl IntoView {
    let l = use_language();
    let passed = RwSignal::new(0_i64);
    let left = Memo::new(move |_| Countdown::between(now.plus(passed.get()), until));
    Effect::new(move |_| {
        let opened = Date::now();
        let tick = move || {
            #[expect(clippy::cast_possible_truncation, reason = "milliseconds since the page was opened")]
            passed.set((Date::now() - opened) as i64);
        };
        if let Ok(handle) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || handle.clear());
        }
    });
    let late = move || left.get().is_none_or(|left| left.days < LATE_DAYS).then_some("");
    let word = move || match left.get() {
        Some(_) => words::common_left(l),
        None => words::common_over(l),
    };
    let time = move || left.get().map_or_else(|| until_text(l, until), |left| countdown(l, left));
    view! {
        <span class="countdown" data-late=late>
            {word}" "<b><time datetime=machine(until)>{time}</time></b>
        </span>
    }
}
