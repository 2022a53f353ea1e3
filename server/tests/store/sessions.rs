//! Sessions end after their time, throttles grow and forget.

use super::{NOW, candidate, on_both};
use server::store::{StoreError, sessions, throttle};

#[tokio::test]
async fn a_session_ends_when_it_was_not_used() {
    on_both(async |test| {
        let account = candidate(&test.db, "first").await;
        let id = test
            .db
            .write::<_, StoreError, _>(move |tx| {
                Box::pin(async move { sessions::insert(tx, "hash", account, NOW, NOW.plus(1000), "peer").await })
            })
            .await
            .unwrap();
        let mut conn = test.db.read().await.unwrap();
        let found = sessions::find(&mut conn, "hash", NOW.plus(999)).await.unwrap().unwrap();
        assert_eq!((found.id, found.actor.id), (id, account));
        assert!(sessions::find(&mut conn, "hash", NOW.plus(1000)).await.unwrap().is_none());
        assert!(sessions::find(&mut conn, "other", NOW).await.unwrap().is_none());
        drop(conn);
        test.db
            .write::<_, StoreError, _>(move |tx| {
                Box::pin(async move { sessions::touch(tx, id, NOW.plus(500), NOW.plus(1500)).await })
            })
            .await
            .unwrap();
        let mut conn = test.db.read().await.unwrap();
        assert!(sessions::find(&mut conn, "hash", NOW.plus(1499)).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn delays_grow_with_failures_and_are_forgotten() {
    on_both(async |test| {
        let fail = |at: i64| {
            test.db.write::<_, StoreError, _>(move |tx| {
                Box::pin(async move {
                    throttle::fail(tx, "bucket", 3, NOW.plus(at)).await?;
                    throttle::blocked_until(tx, ["bucket", "other"], NOW.plus(at)).await
                })
            })
        };
        assert_eq!(fail(0).await.unwrap(), None);
        assert_eq!(fail(0).await.unwrap(), None);
        assert_eq!(fail(0).await.unwrap(), Some(NOW.plus(1000)));
        assert_eq!(fail(0).await.unwrap(), Some(NOW.plus(2000)));
        assert_eq!(fail(2000).await.unwrap(), Some(NOW.plus(6000)));
        assert_eq!(fail(4_000_000).await.unwrap(), None, "an hour later they start anew");
    })
    .await;
}
