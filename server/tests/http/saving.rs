//! Saving a page: what was typed is never lost, and nobody overwrites what they have not seen.

use crate::app::{TestApp, people::EXAM};
use app::{
    api::{
        profile::{AddEducation, LoadEducation, LoadProfile, RemoveEducation, SaveContact},
        registration::LoadFill,
    },
    domain::{form::Answer, refusal::Refusal},
    error::Error,
    locales::{Language, words},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_tabs_on_one_page_the_second_is_told_and_loses_nothing() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    let path = format!("/registrations/{id}/fill/contact");
    let (first, second) = (candidate.open(&path).await, candidate.open(&path).await);
    let saved = candidate.submit(&first, &path, &[("mobile", "13800000004"), ("address", "甲地")]).await;
    assert_eq!(saved.path, format!("/registrations/{id}/fill/exam"));
    let told = candidate.submit(&second, &path, &[("mobile", "13800000004"), ("address", "乙地")]).await;
    assert!(told.path.starts_with(&path), "{}", told.path);
    told.refuses(&Refusal::PageChangedElsewhere);
    // Both are there: what this tab typed, and behind a link what the other one saved.
    assert_eq!(told.form(&path).value("address"), Some("乙地"));
    let listed = told.alerts();
    assert!(["通信地址", "甲地", "乙地"].iter().all(|words| listed.contains(words)), "{listed}");
    assert!(!listed.contains("手机号码"), "what does not differ is not listed: {listed}");
    let other = told.links(&path).into_iter().next().expect("a link to what was saved elsewhere");
    assert_eq!(candidate.open(&other).await.form(&path).value("address"), Some("甲地"));
    let stored = candidate.ask::<LoadFill>(&[("id", &id.to_string()), ("page", "contact")]).await.unwrap();
    assert_eq!(stored.answers.get("address"), Some(&Answer::One("甲地".to_owned())));
    // The candidate decides for this one.
    candidate.submit(&told, &path, &[]).await;
    let stored = candidate.ask::<LoadFill>(&[("id", &id.to_string()), ("page", "contact")]).await.unwrap();
    assert_eq!(stored.answers.get("address"), Some(&Answer::One("乙地".to_owned())));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_with_wrong_answers_is_stored_and_shown_again_with_what_is_wrong() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    let path = format!("/registrations/{id}/fill/contact");
    let page = candidate.open(&path).await;
    let page = candidate.submit(&page, &path, &[("mobile", "12345"), ("address", "甲地"), ("postcode", "1")]).await;
    page.refuses(&Refusal::NotAPhone).refuses(&Refusal::NotAPostcode).marks("mobile").marks("postcode");
    let form = page.form(&path);
    assert_eq!((form.value("mobile"), form.value("address")), (Some("12345"), Some("甲地")));
    let again = candidate.open(&path).await;
    assert_eq!(again.form(&path).value("mobile"), Some("12345"), "it was stored");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_without_answers_is_not_called_saved() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    let path = format!("/registrations/{id}/fill/work");
    let fill = async || candidate.ask::<LoadFill>(&[("id", &id.to_string()), ("page", "work")]).await.unwrap();
    candidate.save(id, "contact", &[("mobile", "13800000004")]).await;
    candidate.save(id, "work", &[]).await;
    assert_eq!((fill().await.base, fill().await.saved_at), (1, None), "it was sent without a word");
    candidate.open(&path).await.hides("已保存 ");
    candidate.save(id, "work", &[("department", "内科")]).await;
    assert!(fill().await.saved_at.is_some());
    candidate.open(&path).await.shows("已保存 ");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_id_that_expires_before_the_exam_is_warned_of_and_taken() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    candidate.fill_all(id).await;
    let warning = "但请在考试前更新";
    for (expiry, warned) in [("2023-12-01", true), ("2024-04-01", true), ("2034-04-01", false)] {
        candidate.save(id, "basic", &[("id_expiry", expiry)]).await;
        for screen in ["fill/basic", "submit"] {
            let page = candidate.open(&format!("/registrations/{id}/{screen}")).await;
            assert_eq!(page.text().contains(warning), warned, "{expiry} on {screen}: {}", page.text());
        }
    }
    candidate.save(id, "basic", &[("id_expiry", "2023-12-01")]).await;
    candidate.submit_form(id).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_field_that_the_page_does_not_have_is_refused_and_nothing_is_stored() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    let answer = candidate.save(id, "contact", &[("mobile", "13800000004"), ("state", "registered")]).await;
    assert!(answer.location().contains("unknown-field"), "{}", answer.location());
    let fill = candidate.ask::<LoadFill>(&[("id", &id.to_string()), ("page", "contact")]).await.unwrap();
    assert_eq!((fill.base, fill.saved_at), (0, None));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn locked_parts_of_the_identity_cannot_be_posted() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    candidate.save(id, "basic", &[("ethnicity", "01"), ("health", "1"), ("name", "别人")]).await;
    let page = candidate.open(&format!("/registrations/{id}/fill/basic")).await;
    page.shows("陈静").hides("别人");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signed_out_meanwhile_a_page_comes_back_as_it_was_typed() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    let path = format!("/registrations/{id}/fill/contact");
    let page = candidate.open(&path).await;
    candidate.set_cookie("dengke", "expired");
    let login = candidate.submit(&page, &path, &[("mobile", "13800000004"), ("address", "一路打到这里")]).await;
    assert!(login.path.starts_with("/login?next="), "{}", login.path);
    let form = [("username", "chenjing"), ("password", crate::app::people::PASSWORD)];
    let back = candidate.submit(&login, "/sign_in", &form).await;
    assert!(back.path.starts_with(&path), "{}", back.path);
    assert_eq!(back.form(&path).value("address"), Some("一路打到这里"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_tabs_on_the_profile_the_second_is_told_and_loses_nothing() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let (path, elsewhere) = ("/me/profile", words::profile_elsewhere(Language::Chinese));
    let (first, second) = (candidate.open(path).await, candidate.open(path).await);
    let saved = candidate.submit(&first, "/save_contact", &[("address", "甲地")]).await;
    saved.shows(words::common_saved(Language::Chinese)).hides(elsewhere);
    let told = candidate.submit(&second, "/save_contact", &[("address", "乙地")]).await;
    told.refuses(&Refusal::PageChangedElsewhere).shows(elsewhere).shows("甲地");
    assert_eq!(told.form("/save_contact").value("address"), Some("乙地"), "what was typed stays");
    let stored = async || candidate.ask::<LoadProfile>(&[]).await.unwrap().address;
    assert_eq!(stored().await, "甲地");
    // The candidate decides for this one.
    candidate.submit(&told, "/save_contact", &[]).await.hides(elsewhere);
    assert_eq!(stored().await, "乙地");

    // As the WebAssembly asks: the same again is answered as saved, something else is refused.
    for (address, answer) in [("乙地", Ok(2)), ("丙地", Err(Error::Refused(Refusal::PageChangedElsewhere)))] {
        let fields =
            [("phone", "13800000004"), ("address", address), ("postcode", "200001"), ("base", "0"), ("key", "x")];
        assert_eq!(candidate.ask::<SaveContact>(&fields).await, answer, "{address}");
    }
    assert_eq!(stored().await, "乙地");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_contact_data_are_refused_field_by_field() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let page = candidate.open("/me/profile").await;
    let typed = [("phone", "1"), ("address", "新址"), ("postcode", "2000")];
    let page = candidate.submit(&page, "/save_contact", &typed).await;
    page.refuses(&Refusal::NotAPhone).refuses(&Refusal::NotAPostcode).marks("phone").marks("postcode");
    assert_eq!(page.form("/save_contact").value("address"), Some("新址"));
    assert_eq!(candidate.ask::<LoadProfile>(&[]).await.unwrap().postcode, "200001");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_that_is_removed_twice_is_answered_as_the_first_time() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("lina").await;
    let records = async || candidate.ask::<LoadEducation>(&[]).await.unwrap().records;
    let page = candidate.open("/me/education").await;
    let gone = candidate.submit(&page, "/remove_education", &[]).await;
    assert_eq!(gone.path, "/me/education");
    assert_eq!(records().await.len(), 1);
    let again = candidate.submit(&page, "/remove_education", &[]).await;
    assert_eq!((again.path.as_str(), again.alerts()), ("/me/education", String::new()));
    assert_eq!(records().await.len(), 1, "no other record is removed");
    let unknown = candidate.ask::<RemoveEducation>(&[("id", "999"), ("key", "x")]).await;
    assert_eq!(unknown, Err(Error::NotFound));

    let wrong = [
        ("school", "首都医科大学"),
        ("major", ""),
        ("level", "nothing"),
        ("degree", "4"),
        ("graduated", "2024-01"),
        ("certificate", "1"),
        ("key", "x"),
    ];
    let refused = candidate.ask::<AddEducation>(&wrong).await;
    let Err(Error::Refused(Refusal::Fields(wrong))) = refused else { panic!("{refused:?}") };
    let fields: Vec<_> = wrong.iter().map(|wrong| (wrong.field.as_str(), &wrong.refusal)).collect();
    let expected = [("level", &Refusal::NotInList), ("major", &Refusal::Missing), ("graduated", &Refusal::InTheFuture)];
    assert_eq!(fields, expected);
}
