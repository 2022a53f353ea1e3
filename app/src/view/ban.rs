//! What the screen of the register of bans needs.

use crate::domain::{ban::Ban, calendar::Moment, person::IdType};
use serde::{Deserialize, Serialize};

/// `/staff/bans`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffBans {
    /// What was searched for.
    pub query: String,
    /// Those in force or to come, newest first.
    pub current: Vec<StaffBan>,
    /// Those that are over or lifted, newest first.
    pub past: Vec<StaffBan>,
    /// Whether this officer may set and lift them.
    pub may_set: bool,
    pub now: Moment,
    pub key: String,
}

/// A ban in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffBan {
    pub ban: Ban,
    /// As the centre typed it.
    pub name: String,
    pub id_type: IdType,
    /// Masked.
    pub id_number: String,
    /// The name of the officer who set it.
    pub set_by: String,
    /// The name of the officer who lifted it; empty where nobody did.
    pub lifted_by: String,
}
