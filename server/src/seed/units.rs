//! The register of the demo: a few units and schools, all of them invented.

use crate::{
    desk::{OfficeDesk, unexpected},
    register,
    store::units,
};
use app::desk::Result;

/// What the register of the demo holds.
const REGISTER: &str = include_str!("../../seed/units.csv");

/// Fills the register where it is empty.
pub(super) async fn seed(desk: &OfficeDesk) -> Result<()> {
    if !units::none_yet(&mut *desk.db().read().await?).await? {
        return Ok(());
    }
    let mut problems = Vec::new();
    let wrong = |line: u64, problem: String| problems.push(format!("seed/units.csv:{line}: {problem}"));
    register::import(desk, "demo", REGISTER.as_bytes(), wrong).await?;
    problems.into_iter().next().map_or(Ok(()), |problem| Err(unexpected(problem)))
}
