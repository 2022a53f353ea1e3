//! The profile's photo as a programme wants it: made before the transaction, for the one writer must not wait for it.

use super::{OfficeDesk, views::visible};
use crate::{pictures::fit_photo, store::accounts};
use app::{
    desk::{Command, Result},
    domain::{registration, role::Actor},
};

/// Names the file that is confirmed: the profile's own, or a smaller copy where the programme allows no more.
pub(super) async fn fitted(desk: &OfficeDesk, actor: &Actor, command: Command) -> Result<Command> {
    let Command::Registration { id, version, command: registration::Command::ConfirmPhoto { .. } } = command else {
        return Ok(command);
    };
    let mut conn = desk.db().read().await?;
    let (_, programme) = visible(desk, &mut conn, actor, id).await?;
    let account = accounts::by_id(&mut conn, actor.id).await?;
    drop(conn);
    let mut photo = account.and_then(|account| account.photo).unwrap_or_default();
    if !photo.is_empty() {
        let bytes = desk.files().read(&photo).await?;
        if let Some(jpeg) = fit_photo(programme.photo.clone(), bytes).await? {
            photo = desk.files().keep_for(actor.id, "photo", "image/jpeg", jpeg).await?;
        }
    }
    Ok(Command::Registration { id, version, command: registration::Command::ConfirmPhoto { photo } })
}
