//! The register of units and schools, and requests to add to it. A request itself is an upload, a plain post to
//! `/me/requests`.

use crate::{
    domain::{form::Choice, unit::Unit},
    error::Error,
    view::{RequestsView, StaffRequests, StaffUnits},
};
use leptos::prelude::*;

/// Entries of the register by code, name, words of the name or initials, in `region` (a path of codes) or
/// everywhere; without a query the first of the region. `kind` is `work` or `school`.
#[server]
pub async fn search_units(
    kind: String,
    #[server(default)] query: String,
    #[server(default)] region: String,
) -> Result<Vec<Unit>, Error> {
    use super::server::{answer, caller, desk};
    use crate::domain::unit::UnitKind;
    let kind = UnitKind::from_key(&kind).ok_or(Error::NotFound)?;
    answer(desk()?.search_units(&caller(), kind, &query, &region).await)
}

/// The choices below `parent` (a code, or the path down to it) in a dictionary of several levels; the topmost where
/// it is empty. Without a programme the dictionary of any that has it.
#[server]
pub async fn load_choices(
    #[server(default)] programme: String,
    dictionary: String,
    #[server(default)] parent: String,
) -> Result<Vec<Choice>, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.choices(&caller(), &programme, &dictionary, &parent))
}

/// `/me/requests`; `region` is as much of the next request's region as is chosen.
#[server]
pub async fn load_requests(#[server(default)] region: String) -> Result<RequestsView, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.unit_requests(&caller(), &region).await)
}

/// `/staff/requests`.
#[server]
pub async fn load_staff_requests() -> Result<StaffRequests, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.staff_requests(&caller()).await)
}

/// `/staff/units`; work units unless `kind` is `school`.
#[server]
pub async fn load_staff_units(
    #[server(default)] kind: String,
    #[server(default)] query: String,
    #[server(default)] region: String,
) -> Result<StaffUnits, Error> {
    use super::server::{answer, caller, desk};
    use crate::domain::unit::UnitKind;
    let kind = UnitKind::from_key(&kind).unwrap_or_default();
    answer(desk()?.staff_units(&caller(), kind, &query, &region).await)
}

/// Decides a request: `decision` is `approve` or `refuse`, `reason` what the officer says to the candidate.
#[server]
pub async fn decide_unit_request(
    id: i64,
    key: String,
    decision: String,
    #[server(default)] reason: String,
) -> Result<(), Error> {
    use super::server::{answer, caller, desk};
    use crate::{
        desk::{Command, Order},
        domain::unit::RequestState,
    };
    let state = decided(&decision)?;
    let command = Command::DecideUnitRequest { id, approve: state == RequestState::Approved, opinion: reason };
    answer(desk()?.execute(&caller(), Order { key, command }).await)?;
    leptos_axum::redirect(&format!("/staff/requests?request={id}&done={}", state.key()));
    Ok(())
}

/// What the word of a button makes of a request; only on the server.
#[cfg(feature = "ssr")]
fn decided(word: &str) -> Result<crate::domain::unit::RequestState, Error> {
    use crate::domain::unit::RequestState;
    match word {
        "approve" => Ok(RequestState::Approved),
        "refuse" => Ok(RequestState::Refused),
        _ => Err(Error::NotFound),
    }
}
