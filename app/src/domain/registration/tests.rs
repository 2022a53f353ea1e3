//! The table of §5 as a test: every state, every command, and what comes of it.

mod officers;
mod photos;
mod replacing;
mod starting;
mod walks;
mod windows;

use super::*;
use crate::domain::calendar::Window;
use crate::domain::{
    ban::{Ban, BanReason},
    form::{Answer, Field, FieldType},
    history::History,
    programme::{Amendment, Area, Confirmation, MaterialKind, Payment, Site, Statement},
    refusal::Refusal,
    text::Text,
};

const OPEN: Moment = Moment(1_000);
const LATE: Moment = Moment(10_000);

fn window(until: i64) -> Window {
    Window { from: Moment(0), until: Moment(until) }
}

fn area(code: &str, confirmation: Confirmation, payment: Payment) -> Area {
    Area {
        code: code.into(),
        name: Text::chinese(code),
        confirmation,
        auto_confirm: code == "auto",
        payment,
        mobile_payment: true,
        confirm: window(4_000),
        reupload_until: Moment(5_000),
        pay: Some(window(6_000)),
        place: Text::default(),
    }
}

fn field(key: &str, kind: FieldType, compare: bool) -> Field {
    Field {
        key: key.into(),
        label: Text::chinese(key),
        kind,
        required: true,
        help: None,
        min: None,
        max: None,
        pattern: None,
        options: None,
        visible_when: None,
        required_when: None,
        category_field: None,
        level_field: None,
        identity: None,
        compare,
        future: false,
        years_since: None,
        not_before: None,
        locked: false,
        allow: Vec::new(),
        propose: None,
        provincial_when: None,
        warn_before: None,
        warn: Vec::new(),
        dash_when: None,
        region_field: None,
        area_field: None,
    }
}

fn programme() -> Programme {
    let fields = vec![field("site", FieldType::Site, true), field("unit", FieldType::Text, true)];
    let site = |area: &str| Site { code: format!("{area}-1"), area: area.into(), name: Text::chinese(area) };
    let areas = ["onsite", "auto", "online", "paying"];
    Programme {
        id: "tiny".into(),
        title: Text::chinese("小考"),
        form_title: None,
        form_name: None,
        form_stamped: true,
        submitted_title: None,
        summary: Text::default(),
        exam_dates: Vec::new(),
        cutoff: chrono::NaiveDate::default(),
        wechat_required: true,
        amendment: Amendment::Withdraw,
        reopen: true,
        pass_mark: 60,
        registration: window(2_000),
        amendment_window: window(3_000),
        photo: crate::domain::photo::PhotoRule::default(),
        areas: areas
            .iter()
            .map(|code| {
                let online = if *code == "online" { Confirmation::Online } else { Confirmation::Onsite };
                let pays = if *code == "paying" { Payment::Online } else { Payment::None };
                area(code, online, pays)
            })
            .collect(),
        sites: areas.iter().map(|code| site(code)).collect(),
        specialties: Vec::new(),
        pages: vec![Page { key: "work".into(), title: Text::default(), intro: None, fields, groups: Vec::new() }],
        dictionaries: BTreeMap::new(),
        materials: vec![MaterialKind {
            area: "online".into(),
            key: "id".into(),
            name: Text::chinese("证件"),
            min: 1,
            max: 2,
            accept: vec!["jpg".into()],
            max_kb: 100,
            hint: Text::default(),
            example: None,
        }],
        eligibility: None,
        statements: vec![Statement { key: "promise".into(), title: Text::default(), body: Text::default() }],
        reasons: Vec::new(),
        messages: BTreeMap::new(),
        fees: Vec::new(),
    }
}

fn code(_: &Registration, version: u32) -> FormCode {
    FormCode::from_mac(&[1; 16], version)
}

fn facts<'a>(programme: &'a Programme, now: Moment, history: Option<&'a History>) -> Facts<'a> {
    Facts {
        now,
        programme,
        photo: Some("photo"),
        wechat_bound: true,
        evidence: Evidence::default(),
        history,
        fee: 6_100,
        code: &code,
    }
}

fn answers(area: &str, unit: &str) -> Answers {
    let one = |text: &str| Answer::One(text.to_owned());
    Answers::from([("site".to_owned(), one(&format!("{area}-1"))), ("unit".to_owned(), one(unit))])
}

fn material() -> Material {
    let content_type = "image/jpeg".into();
    Material { file: "f".into(), kind: "id".into(), name: "id.jpg".into(), content_type, bytes: 10, at: OPEN }
}

/// A registration of `area` in `state`, complete, brought there by events.
fn registration(area: &str, state: State) -> Registration {
    let mut registration = Registration { id: 1, candidate: 7, ..Registration::default() };
    let submitted = |version| Event::Submitted {
        version,
        code: code(&Registration::default(), version),
        answers: answers(area, "甲"),
    };
    let confirmed = Event::Confirmed { by: ConfirmedBy::Onsite };
    let mut events = vec![
        Event::Started {
            programme: "tiny".into(),
            area: area.into(),
            accepted: vec!["promise".into()],
            answers: Answers::new(),
        },
        Event::PageSaved { page: "work".into(), answers: answers(area, "甲") },
        Event::PhotoConfirmed { photo: "photo".into(), source: String::new() },
    ];
    if area == "online" {
        events.extend([Event::MaterialAdded { material: material() }, Event::MaterialsFinished]);
    }
    events.extend(match state {
        State::Draft => vec![],
        State::Submitted => vec![submitted(1)],
        State::ConfirmationRefused => {
            vec![submitted(1), Event::ConfirmationRefused { reasons: vec!["看不清".into()] }, Event::MaterialsFinished]
        }
        State::Confirmed => vec![submitted(1), confirmed],
        State::SitePassed => vec![submitted(1), confirmed, Event::SitePassed],
        State::AreaPassed => vec![submitted(1), confirmed, Event::SitePassed, Event::AreaPassed],
        State::Registered => vec![submitted(1), confirmed, Event::SitePassed, Event::AreaPassed, Event::Registered],
        State::ReviewRefused => vec![
            submitted(1),
            confirmed,
            Event::ReviewRefused { level: ReviewLevel::Site, reasons: vec!["年限不够".into()] },
        ],
        State::Abandoned => vec![Event::Abandoned { missed: State::Draft }],
        State::Cancelled => vec![Event::Cancelled],
    });
    events.iter().for_each(|event| registration.apply(event, OPEN, "东城考点"));
    assert_eq!(registration.state, state);
    registration
}

fn commands() -> Vec<(&'static str, Command)> {
    let reasons = vec!["年限不够".to_owned()];
    vec![
        ("save", Command::SavePage { page: "work".into(), answers: answers("onsite", "乙"), base: 1 }),
        ("area", Command::ChangeArea { area: "auto".into() }),
        ("photo", Command::ConfirmPhoto { photo: String::new(), source: String::new() }),
        ("add", Command::AddMaterial { material: material() }),
        ("remove", Command::RemoveMaterial { file: "f".into() }),
        ("finish", Command::FinishMaterials),
        ("submit", Command::Submit),
        ("withdraw", Command::Withdraw),
        ("correct", Command::Replace),
        ("keep", Command::KeepSubmitted),
        ("cancel", Command::Cancel),
        ("pay", Command::Pay { order: "o".into(), amount: 6_100 }),
        ("replace", Command::ReplacePhoto { photo: "new".into() }),
        ("onsite", Command::ConfirmOnSite { form_code: code(&Registration::default(), 1).to_string() }),
        ("online", Command::ConfirmOnline),
        ("refuse-online", Command::RefuseOnline { reasons: reasons.clone() }),
        ("site", Command::PassSite),
        ("area-pass", Command::PassArea),
        ("refuse", Command::RefuseReview { reasons }),
        ("reopen", Command::Reopen { reason: "补正".into() }),
    ]
}

/// What a candidate may ask; all other commands are the officers'.
const THEIRS: [&str; 12] =
    ["save", "area", "photo", "add", "remove", "finish", "submit", "withdraw", "correct", "keep", "cancel", "pay"];

/// Which commands are possible in which state of an area; all others are refused with the state, and where it lapsed
/// with the window that the candidate missed.
#[test]
fn every_cell_of_the_table() {
    let onsite: [(State, &[&str]); 10] = [
        (State::Draft, &["save", "area", "photo", "submit", "cancel", "replace"]),
        (State::Submitted, &["withdraw", "onsite"]),
        (State::ConfirmationRefused, &["submit"]),
        (State::Confirmed, &["site", "refuse", "reopen"]),
        (State::SitePassed, &["area-pass", "refuse", "reopen"]),
        (State::AreaPassed, &["reopen"]),
        (State::Registered, &[]),
        (State::ReviewRefused, &["reopen"]),
        (State::Abandoned, &["reopen"]),
        (State::Cancelled, &["reopen"]),
    ];
    let online: [(State, &[&str]); 4] = [
        (State::Draft, &["save", "area", "photo", "add", "remove", "finish", "submit", "cancel", "replace"]),
        (State::Submitted, &["withdraw", "online", "refuse-online"]),
        (State::ConfirmationRefused, &["add", "remove", "finish", "submit"]),
        (State::Confirmed, &["site", "refuse", "reopen"]),
    ];
    let paying: [(State, &[&str]); 2] = [(State::AreaPassed, &["pay", "reopen"]), (State::Registered, &[])];
    let programme = programme();
    for (area, rows) in [("onsite", onsite.as_slice()), ("online", &online), ("paying", &paying)] {
        for (state, possible) in rows {
            let registration = registration(area, *state);
            for (name, command) in commands() {
                let decided = decide(&registration, &command, &facts(&programme, OPEN, None));
                assert_eq!(decided.is_ok(), possible.contains(&name), "{area} {state:?} {name}: {decided:?}");
                if let Err(refusal) = decided {
                    let elsewhere = matches!(
                        refusal,
                        Refusal::NoMaterialsHere
                            | Refusal::OtherConfirmation
                            | Refusal::NoPaymentHere
                            | Refusal::NoReplacing
                    );
                    let lapsed = *state == State::Abandoned && THEIRS.contains(&name);
                    let expected = match lapsed {
                        true => Refusal::WindowClosed { until: Moment(2_000) },
                        false => Refusal::NotInState { state: *state },
                    };
                    assert!(elsewhere || refusal == expected, "{state:?} {name}: {refusal:?}");
                    assert!(!(elsewhere && lapsed), "{name}: {refusal:?}");
                }
            }
        }
    }
}

#[test]
fn only_the_newest_print_is_confirmed() {
    let programme = programme();
    let mut registration = registration("onsite", State::Submitted);
    let changed = answers("onsite", "乙");
    for event in [
        Event::Withdrawn,
        Event::PageSaved { page: "work".into(), answers: changed.clone() },
        Event::Submitted { version: 2, code: code(&registration, 2), answers: changed },
    ] {
        registration.apply(&event, OPEN, "");
    }
    let confirm = |version: u32| Command::ConfirmOnSite { form_code: code(&registration, version).to_string() };
    let facts = facts(&programme, OPEN, None);
    assert_eq!(
        decide(&registration, &confirm(1), &facts),
        Err(Refusal::FormCodeOld { typed: 1, current: 2, changed: vec!["unit".into()] })
    );
    assert_eq!(decide(&registration, &confirm(3), &facts), Err(Refusal::FormCodeWrong));
    assert_eq!(decide(&registration, &confirm(2), &facts), Ok(vec![Event::Confirmed { by: ConfirmedBy::Onsite }]));
}

#[test]
fn two_tabs_do_not_overwrite_each_other() {
    let programme = programme();
    let registration = registration("onsite", State::Draft);
    let save = |unit: &str, base| Command::SavePage { page: "work".into(), answers: answers("onsite", unit), base };
    let facts = facts(&programme, OPEN, None);
    assert_eq!(decide(&registration, &save("乙", 0), &facts), Err(Refusal::PageChangedElsewhere));
    assert!(decide(&registration, &save("乙", 1), &facts).is_ok());
    assert_eq!(decide(&registration, &save("甲", 0), &facts), Ok(vec![]), "the same again changes nothing");
}

#[test]
fn deadlines_close_each_state() {
    let programme = programme();
    let reached = [
        (State::Draft, "onsite", 2_000),
        (State::Submitted, "onsite", 4_000),
        (State::ConfirmationRefused, "online", 5_000),
        (State::AreaPassed, "paying", 6_000),
    ];
    for (state, area, until) in reached {
        let registration = registration(area, state);
        let at = |now| decide(&registration, &Command::Abandon, &facts(&programme, Moment(now), None));
        assert_eq!(at(until - 1), Err(Refusal::NotLapsed), "{state:?}");
        assert_eq!(at(until), Ok(vec![Event::Abandoned { missed: state }]), "{state:?}");
    }
    let draft = registration("onsite", State::Draft);
    let late = decide(&draft, &Command::Submit, &facts(&programme, LATE, None));
    assert_eq!(late, Err(Refusal::WindowClosed { until: Moment(2_000) }));
}

/// Notice 000 (一)4(5), and what `/me/wechat` says of unbinding.
#[test]
fn nobody_submits_without_wechat_where_it_is_required() {
    let required = programme();
    let free = Programme { wechat_required: false, ..programme() };
    let refused = Some(Refusal::WechatUnbound);
    for (programme, bound, state, area, expected) in [
        (&required, true, State::Draft, "onsite", None),
        (&required, false, State::Draft, "onsite", refused.clone()),
        (&required, false, State::ConfirmationRefused, "online", refused),
        (&free, false, State::Draft, "onsite", None),
        (&free, false, State::ConfirmationRefused, "online", None),
    ] {
        let registration = registration(area, state);
        let facts = Facts { wechat_bound: bound, ..facts(programme, OPEN, None) };
        let refusal = decide(&registration, &Command::Submit, &facts).err();
        assert_eq!(refusal, expected, "{bound} {state:?}");
        // Materials may go on being prepared.
        assert!(area == "onsite" || decide(&registration, &Command::FinishMaterials, &facts).is_ok());
    }
}

#[test]
fn last_years_unchanged_candidates_are_confirmed_by_submitting() {
    let programme = programme();
    let last = |unit: &str| History {
        area: "auto".into(),
        answers: BTreeMap::from([("site".into(), "auto-1".into()), ("unit".into(), unit.into())]),
        ..History::default()
    };
    let draft = registration("auto", State::Draft);
    let submit = |history: &History| {
        let events = decide(&draft, &Command::Submit, &facts(&programme, OPEN, Some(history))).unwrap_or_default();
        events.last().cloned()
    };
    assert_eq!(submit(&last(" 甲 ")), Some(Event::Confirmed { by: ConfirmedBy::Automatic }));
    assert!(
        matches!(submit(&last("丙")), Some(Event::AutoConfirmationFailed { differences }) if differences.len() == 1)
    );
    let absent = History { absent: true, ..last("甲") };
    assert!(matches!(submit(&absent), Some(Event::Submitted { .. })));
}
