//! The store on both engines.

mod bans;
mod events;
mod files;
mod jobs;
mod keys;
mod registrations;
mod seed;
mod sessions;
mod units;

use crate::postgres;
use app::{
    domain::{
        calendar::Moment,
        registration::{Event, Registration},
        role::Role,
    },
    error::Error,
};
use server::store::{Conn, Db, StoreError, accounts, events as stored_events, registrations as stored};
use std::future::Future;
use tempfile::TempDir;

/// The moment at which tests play.
pub const NOW: Moment = Moment(1_701_738_000_000);

/// A database of one engine, gone with the value.
pub struct TestDb {
    /// The database.
    pub db: Db,
    /// Its folder, for uploads too.
    pub folder: TempDir,
}

/// Runs a test on SQLite, then on PostgreSQL.
pub async fn on_both<F, T>(test: F)
where
    F: Fn(TestDb) -> T,
    T: Future<Output = ()>,
{
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("test.sqlite").display());
    test(TestDb { db: Db::open(&url).await.unwrap(), folder }).await;
    if let Some(url) = postgres::fresh_database().await {
        test(TestDb { db: Db::open(&url).await.unwrap(), folder: tempfile::tempdir().unwrap() }).await;
    }
}

/// What a write in a test answers.
pub type Written<T> = Result<T, StoreError>;

/// A candidate with this user name.
pub async fn candidate(db: &Db, username: &str) -> i64 {
    let account = accounts::Account::new(username, Role::Candidate, "测试", "-", NOW);
    db.write::<_, StoreError, _>(move |tx| Box::pin(async move { accounts::insert(tx, &account).await })).await.unwrap()
}

/// A registration that has just started.
pub async fn started(db: &Db, candidate: i64) -> Written<Registration> {
    db.write::<_, StoreError, _>(move |tx| Box::pin(async move { start(tx, candidate).await })).await
}

async fn start(tx: &mut Conn, candidate: i64) -> Written<Registration> {
    let mut new = Registration { candidate, ..Registration::default() };
    let event = Event::Started {
        programme: "exam".into(),
        area: "11".into(),
        accepted: Vec::new(),
        answers: Default::default(),
    };
    new.programme = "exam".into();
    new.id = stored::insert(tx, &new, NOW).await?;
    new.apply(&event, NOW, "");
    assert!(stored::save(tx, &new, 0, NOW).await?);
    stored_events::append(tx, new.id, 0, NOW, candidate, "", &[event]).await?;
    Ok(new)
}

/// Applies one more event and saves over the version that is there.
pub async fn happen(db: &Db, registration: &Registration, event: Event) -> Written<bool> {
    let mut next = registration.clone();
    db.write::<_, StoreError, _>(move |tx| {
        Box::pin(async move {
            let before = next.version;
            next.apply(&event, NOW, "");
            let saved = stored::save(tx, &next, before, NOW).await?;
            if saved {
                stored_events::append(tx, next.id, before, NOW, next.candidate, "", &[event]).await?;
            }
            Ok(saved)
        })
    })
    .await
}

/// The refusal inside an answer.
pub fn refusal<T: std::fmt::Debug>(answer: Result<T, Error>) -> app::domain::refusal::Refusal {
    match answer {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}
