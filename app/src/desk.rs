//! Everything that the screens may ask of the server: one method a screen to read, [`Desk::execute`] to write.
//!
//! `app` only knows this trait; `server` implements it. Who is asking comes first in every method, and the
//! Desk, not the screen, decides whether they may.

use crate::{
    domain::{
        account::SignUp,
        ban::NewBan,
        contact::Contact,
        education::NewEducation,
        form::{Answers, Choice},
        registration,
        role::Actor,
        text::Language,
        unit::{NewUnit, Unit, UnitKind},
    },
    error::Error,
    view::{
        AreaView, CheckView, DemoAccount, EducationView, Elsewhere, FillView, Header, InboxView, Landing,
        MaterialsView, MeView, PhotoView, ProfileView, ProgrammeView, Queue, QueueFilter, RegistrationView,
        RequestsView, SandboxView, StaffBans, StaffRegistration, StaffRequests, StaffUnits, StaffView, WechatView,
    },
};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// The answer of the Desk.
pub type Result<T> = std::result::Result<T, Error>;

/// Who is asking, found by the session layer and put into the request.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// Who is signed in.
    pub actor: Option<Actor>,
    /// The session's number, for ending it.
    pub session: Option<i64>,
    /// The address of the peer, for throttling.
    pub peer: String,
    /// The language of the answer.
    pub language: Language,
}

impl Caller {
    /// The signed-in actor.
    ///
    /// # Errors
    /// [`Error::SignIn`] where nobody is signed in.
    pub fn signed_in(&self) -> Result<&Actor> {
        self.actor.as_ref().ok_or(Error::SignIn)
    }
}

/// Something to be written, with the key under which a repetition is answered as the first time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Made by the page or the browser; at most 64 characters; empty = no protection against repetition.
    pub key: String,
    /// What to do.
    pub command: Command,
}

/// What can be written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "on", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each variant's sentence names its fields")]
pub enum Command {
    /// Start a registration with what was chosen, having accepted these statements.
    Start { programme: String, chosen: Chosen, accepted: Vec<String> },
    /// Do something to registration `id`; officers name the version they decided on.
    Registration { id: i64, version: Option<i64>, command: registration::Command },
    /// Change phone, address and postcode of one's profile, typed on version `base`.
    SaveContact { contact: Contact, base: i64 },
    /// Add an education record.
    AddEducation { education: NewEducation },
    /// Remove an unused education record.
    RemoveEducation { id: i64 },
    /// Bind the WeChat account that this authorisation names.
    BindWechat { state: String, code: String },
    /// Give the binding up.
    UnbindWechat,
    /// Mark all messages as read.
    ReadMessages,
    /// Ask to add `unit` to the register, with the stored files of its papers in the order of
    /// [`Paper::ALL`](crate::domain::unit::Paper::ALL); an empty name is a paper that is not there.
    RequestUnit { unit: NewUnit, papers: [String; 2] },
    /// Decide such a request, saying `opinion` to the candidate.
    DecideUnitRequest { id: i64, approve: bool, opinion: String },
    /// Put a person on the register of bans.
    SetBan { ban: NewBan },
    /// Lift a ban before its end.
    LiftBan { id: i64 },
    /// Demo only: set the clock.
    SetClock { beijing: String },
}

/// What is chosen at the start: each only where the programme asks for it then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// The code of an area.
    pub area: String,
    /// The code of a specialty.
    pub specialty: String,
}

/// What a write did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The registration concerned, where one is.
    pub registration: Option<i64>,
    /// Its version after the write; for a saved page the page's version, for contact data theirs.
    pub version: i64,
    /// When it was written, as the server's clock says (ms since 1970).
    pub at: crate::domain::calendar::Moment,
}

/// A fresh session: the value for `Set-Cookie` and who is signed in now.
#[derive(Clone, Debug)]
pub struct Session {
    /// The whole header value.
    pub set_cookie: String,
    /// Who.
    pub actor: Actor,
}

/// Everything that the screens may ask of the server.
#[async_trait]
pub trait Desk: Send + Sync {
    // --- accounts
    /// `/register`: makes an account and signs it in.
    async fn sign_up(&self, caller: &Caller, form: SignUp) -> Result<Session>;
    /// `/login`: user name or ID number, and password.
    async fn sign_in(&self, caller: &Caller, username: String, password: String) -> Result<Session>;
    /// Ends the session; the `Set-Cookie` value that forgets it.
    async fn sign_out(&self, caller: &Caller) -> Result<String>;
    /// The accounts that the sign-in page shows; empty outside demo mode.
    fn demo_accounts(&self) -> Vec<DemoAccount>;

    // --- every screen
    /// The header: who is signed in, how many messages wait, whether the demo runs.
    async fn header(&self, caller: &Caller) -> Result<Header>;

    // --- candidate screens
    /// `/` and `/programmes`.
    async fn landing(&self, caller: &Caller) -> Result<Landing>;
    /// `/me`.
    async fn me(&self, caller: &Caller) -> Result<MeView>;
    /// `/me/profile`.
    async fn profile(&self, caller: &Caller) -> Result<ProfileView>;
    /// `/me/photo`.
    async fn photo(&self, caller: &Caller) -> Result<PhotoView>;
    /// `/me/education`.
    async fn education(&self, caller: &Caller) -> Result<EducationView>;
    /// `/me/wechat`.
    async fn wechat(&self, caller: &Caller) -> Result<WechatView>;
    /// `/me/inbox`.
    async fn inbox(&self, caller: &Caller) -> Result<InboxView>;
    /// `/programmes/{programme}`.
    async fn programme(&self, caller: &Caller, programme: &str) -> Result<ProgrammeView>;
    /// `/registrations/{id}` and its photo, confirmation, review, payment and notice pages.
    async fn registration(&self, caller: &Caller, id: i64) -> Result<RegistrationView>;
    /// `/registrations/{id}/area`.
    async fn area(&self, caller: &Caller, id: i64) -> Result<AreaView>;
    /// `/registrations/{id}/fill/{page}`.
    async fn fill(&self, caller: &Caller, id: i64, page: &str) -> Result<FillView>;
    /// What is typed on a page of the form beside what was saved of it elsewhere.
    async fn compare(&self, caller: &Caller, id: i64, page: &str, typed: Answers) -> Result<Elsewhere>;
    /// `/registrations/{id}/materials`.
    async fn materials(&self, caller: &Caller, id: i64) -> Result<MaterialsView>;
    /// `/registrations/{id}/submit`: check your answers.
    async fn check(&self, caller: &Caller, id: i64) -> Result<CheckView>;
    /// `/me/requests`; `region` is as much of the next request's region as is chosen.
    async fn unit_requests(&self, caller: &Caller, region: &str) -> Result<RequestsView>;

    // --- what fields choose from
    /// Entries of the register: those of `region` (a path of codes), or all, that fit `query`.
    async fn search_units(&self, caller: &Caller, kind: UnitKind, query: &str, region: &str) -> Result<Vec<Unit>>;
    /// The choices below `parent` in a dictionary of several levels; the topmost where it is empty.
    fn choices(&self, caller: &Caller, programme: &str, dictionary: &str, parent: &str) -> Result<Vec<Choice>>;

    // --- officer screens
    /// `/staff`.
    async fn staff(&self, caller: &Caller) -> Result<StaffView>;
    /// `/staff/registrations`.
    async fn queue(&self, caller: &Caller, filter: QueueFilter) -> Result<Queue>;
    /// `/staff/registrations/{id}`, beside the queue of the state `from`, or of its own; `code` is that of the print at
    /// hand, or empty.
    async fn staff_registration(
        &self,
        caller: &Caller,
        id: i64,
        from: Option<registration::State>,
        code: &str,
    ) -> Result<StaffRegistration>;
    /// The full ID number of a registration's candidate; showing it is an event in the audit.
    async fn reveal_id_number(&self, caller: &Caller, id: i64) -> Result<String>;
    /// `/staff/requests`.
    async fn staff_requests(&self, caller: &Caller) -> Result<StaffRequests>;
    /// `/staff/units`.
    async fn staff_units(&self, caller: &Caller, kind: UnitKind, query: &str, region: &str) -> Result<StaffUnits>;
    /// `/staff/bans`; `query` is a name, a part of one, or an ID number.
    async fn staff_bans(&self, caller: &Caller, query: &str) -> Result<StaffBans>;

    // --- demo
    /// `/sandbox`; not found outside demo mode.
    async fn sandbox(&self, caller: &Caller) -> Result<SandboxView>;

    // --- writes
    /// Does what the order says, all or nothing, once.
    async fn execute(&self, caller: &Caller, order: Order) -> Result<Receipt>;
}
