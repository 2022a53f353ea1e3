//! The two ways to one SQL text: `sqlx::Any`, and the typed drivers behind a macro.

use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::any::AnyPoolOptions;
use sqlx::postgres::PgPoolOptions;
use sqlx::{AnyConnection, Connection, Executor, SqliteConnection};

use crate::Outcome;
use crate::shared::{APART, EVENT, MOVE, PAGE, body};

const SESSION: &str = "pragma synchronous = full; pragma cache_size = -65536";
const VERSION: &str = "select version from bench_registration where id = $1";

/// One submission; the same text for every driver.
macro_rules! submit {
    ($conn:expr, $id:expr, $version:expr, $body:expr) => {{
        sqlx::query(PAGE).bind($id).bind($body).execute($conn).await?;
        sqlx::query(MOVE).bind("submitted").bind($id).bind($version).execute($conn).await?;
        sqlx::query(EVENT).bind($id).bind($version).bind("submitted").execute($conn).await?;
    }};
}

/// Groups as the writer of the store makes them, without its queue.
macro_rules! sqlite {
    ($name:ident, $connection:ty, $what:literal) => {
        #[doc = $what]
        pub async fn $name(url: &str, group: u32, time: Duration) -> Outcome<f64> {
            let mut conn = <$connection>::connect(url).await?;
            conn.execute(SESSION).await?;
            let body = body();
            let mut version: i64 = sqlx::query_scalar(VERSION).bind(1_i64).fetch_one(&mut conn).await?;
            let start = Instant::now();
            let mut done = 0;
            while start.elapsed() < time {
                if group == 1 {
                    conn.execute(sqlx::query("begin immediate")).await?;
                } else {
                    conn.execute(sqlx::query("begin immediate; savepoint command")).await?;
                }
                for _ in 0..group {
                    submit!(&mut conn, 1_i64, version, body.as_str());
                    version += 1;
                    if group > 1 {
                        conn.execute(sqlx::query("release command; savepoint command")).await?;
                    }
                }
                conn.execute(sqlx::query("commit")).await?;
                done += group;
            }
            let rate = f64::from(done) / start.elapsed().as_secs_f64();
            conn.close().await?;
            Ok(rate)
        }
    };
}

/// A pool with as many connections as callers.
macro_rules! postgres {
    ($name:ident, $options:ty, $what:literal) => {
        #[doc = $what]
        pub async fn $name(url: &str, callers: i64, time: Duration) -> Outcome<f64> {
            let size = u32::try_from(callers)?;
            let pool = <$options>::new().min_connections(size).max_connections(size).connect(url).await?;
            let body: Arc<str> = body().into();
            let start = Instant::now();
            let mut tasks = tokio::task::JoinSet::new();
            for id in (1..=callers).map(|caller| caller * APART) {
                let (pool, body) = (pool.clone(), Arc::clone(&body));
                tasks.spawn(async move {
                    let mut version: i64 = sqlx::query_scalar(VERSION).bind(id).fetch_one(&pool).await?;
                    let mut done = 0_u32;
                    while start.elapsed() < time {
                        let mut tx = pool.begin().await?;
                        submit!(&mut *tx, id, version, &*body);
                        tx.commit().await?;
                        version += 1;
                        done += 1;
                    }
                    Ok::<_, sqlx::Error>(done)
                });
            }
            let mut done = 0;
            while let Some(task) = tasks.join_next().await {
                done += task??;
            }
            let rate = f64::from(done) / start.elapsed().as_secs_f64();
            pool.close().await;
            Ok(rate)
        }
    };
}

sqlite!(sqlite_any, AnyConnection, "SQLite through `sqlx::Any`.");
sqlite!(sqlite_typed, SqliteConnection, "SQLite through its own driver.");
postgres!(postgres_any, AnyPoolOptions, "PostgreSQL through `sqlx::Any`.");
postgres!(postgres_typed, PgPoolOptions, "PostgreSQL through its own driver.");
