//! The page of a programme: what can be chosen, what stands in the way, and the way to one's own registration.

use super::{
    bans,
    replacing::{EXAM as PHYSICIAN, app as open_app},
};
use crate::app::{TestApp, page::Page, people::EXAM};
use app::domain::{ban::BanReason, calendar::Moment, refusal::Refusal};

/// The choices that are shown, by code.
fn shown(page: &Page) -> Vec<String> {
    let body = page.body();
    let items = body.split("<li").filter(|item| item.contains("name=\"specialty\"") && !item.starts_with(" hidden"));
    items.filter_map(|item| item.split("value=\"").nth(1)?.split('"').next().map(str::to_owned)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_scripts_the_choices_are_narrowed_by_asking_again() {
    let app = open_app().await;
    let candidate = app.sign_in("chenjing").await;
    let path = format!("/programmes/{PHYSICIAN}");
    assert_eq!(shown(&candidate.open(&path).await).len(), 25);
    for (query, expected) in [
        ("level=assistant&category=rural", vec!["250P"]),
        ("level=&category=dental&search=", vec!["120", "220"]),
        ("level=assistant&category=tcm&search=蒙", vec!["243", "443"]),
        ("search=没有这样的项目", vec![]),
    ] {
        assert_eq!(shown(&candidate.open(&format!("{path}?{query}")).await), expected, "{query}");
    }
    let page = candidate.open(&format!("{path}?level=assistant")).await;
    page.shows("助理").shows("开始新的报名");
    assert_eq!(page.form("#choose").action, format!("{path}#choose"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_that_is_left_to_choose_is_told_at_once() {
    let app = open_app().await;
    let candidate = app.sign_in("chenjing").await;
    let page = candidate.open(&format!("/programmes/{PHYSICIAN}")).await;
    let page = candidate.submit(&page, "/start_registration", &[]).await;
    page.refuses(&Refusal::SpecialtyUnknown).refuses(&Refusal::StatementNotAccepted);
    page.marks("specialty").marks("accept_notice").marks("accept_promise");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_mended_is_told_apart_from_what_can() {
    let app = TestApp::new().await;
    let path = format!("/programmes/{PHYSICIAN}");
    let from = Moment::parse_beijing("2024-01-22T00:00").unwrap();
    let candidate = app.sign_in("chenjing").await;
    let page = candidate.open(&path).await;
    page.shows("尚未开始报名").refuses(&Refusal::WindowNotOpen { from }).hides("请先完成");
    let page = app.sign_in("wangfang").await.open(&path).await;
    page.shows("尚未开始报名").shows("请先完成").refuses(&Refusal::PhotoMissing);
    app.visitor().open(&path).await.shows("尚未开始报名").shows("登录后才能报名");

    bans::set(&app.sign_in("centre").await, bans::CHENJING, &[]).await.unwrap();
    app.set_clock("2024-01-25T09:00");
    let banned = Refusal::Banned { reason: BanReason::Banned, until: Moment::parse_beijing("2025-03-01T00:00") };
    let page = candidate.open(&path).await;
    page.refuses(&banned).shows("现在不能报名这个考试").hides("请先完成").hides("尚未开始报名");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_registered_is_led_to_their_registration() {
    let app = TestApp::new().await;
    let draft = app.sign_in("zhangwei").await;
    let id = draft.start(EXAM, "11").await.unwrap();
    let (candidate, submitted) = app.submitted().await;
    for (candidate, id, says, hides) in
        [(&draft, id, "继续报名", "查看我的报名"), (&candidate, submitted, "查看我的报名", "继续报名")]
    {
        for path in ["/", "/programmes", "/programmes/health-2024"] {
            let page = candidate.open(path).await;
            page.shows(says).hides(hides).hides("查看并报名");
            assert!(page.links("/registrations/").contains(&format!("/registrations/{id}")), "{path}");
        }
    }
    app.visitor().open("/programmes").await.shows("查看并报名");
}
