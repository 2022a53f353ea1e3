//! Answers to commands by their key: a repetition is answered as the first time.

use super::{Conn, Stored, from_json, to_json};
use app::{desk::Receipt, domain::calendar::Moment};
use sqlx::Row;

/// Takes the key; `false` where a command with it was carried out already.
///
/// Whoever comes second waits for the first to commit: SQLite has one writer, and PostgreSQL holds the row.
pub async fn claim(conn: &mut Conn, account: i64, key: &str, now: Moment) -> Stored<bool> {
    let sql = "insert into receipt (account, key, at, body) values ($1, $2, $3, '') on conflict do nothing";
    let taken = sqlx::query(sql).bind(account).bind(key).bind(now.0).execute(conn).await?;
    Ok(taken.rows_affected() == 1)
}

/// The answer of the first time.
pub async fn find(conn: &mut Conn, account: i64, key: &str) -> Stored<Option<Receipt>> {
    let sql = "select body from receipt where account = $1 and key = $2";
    let row = sqlx::query(sql).bind(account).bind(key).fetch_optional(conn).await?;
    row.map(|row| from_json(&row.try_get::<String, _>("body")?)).transpose()
}

/// Keeps the answer under the key that was claimed.
pub async fn keep(conn: &mut Conn, account: i64, key: &str, receipt: &Receipt) -> Stored<()> {
    let sql = "update receipt set body = $3 where account = $1 and key = $2";
    sqlx::query(sql).bind(account).bind(key).bind(to_json(receipt)?).execute(conn).await?;
    Ok(())
}

/// Forgets answers from before `until`.
pub async fn sweep(conn: &mut Conn, until: Moment) -> Stored<u64> {
    let gone = sqlx::query("delete from receipt where at < $1").bind(until.0).execute(conn).await?;
    Ok(gone.rows_affected())
}
