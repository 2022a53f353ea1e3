//! The register of bans: who may not take part (禁考期, 违纪; notice 003, 第三步), why, and until when; `new` is how it
//! grows.

mod new;

pub use new::{CheckedBan, NewBan, check_ban};

use super::{calendar::Moment, refusal::Refusal};
use serde::{Deserialize, Serialize};

/// The most bans of a list.
pub const MOST_LISTED: usize = 100;

/// Why somebody is banned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BanReason {
    /// 禁考期.
    Banned,
    /// 违纪: broke the rules of an earlier exam.
    Violation,
}

impl BanReason {
    /// Both, in the order in which forms offer them.
    pub const ALL: [Self; 2] = [Self::Banned, Self::Violation];

    /// The key in forms and the store.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Banned => "banned",
            Self::Violation => "violation",
        }
    }

    /// The reason with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }
}

/// A ban. Whose it is stays in the store: a person may be banned before they ever sign up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ban {
    /// Its number.
    pub id: i64,
    /// Why.
    pub reason: BanReason,
    /// What the office notes for itself, such as the number of a decision; no candidate reads it.
    pub note: String,
    /// The first moment of it.
    pub from: Moment,
    /// The first moment after it; none = for life (终身).
    pub until: Option<Moment>,
    /// The account of the officer who set it.
    pub set_by: i64,
    /// When it was set.
    pub set_at: Moment,
    /// By whom and when it was lifted (解除) before its end.
    pub lifted: Option<(i64, Moment)>,
}

/// How a ban stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BanState {
    /// It begins later.
    ToCome,
    /// Nobody with it may start.
    InForce,
    /// Its time is over.
    Over,
    /// It was lifted.
    Lifted,
}

impl Ban {
    /// How it stands at `now`.
    #[must_use]
    pub fn state(&self, now: Moment) -> BanState {
        match self.until {
            _ if self.lifted.is_some() => BanState::Lifted,
            Some(until) if until <= now => BanState::Over,
            _ if now < self.from => BanState::ToCome,
            _ => BanState::InForce,
        }
    }

    /// Whether it still has an effect, now or later.
    #[must_use]
    pub fn is_current(&self, now: Moment) -> bool {
        matches!(self.state(now), BanState::ToCome | BanState::InForce)
    }
}

/// The ban in force at `now`: of several the one that ends last, for nobody may start before.
#[must_use]
pub fn in_force(bans: &[Ban], now: Moment) -> Option<&Ban> {
    let these = bans.iter().filter(|ban| ban.state(now) == BanState::InForce);
    these.max_by_key(|ban| (ban.until.is_none(), ban.until))
}

/// Lifts a ban.
///
/// # Errors
/// [`Refusal::BanOver`] where it has no effect any more.
pub fn lift_ban(ban: &Ban, now: Moment) -> Result<(), Refusal> {
    if ban.is_current(now) { Ok(()) } else { Err(Refusal::BanOver) }
}

#[cfg(test)]
mod tests;
