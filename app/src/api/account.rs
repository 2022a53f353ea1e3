//! Accounts: the header of every page, sign-up, sign-in, sign-out.

use crate::{
    domain::account,
    error::Error,
    view::{DemoAccount, Header},
};
use leptos::prelude::*;

/// The header of every page.
#[server]
pub async fn load_header() -> Result<Header, Error> {
    use super::server::{answer, caller, desk};
    answer(desk()?.header(&caller()).await)
}

/// The accounts that the sign-in page shows; none outside demo mode.
#[server]
pub async fn load_demo_accounts() -> Result<Vec<DemoAccount>, Error> {
    Ok(super::server::desk()?.demo_accounts())
}

/// `/register`. The fields travel flat, under their own names.
#[server]
pub async fn sign_up(#[server(flatten)] form: account::SignUp) -> Result<(), Error> {
    use super::server::{answer, caller, desk, set_cookie};
    let session = answer(desk()?.sign_up(&caller(), form).await)?;
    set_cookie(&session.set_cookie);
    leptos_axum::redirect("/me");
    Ok(())
}

/// `/login`; then on to `next`, a path of this site, or to where one begins.
#[server]
pub async fn sign_in(username: String, password: String, #[server(default)] next: String) -> Result<(), Error> {
    use super::server::{answer, caller, desk, set_cookie};
    use crate::app::record_of;
    let session = answer(desk()?.sign_in(&caller(), username, password).await)?;
    set_cookie(&session.set_cookie);
    let staff = session.actor.is_staff();
    let (home, record) = if staff { ("/staff", record_of(&next)) } else { ("/me", None) };
    leptos_axum::redirect(record.as_deref().or(local_path(&next)).unwrap_or(home));
    Ok(())
}

/// Ends the session.
#[server]
pub async fn sign_out() -> Result<(), Error> {
    use super::server::{answer, caller, desk, set_cookie};
    let cookie = answer(desk()?.sign_out(&caller()).await)?;
    set_cookie(&cookie);
    leptos_axum::redirect("/");
    Ok(())
}

/// `next` where it is a path of this site, so that a link cannot lead somebody elsewhere after signing in.
#[must_use]
pub fn local_path(next: &str) -> Option<&str> {
    let plain = next.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    (plain && next.starts_with('/') && !next.starts_with("//")).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for next in ["/me", "/registrations/1/fill/basic?x=1#unit"] {
            assert_eq!(local_path(next), Some(next));
        }
        for next in ["", "me", "//evil.example", "https://evil.example", "/\\evil.example", "/me\r\nX: y", "/\t/evil"] {
            assert_eq!(local_path(next), None, "{next:?}");
        }
    }
}
