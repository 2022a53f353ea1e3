//! The chain of events, and every way of tampering with it.

use super::{candidate, happen, on_both, started};
use app::domain::registration::Event;
use server::store::{Db, StoreError, registrations, verify};

async fn three_events(db: &Db, username: &str) -> i64 {
    let owner = candidate(db, username).await;
    let registration = started(db, owner).await.unwrap();
    happen(db, &registration, Event::PhotoConfirmed { photo: "a".into(), source: "s".into() }).await.unwrap();
    let registration = registrations::load(&mut db.read().await.unwrap(), registration.id).await.unwrap().unwrap();
    happen(db, &registration, Event::PhotoConfirmed { photo: "b".into(), source: String::new() }).await.unwrap();
    registration.id
}

async fn tamper(db: &Db, sql: &'static str, id: i64) {
    let changed = db.write::<_, StoreError, _>(move |tx| {
        Box::pin(async move { Ok(sqlx::query(sql).bind(id).execute(tx).await?.rows_affected()) })
    });
    assert!(changed.await.unwrap() > 0);
}

#[tokio::test]
async fn an_untouched_log_is_sound() {
    on_both(async |test| {
        three_events(&test.db, "first").await;
        three_events(&test.db, "second").await;
        let report = verify::verify(&test.db).await.unwrap();
        assert!(report.is_sound(), "{report}");
        assert_eq!((report.registrations, report.events), (2, 6));
    })
    .await;
}

#[tokio::test]
async fn whatever_is_tampered_with_is_found() {
    let ways = [
        "update event set body = '{\"event\":\"cancelled\"}' where registration = $1 and seq = 2",
        "update event set at = at + 1 where registration = $1 and seq = 2",
        "update event set office = 'x' where registration = $1 and seq = 3",
        "update event set previous_hash = '' where registration = $1 and seq = 2",
        "delete from event where registration = $1 and seq = 1",
        "delete from event where registration = $1 and seq = 2",
        "delete from event where registration = $1 and seq = 3",
        "update registration set body = replace(body, '\"b\"', '\"c\"') where id = $1",
    ];
    on_both(async |test| {
        for (sql, number) in ways.iter().zip(0..) {
            let sound = verify::verify(&test.db).await.unwrap().broken.len();
            let id = three_events(&test.db, &format!("candidate{number}")).await;
            tamper(&test.db, sql, id).await;
            let report = verify::verify(&test.db).await.unwrap();
            assert_eq!(report.broken.len(), sound + 1, "{sql}");
            assert!(report.broken.iter().any(|sentence| sentence.starts_with(&format!("registration {id}:"))), "{sql}");
        }
    })
    .await;
}
