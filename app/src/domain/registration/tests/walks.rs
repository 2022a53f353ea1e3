//! Walks: sequences of commands in any order and at any time keep every invariant, and reach every state.

use super::*;
use crate::domain::node::{Node, NodeKey, Note, Progress, Status, nodes};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use std::collections::BTreeSet;

/// What leads on. Of all that is possible the rest is mostly a way back, so that it is chosen less often.
const ONWARD: [&str; 12] = [
    "save",
    "photo",
    "add",
    "finish",
    "submit",
    "onsite",
    "online",
    "refuse-online",
    "site",
    "area-pass",
    "pay",
    "abandon",
];
/// How much less often.
const LESS: usize = 8;

#[derive(Clone, Debug)]
struct Walk {
    area: &'static str,
    amendment: Amendment,
    /// Last year's unit of a history candidate of the area `auto`.
    last: Option<&'static str>,
    steps: Vec<Step>,
}

/// One command at a moment: of those that are possible as a page would send them, or else of all, stale ones too.
#[derive(Clone, Debug)]
struct Step {
    pick: prop::sample::Index,
    at: Moment,
    possible: bool,
}

fn any_walk() -> impl Strategy<Value = Walk> {
    let at = prop_oneof![4 => 0_i64..2_000, 1 => 2_000_i64..8_000];
    let step = (any::<prop::sample::Index>(), at.prop_map(Moment), prop::bool::weighted(0.9));
    let step = step.prop_map(|(pick, at, possible)| Step { pick, at, possible });
    let area = prop::sample::select(vec!["onsite", "auto", "auto", "online", "online", "paying", "paying"]);
    let amendment = prop::sample::select(vec![Amendment::Withdraw, Amendment::Replace]);
    let last = prop::sample::select(vec![None, Some("甲"), Some("丙")]);
    let parts = (area, amendment, last, prop::collection::vec(step, 0..60));
    parts.prop_map(|(area, amendment, last, steps)| Walk { area, amendment, last, steps })
}

/// All commands, those of a stale page.
fn all() -> Vec<(&'static str, Command)> {
    let save = Command::SavePage { page: "work".into(), answers: answers("online", "甲"), base: 2 };
    let areas = ["onsite", "online", "paying"].map(|area| ("area", Command::ChangeArea { area: area.into() }));
    commands().into_iter().chain([("save", save), ("abandon", Command::Abandon)]).chain(areas).collect()
}

/// A command as it would come from this registration: typed on the page's version for a site of the area, or with
/// the code of the newest print.
fn fitted(command: Command, registration: &Registration) -> Command {
    match command {
        Command::SavePage { page, answers: typed, .. } => {
            let base = registration.page_versions.get(&page).copied().unwrap_or_default();
            Command::SavePage { page, answers: answers(&registration.area, typed["unit"].one()), base }
        }
        Command::ConfirmOnSite { .. } => {
            Command::ConfirmOnSite { form_code: code(registration, registration.form_version()).to_string() }
        }
        other => other,
    }
}

/// The command of a step.
fn chosen(step: &Step, registration: &Registration, facts: &Facts<'_>) -> Option<Command> {
    if !step.possible {
        return Some(step.pick.get(&all()).1.clone());
    }
    let fitted = all().into_iter().map(|(name, command)| (name, fitted(command, registration)));
    let changes = |command: &Command| decide(registration, command, facts).is_ok_and(|events| !events.is_empty());
    let weight = |name| if ONWARD.contains(&name) { LESS } else { 1 };
    let possible = fitted.filter(|(_, command)| changes(command));
    let possible: Vec<Command> =
        possible.flat_map(|(name, command)| std::iter::repeat_n(command, weight(name))).collect();
    (!possible.is_empty()).then(|| step.pick.get(&possible).clone())
}

/// Goes the way, checks it step by step, and tells `seen` where it leads.
fn go(walk: &Walk, mut seen: impl FnMut(&Registration)) -> Result<(), TestCaseError> {
    let programme = Programme { amendment: walk.amendment, ..programme() };
    let history = walk.last.map(|unit| History {
        area: "auto".into(),
        answers: BTreeMap::from([("site".into(), "auto-1".into()), ("unit".into(), unit.into())]),
        ..History::default()
    });
    let started = Event::Started {
        programme: "tiny".into(),
        area: walk.area.into(),
        accepted: vec!["promise".into()],
        answers: Answers::new(),
    };
    let mut registration = Registration { id: 1, candidate: 7, ..Registration::default() };
    registration.apply(&started, Moment(0), "");
    for step in &walk.steps {
        let facts = facts(&programme, step.at, history.as_ref());
        let Some(command) = chosen(step, &registration, &facts) else { continue };
        let Ok(events) = decide(&registration, &command, &facts) else { continue };
        let before = registration.clone();
        events.iter().for_each(|event| registration.apply(event, step.at, ""));
        prop_assert_eq!(registration.version, before.version + events.len() as i64);
        check(&before, &registration, &programme)?;
        lapse(&registration, &programme)?;
        seen(&registration);
    }
    Ok(())
}

/// What the clock would make of it at its deadline, and not a moment before.
fn lapse(registration: &Registration, programme: &Programme) -> Result<(), TestCaseError> {
    let at = |now| decide(registration, &Command::Abandon, &facts(programme, now, None));
    let Some(deadline) = registration.deadline(programme) else {
        prop_assert!(at(LATE).is_err(), "nothing is awaited: {:?}", registration.state);
        return Ok(());
    };
    prop_assert!(registration.due(programme).is_some_and(|due| due <= deadline));
    prop_assert!(at(deadline.plus(-1)).is_err(), "too early: {:?}", registration.state);
    let mut lapsed = registration.clone();
    at(deadline).unwrap_or_default().iter().for_each(|event| lapsed.apply(event, deadline, ""));
    prop_assert_eq!(lapsed.state, State::Abandoned);
    prop_assert_eq!(lapsed.missed, Some(registration.state));
    check(registration, &lapsed, programme)
}

/// Where one command may lead.
const fn ways(from: State) -> &'static [State] {
    use State::{
        Abandoned, AreaPassed, Cancelled, ConfirmationRefused, Confirmed, Draft, Registered, ReviewRefused, SitePassed,
        Submitted,
    };
    match from {
        Draft => &[Draft, Submitted, Confirmed, Cancelled, Abandoned],
        Submitted => &[Draft, Submitted, ConfirmationRefused, Confirmed, Cancelled, Abandoned],
        ConfirmationRefused => &[ConfirmationRefused, Submitted, Abandoned],
        Confirmed => &[SitePassed, ReviewRefused, Draft],
        SitePassed => &[AreaPassed, Registered, ReviewRefused, Draft],
        AreaPassed => &[Registered, Abandoned, Draft],
        Registered => &[],
        ReviewRefused | Abandoned | Cancelled => &[Draft],
    }
}

/// Where it stands, or stood when it lapsed.
fn stands(registration: &Registration) -> State {
    registration.missed.unwrap_or(registration.state)
}

fn check(before: &Registration, now: &Registration, programme: &Programme) -> Result<(), TestCaseError> {
    use State::{Abandoned, AreaPassed, Cancelled, Confirmed, Draft, Registered, ReviewRefused, SitePassed, Submitted};
    let state = now.state;
    prop_assert!(ways(before.state).contains(&state), "{:?} to {:?}", before.state, state);
    let confirmed = matches!(stands(now), Confirmed | SitePassed | AreaPassed | Registered | ReviewRefused);
    prop_assert_eq!(now.confirmed_by.is_some(), confirmed, "{:?} {:?}", state, now.missed);
    prop_assert_eq!(now.missed.is_some(), state == Abandoned);
    prop_assert_eq!(now.refused_at.is_some(), state == ReviewRefused);
    prop_assert!(!(now.reopened && confirmed), "whoever is confirmed keeps the windows again");
    prop_assert!(!now.replacing || (state == Submitted && programme.amendment == Amendment::Replace));

    let versions: Vec<u32> = now.prints.iter().map(|print| print.version).collect();
    prop_assert_eq!(versions, (1..=now.form_version()).collect::<Vec<_>>());
    prop_assert!(now.prints.starts_with(&before.prints), "what was submitted is never forgotten");
    prop_assert_eq!(now.form_code().is_some(), !matches!(state, Draft | Cancelled | Abandoned), "{:?}", state);

    // What is confirmed, and what waits for it, is what was printed.
    if confirmed || stands(now) == Submitted {
        let (submitted, print) = (now.clone().as_submitted(), now.prints.last());
        let kept = (submitted.area, submitted.answers, submitted.photo, submitted.materials);
        let printed = print.map(|p| (p.area.clone(), p.answers.clone(), p.photo.clone(), p.materials.clone()));
        prop_assert_eq!(Some(kept), printed, "{:?}", state);
    }
    check_nodes(now, programme)
}

/// The nodes are total, one of them at most is under way, and none is done after one that is not.
fn check_nodes(registration: &Registration, programme: &Programme) -> Result<(), TestCaseError> {
    use NodeKey::{Confirmation, Fill, Materials, Payment, Photo, Review, Select, Submit};
    use State::{
        Abandoned, AreaPassed, Cancelled, ConfirmationRefused, Confirmed, Draft, Registered, ReviewRefused, SitePassed,
        Submitted,
    };
    let incomplete = incomplete_pages(registration, programme, Evidence::default(), OPEN).len();
    let progress = Progress { pages_done: 1 - u32::from(incomplete > 0), pages: 1, materials_done: 0, materials: 1 };
    let nodes = nodes(registration, programme, &progress);
    let state = registration.state;

    let all = [Select, Fill, Photo, Materials, Submit, Confirmation, Review, Payment];
    let count = if registration.standing_area() == "paying" { 8 } else { 7 };
    prop_assert_eq!(nodes.iter().map(|node| node.key).collect::<Vec<_>>(), all[..count].to_vec());

    let colours = |status: Status| nodes.iter().filter(|node| node.status == status).count();
    let current = match state {
        Draft | ConfirmationRefused | Confirmed | SitePassed | AreaPassed => 1,
        Submitted => usize::from(registration.differences.is_empty()),
        Registered | ReviewRefused | Abandoned | Cancelled => 0,
    };
    prop_assert_eq!(colours(Status::LightBlue), current, "{:?}: {:?}", state, nodes);
    let stopped = matches!(state, ConfirmationRefused | ReviewRefused | Abandoned);
    prop_assert_eq!(colours(Status::Red), usize::from(stopped), "{:?}: {:?}", state, nodes);
    let automatic = registration.confirmed_by == Some(ConfirmedBy::Automatic);
    prop_assert_eq!(colours(Status::Green), usize::from(automatic), "{:?}: {:?}", state, nodes);
    prop_assert_eq!(nodes.iter().all(|node| node.status.is_done()), state == Registered, "{:?}: {:?}", state, nodes);

    let again = nodes.iter().any(|node| node.note == Note::SubmitAgain);
    let owed = state == ConfirmationRefused || (state == Draft && registration.form_version() > 0);
    prop_assert_eq!(again, owed, "who submitted once reads that it is to be done again: {:?}", state);

    // Before submitting, photo and materials may be done ahead of the pages.
    let preparing = matches!(stands(registration), Draft | Cancelled);
    let ahead = |node: &Node| preparing && matches!(node.key, Photo | Materials);
    for node in nodes.iter().skip_while(|node| node.status.is_done()).skip(1) {
        prop_assert!(!node.status.is_done() || ahead(node), "{:?}: {:?} is done too early", state, node);
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_walk_keeps_the_invariants(walk in any_walk()) {
        go(&walk, |_| {})?;
    }
}

/// The test above is worth nothing where the walks stay at home.
#[test]
fn the_walks_reach_every_state() {
    let mut runner = TestRunner::deterministic();
    let mut reached = BTreeSet::new();
    for _ in 0..256 {
        let Ok(tree) = any_walk().new_tree(&mut runner) else { continue };
        let gone = go(&tree.current(), |registration| {
            reached.insert(registration.state.key().to_owned());
            reached.insert(format!("{:?}", registration.confirmed_by));
            reached.extend(registration.replacing.then(|| "replacing".to_owned()));
            reached.extend((!registration.differences.is_empty()).then(|| "differs".to_owned()));
        });
        assert!(gone.is_ok(), "{gone:?}");
    }
    let by = [ConfirmedBy::Automatic, ConfirmedBy::Onsite, ConfirmedBy::Online].map(|by| format!("{:?}", Some(by)));
    let states = State::ALL.map(|state| state.key().to_owned());
    for wanted in states.into_iter().chain(by).chain(["replacing", "differs"].map(String::from)) {
        assert!(reached.contains(&wanted), "never {wanted}: {reached:?}");
    }
}
