//! What the screens of the register of units need, and those of requests to add to it.

use crate::domain::{
    calendar::Moment,
    form::Choice,
    unit::{Unit, UnitKind, UnitRequest},
};
use serde::{Deserialize, Serialize};

/// `/me/requests`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RequestsView {
    /// Newest first.
    pub requests: Vec<UnitRequest>,
    /// The region of the next one, as far as it is chosen: a path of codes.
    pub region: String,
    /// The choices of each level on the way to it and of the one below, topmost first.
    pub levels: Vec<Vec<Choice>>,
    /// The pages that ask for an entry of each kind, in registrations that can still be filled in.
    pub needed: Vec<(UnitKind, String)>,
    pub now: Moment,
    pub key: String,
}

/// `/staff/requests`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffRequests {
    /// Those that are due first come first.
    pub open: Vec<StaffRequest>,
    /// Those that were decided last come first.
    pub decided: Vec<StaffRequest>,
    pub now: Moment,
    pub key: String,
}

/// A request in an officer's list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffRequest {
    pub request: UnitRequest,
    /// The candidate's name.
    pub candidate: String,
    /// Which of its papers are pictures.
    pub pictures: [bool; 2],
    /// Whether this officer may decide it.
    pub may_decide: bool,
}

/// `/staff/units`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffUnits {
    pub kind: UnitKind,
    pub query: String,
    /// A path of codes; empty = everywhere.
    pub region: String,
    /// The topmost regions.
    pub regions: Vec<Choice>,
    pub units: Vec<Unit>,
}
