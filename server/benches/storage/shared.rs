//! The submission itself, its tables, and `Db::write` under load.

use std::sync::Arc;
use std::time::{Duration, Instant};

use server::store::{Conn, Db, StoreError};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};

use crate::Outcome;

/// Adds the page a candidate filled in.
pub const PAGE: &str = "insert into bench_page (registration, body) values ($1, $2)";
/// Moves the registration on, if nobody else did.
pub const MOVE: &str = "update bench_registration set state = $1, version = version + 1 where id = $2 and version = $3";
/// Writes down that it happened.
pub const EVENT: &str = "insert into bench_event (registration, at, kind) values ($1, $2, $3)";

/// Registrations in the table.
pub const REGISTRATIONS: i64 = 10_000;
/// Every caller submits one registration of its own, so many numbers from its neighbour's: as in
/// the field, two at once are seldom on one page of an index.
pub const APART: i64 = 150;

/// The tables, for either engine.
pub fn schema(sqlite: bool) -> String {
    let key = if sqlite { "integer primary key" } else { "bigserial primary key" };
    format!(
        "drop table if exists bench_page; drop table if exists bench_event;
         drop table if exists bench_registration;
         create table bench_page (id {key}, registration bigint not null, body text not null);
         create table bench_registration (id bigint primary key, state text not null, version bigint not null);
         create table bench_event (id {key}, registration bigint not null, at bigint not null, kind text not null);
         create index bench_event_registration on bench_event (registration);
         with recursive n (id) as (select 1 union all select id + 1 from n where id < {REGISTRATIONS})
         insert into bench_registration select id, 'draft', 0 from n;"
    )
}

/// The row a candidate sends.
pub fn body() -> String {
    "页".repeat(2048 / 3)
}

/// Makes the tables in the database the URL names.
pub async fn prepare(url: &str) -> Outcome<()> {
    let sqlite = url.starts_with("sqlite");
    let url = if sqlite { format!("{url}?mode=rwc") } else { url.to_owned() };
    let mut conn = AnyConnection::connect(&url).await?;
    if sqlite {
        conn.execute("pragma journal_mode = wal").await?;
    }
    conn.execute(AssertSqlSafe(schema(sqlite))).await?;
    conn.close().await?;
    Ok(())
}

/// Opens the store as the server does, with the tables of the bench beside its own.
pub async fn open(url: &str) -> Outcome<Db> {
    let db = Db::open(url).await?;
    let tables = schema(url.starts_with("sqlite"));
    db.write(move |tx| {
        Box::pin(async move {
            tx.execute(AssertSqlSafe(tables)).await?;
            Ok::<_, StoreError>(())
        })
    })
    .await?;
    Ok(db)
}

/// One submission through the shared driver.
pub async fn submit(tx: &mut Conn, id: i64, version: i64, body: &str) -> Result<(), sqlx::Error> {
    sqlx::query(PAGE).bind(id).bind(body).execute(&mut *tx).await?;
    let moved = sqlx::query(MOVE).bind("submitted").bind(id).bind(version).execute(&mut *tx).await?;
    if moved.rows_affected() != 1 {
        return Err(sqlx::Error::RowNotFound);
    }
    sqlx::query(EVENT).bind(id).bind(version).bind("submitted").execute(&mut *tx).await?;
    Ok(())
}

/// Reads where a registration stands.
pub async fn version(conn: &mut Conn, id: i64) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("select version from bench_registration where id = $1").bind(id).fetch_one(conn).await
}

/// Submissions per second of so many callers of `Db::write` at once.
pub async fn callers(db: &Db, callers: i64, time: Duration) -> Outcome<f64> {
    let body: Arc<str> = body().into();
    let start = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for id in (1..=callers).map(|caller| caller * APART) {
        let (db, body) = (db.clone(), Arc::clone(&body));
        tasks.spawn(async move {
            let mut at = version(&mut *db.read().await?, id).await?;
            let mut done = 0_u32;
            while start.elapsed() < time {
                let body = Arc::clone(&body);
                db.write(move |tx| Box::pin(async move { submit(tx, id, at, &body).await.map_err(StoreError::from) }))
                    .await?;
                at += 1;
                done += 1;
            }
            Ok::<_, StoreError>(done)
        });
    }
    let mut done = 0;
    while let Some(task) = tasks.join_next().await {
        done += task??;
    }
    Ok(f64::from(done) / start.elapsed().as_secs_f64())
}
