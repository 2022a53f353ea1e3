//! What was typed and did not reach the server yet, kept by the browser.
//!
//! A phone that loses its connection or its battery gives it back when the page is opened again. It is forgotten as
//! soon as it is saved, and whenever somebody signs out.

use serde::{Deserialize, Serialize};

/// What begins the names under which the browser keeps it.
#[cfg(feature = "hydrate")]
const PREFIX: &str = "dengke-unsaved/";

/// The inputs of a page as they stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsaved {
    /// The registration.
    pub id: i64,
    /// The key of the page.
    pub page: String,
    /// The page's version on which it was typed.
    pub base: u32,
    /// Names and values.
    pub typed: Vec<(String, String)>,
}

impl Unsaved {
    /// Keeps it over what was kept of the same page.
    pub fn keep(&self) {
        #[cfg(feature = "hydrate")]
        if let (Some(storage), Ok(text)) = (browser::storage(), serde_json::to_string(self)) {
            let _ = storage.set_item(&browser::name(self.id, &self.page), &text);
        }
    }

    /// What was kept of this page; on the server nothing.
    #[must_use]
    pub fn find(id: i64, page: &str) -> Option<Self> {
        #[cfg(feature = "hydrate")]
        {
            let text = browser::storage()?.get_item(&browser::name(id, page)).ok()??;
            serde_json::from_str(&text).ok()
        }
        #[cfg(not(feature = "hydrate"))]
        {
            let _ = (id, page);
            None
        }
    }
}

/// Forgets what was kept of this page.
pub fn forget(id: i64, page: &str) {
    #[cfg(feature = "hydrate")]
    if let Some(storage) = browser::storage() {
        let _ = storage.remove_item(&browser::name(id, page));
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (id, page);
}

/// Forgets everything: whoever uses this browser next must not find it.
pub fn forget_all() {
    #[cfg(feature = "hydrate")]
    if let Some(storage) = browser::storage() {
        let names = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten());
        let names: Vec<String> = names.filter(|name| name.starts_with(PREFIX)).collect();
        for name in names {
            let _ = storage.remove_item(&name);
        }
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::PREFIX;
    use leptos::prelude::window;
    use web_sys::Storage;

    /// Nothing where the browser keeps nothing, as in some private windows.
    pub fn storage() -> Option<Storage> {
        window().local_storage().ok()?
    }

    pub fn name(id: i64, page: &str) -> String {
        format!("{PREFIX}{id}/{page}")
    }
}
