//! A server killed between two saves: everything that was acknowledged is there after the restart.

use crate::app::{
    people::{EXAM, PASSWORD},
    process::{Process, demo_data},
};
use app::{
    api::registration::LoadFill,
    domain::{form::Answer, registration::State},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_has_kept_everything_it_acknowledged() {
    let data = demo_data();
    let server = Process::start(data.path()).await;
    let candidate = server.visitor();
    candidate.sign_in("chenjing", PASSWORD).await.unwrap();
    let id = candidate.start(EXAM, "11").await.unwrap();
    candidate.fill_all(id).await;
    let saved = candidate.save(id, "work", &[("department", "急诊科")]).await;
    assert_eq!(saved.status, 303);
    // Some more saves are on their way when the power goes; none of them was acknowledged.
    let late = candidate.clone();
    let cut_off = tokio::spawn(async move {
        for number in 0..1000 {
            late.save(id, "contact", &[("mobile", "13800000004"), ("address", &format!("第{number}次"))]).await;
        }
    });
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    server.kill().await;
    assert!(cut_off.await.is_err(), "the server was still there");

    let server = Process::start(data.path()).await;
    let again = server.visitor();
    again.set_cookie("dengke", &candidate.cookie("dengke").unwrap());
    let registration = again.registration(id).await.expect("the session lives on");
    assert_eq!(registration.state, State::Draft);
    let fill = again.ask::<LoadFill>(&[("id", &id.to_string()), ("page", "work")]).await.unwrap();
    assert_eq!(fill.answers.get("department"), Some(&Answer::One("急诊科".to_owned())));
    assert!(fill.pages.iter().all(|page| page.complete), "{:?}", fill.pages);
    again.submit_form(id).await.unwrap();
    assert_eq!(again.registration(id).await.unwrap().form_version, 1);
    server.kill().await;
    let storage = server::config::Storage {
        data: data.path().to_owned(),
        database_url: String::new(),
        key: String::new(),
        programmes: None,
    };
    server::commands::verify_log(storage).await.expect("the log is sound");
}
