//! Says to everybody who watches that a registration changed. Several instances share it through PostgreSQL.

use sqlx::postgres::{PgListener, PgPool};
use std::time::Duration;
use tokio::sync::{broadcast, mpsc};

use crate::{keys::random_token, store::dialect};

/// The channel of NOTIFY.
const CHANNEL: &str = "dengke_live";
/// What a slow watcher may lag behind; beyond that it is told to look again.
const KEPT: usize = 1024;
/// What may wait for PostgreSQL. When it is full, watchers elsewhere learn of the change by polling.
const WAITING: usize = 4096;

/// A registration changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Which.
    pub registration: i64,
    /// Its version now.
    pub version: i64,
}

impl Announcement {
    /// Announcements were lost, of whichever registrations: whoever watches any looks again. None has this number.
    pub const LOST: Self = Self { registration: 0, version: 0 };
}

/// The way from commands to watchers; cheap to clone.
#[derive(Clone, Debug)]
pub struct Live {
    here: broadcast::Sender<Announcement>,
    elsewhere: Option<mpsc::Sender<Announcement>>,
}

impl Default for Live {
    fn default() -> Self {
        Self::alone()
    }
}

impl Live {
    /// For the only instance.
    pub fn alone() -> Self {
        Self { here: broadcast::channel(KEPT).0, elsewhere: None }
    }

    /// For one of several instances on a PostgreSQL database.
    ///
    /// # Errors
    /// Where PostgreSQL cannot be reached.
    pub async fn shared(url: &str) -> Result<Self, sqlx::Error> {
        let pool = PgPool::connect_lazy(url)?;
        let listener = listen(&pool).await?;
        let (elsewhere, queue) = mpsc::channel(WAITING);
        let live = Self { elsewhere: Some(elsewhere), ..Self::alone() };
        let instance = random_token();
        tokio::spawn(hear(pool.clone(), listener, live.here.clone(), instance.clone()));
        tokio::spawn(tell(pool, queue, instance));
        Ok(live)
    }

    /// Announces a change, after its commit.
    pub fn announce(&self, announcement: Announcement) {
        // Nobody may be watching, and a full queue costs others a moment of delay, nothing more.
        let _ = self.here.send(announcement);
        if let Some(elsewhere) = &self.elsewhere {
            let _ = elsewhere.try_send(announcement);
        }
    }

    /// Everything that is announced from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Announcement> {
        self.here.subscribe()
    }
}

/// Notifies outside of the command's transaction: NOTIFY at commit would put all writers behind one lock.
async fn tell(pool: PgPool, mut queue: mpsc::Receiver<Announcement>, instance: String) {
    while let Some(Announcement { registration, version }) = queue.recv().await {
        let text = format!("{instance} {registration} {version}");
        let mut told = dialect::notify(&pool, CHANNEL, &text).await;
        if told.is_err() {
            // A connection that rested may have died meanwhile; the next one is new.
            told = dialect::notify(&pool, CHANNEL, &text).await;
        }
        if let Err(error) = told {
            tracing::warn!(%error, "an announcement was lost to the other instances");
        }
    }
}

async fn hear(pool: PgPool, mut listener: PgListener, here: broadcast::Sender<Announcement>, instance: String) {
    loop {
        let heard = match listener.try_recv().await {
            Ok(Some(note)) => parse(note.payload(), &instance),
            // Connected again; what was told meanwhile is lost.
            Ok(None) => Some(Announcement::LOST),
            Err(error) => {
                tracing::warn!(%error, "not hearing the other instances");
                listener = listen_again(&pool).await;
                Some(Announcement::LOST)
            }
        };
        if let Some(announcement) = heard {
            let _ = here.send(announcement);
        }
    }
}

async fn listen(pool: &PgPool) -> Result<PgListener, sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    Ok(listener)
}

/// Tries until it succeeds. A new listener: the old one does not say when it has lost something by failing.
async fn listen_again(pool: &PgPool) -> PgListener {
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        match listen(pool).await {
            Ok(listener) => return listener,
            Err(error) => tracing::warn!(%error, "still not hearing the other instances"),
        }
    }
}

/// What another instance told; our own words come back too and are not repeated.
fn parse(text: &str, instance: &str) -> Option<Announcement> {
    let mut words = text.split(' ');
    let from_elsewhere = words.next()? != instance;
    let (registration, version) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    from_elsewhere.then_some(Announcement { registration, version })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_of_others_are_repeated() {
        let heard = Some(Announcement { registration: 42, version: 7 });
        assert_eq!(parse("them 42 7", "us"), heard);
        for text in ["us 42 7", "them 42", "", "them x 7"] {
            assert_eq!(parse(text, "us"), None, "{text}");
        }
    }
}
