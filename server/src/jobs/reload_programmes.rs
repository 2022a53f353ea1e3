//! Takes changed programmes while the server runs: an operator corrects a folder, nobody restarts anything.

use crate::desk::{OfficeDesk, unexpected};
use app::desk::Result;

/// Looks once; what is broken is logged with file and line, and the programme stays as it was.
///
/// # Errors
/// Where the folder of programmes cannot be read.
pub async fn run(desk: &OfficeDesk) -> Result<()> {
    let desk = desk.clone();
    let looked = tokio::task::spawn_blocking(move || desk.programmes().reload()).await;
    looked.map_err(unexpected)?.map(drop).map_err(unexpected)
}
