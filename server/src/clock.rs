//! The one clock. In the demo it starts at a given moment, runs on, and can be set.

use app::domain::calendar::Moment;
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

/// What time it is; cheap to clone, all clones tell the same time.
#[derive(Clone, Debug)]
pub struct Clock {
    /// How far the demo's time is ahead of the real one, in milliseconds.
    ahead: Arc<AtomicI64>,
    demo: bool,
}

impl Clock {
    /// The real time, which nobody can set.
    pub fn real() -> Self {
        Self { ahead: Arc::default(), demo: false }
    }

    /// A clock that shows `start` now and runs on.
    pub fn starting_at(start: Moment) -> Self {
        let clock = Self { ahead: Arc::default(), demo: true };
        clock.set(start);
        clock
    }

    /// The moment by which windows open and close and by which everything is stamped.
    pub fn now(&self) -> Moment {
        self.machine().plus(self.ahead())
    }

    /// The machine's own time, for what has nothing to do with an exam: sessions, throttles, locks of jobs.
    /// Moving the demo by a month must not sign everybody out.
    pub fn machine(&self) -> Moment {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    /// How far the demo's time is ahead of the machine's, in milliseconds.
    pub fn ahead(&self) -> i64 {
        self.ahead.load(Ordering::Relaxed)
    }

    /// Sets the demo's clock; says whether this clock can be set at all.
    pub fn set(&self, moment: Moment) -> bool {
        if self.demo {
            self.ahead.store(moment.0.saturating_sub(self.machine().0), Ordering::Relaxed);
        }
        self.demo
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_demo_clock_can_be_set_and_it_runs_on() {
        assert!(!Clock::real().set(Moment(0)));
        let clock = Clock::starting_at(Moment(1_000));
        assert!((1_000..60_000).contains(&clock.now().0));
        let same = clock.clone();
        assert!(same.set(Moment(5_000_000)));
        assert!((5_000_000..5_060_000).contains(&clock.now().0));
    }
}
