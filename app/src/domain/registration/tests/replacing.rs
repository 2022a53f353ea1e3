//! 重新报考 (notice 003, 第十一步 三): what was submitted stays valid until the corrected copy is submitted.

use super::*;
use crate::domain::node::{Progress, nodes};

fn programme_that_replaces() -> Programme {
    Programme { amendment: Amendment::Replace, ..programme() }
}

fn step(registration: &mut Registration, programme: &Programme, command: &Command) {
    let decided = decide(registration, command, &facts(programme, OPEN, None));
    assert!(decided.is_ok(), "{command:?}: {decided:?}");
    decided.unwrap_or_default().iter().for_each(|event| registration.apply(event, OPEN, ""));
}

fn save(unit: &str) -> Command {
    Command::SavePage { page: "work".into(), answers: answers("onsite", unit), base: 1 }
}

fn confirm(version: u32) -> Command {
    Command::ConfirmOnSite { form_code: code(&Registration::default(), version).to_string() }
}

#[test]
fn the_last_submission_counts_until_the_copy_is_submitted() {
    let programme = programme_that_replaces();
    let mut registration = registration("onsite", State::Submitted);
    assert_eq!(
        decide(&registration, &save("乙"), &facts(&programme, OPEN, None)),
        Err(Refusal::NotInState { state: State::Submitted })
    );
    step(&mut registration, &programme, &Command::Replace);
    assert_eq!(decide(&registration, &Command::Replace, &facts(&programme, OPEN, None)), Ok(Vec::new()));
    step(&mut registration, &programme, &save("乙"));
    assert_eq!(registration.state, State::Submitted);
    assert_eq!(registration.standing_answers()["unit"].one(), "甲", "officers see what was submitted");
    assert_eq!(registration.clone().as_submitted().answers["unit"].one(), "甲");
    step(&mut registration, &programme, &Command::Submit);
    assert_eq!(registration.form_version(), 2);
    assert_eq!(registration.standing_answers()["unit"].one(), "乙");
    assert!(!registration.replacing);
}

#[test]
fn who_is_confirmed_with_the_old_print_drops_the_copy() {
    let programme = programme_that_replaces();
    let mut registration = registration("onsite", State::Submitted);
    step(&mut registration, &programme, &Command::Replace);
    step(&mut registration, &programme, &save("乙"));
    step(&mut registration, &programme, &confirm(1));
    assert_eq!(registration.state, State::Confirmed);
    assert_eq!(registration.answers["unit"].one(), "甲");
    assert!(!registration.replacing);
}

#[test]
fn the_copy_can_be_left_and_ends_with_its_window() {
    let programme = programme_that_replaces();
    let mut registration = registration("onsite", State::Submitted);
    step(&mut registration, &programme, &Command::Replace);
    step(&mut registration, &programme, &save("乙"));
    // The tiny programme's amendments end at 3 000.
    let after = facts(&programme, Moment(3_500), None);
    let closed = Err(Refusal::WindowClosed { until: Moment(3_000) });
    assert_eq!(decide(&registration, &Command::Submit, &after), closed);
    assert_eq!(registration.standing_answers()["unit"].one(), "甲");
    step(&mut registration, &programme, &Command::KeepSubmitted);
    assert_eq!(registration.answers["unit"].one(), "甲");
    let left = decide(&registration, &Command::KeepSubmitted, &facts(&programme, OPEN, None));
    assert_eq!(left, Err(Refusal::NotInState { state: State::Submitted }));
}

#[test]
fn after_the_window_the_last_submission_is_all_that_counts() {
    let programme = programme_that_replaces();
    let mut copy = registration("onsite", State::Submitted);
    step(&mut copy, &programme, &Command::Replace);
    step(&mut copy, &programme, &Command::ChangeArea { area: "paying".into() });
    let reopened = Registration { reopened: true, ..copy.clone() };
    for (registration, now, replacing, area, due) in [
        (&copy, 2_999, true, "paying", Some(Moment(3_000))),
        (&copy, 3_000, false, "onsite", Some(Moment(4_000))),
        (&reopened, LATE.0, true, "paying", None),
    ] {
        let counts = registration.clone().as_of(Moment(now), &programme);
        assert_eq!((counts.replacing, counts.area.as_str(), counts.due(&programme)), (replacing, area, due), "{now}");
    }
    assert_eq!(copy.deadline(&programme), Some(Moment(4_000)), "nobody lapses by leaving a copy");
    let progress = Progress { pages_done: 0, pages: 1, materials_done: 0, materials: 0 };
    assert_eq!(nodes(&copy, &programme, &progress).len(), 7, "the nodes are those of what was submitted");
    let lapsed = decide(&copy, &Command::Abandon, &facts(&programme, Moment(4_000), None));
    assert_eq!(lapsed, Ok(vec![Event::ReplacementDropped, Event::Abandoned { missed: State::Submitted }]));

    let mut early = programme;
    early.areas.iter_mut().for_each(|area| area.confirm = window(2_500));
    assert_eq!(copy.due(&early), Some(Moment(2_500)), "where confirmation ends first");
}

#[test]
fn the_files_of_what_was_submitted_stay_with_it() {
    let programme = programme_that_replaces();
    for command in [
        Command::RemoveMaterial { file: "f".into() },
        Command::AddMaterial { material: Material { file: "g".into(), ..material() } },
        Command::ChangeArea { area: "onsite".into() },
    ] {
        let mut registration = registration("online", State::Submitted);
        let submitted = registration.clone();
        step(&mut registration, &programme, &Command::Replace);
        step(&mut registration, &programme, &command);
        assert_ne!(registration.materials, submitted.materials, "{command:?}");
        assert_eq!(registration.clone().as_submitted().materials, submitted.materials, "{command:?}");
        step(&mut registration, &programme, &Command::KeepSubmitted);
        let parts = |r: &Registration| (r.area.clone(), r.materials.clone(), r.materials_finished, r.stamps.clone());
        assert_eq!(parts(&registration), parts(&submitted), "{command:?}");
    }
}

/// What was chosen at the start is in no copy: whoever chose wrongly gives up and starts anew.
#[test]
fn what_was_submitted_is_given_up_where_it_is_replaced_and_in_time() {
    let given_up = || Ok(vec![Event::Cancelled]);
    for (amendment, state, now, expected) in [
        (Amendment::Withdraw, State::Draft, 1_000, given_up()),
        (Amendment::Withdraw, State::Submitted, 1_000, Err(Refusal::NotInState { state: State::Submitted })),
        (Amendment::Replace, State::Draft, 1_000, given_up()),
        (Amendment::Replace, State::Submitted, 2_999, given_up()),
        (Amendment::Replace, State::Submitted, 3_000, Err(Refusal::WindowClosed { until: Moment(3_000) })),
        (Amendment::Replace, State::Confirmed, 1_000, Err(Refusal::NotInState { state: State::Confirmed })),
    ] {
        let programme = Programme { amendment, ..programme() };
        let facts = facts(&programme, Moment(now), None);
        let decided = decide(&registration("onsite", state), &Command::Cancel, &facts);
        assert_eq!(decided, expected, "{amendment:?} {state:?} {now}");
    }
    let programme = programme_that_replaces();
    let mut copy = registration("onsite", State::Submitted);
    step(&mut copy, &programme, &Command::Replace);
    let decided = decide(&copy, &Command::Cancel, &facts(&programme, OPEN, None));
    assert_eq!(decided, Ok(vec![Event::ReplacementDropped, Event::Cancelled]));
}

#[test]
fn each_programme_has_one_way_to_amend() {
    let registration = registration("onsite", State::Submitted);
    let (replace, withdraw) = (programme_that_replaces(), programme());
    let decided = |programme: &Programme, command| decide(&registration, &command, &facts(programme, OPEN, None));
    assert_eq!(decided(&replace, Command::Withdraw), Err(Refusal::NoWithdrawing));
    assert_eq!(decided(&withdraw, Command::Replace), Err(Refusal::NoReplacing));
}

/// The tiny programme with the area asked by the form.
fn asking_for_the_area() -> Programme {
    let mut programme = programme();
    let mut site = field("site", FieldType::Site, true);
    site.area_field = Some("area".into());
    programme.pages[0].fields = vec![field("area", FieldType::Area, false), site, field("unit", FieldType::Text, true)];
    programme
}

/// A draft of that programme, whose area is not chosen yet.
fn draft_without_area() -> Registration {
    let mut registration = Registration { id: 1, candidate: 7, ..Registration::default() };
    let started =
        Event::Started { programme: "tiny".into(), area: String::new(), accepted: vec![], answers: Answers::new() };
    registration.apply(&started, OPEN, "");
    registration.apply(&Event::PhotoConfirmed { photo: "photo".into(), source: String::new() }, OPEN, "");
    registration
}

/// Chooses `area`, and a site of `place`.
fn choose(area: &str, place: &str, base: u32) -> Command {
    let mut answers = answers(place, "甲");
    answers.insert("area".into(), Answer::One(area.into()));
    Command::SavePage { page: "work".into(), answers, base }
}

#[test]
fn the_form_may_ask_for_the_area() {
    let programme = asking_for_the_area();
    let mut registration = draft_without_area();
    assert_eq!(registration.deadline(&programme), Some(Moment(2_000)), "a draft without an area lapses as well");
    step(&mut registration, &programme, &choose("paying", "onsite", 0));
    assert_eq!(registration.area, "paying");
    let wrong = incomplete_pages(&registration, &programme, Evidence::default(), OPEN);
    let site = wrong.first().map(|page| page.wrong.clone()).unwrap_or_default();
    assert_eq!(site, [crate::domain::refusal::Wrong::new("site", Refusal::NotInList)], "a site of another area");
    step(&mut registration, &programme, &choose("onsite", "onsite", 1));
    assert_eq!(registration.area, "onsite");
    let moved = decide(&registration, &Command::ChangeArea { area: "auto".into() }, &facts(&programme, OPEN, None));
    assert_eq!(moved, Err(Refusal::UnknownField), "there is one way to choose it");
    step(&mut registration, &programme, &Command::Submit);
    assert_eq!(registration.state, State::Submitted);
}

#[test]
fn another_area_asks_for_other_materials() {
    let programme = asking_for_the_area();
    let mut registration = draft_without_area();
    step(&mut registration, &programme, &choose("online", "onsite", 0));
    step(&mut registration, &programme, &Command::AddMaterial { material: material() });
    step(&mut registration, &programme, &Command::FinishMaterials);
    // The site alone is another.
    step(&mut registration, &programme, &choose("online", "online", 1));
    assert_eq!((registration.materials.len(), registration.materials_finished), (1, Some(OPEN)));
    step(&mut registration, &programme, &choose("onsite", "onsite", 2));
    assert_eq!((registration.materials.len(), registration.materials_finished), (0, None));
    assert!(!registration.stamps.contains_key("materials"));
}

#[test]
fn the_form_chooses_no_area_whose_own_deadline_is_over() {
    let mut programme = asking_for_the_area();
    let early = programme.areas.iter_mut().filter(|area| area.code == "auto");
    early.for_each(|area| area.confirm = window(1_500));
    let mut registration = draft_without_area();
    for command in [choose("onsite", "onsite", 0), Command::Submit, Command::Withdraw] {
        step(&mut registration, &programme, &command);
    }
    let at = |now| decide(&registration, &choose("auto", "auto", 1), &facts(&programme, Moment(now), None));
    assert!(at(1_499).is_ok());
    assert_eq!(at(1_500), Err(Refusal::WindowClosed { until: Moment(1_500) }));
}
