//! Who may do what: one table, enforced in the Desk.

use super::registration::{Command, State};
use serde::{Deserialize, Serialize};

/// What somebody is to Dengke.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "kebab-case")]
pub enum Role {
    /// 考生.
    Candidate,
    /// 考点 officer: one site, or all sites of the area where `site` is empty.
    Site {
        /// The code of the area.
        area: String,
        /// The code of the site.
        site: String,
    },
    /// 考区 officer.
    Area {
        /// The code of the area.
        area: String,
    },
    /// Administrator of the national centre.
    Centre,
    /// Reads all, changes nothing.
    Auditor,
    /// The clock: closes windows.
    Clock,
}

impl Role {
    /// The states in which registrations wait for this office, in the order of its work; none for those who only look.
    ///
    /// Area officers may decide what their sites decide, but it is not what they come for.
    #[must_use]
    pub const fn tasks(&self) -> &'static [State] {
        match self {
            Self::Site { .. } => &[State::Submitted, State::Confirmed],
            Self::Area { .. } => &[State::SitePassed],
            Self::Candidate | Self::Centre | Self::Auditor | Self::Clock => &[],
        }
    }
}

/// Somebody who asks for something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The account's number; 0 for the clock.
    pub id: i64,
    /// The name, as shown in the header.
    pub name: String,
    /// The office, as shown to candidates; empty for candidates.
    pub office: String,
    /// What they are.
    pub role: Role,
}

impl Actor {
    /// Whether this is an officer of any kind.
    #[must_use]
    pub const fn is_staff(&self) -> bool {
        matches!(self.role, Role::Site { .. } | Role::Area { .. } | Role::Centre | Role::Auditor)
    }

    /// Whether this is a candidate.
    #[must_use]
    pub const fn is_candidate(&self) -> bool {
        matches!(self.role, Role::Candidate)
    }

    /// The clock that closes windows.
    #[must_use]
    pub const fn clock() -> Self {
        Self { id: 0, name: String::new(), office: String::new(), role: Role::Clock }
    }
}

/// Where a registration belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The candidate's account.
    pub candidate: i64,
    /// The code of its area.
    pub area: String,
    /// The code of its site; empty before it is chosen.
    pub site: String,
    /// Where it stands.
    pub state: State,
}

/// What somebody wants with a registration, with a request to add to the register of units, or with the register of
/// bans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of §5 and §9 of the design")]
pub enum Action {
    /// See it.
    Read,
    /// Fill, submit, withdraw, cancel, pay.
    Apply,
    /// Confirm on site or online, refuse the confirmation, replace the photo.
    Confirm,
    ReviewSite,
    ReviewArea,
    Reopen,
    /// Abandon after a deadline.
    Lapse,
    /// See a request to add a unit or a school.
    SeeRequest,
    /// Decide such a request.
    DecideRequest,
    /// See the register of bans.
    SeeBans,
    /// Ban somebody, or lift a ban.
    SetBans,
}

impl Action {
    /// The action that a command is, for a registration in this state.
    #[must_use]
    pub const fn of(command: &Command, state: State) -> Self {
        match command {
            Command::SavePage { .. }
            | Command::ChangeArea { .. }
            | Command::ConfirmPhoto { .. }
            | Command::AddMaterial { .. }
            | Command::RemoveMaterial { .. }
            | Command::FinishMaterials
            | Command::Submit
            | Command::Withdraw
            | Command::Replace
            | Command::KeepSubmitted
            | Command::Cancel
            | Command::Pay { .. } => Self::Apply,
            Command::ReplacePhoto { .. }
            | Command::ConfirmOnSite { .. }
            | Command::ConfirmOnline
            | Command::RefuseOnline { .. } => Self::Confirm,
            Command::PassSite => Self::ReviewSite,
            Command::PassArea => Self::ReviewArea,
            Command::RefuseReview { .. } => match state {
                State::SitePassed => Self::ReviewArea,
                _ => Self::ReviewSite,
            },
            Command::Reopen { .. } => Self::Reopen,
            Command::Abandon => Self::Lapse,
        }
    }
}

/// Whether `actor` may take `action` on a registration, or a request, of `scope`.
///
/// An area officer may do what the sites of the area may; the centre reads and reopens everywhere. Drafts that never
/// were submitted are in no officer's list, whatever their role: the Desk hides them. Requests to add to the register
/// are decided by the area in which the unit lies, and by the centre; no site has to do with them. Bans hold in the
/// whole country and belong to no scope: the centre sets and lifts them, the auditor sees them.
#[must_use]
pub fn may(actor: &Actor, action: Action, scope: &Scope) -> bool {
    match &actor.role {
        Role::Candidate => {
            actor.id == scope.candidate && matches!(action, Action::Read | Action::Apply | Action::SeeRequest)
        }
        Role::Site { area, site } => {
            *area == scope.area
                && (site.is_empty() || *site == scope.site)
                && matches!(action, Action::Read | Action::Confirm | Action::ReviewSite | Action::Reopen)
        }
        Role::Area { area } => {
            *area == scope.area && !matches!(action, Action::Apply | Action::Lapse | Action::SeeBans | Action::SetBans)
        }
        Role::Centre => {
            use Action::{DecideRequest, Read, Reopen, SeeBans, SeeRequest, SetBans};
            matches!(action, Read | Reopen | SeeRequest | DecideRequest | SeeBans | SetBans)
        }
        Role::Auditor => matches!(action, Action::Read | Action::SeeRequest | Action::SeeBans),
        Role::Clock => matches!(action, Action::Lapse),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(id: i64, role: Role) -> Actor {
        Actor { id, name: String::new(), office: String::new(), role }
    }

    #[test]
    fn each_office_has_its_own_queues() {
        let (area, site) = (String::from("11"), String::new());
        let rows: [(Role, &[State]); 4] = [
            (Role::Site { area: area.clone(), site }, &[State::Submitted, State::Confirmed]),
            (Role::Area { area }, &[State::SitePassed]),
            (Role::Centre, &[]),
            (Role::Auditor, &[]),
        ];
        for (role, tasks) in rows {
            assert_eq!(role.tasks(), tasks, "{role:?}");
        }
    }

    #[test]
    fn the_table_of_roles() {
        use Action::{
            Apply, Confirm, DecideRequest, Lapse, Read, Reopen, ReviewArea, ReviewSite, SeeBans, SeeRequest, SetBans,
        };
        let scope = Scope { candidate: 7, area: "11".into(), site: "110101".into(), state: State::Confirmed };
        let site = |area: &str, site: &str| Role::Site { area: area.into(), site: site.into() };
        let area = |area: &str| Role::Area { area: area.into() };
        let rows: [(Actor, &[Action]); 11] = [
            (actor(7, Role::Candidate), &[Read, Apply, SeeRequest]),
            (actor(8, Role::Candidate), &[]),
            (actor(1, site("11", "110101")), &[Read, Confirm, ReviewSite, Reopen]),
            (actor(1, site("11", "")), &[Read, Confirm, ReviewSite, Reopen]),
            (actor(1, site("11", "110102")), &[]),
            (actor(1, site("31", "110101")), &[]),
            (actor(1, area("11")), &[Read, Confirm, ReviewSite, ReviewArea, Reopen, SeeRequest, DecideRequest]),
            (actor(1, area("31")), &[]),
            (actor(1, Role::Centre), &[Read, Reopen, SeeRequest, DecideRequest, SeeBans, SetBans]),
            (actor(1, Role::Auditor), &[Read, SeeRequest, SeeBans]),
            (actor(0, Role::Clock), &[Lapse]),
        ];
        let bans = [SeeBans, SetBans];
        for (actor, allowed) in rows {
            let others = [Read, Apply, Confirm, ReviewSite, ReviewArea, Reopen, Lapse, SeeRequest, DecideRequest];
            for action in others.into_iter().chain(bans) {
                assert_eq!(may(&actor, action, &scope), allowed.contains(&action), "{:?} {action:?}", actor.role);
            }
        }
    }
}
