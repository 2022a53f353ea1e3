//! Keys of commands: claimed once, however many ask at a time.

use super::{NOW, candidate, on_both};
use app::desk::Receipt;
use server::store::{StoreError, receipts};

#[tokio::test]
async fn of_parallel_repetitions_one_is_carried_out_and_all_hear_its_answer() {
    on_both(async |test| {
        let account = candidate(&test.db, "first").await;
        let tries = (0..12).map(|number| {
            let db = test.db.clone();
            tokio::spawn(async move {
                db.write::<_, StoreError, _>(move |tx| {
                    Box::pin(async move {
                        if !receipts::claim(tx, account, "key", NOW).await? {
                            return Ok((false, receipts::find(tx, account, "key").await?));
                        }
                        let receipt = Receipt { registration: Some(number), version: 1, at: NOW };
                        receipts::keep(tx, account, "key", &receipt).await?;
                        Ok((true, Some(receipt)))
                    })
                })
                .await
            })
        });
        let mut answers = Vec::new();
        for attempt in tries.collect::<Vec<_>>() {
            answers.push(attempt.await.unwrap().unwrap());
        }
        assert_eq!(answers.iter().filter(|(carried_out, _)| *carried_out).count(), 1);
        let receipts: Vec<_> = answers.iter().map(|(_, receipt)| receipt).collect();
        assert!(receipts.iter().all(|receipt| receipt.is_some() && *receipt == receipts[0]));
    })
    .await;
}
