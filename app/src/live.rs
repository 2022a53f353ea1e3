//! Keeps an open page true: the server says "registration N changed", the page fetches again.

use crate::{components::FormState, error::Error};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use serde::{Serialize, de::DeserializeOwned};
use std::time::Duration;

/// The event by which the server says that the stream still comes through: a comment would be hidden from scripts.
pub const BEAT: &str = "beat";
/// How long the stream is silent at most.
pub const BEATS_EVERY: Duration = Duration::from_secs(15);

/// How often it is looked whether the stream is down; while it is, the page fetches again as often.
#[cfg(any(feature = "hydrate", test))]
const POLL: Duration = Duration::from_secs(5);

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
/// By server-sent events, and by polling as long as nothing is heard of them: from the beginning until the first one,
/// for a proxy may hold them back without an error, and whenever they fall silent. When the stream opens it says how
/// the registration stands: what changed since the page was drawn is not missed. Does nothing on the server.
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

/// How long nothing was heard of the stream, in polls.
#[cfg(any(feature = "hydrate", test))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Silence(u32);

#[cfg(any(feature = "hydrate", test))]
impl Silence {
    /// Longer than two beats, so that one may be late.
    const LONG: u32 = (BEATS_EVERY.as_secs() * 2 / POLL.as_secs()) as u32 + 1;
    /// Something was heard just now.
    const OVER: Self = Self(0);
    /// Nothing was heard yet, or the stream broke.
    const DOWN: Self = Self(Self::LONG);

    /// One poll later.
    const fn longer(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// Whether the page has to ask itself.
    const fn is_down(self) -> bool {
        self.0 >= Self::LONG
    }

    /// Whether the connection is given up for a new one: it may hang without an error.
    const fn is_hopeless(self) -> bool {
        self.0 > 0 && self.0.is_multiple_of(Self::LONG)
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::{BEAT, Live, POLL, Silence};
    use leptos::prelude::*;
    use std::{
        cell::{Cell, RefCell},
        rc::Rc,
    };
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{EventSource, MessageEvent};

    /// The stream of a page, and what the browser calls; kept exactly as long as the page listens.
    struct Stream {
        address: String,
        silence: Rc<Cell<Silence>>,
        source: RefCell<Option<EventSource>>,
        message: Closure<dyn Fn(MessageEvent)>,
        beat: Closure<dyn Fn()>,
        error: Closure<dyn Fn()>,
    }

    /// Opens the stream and ties it to the page that is open.
    pub fn listen(id: i64, live: Live) {
        let stream = Rc::new(Stream::new(id, live));
        stream.connect();
        let polled = Rc::clone(&stream);
        let poll = set_interval_with_handle(move || polled.poll(live), POLL);
        let kept = StoredValue::new_local(stream);
        on_cleanup(move || {
            if let Ok(poll) = poll {
                poll.clear();
            }
            kept.try_with_value(|stream| stream.close());
        });
    }

    impl Stream {
        fn new(id: i64, live: Live) -> Self {
            let silence = Rc::new(Cell::new(Silence::DOWN));
            let (told, beaten, broken) = (Rc::clone(&silence), Rc::clone(&silence), Rc::clone(&silence));
            Self {
                address: format!("/live/registrations/{id}"),
                silence,
                source: RefCell::new(None),
                // That the stream is open says nothing: only what comes through does.
                message: Closure::new(move |event: MessageEvent| {
                    told.set(Silence::OVER);
                    live.stands_at(&event.data().as_string().unwrap_or_default());
                }),
                beat: Closure::new(move || beaten.set(Silence::OVER)),
                error: Closure::new(move || broken.set(Silence::DOWN)),
            }
        }

        fn poll(&self, live: Live) {
            let silence = self.silence.get().longer();
            self.silence.set(silence);
            // The browser comes back by itself after a lost connection, but never after an error answer.
            if silence.is_hopeless() || self.is_closed() {
                self.connect();
            }
            if silence.is_down() {
                live.news();
            }
        }

        fn is_closed(&self) -> bool {
            self.source.borrow().as_ref().is_none_or(|source| source.ready_state() == EventSource::CLOSED)
        }

        fn connect(&self) {
            self.close();
            let Ok(source) = EventSource::new(&self.address) else { return };
            source.set_onmessage(Some(self.message.as_ref().unchecked_ref()));
            source.set_onerror(Some(self.error.as_ref().unchecked_ref()));
            let _ = source.add_event_listener_with_callback(BEAT, self.beat.as_ref().unchecked_ref());
            *self.source.borrow_mut() = Some(source);
        }

        fn close(&self) {
            if let Some(source) = self.source.take() {
                source.close();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_asks_itself_until_it_hears_something_and_again_when_two_beats_are_missed() {
        let after = |silence: Silence, polls: u32| (0..polls).fold(silence, |silence, _| silence.longer());
        for (silence, polls, down, hopeless) in [
            (Silence::DOWN, 1, true, false),
            (Silence::DOWN, 6, true, false),
            (Silence::DOWN, 7, true, true),
            (Silence::OVER, 1, false, false),
            (Silence::OVER, 6, false, false),
            (Silence::OVER, 7, true, true),
            (Silence::OVER, 8, true, false),
            (Silence::OVER, 14, true, true),
        ] {
            let silence = after(silence, polls);
            assert_eq!((silence.is_down(), silence.is_hopeless()), (down, hopeless), "{silence:?}");
        }
        assert!(BEATS_EVERY * 2 < POLL * Silence::LONG, "a late beat is no silence");
    }
}
