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

/// A file that has lain for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Old {
    /// Its name.
    pub name: String,
    /// Whether its owner's profile, registrations or requests refer to it.
    pub used: bool,
}

/// Files from before `until`, by name, from after `from` on.
///
/// Looks where an index leads; [`is_used`] asks everybody. A `_` in a name stands for any character, so that at
/// worst a file is taken for used that is not.
pub async fn old(conn: &mut Conn, until: Moment, from: &str, most: i64) -> Stored<Vec<Old>> {
    let sql = "select f.name, cast(case \
               when exists (select 1 from account a where a.id = f.owner and a.photo = f.name) then 1 \
               when exists (select 1 from registration r \
               where r.candidate = f.owner and r.body like '%' || f.name || '%') then 1 \
               when exists (select 1 from unit_request u where u.candidate = f.owner \
               and (u.business_licence = f.name or u.practice_licence = f.name)) then 1 \
               else 0 end as bigint) as used \
               from (select name, owner from stored_file where at < $1 and name > $2 order by name limit $3) f \
               order by f.name";
    let rows = sqlx::query(sql).bind(until.0).bind(from).bind(most).fetch_all(conn).await?;
    rows.iter().map(|row| Ok(Old { name: row.try_get("name")?, used: row.try_get::<i64, _>("used")? != 0 })).collect()
}

/// Whether any profile, registration or request refers to a file; reads all of them.
pub async fn is_used(conn: &mut Conn, name: &str) -> Stored<bool> {
    let sql = "select id from account where photo = $1 \
               union all select id from registration where body like $2 \
               union all select id from unit_request where business_licence = $1 or practice_licence = $1 limit 1";
    let row = sqlx::query(sql).bind(name).bind(format!("%{name}%")).fetch_optional(conn).await?;
    Ok(row.is_some())
}

/// Forgets a file; `false` where by now its owner's profile, registrations or requests refer to it, or it is gone.
pub async fn forget(conn: &mut Conn, name: &str) -> Stored<bool> {
    let sql = "delete from stored_file where name = $1 \
               and not exists (select 1 from account a where a.id = stored_file.owner and a.photo = stored_file.name) \
               and not exists (select 1 from registration r \
               where r.candidate = stored_file.owner and r.body like '%' || stored_file.name || '%') \
               and not exists (select 1 from unit_request u where u.candidate = stored_file.owner \
               and (u.business_licence = stored_file.name or u.practice_licence = stored_file.name))";
    Ok(sqlx::query(sql).bind(name).execute(conn).await?.rows_affected() == 1)
}
