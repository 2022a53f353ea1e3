//! Authorisations asked of WeChat: each belongs to one account, for a few minutes, once.

use super::{Conn, Stored};
use app::domain::calendar::Moment;

/// Notes that `account` was sent to WeChat with `state`.
pub async fn insert(conn: &mut Conn, state: &str, account: i64, expires: Moment) -> Stored<()> {
    let sql = "insert into wechat_authorization (state, account, expires_at) values ($1, $2, $3)";
    sqlx::query(sql).bind(state).bind(account).bind(expires.0).execute(conn).await?;
    Ok(())
}

/// Whether `state` is the account's own, unused and fresh.
pub async fn is_open(conn: &mut Conn, state: &str, account: i64, now: Moment) -> Stored<bool> {
    let sql = "select account from wechat_authorization \
               where state = $1 and account = $2 and expires_at > $3 and used = 0";
    Ok(sqlx::query(sql).bind(state).bind(account).bind(now.0).fetch_optional(conn).await?.is_some())
}

/// Uses `state` up; `false` where it is not the account's own, was used, or is too old.
pub async fn take(conn: &mut Conn, state: &str, account: i64, now: Moment) -> Stored<bool> {
    let sql = "update wechat_authorization set used = 1 \
               where state = $1 and account = $2 and expires_at > $3 and used = 0";
    let taken = sqlx::query(sql).bind(state).bind(account).bind(now.0).execute(conn).await?;
    Ok(taken.rows_affected() == 1)
}

/// Forgets authorisations that are too old.
pub async fn sweep(conn: &mut Conn, now: Moment) -> Stored<u64> {
    let gone = sqlx::query("delete from wechat_authorization where expires_at <= $1").bind(now.0).execute(conn).await?;
    Ok(gone.rows_affected())
}

/// Whether the account itself has used `state` up.
pub async fn was_used_by(conn: &mut Conn, state: &str, account: i64) -> Stored<bool> {
    let sql = "select account from wechat_authorization where state = $1 and account = $2 and used = 1";
    Ok(sqlx::query(sql).bind(state).bind(account).fetch_optional(conn).await?.is_some())
}
