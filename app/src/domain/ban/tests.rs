//! Bans as tables: what may be typed, how a ban stands, and which of several counts.

use super::*;
use crate::domain::{person::IdType, refusal::Wrong};

fn at(text: &str) -> Moment {
    Moment::parse_beijing(text).unwrap_or_default()
}

fn now() -> Moment {
    at("2023-12-05T09:00")
}

fn ban(from: i64, until: Option<i64>) -> Ban {
    Ban {
        id: from,
        reason: BanReason::Banned,
        note: String::new(),
        from: Moment(from),
        until: until.map(Moment),
        set_by: 1,
        set_at: Moment(0),
        lifted: None,
    }
}

fn typed() -> NewBan {
    NewBan {
        name: " 王 小明".into(),
        id_type: "resident-card".into(),
        id_number: "110101 19960101 0019".into(),
        reason: "violation".into(),
        until: "2025-02-28".into(),
        note: " 处理决定\r\n第 7 号 ".into(),
        ..NewBan::default()
    }
}

#[test]
fn keys_are_read_back_and_equal_their_serde_form() {
    for reason in BanReason::ALL {
        assert_eq!(BanReason::from_key(reason.key()), Some(reason));
        assert_eq!(serde_json::to_value(reason).ok(), Some(reason.key().into()));
    }
    assert_eq!(BanReason::from_key("禁考"), None);
}

#[test]
fn a_good_ban_is_read_in_one_way() -> Result<(), Vec<Wrong>> {
    let read = check_ban(&typed(), now())?;
    assert_eq!((read.name.as_str(), read.id_number.as_str()), ("王小明", "110101199601010019"));
    assert_eq!((read.id_type, read.reason), (IdType::ResidentCard, BanReason::Violation));
    // From now on, to the end of the last day.
    assert_eq!((read.from, read.until), (now(), Some(at("2025-03-01T00:00"))));
    assert_eq!(read.note, "处理决定\n第 7 号");
    let text = format!("{read:?} {:?}", typed());
    assert!(!text.contains("19960101"), "{text}");

    for (from, until, for_life, expected) in [
        // Today is a last day still to come; a ban of one day is one.
        ("", "2023-12-05", "", (now(), Some(at("2023-12-06T00:00")))),
        ("2023-12-31", "2023-12-31", "", (at("2023-12-31T00:00"), Some(at("2024-01-01T00:00")))),
        ("2020-01-01", "", "true", (at("2020-01-01T00:00"), None)),
        ("２０２４－０１－０１", "", "on", (at("2024-01-01T00:00"), None)),
    ] {
        let read =
            check_ban(&NewBan { from: from.into(), until: until.into(), for_life: for_life.into(), ..typed() }, now())?;
        assert_eq!((read.from, read.until), expected, "{from} {until} {for_life}");
    }
    Ok(())
}

#[test]
fn bad_input_is_refused_field_by_field() {
    let years = Refusal::OutOfRange { min: 1900, max: 2099 };
    let id_type = IdType::ResidentCard;
    for (change, field, refusal) in [
        (NewBan { name: String::new(), ..typed() }, "name", Refusal::Missing),
        (NewBan { name: "王1".into(), ..typed() }, "name", Refusal::Character { character: "1".into() }),
        (NewBan { id_type: String::new(), ..typed() }, "id_type", Refusal::NotChosen),
        (NewBan { id_type: "card".into(), ..typed() }, "id_type", Refusal::NotInList),
        (NewBan { id_number: " ".into(), ..typed() }, "id_number", Refusal::Missing),
        (
            NewBan { id_number: "110101".into(), ..typed() },
            "id_number",
            Refusal::IdLength { id_type, expected: "18".into() },
        ),
        (NewBan { id_number: "110101199601010018".into(), ..typed() }, "id_number", Refusal::IdCheckDigit),
        // Nobody can sign up with it: born after the day on which it is typed.
        (NewBan { id_number: "110101202401010019".into(), ..typed() }, "id_number", Refusal::IdBirthDate),
        (NewBan { reason: String::new(), ..typed() }, "reason", Refusal::NotChosen),
        (NewBan { reason: "late".into(), ..typed() }, "reason", Refusal::NotInList),
        (NewBan { from: "2023/12/05".into(), ..typed() }, "from", Refusal::NotADate),
        (NewBan { from: "1023-12-05".into(), ..typed() }, "from", years.clone()),
        (NewBan { from: "2025-03-01".into(), ..typed() }, "until", Refusal::BanEndBeforeStart),
        (NewBan { until: String::new(), ..typed() }, "until", Refusal::BanEndMissing),
        (NewBan { until: "2025-02-29".into(), ..typed() }, "until", Refusal::NotADate),
        (NewBan { until: "2123-02-28".into(), ..typed() }, "until", years),
        (NewBan { until: "2023-12-04".into(), ..typed() }, "until", Refusal::BanEndPast),
        (NewBan { for_life: "true".into(), ..typed() }, "until", Refusal::BanEndTwice),
        (NewBan { note: "号".repeat(501), ..typed() }, "note", Refusal::TooLong { max: 500 }),
    ] {
        assert_eq!(check_ban(&change, now()), Err(vec![Wrong::new(field, refusal)]), "{field}");
    }
    let nothing = check_ban(&NewBan::default(), now()).err().unwrap_or_default();
    let fields: Vec<_> = nothing.iter().map(|wrong| wrong.field.as_str()).collect();
    assert_eq!(fields, ["name", "id_type", "id_number", "reason", "until"]);
}

#[test]
fn a_ban_stands_by_the_clock_and_is_lifted_once() {
    let lifted = Ban { lifted: Some((1, Moment(15))), ..ban(10, Some(20)) };
    for (ban, now, state) in [
        (ban(10, Some(20)), 9, BanState::ToCome),
        (ban(10, Some(20)), 10, BanState::InForce),
        (ban(10, Some(20)), 19, BanState::InForce),
        (ban(10, Some(20)), 20, BanState::Over),
        (ban(10, None), i64::MAX, BanState::InForce),
        (lifted.clone(), 12, BanState::Lifted),
        (lifted, 30, BanState::Lifted),
    ] {
        assert_eq!(ban.state(Moment(now)), state, "{ban:?} at {now}");
        let current = matches!(state, BanState::ToCome | BanState::InForce);
        let expected = if current { Ok(()) } else { Err(Refusal::BanOver) };
        assert_eq!(lift_ban(&ban, Moment(now)), expected, "{ban:?} at {now}");
    }
}

#[test]
fn of_several_bans_the_one_counts_that_ends_last() {
    let lifted = Ban { lifted: Some((1, Moment(5))), ..ban(0, None) };
    for (bans, expected) in [
        (vec![], None),
        (vec![ban(0, Some(9)), ban(11, None), lifted.clone()], None),
        (vec![ban(1, Some(30)), ban(2, Some(20))], Some(1)),
        (vec![ban(1, Some(30)), ban(2, Some(40)), lifted], Some(2)),
        (vec![ban(1, None), ban(2, Some(40))], Some(1)),
        // The longest has not begun yet.
        (vec![ban(1, Some(30)), ban(11, Some(40))], Some(1)),
    ] {
        assert_eq!(in_force(&bans, Moment(10)).map(|ban| ban.id), expected, "{bans:?}");
    }
}

#[test]
fn the_same_ban_is_not_needed_twice() -> Result<(), Vec<Wrong>> {
    let new = check_ban(&typed(), now())?;
    let there = Ban { reason: new.reason, until: new.until, ..ban(0, None) };
    assert!(new.repeats(&there, now()));
    for other in [
        Ban { reason: BanReason::Banned, ..there.clone() },
        Ban { until: None, ..there.clone() },
        Ban { lifted: Some((1, now())), ..there },
    ] {
        assert!(!new.repeats(&other, now()), "{other:?}");
    }
    Ok(())
}
