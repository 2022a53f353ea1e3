//! SQLite's one writer: commands queue up, run one after the other, and share one commit.
//!
//! Waiting for the disk is the price of a durable commit. Whatever queued up while it waited for
//! the last one is run as the next group, so the price is shared exactly when there is load.

use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use futures::future::BoxFuture;
use sqlx::{AnyConnection, Connection, Executor};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use super::db::{COMMAND_TIME, Conn};
use super::dialect::{self, Engine};
use super::error::StoreError;

/// Commands that share one commit at most; bounds what the first of them waits for.
const GROUP: usize = 64;

/// A command in the queue, with its types erased.
trait Job: Send {
    /// Whether nobody waits for the answer any more.
    fn abandoned(&self) -> bool;
    /// Runs the command; `true` if what it wrote is to be kept.
    fn run<'c>(&'c mut self, conn: &'c mut Conn) -> BoxFuture<'c, bool>;
    /// Answers the caller, after the group was committed or lost.
    fn answer(self: Box<Self>, committed: Result<(), StoreError>);
}

struct Command<F, T, E> {
    work: Option<F>,
    outcome: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Job for Command<F, T, E>
where
    F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, E>> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    fn abandoned(&self) -> bool {
        self.reply.is_closed()
    }

    fn run<'c>(&'c mut self, conn: &'c mut Conn) -> BoxFuture<'c, bool> {
        Box::pin(async move {
            let Some(work) = self.work.take() else { return false };
            // A panic costs its own command, not the writer: the savepoint takes it back.
            let running = AssertUnwindSafe(async move { work(conn).await }).catch_unwind();
            self.outcome = match timeout(COMMAND_TIME, running).await {
                Ok(Ok(outcome)) => Some(outcome),
                Ok(Err(_)) => None,
                Err(_) => Some(Err(E::from(StoreError::Busy))),
            };
            matches!(self.outcome, Some(Ok(_)))
        })
    }

    fn answer(self: Box<Self>, committed: Result<(), StoreError>) {
        let outcome = match (committed, self.outcome) {
            (Ok(()), Some(outcome)) => outcome,
            (Ok(()), None) => Err(E::from(StoreError::from(sqlx::Error::WorkerCrashed))),
            // A refusal counts as lost too: it may rest on what the group did not keep.
            (Err(error), _) => Err(E::from(error)),
        };
        // The caller may have gone meanwhile; idempotency keys let it ask again.
        let _ = self.reply.send(outcome);
    }
}

/// The way into the queue.
#[derive(Clone)]
pub(super) struct Writer(mpsc::Sender<Box<dyn Job>>);

impl Writer {
    /// Starts the writer with its connection and room for `waiting` commands.
    pub(super) fn start(url: String, conn: AnyConnection, waiting: usize) -> Self {
        let (sender, queue) = mpsc::channel(waiting);
        tokio::spawn(serve(url, conn, queue));
        Self(sender)
    }

    /// Queues a command and waits until it is durable or undone; at once `Busy` if there is no room.
    pub(super) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Command { work: Some(work), outcome: None, reply };
        self.0.try_send(Box::new(job)).map_err(|_| E::from(StoreError::Busy))?;
        answer.await.unwrap_or_else(|_| Err(E::from(StoreError::from(sqlx::Error::WorkerCrashed))))
    }
}

async fn serve(url: String, conn: AnyConnection, mut queue: mpsc::Receiver<Box<dyn Job>>) {
    let mut writer = Some(conn);
    let mut group = Vec::with_capacity(GROUP);
    while queue.recv_many(&mut group, GROUP).await > 0 {
        // Under overload people leave; their commands would only hold up those who stayed.
        group.retain(|job| !job.abandoned());
        let committed = match writer.take() {
            Some(conn) => Ok(conn),
            None => connect(&url).await,
        };
        let committed = match committed {
            Ok(mut conn) => match commit_together(&mut conn, &mut group).await {
                Ok(()) => {
                    writer = Some(conn);
                    Ok(())
                }
                // Whatever state the connection is in: closing it rolls back.
                Err(error) => {
                    tracing::error!(%error, commands = group.len(), "group of commands lost");
                    let _ = conn.close().await;
                    Err(StoreError::from(error))
                }
            },
            Err(error) => Err(error),
        };
        for job in group.drain(..) {
            job.answer(committed.clone());
        }
    }
}

async fn commit_together(conn: &mut Conn, group: &mut [Box<dyn Job>]) -> Result<(), sqlx::Error> {
    if group.is_empty() {
        return Ok(());
    }
    run(conn, dialect::BEGIN_GROUP).await?;
    for job in group {
        let keep = job.run(conn).await;
        run(conn, if keep { dialect::KEEP } else { dialect::UNDO }).await?;
    }
    run(conn, dialect::COMMIT_GROUP).await
}

async fn run(conn: &mut Conn, sql: &'static str) -> Result<(), sqlx::Error> {
    // As a query without values, so that the prepared statement is kept.
    conn.execute(sqlx::query(sql)).await.map(|_| ())
}

/// A connection fit for writing.
pub(super) async fn connect(url: &str) -> Result<AnyConnection, StoreError> {
    let mut conn = AnyConnection::connect(url).await?;
    conn.execute(Engine::Sqlite.writer_session()).await?;
    Ok(conn)
}
