//! The conditions of entry (报名条件): reasons for the candidate and the officers, and no obstacle.

use crate::app::{TestApp, people::EXAM};
use app::{
    api::registration::LoadCheck,
    domain::{eligibility::Standing, registration::State},
};

/// The heading over conditions that are not met.
const UNMET: &str = "按填写的内容，暂不符合报名条件";

/// The heading over a way of which nothing is missing, where the offices have something to judge.
const JUDGED: &str = "按填写的内容，能核对的报名条件都符合";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_short_of_years_reads_by_how_much_and_can_submit() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    candidate.fill_all(id).await;
    // A bachelor needs one year since the first registration to become 护师; from March to December are ten months.
    candidate.save(id, "exam", &[("first_registered", "2023-03")]).await;
    let page = candidate.open(&format!("/registrations/{id}/submit")).await;
    page.shows(UNMET).shows("还差 2 个月").shows("大学本科毕业").shows("2023-03 起，到2023年12月31日共 10 个月");
    page.shows("不影响提交");
    let view = candidate.ask::<LoadCheck>(&[("id", &id.to_string())]).await.unwrap();
    let verdict = view.eligibility.expect("the specialty is chosen");
    let missing: Vec<usize> = verdict.ways.iter().map(|way| way.distance().0).collect();
    assert_eq!(verdict.standing, Standing::Unmet, "{verdict:#?}");
    assert!(missing.is_sorted() && missing.first() == Some(&1), "{verdict:#?}");
    let page = candidate.submit(&page, "/submit_registration", &[]).await;
    assert_eq!(page.path, format!("/registrations/{id}/confirmation"));
    assert_eq!(candidate.registration(id).await.unwrap().state, State::Submitted);
    let officer = app.sign_in("site-beijing").await;
    officer.open(&format!("/staff/registrations/{id}")).await.shows(UNMET).shows("还差 2 个月");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_lacks_nothing_reads_by_which_way_and_what_is_still_to_be_judged() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    let path = format!("/registrations/{id}/submit");
    candidate.open(&path).await.hides(JUDGED);
    candidate.fill_all(id).await;
    let page = candidate.open(&path).await;
    page.shows(JUDGED).shows("从“首次注册年月”起满 1 年").hides(UNMET);
    page.shows("（您填写：大学本科毕业）").shows("所学专业与报考专业对口或相近").shows("由考点、考区审核认定");
    candidate.submit_form(id).await.unwrap();
    let officer = app.sign_in("site-beijing").await;
    officer.open(&format!("/staff/registrations/{id}")).await.shows(JUDGED).shows("由考点、考区审核认定");
}
