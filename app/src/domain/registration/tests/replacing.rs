//! 重新报考 (notice 003, 第十一步 三): what was submitted stays valid until the corrected copy is submitted.

use super::*;

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

#[test]
fn the_form_may_ask_for_the_area() {
    let programme = asking_for_the_area();
    let mut registration = Registration { id: 1, candidate: 7, ..Registration::default() };
    let started =
        Event::Started { programme: "tiny".into(), area: String::new(), accepted: vec![], answers: Answers::new() };
    registration.apply(&started, OPEN, "");
    registration.apply(&Event::PhotoConfirmed { photo: "photo".into() }, OPEN, "");
    assert_eq!(registration.deadline(&programme), Some(Moment(2_000)), "a draft without an area lapses as well");
    let save = |area: &str, base| {
        let mut answers = answers("onsite", "甲");
        answers.insert("area".into(), Answer::One(area.into()));
        Command::SavePage { page: "work".into(), answers, base }
    };
    step(&mut registration, &programme, &save("paying", 0));
    assert_eq!(registration.area, "paying");
    let wrong = incomplete_pages(&registration, &programme, Evidence::default(), OPEN);
    let site = wrong.first().map(|page| page.wrong.clone()).unwrap_or_default();
    assert_eq!(site, [crate::domain::refusal::Wrong::new("site", Refusal::NotInList)], "a site of another area");
    step(&mut registration, &programme, &save("onsite", 1));
    assert_eq!(registration.area, "onsite");
    let moved = decide(&registration, &Command::ChangeArea { area: "auto".into() }, &facts(&programme, OPEN, None));
    assert_eq!(moved, Err(Refusal::UnknownField), "there is one way to choose it");
    step(&mut registration, &programme, &Command::Submit);
    assert_eq!(registration.state, State::Submitted);
}
