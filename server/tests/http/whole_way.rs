//! The main job from sign-up to 报名成功, by plain forms and links alone: nothing here needs a script.

use crate::{
    app::{
        TestApp,
        browser::Browser,
        page::Page,
        people::{ANSWERS, EXAM, PASSWORD},
        pictures::id_photo,
    },
    http::sign_up::newcomer,
    postgres,
};
use app::{
    domain::{form_code::FormCode, registration::State, text::Language},
    locales::state_word,
};
use std::{
    io::Write,
    process::{Command, Stdio},
};

/// What the way of one exam needs: what is chosen at the start, the answers page by page, and what they read like.
struct Way {
    programme: &'static str,
    chosen: &'static [(&'static str, &'static str)],
    statements: &'static [&'static str],
    pages: &'static [(&'static str, &'static [(&'static str, &'static str)])],
    said: &'static [&'static str],
}

const HEALTH: Way = Way {
    programme: EXAM,
    chosen: &[("area", "11")],
    statements: &["accept_notice", "accept_declaration", "accept_promise"],
    pages: &ANSWERS,
    said: &["北京市东城区演示医院", "东城考点"],
};

/// An exam of thirty lines, which exists in `tests/tiny` alone.
const TINY: Way = Way {
    programme: "tiny-2024",
    chosen: &[("area", "11")],
    statements: &["accept_promise"],
    pages: &[("all", &[("specialty", "T1"), ("site", "110101")])],
    said: &["小专业"],
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newcomer_registers_by_plain_forms_and_officers_confirm_and_review() {
    the_whole_way(&TestApp::new().await, &HEALTH).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_exam_of_thirty_lines_goes_the_same_way() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tiny");
    the_whole_way(&TestApp::with_programmes(&folder).await, &TINY).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_whole_way_is_the_same_on_postgresql() {
    match postgres::fresh_database().await {
        Some(url) => the_whole_way(&TestApp::on(&url).await, &HEALTH).await,
        None => eprintln!("no PostgreSQL here: not tested"),
    }
}

async fn the_whole_way(app: &TestApp, way: &Way) {
    let candidate = app.visitor();
    signs_up(&candidate).await;
    completes_the_profile(&candidate).await;
    binds_wechat(&candidate).await;
    let id = starts(&candidate, way).await;
    fills_every_page(&candidate, id, way).await;
    let code = submits(&candidate, id, way).await;
    prints(&candidate, id, &code, way).await;

    let site = officer(app, "site-beijing").await;
    let record = site.open(&format!("/staff/registrations/{id}")).await;
    record.shows("欧阳小雨").hides("11010119960101");
    let record = site.submit(&record, "/confirm_on_site", &[("form_code", &code.to_lowercase())]).await;
    stands(&record, State::Confirmed);
    let record = site.submit(&record, "/pass_registration", &[]).await;
    stands(&record, State::SitePassed);

    let area = officer(app, "area-beijing").await;
    let queue = area.open("/staff/registrations").await;
    let link =
        queue.links("/staff/registrations/").into_iter().find(|href| *href == format!("/staff/registrations/{id}"));
    let record = area.open(&link.expect("the next work is in the queue")).await;
    let record = area.submit(&record, "/pass_registration", &[]).await;
    stands(&record, State::Registered);

    let page = candidate.open(&format!("/registrations/{id}")).await;
    page.shows(state_word(Language::Chinese, State::Registered));
    assert!(page.attributes("data-registered").len() == 1, "no banner on {}", page.text());
    assert!(app.desk.verify_log().await.unwrap().is_sound());
}

async fn signs_up(candidate: &Browser) {
    let page = candidate.open("/register").await;
    let form = newcomer("欧阳小雨", "11010119960101007");
    let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = candidate.submit(&page, "/sign_up", &fields).await;
    assert_eq!(page.path, "/me");
    page.shows("欧阳小雨");
}

async fn completes_the_profile(candidate: &Browser) {
    let page = candidate.open("/me/profile").await;
    page.hides("11010119960101");
    let contact = [("phone", "13912345678"), ("address", "北京市东城区演示路9号"), ("postcode", "100010")];
    let page = candidate.submit(&page, "/save_contact", &contact).await;
    assert_eq!(page.form("/save_contact").value("address"), Some("北京市东城区演示路9号"));

    let page = candidate.open("/me/photo").await;
    let page = candidate.upload(&page, "/me/photo", "photo", "photo.jpg", id_photo()).await;
    let photo =
        candidate.get(page.attributes("src").iter().find(|src| src.starts_with("/files/")).expect("the photo")).await;
    assert_eq!((photo.status, photo.header("content-type")), (200, "image/jpeg"));

    let page = candidate.open("/me/education").await;
    let record = [
        ("school", "首都医科大学"),
        ("major", "护理学"),
        ("level", "21"),
        ("degree", "4"),
        ("graduated", "2016-07"),
        ("certificate", "100252016050009"),
    ];
    candidate.submit(&page, "/add_education", &record).await.shows("首都医科大学");
}

async fn binds_wechat(candidate: &Browser) {
    let page = candidate.open("/me/wechat").await;
    let phones = candidate.submit(&page, "/me/wechat", &[]).await;
    let grants = phones.links("/wechat/callback");
    let page = candidate.open(grants.last().expect("a phone that nobody has bound")).await;
    assert_eq!(page.attributes("data-wechat-bound").len(), 1, "{}", page.text());
}

async fn starts(candidate: &Browser, way: &Way) -> i64 {
    let page = candidate.open("/").await;
    let page = candidate.open(&page.links(&format!("/programmes/{}", way.programme))[0]).await;
    let ticks: Vec<_> = way.statements.iter().map(|statement| (*statement, "true")).collect();
    let page = candidate.submit(&page, "/start_registration", &[way.chosen, &ticks[..]].concat()).await;
    page.path.strip_prefix("/registrations/").expect("sent to the registration").parse().unwrap()
}

/// Each page leads to the next one, and the last to the photo.
async fn fills_every_page(candidate: &Browser, id: i64, way: &Way) {
    let mut page = candidate.open(&format!("/registrations/{id}/fill/{}", way.pages[0].0)).await;
    for (key, answers) in way.pages {
        assert_eq!(page.path, format!("/registrations/{id}/fill/{key}"));
        let offered = page.form(&page.path).offered("education");
        let own = [("education", offered.first().map_or("", String::as_str))];
        let answers = if *key == "education" { &own[..] } else { answers };
        page = candidate.submit(&page, &page.path, answers).await;
    }
    assert_eq!(page.path, format!("/registrations/{id}/photo"));
    let page = candidate.submit(&page, "/confirm_photo", &[]).await;
    assert_eq!(page.path, format!("/registrations/{id}/submit"));
}

async fn submits(candidate: &Browser, id: i64, way: &Way) -> String {
    let page = candidate.open(&format!("/registrations/{id}/submit")).await;
    for said in way.said {
        page.shows(said);
    }
    let page = candidate.submit(&page, "/submit_registration", &[]).await;
    assert_eq!(page.path, format!("/registrations/{id}/confirmation"));
    let text = page.text();
    let foreign = |c: char| !c.is_ascii_alphanumeric() && c != '-';
    text.split(foreign).find(|word| FormCode::read(word).is_some()).expect("the form code is shown").to_owned()
}

async fn prints(candidate: &Browser, id: i64, code: &str, way: &Way) {
    let pdf = candidate.get(&format!("/registrations/{id}/form.pdf")).await;
    assert_eq!((pdf.status, pdf.header("content-type")), (200, "application/pdf"));
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    let reader = Command::new("pdftotext").args(["-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    // Not every machine can read it back.
    let Ok(mut reader) = reader else { return };
    reader.stdin.take().unwrap().write_all(&pdf.bytes).unwrap();
    let text = String::from_utf8(reader.wait_with_output().unwrap().stdout).unwrap();
    for printed in ["欧阳小雨", code, way.said[0], "报名申请表"] {
        assert!(text.contains(printed), "the print does not show {printed}:\n{text}");
    }
}

async fn officer(app: &TestApp, username: &str) -> Browser {
    let officer = app.visitor();
    let page = officer.open("/staff").await;
    assert!(page.path.starts_with("/login?next="), "{}", page.path);
    let form = [("username", username), ("password", PASSWORD)];
    let page = officer.submit(&page, "/sign_in", &form).await;
    assert_eq!(page.path, "/staff");
    officer
}

#[track_caller]
fn stands(record: &Page, state: State) {
    assert_eq!(record.attributes("data-state").first().map(String::as_str), Some(state.key()), "{}", record.text());
}
