//! Who may do what at the officers' desk: nobody else, and no officer outside of their own area, site and role.

use crate::app::{TestApp, browser::Browser, people::PASSWORD};
use app::{
    api::{
        account::SignIn,
        staff::{
            ConfirmOnSite, LoadQueue, LoadStaff, LoadStaffRegistration, PassRegistration, RefuseRegistration,
            ReopenRegistration, RevealIdNumber,
        },
    },
    desk::Result,
    domain::{refusal::Refusal, registration::State, text::Language},
    error::Error,
    locales::{queue_word, state_word, words},
    view::Queue,
};
use server::config::{CreateOfficer, Storage};

/// Everything that the officers' screens can ask for, on this registration, with what came back.
async fn everything(browser: &Browser, id: i64, version: i64) -> Vec<(&'static str, Result<()>)> {
    let (id, version) = (id.to_string(), version.to_string());
    let with = |more: &[(&'static str, &'static str)]| {
        let own = [("id", id.as_str()), ("version", version.as_str()), ("key", "")];
        own.into_iter().chain(more.iter().copied()).collect::<Vec<_>>()
    };
    let (pass, refuse) = ([("decision", "pass-site")], [("decision", "refuse-review"), ("reason", "材料不全")]);
    vec![
        ("record", browser.ask::<LoadStaffRegistration>(&[("id", &id)]).await.map(drop)),
        ("id number", browser.ask::<RevealIdNumber>(&[("id", &id)]).await.map(drop)),
        ("confirm", browser.ask::<ConfirmOnSite>(&with(&[("form_code", "22222-22222-01")])).await),
        ("pass", browser.ask::<PassRegistration>(&with(&pass)).await),
        ("refuse", browser.ask::<RefuseRegistration>(&with(&refuse)).await),
        ("reopen", browser.ask::<ReopenRegistration>(&with(&[("reopen", "请修改")])).await),
    ]
}

/// The queue that an officer comes to who asks for none.
async fn next_work(officer: &Browser) -> Queue {
    officer.ask::<LoadQueue>(&[("state", ""), ("search", ""), ("page", "0")]).await.unwrap()
}

/// Nothing happened to it: the version counts every event.
async fn untouched(candidate: &Browser, id: i64, version: i64) {
    assert_eq!(candidate.registration(id).await.unwrap().version, version);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn visitors_and_candidates_get_nothing_of_the_desk() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let version = candidate.registration(id).await.unwrap().version;
    let visitor = app.visitor();
    for path in ["/staff".to_owned(), "/staff/registrations".to_owned(), format!("/staff/registrations/{id}")] {
        let page = visitor.get(&path).await;
        assert!((300..400).contains(&page.status) && page.location().starts_with("/login?next="), "{path}");
        let page = candidate.get(&path).await;
        assert_eq!(page.status, 403, "{path}");
        page.hides("data-key").hides("北京市东城区演示医院");
    }
    for (browser, error) in [(&visitor, Error::SignIn), (&candidate, Error::Forbidden)] {
        assert_eq!(browser.ask::<LoadStaff>(&[]).await.map(drop), Err(error.clone()));
        let queue = [("state", ""), ("search", ""), ("page", "0")];
        assert_eq!(browser.ask::<LoadQueue>(&queue).await.map(drop), Err(error.clone()));
        for (what, answer) in everything(browser, id, version).await {
            let hidden = answer == Err(error.clone()) || (error == Error::Forbidden && answer == Err(Error::NotFound));
            assert!(hidden, "{what}: {answer:?}");
        }
    }
    untouched(&candidate, id, version).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn officers_of_another_area_or_site_neither_see_nor_decide() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let version = candidate.registration(id).await.unwrap().version;
    let officer = CreateOfficer {
        storage: Storage { data: "".into(), database_url: String::new(), key: String::new(), programmes: None },
        username: "site-xicheng".to_owned(),
        name: "西城".to_owned(),
        role: "site".to_owned(),
        area: "11".to_owned(),
        site: "110102".to_owned(),
    };
    app.desk.create_officer(&officer, PASSWORD).await.unwrap();
    for username in ["site-shanghai", "area-shanghai", "site-xicheng"] {
        let officer = app.sign_in(username).await;
        let page = officer.get(&format!("/staff/registrations/{id}")).await;
        assert_eq!(page.status, 403, "{username}");
        page.hides("北京市东城区演示医院").hides("陈静");
        for (what, answer) in everything(&officer, id, version).await {
            assert_eq!(answer, Err(Error::Forbidden), "{username}: {what}");
        }
        for state in State::ALL {
            let found =
                officer.ask::<LoadQueue>(&[("state", state.key()), ("search", ""), ("page", "0")]).await.unwrap();
            assert!(found.rows.is_empty(), "{username} sees {state:?}");
        }
        let code = candidate.form_code(id).await;
        for search in ["陈静", code.as_str()] {
            let found = officer.ask::<LoadQueue>(&[("state", ""), ("search", search), ("page", "0")]).await.unwrap();
            assert!(found.rows.is_empty(), "{username} finds {search}");
        }
        let pdf = officer.get(&format!("/registrations/{id}/form.pdf")).await;
        assert!([403, 404].contains(&pdf.status), "{username}: {}", pdf.status);
        let live = officer.get(&format!("/live/registrations/{id}")).await;
        assert!([403, 404].contains(&live.status), "{username}: {}", live.status);
    }
    untouched(&candidate, id, version).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_role_takes_its_own_decisions_only() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let code = candidate.form_code(id).await;
    for username in ["centre", "auditor"] {
        let officer = app.sign_in(username).await;
        assert_eq!(officer.confirm(id, &code).await, Err(Error::Forbidden), "{username}");
    }
    let site = app.sign_in("site-beijing").await;
    assert_eq!(site.pass(id, "pass-site").await, Err(Error::Refused(Refusal::NotInState { state: State::Submitted })));
    site.confirm(id, &code).await.unwrap();
    site.pass(id, "pass-site").await.unwrap();
    let version = candidate.registration(id).await.unwrap().version;
    assert_eq!(site.pass(id, "pass-area").await, Err(Error::Forbidden));
    assert_eq!(
        site.refuse_seen(id, version, "不符").await,
        Err(Error::Forbidden),
        "the area's review is not the site's"
    );
    assert_eq!(app.sign_in("auditor").await.pass(id, "pass-area").await, Err(Error::Forbidden));
    untouched(&candidate, id, version).await;
    app.sign_in("area-beijing").await.pass(id, "pass-area").await.unwrap();
    assert_eq!(candidate.registration(id).await.unwrap().state, State::Registered);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decision_on_a_registration_that_changed_meanwhile_is_refused() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let code = candidate.form_code(id).await;
    let officer = app.sign_in("site-beijing").await;
    let record = officer.open(&format!("/staff/registrations/{id}")).await;
    let seen = officer.seen(id).await.unwrap();
    candidate.withdraw(id).await.unwrap();
    candidate.submit_form(id).await.unwrap();
    assert_eq!(officer.confirm_seen(id, seen, &code).await, Err(Error::Refused(Refusal::ChangedMeanwhile)));
    let record = officer.submit(&record, "/confirm_on_site", &[("form_code", &code)]).await;
    record.refuses(&Refusal::ChangedMeanwhile);
    assert_eq!(candidate.registration(id).await.unwrap().state, State::Submitted);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_is_its_candidates_own_affair() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start("health-2024", "11").await.unwrap();
    candidate.fill_all(id).await;
    for username in ["site-beijing", "area-beijing", "centre", "auditor"] {
        let officer = app.sign_in(username).await;
        assert_eq!(officer.get(&format!("/staff/registrations/{id}")).await.status, 403, "{username}");
        let found = officer.ask::<LoadQueue>(&[("state", "draft"), ("search", ""), ("page", "0")]).await.unwrap();
        assert!(found.rows.is_empty(), "{username}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn candidates_do_not_learn_of_the_registrations_of_others() {
    let app = TestApp::new().await;
    let (owner, id) = app.submitted().await;
    let photo = owner.registration(id).await.unwrap().photo.expect("a photo");
    let other = app.sign_in("zhangwei").await;
    let pages = [
        "",
        "/area",
        "/notice",
        "/fill/basic",
        "/photo",
        "/materials",
        "/submit",
        "/confirmation",
        "/review",
        "/payment",
        "/form.pdf",
    ];
    for page in pages {
        let there = other.get(&format!("/registrations/{id}{page}")).await;
        let nowhere = other.get(&format!("/registrations/999999{page}")).await;
        assert_eq!((there.status, nowhere.status), (404, 404), "{page}");
        there.hides("陈静");
    }
    assert_eq!(other.get(&photo).await.status, 404);
    assert_eq!(other.get(&format!("/live/registrations/{id}")).await.status, 404);
    assert_eq!(other.submit_form(id).await, Err(Error::NotFound));
    assert_eq!(other.withdraw(id).await, Err(Error::NotFound));
    assert!([404, 401].contains(&app.visitor().get(&photo).await.status));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_id_number_is_shown_only_after_it_is_on_record() {
    let app = TestApp::new().await;
    let (_, id) = app.submitted().await;
    let officer = app.sign_in("site-beijing").await;
    officer.open(&format!("/staff/registrations/{id}")).await.hides("31010119920823006");
    let looks = async || {
        let mut conn = app.desk.db().read().await.unwrap();
        let row = sqlx::query_scalar::<_, i64>("select count(*) from audit where registration = $1").bind(id);
        row.fetch_one(&mut *conn).await.unwrap()
    };
    assert_eq!(looks().await, 0);
    let (whose, number) = officer.ask::<RevealIdNumber>(&[("id", &id.to_string())]).await.unwrap();
    assert_eq!(whose, id);
    assert!(number.starts_with("31010119920823006"), "{number}");
    assert_eq!(looks().await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_office_keeps_its_own_queues_named_by_what_is_to_be_done() {
    const CHINESE: Language = Language::Chinese;
    let app = TestApp::new().await;
    let (site, area) = (app.sign_in("site-beijing").await, app.sign_in("area-beijing").await);
    let offices: [(&Browser, &[State]); 2] =
        [(&site, &[State::Submitted, State::Confirmed]), (&area, &[State::SitePassed])];
    for (officer, tasks) in offices {
        let queue = next_work(officer).await;
        assert_eq!(queue.filter.state, tasks.first().copied());
        assert_eq!(queue.counts.tasks, tasks.iter().map(|state| (*state, 0)).collect::<Vec<_>>());
        for path in ["/staff", "/staff/registrations"] {
            let page = officer.open(path).await;
            page.hides(state_word(CHINESE, State::Confirmed)).hides(state_word(CHINESE, State::SitePassed));
            for state in tasks {
                page.shows(queue_word(CHINESE, *state));
            }
        }
    }
    site.open("/staff/registrations").await.shows(words::staff_empty_submitted(CHINESE));

    let (candidate, id) = app.submitted().await;
    site.confirm(id, &candidate.form_code(id).await).await.unwrap();
    let queue = next_work(&site).await;
    assert_eq!((queue.filter.state, queue.rows.len()), (Some(State::Confirmed), 1));
    assert_eq!(queue.counts.tasks, [(State::Submitted, 0), (State::Confirmed, 1)]);
    assert_eq!(next_work(&area).await.counts.others, [(State::Confirmed, 1)]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn officers_who_open_a_candidates_page_come_to_their_own_page_of_it() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let record = format!("/staff/registrations/{id}");
    let officer = app.sign_in("site-beijing").await;
    for page in ["", "/fill/work", "/review"] {
        let path = format!("/registrations/{id}{page}");
        let answer = officer.get(&path).await;
        assert_eq!((answer.status, answer.location()), (303, record.as_str()), "{path}");
    }
    assert_eq!(candidate.get(&format!("/registrations/{id}")).await.status, 200);
    assert_eq!(officer.get(&format!("/registrations/{id}/form.pdf")).await.status, 200);

    let next = format!("/registrations/{id}");
    let typed = [("username", "site-beijing"), ("password", PASSWORD), ("next", next.as_str())];
    let (answer, page) = app.visitor().told::<SignIn>(&typed).await;
    assert_eq!((answer, page.location()), (Ok(()), record.as_str()));

    let page = officer.open(&record).await;
    page.shows(words::common_footer_staff(Language::Chinese)).hides(words::common_footer(Language::Chinese));
    page.shows(&format!("{} 北京考区各考点", words::common_name(Language::Chinese)));
}
