//! The register of bans on both engines: found by the hash of an ID number, listed, searched, lifted once.

use super::{NOW, candidate, on_both};
use app::domain::{
    ban::{Ban, BanReason, in_force},
    calendar::Moment,
};
use server::store::{
    Db, StoreError, audit,
    bans::{self, Person, Wanted},
};

fn ban(officer: i64, reason: BanReason, until: Option<Moment>) -> Ban {
    Ban { id: 0, reason, note: "第 7 号".into(), from: NOW, until, set_by: officer, set_at: NOW, lifted: None }
}

async fn insert(db: &Db, hash: &str, name: &str, ban: Ban) -> i64 {
    let person = Person {
        id_number_hash: hash.into(),
        id_type: "resident-card".into(),
        id_number_sealed: format!("sealed {hash}"),
        name: name.into(),
    };
    db.write::<_, StoreError, _>(move |tx| Box::pin(async move { bans::insert(tx, &person, &ban).await }))
        .await
        .unwrap()
}

async fn lift(db: &Db, id: i64, officer: i64) -> bool {
    db.write::<_, StoreError, _>(move |tx| Box::pin(async move { bans::lift(tx, id, officer, NOW).await }))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_ban_is_found_by_the_hash_until_it_is_lifted() {
    on_both(async |test| {
        let officer = candidate(&test.db, "officer").await;
        let until = Some(NOW.plus(10));
        let short = insert(&test.db, "a", "王小明", ban(officer, BanReason::Banned, until)).await;
        let long = insert(&test.db, "a", "王小明", ban(officer, BanReason::Violation, None)).await;
        insert(&test.db, "b", "李小红", ban(officer, BanReason::Banned, until)).await;
        let of = async |hash: &str| bans::of(&mut test.db.read().await.unwrap(), hash).await.unwrap();
        let theirs = of("a").await;
        assert_eq!(theirs[0], Ban { id: short, ..ban(officer, BanReason::Banned, until) });
        assert_eq!(theirs[1], Ban { id: long, ..ban(officer, BanReason::Violation, None) });
        assert_eq!(in_force(&theirs, NOW).map(|ban| ban.id), Some(long));
        assert_eq!(of("c").await, []);

        assert!(lift(&test.db, long, officer).await);
        assert!(!lift(&test.db, long, officer).await, "lifted already");
        assert_eq!(of("a").await.iter().map(|ban| ban.id).collect::<Vec<_>>(), [short]);
        let mut conn = test.db.read().await.unwrap();
        assert_eq!(bans::find(&mut conn, long).await.unwrap().unwrap().lifted, Some((officer, NOW)));
        assert_eq!(bans::find(&mut conn, long + 99).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn bans_are_listed_as_current_or_past_and_searched_by_name_or_hash() {
    on_both(async |test| {
        let officer = candidate(&test.db, "officer").await;
        let first = insert(&test.db, "a", "王小明", ban(officer, BanReason::Banned, Some(NOW.plus(10)))).await;
        let second = insert(&test.db, "b", "O%Neil", ban(officer, BanReason::Violation, None)).await;
        let third = insert(&test.db, "c", "王小红", ban(officer, BanReason::Banned, None)).await;
        let later = Ban { from: NOW.plus(5), ..ban(officer, BanReason::Banned, None) };
        let fourth = insert(&test.db, "d", "王小兰", later).await;
        lift(&test.db, third, officer).await;
        let listed = async |wanted: &Wanted, now: Moment, current: bool| {
            let all = bans::listed(&mut test.db.read().await.unwrap(), wanted, now, current).await.unwrap();
            all.into_iter().map(|listed| listed.ban.id).collect::<Vec<_>>()
        };
        let all = Wanted::default();
        assert_eq!(listed(&all, NOW, true).await, [fourth, second, first]);
        assert_eq!(listed(&all, NOW, false).await, [third]);
        // At its end a ban is over.
        assert_eq!(listed(&all, NOW.plus(10), true).await, [fourth, second]);
        assert_eq!(listed(&all, NOW.plus(10), false).await, [third, first]);
        for (name, expected) in [
            ("王", vec![fourth, first]),
            ("小明", vec![first]),
            ("o%n", vec![second]),
            ("%", vec![second]),
            ("_", vec![]),
        ] {
            let wanted = Wanted { name: name.into(), ..Wanted::default() };
            assert_eq!(listed(&wanted, NOW, true).await, expected, "{name}");
        }
        let hashes = Wanted { id_hashes: vec!["x".into(), "b".into()], ..Wanted::default() };
        assert_eq!(listed(&hashes, NOW, true).await, [second]);

        let past = bans::listed(&mut test.db.read().await.unwrap(), &all, NOW, false).await.unwrap();
        let shown = &past[0];
        assert_eq!((shown.person.name.as_str(), shown.person.id_number_sealed.as_str()), ("王小红", "sealed c"));
        assert_eq!((shown.set_by.as_str(), shown.lifted_by.as_str()), ("测试", "测试"));
    })
    .await;
}

#[tokio::test]
async fn what_was_done_to_a_ban_is_on_record() {
    on_both(async |test| {
        let note = test.db.write::<_, StoreError, _>(|tx| {
            Box::pin(async move { audit::insert_detail(tx, NOW, 3, "set-ban", 12).await })
        });
        note.await.unwrap();
        let mut conn = test.db.read().await.unwrap();
        let row = sqlx::query_scalar::<_, String>("select detail from audit where kind = 'set-ban' and actor = 3");
        assert_eq!(row.fetch_one(&mut *conn).await.unwrap(), "12");
    })
    .await;
}
