//! Jobs: claimed by one worker, taken over from a dead one, tried again after a failure.

use super::{NOW, on_both};
use server::store::{Db, StoreError, jobs};

async fn add(db: &Db, many: usize) {
    db.write::<_, StoreError, _>(move |tx| {
        Box::pin(async move {
            for number in 0..many {
                jobs::insert(tx, "test", &number.to_string(), NOW).await?;
            }
            Ok(())
        })
    })
    .await
    .unwrap();
}

async fn claim(db: &Db, at: i64, most: i64) -> Vec<i64> {
    let claimed = db.write::<_, StoreError, _>(move |tx| {
        Box::pin(async move { jobs::claim(tx, NOW.plus(at), NOW.plus(at + 1000), most).await })
    });
    claimed.await.unwrap().into_iter().map(|job| job.id).collect()
}

#[tokio::test]
async fn two_workers_never_claim_the_same_job() {
    on_both(async |test| {
        add(&test.db, 40).await;
        let workers = (0..4).map(|_| {
            let db = test.db.clone();
            tokio::spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let more = claim(&db, 0, 5).await;
                    if more.is_empty() {
                        return mine;
                    }
                    mine.extend(more);
                }
            })
        });
        let mut all = Vec::new();
        for worker in workers.collect::<Vec<_>>() {
            all.extend(worker.await.unwrap());
        }
        let claims = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!((claims, all.len()), (40, 40));
    })
    .await;
}

#[tokio::test]
async fn a_lock_lapses_and_a_finished_job_stays_finished() {
    on_both(async |test| {
        add(&test.db, 2).await;
        let first = claim(&test.db, 0, 10).await;
        assert_eq!(first.len(), 2);
        assert!(claim(&test.db, 999, 10).await.is_empty(), "still locked");
        let (done, failed) = (first[0], first[1]);
        test.db
            .write::<_, StoreError, _>(move |tx| {
                Box::pin(async move {
                    jobs::finish(tx, done, NOW).await?;
                    jobs::retry(tx, failed, "why", NOW.plus(5000)).await
                })
            })
            .await
            .unwrap();
        assert!(claim(&test.db, 4999, 10).await.is_empty(), "not due yet");
        assert_eq!(claim(&test.db, 5000, 10).await, [failed]);
        assert_eq!(claim(&test.db, 6000, 10).await, [failed], "its worker died, another takes over");
        assert_eq!(jobs::waiting(&mut test.db.read().await.unwrap()).await.unwrap(), 1);
    })
    .await;
}
