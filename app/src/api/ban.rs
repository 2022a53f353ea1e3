//! The register of bans: who may not take part.

use crate::{domain::ban::NewBan, error::Error, view::StaffBans};
use leptos::prelude::*;

/// `/staff/bans`; `query` is a name, a part of one, or an ID number.
#[server]
pub async fn load_staff_bans(#[server(default)] query: String) -> Result<StaffBans, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.staff_bans(&caller(), &query).await)
}

/// Bans somebody; the fields travel flat.
#[server]
pub async fn set_ban(#[server(flatten)] ban: NewBan, key: String) -> Result<(), Error> {
    use super::server::{answer, caller, desk};
    use crate::desk::{Command, Order};
    answer(desk()?.execute(&caller(), Order { key, command: Command::SetBan { ban } }).await)?;
    leptos_axum::redirect("/staff/bans?done=set");
    Ok(())
}

/// Lifts a ban before its end.
#[server]
pub async fn lift_ban(id: i64, key: String) -> Result<(), Error> {
    use super::server::{answer, caller, desk};
    use crate::desk::{Command, Order};
    answer(desk()?.execute(&caller(), Order { key, command: Command::LiftBan { id } }).await)?;
    leptos_axum::redirect("/staff/bans?done=lifted");
    Ok(())
}
