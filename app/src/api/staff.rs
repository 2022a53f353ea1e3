//! What officers see and decide.

use crate::{
    error::Error,
    view::{Queue, StaffRegistration, StaffView},
};
use leptos::prelude::*;

/// `/staff`.
#[server]
pub async fn load_staff() -> Result<StaffView, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.staff(&caller()).await)
}

/// `/staff/registrations`; `state` is a state's key, or empty for the office's own next work.
#[server]
pub async fn load_queue(state: String, search: String, page: u32) -> Result<Queue, Error> {
    use super::server::{answer, caller, desk};
    use crate::{domain::registration::State, view::QueueFilter};
    let filter = QueueFilter { state: State::from_key(&state), search, page };
    answer(desk()?.queue(&caller(), filter).await)
}

/// `/staff/registrations/{id}`; `from` is the key of the state whose queue is listed, or empty for its own, `code` that
/// of the print by which it was found, or empty.
#[server]
pub async fn load_staff_registration(
    id: i64,
    #[server(default)] from: String,
    #[server(default)] code: String,
) -> Result<StaffRegistration, Error> {
    use super::server::{answer, caller, desk};
    use crate::domain::registration::State;
    answer(desk()?.staff_registration(&caller(), id, State::from_key(&from), &code).await)
}

/// The full ID number, with the registration whose it is; every look is on record.
#[server]
pub async fn reveal_id_number(id: i64) -> Result<(i64, String), Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.reveal_id_number(&caller(), id).await).map(|number| (id, number))
}

/// Confirms on site with the code of the print that the candidate brought; `from` is the state that was shown.
#[server]
pub async fn confirm_on_site(
    id: i64,
    version: i64,
    key: String,
    #[server(default)] from: String,
    form_code: String,
) -> Result<(), Error> {
    use crate::domain::registration::Command;
    server::decide(id, version, key, &from, Command::ConfirmOnSite { form_code }).await
}

/// Confirms online, passes the site review, or passes the area review.
#[server]
pub async fn pass_registration(
    id: i64,
    version: i64,
    key: String,
    #[server(default)] from: String,
    decision: String,
) -> Result<(), Error> {
    use crate::domain::registration::Command;
    let command = match decision.as_str() {
        "confirm-online" => Command::ConfirmOnline,
        "pass-site" => Command::PassSite,
        "pass-area" => Command::PassArea,
        _ => return Err(Error::NotFound),
    };
    server::decide(id, version, key, &from, command).await
}

/// Refuses a confirmation or a review, for the ticked reasons and the one written beside them.
#[server]
pub async fn refuse_registration(
    id: i64,
    version: i64,
    key: String,
    #[server(default)] from: String,
    decision: String,
    #[server(default)] reasons: Vec<String>,
    #[server(default)] reason: String,
) -> Result<(), Error> {
    use crate::domain::registration::Command;
    let reasons = reasons.into_iter().chain([reason]).collect();
    let command = match decision.as_str() {
        "refuse-online" => Command::RefuseOnline { reasons },
        "refuse-review" => Command::RefuseReview { reasons },
        _ => return Err(Error::NotFound),
    };
    server::decide(id, version, key, &from, command).await.map_err(|error| server::missing_at("reasons", error))
}

/// Gives a registration back to the candidate, for the reason in `reopen`.
#[server]
pub async fn reopen_registration(
    id: i64,
    version: i64,
    key: String,
    #[server(default)] from: String,
    reopen: String,
) -> Result<(), Error> {
    use crate::domain::registration::Command;
    let command = Command::Reopen { reason: reopen };
    server::decide(id, version, key, &from, command).await.map_err(|error| server::missing_at("reopen", error))
}

/// What the decisions share; only on the server.
#[cfg(feature = "ssr")]
mod server {
    use crate::{
        api::server::{answer, caller, desk},
        desk::{Command, Order},
        domain::{
            refusal::{Refusal, Wrong},
            registration::{self, State},
        },
        error::Error,
    };

    /// Carries a decision out and shows the registration again.
    ///
    /// The address says `from` which queue the officer came, and to which version the decision led.
    pub async fn decide(
        id: i64,
        version: i64,
        key: String,
        from: &str,
        command: registration::Command,
    ) -> Result<(), Error> {
        let command = Command::Registration { id, version: Some(version), command };
        let done = answer(desk()?.execute(&caller(), Order { key, command }).await)?.version;
        let from = State::from_key(from).map_or("", State::key);
        leptos_axum::redirect(&format!("/staff/registrations/{id}?from={from}&done={done}"));
        Ok(())
    }

    /// That a reason is missing is said where this form asks for one.
    pub fn missing_at(field: &str, error: Error) -> Error {
        match error {
            Error::Refused(refusal @ Refusal::ReasonMissing) => {
                Refusal::Fields(vec![Wrong::new(field, refusal)]).into()
            }
            other => other,
        }
    }
}
