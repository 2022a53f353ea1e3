//! The register of units over HTTP: searching it, asking to add to it, deciding, and who sees the papers.

use crate::app::{TestApp, browser::Browser, page::Page, people::PASSWORD};
use app::{
    api::{
        profile::LoadInbox,
        unit::{DecideUnitRequest, LoadRequests, LoadStaffRequests, LoadStaffUnits, SearchUnits},
    },
    desk::Result,
    domain::{
        refusal::Refusal,
        unit::{MOST_OPEN, RequestState, UnitKind, UnitRequest},
    },
    error::Error,
};
use reqwest::multipart::{Form, Part};
use std::time::Duration;

const PAGE: &str = "/me/requests";
/// Where the requests of these tests lie.
const REGION: &str = "11/1101/110101";
const JPEG: &[u8] = include_bytes!("../../../end2end/photo.jpg");
const PDF: &[u8] = b"%PDF-1.7 a licence\n%%EOF";
/// Both papers.
const PAPERS: [(&str, &[u8]); 2] = [("business_licence", JPEG), ("practice_licence", PDF)];

/// Fills in the form, region chosen, chooses these papers and sends it.
async fn ask(candidate: &Browser, name: &str, code: &str, papers: &[(&'static str, &[u8])]) -> Page {
    let page = candidate.open(&format!("{PAGE}?region={REGION}")).await;
    let fields = page.form(PAGE).filled(&[("name", name), ("code", code)]);
    send(candidate, fields, papers).await
}

/// Sends what is in the form with these papers, and goes where that leads.
async fn send(candidate: &Browser, fields: Vec<(String, String)>, papers: &[(&'static str, &[u8])]) -> Page {
    let body = fields.into_iter().fold(Form::new(), |body, (name, value)| body.text(name, value));
    let body = papers
        .iter()
        .fold(body, |body, (input, bytes)| body.part(*input, Part::bytes(bytes.to_vec()).file_name("paper.jpg")));
    let answer = candidate.send(candidate.request("POST", PAGE).multipart(body)).await;
    candidate.follow(answer).await
}

async fn requests(candidate: &Browser) -> Vec<UnitRequest> {
    candidate.ask::<LoadRequests>(&[("region", "")]).await.unwrap().requests
}

async fn find(browser: &Browser, kind: &str, query: &str, region: &str) -> Result<Vec<String>> {
    let found = browser.ask::<SearchUnits>(&[("kind", kind), ("query", query), ("region", region)]).await?;
    Ok(found.into_iter().map(|unit| unit.name).collect())
}

async fn decide(officer: &Browser, id: i64, decision: &str, opinion: &str) -> Result<()> {
    let id = id.to_string();
    let fields = [("id", id.as_str()), ("key", ""), ("decision", decision), ("reason", opinion)];
    officer.ask::<DecideUnitRequest>(&fields).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_register_is_searched_in_every_way() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("wangfang").await;
    let dongcheng = "北京市东城区测试医院";
    for (query, region) in
        [("CS110101001", ""), ("cs110101", ""), ("东城区测试", ""), ("东城 医院", "11"), ("bjsdcq", ""), ("", REGION)]
    {
        let found = find(&candidate, "work", query, region).await.unwrap();
        assert!(found.iter().any(|name| name == dongcheng), "{query:?} in {region:?}: {found:?}");
    }
    assert_eq!(find(&candidate, "work", "测试医院", "31").await.unwrap().len(), 4);
    assert_eq!(find(&candidate, "work", "东城区测试", "31").await.unwrap(), [""; 0]);
    assert_eq!(find(&candidate, "work", "", "").await.unwrap(), [""; 0]);
    assert_eq!(find(&candidate, "school", "csykdx", "").await.unwrap(), ["测试医科大学"]);
    assert_eq!(find(&candidate, "house", "测试", "").await, Err(Error::NotFound));
    assert_eq!(find(&app.visitor(), "work", "测试", "").await, Err(Error::SignIn));

    let officer = app.sign_in("auditor").await;
    officer.open("/staff/units?query=CS110101001").await.shows(dongcheng);
    officer.open("/staff/units?query=nothing-like-it").await.hides(dongcheng);
    let refused = candidate.ask::<LoadStaffUnits>(&[]).await;
    assert_eq!(refused.map(drop), Err(Error::Forbidden));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_with_one_paper_is_refused_and_what_was_typed_comes_back() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("wangfang").await;
    let page = ask(&candidate, "东城区增补医院", "ZB-1", &PAPERS[..1]).await;
    page.refuses(&Refusal::PaperMissing).marks("practice_licence");
    let form = page.form(PAGE);
    assert_eq!((form.value("name"), form.value("code")), (Some("东城区增补医院"), Some("ZB-1")));
    let regions = form.filled(&[]).into_iter().filter(|(name, _)| name == "region").map(|(_, path)| path);
    assert_eq!(regions.collect::<Vec<_>>(), ["11", "11/1101", REGION]);
    assert!(requests(&candidate).await.is_empty());

    let wrong = ask(&candidate, "", "码", &[("business_licence", &b"MZ a program"[..]), PAPERS[1]]).await;
    wrong.refuses(&Refusal::Missing).refuses(&Refusal::NotAUnitCode);
    wrong.marks("name").marks("code").marks("business_licence");
    let licence = [JPEG.to_vec(), vec![b' '; 3 * 1024 * 1024]].concat();
    let large = ask(&candidate, "医院", "ZB-1", &[("business_licence", licence.as_slice()), PAPERS[1]]).await;
    large.refuses(&Refusal::FileTooLarge { max_kb: 2048 });
    let twice = [PAPERS[0], PAPERS[0], PAPERS[1]];
    ask(&candidate, "医院", "ZB-1", &twice).await.refuses(&Refusal::TooMany { max: 1 });
    let cut = [("business_licence", &JPEG[..JPEG.len() / 2]), ("practice_licence", &PDF[..PDF.len() - 5])];
    let page = ask(&candidate, "医院", "ZB-1", &cut).await;
    page.refuses(&Refusal::PictureBroken).marks("business_licence");
    page.refuses(&Refusal::DocumentBroken).marks("practice_licence");
    let empty = [("business_licence", &b""[..]), PAPERS[1]];
    ask(&candidate, "医院", "ZB-1", &empty).await.refuses(&Refusal::FileEmpty).marks("business_licence");

    let page = candidate.open(&format!("{PAGE}?region=11")).await;
    let fields = page.form(PAGE).filled(&[("name", "医院"), ("code", "ZB-1")]);
    send(&candidate, fields, &PAPERS).await.refuses(&Refusal::CascadeUnfinished).marks("region");
    assert!(requests(&candidate).await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_scripts_the_next_list_of_regions_keeps_what_was_typed() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("wangfang").await;
    let page = candidate.open(PAGE).await;
    assert!(page.form(PAGE).offered("region").contains(&"44".to_owned()));
    let next = candidate.open(&format!("{PAGE}?kind=school&name=Typed&code=ZB-1&region=44&region=11%2F1101")).await;
    let form = next.form(PAGE);
    assert_eq!((form.value("kind"), form.value("name")), (Some("school"), Some("Typed")));
    let offered = form.offered("region");
    assert!(offered.contains(&"44/4401".to_owned()), "{offered:?}");
    assert!(!offered.iter().any(|path| path.starts_with("11/")), "another province was chosen: {offered:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_approved_unit_can_be_chosen_at_once_and_the_candidate_hears_of_it() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("wangfang").await;
    let name = "东城区增补医院";
    assert!(find(&candidate, "work", name, "").await.unwrap().is_empty());
    let page = ask(&candidate, name, "zb-1", &PAPERS).await;
    page.shows(name).shows("待处理").shows("12月6日 17:30");
    let request = requests(&candidate).await.remove(0);
    assert_eq!((request.unit.code.as_str(), request.region_name.as_str()), ("ZB-1", "北京市东城区"));

    let officer = app.sign_in("area-beijing").await;
    officer.open("/staff").await.shows("增补申请");
    let page = officer.open("/staff/requests").await;
    page.shows(name).shows("王芳");
    let mut fields = page.form("/decide_unit_request").filled(&[("reason", "已核对")]);
    fields.push(("decision".to_owned(), "approve".to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = officer.post_from(&page, "/decide_unit_request", &fields).await;
    // What was decided stays, so that nothing else lies under the pointer.
    let decided = officer.follow(answer).await;
    decided.shows("已通过，已收入名录。").shows(name).hides("decide_unit_request");

    assert_eq!(find(&candidate, "work", "ZB-1", REGION).await.unwrap(), [name]);
    candidate.open(PAGE).await.shows("已通过").shows("已核对");
    let mut titles = Vec::new();
    for _ in 0..100 {
        let inbox = candidate.ask::<LoadInbox>(&[]).await.unwrap();
        titles = inbox.messages.into_iter().map(|message| message.title.zh).collect();
        if !titles.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(titles, ["增补申请已通过"]);
    // Whoever asks for the same again is led to the search.
    ask(&candidate, name, "ZB-1", &PAPERS).await.refuses(&Refusal::UnitExists { name: name.into() }).marks("code");
    assert_eq!(decide(&officer, request.id, "refuse", "反悔").await, Err(Error::Refused(Refusal::RequestDecided)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_approved_school_is_found_among_the_schools_and_no_word_but_the_two_decides() {
    let app = TestApp::new().await;
    let (candidate, officer) = (app.sign_in("wangfang").await, app.sign_in("area-beijing").await);
    let name = "东城区增补医学院";
    let page = candidate.open(&format!("{PAGE}?region={REGION}")).await;
    let fields = page.form(PAGE).filled(&[("kind", "school"), ("name", name), ("code", "xx-1")]);
    send(&candidate, fields, &PAPERS).await.shows("申请已提交").shows("学校");
    let request = requests(&candidate).await.remove(0);
    assert_eq!((request.unit.kind, request.unit.code.as_str()), (UnitKind::School, "XX-1"));

    officer.open("/staff/requests").await.shows(name).shows("学校");
    for word in ["", "maybe", "approved", "APPROVE"] {
        assert_eq!(decide(&officer, request.id, word, "可以").await, Err(Error::NotFound), "{word:?}");
    }
    assert_eq!(requests(&candidate).await[0].state, RequestState::Open);
    decide(&officer, request.id, "approve", "").await.unwrap();
    assert_eq!(find(&candidate, "school", "XX-1", REGION).await.unwrap(), [name]);
    assert_eq!(find(&candidate, "work", "XX-1", "").await.unwrap(), [""; 0]);
    candidate.open(PAGE).await.shows("填写教育经历时可以选择");
    officer.open("/staff/units?kind=school&query=XX-1").await.shows(name);
    // A unit may have the code that a school has.
    ask(&candidate, "东城区增补医院", "XX-1", &PAPERS).await.shows("待处理");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_is_asked_for_once_at_a_time() {
    let app = TestApp::new().await;
    let (candidate, other) = (app.sign_in("wangfang").await, app.sign_in("lina").await);
    let name = "东城区增补医院";
    ask(&candidate, name, "ZB-1", &PAPERS).await.shows("申请已提交");
    let again = ask(&candidate, "另一个名称", "zb-1", &PAPERS).await;
    again.refuses(&Refusal::UnitRequested { name: name.into() }).marks("code").shows("请等待处理结果");
    assert_eq!(requests(&candidate).await.len(), 1);
    // A school may have the same code, and somebody else may not know of this request.
    let page = candidate.open(&format!("{PAGE}?region={REGION}")).await;
    let fields = page.form(PAGE).filled(&[("kind", "school"), ("name", name), ("code", "ZB-1")]);
    send(&candidate, fields, &PAPERS).await.shows("申请已提交");
    ask(&other, name, "ZB-1", &PAPERS).await.shows("申请已提交");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_comes_from_a_page_is_led_back_to_it() {
    let app = TestApp::new().await;
    app.set_clock("2024-01-25T09:00");
    let candidate = app.sign_in("chenjing").await;
    let id = super::replacing::start(&candidate, "110").await.unwrap();
    let work = format!("/registrations/{id}/fill/work");
    let sought = candidate.open(&format!("{work}?find.unit=没有的医院")).await;
    let link = sought.links(PAGE).remove(0);
    let page = candidate.open(&link).await;
    assert_eq!(page.form(PAGE).value("name"), Some("没有的医院"), "what was sought is the name");
    assert!(page.links("/registrations/").contains(&work), "{:?}", page.links("/registrations/"));
    page.shows("营业执照（学校：办学许可证）");

    let region = candidate.open(&format!("{link}&region={REGION}")).await;
    let fields = region.form(PAGE).filled(&[("code", "ZB-1")]);
    let refused = send(&candidate, fields.clone(), &PAPERS[..1]).await;
    refused.refuses(&Refusal::PaperMissing);
    assert!(refused.links("/registrations/").contains(&work), "a refusal keeps the way back");
    let sent = send(&candidate, fields, &PAPERS).await;
    sent.shows("申请已提交");
    assert!(sent.links("/registrations/").contains(&work));

    let officer = app.sign_in("centre").await;
    let waiting = officer.ask::<LoadStaffRequests>(&[]).await.unwrap().open.remove(0);
    assert_eq!(waiting.pictures, [true, false], "a picture is shown, a PDF opened");
    decide(&officer, waiting.request.id, "approve", "").await.unwrap();
    let page = candidate.open(PAGE).await;
    assert!(page.links("/registrations/").contains(&work), "where the unit is needed");
    let elsewhere = candidate.open(&format!("{PAGE}?next=//evil.example")).await;
    assert!(elsewhere.links("//").is_empty() && elsewhere.links("/me").contains(&"/me".to_owned()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_request_shows_the_opinion_and_may_be_repeated() {
    let app = TestApp::new().await;
    let (candidate, officer) = (app.sign_in("wangfang").await, app.sign_in("centre").await);
    ask(&candidate, "东城区增补医院", "ZB-1", &PAPERS).await;
    let id = requests(&candidate).await[0].id;
    assert_eq!(decide(&officer, id, "refuse", " ").await, Err(Error::Refused(Refusal::ReasonMissing)));
    decide(&officer, id, "refuse", "许可证看不清，请重新拍照").await.unwrap();
    candidate.open(PAGE).await.shows("未通过").shows("许可证看不清，请重新拍照");
    assert!(find(&candidate, "work", "ZB-1", "").await.unwrap().is_empty());

    ask(&candidate, "东城区增补医院", "ZB-1", &PAPERS).await.shows("待处理");
    let both = requests(&candidate).await;
    assert_eq!(both.iter().map(|r| r.state).collect::<Vec<_>>(), [RequestState::Open, RequestState::Refused]);
    let listed = officer.ask::<LoadStaffRequests>(&[]).await.unwrap();
    assert_eq!((listed.open[0].request.id, listed.decided[0].request.id), (both[0].id, both[1].id));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_is_made_once_however_often_it_is_sent_and_only_a_few_are_open() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("wangfang").await;
    let page = candidate.open(&format!("{PAGE}?region={REGION}")).await;
    let fields = page.form(PAGE).filled(&[("name", "东城区增补医院"), ("code", "ZB-1")]);
    for _ in 0..2 {
        send(&candidate, fields.clone(), &PAPERS).await.shows("申请已提交");
    }
    assert_eq!(requests(&candidate).await.len(), 1);
    for code in ["ZB-2", "ZB-3"] {
        ask(&candidate, "东城区增补医院", code, &PAPERS).await;
    }
    let refused = ask(&candidate, "东城区增补医院", "ZB-4", &PAPERS).await;
    refused.refuses(&Refusal::RequestsOpen { max: MOST_OPEN });
    assert_eq!(requests(&candidate).await.len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_and_its_papers_are_the_candidates_and_their_offices_business() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("wangfang").await;
    ask(&candidate, "东城区增补医院", "ZB-1", &PAPERS).await;
    let request = requests(&candidate).await.remove(0);
    let papers = request.papers.map(|file| format!("/files/{file}"));
    assert_eq!(candidate.get(&papers[0]).await.header("content-type"), "image/jpeg");
    assert_eq!(candidate.get(&papers[1]).await.header("content-type"), "application/pdf");
    assert_eq!(decide(&candidate, request.id, "approve", "").await, Err(Error::Forbidden));
    for (username, sees, refused) in [
        ("lina", false, Error::NotFound),
        ("site-beijing", false, Error::Forbidden),
        ("area-shanghai", false, Error::Forbidden),
        ("auditor", true, Error::Forbidden),
    ] {
        let other = app.sign_in(username).await;
        for paper in &papers {
            assert_eq!(other.get(paper).await.status, if sees { 200 } else { 404 }, "{username}");
        }
        assert_eq!(decide(&other, request.id, "approve", "").await, Err(refused), "{username}");
    }
    assert_eq!(requests(&app.sign_in("lina").await).await, []);
    let elsewhere = app.sign_in("area-shanghai").await.ask::<LoadStaffRequests>(&[]).await.unwrap();
    assert!(elsewhere.open.is_empty());
    let site = app.sign_in("site-beijing").await.ask::<LoadStaffRequests>(&[]).await;
    assert_eq!(site.map(drop), Err(Error::Forbidden));
    assert_eq!(requests(&candidate).await[0].state, RequestState::Open);
    for username in ["area-beijing", "centre"] {
        let officer = app.sign_in(username).await;
        assert_eq!(officer.get(&papers[0]).await.status, 200, "{username}");
        assert!(officer.ask::<LoadStaffRequests>(&[]).await.unwrap().open[0].may_decide, "{username}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signed_out_meanwhile_a_request_comes_back_as_it_was_typed() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("wangfang").await;
    let page = candidate.open(&format!("{PAGE}?region={REGION}")).await;
    let fields = page.form(PAGE).filled(&[("name", "东城区增补医院"), ("code", "ZB-1")]);
    candidate.set_cookie("dengke", "expired");
    let login = send(&candidate, fields, &PAPERS).await;
    assert!(login.path.starts_with("/login?next="), "{}", login.path);
    let back = candidate.submit(&login, "/sign_in", &[("username", "wangfang"), ("password", PASSWORD)]).await;
    assert!(back.path.starts_with(PAGE), "{}", back.path);
    let form = back.form(PAGE);
    assert_eq!((form.value("name"), form.value("code")), (Some("东城区增补医院"), Some("ZB-1")));
}
