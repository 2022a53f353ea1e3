//! WeChat: nobody starts without it, and one WeChat account belongs to one candidate.

use crate::app::{TestApp, browser::Browser, people::EXAM};
use app::{
    api::{
        profile::{LoadWechat, UnbindWechat},
        sandbox::LoadSandbox,
    },
    domain::refusal::Refusal,
    error::Error,
};

/// Asks for an authorisation, and grants it with this phone of the sandbox.
async fn bind(candidate: &Browser, nickname: &str) -> crate::app::page::Page {
    let asked = candidate.ask::<LoadWechat>(&[]).await.unwrap().authorize;
    let state = asked.strip_prefix("/sandbox?state=").expect("the sandbox grants in the demo");
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
async fn a_forged_or_foreign_authorisation_binds_nothing() {
    let app = TestApp::new().await;
    let (wangfang, lina) = (app.sign_in("wangfang").await, app.sign_in("lina").await);
    lina.ask::<UnbindWechat>(&[("key", "unbind")]).await.unwrap();
    let asked = lina.ask::<LoadWechat>(&[]).await.unwrap().authorize;
    let of_lina = asked.strip_prefix("/sandbox?state=").unwrap();
    let own = wangfang.ask::<LoadWechat>(&[]).await.unwrap().authorize;
    let own = own.strip_prefix("/sandbox?state=").unwrap();
    let good = code(&wangfang, "路人的微信").await;
    for (state, code) in [("forged", good.as_str()), (of_lina, good.as_str()), ("", ""), (own, "forged")] {
        let page = wangfang.open(&format!("/wechat/callback?state={state}&code={code}")).await;
        page.refuses(&Refusal::WechatExpired);
        assert_eq!(bound(&wangfang).await, None, "{state} {code}");
    }
}
