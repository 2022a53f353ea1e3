//! Submitting: nothing incomplete goes out, and one submission is one version however often it is sent.

use crate::app::{TestApp, people::EXAM};
use app::{
    api::registration::{ConfirmPhoto, LoadCheck, SubmitRegistration},
    domain::{refusal::Refusal, registration::State, text::Language},
    error::Error,
    locales::words,
    view::Offered,
};
use futures::future::join_all;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_incomplete_form_is_refused_with_a_link_to_each_field() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    candidate.fill_all(id).await;
    candidate.save(id, "work", &[("department", ""), ("practice_since", "2014-13")]).await;
    let page = candidate.open(&format!("/registrations/{id}/submit")).await;
    let page = candidate.submit(&page, "/submit_registration", &[]).await;
    assert!(page.path.starts_with(&format!("/registrations/{id}/submit?")), "{}", page.path);
    page.refuses(&Refusal::Missing).refuses(&Refusal::NotAMonth);
    for field in ["department", "practice_since"] {
        let ends = format!("#{field}");
        let links = page.links(&format!("/registrations/{id}/fill/work"));
        let link =
            links.iter().find(|link| link.ends_with(&ends)).unwrap_or_else(|| panic!("no link to {field}: {links:?}"));
        let there = candidate.open(link.split('#').next().unwrap()).await;
        there.marks(field);
    }
    let after = candidate.registration(id).await.unwrap();
    assert_eq!((after.state, after.form_version), (State::Draft, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_form_names_every_page() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    let refused = candidate.submit_form(id).await;
    let Err(Error::Refused(Refusal::PagesIncomplete(pages))) = refused else { panic!("{refused:?}") };
    let keys: Vec<&str> = pages.iter().map(|page| page.page.as_str()).collect();
    assert_eq!(keys, ["site", "basic", "contact", "exam", "education", "work"]);
    assert!(pages.iter().all(|page| !page.wrong.is_empty()));
    let page = candidate.open(&format!("/registrations/{id}/submit")).await;
    for key in keys {
        assert!(!page.links(&format!("/registrations/{id}/fill/{key}")).is_empty(), "no link to {key}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_page_offers_is_not_missing_but_waits_to_be_saved() {
    let app = TestApp::new().await;
    let (l, candidate) = (Language::Chinese, app.sign_in("lina").await);
    let id = candidate.start(EXAM, "11").await.unwrap();
    let check = async || candidate.ask::<LoadCheck>(&[("id", &id.to_string())]).await.unwrap();
    let found = check().await;
    let offers: Vec<_> = found.sections.iter().map(|s| (s.page.as_str(), s.offered, s.wrong.len())).collect();
    let last_year = |page| (page, Some(Offered::LastYear), 0);
    let contact = ("contact", Some(Offered::Known), 0);
    let own = ["exam", "education", "work"].map(last_year);
    assert_eq!(offers, [&[last_year("site"), last_year("basic"), contact][..], &own].concat());
    assert!(!found.can_submit, "an offer is no answer");

    let path = format!("/registrations/{id}/submit");
    let page = candidate.open(&path).await;
    page.shows(words::registration_offered_last_year(l)).shows("北京市东城区演示医院");
    let alert = page.alerts();
    // Six pages and the photo, and no field that is filled in already.
    assert!(alert.contains(&words::registration_problems(l, 7)), "{alert}");
    assert!(!alert.contains("单位名称"), "{alert}");
    let work = format!("/registrations/{id}/fill/work");
    assert_eq!(page.links(&work).first(), Some(&work), "the page is opened to be saved, not searched for faults");

    candidate.save(id, "work", &[]).await;
    assert_eq!(check().await.sections.last().map(|work| work.offered), Some(None), "saved, it is offered no more");
    candidate.save(id, "basic", &[("ethnicity", "")]).await;
    let basic = check().await.sections.remove(1);
    assert_eq!((basic.page.as_str(), basic.offered, basic.wrong.len()), ("basic", None, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_photo_that_was_not_confirmed_is_asked_for() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    candidate.ask::<ConfirmPhoto>(&[("id", "999"), ("then", ""), ("key", "x")]).await.unwrap_err();
    for (page, answers) in crate::app::people::ANSWERS {
        let education = [("education", "4")];
        candidate.save(id, page, if page == "education" { &education } else { answers }).await;
    }
    assert_eq!(candidate.submit_form(id).await, Err(Error::Refused(Refusal::PhotoNotConfirmed)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_submitting_the_page_of_the_area_says_why_it_stays() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let page = candidate.open(&format!("/registrations/{id}/area")).await;
    page.shows("现在不能修改考区").shows("可以先撤回修改");
    assert!(page.forms().iter().all(|form| !form.action.contains("change_area")), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_submit_in_parallel_makes_one_version() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    candidate.fill_all(id).await;
    let number = id.to_string();
    let send = |key: &'static str| {
        let (candidate, number) = (candidate.clone(), number.clone());
        async move { candidate.ask::<SubmitRegistration>(&[("id", &number), ("key", key)]).await }
    };
    // The same button twice, and the same page open in two tabs.
    let answers = join_all(["one", "one", "one", "other", "other", "other"].map(send)).await;
    let (first, second) = answers.split_at(3);
    assert!(first.iter().all(|answer| *answer == first[0]) && second.iter().all(|answer| *answer == second[0]));
    let refused = Err(Error::Refused(Refusal::NotInState { state: State::Submitted }));
    assert!((first[0].is_ok() && second[0] == refused) || (second[0].is_ok() && first[0] == refused), "{answers:?}");
    let after = candidate.registration(id).await.unwrap();
    assert_eq!((after.state, after.form_version), (State::Submitted, 1));
    assert_eq!(after.timeline.iter().filter(|entry| entry.event == "submitted").count(), 1);
    assert!(app.desk.verify_log().await.unwrap().is_sound());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_start_leads_to_the_first_registration() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    assert_eq!(candidate.start(EXAM, "11").await, Ok(id), "the same key");
    let other = candidate.start(EXAM, "31").await;
    assert_eq!(other, Err(Error::Refused(Refusal::AlreadyRegistering { registration: id })));
}
