//! The measure for SQLite: its C library in a bare loop.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};

use crate::Outcome;
use crate::shared::{EVENT, MOVE, PAGE, body, schema};

/// Makes the tables.
pub fn prepare(path: &Path) -> Outcome<()> {
    let conn = open(path)?;
    conn.execute_batch(&schema(true))?;
    Ok(())
}

/// Submissions per second with so many in a commit.
pub fn sqlite(path: &Path, group: u32, time: Duration) -> Outcome<f64> {
    let conn = open(path)?;
    let body = body();
    let mut version: i64 =
        conn.query_row("select version from bench_registration where id = 1", [], |row| row.get(0))?;
    let start = Instant::now();
    let mut done = 0;
    while start.elapsed() < time {
        conn.execute_batch("begin immediate")?;
        for _ in 0..group {
            conn.prepare_cached(PAGE)?.execute(params![1, body])?;
            conn.prepare_cached(MOVE)?.execute(params!["submitted", 1, version])?;
            conn.prepare_cached(EVENT)?.execute(params![1, version, "submitted"])?;
            version += 1;
        }
        conn.execute_batch("commit")?;
        done += group;
    }
    Ok(f64::from(done) / start.elapsed().as_secs_f64())
}

fn open(path: &Path) -> Outcome<Connection> {
    let conn = Connection::open(path)?;
    conn.execute_batch("pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -65536")?;
    Ok(conn)
}
