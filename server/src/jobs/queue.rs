//! One round of the queue: claim what is due, run it, note how it went.

use super::{caught, send_message::SendMessage, send_notice::SendNotice};
use crate::{
    desk::OfficeDesk,
    store::jobs::{self, Job},
};
use app::{desk::Result, error::Error};

/// Jobs claimed at a time.
const ROUND: i64 = 32;
/// How long a claim holds, in milliseconds: longer than any job takes.
const LOCK: i64 = 60_000;
/// The longest pause between two tries, in milliseconds.
const LONGEST_PAUSE: i64 = 3_600_000;

/// Claims and runs what is due; says how many jobs that were.
///
/// # Errors
/// Where the storage cannot be used; a failing job is noted and tried again instead.
pub async fn round(desk: &OfficeDesk) -> Result<usize> {
    let now = desk.clock().machine();
    if !jobs::any_due(&mut *desk.db().read().await?, now).await? {
        return Ok(0);
    }
    let claim = desk.db().write::<_, Error, _>(move |tx| {
        Box::pin(async move { Ok(jobs::claim(tx, now, now.plus(LOCK), ROUND).await?) })
    });
    let claimed = claim.await?;
    let many = claimed.len();
    for job in claimed {
        if let Err(error) = caught(run(desk, &job)).await {
            retry_later(desk, &job, &error).await?;
        }
    }
    Ok(many)
}

/// Runs one job. Each kind finishes its own row in the transaction of its work, so that neither happens alone.
async fn run(desk: &OfficeDesk, job: &Job) -> Result<()> {
    match job.kind.as_str() {
        SendMessage::KIND => SendMessage::run(desk, job).await,
        SendNotice::KIND => SendNotice::run(desk, job).await,
        other => Err(crate::desk::unexpected(format!("no such kind of job: {other}"))),
    }
}

async fn retry_later(desk: &OfficeDesk, job: &Job, error: &Error) -> Result<()> {
    tracing::warn!(job = job.id, kind = job.kind, attempts = job.attempts, %error, "a job failed and is tried again");
    let doublings = u32::try_from(job.attempts.clamp(0, 12)).unwrap_or_default();
    let pause = 1000_i64.saturating_mul(1 << doublings).min(LONGEST_PAUSE);
    let (id, failure, at) = (job.id, error.to_string(), desk.clock().machine().plus(pause));
    desk.db()
        .write::<_, Error, _>(move |tx| Box::pin(async move { Ok(jobs::retry(tx, id, &failure, at).await?) }))
        .await
}
