//! Who watches hears of a change once, on this instance and on the others.

use super::on_both_desks;
use server::{
    live::{Announcement, Live},
    store::dialect::Engine,
};
use std::time::Duration;
use tokio::time::timeout;

#[tokio::test]
async fn watchers_everywhere_hear_of_a_change_once() {
    on_both_desks(async |office| {
        let mut here = office.desk.live().subscribe();
        let elsewhere = match office.desk.db().engine() {
            Engine::Postgres => Some(Live::shared(office.desk.db().url()).await.unwrap()),
            Engine::Sqlite => None,
        };
        let mut elsewhere = elsewhere.map(|live| live.subscribe());
        let lina = office.caller("lina").await;
        let registration = office.start(&lina, "11").await.unwrap();
        let change = Announcement { registration, version: 1 };
        assert_eq!(here.recv().await.unwrap(), change);
        if let Some(elsewhere) = &mut elsewhere {
            let heard = timeout(Duration::from_secs(10), elsewhere.recv()).await;
            assert_eq!(heard.expect("the other instance hears").unwrap(), change);
        }
        let again = timeout(Duration::from_millis(200), here.recv()).await;
        assert!(again.is_err(), "our own words come back and are not repeated");
    })
    .await;
}
