//! Bans over HTTP: the centre sets and lifts them, nobody with such a number starts, everybody else is kept out.

use super::sign_up::newcomer;
use crate::app::{TestApp, browser::Browser, people::EXAM};
use app::{
    api::ban::{LiftBan, LoadStaffBans, SetBan},
    desk::Result,
    domain::{
        ban::BanReason,
        calendar::Moment,
        person::IdType,
        refusal::{Refusal, Wrong},
    },
    error::Error,
    view::{StaffBan, StaffBans},
};

const PAGE: &str = "/staff/bans";
/// The first 17 digits of the ID numbers of people of the demo, and of somebody who has not signed up.
pub const CHENJING: &str = "31010119920823006";
const LINA: &str = "11010119900307004";
const ZHANGWEI: &str = "11010219880512001";
const NEWCOMER: &str = "11010119960101001";

/// The whole number.
fn number(digits: &str) -> String {
    newcomer("", digits)[4].1.clone()
}

/// Bans the person with this number, some fields typed otherwise than for a ban up to the end of February 2025.
pub async fn set(officer: &Browser, digits: &str, otherwise: &[(&str, &str)]) -> Result<()> {
    let number = number(digits);
    let usual = [
        ("name", "王小明"),
        ("id_type", "resident-card"),
        ("id_number", number.as_str()),
        ("reason", "banned"),
        ("until", "2025-02-28"),
        ("note", "处理决定第 7 号"),
        ("key", ""),
    ];
    let kept = usual.iter().filter(|(name, _)| !otherwise.iter().any(|(other, _)| other == name));
    let fields: Vec<_> = kept.chain(otherwise).copied().collect();
    officer.ask::<SetBan>(&fields).await
}

async fn lift(officer: &Browser, id: i64) -> Result<()> {
    officer.ask::<LiftBan>(&[("id", &id.to_string()), ("key", "")]).await
}

async fn listed(officer: &Browser, query: &str) -> StaffBans {
    officer.ask::<LoadStaffBans>(&[("query", query)]).await.unwrap()
}

fn ids(bans: &[StaffBan]) -> Vec<i64> {
    bans.iter().map(|shown| shown.ban.id).collect()
}

/// The refusal of a ban that ends before this moment.
fn banned(reason: BanReason, until: &str) -> Refusal {
    Refusal::Banned { reason, until: Moment::parse_beijing(until) }
}

/// The page of the exam says so, and the start, sent directly, too.
async fn cannot_start(candidate: &Browser, refusal: &Refusal, day: &str) {
    candidate.open(&format!("/programmes/{EXAM}")).await.refuses(refusal).shows(day).shows("有疑问请联系所在考点");
    assert_eq!(candidate.start(EXAM, "11").await, Err(Error::Refused(refusal.clone())));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_banned_hears_why_and_until_when_and_does_not_start() {
    let app = TestApp::new().await;
    let centre = app.sign_in("centre").await;
    let usual: &[(&str, &str)] = &[];
    let for_life = [("until", ""), ("for_life", "true"), ("reason", "violation")];
    let violation = [("until", "2024-10-08"), ("reason", "violation")];
    for (username, digits, otherwise, refusal, day) in [
        ("chenjing", CHENJING, usual, banned(BanReason::Banned, "2025-03-01T00:00"), "2025年2月28日"),
        ("lina", LINA, &violation[..], banned(BanReason::Violation, "2024-10-09T00:00"), "2024年10月8日"),
        ("zhangwei", ZHANGWEI, &for_life[..], banned(BanReason::Violation, ""), "终身"),
    ] {
        let candidate = app.sign_in(username).await;
        candidate.open(&format!("/programmes/{EXAM}")).await.hides(day);
        set(&centre, digits, otherwise).await.unwrap();
        cannot_start(&candidate, &refusal, day).await;
    }
    // The list is the officers' affair: no candidate reads the note.
    app.sign_in("lina").await.open(&format!("/programmes/{EXAM}")).await.hides("第 7 号");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_that_signs_up_later_is_banned_already() {
    let app = TestApp::new().await;
    let centre = app.sign_in("centre").await;
    // As it is copied from a letter.
    let typed = format!(" {} {}", &NEWCOMER[..6], &number(NEWCOMER)[6..]);
    set(&centre, NEWCOMER, &[("id_number", &typed)]).await.unwrap();
    let visitor = app.visitor();
    let page = visitor.open("/register").await;
    let form = newcomer("王小明", NEWCOMER);
    let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(visitor.submit(&page, "/sign_up", &fields).await.path, "/me");
    cannot_start(&visitor, &banned(BanReason::Banned, "2025-03-01T00:00"), "2025年2月28日").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ban_that_is_over_lifted_or_to_come_does_not_count() {
    let app = TestApp::new().await;
    let (centre, candidate) = (app.sign_in("centre").await, app.sign_in("chenjing").await);
    set(&centre, CHENJING, &[("until", "2023-12-05")]).await.unwrap();
    set(&centre, CHENJING, &[("until", "2023-12-10"), ("reason", "violation")]).await.unwrap();
    set(&centre, CHENJING, &[("from", "2024-06-01")]).await.unwrap();
    // Of two in force the one that ends last.
    cannot_start(&candidate, &banned(BanReason::Violation, "2023-12-11T00:00"), "2023年12月10日").await;
    let [to_come, violation, short] = ids(&listed(&centre, "").await.current)[..] else { panic!("three bans") };
    lift(&centre, violation).await.unwrap();
    cannot_start(&candidate, &banned(BanReason::Banned, "2023-12-06T00:00"), "2023年12月5日").await;
    assert_eq!(lift(&centre, violation).await, Err(Error::Refused(Refusal::BanOver)));
    assert_eq!(lift(&centre, violation + 99).await, Err(Error::NotFound));

    app.set_clock("2023-12-06T00:00");
    let list = listed(&centre, "").await;
    assert_eq!((ids(&list.current), ids(&list.past)), (vec![to_come], vec![violation, short]));
    assert_eq!(list.past[0].lifted_by, "中心");
    assert_eq!(lift(&centre, short).await, Err(Error::Refused(Refusal::BanOver)));
    candidate.start(EXAM, "11").await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_centre_sets_and_lifts_without_scripts_and_each_is_on_record() {
    let app = TestApp::new().await;
    let centre = app.sign_in("centre").await;
    assert_eq!(centre.open("/staff").await.links(PAGE), [PAGE]);
    let (whole, page) = (number(CHENJING), centre.open(PAGE).await);
    let mut typed = vec![
        ("name", "陈静"),
        ("id_type", "resident-card"),
        ("id_number", whole.as_str()),
        ("reason", "violation"),
        ("until", "2023-12-04"),
    ];
    let back = centre.submit(&page, "/set_ban", &typed).await;
    back.refuses(&Refusal::BanEndPast).marks("until");
    let form = back.form("/set_ban");
    let kept = (form.value("name"), form.value("id_number"), form.value("reason"));
    assert_eq!(kept, (Some("陈静"), Some(whole.as_str()), Some("violation")));
    assert!(listed(&centre, "").await.current.is_empty());

    typed[4].1 = "2024-12-31";
    let page = centre.submit(&back, "/set_ban", &typed).await;
    page.shows("已列入名单").shows("陈静").shows("违纪").shows("2023年12月5日至2024年12月31日").shows("生效中");
    page.shows("3101••••••••••0063").hides(&whole);
    for query in [whole.as_str(), "陈"] {
        assert_eq!(listed(&centre, query).await.current.len(), 1, "{query}");
        centre.open(&format!("{PAGE}?query={query}")).await.shows("陈静");
    }
    assert!(listed(&centre, &number(LINA)).await.current.is_empty());
    centre.open(&format!("{PAGE}?query=李")).await.hides("陈静").shows("没有找到");

    let page = centre.submit(&page, "/lift_ban", &[]).await;
    page.shows("已解除。").shows("中心于2023年12月5日解除").hides("/lift_ban");
    app.sign_in("chenjing").await.start(EXAM, "11").await.unwrap();
    let mut conn = app.desk.db().read().await.unwrap();
    let acts = sqlx::query_scalar::<_, String>("select kind from audit order by id").fetch_all(&mut *conn).await;
    assert_eq!(acts.unwrap(), ["set-ban", "lift-ban"]);
    let sealed = sqlx::query_scalar::<_, String>("select id_number_sealed from ban").fetch_one(&mut *conn).await;
    assert!(!sealed.unwrap().contains(CHENJING));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_else_sets_or_lifts_and_only_the_auditor_reads() {
    let app = TestApp::new().await;
    let centre = app.sign_in("centre").await;
    set(&centre, CHENJING, &[]).await.unwrap();
    let id = listed(&centre, "").await.current[0].ban.id;
    for username in ["site-beijing", "area-beijing", "chenjing", "lina"] {
        let other = app.sign_in(username).await;
        let page = other.get(PAGE).await;
        assert_eq!(page.status, 403, "{username}");
        page.hides("王小明").hides("set_ban");
        assert_eq!(other.ask::<LoadStaffBans>(&[]).await.map(drop), Err(Error::Forbidden), "{username}");
        assert_eq!(set(&other, LINA, &[]).await, Err(Error::Forbidden), "{username}");
        for id in [id, id + 99] {
            assert_eq!(lift(&other, id).await, Err(Error::Forbidden), "{username}");
        }
    }
    for username in ["site-beijing", "area-beijing"] {
        assert_eq!(app.sign_in(username).await.open("/staff").await.links(PAGE), [""; 0], "{username}");
    }
    let visitor = app.visitor();
    assert!(visitor.get(PAGE).await.location().starts_with("/login?next="));
    assert_eq!(visitor.ask::<LoadStaffBans>(&[]).await.map(drop), Err(Error::SignIn));
    assert_eq!(set(&visitor, LINA, &[]).await, Err(Error::SignIn));
    assert_eq!(lift(&visitor, id).await, Err(Error::SignIn));

    let auditor = app.sign_in("auditor").await;
    assert_eq!(auditor.open("/staff").await.links(PAGE), [PAGE]);
    let page = auditor.open(PAGE).await;
    page.shows("王小明").hides("set_ban").hides("lift_ban").hides(&number(CHENJING));
    assert!(!listed(&auditor, "").await.may_set);
    assert_eq!(set(&auditor, LINA, &[]).await, Err(Error::Forbidden));
    assert_eq!(lift(&auditor, id).await, Err(Error::Forbidden));
    assert_eq!(ids(&listed(&centre, "").await.current), [id], "nothing has changed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bad_input_is_refused_field_by_field() {
    let app = TestApp::new().await;
    let centre = app.sign_in("centre").await;
    let (long, id_type) = ("号".repeat(501), IdType::ResidentCard);
    for (typed, field, refusal) in [
        (("name", ""), "name", Refusal::Missing),
        (("name", "王<b>"), "name", Refusal::Character { character: "<".into() }),
        (("id_type", ""), "id_type", Refusal::NotChosen),
        (("id_type", "card"), "id_type", Refusal::NotInList),
        (("id_number", ""), "id_number", Refusal::Missing),
        (("id_number", "1101"), "id_number", Refusal::IdLength { id_type, expected: "18".into() }),
        (("id_number", "310101199208230060"), "id_number", Refusal::IdCheckDigit),
        (("reason", ""), "reason", Refusal::NotChosen),
        (("reason", "' or 1=1 --"), "reason", Refusal::NotInList),
        (("from", "昨天"), "from", Refusal::NotADate),
        (("from", "2025-03-01"), "until", Refusal::BanEndBeforeStart),
        (("until", ""), "until", Refusal::BanEndMissing),
        (("until", "2025-2-28"), "until", Refusal::NotADate),
        (("until", "2023-12-04"), "until", Refusal::BanEndPast),
        (("for_life", "true"), "until", Refusal::BanEndTwice),
        (("note", long.as_str()), "note", Refusal::TooLong { max: 500 }),
    ] {
        let refused = set(&centre, CHENJING, &[typed]).await;
        let expected = Refusal::Fields(vec![Wrong::new(field, refusal)]);
        assert_eq!(refused, Err(Error::Refused(expected)), "{typed:?}");
    }
    assert!(listed(&centre, "").await.current.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ban_is_set_once_however_often_it_is_sent() {
    let app = TestApp::new().await;
    let centre = app.sign_in("centre").await;
    for _ in 0..2 {
        set(&centre, CHENJING, &[("key", "page")]).await.unwrap();
    }
    assert_eq!(listed(&centre, "").await.current.len(), 1);
    let again = set(&centre, CHENJING, &[("key", "another page")]).await;
    let exists = Refusal::Fields(vec![Wrong::new("id_number", Refusal::BanExists)]);
    assert_eq!(again, Err(Error::Refused(exists)));
    set(&centre, CHENJING, &[("key", "page"), ("reason", "violation")]).await.unwrap();
    let id = listed(&centre, "").await.current[0].ban.id;
    for _ in 0..2 {
        centre.ask::<LiftBan>(&[("id", &id.to_string()), ("key", "page")]).await.unwrap();
    }
    set(&centre, CHENJING, &[("key", "a third"), ("reason", "violation")]).await.unwrap();
    let list = listed(&centre, "").await;
    assert_eq!((list.current.len(), ids(&list.past)), (2, vec![id]));
}
