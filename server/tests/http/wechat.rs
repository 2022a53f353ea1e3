//! WeChat: nobody starts without it, and one WeChat account belongs to one candidate.

use super::sign_up::newcomer;
use crate::app::{TestApp, browser::Browser, people::EXAM};
use app::{
    api::{
        profile::{LoadWechat, UnbindWechat},
        sandbox::LoadSandbox,
    },
    domain::{refusal::Refusal, text::Language},
    error::Error,
    locales::words,
};

/// Asks for an authorisation with the button of the page; its number.
async fn ask(candidate: &Browser) -> String {
    let asked = candidate.post_form("/me/wechat", &[]).await;
    asked.location().strip_prefix("/sandbox?state=").expect("the sandbox grants in the demo").to_owned()
}

/// Asks for an authorisation, and grants it with this phone of the sandbox.
async fn bind(candidate: &Browser, nickname: &str) -> crate::app::page::Page {
    let state = ask(candidate).await;
    let code = code(candidate, nickname).await;
    candidate.open(&format!("/wechat/callback?state={state}&code={code}")).await
}

async fn code(candidate: &Browser, nickname: &str) -> String {
    let phones = candidate.ask::<LoadSandbox>(&[]).await.unwrap().phones;
    phones.into_iter().find(|phone| phone.nickname == nickname).expect("a phone of the sandbox").code
}

async fn bound(candidate: &Browser) -> Option<String> {
    candidate.ask::<LoadWechat>(&[]).await.unwrap().bound
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_wechat_nobody_starts_and_the_page_leads_to_binding() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    candidate.ask::<UnbindWechat>(&[("key", "unbind")]).await.unwrap();
    assert_eq!(candidate.start(EXAM, "11").await, Err(Error::Refused(Refusal::WechatUnbound)));
    let page = candidate.open("/programmes/health-2024").await;
    page.refuses(&Refusal::WechatUnbound);
    assert!(page.links("/me/wechat").len() == 1 && page.forms().iter().all(|form| !form.action.contains("start")));
    bind(&candidate, "路人的微信").await;
    assert!(candidate.start(EXAM, "11").await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wechat_and_records_are_urged_only_for_the_exams_that_need_them() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    candidate.ask::<UnbindWechat>(&[("key", "unbind")]).await.unwrap();
    let page = candidate.open("/me").await;
    page.shows("2024年度卫生专业技术资格考试要求绑定本人微信后才能报名").hides("目前可报的考试都不要求");
    // The physician exam is open, and the health exam is over.
    app.set_clock("2024-01-25T09:00");
    let page = candidate.open("/me").await;
    page.shows("目前可报的考试都不要求").shows("目前可报的考试都不从这里选用").hides("要求绑定本人微信后才能报名");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_unbinds_meanwhile_cannot_submit_and_is_led_to_binding() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    candidate.fill_all(id).await;
    candidate.ask::<UnbindWechat>(&[("key", "unbind")]).await.unwrap();
    assert_eq!(candidate.submit_form(id).await, Err(Error::Refused(Refusal::WechatUnbound)));
    let page = candidate.open(&format!("/registrations/{id}/submit")).await;
    page.refuses(&Refusal::WechatUnbound);
    assert_eq!(page.links("/me/wechat"), ["/me/wechat"]);
    bind(&candidate, "路人的微信").await;
    candidate.submit_form(id).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wechat_account_of_somebody_else_is_refused_and_stays_theirs() {
    let app = TestApp::new().await;
    let (wangfang, lina) = (app.sign_in("wangfang").await, app.sign_in("lina").await);
    let page = bind(&wangfang, "李娜的微信").await;
    page.refuses(&Refusal::WechatTaken);
    assert!(page.path.starts_with("/me/wechat?"), "{}", page.path);
    assert_eq!(bound(&wangfang).await, None);
    assert_eq!(bound(&lina).await.as_deref(), Some("李娜的微信"));
    bind(&wangfang, "王芳的微信").await;
    assert_eq!(bound(&wangfang).await.as_deref(), Some("王芳的微信"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_every_account_is_taken_the_sandbox_offers_a_new_one() {
    let app = TestApp::new().await;
    bind(&app.sign_in("wangfang").await, "王芳的微信").await;
    // Everybody of the demo has one now; the last with a name, and each spare one, goes to a newcomer.
    for (place, nickname) in ["路人的微信", "备用微信 6", "备用微信 7"].into_iter().enumerate() {
        let visitor = app.visitor();
        let (digits, username) = (format!("1101011996010100{place}"), format!("newcomer-{place}"));
        let mut form = newcomer("王小明", &digits);
        form.iter_mut().find(|(name, _)| *name == "username").expect("a field of the form").1 = username;
        let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = visitor.open("/register").await;
        assert_eq!(visitor.submit(&page, "/sign_up", &fields).await.path, "/me");
        bind(&visitor, nickname).await;
        assert_eq!(bound(&visitor).await.as_deref(), Some(nickname));
    }
    let sandbox = app.sign_in("lina").await.open("/sandbox").await;
    sandbox.shows("备用微信 8").shows(words::sandbox_set_clock_warning(Language::Chinese));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forged_or_foreign_authorisation_binds_nothing() {
    let app = TestApp::new().await;
    let (wangfang, lina) = (app.sign_in("wangfang").await, app.sign_in("lina").await);
    lina.ask::<UnbindWechat>(&[("key", "unbind")]).await.unwrap();
    let (of_lina, own) = (ask(&lina).await, ask(&wangfang).await);
    let good = code(&wangfang, "路人的微信").await;
    let (of_lina, own, good) = (of_lina.as_str(), own.as_str(), good.as_str());
    for (state, code) in [("forged", good), (of_lina, good), ("", ""), (own, "forged")] {
        let page = wangfang.open(&format!("/wechat/callback?state={state}&code={code}")).await;
        page.refuses(&Refusal::WechatExpired);
        assert_eq!(bound(&wangfang).await, None, "{state} {code}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn looking_at_the_page_writes_nothing_and_the_button_asks() {
    let app = TestApp::new().await;
    let (wangfang, lina) = (app.sign_in("wangfang").await, app.sign_in("lina").await);
    let database = rusqlite::Connection::open(app.data.path().join("dengke.sqlite")).unwrap();
    let sql = "select count(*) from wechat_authorization";
    let asked = || database.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let page = wangfang.open("/me/wechat").await;
    wangfang.open("/me/wechat").await;
    wangfang.ask::<LoadWechat>(&[]).await.unwrap();
    assert_eq!(asked(), 0);
    let sandbox = wangfang.submit(&page, "/me/wechat", &[]).await;
    assert!(sandbox.path.starts_with("/sandbox?state="), "{}", sandbox.path);
    assert_eq!(asked(), 1);
    // Whoever has bound an account, in another tab, is shown it.
    assert_eq!(lina.post_form("/me/wechat", &[]).await.location(), "/me/wechat");
    assert_eq!(app.visitor().post_form("/me/wechat", &[]).await.location(), "/login?next=%2Fme%2Fwechat");
    assert_eq!(app.sign_in("centre").await.post_form("/me/wechat", &[]).await.status, 403);
    assert_eq!(asked(), 1);
}
