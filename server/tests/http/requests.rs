//! Requests that no page of ours makes: forged, foreign, tampered with, or for things that do not exist.

use crate::app::{TestApp, people::EXAM};
use app::{
    api::{account::SignIn, profile::SaveContact},
    domain::{refusal::Refusal, text::Language},
    error::Error,
    locales::words,
};
use leptos::server_fn::ServerFn;
use std::time::{Duration, Instant};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const CHINESE: Language = Language::Chinese;

/// Chinese characters that hardly repeat.
fn chinese(count: u32) -> String {
    (0..count).map(|at| char::from_u32(0x4e00 + at * 7919 % 20_000).unwrap()).collect()
}

/// Keeps the site as busy as it can be, with bodies that never come, until the connections are dropped.
async fn overload(app: &TestApp) -> Vec<TcpStream> {
    let head = format!("POST /login HTTP/1.1\r\nHost: {}\r\nContent-Length: 10\r\n\r\n", app.address);
    let (visitor, mut waiting) = (app.visitor(), Vec::new());
    while visitor.get("/").await.status == 200 {
        assert!(waiting.len() < 500, "the site takes however many ask");
        for _ in 0..32 {
            let mut stream = TcpStream::connect(app.address).await.unwrap();
            stream.write_all(head.as_bytes()).await.unwrap();
            waiting.push(stream);
        }
    }
    waiting
}

/// The answer to a path that no client would send as it is.
async fn raw(app: &TestApp, path: &str, cookie: &str) -> String {
    let mut stream = TcpStream::connect(app.address).await.unwrap();
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: dengke={cookie}\r\nConnection: close\r\n\r\n", app.address);
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_path_leads_out_of_the_folders() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("lina").await;
    let cookie = candidate.cookie("dengke").expect("a session");
    std::fs::write(app.data.path().join("secret"), "the key of everything").unwrap();
    for path in [
        "/files/../secret",
        "/files/..%2fsecret",
        "/files/%2e%2e%2fsecret",
        "/files/....//secret",
        "/files/..%5csecret",
        "/files/%2e%2e/%2e%2e/etc/passwd",
        "/pkg/../../secret",
        "/pkg/..%2f..%2fsecret",
        "/pkg/%2e%2e/dengke.sqlite",
        "/files//etc/passwd",
        "/files/dengke.sqlite",
        "/pkg/dengke.css%00.html",
    ] {
        let answer = raw(&app, path, &cookie).await;
        let status = answer.split(' ').nth(1).unwrap_or_default().to_owned();
        assert!(["404", "400"].contains(&status.as_str()), "{path} was answered {status}");
        for secret in ["the key of everything", "root:", "SQLite format"] {
            assert!(!answer.contains(secret), "{path} shows {secret}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tampered_session_cookie_opens_nothing() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("lina").await;
    let good = candidate.cookie("dengke").unwrap();
    assert_eq!(candidate.get("/me").await.status, 200);
    let (first, rest) = good.split_at(1);
    let changed = format!("{}{rest}", if first == "A" { "B" } else { "A" });
    for value in [changed.as_str(), &good[..good.len() - 1], &format!("{good}A"), "", "' or 1=1 --", "1"] {
        candidate.set_cookie("dengke", value);
        let page = candidate.get("/me").await;
        assert_eq!(page.location(), "/login?next=%2Fme", "{value}");
    }
    candidate.set_cookie("dengke", &good);
    assert_eq!(candidate.get("/me").await.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_was_ended_opens_nothing_any_more() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("lina").await;
    let stolen = candidate.cookie("dengke").unwrap();
    let page = candidate.open("/me").await;
    candidate.submit(&page, "/sign_out", &[]).await;
    assert_eq!(candidate.cookie("dengke"), None);
    let thief = app.visitor();
    thief.set_cookie("dengke", &stolen);
    assert!(thief.get("/me").await.location().starts_with("/login"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tampered_typed_cookie_is_ignored_and_a_good_one_shows_once() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let page = visitor.open("/register").await;
    let answer = visitor.post_from(&page, "/sign_up", &[("name", "只打了名字"), ("password", "Dengke2024")]).await;
    let sealed = visitor.cookie("dengke_typed").expect("what was typed is kept");
    assert!(!sealed.contains("Dengke2024"));
    let shown = visitor.follow(answer).await;
    assert_eq!(shown.form("/sign_up").value("name"), Some("只打了名字"));
    assert_eq!(visitor.cookie("dengke_typed"), None, "it is for one page only");
    let last = if sealed.ends_with('A') { "B" } else { "A" };
    for value in
        [format!("{}{last}", &sealed[..sealed.len() - 1]), "{\"name\":\"x\"}".to_owned(), sealed[1..].to_owned()]
    {
        visitor.set_cookie("dengke_typed", &value);
        let page = visitor.open("/register").await;
        assert_eq!((page.status, page.form("/sign_up").value("name")), (200, Some("")), "{value}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_post_from_another_site_changes_nothing() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("lina").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    let host = format!("http://{}", app.address);
    let foreign: [&[(&str, &str)]; 5] = [
        &[("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")],
        &[("Sec-Fetch-Site", "cross-site"), ("Origin", &host)],
        &[("Sec-Fetch-Site", "same-site"), ("Origin", "http://other.localhost")],
        &[("Origin", "https://evil.example")],
        &[("Origin", "null")],
    ];
    let id = id.to_string();
    let cancel = [("id", id.as_str()), ("key", "x")];
    let contact = [("phone", "13700000000"), ("address", ""), ("postcode", ""), ("key", "x")];
    for headers in foreign {
        let paths: [(&str, &[(&str, &str)]); 3] = [
            ("/api/app/api/registration/cancel_registration", &cancel),
            (SaveContact::PATH, &contact),
            (&format!("/registrations/{id}/fill/site"), &[("base", "0"), ("site", "110101")]),
        ];
        for (path, fields) in paths {
            let request = headers
                .iter()
                .fold(candidate.request("POST", path), |request, (name, value)| request.header(*name, *value));
            let answer = candidate.send(request.form(fields)).await;
            assert_eq!(answer.status, 403, "{path} with {headers:?}");
            answer.shows("这个请求来自别的网站");
        }
    }
    let after = candidate.registration(id.parse().unwrap()).await.unwrap();
    assert_eq!((after.state, after.version), (app::domain::registration::State::Draft, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_too_long_is_refused_in_words_whether_its_length_is_told_or_not() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let post = |kind: &str| visitor.request("POST", SignIn::PATH).header("Content-Type", kind);
    let long = format!("username={}&password=x", "a".repeat(300 * 1024));
    for kind in ["application/json", "application/x-www-form-urlencoded"] {
        let told = visitor.send(post(kind).body(long.clone())).await;
        assert_eq!(told.shows("内容太长").status, 413, "{kind}");
        let parts = (0..300).map(|_| Ok::<_, std::io::Error>(vec![b'a'; 1024]));
        let untold = reqwest::Body::wrap_stream(futures::stream::iter(parts));
        assert_eq!(visitor.send(post(kind).body(untold)).await.shows("内容太长").status, 413, "{kind} in parts");
    }
    let script = visitor.send(post("application/json").header("Accept", "application/json").body(long)).await;
    let error: Error = serde_json::from_str(&script.body()).unwrap();
    assert_eq!((script.status, error), (413, Refusal::TooLong { max: 256 * 1024 }.into()));
    visitor.set_cookie("dengke_language", "en");
    let english = visitor.send(post("application/json").body("a".repeat(300 * 1024))).await;
    assert_eq!(english.shows("Too long").status, 413);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_too_many_are_here_readers_wait_writers_send_again_and_scripts_are_told() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let busy = overload(&app).await;
    let page = visitor.get("/programmes").await;
    page.shows(words::common_busy(CHINESE)).shows(&words::common_busy_waiting(CHINESE, 5));
    assert_eq!((page.status, page.header("retry-after"), page.header("refresh")), (503, "5", "5"));

    let form = [("username", "lina"), ("password", "Dengke2024"), ("next", "")];
    let posted = visitor.post_form(SignIn::PATH, &form).await;
    posted.shows(&words::common_busy_posted(CHINESE, 5));
    assert_eq!((posted.status, posted.header("retry-after"), posted.header("refresh")), (503, "5", ""));
    assert!(!posted.body().contains("http-equiv"), "a reload by itself would lose the form");

    let (answer, told) = visitor.told::<SignIn>(&form).await;
    assert_eq!((answer, told.status, told.header("retry-after")), (Err(Error::Busy(5)), 503, "5"));
    visitor.set_cookie("dengke_language", "en");
    visitor.get("/").await.shows(&words::common_busy_waiting(Language::English, 5));
    assert_eq!(visitor.get("/healthz").await.status, 200);

    drop(busy);
    let patience = Instant::now() + Duration::from_secs(10);
    while visitor.get("/").await.status != 200 {
        assert!(Instant::now() < patience, "the site stays busy");
    }
    visitor.ask::<SignIn>(&form).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_reason_comes_back_whole() {
    let app = TestApp::new().await;
    let (candidate, id) = app.submitted().await;
    let officer = app.sign_in("site-beijing").await;
    officer.confirm(id, &candidate.form_code(id).await).await.unwrap();
    let page = officer.open(&format!("/staff/registrations/{id}")).await;
    officer.pass(id, "pass-site").await.unwrap();
    let (reason, ticked) = (chinese(500), "照片不符合要求");
    let page = officer.submit(&page, "/refuse_registration", &[("reasons[]", ticked), ("reason", &reason)]).await;
    page.refuses(&Refusal::ChangedMeanwhile).shows(ticked).shows(&reason);
    assert_eq!(page.attributes("data-typed"), ["whole"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_too_long_to_be_kept_is_said_and_the_rest_comes_back() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("lina").await;
    let page = candidate.open("/me/profile").await;
    assert_eq!(page.attributes("data-typed"), ["whole"]);
    let address = chinese(5_000);
    let typed = [("phone", "1"), ("address", address.as_str()), ("postcode", "9")];
    let page = candidate.submit(&page, "/save_contact", &typed).await;
    let form = page.form("/save_contact");
    assert_eq!((form.value("phone"), form.value("postcode")), (Some("1"), Some("9")));
    assert_eq!(page.attributes("data-typed"), ["shortened"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_account_typed_is_not_shown_to_another() {
    let app = TestApp::new().await;
    let (candidate, other) = (app.sign_in("lina").await, app.sign_in("zhangwei").await);
    let page = candidate.open("/me/profile").await;
    let typed = [("phone", "1"), ("address", "只有李娜知道"), ("postcode", ""), ("key", "x")];
    candidate.post_from(&page, "/save_contact", &typed).await;
    let sealed = candidate.cookie("dengke_typed").expect("what was typed is kept");
    other.set_cookie("dengke_typed", &sealed);
    other.open("/me/profile").await.hides("只有李娜知道");
    let shown = candidate.open("/me/profile").await;
    assert_eq!(shown.form("/save_contact").value("address"), Some("只有李娜知道"));
    candidate.set_cookie("dengke_typed", &sealed);
    let page = candidate.open("/me").await;
    candidate.submit(&page, "/sign_out", &[]).await;
    assert_eq!(candidate.cookie("dengke_typed"), None, "it goes with the session");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reading_addresses_write_nothing() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("lina").await;
    let id = candidate.start(EXAM, "11").await.unwrap();
    let answer = candidate.get(&format!("/api/app/api/registration/cancel_registration?id={id}&key=x")).await;
    assert!([404, 405].contains(&answer.status), "{}", answer.status);
    assert_eq!(candidate.registration(id).await.unwrap().version, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_exist_is_not_found() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("lina").await;
    for path in [
        "/nothing",
        "/me/nothing",
        "/programmes/nothing-2024",
        "/registrations/999999",
        "/registrations/abc",
        "/files/nothing",
        "/pkg/nothing.js",
        "/api/app/api/account/nothing",
        "/live/registrations/999999",
        "/.git/config",
    ] {
        let page = candidate.get(path).await;
        assert_eq!(page.status, 404, "{path}");
    }
    let visitor = app.visitor();
    assert_eq!(visitor.get("/nothing").await.shows("没有找到这一页").status, 404);
    assert_eq!(visitor.ask::<SaveContact>(&[("phone", "1")]).await, Err(Error::Refused(Refusal::Missing)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_carries_the_headers_that_protect_it() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("lina").await;
    for path in ["/", "/me", "/nothing", "/pkg/dengke.css", "/healthz", "/files/nothing", "/login"] {
        let page = candidate.get(path).await;
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(page.header("referrer-policy"), "same-origin", "{path}");
        let policy = page.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"), "{path}: {policy}");
        assert_eq!(page.header("strict-transport-security"), "", "{path}: the demo has no HTTPS");
    }
    assert_eq!(candidate.get("/me").await.header("cache-control"), "no-store");
    let page = candidate.get("/me").await;
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src 'self'") && policy.contains("'nonce-"), "its own scripts run: {policy}");
    let script = |src: &String| src.starts_with("/pkg/") && src.contains("start.js");
    let address = page.attributes("src").into_iter().find(script).expect("the start script");
    assert!(candidate.get(&address).await.header("cache-control").contains("immutable"));
    let session = candidate.cookie("dengke").unwrap();
    assert!(session.len() >= 40, "a session cannot be guessed");
}
