//! What is known of uploaded files; their bytes lie in the file store.

use super::{Conn, Stored};
use app::domain::calendar::Moment;
use sqlx::Row;

/// An uploaded file.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of `0012_stored_file.sql`")]
pub struct StoredFile {
    pub name: String,
    pub owner: i64,
    pub purpose: String,
    pub content_type: String,
    pub bytes: i64,
    pub at: Moment,
}

/// Notes a file.
pub async fn insert(conn: &mut Conn, f: &StoredFile) -> Stored<()> {
    let sql = "insert into stored_file (name, owner, purpose, content_type, bytes, at) values ($1, $2, $3, $4, $5, $6)";
    let query = sqlx::query(sql).bind(&f.name).bind(f.owner).bind(&f.purpose).bind(&f.content_type);
    query.bind(f.bytes).bind(f.at.0).execute(conn).await?;
    Ok(())
}

/// The file with this name.
pub async fn find(conn: &mut Conn, name: &str) -> Stored<Option<StoredFile>> {
    let sql = "select name, owner, purpose, content_type, bytes, at from stored_file where name = $1";
    let Some(row) = sqlx::query(sql).bind(name).fetch_optional(conn).await? else { return Ok(None) };
    Ok(Some(StoredFile {
        name: row.try_get("name")?,
        owner: row.try_get("owner")?,
        purpose: row.try_get("purpose")?,
        content_type: row.try_get("content_type")?,
        bytes: row.try_get("bytes")?,
        at: Moment(row.try_get("at")?),
    }))
}
