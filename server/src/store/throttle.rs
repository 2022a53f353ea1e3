//! Failed tries by bucket, and until when to wait.

use super::{Conn, Stored};
use app::domain::calendar::Moment;
use sqlx::Row;

/// Failures older than this no longer count.
const FORGOTTEN: i64 = 3_600_000;
/// The longest delay, in milliseconds.
const LONGEST: i64 = 900_000;

/// Until when the buckets are blocked; `None` where none is.
pub async fn blocked_until(conn: &mut Conn, buckets: [&str; 2], now: Moment) -> Stored<Option<Moment>> {
    let sql = "select max(blocked_until) as blocked from throttle where bucket in ($1, $2) and blocked_until > $3";
    let row = sqlx::query(sql).bind(buckets[0]).bind(buckets[1]).bind(now.0).fetch_one(conn).await?;
    Ok(row.try_get::<Option<i64>, _>("blocked")?.map(Moment))
}

/// Counts a failure. From `free` failures on each doubles the delay, beginning with one second.
pub async fn fail(conn: &mut Conn, bucket: &str, free: u32, now: Moment) -> Stored<()> {
    let sql = "insert into throttle (bucket, failures, last_at, blocked_until) values ($1, 1, $2, 0) \
               on conflict (bucket) do update set last_at = excluded.last_at, \
               failures = case when throttle.last_at < $3 then 1 else throttle.failures + 1 end \
               returning failures";
    let query = sqlx::query(sql).bind(bucket).bind(now.0).bind(now.0.saturating_sub(FORGOTTEN));
    let failures: i64 = query.fetch_one(&mut *conn).await?.try_get("failures")?;
    let beyond = failures - i64::from(free);
    if beyond >= 0 {
        let delay = 1000_i64.checked_shl(u32::try_from(beyond.min(20)).unwrap_or(20)).unwrap_or(LONGEST).min(LONGEST);
        let sql = "update throttle set blocked_until = $2 where bucket = $1";
        sqlx::query(sql).bind(bucket).bind(now.0.saturating_add(delay)).execute(conn).await?;
    }
    Ok(())
}

/// Forgets the failures of a bucket.
pub async fn clear(conn: &mut Conn, bucket: &str) -> Stored<()> {
    sqlx::query("delete from throttle where bucket = $1").bind(bucket).execute(conn).await?;
    Ok(())
}

/// Forgets buckets that no longer matter.
pub async fn sweep(conn: &mut Conn, now: Moment) -> Stored<u64> {
    let sql = "delete from throttle where last_at < $1 and blocked_until < $2";
    let query = sqlx::query(sql).bind(now.0.saturating_sub(FORGOTTEN)).bind(now.0);
    Ok(query.execute(conn).await?.rows_affected())
}
