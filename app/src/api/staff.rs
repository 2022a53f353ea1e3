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

/// `/staff/registrations/{id}`.
#[server]
pub async fn load_staff_registration(id: i64) -> Result<StaffRegistration, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.staff_registration(&caller(), id).await)
}

/// The full ID number; every look is on record.
#[server]
pub async fn reveal_id_number(id: i64) -> Result<String, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.reveal_id_number(&caller(), id).await)
}

/// Confirms on site with the code of the print that the candidate brought.
#[server]
pub async fn confirm_on_site(id: i64, version: i64, key: String, form_code: String) -> Result<(), Error> {
    use crate::domain::registration::Command;
    server::decide(id, version, key, Command::ConfirmOnSite { form_code }, "confirmed").await
}

/// Confirms online, passes the site review, or passes the area review.
#[server]
pub async fn pass_registration(id: i64, version: i64, key: String, decision: String) -> Result<(), Error> {
    use crate::domain::registration::Command;
    let (command, done) = match decision.as_str() {
        "confirm-online" => (Command::ConfirmOnline, "confirmed"),
        "pass-site" => (Command::PassSite, "passed"),
        "pass-area" => (Command::PassArea, "passed"),
        _ => return Err(Error::NotFound),
    };
    server::decide(id, version, key, command, done).await
}

/// Refuses a confirmation or a review, for the ticked reasons and the one written beside them.
#[server]
pub async fn refuse_registration(
    id: i64,
    version: i64,
    key: String,
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
    server::decide(id, version, key, command, "refused").await
}

/// Gives a registration back to the candidate.
#[server]
pub async fn reopen_registration(id: i64, version: i64, key: String, reason: String) -> Result<(), Error> {
    use crate::domain::registration::Command;
    server::decide(id, version, key, Command::Reopen { reason }, "reopened").await
}

/// What the decisions share; only on the server.
#[cfg(feature = "ssr")]
mod server {
    use crate::{
        api::server::{answer, caller, desk},
        desk::{Command, Order},
        domain::registration,
        error::Error,
    };

    /// Carries a decision out and shows the registration again, with what was `done`.
    pub async fn decide(
        id: i64,
        version: i64,
        key: String,
        command: registration::Command,
        done: &str,
    ) -> Result<(), Error> {
        let command = Command::Registration { id, version: Some(version), command };
        answer(desk()?.execute(&caller(), Order { key, command }).await)?;
        leptos_axum::redirect(&format!("/staff/registrations/{id}?done={done}"));
        Ok(())
    }
}
