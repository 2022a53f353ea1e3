//! What each screen needs to be drawn: plain data, made by the Desk, shown by a page.
#![expect(missing_docs, reason = "plain data; each struct says for which screen, its fields are named after §3")]

mod account;
mod ban;
mod registration;
mod sandbox;
mod staff;
mod unit;
mod visitor;

pub use account::*;
pub use ban::*;
pub use registration::*;
pub use sandbox::*;
pub use staff::*;
pub use unit::*;
pub use visitor::*;
