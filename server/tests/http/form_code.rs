//! The form code: only the newest print counts, and an old one is told from a wrong one.

use crate::app::TestApp;
use app::{
    domain::{
        refusal::{Refusal, Wrong},
        registration::State,
    },
    error::Error,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_print_is_refused_with_both_versions_and_the_changed_fields() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let old = candidate.form_code(id).await;
    candidate.withdraw(id).await.unwrap();
    candidate.save(id, "work", &[("department", "外科")]).await;
    candidate.submit_form(id).await.unwrap();
    let new = candidate.form_code(id).await;
    assert!(old != new && new.ends_with("-02"), "{old} {new}");

    let officer = app.sign_in("site-beijing").await;
    let refusal = Refusal::FormCodeOld { typed: 1, current: 2, changed: vec!["department".to_owned()] };
    assert_eq!(officer.confirm(id, &old).await, Err(Error::Refused(refusal.clone())));
    let record = officer.open(&format!("/staff/registrations/{id}")).await;
    let record = officer.submit(&record, "/confirm_on_site", &[("form_code", &old)]).await;
    record.refuses(&refusal);
    assert!(record.alerts().contains("所在科室"), "the changed field is not named:\n{}", record.alerts());
    assert_eq!(candidate.registration(id).await.unwrap().state, State::Submitted);

    officer.confirm(id, &new).await.unwrap();
    assert_eq!(candidate.registration(id).await.unwrap().state, State::Confirmed);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_is_read_however_it_is_typed() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let code = candidate.form_code(id).await;
    let full_width = |c: char| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xFEE0).unwrap() } else { c };
    let typed: String = code.to_lowercase().replace('-', " ").chars().map(full_width).collect();
    app.sign_in("site-beijing").await.confirm(id, &typed).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_of_no_print_or_of_another_candidate_is_wrong() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let other = app.sign_in("zhangwei").await;
    let others = other.start("health-2024", "11").await.unwrap();
    other.fill_all(others).await;
    other.submit_form(others).await.unwrap();
    let foreign = other.form_code(others).await;
    let own = candidate.form_code(id).await;
    let officer = app.sign_in("site-beijing").await;
    let empty = Refusal::Fields(vec![Wrong::new("form_code", Refusal::Missing)]);
    assert_eq!(officer.confirm(id, " ").await, Err(Error::Refused(empty)));
    for code in [foreign.as_str(), "22222-22222-01", &own[..12], "' or 1=1 --"] {
        assert_eq!(officer.confirm(id, code).await, Err(Error::Refused(Refusal::FormCodeWrong)), "{code}");
    }
    assert_eq!(candidate.registration(id).await.unwrap().state, State::Submitted);
}
