//! All SQL, one file per table group. Functions take a connection; transactions are the caller's.
//!
//! [`Db`] reads and writes; [`dialect`] is the only place where SQLite and PostgreSQL differ. Numbers are
//! `i64`, flags 0 and 1, times milliseconds, structures JSON text: one SQL text for both engines.

pub mod accounts;
pub mod audit;
pub mod bans;
pub mod db;
pub mod dialect;
pub mod education;
pub mod error;
pub mod events;
pub mod files;
pub mod history;
pub mod jobs;
pub mod messages;
pub mod mode;
pub mod queue;
pub mod receipts;
pub mod registrations;
pub mod sessions;
pub mod throttle;
pub mod unit_requests;
pub mod units;
pub mod verify;
pub mod wechat;
mod writer;

pub use db::{Conn, Db};
pub use error::StoreError;

use serde::{Serialize, de::DeserializeOwned};
use std::sync::Arc;

/// What a store function answers.
pub type Stored<T> = Result<T, StoreError>;

/// A structure as JSON text.
fn to_json<T: Serialize>(value: &T) -> Stored<String> {
    serde_json::to_string(value).map_err(|error| StoreError::Sqlx(Arc::new(sqlx::Error::Encode(error.into()))))
}

/// A structure from JSON text.
fn from_json<T: DeserializeOwned>(text: &str) -> Stored<T> {
    serde_json::from_str(text).map_err(|error| StoreError::Sqlx(Arc::new(sqlx::Error::Decode(error.into()))))
}
