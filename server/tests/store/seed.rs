//! The people of the demo: whatever stopped the first start, the second one completes it.

use crate::desk::on_both_desks;
use server::{
    seed::{demo_accounts, seed},
    store::{Db, StoreError, accounts, education, history},
};

/// What is there of everybody: user name, whether there is a photo, education records, whether they were there last
/// year.
async fn people(db: &Db) -> Vec<(String, bool, usize, bool)> {
    let mut conn = db.read().await.unwrap();
    let mut people = Vec::new();
    for shown in demo_accounts() {
        let Some(account) = accounts::by_username(&mut conn, &shown.username).await.unwrap() else { continue };
        let records = education::of(&mut conn, account.id).await.unwrap().len();
        let hash = account.id_number_hash.unwrap_or_default();
        let last_year = history::find(&mut conn, "health-2024", &hash, &account.name).await.unwrap();
        people.push((account.username, account.photo.is_some(), records, last_year.is_some()));
    }
    people
}

#[tokio::test]
async fn a_second_start_completes_what_the_first_one_left() {
    on_both_desks(async |office| {
        let db = office.desk.db();
        let all = people(db).await;
        assert_eq!(all.len(), 10, "{all:?}");
        assert!(all.contains(&("lina".into(), true, 2, true)), "{all:?}");
        seed(&office.desk).await.unwrap();
        assert_eq!(people(db).await, all, "nobody is missing, nobody is made twice");
        // Killed between the account of 李娜 and her photo.
        for sql in [
            "update account set photo = null where username = 'lina'",
            "delete from stored_file",
            "delete from history where name = '张伟'",
            "delete from account where username not in ('wangfang', 'lina')",
        ] {
            db.write::<_, StoreError, _>(move |tx| {
                Box::pin(async move { Ok(sqlx::query(sql).execute(tx).await?.rows_affected()) })
            })
            .await
            .unwrap();
        }
        assert_eq!(people(db).await.len(), 2);
        seed(&office.desk).await.unwrap();
        assert_eq!(people(db).await, all);
    })
    .await;
}
