//! What was typed and did not reach the server yet, kept by the browser.
//!
//! A phone that loses its connection or its battery gives it back when the page is opened again. It is forgotten as
//! soon as the server has it, when somebody signs out, and when somebody else signs in.

use serde::{Deserialize, Serialize};

/// What begins the names under which the browser keeps it.
#[cfg(feature = "hydrate")]
const PREFIX: &str = "dengke-unsaved/";
/// The name under which the browser keeps whose it is.
#[cfg(feature = "hydrate")]
const OWNER: &str = "dengke-owner";

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

    /// The pages of a registration of which something is kept, in no order; on the server none.
    #[must_use]
    pub fn pages(id: i64) -> Vec<String> {
        #[cfg(feature = "hydrate")]
        {
            let prefix = format!("{PREFIX}{id}/");
            browser::names().iter().filter_map(|name| name.strip_prefix(&prefix).map(str::to_owned)).collect()
        }
        #[cfg(not(feature = "hydrate"))]
        {
            let _ = id;
            Vec::new()
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

/// Forgets what was kept of this page where it is `typed`: the server has it now. What was typed since stays.
pub fn forget_saved(id: i64, page: &str, typed: &[(String, String)]) {
    if Unsaved::find(id, page).is_some_and(|kept| kept.typed == typed) {
        forget(id, page);
    }
}

/// Forgets everything: whoever uses this browser next must not find it.
pub fn forget_all() {
    #[cfg(feature = "hydrate")]
    if let Some(storage) = browser::storage() {
        for name in browser::names() {
            let _ = storage.remove_item(&name);
        }
    }
}

/// This account uses the browser now; what somebody else left is forgotten.
pub fn belongs_to(account: i64) {
    #[cfg(feature = "hydrate")]
    if let Some(storage) = browser::storage() {
        let account = account.to_string();
        if storage.get_item(OWNER).ok().flatten().is_some_and(|owner| owner != account) {
            forget_all();
        }
        let _ = storage.set_item(OWNER, &account);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = account;
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

    /// The names of everything that is kept.
    pub fn names() -> Vec<String> {
        let Some(storage) = storage() else { return Vec::new() };
        let names = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten());
        names.filter(|name| name.starts_with(PREFIX)).collect()
    }
}
