//! Saving over what was seen only; one live registration per candidate and programme; names of constraints.

use super::{candidate, happen, on_both, started};
use app::domain::registration::{Event, State};
use server::store::{StoreError, accounts, registrations};

#[tokio::test]
async fn a_save_over_a_version_that_moved_on_is_refused() {
    on_both(async |test| {
        let owner = candidate(&test.db, "first").await;
        let seen = started(&test.db, owner).await.unwrap();
        let photo = |photo: &str| Event::PhotoConfirmed { photo: photo.into(), source: String::new() };
        assert!(happen(&test.db, &seen, photo("a")).await.unwrap());
        assert!(!happen(&test.db, &seen, photo("b")).await.unwrap());
        let now = registrations::load(&mut test.db.read().await.unwrap(), seen.id).await.unwrap().unwrap();
        assert_eq!((now.version, now.photo.as_deref()), (2, Some("a")));
    })
    .await;
}

#[tokio::test]
async fn of_many_starts_at_a_time_one_is_live() {
    on_both(async |test| {
        let owner = candidate(&test.db, "first").await;
        let starts = (0..8).map(|_| {
            let db = test.db.clone();
            tokio::spawn(async move { started(&db, owner).await })
        });
        let mut live = Vec::new();
        for start in starts.collect::<Vec<_>>() {
            match start.await.unwrap() {
                Ok(registration) => live.push(registration),
                Err(error) => assert!(error.violates("registration_candidate_programme_key"), "{error}"),
            }
        }
        assert_eq!(live.len(), 1);
        // A registration that was given up makes room for another.
        assert!(happen(&test.db, &live[0], Event::Cancelled).await.unwrap());
        assert_eq!(started(&test.db, owner).await.unwrap().state, State::Draft);
    })
    .await;
}

#[tokio::test]
async fn violated_constraints_have_the_same_name_on_both_engines() {
    on_both(async |test| {
        let owner = candidate(&test.db, "first").await;
        candidate(&test.db, "second").await;
        let again = test.db.write::<_, StoreError, _>(|tx| {
            Box::pin(async move {
                let account = accounts::by_username(tx, "FIRST").await?.unwrap();
                accounts::insert(tx, &account).await
            })
        });
        assert!(again.await.unwrap_err().violates("account_username_key"));
        let bind = |id: i64| {
            test.db.write::<_, StoreError, _>(move |tx| {
                Box::pin(async move { accounts::save_wechat(tx, id, Some("openid"), "n").await })
            })
        };
        bind(owner).await.unwrap();
        assert!(bind(owner + 1).await.unwrap_err().violates("account_wechat_openid_key"));
    })
    .await;
}
