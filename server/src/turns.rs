//! Heavy work: so much of it at a time, and away from the threads that answer.

use crate::desk::unexpected;
use app::error::Error;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Does `work` as soon as one of the `places` is free.
///
/// # Errors
/// Where the work ended in a panic.
pub async fn in_turn<T: Send + 'static>(
    places: &Arc<Semaphore>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let place = places.clone().acquire_owned().await.map_err(unexpected)?;
    let done = tokio::task::spawn_blocking(move || {
        // Given back when the work is done, not when the browser is gone.
        let _place = place;
        work()
    });
    done.await.map_err(unexpected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[tokio::test]
    async fn no_more_than_the_places_work_at_a_time() -> Result<(), Error> {
        let (places, busy) = (Arc::new(Semaphore::new(2)), Arc::new(AtomicUsize::new(0)));
        let work = || {
            let busy = busy.clone();
            in_turn(&places, move || {
                let now = busy.fetch_add(1, Ordering::SeqCst) + 1;
                std::thread::sleep(std::time::Duration::from_millis(20));
                busy.fetch_sub(1, Ordering::SeqCst);
                now
            })
        };
        let most = futures::future::try_join_all((0..6).map(|_| work())).await?.into_iter().max();
        assert!(most.is_some_and(|most| most <= 2), "{most:?}");
        Ok(())
    }

    #[tokio::test]
    async fn work_that_panics_gives_its_place_back() -> Result<(), Error> {
        let places = Arc::new(Semaphore::new(1));
        let failed: Result<(), Error> = in_turn(&places, || std::panic::resume_unwind(Box::new("broken"))).await;
        assert!(matches!(failed, Err(Error::Unexpected(_))), "{failed:?}");
        in_turn(&places, || ()).await
    }
}
