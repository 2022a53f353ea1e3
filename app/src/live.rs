//! Keeps an open page true: the server says "registration N changed", the page fetches again.

use crate::{components::FormState, error::Error};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use serde::{Serialize, de::DeserializeOwned};
use std::time::Duration;

/// Milliseconds between polls while the event stream is down.
#[cfg(feature = "hydrate")]
const POLL: u32 = 5_000;

/// How long news are gathered before the page fetches again: a decision is announced by the event stream and by
/// the answer to the form that took it, a few milliseconds apart.
const GATHER: Duration = Duration::from_millis(60);

/// The freshness of an open page; cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    changed: Callback<()>,
    /// The version that the page shows.
    shown: Callback<(), Option<i64>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Live {
    /// Something has changed: the page fetches again in a moment, once for all news of that moment.
    pub fn news(self) {
        let due = self.timer.try_with_value(Option::is_some);
        if due != Some(false) {
            return;
        }
        let fetch = move || {
            if self.timer.try_set_value(None).is_none() {
                self.changed.run(());
            }
        };
        self.timer.set_value(set_timeout_with_handle(fetch, GATHER).ok());
    }

    /// The registration has this version now; news only where the page shows another.
    pub fn stands_at(self, version: &str) {
        let version = version.parse::<i64>().ok();
        if version.is_none() || self.shown.run(()) != version {
            self.news();
        }
    }

    /// Each success of `form` is news.
    pub fn after(self, form: FormState) -> Self {
        Effect::new(move |before: Option<u32>| {
            let saved = form.saved.get();
            if before.is_some_and(|before| before != saved) {
                self.news();
            }
            saved
        });
        self
    }
}

/// Fetches `resource` again whenever registration `id` changed.
///
/// By server-sent events, by polling while they do not come through, and once right after a reconnect. Whenever the stream opens it says how the registration stands:
/// what changed since the page was drawn is not missed. Does nothing on the server.
pub fn use_live<T>(id: Memo<i64>, resource: Resource<Result<T, Error>>, version: fn(&T) -> i64) -> Live
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
{
    let shown = move |()| resource.with_untracked(|answer| answer.as_ref()?.as_ref().ok().map(version));
    let live = Live {
        changed: Callback::new(move |()| resource.refetch()),
        shown: Callback::new(shown),
        timer: StoredValue::new(None),
    };
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| browser::listen(id.get(), live));
    #[cfg(not(feature = "hydrate"))]
    let _ = id;
    live
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::{Live, POLL};
    use leptos::prelude::*;
    use std::{
        cell::{Cell, RefCell},
        rc::Rc,
        time::Duration,
    };
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{EventSource, MessageEvent};

    /// What the browser calls; kept exactly as long as the page listens.
    struct Handlers {
        message: Closure<dyn Fn(MessageEvent)>,
        open: Closure<dyn Fn()>,
        error: Closure<dyn Fn()>,
    }

    /// Opens the stream and ties it to the page that is open.
    pub fn listen(id: i64, live: Live) {
        let down = Rc::new(Cell::new(false));
        let handlers = Rc::new(handlers(&down, live));
        let source = Rc::new(RefCell::new(connect(id, &handlers)));
        let poll = {
            let (source, handlers) = (Rc::clone(&source), Rc::clone(&handlers));
            move || {
                // The browser comes back by itself after a lost connection, but never after an error answer.
                let closed = |source: &EventSource| source.ready_state() == EventSource::CLOSED;
                if source.borrow().as_ref().is_none_or(closed) {
                    *source.borrow_mut() = connect(id, &handlers);
                }
                if down.get() {
                    live.news();
                }
            }
        };
        let poll = set_interval_with_handle(poll, Duration::from_millis(POLL.into()));
        let kept = StoredValue::new_local((source, handlers));
        on_cleanup(move || {
            if let Ok(poll) = poll {
                poll.clear();
            }
            kept.try_with_value(|(source, _)| {
                if let Some(source) = source.borrow().as_ref() {
                    source.close();
                }
            });
        });
    }

    fn handlers(down: &Rc<Cell<bool>>, live: Live) -> Handlers {
        let (opened, failed) = (Rc::clone(down), Rc::clone(down));
        Handlers {
            message: Closure::new(move |event: MessageEvent| {
                live.stands_at(&event.data().as_string().unwrap_or_default())
            }),
            open: Closure::new(move || {
                if opened.replace(false) {
                    live.news();
                }
            }),
            error: Closure::new(move || failed.set(true)),
        }
    }

    fn connect(id: i64, handlers: &Handlers) -> Option<EventSource> {
        let source = EventSource::new(&format!("/live/registrations/{id}")).ok()?;
        source.set_onmessage(Some(handlers.message.as_ref().unchecked_ref()));
        source.set_onopen(Some(handlers.open.as_ref().unchecked_ref()));
        source.set_onerror(Some(handlers.error.as_ref().unchecked_ref()));
        Some(source)
    }
}
