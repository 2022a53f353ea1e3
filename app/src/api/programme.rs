//! Programmes: the list, one of them, and starting a registration.

use crate::{
    error::Error,
    view::{Landing, ProgrammeView},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// `/` and `/programmes`.
#[server]
pub async fn load_landing() -> Result<Landing, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.landing(&caller()).await)
}

/// `/programmes/{programme}`.
#[server]
pub async fn load_programme(programme: String) -> Result<ProgrammeView, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.programme(&caller(), &programme).await)
}

/// Starts a registration. `ticks` are the accepted statements: `accept_notice` and so on.
#[server]
pub async fn start_registration(
    programme: String,
    #[server(default)] area: String,
    #[server(default)] specialty: String,
    key: String,
    #[server(flatten)] ticks: BTreeMap<String, String>,
) -> Result<(), Error> {
    use super::server::{answer, caller, desk};
    use crate::{
        desk::{Chosen, Command, Order},
        domain::registration::ACCEPT,
    };
    let accepted = ticks.keys().filter_map(|name| name.strip_prefix(ACCEPT)).map(str::to_owned).collect();
    let command = Command::Start { programme, chosen: Chosen { area, specialty }, accepted };
    let receipt = answer(desk()?.execute(&caller(), Order { key, command }).await)?;
    if let Some(id) = receipt.registration {
        leptos_axum::redirect(&format!("/registrations/{id}"));
    }
    Ok(())
}
