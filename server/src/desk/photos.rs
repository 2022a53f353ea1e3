//! The profile's photo as a programme wants it: made before the transaction, for the one writer must not wait for it.

use super::{OfficeDesk, views::visible};
use crate::{pictures::fit_photo, store::accounts};
use app::{
    desk::{Command, Result},
    domain::{photo::PhotoRule, registration, role::Actor},
};

/// Names the file that is confirmed, and the profile's that it is made from. What is confirmed already stays as it
/// is.
pub(super) async fn fitted(desk: &OfficeDesk, actor: &Actor, command: Command) -> Result<Command> {
    let Command::Registration { id, version, command: registration::Command::ConfirmPhoto { .. } } = command else {
        return Ok(command);
    };
    let mut conn = desk.db().read().await?;
    let (registration, programme) = visible(desk, &mut conn, actor, id).await?;
    let account = accounts::by_id(&mut conn, actor.id).await?;
    drop(conn);
    let source = account.and_then(|account| account.photo).unwrap_or_default();
    let confirmed = registration.has_photo_of(&source);
    let photo = match registration.photo {
        Some(photo) if confirmed => photo,
        _ => copy(desk, actor, &programme.photo, &source).await?,
    };
    Ok(Command::Registration { id, version, command: registration::Command::ConfirmPhoto { photo, source } })
}

/// The profile's own file, or a smaller copy where the programme allows no more.
async fn copy(desk: &OfficeDesk, actor: &Actor, rule: &PhotoRule, source: &str) -> Result<String> {
    if source.is_empty() {
        return Ok(String::new());
    }
    let bytes = desk.files().read(source).await?;
    match fit_photo(rule.clone(), bytes).await? {
        Some(jpeg) => desk.files().keep_for(actor.id, "photo", "image/jpeg", jpeg).await,
        None => Ok(source.to_owned()),
    }
}
