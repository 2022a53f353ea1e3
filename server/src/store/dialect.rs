//! The only place where SQLite and PostgreSQL differ.
//!
//! Every other SQL text runs on both, which asks for a few habits: placeholders `$1`; only
//! `bigint`, `text`, `double precision` and `bytea`/`blob` columns; flags as `bigint` 0 and 1 (the
//! shared driver cannot read a boolean from SQLite); times as integer milliseconds; `sum(..)` cast
//! back to `bigint`; constraints named as [`constraint`] says.

use std::borrow::Cow;
use std::path::Path;

use rust_embed::Embed;
use sqlx::error::{DatabaseError, ErrorKind};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::{PgDatabaseError, PgPool};
use sqlx::sqlite::SqliteError;
use sqlx::{AssertSqlSafe, SqlSafeStr};

use super::error::StoreError;

/// The database behind the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// One file, one writer with group commit.
    Sqlite,
    /// A server which several instances may share.
    Postgres,
}

#[derive(Embed)]
#[folder = "migrations/sqlite"]
struct SqliteMigrations;

#[derive(Embed)]
#[folder = "migrations/postgres"]
struct PostgresMigrations;

impl Engine {
    /// Which engine a `DATABASE_URL` names.
    pub fn of(url: &str) -> Result<Self, StoreError> {
        match url.split_once(':') {
            Some(("sqlite", _)) => Ok(Self::Sqlite),
            Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres),
            _ => Err(configuration("DATABASE_URL starts with neither sqlite: nor postgres:")),
        }
    }

    /// The URL to connect with. For SQLite the file and its folder are made where missing.
    pub(super) fn connect_url(self, url: &str) -> Result<String, StoreError> {
        if self == Self::Postgres {
            return Ok(url.to_owned());
        }
        let (file, options) = url.split_once('?').unwrap_or((url, ""));
        let path = file.trim_start_matches("sqlite:").trim_start_matches("//");
        if path.is_empty() || path == ":memory:" || options.contains("mode=memory") {
            // Writer and readers are separate connections: each would see a database of its own.
            return Err(configuration("DATABASE_URL must name a file, not a database in memory"));
        }
        if let Some(folder) = Path::new(path).parent() {
            std::fs::create_dir_all(folder).map_err(sqlx::Error::Io)?;
        }
        if options.contains("mode=") {
            return Ok(url.to_owned());
        }
        let separator = if options.is_empty() { "" } else { "&" };
        Ok(format!("{file}?mode=rwc{separator}{options}"))
    }

    /// Run once on every connection that writes.
    pub(super) fn writer_session(self) -> &'static str {
        match self {
            // FULL: an acknowledged command survives a power cut. Group commit pays for it.
            Self::Sqlite => {
                "pragma busy_timeout = 5000; pragma journal_mode = wal; \
                 pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -65536"
            }
            Self::Postgres => "set statement_timeout = '10s'; set idle_in_transaction_session_timeout = '15s'",
        }
    }

    /// Run once on every connection that only reads.
    pub(super) fn reader_session(self) -> &'static str {
        match self {
            Self::Sqlite => "pragma busy_timeout = 5000; pragma query_only = on",
            Self::Postgres => "set statement_timeout = '10s'; set default_transaction_read_only = on",
        }
    }

    /// The embedded migrations of this engine: `0001_name.sql`, same numbers and names on both.
    pub(super) fn migrations(self) -> Result<Migrator, StoreError> {
        let migrations = match self {
            Self::Sqlite => embedded::<SqliteMigrations>(),
            Self::Postgres => embedded::<PostgresMigrations>(),
        };
        Ok(Migrator::with_migrations(migrations?))
    }
}

/// Begins a transaction in PostgreSQL.
///
/// Serializable, so that a command sees what it would see behind SQLite's single writer and the
/// rules need no second reasoning about races; who loses one is run again.
pub(super) const BEGIN: &str = "begin isolation level serializable";

/// Begins a group of commands in SQLite, with a savepoint for the first.
pub(super) const BEGIN_GROUP: &str = "begin immediate; savepoint command";
/// Keeps what the last command of a group wrote, and sets the savepoint for the next.
pub(super) const KEEP: &str = "release command; savepoint command";
/// Takes back what the last command of a group wrote; its savepoint serves the next.
pub(super) const UNDO: &str = "rollback to command";
/// Makes a group durable; open savepoints go with it.
pub(super) const COMMIT_GROUP: &str = "commit";

/// The name of a violated constraint, alike on both engines.
///
/// SQLite names columns where PostgreSQL names the constraint, so the schema keeps PostgreSQL's own
/// default names and SQLite's columns are spelled the same way: `table_column_column_key` for
/// unique constraints and indexes (columns in index order, also for partial ones), `table_pkey`,
/// `table_column_not_null`. Checks and indexes on expressions carry an explicit name in both
/// schemas. SQLite tells nothing about foreign keys: `foreign_key` on both. PostgreSQL cuts names
/// after 63 bytes: keep them shorter.
pub fn constraint(error: &dyn DatabaseError) -> Option<String> {
    match error.kind() {
        ErrorKind::ForeignKeyViolation => return Some("foreign_key".to_owned()),
        ErrorKind::UniqueViolation | ErrorKind::NotNullViolation | ErrorKind::CheckViolation => {}
        _ => return None,
    }
    if let Some(error) = error.try_downcast_ref::<PgDatabaseError>() {
        return match (error.constraint(), error.table(), error.column()) {
            (Some(name), _, _) => Some(name.to_owned()),
            (None, Some(table), Some(column)) => Some(format!("{table}_{column}_not_null")),
            _ => None,
        };
    }
    // "UNIQUE constraint failed: account.area, account.username"
    let (_, what) = error.message().split_once(": ")?;
    if error.kind() == ErrorKind::CheckViolation {
        return Some(what.to_owned());
    }
    if let Some(index) = what.strip_prefix("index '") {
        return Some(index.trim_end_matches('\'').to_owned());
    }
    let (table, _) = what.split_once('.')?;
    let columns: Vec<&str> = what.split(", ").filter_map(|column| Some(column.rsplit_once('.')?.1)).collect();
    let columns = columns.join("_");
    Some(match error.kind() {
        ErrorKind::NotNullViolation => format!("{table}_{columns}_not_null"),
        // SQLITE_CONSTRAINT_PRIMARYKEY
        _ if error.code().as_deref() == Some("1555") => format!("{table}_pkey"),
        _ => format!("{table}_{columns}_key"),
    })
}

/// Whether the transaction lost against another one and may simply be run again.
pub(super) fn lost_race(error: &sqlx::Error) -> bool {
    // serialization_failure, deadlock_detected
    postgres_code(error).is_some_and(|code| code == "40001" || code == "40P01")
}

/// Whether the database had no time for us: no free connection, a lock held too long.
pub(super) fn busy(error: &sqlx::Error) -> bool {
    if matches!(error, sqlx::Error::PoolTimedOut) {
        return true;
    }
    let Some(error) = error.as_database_error() else { return false };
    match error.code() {
        // SQLITE_BUSY is 5 in the low byte of the extended code.
        Some(code) if error.try_downcast_ref::<SqliteError>().is_some() => {
            code.parse::<u32>().is_ok_and(|code| code & 0xff == 5)
        }
        // too_many_connections, lock_not_available, query_canceled (statement_timeout)
        Some(code) => matches!(&*code, "53300" | "55P03" | "57014"),
        None => false,
    }
}

/// Tells everybody who listens on `channel`; PostgreSQL only.
pub(crate) async fn notify(pool: &PgPool, channel: &str, text: &str) -> Result<(), sqlx::Error> {
    sqlx::query("select pg_notify($1, $2)").bind(channel).bind(text).execute(pool).await.map(|_| ())
}

fn postgres_code(error: &sqlx::Error) -> Option<Cow<'_, str>> {
    let error = error.as_database_error()?;
    error.try_downcast_ref::<PgDatabaseError>().map(|error| Cow::Borrowed(error.code()))
}

fn embedded<Folder: Embed>() -> Result<Vec<Migration>, StoreError> {
    Folder::iter()
        .filter(|name| name.ends_with(".sql"))
        .map(|name| {
            let parsed = name
                .trim_end_matches(".sql")
                .split_once('_')
                .and_then(|(number, words)| Some((number.parse::<i64>().ok()?, words)))
                .zip(Folder::get(&name))
                .and_then(|(parts, file)| Some((parts, String::from_utf8(file.data.into()).ok()?)));
            let Some(((number, words), sql)) = parsed else {
                return Err(configuration(&format!("not a migration: {name}")));
            };
            let words = Cow::Owned(words.replace('_', " "));
            // Our own files, compiled in.
            let sql = AssertSqlSafe(sql).into_sql_str();
            Ok(Migration::new(number, words, MigrationType::Simple, sql, false))
        })
        .collect()
}

fn configuration(problem: &str) -> StoreError {
    StoreError::from(sqlx::Error::Configuration(problem.to_owned().into()))
}
