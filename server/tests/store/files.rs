//! Uploaded files: what nothing refers to is swept after a day, and nothing else ever.

use super::{NOW, candidate, happen, on_both, started};
use crate::desk::on_both_desks;
use app::{
    desk::Command,
    domain::{calendar::Moment, material::Material, registration::Event},
    error::Error,
};
use server::{
    jobs::sweep_files,
    store::{
        Db, StoreError, accounts,
        files::{self, StoredFile},
    },
};

async fn keep(db: &Db, owner: i64, name: &str, at: Moment) {
    let (purpose, content_type) = ("photo".into(), "image/jpeg".into());
    let file = StoredFile { name: name.into(), owner, purpose, content_type, bytes: 1, at };
    db.write::<_, StoreError, _>(move |tx| Box::pin(async move { files::insert(tx, &file).await })).await.unwrap();
}

async fn forget(db: &Db, name: &'static str) -> bool {
    db.write::<_, StoreError, _>(move |tx| Box::pin(async move { files::forget(tx, name).await })).await.unwrap()
}

#[tokio::test]
async fn what_anything_refers_to_counts_as_used() {
    on_both(async |test| {
        let db = &test.db;
        let (owner, other) = (candidate(db, "first").await, candidate(db, "second").await);
        let registration = started(db, owner).await.unwrap();
        // Whose file it is, and whether that is seen in the owner's own things and anywhere.
        let kept = [
            ("unused", owner, false, false),
            ("profile", owner, true, true),
            ("confirmed", owner, true, true),
            ("confirmed-from", owner, true, true),
            ("material", owner, true, true),
            ("of-an-officer", other, false, true),
        ];
        for (name, owner, ..) in kept {
            keep(db, owner, name, NOW.plus(-1)).await;
        }
        keep(db, owner, "young", NOW).await;
        db.write::<_, StoreError, _>(move |tx| {
            Box::pin(async move { accounts::save_photo(tx, owner, "profile", &[]).await })
        })
        .await
        .unwrap();
        let material = |file: &str| {
            let (file, kind, name) = (file.into(), "identity".into(), "a.jpg".into());
            let content_type = "image/jpeg".into();
            Event::MaterialAdded { material: Material { file, kind, name, content_type, bytes: 1, at: NOW } }
        };
        let mut now = registration;
        let photo = Event::PhotoConfirmed { photo: "confirmed".into(), source: "confirmed-from".into() };
        for event in [photo, material("material"), material("of-an-officer")] {
            assert!(happen(db, &now, event.clone()).await.unwrap());
            now.apply(&event, NOW, "");
        }
        let mut conn = db.read().await.unwrap();
        let old = files::old(&mut conn, NOW, "", 100).await.unwrap();
        assert!(old.is_sorted_by_key(|file| &file.name));
        assert_eq!(old.len(), kept.len(), "{old:?}");
        for (name, _, own, anywhere) in kept {
            assert!(old.iter().any(|file| file.name == name && file.used == own), "{name}: {old:?}");
            assert_eq!(files::is_used(&mut conn, name).await.unwrap(), anywhere, "{name}");
        }
        let first = files::old(&mut conn, NOW, "", 1).await.unwrap();
        let rest = files::old(&mut conn, NOW, &first[0].name, 100).await.unwrap();
        assert_eq!([first, rest].concat(), old);
        drop(conn);
        for (name, gone) in [("profile", false), ("confirmed", false), ("material", false), ("unused", true)] {
            assert_eq!(forget(db, name).await, gone, "{name}");
            assert_eq!(files::find(&mut db.read().await.unwrap(), name).await.unwrap().is_none(), gone, "{name}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_sweep_takes_the_row_and_the_bytes_of_what_is_a_day_old_and_unused() {
    on_both_desks(async |office| {
        let lina = office.caller("lina").await;
        let keep = || office.desk.files().keep(&lina, "photo", "image/jpeg", vec![1]);
        let set_clock = |beijing: &str| office.execute(&lina, Command::SetClock { beijing: beijing.into() });
        let account = accounts::by_username(&mut office.desk.db().read().await.unwrap(), "lina").await.unwrap();
        let confirmed = account.and_then(|account| account.photo).unwrap();
        let id = office.start(&lina, "11").await.unwrap();
        office.fill(&lina, id, &[]).await;
        let (unused, replacing) = (keep().await.unwrap(), keep().await.unwrap());
        office.desk.keep_photo(&lina, replacing.clone(), Vec::new()).await.unwrap();

        set_clock("2023-12-06T08:00").await.unwrap();
        sweep_files::run(&office.desk).await.unwrap();
        assert!(office.desk.open_file(&lina, &unused).await.is_ok(), "not yet a day old");

        set_clock("2023-12-06T10:00").await.unwrap();
        let young = keep().await.unwrap();
        sweep_files::run(&office.desk).await.unwrap();
        for name in [&confirmed, &replacing, &young] {
            assert!(office.desk.open_file(&lina, name).await.is_ok(), "{name}");
        }
        assert!(matches!(office.desk.open_file(&lina, &unused).await, Err(Error::NotFound)));
        assert!(office.desk.files().read(&unused).await.is_err(), "the bytes are gone too");
    })
    .await;
}
