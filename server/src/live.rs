//! Says to everybody who watches that a registration changed. Several instances share it through PostgreSQL.

use sqlx::postgres::{PgListener, PgPool};
use std::time::Duration;
use tokio::sync::{broadcast, mpsc};

use crate::keys::random_token;

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
        let mut listener = PgListener::connect_with(&pool).await?;
        listener.listen(CHANNEL).await?;
        let (elsewhere, queue) = mpsc::channel(WAITING);
        let live = Self { elsewhere: Some(elsewhere), ..Self::alone() };
        let instance = random_token();
        tokio::spawn(hear(listener, live.here.clone(), instance.clone()));
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
        let told = sqlx::query("select pg_notify($1, $2)").bind(CHANNEL).bind(text).execute(&pool).await;
        if let Err(error) = told {
            tracing::warn!(%error, "an announcement was lost to the other instances");
        }
    }
}

async fn hear(mut listener: PgListener, here: broadcast::Sender<Announcement>, instance: String) {
    loop {
        match listener.recv().await {
            Ok(note) => {
                if let Some(announcement) = parse(note.payload(), &instance) {
                    let _ = here.send(announcement);
                }
            }
            // The listener reconnects by itself.
            Err(error) => {
                tracing::warn!(%error, "not hearing the other instances");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
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
