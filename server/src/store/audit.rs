//! Looks that are no events of a registration, such as revealing an ID number.

use super::{Conn, Stored};
use app::domain::calendar::Moment;

/// Notes that `actor` did something of `kind`.
pub async fn insert(conn: &mut Conn, at: Moment, actor: i64, kind: &str, registration: Option<i64>) -> Stored<()> {
    let sql = "insert into audit (at, actor, kind, registration) values ($1, $2, $3, $4)";
    sqlx::query(sql).bind(at.0).bind(actor).bind(kind).bind(registration).execute(conn).await?;
    Ok(())
}
