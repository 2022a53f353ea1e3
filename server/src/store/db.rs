//! The database as the rest of the store sees it: read, or write in one transaction.

use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use sqlx::any::{Any, AnyPoolOptions};
use sqlx::pool::PoolConnection;
use sqlx::{AnyConnection, AnyPool, Executor};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use super::dialect::{self, Engine};
use super::error::{LOST_RACE, StoreError};
use super::writer::{self, Writer};

/// A connection, inside a transaction or not; all functions of the store take one.
pub type Conn = AnyConnection;

/// Commands that may wait for their turn; more are told to come back later.
const WAITING: usize = 1024;
/// What one command may take inside the database. Hashing and outside services belong elsewhere.
pub(super) const COMMAND_TIME: Duration = Duration::from_secs(5);
/// How long a read waits for a free connection.
const READ_WAIT: Duration = Duration::from_secs(5);
/// Connections to read with.
const READERS: u32 = 8;
/// Connections to PostgreSQL to write with.
const WRITERS: u32 = 16;
/// How often a transaction is run before its defeat is reported.
const ATTEMPTS: u32 = 8;

/// The database, cheap to clone.
#[derive(Clone)]
pub struct Db {
    readers: AnyPool,
    writers: Writers,
    url: Arc<str>,
}

#[derive(Clone)]
enum Writers {
    Group(Writer),
    Pool { pool: AnyPool, waiting: Arc<Semaphore> },
}

impl Db {
    /// Connects to `sqlite:…` or `postgres://…` and brings the schema up to date.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let engine = Engine::of(url)?;
        let url = engine.connect_url(url)?;
        let migrations = engine.migrations()?;
        let writers = match engine {
            Engine::Sqlite => {
                let mut conn = writer::connect(&url).await?;
                migrations.run_direct(None, &mut conn, false).await?;
                Writers::Group(Writer::start(url.clone(), conn, WAITING))
            }
            Engine::Postgres => {
                let pool = pool(&url, WRITERS, COMMAND_TIME, engine.writer_session()).await?;
                migrations.run(&pool).await?;
                Writers::Pool { pool, waiting: Arc::new(Semaphore::new(WAITING)) }
            }
        };
        // Only now: SQLite's readers need the file in WAL mode.
        let readers = pool(&url, READERS, READ_WAIT, engine.reader_session()).await?;
        Ok(Self { readers, writers, url: url.into() })
    }

    /// Where it is; may hold a password.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match self.writers {
            Writers::Group(_) => Engine::Sqlite,
            Writers::Pool { .. } => Engine::Postgres,
        }
    }

    /// A connection to read with; writing through it fails.
    ///
    /// ```text
    /// let mut conn = db.read().await?;
    /// let account = accounts::by_id(&mut conn, id).await?;
    /// ```
    pub async fn read(&self) -> Result<PoolConnection<Any>, StoreError> {
        Ok(self.readers.acquire().await?)
    }

    /// Runs a command in a transaction of its own and answers when it is durable.
    ///
    /// An `Err` takes back everything the command wrote, and nothing else. Where commands collide
    /// in PostgreSQL the closure is run again, therefore `Clone`: what it owns must be `Clone`, and
    /// it does nothing outward. It waits for nothing but the database: it holds up other commands.
    ///
    /// ```text
    /// db.write(move |tx| Box::pin(async move {
    ///     let registration = registrations::load(tx, id).await?;
    ///     …
    /// })).await
    /// ```
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, E>> + Clone + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &self.writers {
            Writers::Group(writer) => writer.write(work).await,
            Writers::Pool { pool, waiting } => {
                let _place = waiting.try_acquire().map_err(|_| StoreError::Busy)?;
                for attempt in 1..ATTEMPTS {
                    let (outcome, lost) = attempt_once(pool, work.clone()).await;
                    if !lost {
                        return outcome;
                    }
                    // Uneven pauses, so that those who collided do not meet again.
                    let longest = 2_u64 << attempt;
                    sleep(Duration::from_millis(rand::random_range(0..=longest))).await;
                }
                attempt_once(pool, work).await.0
            }
        }
    }
}

/// One transaction in PostgreSQL, and whether it lost against another one.
async fn attempt_once<T, E, F>(pool: &AnyPool, work: F) -> (Result<T, E>, bool)
where
    F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, E>>,
    E: From<StoreError>,
{
    LOST_RACE
        .scope(false.into(), async {
            let outcome = transaction(pool, work).await;
            (outcome, LOST_RACE.with(|lost| lost.get()))
        })
        .await
}

async fn transaction<T, E, F>(pool: &AnyPool, work: F) -> Result<T, E>
where
    F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, E>>,
    E: From<StoreError>,
{
    let mut tx = pool.begin_with(dialect::BEGIN).await.map_err(StoreError::from)?;
    // Dropped without a commit, the transaction rolls back.
    let value = timeout(COMMAND_TIME, work(&mut tx)).await.map_err(|_| StoreError::Busy)??;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(value)
}

async fn pool(url: &str, size: u32, wait: Duration, session: &'static str) -> Result<AnyPool, StoreError> {
    let pool = AnyPoolOptions::new()
        .max_connections(size)
        .acquire_timeout(wait)
        .after_connect(move |conn, _| Box::pin(async move { conn.execute(session).await.map(|_| ()) }))
        .connect(url)
        .await?;
    Ok(pool)
}
