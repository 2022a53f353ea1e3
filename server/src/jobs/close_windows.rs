//! Closes windows: whoever has missed a deadline is abandoned, with the reason and a message.

use crate::{desk::OfficeDesk, store::registrations};
use app::{
    desk::Result,
    domain::{
        programme::Programme,
        registration::{Registration, State},
    },
    error::Error,
};

/// Registrations looked at between two connections.
const BATCH: i64 = 200;
/// The states in which something is awaited of the candidate.
const AWAITING: [State; 4] = [State::Draft, State::Submitted, State::ConfirmationRefused, State::AreaPassed];

/// Abandons every registration whose deadline has passed.
///
/// # Errors
/// Where the storage cannot be used; the next round goes on. A failing registration is logged instead.
pub async fn run(desk: &OfficeDesk) -> Result<()> {
    for programme in desk.programmes().all() {
        // Drafts in which the area is not chosen yet lapse as well.
        for area in programme.areas.iter().map(|area| area.code.as_str()).chain([""]) {
            for state in AWAITING {
                if is_over(desk, &programme, area, state) {
                    close(desk, &programme, area, state).await?;
                }
            }
        }
    }
    Ok(())
}

/// Whether the deadline of a plain registration in this state has passed; the others are looked at one by one.
fn is_over(desk: &OfficeDesk, programme: &Programme, area: &str, state: State) -> bool {
    let plain = Registration { area: area.to_owned(), state, ..Registration::default() };
    plain.deadline(programme).is_some_and(|deadline| desk.now() >= deadline)
}

async fn close(desk: &OfficeDesk, programme: &Programme, area: &str, state: State) -> Result<()> {
    let mut after = 0;
    loop {
        let mut conn = desk.db().read().await?;
        let ids = registrations::in_state(&mut conn, &programme.id, state, area, after, BATCH).await?;
        drop(conn);
        let Some(last) = ids.last() else { return Ok(()) };
        after = *last;
        for id in lapsed(desk, programme, &ids).await? {
            abandon(desk, id).await?;
        }
    }
}

/// Those whose own deadline has passed. One that cannot be read holds up no other.
async fn lapsed(desk: &OfficeDesk, programme: &Programme, ids: &[i64]) -> Result<Vec<i64>> {
    let mut conn = desk.db().read().await?;
    let mut lapsed = Vec::new();
    for id in ids {
        match registrations::load(&mut conn, *id).await {
            Ok(registration) => {
                let deadline = registration.and_then(|r| r.deadline(programme));
                lapsed.extend(deadline.filter(|deadline| desk.now() >= *deadline).map(|_| *id));
            }
            Err(error) => tracing::error!(registration = *id, %error, "its deadline cannot be looked at"),
        }
    }
    Ok(lapsed)
}

/// Abandons one. Where that fails the others go on, as long as the storage answers at all.
async fn abandon(desk: &OfficeDesk, id: i64) -> Result<()> {
    match desk.abandon(id).await {
        // The candidate was faster, or an officer reopened it.
        Ok(_) | Err(Error::Refused(_)) => Ok(()),
        Err(error) => {
            tracing::error!(registration = id, %error, "it has lapsed and could not be abandoned");
            desk.ready().await
        }
    }
}
