//! Exactly once: double taps, retries, two tabs, two officers.

use super::on_both_desks;
use app::{
    desk::{Caller, Command, Desk, Order},
    domain::{
        education::NewEducation,
        form::{Answer, Answers},
        refusal::Refusal,
        registration::{self, Event, State},
    },
    error::Error,
};
use server::{desk::OfficeDesk, store::events};

/// The same command many times at a time, with `key` of each number.
async fn at_once(
    desk: &OfficeDesk,
    caller: &Caller,
    command: &Command,
    key: impl Fn(usize) -> String,
) -> Vec<Result<app::desk::Receipt, Error>> {
    let tasks: Vec<_> = (0..8)
        .map(|number| {
            let (desk, caller) = (desk.clone(), caller.clone());
            let order = Order { key: key(number), command: command.clone() };
            tokio::spawn(async move { desk.execute(&caller, order).await })
        })
        .collect();
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    answers
}

async fn count(desk: &OfficeDesk, id: i64, is: fn(&Event) -> bool) -> usize {
    let stored = events::of(&mut desk.db().read().await.unwrap(), id).await.unwrap();
    stored.iter().filter(|event| is(&event.event().unwrap())).count()
}

#[tokio::test]
async fn a_start_and_a_submission_happen_once_however_often_they_are_sent() {
    on_both_desks(async |office| {
        let lina = office.caller("lina").await;
        let start = office.start_command("11");
        let answers = at_once(&office.desk, &lina, &start, |_| "start".into()).await;
        let first = answers[0].clone().unwrap();
        assert!(answers.iter().all(|answer| answer.as_ref() == Ok(&first)), "{answers:?}");
        let id = first.registration.unwrap();
        assert_eq!(office.desk.me(&lina).await.unwrap().registrations.len(), 1);
        // Another key is another wish, and the rules name the registration that is there.
        for answer in at_once(&office.desk, &lina, &start, |n| format!("other {n}")).await {
            assert_eq!(answer, Err(Error::Refused(Refusal::AlreadyRegistering { registration: id })));
        }

        office.fill(&lina, id, &[]).await;
        let submit = Command::Registration { id, version: None, command: registration::Command::Submit };
        let answers = at_once(&office.desk, &lina, &submit, |_| "submit".into()).await;
        assert!(answers.iter().all(|answer| *answer == answers[0] && answer.is_ok()), "{answers:?}");
        for answer in at_once(&office.desk, &lina, &submit, |n| format!("again {n}")).await {
            assert_eq!(answer, Err(Error::Refused(Refusal::NotInState { state: State::Confirmed })));
        }
        assert_eq!(count(&office.desk, id, |e| matches!(e, Event::Submitted { .. })).await, 1);
        assert_eq!(office.inbox(&lina).await.len(), 1);
        office.prove().await;
    })
    .await;
}

#[tokio::test]
async fn of_two_officers_one_decides() {
    on_both_desks(async |office| {
        let lina = office.caller("lina").await;
        let id = office.start(&lina, "11").await.unwrap();
        office.fill(&lina, id, &[]).await;
        office.act(&lina, id, registration::Command::Submit).await.unwrap();
        let officer = office.caller("site-beijing").await;
        let version = Some(office.stored(id).await.version);
        let pass = Command::Registration { id, version, command: registration::Command::PassSite };
        let answers = at_once(&office.desk, &officer, &pass, |n| n.to_string()).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        let others = answers.iter().filter(|answer| answer.is_err());
        others.for_each(|other| assert_eq!(*other, Err(Error::Refused(Refusal::ChangedMeanwhile))));
        assert_eq!(count(&office.desk, id, |e| matches!(e, Event::SitePassed)).await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_same_education_record_is_kept_once() {
    on_both_desks(async |office| {
        let wangfang = office.caller("wangfang").await;
        let add = |certificate: &str| Command::AddEducation {
            education: NewEducation {
                school: "首都医科大学".into(),
                major: "护理学".into(),
                level: "21".into(),
                degree: "4".into(),
                graduated: "2017-07".into(),
                certificate: certificate.into(),
            },
        };
        office.execute(&wangfang, add("100252017050099")).await.unwrap();
        let again = office.execute(&wangfang, add(" 100252017050099 ")).await;
        assert_eq!(again, Err(Error::Refused(Refusal::EducationExists)));
        office.execute(&wangfang, add("100252017050100")).await.unwrap();
        assert_eq!(office.desk.education(&wangfang).await.unwrap().records.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_corrected_page_under_the_same_key_is_not_lost() {
    on_both_desks(async |office| {
        let lina = office.caller("lina").await;
        let id = office.start(&lina, "11").await.unwrap();
        let save = |mobile: &str, base| {
            let answers = Answers::from([("mobile".to_owned(), Answer::One(mobile.to_owned()))]);
            let command = registration::Command::SavePage { page: "contact".into(), answers, base };
            Order { key: "page".into(), command: Command::Registration { id, version: None, command } }
        };
        let first = office.desk.execute(&lina, save("13800000002", 0)).await.unwrap();
        assert_eq!(office.desk.execute(&lina, save("13800000002", 0)).await, Ok(first));
        // Another tab still has the page as it was; the same tab knows the newer version.
        let stale = office.desk.execute(&lina, save("13800000009", 0)).await;
        assert_eq!(stale, Err(Error::Refused(Refusal::PageChangedElsewhere)));
        assert_eq!(office.desk.execute(&lina, save("13800000009", 1)).await.unwrap().version, 2);
        assert_eq!(office.stored(id).await.answers["mobile"].one(), "13800000009");
    })
    .await;
}
