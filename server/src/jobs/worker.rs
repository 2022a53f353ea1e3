//! The worker: runs the queue, and by the clock closes windows and sweeps.

use super::{caught, close_windows, queue, reload_programmes, sweep, sweep_files};
use crate::desk::OfficeDesk;
use app::desk::Result;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{sync::watch, task::JoinHandle};

/// How long the queue rests where nobody wakes it: other instances and retries leave jobs too.
const REST: Duration = Duration::from_secs(1);
/// How often windows are looked at.
const WINDOWS: Duration = Duration::from_secs(30);
/// How often the operator's programmes are looked at.
const PROGRAMMES: Duration = Duration::from_secs(5);
/// How often what has expired is swept.
const SWEEP: Duration = Duration::from_secs(3600);
/// What the job at hand has to end once the worker is told to stop.
const LAST_JOB: Duration = Duration::from_secs(10);

/// The running worker.
#[derive(Debug)]
pub struct Workers {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Workers {
    /// Lets the job at hand end within its time, then stops. What is left are rows: the next start goes on with them.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        let _ = tokio::time::timeout(LAST_JOB, self.task).await;
    }
}

/// Starts the worker.
pub fn start(desk: Arc<OfficeDesk>) -> Workers {
    let (stop, stopped) = watch::channel(false);
    Workers { stop, task: tokio::spawn(work(desk, stopped)) }
}

async fn work(desk: Arc<OfficeDesk>, mut stopped: watch::Receiver<bool>) {
    let mut schedule = Schedule::default();
    while !*stopped.borrow() {
        match caught(once(&desk, &mut schedule)).await {
            Ok(0) | Err(_) => {
                tokio::select! {
                    () = desk.wake().notified() => {}
                    () = tokio::time::sleep(REST) => {}
                    _ = stopped.changed() => {}
                }
            }
            Ok(_) => {}
        }
    }
}

async fn once(desk: &OfficeDesk, schedule: &mut Schedule) -> Result<usize> {
    schedule.run(desk).await?;
    queue::round(desk).await
}

/// What is done by the clock.
#[derive(Debug, Default)]
struct Schedule {
    programmes: Option<Instant>,
    windows: Option<Instant>,
    sweep: Option<Instant>,
    files: Option<Instant>,
    /// How far the demo's clock was ahead; a jump may have closed windows.
    ahead: i64,
}

impl Schedule {
    async fn run(&mut self, desk: &OfficeDesk) -> Result<()> {
        let due = |last: Option<Instant>, every| last.is_none_or(|last| last.elapsed() >= every);
        let ahead = desk.clock().ahead();
        if due(self.programmes, PROGRAMMES) {
            self.programmes = Some(Instant::now());
            // What was loaded serves on, whatever became of the folder.
            let _ = reload_programmes::run(desk).await;
        }
        if due(self.windows, WINDOWS) || ahead != self.ahead {
            self.windows = Some(Instant::now());
            self.ahead = ahead;
            close_windows::run(desk).await?;
        }
        if due(self.sweep, SWEEP) {
            self.sweep = Some(Instant::now());
            sweep::run(desk).await?;
        }
        if due(self.files, SWEEP) {
            self.files = Some(Instant::now());
            sweep_files::run(desk).await?;
        }
        Ok(())
    }
}
