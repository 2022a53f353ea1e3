//! Outside demo mode there is no sandbox, no clock to set, and no account whose password everybody knows.

use crate::app::{
    TestApp,
    people::PASSWORD,
    process::{Process, demo_data, serve},
};
use app::{
    api::{
        account::LoadDemoAccounts,
        sandbox::{LoadSandbox, SetClock},
    },
    domain::refusal::Refusal,
    error::Error,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn outside_demo_mode_nothing_of_the_demo_exists() {
    let app = TestApp::outside_demo().await;
    let visitor = app.visitor();
    let sandbox = visitor.get("/sandbox").await;
    assert_eq!(sandbox.status, 404);
    assert_eq!(visitor.ask::<LoadSandbox>(&[]).await.map(drop), Err(Error::NotFound));
    let before = app.desk.now();
    assert_eq!(visitor.ask::<SetClock>(&[("clock", "2023-12-05T09:00")]).await, Err(Error::NotFound));
    assert!(app.desk.now() >= before);
    assert_eq!(visitor.ask::<LoadDemoAccounts>(&[]).await.unwrap(), []);
    let login = visitor.open("/login").await;
    login.hides("data-demo-accounts").hides(PASSWORD).hides("wangfang");
    for username in ["lina", "wangfang", "site-beijing", "centre"] {
        let refused = visitor.sign_in(username, PASSWORD).await;
        assert!(
            matches!(&refused, Err(Error::Refused(Refusal::SignInFailed | Refusal::TooManyTries { .. }))),
            "{refused:?}"
        );
    }
    for path in ["/", "/login"] {
        assert!(!visitor.open(path).await.links("/sandbox").iter().any(|_| true), "{path} leads to the sandbox");
        assert!(visitor.get(path).await.header("strict-transport-security").contains("max-age="), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demos_data_serve_nothing_but_the_demo() {
    let data = demo_data();
    Process::start(data.path()).await.kill().await;
    let started = serve(data.path()).args(["--addr", "127.0.0.1:0"]).output().await.unwrap();
    assert!(!started.status.success());
    assert!(String::from_utf8_lossy(&started.stderr).contains("another --data"), "{started:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_demo_mode_all_of_it_is_there() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    assert_eq!(visitor.open("/sandbox").await.status, 200);
    visitor.open("/login").await.shows("wangfang").shows("site-beijing");
    let page = visitor.open("/sandbox").await;
    let set = page.forms().into_iter().find(|form| form.value("clock") == Some("2023-12-05T09:00")).expect("the clock");
    visitor.post_form(&set.action, &[("clock", "2023-12-10T10:30")]).await;
    assert_eq!(app.desk.now().stamp(), "2023-12-10 10:30");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_listens_on_this_machine_only() {
    let data = demo_data();
    let started = serve(data.path()).args(["--demo", "--addr", "0.0.0.0:0"]).output().await.unwrap();
    assert!(!started.status.success());
    assert!(String::from_utf8_lossy(&started.stderr).contains("loopback"));
}
