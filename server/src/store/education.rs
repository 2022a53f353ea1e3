//! Education records of candidates.

use super::{Conn, Stored};
use app::domain::{
    education::{EducationCheck, EducationRecord, NewEducation},
    text::Text,
};
use sqlx::{Row, any::AnyRow};

fn record(row: &AnyRow) -> Stored<EducationRecord> {
    let level: String = row.try_get("level")?;
    Ok(EducationRecord {
        id: row.try_get("id")?,
        school: row.try_get("school")?,
        major: row.try_get("major")?,
        level_name: Text::chinese(&level),
        level,
        degree: row.try_get("degree")?,
        graduated: row.try_get("graduated")?,
        certificate: row.try_get("certificate")?,
        check: match row.try_get::<String, _>("checked")?.as_str() {
            "passed" => EducationCheck::Passed,
            "failed" => EducationCheck::Failed,
            _ => EducationCheck::Unchecked,
        },
        in_use: false,
    })
}

/// A candidate's records in the order in which they were added. Level names and use are for the caller to add.
pub async fn of(conn: &mut Conn, account: i64) -> Stored<Vec<EducationRecord>> {
    let sql = "select id, school, major, level, degree, graduated, certificate, checked from education \
               where account = $1 order by id";
    let rows = sqlx::query(sql).bind(account).fetch_all(conn).await?;
    rows.iter().map(record).collect()
}

/// Adds a record.
pub async fn insert(conn: &mut Conn, account: i64, new: &NewEducation) -> Stored<i64> {
    let sql = "insert into education (account, school, major, level, degree, graduated, certificate) \
               values ($1, $2, $3, $4, $5, $6, $7) returning id";
    let query = sqlx::query(sql).bind(account).bind(&new.school).bind(&new.major).bind(&new.level);
    let query = query.bind(&new.degree).bind(&new.graduated).bind(&new.certificate);
    Ok(query.fetch_one(conn).await?.try_get("id")?)
}

/// Removes a candidate's own record; says whether it was there.
pub async fn delete(conn: &mut Conn, account: i64, id: i64) -> Stored<bool> {
    let sql = "delete from education where id = $1 and account = $2";
    Ok(sqlx::query(sql).bind(id).bind(account).execute(conn).await?.rows_affected() > 0)
}
