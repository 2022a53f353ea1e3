//! An exam that is chosen at the start, asks for the area in its form, and replaces what was submitted.

use super::bans;
use crate::app::{TestApp, browser::Browser};
use app::{
    api::{
        profile::LoadMe,
        programme::StartRegistration,
        registration::{
            CancelRegistration, ConfirmPhoto, KeepSubmitted, LoadCheck, LoadFill, LoadRegistration,
            ReplaceRegistration, WithdrawRegistration,
        },
    },
    desk::Result,
    domain::{
        ban::BanReason,
        calendar::Moment,
        refusal::{Refusal, Wrong},
        registration::State,
        text::Language,
    },
    error::Error,
    locales::words,
    view::NamedDifference,
};

pub const EXAM: &str = "physician-2024";

/// The pages with the answers of a physician of 北京东城.
pub const PAGES: [(&str, &[(&str, &str)]); 7] = [
    ("choice", &[]),
    (
        "basic",
        &[
            ("pinyin", "CHEN JING"),
            ("ethnicity", "01"),
            ("identity_kind", "none"),
            ("mobile", "13800000004"),
            ("address", "北京市东城区演示路4号"),
            ("postcode", "100010"),
        ],
    ),
    (
        "work",
        &[
            ("work_region", "11"),
            ("work_region", "11/1101"),
            ("work_region", "11/1101/110101"),
            ("unit", "CS110101001"),
            ("org_kind", "A"),
            ("org_kind", "A/A100"),
            ("affiliation", "50"),
            ("department", "内科"),
            ("on_post", "employed"),
            ("practice_state", "full_time"),
            ("practice_years", "2"),
            ("post", "230"),
            ("title", "9"),
        ],
    ),
    (
        "education",
        &[
            ("educations.0.edu_place", "mainland"),
            ("educations.0.edu_kind", "higher"),
            ("educations.0.school", "CSXX001"),
            ("educations.0.graduated", "2021-07"),
            ("educations.0.study_form", "full_time"),
            ("educations.0.edu_level", "21"),
            ("educations.0.degree", "4"),
            ("educations.0.major", "临床医学"),
            ("educations.0.years_of_study", "5"),
            ("educations.0.certificate", "100251202105000123"),
            ("educations.0.chosen", "yes"),
        ],
    ),
    ("training", &[]),
    ("certificates", &[]),
    ("submit_to", &[("area", "11"), ("site", "110101"), ("extra", "none")]),
];

/// The page about the work, with another department.
fn in_surgery() -> Vec<(&'static str, &'static str)> {
    let others = PAGES[2].1.iter().filter(|(name, _)| *name != "department");
    others.chain(&[("department", "外科")]).copied().collect()
}

pub async fn app() -> TestApp {
    let app = TestApp::new().await;
    app.set_clock("2024-01-25T09:00");
    app
}

pub async fn start(candidate: &Browser, specialty: &str) -> Result<i64> {
    let fields = [
        ("programme", EXAM),
        ("specialty", specialty),
        ("key", "start"),
        ("accept_notice", "true"),
        ("accept_promise", "true"),
    ];
    let (answer, page) = candidate.told::<StartRegistration>(&fields).await;
    answer.map(|()| page.location().rsplit('/').next().unwrap().parse().expect("sent to the registration"))
}

async fn filled(candidate: &Browser, specialty: &str) -> i64 {
    let id = start(candidate, specialty).await.unwrap();
    for (page, answers) in PAGES {
        let saved = candidate.save(id, page, answers).await;
        assert!(!saved.location().contains("check"), "{page}: {}", saved.location());
    }
    candidate.ask::<ConfirmPhoto>(&[("id", &id.to_string()), ("then", ""), ("key", "photo")]).await.unwrap();
    id
}

/// What is wrong on a page after these answers were saved over the good ones.
async fn wrong_after(candidate: &Browser, id: i64, page: &str, change: &[(&str, &str)]) -> Vec<Wrong> {
    let good = PAGES.iter().find(|(key, _)| *key == page).unwrap().1;
    let kept = good.iter().filter(|(name, _)| !change.iter().any(|(other, _)| other == name));
    let answers: Vec<_> = kept.chain(change).filter(|(_, value)| !value.is_empty()).copied().collect();
    candidate.save(id, page, &answers).await;
    candidate.ask::<LoadFill>(&[("id", &id.to_string()), ("page", page)]).await.unwrap().wrong
}

fn one(field: &str, refusal: Refusal) -> Vec<Wrong> {
    vec![Wrong::new(field, refusal)]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bad_input_is_refused_field_by_field() {
    let app = app().await;
    let candidate = app.sign_in("chenjing").await;
    let id = filled(&candidate, "130").await;
    let school = |field: &str| format!("educations.0.{field}");
    for (page, change, expected) in [
        // Two chosen educations, or none (notice 003, 第七步 一 1).
        ("education", vec![(school("chosen"), "")], one("educations", Refusal::ChooseOne)),
        ("education", vec![(school("graduated"), "2024-02")], one(&school("graduated"), Refusal::InTheFuture)),
        ("education", vec![(school("graduated"), "-")], one(&school("graduated"), Refusal::NotAMonth)),
        ("education", vec![(school("certificate"), "证书1")], one(&school("certificate"), Refusal::NotANumber)),
        ("education", vec![(school("school"), "没有的学校")], one(&school("school"), Refusal::UnitUnknown)),
        ("work", vec![("unit".into(), "没有的代码")], one("unit", Refusal::UnitUnknown)),
        ("work", vec![("unit".into(), "CS110102001")], one("unit", Refusal::UnitElsewhere)),
        ("work", vec![("on_post".into(), "retired")], one("on_post", Refusal::NotInList)),
        // 加试 is for 临床 (第十步 3), and this is 公共卫生.
        ("submit_to", vec![("extra".into(), "pediatrics")], one("extra", Refusal::ChoiceNotAllowed)),
        ("submit_to", vec![("site".into(), "310101")], one("site", Refusal::NotInList)),
    ] {
        let change: Vec<_> = change.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        assert_eq!(wrong_after(&candidate, id, page, &change).await, expected, "{page} {change:?}");
        assert_eq!(wrong_after(&candidate, id, page, &[]).await, [], "{page} is right again");
    }
    let second: Vec<(String, &str)> = PAGES[3].1.iter().map(|(name, v)| (name.replace(".0.", ".1."), *v)).collect();
    let second: Vec<_> = second.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    assert_eq!(wrong_after(&candidate, id, "education", &second).await, one("educations", Refusal::ChooseOne));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_no_page_can_hold_is_not_stored() {
    let app = app().await;
    let candidate = app.sign_in("chenjing").await;
    let id = filled(&candidate, "110").await;
    let many: Vec<String> = (0..500).map(|index| format!("educations.{index}.edu_kind")).collect();
    let many: Vec<_> = many.iter().map(|name| (name.as_str(), "higher")).collect();
    for (page, answers, refusal) in [
        ("education", many, Wrong::new("educations", Refusal::TooMany { max: 10 })),
        ("work", vec![("salary", "1")], Wrong::new("salary", Refusal::UnknownField)),
    ] {
        let refused = candidate.save(id, page, &answers).await;
        let refusal = serde_json::to_string(&Error::Refused(Refusal::Fields(vec![refusal]))).unwrap();
        let refusal: String = form_urlencoded::byte_serialize(refusal.as_bytes()).collect();
        assert!(refused.location().ends_with(&format!("refused={refusal}")), "{}", refused.location());
    }
    // What was chosen at the start is not asked again, whatever is sent.
    candidate.save(id, "choice", &[("specialty", "120")]).await;
    let specialty = candidate.registration(id).await.unwrap().specialty.unwrap();
    assert!(specialty.zh.starts_with("110 "), "{}", specialty.zh);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_banned_or_chooses_nothing_does_not_start() {
    let app = app().await;
    let candidate = app.sign_in("chenjing").await;
    let nothing = Error::Refused(Refusal::Fields(one("specialty", Refusal::SpecialtyUnknown)));
    assert_eq!(start(&candidate, "").await, Err(nothing.clone()));
    assert_eq!(start(&candidate, "999").await, Err(nothing));
    bans::set(&app.sign_in("centre").await, bans::CHENJING, &[]).await.unwrap();
    let until = Moment::parse_beijing("2025-03-01T00:00");
    let banned = Refusal::Banned { reason: BanReason::Banned, until };
    assert_eq!(start(&candidate, "110").await, Err(Error::Refused(banned.clone())));
    candidate.open(&format!("/programmes/{EXAM}")).await.refuses(&banned);
}

/// Notice 003, 第十一步 三.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_submitted_stays_valid_until_it_is_replaced() {
    let app = app().await;
    let candidate = app.sign_in("chenjing").await;
    let id = filled(&candidate, "110").await;
    let path = format!("/registrations/{id}/submit");
    candidate.open(&path).await.shows("可以重新报考").hides("仍可撤回修改");
    candidate.submit_form(id).await.unwrap();
    let (number, first) = (id.to_string(), candidate.form_code(id).await);
    let ask = [("id", number.as_str()), ("key", "k")];
    let refused = candidate.ask::<WithdrawRegistration>(&ask).await;
    assert_eq!(refused, Err(Error::Refused(Refusal::NoWithdrawing)));

    let l = Language::Chinese;
    candidate.ask::<ReplaceRegistration>(&ask).await.unwrap();
    let check = candidate.open(&path).await;
    check.shows(&words::registration_check_replacing(l, 1)).shows(&words::registration_check_replacing_same(l, 1));
    candidate.save(id, "work", &in_surgery()).await;
    let check = candidate.ask::<LoadCheck>(&[("id", &number)]).await.unwrap();
    let replaced = check.replaces.expect("a copy is filled");
    let differs = |d: &NamedDifference| [&d.label, &d.last_name, &d.now_name].map(|text| text.zh.clone());
    let differences: Vec<_> = replaced.differences.iter().map(differs).collect();
    assert_eq!((replaced.version, differences), (1, vec![["科室", "内科", "外科"].map(str::to_owned)]));
    let officer = app.sign_in("site-beijing").await;
    officer.open(&format!("/staff/registrations/{id}")).await.shows("内科").hides("外科");
    candidate.ask::<KeepSubmitted>(&[("id", &number), ("key", "keep")]).await.unwrap();
    assert_eq!(candidate.form_code(id).await, first, "left, the first counts on");

    candidate.ask::<ReplaceRegistration>(&[("id", &number), ("key", "again")]).await.unwrap();
    candidate.save(id, "work", &in_surgery()).await;
    candidate.submit_form(id).await.unwrap();
    officer.open(&format!("/staff/registrations/{id}")).await.shows("外科");
    app.set_clock("2024-02-22T09:00");
    let old = officer.confirm(id, &first).await;
    let changed = vec!["department".to_owned()];
    assert_eq!(old, Err(Error::Refused(Refusal::FormCodeOld { typed: 1, current: 2, changed })));
    officer.confirm(id, &candidate.form_code(id).await).await.unwrap();
    let view = candidate.ask::<LoadRegistration>(&[("id", &number)]).await.unwrap();
    assert_eq!((view.state, view.form_version), (State::Confirmed, 2));
    let events: Vec<_> = view.timeline.iter().map(|entry| entry.event.as_str()).collect();
    assert_eq!(events.iter().filter(|event| **event == "submitted").count(), 2, "both are in the timeline: {events:?}");
}

/// Notice 003, 第十一步 三: 报名结束后打印正确的《成功通知单》.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn once_the_window_is_over_every_screen_shows_what_was_submitted_last() {
    let app = app().await;
    let candidate = app.sign_in("chenjing").await;
    let id = filled(&candidate, "110").await;
    candidate.submit_form(id).await.unwrap();
    let (number, path) = (id.to_string(), format!("/registrations/{id}"));
    candidate.ask::<ReplaceRegistration>(&[("id", &number), ("key", "k")]).await.unwrap();
    candidate.save(id, "work", &in_surgery()).await;
    candidate.save(id, "submit_to", &[("area", "31"), ("site", "310101"), ("extra", "none")]).await;
    let next = words::registration_next_replace(Language::Chinese);
    candidate.open(&path).await.shows(next);
    for (now, replacing, department, deadline) in [
        ("2024-02-04T23:59", true, "外科", "2024-02-05T00:00"),
        ("2024-02-05T00:00", false, "内科", "2024-03-06T00:00"),
    ] {
        app.set_clock(now);
        let view = candidate.registration(id).await.unwrap();
        let can = (view.replacing, view.can_change, view.can_cancel);
        assert_eq!(can, (replacing, replacing, replacing), "{now}");
        let deadline = Moment::parse_beijing(deadline);
        assert_eq!(view.deadline, deadline, "{now}");
        let (area, site) = (view.area.unwrap(), view.site.unwrap());
        assert_eq!((area.code.as_str(), site.zh.contains("东城")), ("11", true), "{now}: {}", site.zh);
        let fill = candidate.ask::<LoadFill>(&[("id", &number), ("page", "work")]).await.unwrap();
        assert_eq!((fill.open, fill.answers["department"].one()), (replacing, department), "{now}");
        let card = candidate.ask::<LoadMe>(&[]).await.unwrap().registrations.remove(0);
        assert_eq!((card.area, card.deadline), (area.name, deadline), "{now}");
    }
    candidate.open(&path).await.hides(next);
    candidate.open(&format!("{path}/submit")).await.shows("内科").hides("外科");
    let late = Refusal::WindowClosed { until: Moment::parse_beijing("2024-02-05T00:00").unwrap() };
    assert_eq!(candidate.submit_form(id).await, Err(Error::Refused(late)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_chose_wrongly_gives_up_what_was_submitted_and_starts_anew() {
    let app = app().await;
    let candidate = app.sign_in("chenjing").await;
    let give_up =
        async |id: i64| candidate.ask::<CancelRegistration>(&[("id", &id.to_string()), ("key", "give-up")]).await;
    let first = filled(&candidate, "110").await;
    candidate.submit_form(first).await.unwrap();
    let code = candidate.form_code(first).await;
    let there = Error::Refused(Refusal::AlreadyRegistering { registration: first });
    assert_eq!(start(&candidate, "130").await, Err(there));
    give_up(first).await.unwrap();
    let view = candidate.registration(first).await.unwrap();
    assert_eq!((view.state, view.form_code, view.can_cancel), (State::Cancelled, None, false));

    let second = filled(&candidate, "130").await;
    candidate.submit_form(second).await.unwrap();
    app.set_clock("2024-02-05T00:00");
    let late = Refusal::WindowClosed { until: Moment::parse_beijing("2024-02-05T00:00").unwrap() };
    assert_eq!(give_up(second).await, Err(Error::Refused(late)));
    app.set_clock("2024-02-22T09:00");
    let officer = app.sign_in("site-beijing").await;
    let over = Error::Refused(Refusal::NotInState { state: State::Cancelled });
    assert_eq!(officer.confirm(first, &code).await, Err(over));
    officer.confirm(second, &candidate.form_code(second).await).await.unwrap();
}
