//! The Desk: answers every screen and carries every command out. It decides nothing: `app::domain` does.
//!
//! - `execute`: a command in one transaction: key, load, may, decide, save, events, jobs; then announce
//! - `accounts`, `sessions`: sign up, sign in, sign out; a cookie's owner
//! - `profile`, `education`, `wechat`, `programmes`, `registrations`, `staff`, `sandbox`: the screens, by noun; `check`:
//!   the last look before submitting
//! - `units`, `unit_requests`: the register of units and schools, and requests to add to it
//! - `bans`: the register of those who may not take part
//! - `known`: what the rules must know of a candidate; `prefill`: what a page offers before it is saved
//! - `words`: values in words; `printed`: the form on paper; `views`: the parts that several screens share

mod accounts;
mod bans;
mod check;
mod choices;
mod education;
mod execute;
mod known;
mod photos;
mod prefill;
mod printed;
mod profile;
mod programmes;
mod registrations;
mod sandbox;
mod sessions;
mod staff;
mod unit_requests;
mod units;
mod views;
mod wechat;
pub mod words;

pub(crate) use views::differences_text;

use crate::{
    clock::Clock,
    files::Files,
    keys::Keys,
    live::Live,
    passwords::Passwords,
    programmes::Programmes,
    providers::{sandbox_wechat::SandboxWechat, wechat::Wechat},
    store::{Conn, Db, StoreError, dialect::Engine, mode, verify},
};
use app::{
    desk::{Caller, Desk, Order, Receipt, Result, Session},
    domain::{
        account::SignUp,
        calendar::Moment,
        form::{Answers, Choice},
        programme::Programme,
        refusal::Refusal,
        registration::State,
        unit::{Unit, UnitKind},
    },
    error::Error,
    view::{
        AreaView, CheckView, DemoAccount, EducationView, Elsewhere, FillView, Header, InboxView, Landing,
        MaterialsView, MeView, PhotoView, ProfileView, ProgrammeView, Queue, QueueFilter, RegistrationView,
        RequestsView, SandboxView, StaffBans, StaffRegistration, StaffRequests, StaffUnits, StaffView, WechatView,
    },
};
use async_trait::async_trait;
use futures::future::BoxFuture;
use std::{fmt::Display, path::PathBuf, sync::Arc};
use tokio::sync::{Mutex, Notify};

/// When to come back where the store is busy, in seconds.
const COME_BACK: u32 = 3;

/// A failure inside: its cause goes to the log under an id, the id to the person.
pub fn unexpected(cause: impl Display) -> Error {
    let id: String = crate::keys::random_token().chars().filter(char::is_ascii_alphanumeric).take(10).collect();
    tracing::error!(%id, cause = %cause, "unexpected failure");
    Error::Unexpected(id)
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy => Self::Busy(COME_BACK),
            other => unexpected(other),
        }
    }
}

/// The office that answers; cheap to clone.
#[derive(Clone)]
pub struct OfficeDesk {
    db: Db,
    programmes: Arc<Programmes>,
    clock: Clock,
    keys: Arc<Keys>,
    passwords: Passwords,
    files: Files,
    live: Live,
    wechat: Option<Arc<dyn Wechat>>,
    sandbox: Option<Arc<SandboxWechat>>,
    /// Wakes the worker when a commit left jobs behind.
    wake: Arc<Notify>,
    /// One binding of WeChat at a time for an account: the code of an authorisation can be exchanged once only.
    binding: Arc<[Mutex<()>; 64]>,
}

impl OfficeDesk {
    /// A Desk over this storage. In the demo the outside services are the sandbox's.
    ///
    /// # Errors
    /// Where the instances on PostgreSQL cannot hear one another.
    pub async fn new(
        db: Db,
        programmes: Programmes,
        clock: Clock,
        keys: Keys,
        uploads: PathBuf,
        demo: bool,
    ) -> std::result::Result<Self, StoreError> {
        let live = match (db.engine(), db.url()) {
            (Engine::Postgres, url) => Live::shared(url).await?,
            (Engine::Sqlite, _) => Live::alone(),
        };
        let sandbox = SandboxWechat::in_demo(demo).map(Arc::new);
        let wechat = sandbox.clone().map(|sandbox| -> Arc<dyn Wechat> { sandbox });
        Ok(Self {
            files: Files::new(db.clone(), uploads, clock.clone()),
            db,
            programmes: Arc::new(programmes),
            clock,
            keys: Arc::new(keys),
            passwords: Passwords::new(),
            live,
            wechat,
            sandbox,
            wake: Arc::default(),
            binding: Arc::new(std::array::from_fn(|_| Mutex::default())),
        })
    }

    /// The moment by which windows open and close.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The clock.
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The database.
    pub const fn db(&self) -> &Db {
        &self.db
    }

    /// The keys.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The passwords.
    pub const fn passwords(&self) -> &Passwords {
        &self.passwords
    }

    /// Uploaded files.
    pub const fn files(&self) -> &Files {
        &self.files
    }

    /// What changes.
    pub const fn live(&self) -> &Live {
        &self.live
    }

    /// The exams.
    pub fn programmes(&self) -> &Programmes {
        &self.programmes
    }

    /// Whether the demo runs.
    pub const fn is_demo(&self) -> bool {
        self.sandbox.is_some()
    }

    /// Wakes the worker.
    pub fn wake(&self) -> &Notify {
        &self.wake
    }

    /// Makes sure that the data are for what this server is: the demo, or real registrations.
    ///
    /// # Errors
    /// A sentence for the operator where they were first opened in the other mode.
    pub async fn settle_mode(&self) -> std::result::Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let mode = |demo: bool| if demo { "demo" } else { "real" };
        let own = mode(self.is_demo());
        let settled = self.db.write::<_, StoreError, _>(move |tx| Box::pin(mode::settle(tx, own))).await?;
        match settled == own {
            true => Ok(()),
            false if self.is_demo() => Err("these data hold real registrations: the demo needs another --data".into()),
            false => Err("these data are the demo's, with passwords that everybody knows: use another --data".into()),
        }
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// Where it does not.
    pub async fn ready(&self) -> Result<()> {
        let mut conn = self.db.read().await?;
        crate::store::accounts::none_yet(&mut conn).await?;
        Ok(())
    }

    /// Proves the log.
    ///
    /// # Errors
    /// Where the storage cannot be read.
    pub async fn verify_log(&self) -> std::result::Result<verify::Report, StoreError> {
        verify::verify(&self.db).await
    }

    /// Runs a command in a transaction of its own.
    async fn write<T, F>(&self, work: F) -> Result<T>
    where
        F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T>> + Clone + Send + 'static,
        T: Send + 'static,
    {
        self.db.write(work).await
    }

    /// The programme of this name, for somebody who asked for it.
    fn programme(&self, id: &str) -> Result<Arc<Programme>> {
        self.programmes.get(id).ok_or(Error::Refused(Refusal::ProgrammeUnknown))
    }
}

#[async_trait]
impl Desk for OfficeDesk {
    async fn sign_up(&self, caller: &Caller, form: SignUp) -> Result<Session> {
        accounts::sign_up(self, caller, form).await
    }
    async fn sign_in(&self, caller: &Caller, username: String, password: String) -> Result<Session> {
        accounts::sign_in(self, caller, username, password).await
    }
    async fn sign_out(&self, caller: &Caller) -> Result<String> {
        sessions::sign_out(self, caller).await
    }
    fn demo_accounts(&self) -> Vec<DemoAccount> {
        if self.is_demo() { crate::seed::demo_accounts() } else { Vec::new() }
    }
    async fn header(&self, caller: &Caller) -> Result<Header> {
        profile::header(self, caller).await
    }
    async fn landing(&self, caller: &Caller) -> Result<Landing> {
        programmes::landing(self, caller).await
    }
    async fn me(&self, caller: &Caller) -> Result<MeView> {
        profile::me(self, caller).await
    }
    async fn profile(&self, caller: &Caller) -> Result<ProfileView> {
        profile::profile(self, caller).await
    }
    async fn photo(&self, caller: &Caller) -> Result<PhotoView> {
        profile::photo(self, caller).await
    }
    async fn education(&self, caller: &Caller) -> Result<EducationView> {
        education::records(self, caller).await
    }
    async fn wechat(&self, caller: &Caller) -> Result<WechatView> {
        wechat::binding(self, caller).await
    }
    async fn inbox(&self, caller: &Caller) -> Result<InboxView> {
        profile::inbox(self, caller).await
    }
    async fn programme(&self, caller: &Caller, programme: &str) -> Result<ProgrammeView> {
        programmes::programme(self, caller, programme).await
    }
    async fn registration(&self, caller: &Caller, id: i64) -> Result<RegistrationView> {
        registrations::registration(self, caller, id).await
    }
    async fn area(&self, caller: &Caller, id: i64) -> Result<AreaView> {
        registrations::area(self, caller, id).await
    }
    async fn fill(&self, caller: &Caller, id: i64, page: &str) -> Result<FillView> {
        registrations::fill(self, caller, id, page).await
    }
    async fn compare(&self, caller: &Caller, id: i64, page: &str, typed: Answers) -> Result<Elsewhere> {
        registrations::compare(self, caller, id, page, typed).await
    }
    async fn materials(&self, caller: &Caller, id: i64) -> Result<MaterialsView> {
        registrations::materials(self, caller, id).await
    }
    async fn check(&self, caller: &Caller, id: i64) -> Result<CheckView> {
        check::check(self, caller, id).await
    }
    async fn unit_requests(&self, caller: &Caller, region: &str) -> Result<RequestsView> {
        unit_requests::requests(self, caller, region).await
    }
    async fn search_units(&self, caller: &Caller, kind: UnitKind, query: &str, region: &str) -> Result<Vec<Unit>> {
        units::search(self, caller, kind, query, region).await
    }
    fn choices(&self, _: &Caller, programme: &str, dictionary: &str, parent: &str) -> Result<Vec<Choice>> {
        units::choices(self, programme, dictionary, parent)
    }
    async fn staff(&self, caller: &Caller) -> Result<StaffView> {
        staff::staff(self, caller).await
    }
    async fn queue(&self, caller: &Caller, filter: QueueFilter) -> Result<Queue> {
        staff::queue(self, caller, filter).await
    }
    async fn staff_registration(
        &self,
        caller: &Caller,
        id: i64,
        from: Option<State>,
        code: &str,
    ) -> Result<StaffRegistration> {
        staff::registration(self, caller, id, from, code).await
    }
    async fn reveal_id_number(&self, caller: &Caller, id: i64) -> Result<String> {
        staff::reveal_id_number(self, caller, id).await
    }
    async fn staff_requests(&self, caller: &Caller) -> Result<StaffRequests> {
        unit_requests::staff_requests(self, caller).await
    }
    async fn staff_units(&self, caller: &Caller, kind: UnitKind, query: &str, region: &str) -> Result<StaffUnits> {
        units::staff_units(self, caller, kind, query, region).await
    }
    async fn staff_bans(&self, caller: &Caller, query: &str) -> Result<StaffBans> {
        bans::staff_bans(self, caller, query).await
    }
    async fn sandbox(&self, caller: &Caller) -> Result<SandboxView> {
        sandbox::sandbox(self, caller).await
    }
    async fn execute(&self, caller: &Caller, order: Order) -> Result<Receipt> {
        execute::execute(self, caller, order).await
    }
}
