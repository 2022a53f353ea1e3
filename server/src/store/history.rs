//! Last year's registrations.

use super::{Conn, Stored, from_json, to_json};
use app::domain::history::History;
use sqlx::Row;

/// Last year's registration of whoever has this name and this hash of ID type and number.
pub async fn find(conn: &mut Conn, programme: &str, id_hash: &str, name: &str) -> Stored<Option<History>> {
    let sql = "select body from history where programme = $1 and id_number_hash = $2 and name = $3";
    let row = sqlx::query(sql).bind(programme).bind(id_hash).bind(name).fetch_optional(conn).await?;
    row.map(|row| from_json(&row.try_get::<String, _>("body")?)).transpose()
}

/// Imports a record, or replaces it.
pub async fn put(conn: &mut Conn, programme: &str, id_hash: &str, name: &str, history: &History) -> Stored<()> {
    let sql = "insert into history (programme, id_number_hash, name, body) values ($1, $2, $3, $4) \
               on conflict (programme, id_number_hash) do update set name = excluded.name, body = excluded.body";
    sqlx::query(sql).bind(programme).bind(id_hash).bind(name).bind(to_json(history)?).execute(conn).await?;
    Ok(())
}
