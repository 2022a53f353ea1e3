//! Keeps an open page true: the server says "registration N changed", the page fetches again.

#[cfg(feature = "hydrate")]
use leptos::prelude::*;

/// Milliseconds between polls while the event stream is down.
#[cfg(feature = "hydrate")]
const POLL: u32 = 5_000;

/// Calls `changed` whenever registration `id` changed: by server-sent events, by polling while they do not
/// come through, and once right after a reconnect. Does nothing on the server.
pub fn use_live(id: i64, changed: impl Fn() + Copy + Send + Sync + 'static) {
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| browser::listen(id, changed));
    #[cfg(not(feature = "hydrate"))]
    let _ = (id, changed);
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::POLL;
    use leptos::prelude::*;
    use std::{
        cell::{Cell, RefCell},
        rc::Rc,
        time::Duration,
    };
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::EventSource;

    /// What the browser calls; kept exactly as long as the page listens.
    struct Handlers {
        message: Closure<dyn Fn()>,
        open: Closure<dyn Fn()>,
        error: Closure<dyn Fn()>,
    }

    /// Opens the stream and ties it to the page that is open.
    pub fn listen(id: i64, changed: impl Fn() + Copy + 'static) {
        let down = Rc::new(Cell::new(false));
        let handlers = Rc::new(handlers(&down, changed));
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
                    changed();
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

    fn handlers(down: &Rc<Cell<bool>>, changed: impl Fn() + Copy + 'static) -> Handlers {
        let (opened, failed) = (Rc::clone(down), Rc::clone(down));
        Handlers {
            message: Closure::new(changed),
            open: Closure::new(move || {
                if opened.replace(false) {
                    changed();
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
