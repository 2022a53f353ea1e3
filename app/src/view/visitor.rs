//! What the screens for everybody need: the header, the programmes, the sign-in page's demo accounts.

use crate::domain::{
    calendar::{Moment, Window},
    form::Choice,
    programme::{Area, Specialty, Statement},
    refusal::Refusal,
    registration::State,
    role::Actor,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// An account of the demo, shown on the sign-in page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DemoAccount {
    pub username: String,
    pub password: String,
    pub note: Text,
}

/// The header: who is signed in, how many messages wait, and whether the demo runs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Header {
    pub actor: Option<Actor>,
    pub unread: u32,
    pub demo: bool,
    pub now: Moment,
}

/// `/`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Landing {
    pub now: Moment,
    pub programmes: Vec<ProgrammeCard>,
    /// The candidate's own; empty for everybody else.
    pub own: Vec<OwnRegistration>,
}

/// The live registration of a candidate for a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRegistration {
    pub programme: String,
    pub id: i64,
    pub state: State,
}

/// A programme in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProgrammeCard {
    pub id: String,
    pub title: Text,
    pub summary: Text,
    pub exam_dates: Vec<chrono::NaiveDate>,
    pub registration: Window,
}

/// `/programmes/{programme}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProgrammeView {
    pub card: ProgrammeCard,
    /// Whether what to register for is chosen at the start, among `specialties`.
    pub chooses: bool,
    pub specialties: Vec<Specialty>,
    pub levels: Vec<Choice>,
    pub categories: Vec<Choice>,
    /// Whether the form asks for the area, rather than the start.
    pub asks_area: bool,
    pub areas: Vec<Area>,
    pub statements: Vec<Statement>,
    /// What stands in the way of starting, in the order in which to mend it; empty for visitors.
    pub blockers: Vec<Refusal>,
    /// Whether a candidate is signed in.
    pub candidate: bool,
    /// The live registration, where there is one.
    pub live: Option<OwnRegistration>,
    pub now: Moment,
    pub key: String,
}
