//! What the store can answer instead of a result.

use std::cell::Cell;
use std::sync::Arc;

use super::dialect;

tokio::task_local! {
    /// Set when a statement of the running attempt lost against another transaction.
    ///
    /// A command's error type is the caller's own, so `Db::write` cannot look into it to see
    /// whether trying again would help. The conversion below sees every database error on its way
    /// there and leaves the note.
    pub(super) static LOST_RACE: Cell<bool>;
}

/// A failure of the store itself; refusals by the rules travel in the caller's own error type.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// Too much is waiting already, or another transaction was in the way for too long.
    ///
    /// Nothing was written; the same command may be sent again.
    #[error("the store is busy")]
    Busy,
    /// A constraint of the schema was violated; named alike on both engines, see
    /// [`dialect::constraint`].
    #[error("constraint violated: {0}")]
    Constraint(String),
    /// Everything else. Shared, because one failed commit is answered to a whole group of commands.
    #[error("database: {0}")]
    Sqlx(Arc<sqlx::Error>),
}

impl StoreError {
    /// Whether this is the violation of the named constraint.
    pub fn violates(&self, constraint: &str) -> bool {
        matches!(self, Self::Constraint(name) if name == constraint)
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if dialect::lost_race(&error) {
            // Outside of an attempt (plain reads) nobody wants the note.
            let _ = LOST_RACE.try_with(|lost| lost.set(true));
            return Self::Busy;
        }
        if dialect::busy(&error) {
            return Self::Busy;
        }
        match error.as_database_error().and_then(dialect::constraint) {
            Some(name) => Self::Constraint(name),
            None => Self::Sqlx(Arc::new(error)),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Self::from(sqlx::Error::from(error))
    }
}
