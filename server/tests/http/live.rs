//! Live: whoever has the registration open hears of a decision within a second.

use crate::{
    app::{
        TestApp,
        browser::Browser,
        people::{EXAM, PASSWORD},
        process::{Process, demo_data},
    },
    postgres::fresh_database,
};
use app::live::{BEAT, BEATS_EVERY};
use futures::StreamExt;
use sqlx::{Connection, Executor, PgConnection};
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

/// Waits for the first event, which says the version as it is now.
async fn connected<S>(stream: &mut S) -> i64
where
    S: futures::Stream<Item = reqwest::Result<Vec<u8>>> + Unpin,
{
    timeout(A_SECOND, heard(stream)).await.expect("the version is told at once").parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_open_page_hears_of_a_decision_within_a_second() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let code = candidate.form_code(id).await;
    let officer = app.sign_in("site-beijing").await;
    let version = officer.seen(id).await.unwrap();
    let mut stream = listen(&candidate, id).await;
    assert_eq!(connected(&mut stream).await, version);
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
async fn a_page_that_hears_no_news_hears_that_it_would() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    let mut stream = listen(&candidate, id).await;
    connected(&mut stream).await;
    let beat = timeout(BEATS_EVERY + A_SECOND * 5, stream.next()).await.expect("it is not silent for longer");
    assert_eq!(String::from_utf8(beat.unwrap().unwrap()).unwrap(), format!("event: {BEAT}\ndata: {BEAT}\n\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_hears_of_the_registrations_of_others() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let other = app.sign_in("zhangwei").await;
    let others = other.start("health-2024", "11").await.unwrap();
    let mut stream = listen(&other, others).await;
    assert_eq!(connected(&mut stream).await, 1);
    candidate.withdraw(id).await.unwrap();
    assert!(timeout(A_SECOND, heard(&mut stream)).await.is_err(), "heard of somebody else's registration");
    assert_eq!(app.visitor().get(&format!("/live/registrations/{id}")).await.status, 401);
    assert_eq!(other.get(&format!("/live/registrations/{id}")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_before_the_connection_is_not_lost() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let drawn = candidate.registration(id).await.unwrap().version;
    candidate.withdraw(id).await.unwrap();
    let mut stream = listen(&candidate, id).await;
    assert!(connected(&mut stream).await > drawn);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_watches_looks_again_where_news_may_have_been_lost() {
    let Some(url) = fresh_database().await else { return };
    let app = TestApp::on(&url).await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    let mut stream = listen(&candidate, id).await;
    connected(&mut stream).await;
    let cut = "select pg_terminate_backend(pid) from pg_stat_activity \
               where datname = current_database() and query ilike 'listen %'";
    let cut = PgConnection::connect(&url).await.unwrap().execute(cut).await.unwrap();
    assert_eq!(cut.rows_affected(), 1);
    let data = timeout(Duration::from_secs(10), heard(&mut stream)).await.expect("it listens again");
    assert_eq!(data, "missed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_told_to_stop_does_not_wait_for_open_pages() {
    let data = demo_data();
    let server = Process::start(data.path()).await;
    let candidate = server.visitor();
    candidate.sign_in("chenjing", PASSWORD).await.unwrap();
    let id = candidate.start(EXAM, "11").await.unwrap();
    let mut stream = listen(&candidate, id).await;
    connected(&mut stream).await;
    let ended = timeout(Duration::from_secs(5), server.terminate()).await.expect("it ends while a page is open");
    assert!(ended.success(), "{ended}");
    assert!(stream.next().await.is_none(), "the stream ends as it should");
}
