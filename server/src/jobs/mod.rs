//! What is done after a commit: jobs are rows, written with what caused them, run by a worker until they succeed.
//!
//! - `queue`: claiming, retrying, finishing
//! - `worker`: the loop, and what it does by the clock
//! - `send_message`, `close_windows`, `reload_programmes`, `sweep`: one file per job

pub mod close_windows;
pub mod queue;
pub mod reload_programmes;
pub mod send_message;
pub mod sweep;
pub mod worker;
