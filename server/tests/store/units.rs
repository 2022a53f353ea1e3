//! The register of units, and requests to add to it: searched in every way, imported without doubling, decided once.

use super::{NOW, candidate, on_both};
use crate::desk::on_both_desks;
use app::domain::unit::{NewUnit, RequestState, Unit, UnitKind, UnitRequest};
use server::{
    register,
    store::{
        Db, StoreError,
        files::{self, StoredFile},
        unit_requests, units,
    },
};

fn unit(kind: UnitKind, code: &str, name: &str, region: &str) -> Unit {
    Unit { kind, code: code.into(), name: name.into(), region: region.into(), region_name: "某地".into() }
}

async fn fill(db: &Db, all: Vec<Unit>) {
    db.write::<_, StoreError, _>(move |tx| Box::pin(async move { units::insert_many(tx, &all, "import", NOW).await }))
        .await
        .unwrap();
}

async fn found(db: &Db, kind: UnitKind, query: &str, region: &str) -> Vec<String> {
    let found = units::search(&mut db.read().await.unwrap(), kind, query, region, 20).await.unwrap();
    found.into_iter().map(|unit| unit.code).collect()
}

#[tokio::test]
async fn the_register_is_searched_by_code_name_words_initials_and_region() {
    on_both(async |test| {
        let work = UnitKind::Work;
        fill(
            &test.db,
            vec![
                unit(work, "A1", "北京市东城区测试医院", "11/1101/110101"),
                unit(work, "A2", "东城区示例医院", "11/1101/110101"),
                unit(work, "A10", "广州市越秀区测试医院", "44/4401/440104"),
                unit(work, "C1", "（东院）测试医院", ""),
                unit(work, "D1", "100%测试诊所", "44/4401/440103"),
                unit(UnitKind::School, "A1", "测试医科大学", "11/1101/110102"),
            ],
        )
        .await;
        for (query, region, expected) in [
            // The exact code first, then those that begin so.
            ("A1", "", vec!["A1", "A10"]),
            ("a1", "", vec!["A1", "A10"]),
            ("A10", "11", vec![]),
            // The beginning of a name before a part of it, otherwise in the order of the characters.
            ("东城区", "", vec!["A2", "A1"]),
            ("测试医院", "", vec!["C1", "A1", "A10"]),
            ("东城 医院", "", vec!["A2", "A1"]),
            ("  医院　测试 ", "11", vec!["A1"]),
            ("东城 学院", "", vec![]),
            ("bjsdcq", "", vec!["A1"]),
            ("DCQ", "", vec!["A2"]),
            // Wide signs as narrow ones; signs of patterns are no wildcards.
            ("(东院)", "", vec!["C1"]),
            ("（东院）", "", vec!["C1"]),
            ("0%", "", vec!["D1"]),
            ("%", "", vec!["D1"]),
            ("_", "", vec![]),
            ("!", "", vec![]),
            // A region holds everything below it, and nothing that merely begins with the same digits.
            ("测试", "44", vec!["D1", "A10"]),
            ("测试", "44/4401/440104", vec!["A10"]),
            ("测试", "44/440", vec![]),
            ("", "11", vec!["A2", "A1"]),
            ("", "", vec![]),
            (" 　", "", vec![]),
        ] {
            assert_eq!(found(&test.db, work, query, region).await, expected, "{query:?} in {region:?}");
        }
        assert_eq!(found(&test.db, UnitKind::School, "测试", "").await, ["A1"]);
        let most = units::search(&mut test.db.read().await.unwrap(), work, "测试", "", 2).await.unwrap();
        assert_eq!(most.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn an_entry_is_there_once_and_found_by_its_code() {
    on_both(async |test| {
        let (old, new) = (unit(UnitKind::Work, "A1", "旧名医院", "11"), unit(UnitKind::Work, "A1", "新名医院", "44"));
        fill(&test.db, vec![old.clone(), old.clone()]).await;
        fill(&test.db, vec![new.clone()]).await;
        let codes = [(UnitKind::Work, "A1".to_owned()), (UnitKind::School, "A1".to_owned())];
        let there = units::by_codes(&mut test.db.read().await.unwrap(), &codes).await.unwrap();
        assert_eq!(there, std::slice::from_ref(&new));
        assert_eq!(found(&test.db, UnitKind::Work, "旧名", "").await, [""; 0]);
        let again = test.db.write::<_, StoreError, _>(move |tx| {
            Box::pin(async move { units::insert(tx, &new, "request", NOW).await })
        });
        assert!(again.await.unwrap_err().violates("unit_kind_code_key"));
    })
    .await;
}

#[tokio::test]
async fn a_file_is_imported_line_by_line_and_again_without_doubling() {
    let file = "kind,code,name,region,region_name\n\
                work,im001,导入测试医院,11/1101/110101,北京市东城区\n\
                work,IM 2,坏编码医院,,\n\
                house,IM3,不知何物,,\n\
                work,IM4,缺一列,\n\
                school,IM5,导入测试学校,,\n\
                work,IM6,坏地区医院,北京,\n\
                work,IM7,没有地区医院,,\n\
                work,IM8,只有城市医院,11/1101,北京市\n\
                work,IM9,别处医院,44/1101/110101,\n";
    // Each line that is left out, and how what is said of it begins.
    let left_out = [
        (3, "code: "),
        (4, "kind: "),
        (5, ""),
        (7, "region: \"北京\" is no path"),
        (8, "region: is empty"),
        (9, "region: \"11/1101\" is no county"),
        (10, "region: \"44/1101/110101\" is no county"),
    ];
    on_both_desks(async |office| {
        for _ in 0..2 {
            let mut wrong = Vec::new();
            let note = |line: u64, problem: String| wrong.push((line, problem));
            let taken = register::import(&office.desk, "import", file.as_bytes(), note).await.unwrap();
            assert_eq!(taken, 2);
            let said = wrong.iter().zip(left_out).all(|((line, why), (at, how))| *line == at && why.starts_with(how));
            assert!(said && wrong.len() == left_out.len(), "{wrong:?}");
        }
        // A school may lie nowhere: 师承及确有专长 is chosen as one (notice 003, 第七步 一 2).
        assert_eq!(found(office.desk.db(), UnitKind::School, "师承", "").await, ["999998"]);
        assert_eq!(found(office.desk.db(), UnitKind::Work, "导入测试", "11").await, ["IM001"]);
        assert_eq!(found(office.desk.db(), UnitKind::School, "drcsxx", "").await, ["IM5"]);
    })
    .await;
}

#[tokio::test]
async fn a_request_is_listed_where_it_belongs_and_decided_once() {
    on_both(async |test| {
        let owner = candidate(&test.db, "first").await;
        let request = |region: &str, file: &str, due: i64| UnitRequest {
            candidate: owner,
            unit: NewUnit {
                kind: UnitKind::Work, name: "测试医院".into(), code: "A1".into(), region: region.into()
            },
            region_name: "某地".into(),
            papers: [format!("{file}-1"), format!("{file}-2")],
            at: NOW,
            due: NOW.plus(due),
            ..UnitRequest::default()
        };
        let insert = async |request: UnitRequest| {
            test.db
                .write::<_, StoreError, _>(move |tx| Box::pin(async move { unit_requests::insert(tx, &request).await }))
                .await
                .unwrap()
        };
        let first = insert(request("11/1101/110101", "a", 2)).await;
        let second = insert(request("11/1101/110102", "b", 1)).await;
        let third = insert(request("44/4401/440104", "c", 3)).await;
        let listed = async |region: &str, open: bool| {
            let all = unit_requests::listed(&mut test.db.read().await.unwrap(), region, open).await.unwrap();
            all.into_iter().map(|(request, _)| request.id).collect::<Vec<_>>()
        };
        assert_eq!(listed("", true).await, [second, first, third]);
        assert_eq!(listed("11", true).await, [second, first]);
        assert_eq!(listed("1", true).await, [0; 0]);
        let decide = async |state: RequestState| {
            test.db
                .write::<_, StoreError, _>(move |tx| {
                    Box::pin(async move { unit_requests::decide(tx, second, state, "看不清", NOW, 9).await })
                })
                .await
                .unwrap()
        };
        assert!(decide(RequestState::Refused).await);
        assert!(!decide(RequestState::Approved).await, "decided already");
        assert_eq!((listed("11", true).await, listed("11", false).await), (vec![first], vec![second]));
        let mut conn = test.db.read().await.unwrap();
        let own = unit_requests::of(&mut conn, owner).await.unwrap();
        assert_eq!(own.iter().map(|request| request.id).collect::<Vec<_>>(), [third, second, first]);
        let decided = unit_requests::find(&mut conn, second).await.unwrap().unwrap();
        assert_eq!((decided.state, decided.opinion.as_str()), (RequestState::Refused, "看不清"));
        assert_eq!(decided.decided, Some(NOW));
        assert_eq!(unit_requests::open_of(&mut conn, owner).await.unwrap(), 2);
        assert_eq!(unit_requests::waiting(&mut conn, "44").await.unwrap(), 1);
        assert_eq!(unit_requests::with_paper(&mut conn, owner, "c-2").await.unwrap()[0].id, third);
    })
    .await;
}

#[tokio::test]
async fn the_papers_of_a_request_count_as_used() {
    on_both(async |test| {
        let owner = candidate(&test.db, "first").await;
        let papers = ["paper-1", "paper-2"];
        for name in [papers[0], papers[1], "left"] {
            let (name, purpose, content_type) = (name.into(), "unit-paper".into(), "image/jpeg".into());
            let file = StoredFile { name, owner, purpose, content_type, bytes: 1, at: NOW.plus(-1) };
            test.db
                .write::<_, StoreError, _>(move |tx| Box::pin(async move { files::insert(tx, &file).await }))
                .await
                .unwrap();
        }
        let request = UnitRequest { candidate: owner, papers: papers.map(str::to_owned), ..UnitRequest::default() };
        test.db
            .write::<_, StoreError, _>(move |tx| Box::pin(async move { unit_requests::insert(tx, &request).await }))
            .await
            .unwrap();
        let old = files::old(&mut test.db.read().await.unwrap(), NOW, "", 100).await.unwrap();
        for (name, used) in [("paper-1", true), ("paper-2", true), ("left", false)] {
            assert!(old.iter().any(|file| file.name == name && file.used == used), "{name}: {old:?}");
            let anywhere = files::is_used(&mut test.db.read().await.unwrap(), name).await.unwrap();
            assert_eq!(anywhere, used, "{name}");
            let forget =
                test.db.write::<_, StoreError, _>(move |tx| Box::pin(async move { files::forget(tx, name).await }));
            assert_eq!(forget.await.unwrap(), !used, "{name}");
        }
    })
    .await;
}
