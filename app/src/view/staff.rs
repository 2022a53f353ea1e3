//! What officers' screens need.

use super::registration::{RegistrationView, Section};
use crate::domain::{
    calendar::Moment, eligibility::Verdict, material::Material, programme::MaterialKind, refusal::Refusal,
    registration::State, text::Text,
};
use serde::{Deserialize, Serialize};

/// `/staff`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffView {
    /// Whether this office confirms on site: it searches by the code of a print at hand.
    pub confirms: bool,
    pub counts: Counts,
    /// How many requests to add to the register wait, for offices that see them.
    pub requests: Option<u32>,
    /// Whether this office sees the register of bans.
    pub bans: bool,
    pub now: Moment,
}

/// How many registrations of an office stand in each state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// The states in which they wait for this office, also where none does.
    pub tasks: Vec<(State, u32)>,
    /// All other states with any.
    pub others: Vec<(State, u32)>,
}

/// What a queue shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueFilter {
    /// Only this state; the office's own next work where empty.
    pub state: Option<State>,
    /// A name, ID number or form code.
    pub search: String,
    /// The page, from 0.
    pub page: u32,
}

/// `/staff/registrations`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Queue {
    pub filter: QueueFilter,
    pub total: u32,
    pub counts: Counts,
    pub rows: Vec<QueueRow>,
    /// What a confirmation is refused for, where the code of an old print was searched for.
    pub old_print: Option<Refusal>,
    pub now: Moment,
}

/// A registration in a queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueueRow {
    pub id: i64,
    pub name: String,
    /// Masked.
    pub id_number: String,
    pub specialty: Option<Text>,
    pub site: Option<Text>,
    pub state: State,
    pub since: Moment,
    pub differs: bool,
    pub automatic: bool,
}

/// `/staff/registrations/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffRegistration {
    pub registration: RegistrationView,
    pub name: String,
    /// Masked.
    pub id_number: String,
    pub phone: String,
    pub eligibility: Option<Verdict>,
    pub sections: Vec<Section>,
    pub materials: Vec<Material>,
    pub kinds: Vec<MaterialKind>,
    /// What a confirmation is refused for, where the officer came with the code of an old print.
    pub old_print: Option<Refusal>,
    /// The decisions that this officer may take now.
    pub may: Vec<Decision>,
    /// What this exam's registrations are usually refused for.
    pub usual_reasons: Vec<Text>,
    /// The state whose queue is beside it: its own, or the one from which the officer came.
    pub queue_of: State,
    /// That queue, this one included.
    pub queue: Vec<QueueRow>,
}

/// A decision of an officer, as a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    ConfirmOnSite,
    ConfirmOnline,
    RefuseOnline,
    PassSite,
    PassArea,
    RefuseReview,
    Reopen,
}
