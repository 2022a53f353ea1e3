//! What the address of a record says: after a decision, what this officer has just decided and the next registration
//! of the queue they came from; before it, by which code they found it.

use super::actions::Actions;
use crate::{
    components::{Note, NoteKind},
    domain::registration::State,
    locales::{Language, words},
    view::{Decision, StaffRegistration},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// What the address says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct After {
    /// The key of the state in which the registration was, whose queue the officer works through.
    pub(super) from: String,
    /// The code of the print by which the officer found the registration.
    pub(super) code: String,
    /// The version to which the decision led.
    done: Option<i64>,
}

impl After {
    /// What the address of registration `id` says. The address changes a moment before the number in it does: what
    /// it says of another one waits until then.
    pub(super) fn of_address(id: Memo<i64>) -> Memo<Self> {
        let location = use_location();
        let (path, query) = (location.pathname, location.query);
        Memo::new(move |before: Option<&Self>| {
            let own = format!("/staff/registrations/{}", id.get());
            if path.with(|path| *path != own) {
                return before.cloned().unwrap_or_default();
            }
            query.with(|query| Self {
                from: query.get("from").unwrap_or_default(),
                code: query.get("code").unwrap_or_default(),
                done: query.get("done").and_then(|version| version.parse().ok()),
            })
        })
    }
}

/// What was just decided, while that is the last thing that happened and nothing was refused since.
pub(super) fn done(l: Language, staff: &StaffRegistration, after: Memo<After>, actions: Actions) -> AnyView {
    let (text, version) = (done_text(l, staff.registration.state), staff.registration.version);
    let note = move || {
        let just = after.with(|after| after.done == Some(version)) && !actions.refused();
        text.filter(|_| just).map(|text| view! { <Note kind=NoteKind::Ok><p role="status">{text}</p></Note> })
    };
    view! { {note} }.into_any()
}

/// The decision that led to this state, and what follows.
const fn done_text(l: Language, state: State) -> Option<&'static str> {
    Some(match state {
        State::Confirmed => words::staff_done_confirmed(l),
        State::SitePassed => words::staff_done_site_passed(l),
        State::AreaPassed => words::staff_done_area_passed(l),
        State::Registered => words::staff_done_registered(l),
        State::ConfirmationRefused | State::ReviewRefused => words::staff_done_refused(l),
        State::Draft => words::staff_done_reopened(l),
        State::Submitted | State::Abandoned | State::Cancelled => return None,
    })
}

/// Whether the queue beside the registration is the one that it has just left.
pub(super) fn has_left(staff: &StaffRegistration) -> bool {
    staff.queue_of != staff.registration.state
}

/// The next one of the queue; whoever has decided on the last one gets those that were passed over.
fn next_id(staff: &StaffRegistration) -> Option<i64> {
    let own = staff.registration.id;
    let place = staff.queue.iter().position(|row| row.id == own).map_or(0, |at| at + 1);
    let (before, behind) = staff.queue.split_at(place);
    let passed_over = before.iter().filter(|_| has_left(staff));
    behind.iter().chain(passed_over).map(|row| row.id).find(|id| *id != own)
}

/// Whether the key leads to the next one: for whoever decides here, or is on the way from decision to decision.
pub(super) fn has_key(staff: &StaffRegistration) -> bool {
    next_id(staff).is_some() && (has_left(staff) || !staff.may.is_empty())
}

/// After a decision, what this officer may go on with here; the way to the next one of the queue, or that nothing is
/// left of it.
pub(super) fn next(l: Language, staff: &StaffRegistration) -> Option<AnyView> {
    let left = has_left(staff);
    let here = go_on(l, staff).filter(|_| left);
    let next = match next_id(staff) {
        Some(id) => {
            let key = has_key(staff);
            let href = format!("/staff/registrations/{id}");
            let marked = key.then_some("");
            let key = key.then(|| view! { " "<kbd class="js">"J"</kbd> });
            view! { <a href=href data-next=marked>{words::staff_next(l)}{key}</a> }.into_any()
        }
        None if left => {
            // With the same person still to be reviewed, nobody wants to hear that all is done.
            let done = here.is_none().then(|| words::staff_queue_done(l));
            view! { {done}" "<a href="/staff">{words::common_work(l)}</a> }.into_any()
        }
        None => return None,
    };
    Some(view! { <p class="decide__next">{here}" "{next}</p> }.into_any())
}

/// The review that this officer may take on next, of the same registration.
fn go_on(l: Language, staff: &StaffRegistration) -> Option<String> {
    let review = staff.may.iter().find_map(|decision| match decision {
        Decision::PassSite => Some(words::staff_review_site(l)),
        Decision::PassArea => Some(words::staff_review_area(l)),
        _ => None,
    });
    review.map(|review| words::staff_go_on(l, review))
}
