//! Live: whoever has the registration open hears of a decision within a second.

use crate::app::{TestApp, browser::Browser};
use futures::StreamExt;
use std::time::{Duration, Instant};
use tokio::time::timeout;

const A_SECOND: Duration = Duration::from_secs(1);

/// The next event of a stream.
async fn heard<S>(stream: &mut S) -> String
where
    S: futures::Stream<Item = reqwest::Result<Vec<u8>>> + Unpin,
{
    let mut text = String::new();
    while let Some(bytes) = stream.next().await {
        text.push_str(&String::from_utf8(bytes.unwrap()).unwrap());
        if let Some(data) = text.lines().find_map(|line| line.strip_prefix("data: ")).filter(|_| text.ends_with("\n\n"))
        {
            return data.to_owned();
        }
    }
    panic!("the stream ended: {text}")
}

async fn listen(browser: &Browser, id: i64) -> impl futures::Stream<Item = reqwest::Result<Vec<u8>>> + Unpin {
    let response = browser.request("GET", &format!("/live/registrations/{id}")).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(response.headers()["content-type"].to_str().unwrap().starts_with("text/event-stream"));
    response.bytes_stream().map(|bytes| bytes.map(|bytes| bytes.to_vec())).boxed()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_open_page_hears_of_a_decision_within_a_second() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let code = candidate.form_code(id).await;
    let officer = app.sign_in("site-beijing").await;
    let version = officer.seen(id).await.unwrap();
    let mut stream = listen(&candidate, id).await;
    officer.confirm_seen(id, version, &code).await.unwrap();
    let decided = Instant::now();
    let data = timeout(A_SECOND, heard(&mut stream)).await.expect("heard within a second");
    assert!(decided.elapsed() < A_SECOND);
    let now = candidate.registration(id).await.unwrap().version;
    assert_eq!(data, now.to_string());

    officer.pass(id, "pass-site").await.unwrap();
    let data = timeout(A_SECOND, heard(&mut stream)).await.expect("heard within a second");
    assert_eq!(data, (now + 1).to_string());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_hears_of_the_registrations_of_others() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let other = app.sign_in("zhangwei").await;
    let others = other.start("health-2024", "11").await.unwrap();
    let mut stream = listen(&other, others).await;
    candidate.withdraw(id).await.unwrap();
    assert!(timeout(A_SECOND, heard(&mut stream)).await.is_err(), "heard of somebody else's registration");
    assert_eq!(app.visitor().get(&format!("/live/registrations/{id}")).await.status, 401);
    assert_eq!(other.get(&format!("/live/registrations/{id}")).await.status, 404);
}
