//! Who sees and does what.

use super::on_both_desks;
use app::{
    desk::{Caller, Command as Order, Desk},
    domain::registration::Command,
    error::Error,
    view::QueueFilter,
};
use sqlx::Row;

#[tokio::test]
async fn a_registration_is_its_candidates_and_its_offices_business() {
    on_both_desks(async |office| {
        let lina = office.caller("lina").await;
        let id = office.start(&lina, "11").await.unwrap();
        let (zhangwei, site) = (office.caller("zhangwei").await, office.caller("site-beijing").await);
        // Somebody else's and one that never was look the same.
        for stranger in [&zhangwei] {
            assert_eq!(office.desk.registration(stranger, id).await.unwrap_err(), Error::NotFound);
            assert_eq!(office.desk.registration(stranger, id + 999).await.unwrap_err(), Error::NotFound);
            assert_eq!(office.act(stranger, id, Command::Cancel).await, Err(Error::NotFound));
        }
        assert_eq!(office.desk.registration(&Caller::default(), id).await.unwrap_err(), Error::SignIn);
        // A draft that never was submitted is nobody else's business.
        assert_eq!(office.desk.staff_registration(&site, id, None, "").await.unwrap_err(), Error::Forbidden);
        assert_eq!(office.desk.queue(&site, QueueFilter::default()).await.unwrap().total, 0);

        office.fill(&lina, id, &[]).await;
        office.act(&lina, id, Command::Submit).await.unwrap();
        for (username, sees) in [
            ("site-beijing", true),
            ("area-beijing", true),
            ("centre", true),
            ("auditor", true),
            ("site-shanghai", false),
        ] {
            let officer = office.caller(username).await;
            assert_eq!(office.desk.staff_registration(&officer, id, None, "").await.is_ok(), sees, "{username}");
            let filter = QueueFilter { search: "李娜".into(), ..QueueFilter::default() };
            let found = office.desk.queue(&officer, filter).await.unwrap();
            let number = office.desk.profile(&lina).await.unwrap().identity["id_number"].clone();
            assert_eq!(found.rows.len(), usize::from(sees), "{username}");
            assert!(found.rows.iter().all(|row| row.id_number == number && number.contains('•')), "{username}");
            let counts = found.counts.tasks.iter().chain(&found.counts.others);
            assert_eq!(counts.map(|(_, many)| many).sum::<u32>(), u32::from(sees), "{username}");
        }
        for username in ["centre", "auditor", "site-shanghai", "area-shanghai"] {
            let officer = office.caller(username).await;
            assert_eq!(office.act(&officer, id, Command::PassSite).await, Err(Error::Forbidden), "{username}");
        }
        assert_eq!(office.act(&site, id, Command::PassArea).await, Err(Error::Forbidden));
        let pay = Command::Pay { order: "mine".into(), amount: 0 };
        assert_eq!(office.act(&lina, id, pay).await, Err(Error::Forbidden));
        assert_eq!(office.execute(&site, Order::UnbindWechat).await, Err(Error::Forbidden));
    })
    .await;
}

#[tokio::test]
async fn looking_at_an_id_number_is_on_record() {
    on_both_desks(async |office| {
        let lina = office.caller("lina").await;
        let id = office.start(&lina, "11").await.unwrap();
        office.fill(&lina, id, &[]).await;
        office.act(&lina, id, Command::Submit).await.unwrap();
        let auditor = office.caller("auditor").await;
        let number = office.desk.reveal_id_number(&auditor, id).await.unwrap();
        assert!(number.starts_with("11010119900307004") && number.len() == 18);
        let shanghai = office.caller("area-shanghai").await;
        assert_eq!(office.desk.reveal_id_number(&shanghai, id).await, Err(Error::Forbidden));
        assert_eq!(office.desk.reveal_id_number(&lina, id).await, Err(Error::Forbidden));
        let mut conn = office.desk.db().read().await.unwrap();
        let row = sqlx::query("select count(*) as many from audit where kind = 'reveal-id-number'");
        assert_eq!(row.fetch_one(&mut *conn).await.unwrap().try_get::<i64, _>("many").unwrap(), 1);
        let row = sqlx::query("select id_number_sealed as sealed from account where username = 'lina'");
        let sealed: String = row.fetch_one(&mut *conn).await.unwrap().try_get("sealed").unwrap();
        assert!(!sealed.is_empty() && !sealed.contains("19900307"));
        // An ID number in full finds the registration.
        drop(conn);
        let filter = QueueFilter { search: number, ..QueueFilter::default() };
        assert_eq!(office.desk.queue(&auditor, filter).await.unwrap().rows.len(), 1);
    })
    .await;
}
