//! Sessions: who is signed in where, found by the hash of a token.

use super::{Conn, Stored, from_json};
use app::domain::{calendar::Moment, role::Actor};
use sqlx::Row;

/// A live session.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its number.
    pub id: i64,
    /// Who.
    pub actor: Actor,
    /// When it was last used, as far as noted.
    pub seen_at: Moment,
}

/// Opens a session.
pub async fn insert(
    conn: &mut Conn,
    token_hash: &str,
    account: i64,
    now: Moment,
    expires: Moment,
    peer: &str,
) -> Stored<i64> {
    let sql = "insert into session (token_hash, account, created_at, seen_at, expires_at, peer) \
               values ($1, $2, $3, $3, $4, $5) returning id";
    let query = sqlx::query(sql).bind(token_hash).bind(account).bind(now.0).bind(expires.0).bind(peer);
    Ok(query.fetch_one(conn).await?.try_get("id")?)
}

/// The session with this token, unless it has expired.
pub async fn find(conn: &mut Conn, token_hash: &str, now: Moment) -> Stored<Option<Found>> {
    let sql = "select s.id, s.account, s.seen_at, a.name, a.office, a.role from session s \
               join account a on a.id = s.account where s.token_hash = $1 and s.expires_at > $2";
    let Some(row) = sqlx::query(sql).bind(token_hash).bind(now.0).fetch_optional(conn).await? else {
        return Ok(None);
    };
    let actor = Actor {
        id: row.try_get("account")?,
        name: row.try_get("name")?,
        office: row.try_get("office")?,
        role: from_json(&row.try_get::<String, _>("role")?)?,
    };
    Ok(Some(Found { id: row.try_get("id")?, actor, seen_at: Moment(row.try_get("seen_at")?) }))
}

/// Notes that a session is used and moves its end.
pub async fn touch(conn: &mut Conn, id: i64, now: Moment, expires: Moment) -> Stored<()> {
    let sql = "update session set seen_at = $2, expires_at = $3 where id = $1";
    sqlx::query(sql).bind(id).bind(now.0).bind(expires.0).execute(conn).await?;
    Ok(())
}

/// Ends a session.
pub async fn delete(conn: &mut Conn, id: i64) -> Stored<()> {
    sqlx::query("delete from session where id = $1").bind(id).execute(conn).await?;
    Ok(())
}

/// Forgets sessions that have expired.
pub async fn sweep(conn: &mut Conn, now: Moment) -> Stored<u64> {
    let gone = sqlx::query("delete from session where expires_at <= $1").bind(now.0).execute(conn).await?;
    Ok(gone.rows_affected())
}
