//! What is on record besides the events of registrations: looks, such as revealing an ID number, and bans.

use super::{Conn, Stored};
use app::domain::calendar::Moment;

/// Notes that `actor` did something of `kind`.
pub async fn insert(conn: &mut Conn, at: Moment, actor: i64, kind: &str, registration: Option<i64>) -> Stored<()> {
    let sql = "insert into audit (at, actor, kind, registration) values ($1, $2, $3, $4)";
    sqlx::query(sql).bind(at.0).bind(actor).bind(kind).bind(registration).execute(conn).await?;
    Ok(())
}

/// Notes that `actor` did something of `kind` to what no registration is: `detail` is its number.
pub async fn insert_detail(conn: &mut Conn, at: Moment, actor: i64, kind: &str, detail: i64) -> Stored<()> {
    let sql = "insert into audit (at, actor, kind, detail) values ($1, $2, $3, $4)";
    sqlx::query(sql).bind(at.0).bind(actor).bind(kind).bind(detail.to_string()).execute(conn).await?;
    Ok(())
}
