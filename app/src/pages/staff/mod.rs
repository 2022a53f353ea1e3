//! The officers' screens, loaded only by officers (lazy routes).

mod decide;
pub mod home;
pub mod queue;
mod record;
pub mod registration;
