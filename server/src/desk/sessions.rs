//! Sessions: a random token in a cookie, its hash in the store, 14 idle days.

use super::OfficeDesk;
use crate::{
    keys::random_token,
    store::{Conn, sessions},
};
use app::{
    desk::{Caller, Result, Session},
    domain::{calendar::Moment, role::Actor},
};

/// How long a session lives without being used, in milliseconds.
const IDLE: i64 = 14 * 24 * 3_600_000;
/// How often use is noted: not with every request, each note is a write.
const NOTE_EVERY: i64 = 3_600_000;

impl OfficeDesk {
    /// The cookie's name. `__Host-` makes browsers insist on HTTPS, which the demo on loopback has not.
    pub fn session_cookie_name(&self) -> &'static str {
        if self.is_demo() { "dengke" } else { "__Host-dengke" }
    }

    /// Whose session a cookie's token opens, and its number.
    ///
    /// # Errors
    /// Where the storage cannot be read.
    pub async fn find_session(&self, token: &str) -> Result<Option<(Actor, i64)>> {
        let now = self.clock.machine();
        let mut conn = self.db.read().await?;
        let Some(found) = sessions::find(&mut conn, &self.keys.token_hash(token), now).await? else {
            return Ok(None);
        };
        drop(conn);
        if now.0 - found.seen_at.0 > NOTE_EVERY {
            let id = found.id;
            let noted =
                self.write(move |tx| Box::pin(async move { Ok(sessions::touch(tx, id, now, now.plus(IDLE)).await?) }));
            // Nobody is turned away because a note could not be made.
            let _ = noted.await;
        }
        Ok(Some((found.actor, found.id)))
    }

    fn cookie(&self, value: &str, seconds: i64) -> String {
        let secure = if self.is_demo() { "" } else { "; Secure" };
        let name = self.session_cookie_name();
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
    }
}

/// A session that is about to be opened; the caller's former one ends with it.
#[derive(Clone)]
pub(super) struct Fresh {
    token: String,
    hash: String,
    now: Moment,
    peer: String,
    former: Option<i64>,
}

impl Fresh {
    pub fn new(desk: &OfficeDesk, caller: &Caller) -> Self {
        let token = random_token();
        let hash = desk.keys.token_hash(&token);
        Self { token, hash, now: desk.clock.machine(), peer: caller.peer.clone(), former: caller.session }
    }

    /// Writes it for somebody who has just proved who they are.
    pub async fn insert(&self, tx: &mut Conn, actor: &Actor) -> Result<()> {
        if let Some(former) = self.former {
            sessions::delete(tx, former).await?;
        }
        sessions::insert(tx, &self.hash, actor.id, self.now, self.now.plus(IDLE), &self.peer).await?;
        Ok(())
    }

    /// What the browser gets once it is written.
    pub fn opened(self, desk: &OfficeDesk, actor: Actor) -> Session {
        Session { set_cookie: desk.cookie(&self.token, IDLE / 1000), actor }
    }
}

/// Opens a session for somebody who has just proved who they are.
pub(super) async fn open(desk: &OfficeDesk, caller: &Caller, actor: Actor) -> Result<Session> {
    let fresh = Fresh::new(desk, caller);
    let (inside, whose) = (fresh.clone(), actor.clone());
    desk.write(move |tx| Box::pin(async move { inside.insert(tx, &whose).await })).await?;
    Ok(fresh.opened(desk, actor))
}

/// Ends the caller's session; the cookie that forgets it.
pub(super) async fn sign_out(desk: &OfficeDesk, caller: &Caller) -> Result<String> {
    if let Some(id) = caller.session {
        desk.write(move |tx| Box::pin(async move { Ok(sessions::delete(tx, id).await?) })).await?;
    }
    Ok(desk.cookie("", 0))
}
