//! What officers see around their decisions: nothing they wrote is lost, and the next registration is offered.

use crate::app::{TestApp, browser::Browser};
use app::{
    domain::{refusal::Refusal, registration::State, text::Language},
    locales::{sentence, words},
};

const CHINESE: Language = Language::Chinese;

/// The officer's page of a registration.
fn record(id: i64) -> String {
    format!("/staff/registrations/{id}")
}

/// A registration that the sites of 北京 have confirmed, and its candidate.
async fn confirmed(app: &TestApp, officer: &Browser) -> (Browser, i64) {
    let (candidate, id) = app.submitted().await;
    officer.confirm(id, &candidate.form_code(id).await).await.unwrap();
    (candidate, id)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_that_comes_too_late_says_so_and_gives_its_words_back() {
    let app = TestApp::new().await;
    let officer = app.sign_in("site-beijing").await;
    let (candidate, id) = confirmed(&app, &officer).await;
    let page = officer.open(&record(id)).await;
    officer.pass(id, "pass-site").await.unwrap();
    let photo = "照片不符合要求";
    let typed = [("reasons[]", photo), ("reason", "请重新上传 <b>白底</b> 照片")];
    let page = officer.submit(&page, "/refuse_registration", &typed).await;
    page.refuses(&Refusal::ChangedMeanwhile).shows(words::staff_lost(CHINESE));
    page.shows(photo).shows("请重新上传 <b>白底</b> 照片");
    assert_eq!(candidate.registration(id).await.unwrap().state, State::SitePassed);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_without_a_reason_leads_to_the_reasons_and_keeps_what_is_written() {
    let app = TestApp::new().await;
    let officer = app.sign_in("site-beijing").await;
    let (_, id) = confirmed(&app, &officer).await;
    let page = officer.open(&record(id)).await;
    let page = officer.submit(&page, "/refuse_registration", &[]).await;
    page.refuses(&Refusal::ReasonMissing).marks("reasons");
    page.hides(words::staff_lost(CHINESE));
    let page = officer.submit(&page, "/reopen_registration", &[("reopen", " ")]).await;
    page.refuses(&Refusal::ReasonMissing).marks("reopen");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_decision_the_next_of_the_same_queue_is_offered_until_none_is_left() {
    let app = TestApp::new().await;
    let officer = app.sign_in("site-beijing").await;
    let (_, first) = confirmed(&app, &officer).await;
    let other = app.sign_in("zhangwei").await;
    let second = other.start("health-2024", "11").await.unwrap();
    other.fill_all(second).await;
    other.submit_form(second).await.unwrap();
    officer.confirm(second, &other.form_code(second).await).await.unwrap();

    let page = officer.open(&record(first)).await;
    let page = officer.submit(&page, "/pass_registration", &[]).await;
    page.shows(words::staff_done_site_passed(CHINESE)).shows(words::staff_next(CHINESE));
    assert!(page.links("/staff/registrations/").contains(&record(second)), "{}", page.text());
    let page = officer.open(&record(second)).await;
    let page = officer.submit(&page, "/pass_registration", &[]).await;
    page.shows(words::staff_done_site_passed(CHINESE)).shows(words::staff_queue_done(CHINESE));

    // Once something else has happened, what was done is no news.
    app.sign_in("area-beijing").await.pass(second, "pass-area").await.unwrap();
    officer.open(&page.path).await.hides(words::staff_done_registered(CHINESE));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_confirms_reads_the_code_from_the_paper() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let code = candidate.form_code(id).await;
    let officer = app.sign_in("site-beijing").await;
    officer.open(&record(id)).await.hides(&code);
    app.sign_in("auditor").await.open(&record(id)).await.shows(&code);
    officer.confirm(id, &code).await.unwrap();
    officer.open(&record(id)).await.shows(&code);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_confirmed_may_go_on_with_the_review_and_hears_of_keys_only_while_they_do_something() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let code = candidate.form_code(id).await;
    let officer = app.sign_in("site-beijing").await;
    let page = officer.open(&record(id)).await;
    let page = officer.submit(&page, "/confirm_on_site", &[("form_code", &code)]).await;
    page.shows(words::staff_done_confirmed(CHINESE)).hides(words::staff_queue_done(CHINESE));
    page.shows(&words::staff_go_on(CHINESE, words::staff_review_site(CHINESE)));
    page.shows(words::staff_key_decide(CHINESE)).shows(words::staff_key_refuse(CHINESE));
    page.hides(words::staff_key_next(CHINESE));
    assert!(page.links("#").contains(&"#decide".to_owned()) && page.has_id("decide"), "no way to the decision");

    let page = officer.submit(&page, "/pass_registration", &[]).await;
    page.shows(words::staff_queue_done(CHINESE)).hides(words::staff_keys(CHINESE)).hides(words::staff_jump(CHINESE));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_print_is_told_as_soon_as_its_code_is_read_and_once() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let old = candidate.form_code(id).await;
    candidate.withdraw(id).await.unwrap();
    candidate.save(id, "work", &[("department", "外科")]).await;
    candidate.submit_form(id).await.unwrap();
    let refusal = Refusal::FormCodeOld { typed: 1, current: 2, changed: vec!["department".to_owned()] };
    let said = sentence(CHINESE, &refusal);

    let officer = app.sign_in("site-beijing").await;
    let found = officer.open(&format!("/staff/registrations?search={old}")).await;
    found.shows(&said);
    let links = found.links("/staff/registrations/");
    let page = officer.open(links.first().expect("the registration is found")).await;
    page.shows(&said);
    assert_eq!(page.form("/confirm_on_site").value("form_code"), Some(""), "an old code is not offered again");
    let page = officer.submit(&page, "/confirm_on_site", &[("form_code", &old)]).await;
    page.refuses(&refusal);
    assert_eq!(page.text().matches(&said).count(), 1, "{}", page.text());

    let new = candidate.form_code(id).await;
    let found = officer.open(&format!("/staff/registrations?search={new}")).await;
    let page = officer.open(&found.links("/staff/registrations/")[0]).await;
    found.hides(&said);
    page.hides(&said);
    assert_eq!(page.form("/confirm_on_site").value("form_code"), Some(new.as_str()));
}
