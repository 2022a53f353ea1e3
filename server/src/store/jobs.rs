//! Jobs as rows: written with what caused them, claimed by workers with a lock that lapses.

use super::{Conn, Stored};
use app::domain::calendar::Moment;
use sqlx::Row;

/// A claimed job.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its number.
    pub id: i64,
    /// What to do.
    pub kind: String,
    /// With what, as JSON.
    pub body: String,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

/// Adds a job to be run at `run_at` or soon after.
pub async fn insert(conn: &mut Conn, kind: &str, body: &str, run_at: Moment) -> Stored<()> {
    let sql = "insert into job (kind, body, run_at) values ($1, $2, $3)";
    sqlx::query(sql).bind(kind).bind(body).bind(run_at.0).execute(conn).await?;
    Ok(())
}

/// Whether a job is due, without the cost of a transaction.
pub async fn any_due(conn: &mut Conn, now: Moment) -> Stored<bool> {
    let sql = "select id from job where done_at is null and run_at <= $1 and locked_until <= $1 limit 1";
    Ok(sqlx::query(sql).bind(now.0).fetch_optional(conn).await?.is_some())
}

/// Claims up to `most` due jobs until `locked_until`.
///
/// Each claim is guarded by the lock it saw, so two workers never hold the same job at a time.
pub async fn claim(conn: &mut Conn, now: Moment, locked_until: Moment, most: i64) -> Stored<Vec<Job>> {
    let sql = "select id, kind, body, attempts, locked_until from job \
               where done_at is null and run_at <= $1 and locked_until <= $1 order by run_at, id limit $2";
    let rows = sqlx::query(sql).bind(now.0).bind(most).fetch_all(&mut *conn).await?;
    let mut claimed = Vec::new();
    for row in rows {
        let (id, seen): (i64, i64) = (row.try_get("id")?, row.try_get("locked_until")?);
        let sql = "update job set locked_until = $2, attempts = attempts + 1 \
                   where id = $1 and locked_until = $3 and done_at is null";
        let query = sqlx::query(sql).bind(id).bind(locked_until.0).bind(seen);
        if query.execute(&mut *conn).await?.rows_affected() == 1 {
            let attempts = row.try_get::<i64, _>("attempts")? + 1;
            claimed.push(Job { id, kind: row.try_get("kind")?, body: row.try_get("body")?, attempts });
        }
    }
    Ok(claimed)
}

/// Notes that a job is done.
pub async fn finish(conn: &mut Conn, id: i64, now: Moment) -> Stored<()> {
    sqlx::query("update job set done_at = $2, failure = '' where id = $1").bind(id).bind(now.0).execute(conn).await?;
    Ok(())
}

/// Notes why a job failed, and when to try again.
pub async fn retry(conn: &mut Conn, id: i64, failure: &str, run_at: Moment) -> Stored<()> {
    let sql = "update job set locked_until = 0, run_at = $2, failure = $3 where id = $1 and done_at is null";
    sqlx::query(sql).bind(id).bind(run_at.0).bind(failure).execute(conn).await?;
    Ok(())
}

/// How many jobs are not done.
pub async fn waiting(conn: &mut Conn) -> Stored<i64> {
    let row = sqlx::query("select count(*) as many from job where done_at is null").fetch_one(conn).await?;
    Ok(row.try_get("many")?)
}

/// Forgets jobs that were done before `until`.
pub async fn sweep(conn: &mut Conn, until: Moment) -> Stored<u64> {
    let gone = sqlx::query("delete from job where done_at < $1").bind(until.0).execute(conn).await?;
    Ok(gone.rows_affected())
}
