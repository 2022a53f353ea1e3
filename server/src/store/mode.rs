//! What the data are for: the demo or real registrations, said once and for ever.

use super::{Conn, Stored};
use sqlx::Row;

/// The mode of these data: the one they were first opened in.
pub async fn settle(conn: &mut Conn, name: &str) -> Stored<String> {
    let sql = "insert into mode (one, name) values (1, $1) on conflict (one) do nothing";
    sqlx::query(sql).bind(name).execute(&mut *conn).await?;
    Ok(sqlx::query("select name from mode where one = 1").fetch_one(conn).await?.try_get("name")?)
}
