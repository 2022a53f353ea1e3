//! The demo's sandbox; outside demo mode none of it is found.

use crate::{error::Error, view::SandboxView};
use leptos::prelude::*;

/// `/sandbox`.
#[server]
pub async fn load_sandbox() -> Result<SandboxView, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.sandbox(&caller()).await)
}

/// Sets the demo's clock to a moment in Beijing time.
#[server]
pub async fn set_clock(clock: String) -> Result<(), Error> {
    use super::server::{answer, caller, desk};
    use crate::desk::{Command, Order};
    let order = Order { key: String::new(), command: Command::SetClock { beijing: clock } };
    answer(desk()?.execute(&caller(), order).await)?;
    leptos_axum::redirect("/sandbox");
    Ok(())
}
