//! Windows: before they open and after they close nothing can be started, saved or submitted.

use crate::app::{TestApp, people::EXAM};
use app::{
    domain::{calendar::Moment, refusal::Refusal, registration::State},
    error::Error,
};
use std::time::Duration;

fn moment(beijing: &str) -> Moment {
    Moment::parse_beijing(beijing).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_starts_before_the_window_opens() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    app.set_clock("2023-11-30T23:59");
    let refusal = Refusal::WindowNotOpen { from: moment("2023-12-01T00:00") };
    assert_eq!(candidate.start(EXAM, "11").await, Err(Error::Refused(refusal.clone())));
    candidate.open("/programmes/health-2024").await.refuses(&refusal);
    app.set_clock("2023-12-01T00:00");
    assert!(candidate.start(EXAM, "11").await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_starts_once_the_window_has_closed() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    app.set_clock("2023-12-15T00:00");
    let refusal = Refusal::WindowClosed { until: moment("2023-12-15T00:00") };
    assert_eq!(candidate.start(EXAM, "11").await, Err(Error::Refused(refusal.clone())));
    candidate.open("/programmes/health-2024").await.refuses(&refusal);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_not_submitted_in_time_is_abandoned_and_says_why() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    candidate.fill_all(id).await;
    app.set_clock("2023-12-15T00:00");
    let refused = candidate.submit_form(id).await;
    // Whether the job was faster or not, the candidate hears which window is over.
    let late = Err(Error::Refused(Refusal::WindowClosed { until: moment("2023-12-15T00:00") }));
    assert_eq!(refused, late);
    for _ in 0..100 {
        let missed = candidate.open("/me/inbox").await.text().contains("未在截止时间前提交报名信息");
        if missed && candidate.registration(id).await.unwrap().state == State::Abandoned {
            assert_eq!(candidate.submit_form(id).await, late);
            candidate.open(&format!("/registrations/{id}/submit")).await.shows("这份报名没有提交");
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("ten seconds after the deadline it is not abandoned, or nobody has said so");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_confirmed_after_the_area_has_closed() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let code = candidate.form_code(id).await;
    let officer = app.sign_in("site-beijing").await;
    let version = officer.seen(id).await.unwrap();
    app.set_clock("2023-12-22T00:00");
    let refused = officer.confirm_seen(id, version, &code).await;
    let late = Refusal::WindowClosed { until: moment("2023-12-22T00:00") };
    let refusals = [late, Refusal::ChangedMeanwhile, Refusal::NotInState { state: State::Abandoned }];
    assert!(refusals.map(|refusal| Err(Error::Refused(refusal))).contains(&refused), "{refused:?}");
}
