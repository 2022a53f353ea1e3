//! The log: sound after a story, broken by whoever changes, removes or adds anything behind Dengke's back.

use crate::app::TestApp;
use server::{
    commands,
    config::Storage,
    store::{Db, verify},
};
use std::path::Path;

/// Changes the database as somebody with access to the file could.
fn tamper(database: &Path, sql: &str, id: i64) {
    let conn = rusqlite::Connection::open(database).unwrap();
    assert_eq!(conn.execute(sql, [id]).unwrap(), 1, "{sql}");
}

/// A registration that went all the way.
async fn story(app: &TestApp) -> i64 {
    let (candidate, id) = app.submitted().await;
    let site = app.sign_in("site-beijing").await;
    site.confirm(id, &candidate.form_code(id).await).await.unwrap();
    site.pass(id, "pass-site").await.unwrap();
    app.sign_in("area-beijing").await.pass(id, "pass-area").await.unwrap();
    id
}

/// What somebody might do to hide something.
const DEEDS: [&str; 7] = [
    "update event set office = '别的考点' where registration = ?1 and kind = 'site-passed'",
    "delete from event where registration = ?1 and seq = 3",
    "delete from event where registration = ?1 and kind = 'registered'",
    "update event set at = at + 1 where registration = ?1 and seq = 1",
    "update event set body = replace(body, 'onsite', 'automatic') where registration = ?1 and kind = 'confirmed'",
    "insert into event select registration, seq + 1, at, actor, office, kind, body, hash, hash from event \
     where registration = ?1 and kind = 'registered'",
    "update registration set body = replace(body, 'nursing', 'medicine') where id = ?1",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_of_a_story_is_sound_until_something_is_changed() {
    let app = TestApp::new().await;
    let id = story(&app).await;
    let report = app.desk.verify_log().await.unwrap();
    assert!(report.is_sound() && report.registrations == 1 && report.events >= 12, "{report}");
    let database = app.data.path().join("dengke.sqlite");
    for (number, deed) in DEEDS.iter().enumerate() {
        let copy = app.data.path().join(format!("copy-{number}.sqlite"));
        let conn = rusqlite::Connection::open(&database).unwrap();
        conn.execute("vacuum into ?1", [copy.display().to_string()]).unwrap();
        tamper(&copy, deed, id);
        let db = Db::open(&format!("sqlite://{}", copy.display())).await.unwrap();
        let report = verify::verify(&db).await.unwrap();
        assert!(!report.is_sound(), "not found: {deed}");
        assert!(report.to_string().contains(&format!("registration {id}")), "{report}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_command_line_says_whether_the_log_is_sound() {
    let app = TestApp::new().await;
    let id = story(&app).await;
    let data = app.data.path();
    let storage =
        || Storage { data: data.to_owned(), database_url: String::new(), key: String::new(), programmes: None };
    assert!(commands::verify_log(storage()).await.is_ok());
    tamper(
        &data.join("dengke.sqlite"),
        "update event set actor = 1 where registration = ?1 and kind = 'submitted'",
        id,
    );
    assert!(commands::verify_log(storage()).await.is_err());
}
