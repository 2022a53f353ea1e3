//! Sweeps what has expired: sessions, throttles, authorisations, receipts, done jobs.

use crate::{
    desk::OfficeDesk,
    store::{jobs, receipts, sessions, throttle, wechat},
};
use app::{desk::Result, error::Error};

/// How long receipts and done jobs are kept, in milliseconds. Nobody repeats a command after a week.
const KEPT: i64 = 7 * 24 * 3_600_000;

/// Sweeps once.
///
/// # Errors
/// Where the storage cannot be used.
pub async fn run(desk: &OfficeDesk) -> Result<()> {
    let (machine, now) = (desk.clock().machine(), desk.now());
    desk.db()
        .write::<_, Error, _>(move |tx| {
            Box::pin(async move {
                sessions::sweep(tx, machine).await?;
                throttle::sweep(tx, machine).await?;
                wechat::sweep(tx, machine).await?;
                receipts::sweep(tx, now.plus(-KEPT)).await?;
                jobs::sweep(tx, machine.plus(-KEPT)).await?;
                Ok(())
            })
        })
        .await
}
