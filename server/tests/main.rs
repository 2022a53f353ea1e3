//! The tests that need more than one part of the server: one binary, so that it is linked once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![recursion_limit = "512"]

mod app;
mod commands;
mod desk;
mod http;
mod postgres;
mod store;
