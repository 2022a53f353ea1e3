//! What is done after a commit: jobs are rows, written with what caused them, run by a worker until they succeed.
//!
//! - `queue`: claiming, retrying, finishing
//! - `worker`: the loop, and what it does by the clock
//! - `send_message`, `send_notice`, `close_windows`, `reload_programmes`, `sweep`, `sweep_files`: one file per job

pub mod close_windows;
pub mod queue;
pub mod reload_programmes;
pub mod send_message;
pub mod send_notice;
pub mod sweep;
pub mod sweep_files;
pub mod worker;

use crate::desk::unexpected;
use app::desk::Result;
use futures::FutureExt;
use std::panic::AssertUnwindSafe;

/// Makes a panic of `work` a failure like others: it is logged, and whoever called goes on.
pub(crate) async fn caught<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
        Err(unexpected(format!("panicked: {}", text.unwrap_or("without words"))))
    })
}

#[cfg(test)]
mod tests {
    use super::{Result, caught};
    use app::error::Error;
    use std::panic::resume_unwind;

    async fn done() -> Result<()> {
        Ok(())
    }

    async fn fails() -> Result<()> {
        Err(Error::NotFound)
    }

    async fn panics() -> Result<()> {
        resume_unwind(Box::new("on purpose"))
    }

    #[tokio::test]
    async fn a_panic_is_a_failure_like_others() {
        assert_eq!(caught(done()).await, Ok(()));
        assert_eq!(caught(fails()).await, Err(Error::NotFound));
        assert!(matches!(caught(panics()).await, Err(Error::Unexpected(_))));
    }
}
