//! The Desk on both engines, with the people of the demo.

mod flow;
mod live;
mod once;
mod scope;
mod signing;
mod windows;

use crate::store::{TestDb, on_both};
use app::{
    desk::{Caller, Chosen, Command, Desk, Order, Receipt, Result},
    domain::{
        calendar::Moment,
        form::{Answer, Answers, FieldType},
        registration,
        text::Language,
    },
};
use server::{
    clock::Clock,
    desk::OfficeDesk,
    jobs,
    keys::Keys,
    programmes::Programmes,
    seed,
    store::{accounts, registrations},
};
use std::future::Future;

/// A Desk with its seeded people.
pub struct Office {
    pub desk: OfficeDesk,
    _test: TestDb,
}

/// Runs a test with a fresh Desk on each engine.
pub async fn on_both_desks<F, T>(test: F)
where
    F: Fn(Office) -> T,
    T: Future<Output = ()>,
{
    on_both(async |db: TestDb| test(Office::new(db).await).await).await;
}

impl Office {
    async fn new(test: TestDb) -> Self {
        let clock = Clock::starting_at(at("2023-12-05T09:00"));
        let keys = Keys::from_text(&"2a".repeat(32)).unwrap();
        let uploads = test.folder.path().join("uploads");
        let programmes = Programmes::shipped().unwrap();
        let desk = OfficeDesk::new(test.db.clone(), programmes, clock, keys, uploads, true).await.unwrap();
        seed::seed(&desk).await.unwrap();
        Self { desk, _test: test }
    }

    /// A person of the demo, signed in.
    pub async fn caller(&self, username: &str) -> Caller {
        let account = accounts::by_username(&mut self.desk.db().read().await.unwrap(), username).await.unwrap();
        let actor = account.map(|account| account.actor());
        Caller { actor, session: None, peer: "127.0.0.1".into(), language: Language::Chinese }
    }

    /// Carries a command out without a key.
    pub async fn execute(&self, caller: &Caller, command: Command) -> Result<Receipt> {
        self.desk.execute(caller, Order { key: String::new(), command }).await
    }

    /// Does something to a registration.
    pub async fn act(&self, caller: &Caller, id: i64, command: registration::Command) -> Result<Receipt> {
        self.execute(caller, Command::Registration { id, version: None, command }).await
    }

    /// Starts in `area`, having accepted everything.
    pub async fn start(&self, caller: &Caller, area: &str) -> Result<i64> {
        self.execute(caller, self.start_command(area)).await.map(|receipt| receipt.registration.unwrap())
    }

    /// The command that starts in `area`.
    pub fn start_command(&self, area: &str) -> Command {
        let programme = self.desk.programmes().get("health-2024").unwrap();
        let accepted = programme.statements.iter().map(|s| s.key.clone()).collect();
        Command::Start {
            programme: programme.id.clone(),
            chosen: Chosen { area: area.into(), ..Chosen::default() },
            accepted,
        }
    }

    /// Saves every page with what it offers, changed by `typed`.
    pub async fn fill(&self, caller: &Caller, id: i64, typed: &[(&str, &str)]) {
        let programme = self.desk.programmes().get("health-2024").unwrap();
        for page in &programme.pages {
            let view = self.desk.fill(caller, id, &page.key).await.unwrap();
            let mut answers = Answers::new();
            for field in page.fields.iter().filter(|f| f.kind != FieldType::Identity) {
                let offered = view.answers.get(&field.key).cloned().unwrap_or(Answer::One(String::new()));
                let changed = typed.iter().find(|(key, _)| *key == field.key).map(|(_, value)| (*value).to_owned());
                let education = || view.education.first().map(|record| record.id.to_string());
                let answer = match (changed, field.kind) {
                    (Some(value), _) => Answer::One(value),
                    (None, FieldType::Education) if offered.is_empty() => Answer::One(education().unwrap_or_default()),
                    _ => offered,
                };
                answers.insert(field.key.clone(), answer);
            }
            let command = registration::Command::SavePage { page: page.key.clone(), answers, base: view.base };
            self.act(caller, id, command).await.unwrap();
            let wrong = self.desk.fill(caller, id, &page.key).await.unwrap().wrong;
            assert_eq!(wrong, [], "{}", page.key);
        }
        let confirm = registration::Command::ConfirmPhoto { photo: String::new(), source: String::new() };
        self.act(caller, id, confirm).await.unwrap();
    }

    /// Runs all jobs that are due.
    pub async fn run_jobs(&self) {
        while jobs::queue::round(&self.desk).await.unwrap() > 0 {}
    }

    /// The titles in an inbox, oldest first.
    pub async fn inbox(&self, caller: &Caller) -> Vec<String> {
        self.run_jobs().await;
        let messages = self.desk.inbox(caller).await.unwrap().messages;
        messages.into_iter().rev().map(|message| message.title.zh).collect()
    }

    /// The registration as stored.
    pub async fn stored(&self, id: i64) -> registration::Registration {
        registrations::load(&mut self.desk.db().read().await.unwrap(), id).await.unwrap().unwrap()
    }

    /// Proves the log.
    pub async fn prove(&self) {
        let report = self.desk.verify_log().await.unwrap();
        assert!(report.is_sound(), "{report}");
    }
}

/// A Beijing moment.
pub fn at(text: &str) -> Moment {
    Moment::parse_beijing(text).unwrap()
}

/// The answers of somebody who was not there last year.
pub const NEW: &[(&str, &str)] = &[
    ("site", ""),
    ("ethnicity", "01"),
    ("health", "1"),
    ("category", "nursing"),
    ("level", "intermediate"),
    ("specialty", "368"),
    ("practice_category", "nursing"),
    ("first_registered", "2014-09"),
    ("residency", "no"),
    ("title", "senior_nurse"),
    ("title_obtained", "2018-06"),
    ("unit", "上海市演示医院"),
    ("unit_kind", "hospital"),
    ("department", "外科"),
    ("post", "senior_nurse"),
    ("practice_since", "2014-08"),
    ("practice_years", "9"),
];
