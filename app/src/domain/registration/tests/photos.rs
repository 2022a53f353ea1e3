//! The photo: confirmed once for each photo of the profile, and an officer's stays.

use super::*;

/// What confirming leads to, with this photo in the profile and a smaller copy of it.
fn confirm(registration: &Registration, profile: &str) -> Result<Vec<Event>, Refusal> {
    let programme = programme();
    let (photo, source) = (format!("small {profile}"), profile.to_owned());
    let facts = Facts { photo: Some(profile), ..facts(&programme, OPEN, None) };
    decide(registration, &Command::ConfirmPhoto { photo, source }, &facts)
}

fn confirmed(profile: &str) -> Event {
    Event::PhotoConfirmed { photo: format!("small {profile}"), source: profile.to_owned() }
}

fn replaced(profile: &str) -> Event {
    Event::PhotoReplaced { photo: "officer's".to_owned(), source: profile.to_owned() }
}

#[test]
fn only_another_photo_of_the_profile_is_confirmed_again() {
    for (happened, profile, expected) in [
        (vec![], "first", Some("first")),
        (vec![confirmed("first")], "first", None),
        (vec![confirmed("first")], "second", Some("second")),
        (vec![confirmed("first"), confirmed("second")], "second", None),
        // A tap on a page from before changes nothing; another photo is another wish.
        (vec![replaced("first")], "first", None),
        (vec![confirmed("first"), replaced("first")], "first", None),
        (vec![confirmed("first"), replaced("first")], "second", Some("second")),
        // From before the source was kept.
        (vec![Event::PhotoConfirmed { photo: "first".to_owned(), source: String::new() }], "first", None),
    ] {
        let mut draft = Registration { photo: None, ..registration("onsite", State::Draft) };
        happened.iter().for_each(|event| draft.apply(event, OPEN, ""));
        let expected: Vec<Event> = expected.map(confirmed).into_iter().collect();
        assert_eq!(confirm(&draft, profile), Ok(expected), "{happened:?} {profile}");
    }
}

#[test]
fn an_officer_replaces_what_the_profile_has_then() {
    let (programme, command) = (programme(), Command::ReplacePhoto { photo: "officer's".to_owned() });
    let decided = decide(&registration("onsite", State::Draft), &command, &facts(&programme, OPEN, None));
    assert_eq!(decided, Ok(vec![replaced("photo")]));
}

#[test]
fn a_copy_that_is_left_takes_its_photo_along() {
    let mut registration = registration("onsite", State::Submitted);
    for event in [Event::ReplacementStarted, confirmed("second"), Event::ReplacementDropped] {
        registration.apply(&event, OPEN, "");
    }
    assert_eq!(registration.photo.as_deref(), Some("photo"));
    assert!(registration.has_photo_of("photo") && !registration.has_photo_of("second"));
}

#[test]
fn events_from_before_the_source_was_kept_are_read() {
    let read = serde_json::from_str::<Event>(r#"{"event":"photo-confirmed","photo":"a"}"#).ok();
    assert_eq!(read, Some(Event::PhotoConfirmed { photo: "a".to_owned(), source: String::new() }));
    let written = read.and_then(|event| serde_json::to_string(&event).ok());
    assert_eq!(written.as_deref(), Some(r#"{"event":"photo-confirmed","photo":"a"}"#), "its hash stays");
}
