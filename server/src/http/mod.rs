//! Everything between a connection and the Desk.
//!
//! - `router`: all routes and layers on one page
//! - `session`: cookie to [`app::desk::Caller`]; who may open which path; the origin of writes
//! - `body`: what is sent, within bounds; `plain`: a sentence where no page is drawn
//! - `typed`: what was typed survives a refused plain form
//! - `site`: the files of the site; `examples`: the pictures of the programmes
//! - `fill`, `uploads`, `files`, `printed`, `wechat`: the few requests that are no server functions
//! - `stream`: the event stream of a registration

pub mod body;
pub mod examples;
pub mod files;
pub mod fill;
pub mod headers;
pub mod plain;
pub mod printed;
pub mod router;
pub mod session;
pub mod site;
pub mod stream;
pub mod typed;
pub mod uploads;
pub mod wechat;

use crate::{desk::OfficeDesk, form_pdf::Fonts};
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use site::Site;
use std::sync::Arc;
use tokio::sync::watch;

/// What every handler may use.
#[derive(Clone)]
pub struct Web {
    /// The Desk.
    pub desk: Arc<OfficeDesk>,
    /// The files of the site.
    pub site: Arc<Site>,
    /// The fonts of the printed form.
    pub fonts: Arc<Fonts>,
    /// Whether the demo runs.
    pub demo: bool,
    /// Requests handled at a time.
    pub most_requests: usize,
    /// What Leptos wants to know.
    pub options: LeptosOptions,
    /// Becomes true when the server is told to stop: what never ends by itself ends then.
    pub stopping: watch::Receiver<bool>,
}

impl FromRef<Web> for LeptosOptions {
    fn from_ref(web: &Web) -> Self {
        web.options.clone()
    }
}
