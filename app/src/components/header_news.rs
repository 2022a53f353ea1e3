//! What tells the header of a page that something it shows has changed.

use leptos::prelude::*;

/// Counts the news; the header asks the server again after each. Cheap to copy.
#[derive(Clone, Copy, Debug, Default)]
pub struct HeaderNews(RwSignal<u32>);

impl HeaderNews {
    /// Something has changed that the header shows, such as how many messages wait.
    pub fn tell(self) {
        self.0.try_update(|told| *told = told.wrapping_add(1));
    }

    /// How often something was told so far; tracked.
    pub(super) fn count(self) -> u32 {
        self.0.get()
    }
}

/// The one of the app, from context; one that nobody hears where there is none.
#[must_use]
pub fn use_header_news() -> HeaderNews {
    use_context::<HeaderNews>().unwrap_or_default()
}
