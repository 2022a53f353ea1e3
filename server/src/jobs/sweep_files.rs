//! Sweeps uploads that nothing refers to: photos that were replaced, materials that were taken back or never added.

use crate::{desk::OfficeDesk, store::files};
use app::desk::Result;

/// How long an upload may wait for the command that names it, in milliseconds.
const KEPT: i64 = 24 * 3_600_000;
/// Files looked at between two connections.
const BATCH: i64 = 100;

/// Sweeps once.
///
/// # Errors
/// Where the storage cannot be used.
pub async fn run(desk: &OfficeDesk) -> Result<()> {
    let until = desk.now().plus(-KEPT);
    let mut after = String::new();
    loop {
        let old = files::old(&mut *desk.db().read().await?, until, &after, BATCH).await?;
        let Some(last) = old.last() else { return Ok(()) };
        after.clone_from(&last.name);
        for file in &old {
            if !file.used {
                desk.files().remove(&file.name).await?;
            }
        }
    }
}
