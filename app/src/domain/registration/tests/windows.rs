//! What windows do and do not close: reopened registrations, waiting candidates, late refusals, changes of area.

use super::*;

/// After every window of the tiny programme.
fn late<'a>(programme: &'a Programme) -> Facts<'a> {
    facts(programme, LATE, None)
}

#[test]
fn who_is_reopened_after_all_windows_can_still_be_confirmed() {
    let programme = programme();
    for (area, from) in [("onsite", State::Abandoned), ("onsite", State::ReviewRefused), ("online", State::Confirmed)] {
        let mut registration = registration(area, from);
        let step = |registration: &mut Registration, command: Command| {
            assert_eq!(decide(registration, &Command::Abandon, &late(&programme)).ok(), None, "{command:?}");
            let decided = decide(registration, &command, &late(&programme));
            assert!(decided.is_ok(), "{command:?}: {decided:?}");
            decided.unwrap_or_default().iter().for_each(|event| registration.apply(event, LATE, ""));
        };
        step(&mut registration, Command::Reopen { reason: "补正".into() });
        step(&mut registration, Command::Submit);
        step(&mut registration, Command::Withdraw);
        step(&mut registration, Command::Submit);
        if area == "online" {
            step(&mut registration, Command::RefuseOnline { reasons: vec!["看不清".into()] });
            step(&mut registration, Command::FinishMaterials);
            step(&mut registration, Command::Submit);
            step(&mut registration, Command::ConfirmOnline);
        } else {
            let version = registration.form_version();
            let form_code = code(&registration, version).to_string();
            step(&mut registration, Command::ConfirmOnSite { form_code });
        }
        assert_eq!(registration.state, State::Confirmed, "{area} {from:?}");
        assert!(!registration.reopened, "confirmed, the windows count again");
    }
}

/// Who typed on while the window closed hears until when it was open, not what the clock made of the registration.
#[test]
fn a_candidate_who_comes_too_late_hears_which_window_was_missed() {
    let programme = programme();
    let submitted = Event::Submitted { version: 1, code: code(&Registration::default(), 1), answers: Answers::new() };
    let rows: [(&str, State, &[Event], i64); 5] = [
        ("onsite", State::Draft, &[], 2_000),
        // Submitted once, then withdrawn: the tiny programme's amendments end at 3 000.
        ("onsite", State::Draft, &[submitted, Event::Withdrawn], 3_000),
        ("onsite", State::Submitted, &[], 4_000),
        ("online", State::ConfirmationRefused, &[], 5_000),
        ("paying", State::AreaPassed, &[], 6_000),
    ];
    for (area, state, before, until) in rows {
        let mut registration = registration(area, state);
        before.iter().chain(&[Event::Abandoned { missed: state }]).for_each(|e| registration.apply(e, OPEN, ""));
        assert_eq!(registration.missed_deadline(&programme), Some(Moment(until)));
        for (name, command) in commands() {
            let refused = decide(&registration, &command, &late(&programme)).err();
            let closed = refused == Some(Refusal::WindowClosed { until: Moment(until) });
            assert_eq!(closed, THEIRS.contains(&name), "{state:?} {name}: {refused:?}");
        }
    }
}

/// Notice 000 (二)2(2): only who does not upload again in time gives up; waiting for an officer is nobody's fault.
#[test]
fn where_confirmation_is_online_nobody_lapses_by_waiting() {
    let programme = programme();
    let waiting = registration("online", State::Submitted);
    assert_eq!(waiting.deadline(&programme), None);
    assert_eq!(decide(&waiting, &Command::Abandon, &late(&programme)), Err(Refusal::NotLapsed));
    assert_eq!(registration("onsite", State::Submitted).deadline(&programme), Some(Moment(4_000)));
}

#[test]
fn an_online_confirmation_is_refused_only_while_it_can_be_mended() {
    let programme = programme();
    let waiting = registration("online", State::Submitted);
    let refuse = Command::RefuseOnline { reasons: vec!["看不清".into()] };
    let at = |now| decide(&waiting, &refuse, &facts(&programme, Moment(now), None));
    assert!(at(4_999).is_ok());
    assert_eq!(at(5_000), Err(Refusal::WindowClosed { until: Moment(5_000) }));
    assert!(decide(&waiting, &Command::ConfirmOnline, &late(&programme)).is_ok());
}

/// Notice 000 (二)2(3): 2023年考试未通过的考生.
#[test]
fn who_passed_last_year_is_no_history_candidate() {
    let programme = programme();
    let draft = registration("auto", State::Draft);
    let last = |scores: &[(&str, u32)]| History {
        area: "auto".into(),
        answers: BTreeMap::from([("unit".into(), "甲".into())]),
        scores: scores.iter().map(|(subject, points)| ((*subject).to_owned(), *points)).collect(),
        ..History::default()
    };
    for (scores, automatic) in [
        (vec![], true),
        (vec![("1", 59), ("2", 80)], true),
        (vec![("1", 60), ("2", 80)], false),
        (vec![("1", 60), ("2", 59), ("3", 60), ("4", 60)], true),
    ] {
        let history = last(&scores);
        let events = decide(&draft, &Command::Submit, &facts(&programme, OPEN, Some(&history))).unwrap_or_default();
        let confirmed = events.contains(&Event::Confirmed { by: ConfirmedBy::Automatic });
        assert_eq!(confirmed, automatic, "{scores:?}");
    }
}

#[test]
fn two_changes_of_area_keep_what_was_typed_before_the_first() {
    let programme = programme();
    let mut registration = registration("onsite", State::Draft);
    for area in ["auto", "paying"] {
        let events = decide(&registration, &Command::ChangeArea { area: area.into() }, &facts(&programme, OPEN, None));
        events.unwrap_or_default().iter().for_each(|event| registration.apply(event, OPEN, ""));
    }
    assert_eq!(registration.area, "paying");
    assert!(registration.answers.is_empty());
    assert_eq!(registration.former_answers.get("unit"), Some(&Answer::One("甲".into())));
}

#[test]
fn nobody_moves_to_an_area_whose_own_deadline_is_over() {
    let mut programme = programme();
    // All others confirm until 4 000.
    let early = programme.areas.iter_mut().filter(|area| area.code == "auto");
    early.for_each(|area| area.confirm = window(1_500));
    let after = |state, events: &[Event]| {
        let mut registration = registration("onsite", state);
        events.iter().for_each(|event| registration.apply(event, OPEN, ""));
        registration
    };
    let fresh = after(State::Draft, &[]);
    let withdrawn = after(State::Submitted, &[Event::Withdrawn]);
    let copy = after(State::Submitted, &[Event::ReplacementStarted]);
    let reopened = after(State::Confirmed, &[Event::Reopened { reason: "补正".into() }]);
    for (registration, to, now, closed) in [
        // Who has not submitted yet has the window of registration.
        (&fresh, "auto", 1_999, None),
        (&fresh, "auto", 2_000, Some(2_000)),
        (&withdrawn, "auto", 1_499, None),
        (&withdrawn, "auto", 1_500, Some(1_500)),
        (&withdrawn, "paying", 1_500, None),
        (&withdrawn, "onsite", 1_500, None),
        (&copy, "auto", 1_499, None),
        (&copy, "auto", 1_500, Some(1_500)),
        (&copy, "paying", 1_500, None),
        (&reopened, "auto", 9_000, None),
    ] {
        let command = Command::ChangeArea { area: to.into() };
        let refused = decide(registration, &command, &facts(&programme, Moment(now), None)).err();
        let expected = closed.map(|until| Refusal::WindowClosed { until: Moment(until) });
        assert_eq!(refused, expected, "{:?} {to} {now}", registration.state);
    }
}
