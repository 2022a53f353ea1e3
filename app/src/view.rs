//! What each screen needs to be drawn: plain data, made by the Desk, shown by a page.
#![expect(missing_docs, reason = "plain data; each struct says for which screen, its fields are named after §3")]

use crate::domain::{
    calendar::{Moment, Window},
    education::EducationRecord,
    form::{Answers, Choice, IdentityPart, Page},
    history::Difference,
    material::Material,
    node::Node,
    photo::Judgement,
    programme::{Area, Confirmation, MaterialKind, Payment, Specialty, Statement},
    refusal::{Refusal, Wrong},
    registration::State,
    role::Actor,
    text::Text,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An account of the demo, shown on the sign-in page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DemoAccount {
    pub username: String,
    pub password: String,
    pub note: Text,
}

/// The header: who is signed in, how many messages wait, and whether the demo runs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Header {
    pub actor: Option<Actor>,
    pub unread: u32,
    pub demo: bool,
    pub now: Moment,
}

/// `/`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Landing {
    pub now: Moment,
    pub programmes: Vec<ProgrammeCard>,
}

/// A programme in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProgrammeCard {
    pub id: String,
    pub title: Text,
    pub summary: Text,
    pub exam_dates: Vec<chrono::NaiveDate>,
    pub registration: Window,
}

/// `/me`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeView {
    pub name: String,
    pub profile_complete: bool,
    pub has_photo: bool,
    pub education_count: u32,
    pub wechat_bound: bool,
    pub unread: u32,
    pub registrations: Vec<RegistrationCard>,
    pub programmes: Vec<ProgrammeCard>,
    pub now: Moment,
}

/// A registration in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegistrationCard {
    pub id: i64,
    pub programme: Text,
    pub area: Text,
    pub specialty: Option<Text>,
    pub state: State,
    pub deadline: Option<Moment>,
}

/// `/me/profile`. The ID number is masked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProfileView {
    pub username: String,
    pub identity: BTreeMap<String, String>,
    pub phone: String,
    pub address: String,
    pub postcode: String,
    pub key: String,
}

/// `/me/photo`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhotoView {
    /// The address of the stored photo.
    pub photo: Option<String>,
    /// How the last upload was judged, rule by rule.
    pub judgements: Vec<Judgement>,
}

/// `/me/education`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EducationView {
    pub records: Vec<EducationRecord>,
    pub levels: Vec<Choice>,
    pub degrees: Vec<Choice>,
    pub schools: Vec<String>,
    pub key: String,
}

/// `/me/wechat`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WechatView {
    /// The nickname of the bound account.
    pub bound: Option<String>,
    /// Where to authorise.
    pub authorize: String,
    pub key: String,
}

/// `/me/inbox`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InboxView {
    pub messages: Vec<Message>,
    pub key: String,
}

/// A message to a candidate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message {
    pub id: i64,
    pub at: Moment,
    pub title: Text,
    pub body: Text,
    pub registration: Option<i64>,
    pub read: bool,
}

/// `/programmes/{programme}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProgrammeView {
    pub card: ProgrammeCard,
    pub areas: Vec<Area>,
    pub statements: Vec<Statement>,
    /// What stands in the way of starting, in the order in which to mend it; empty for visitors.
    pub blockers: Vec<Refusal>,
    /// Whether a candidate is signed in.
    pub candidate: bool,
    /// The live registration, where there is one.
    pub live: Option<i64>,
    pub now: Moment,
    pub key: String,
}

/// `/registrations/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegistrationView {
    pub id: i64,
    pub programme: Text,
    pub programme_id: String,
    pub area: Area,
    pub site: Option<Text>,
    pub specialty: Option<Text>,
    pub state: State,
    pub version: i64,
    pub nodes: Vec<Node>,
    pub deadline: Option<Moment>,
    pub now: Moment,
    /// The page of the form to go to next; the first where all are complete.
    pub next_page: String,
    pub form_version: u32,
    pub form_code: Option<String>,
    pub photo: Option<String>,
    /// The profile's photo, to be confirmed.
    pub profile_photo: Option<String>,
    pub differences: Vec<NamedDifference>,
    pub reasons: Vec<String>,
    pub can_withdraw: bool,
    pub can_change: bool,
    pub timeline: Vec<TimelineEntry>,
    pub statements: Vec<Statement>,
    pub key: String,
}

/// A difference to last year with the field's label and the names of both values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NamedDifference {
    pub label: Text,
    pub difference: Difference,
    pub last_name: Text,
    pub now_name: Text,
}

/// Something that happened, for people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimelineEntry {
    pub at: Moment,
    pub by: String,
    /// The kind of event, such as `submitted`; its words are in the locales.
    pub event: String,
    /// Reasons, page titles and the like.
    pub detail: Vec<Text>,
}

/// `/registrations/{id}/area`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AreaView {
    pub id: i64,
    pub current: Area,
    pub areas: Vec<Area>,
    pub answered: u32,
    pub key: String,
}

/// `/registrations/{id}/fill/{page}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FillView {
    pub id: i64,
    pub programme: Text,
    pub page: Page,
    /// The page's version; a save names the version it was typed on.
    pub base: u32,
    /// Stored answers of all pages (conditions may look at other pages).
    pub answers: Answers,
    /// The answers given for the former area, to be copied.
    pub former: Answers,
    /// What is missing or wrong on this page.
    pub wrong: Vec<Wrong>,
    /// Choices by dictionary name, as far as this page needs them; `site` for sites.
    pub dictionaries: BTreeMap<String, Vec<Choice>>,
    pub specialties: Vec<Specialty>,
    pub education: Vec<EducationRecord>,
    /// Locked parts, the ID number masked.
    pub identity: BTreeMap<IdentityKey, String>,
    /// All pages in order: key, title, complete.
    pub pages: Vec<PageProgress>,
    pub saved_at: Option<Moment>,
    pub now: Moment,
    /// Points of last year by subject, for history candidates.
    pub scores: BTreeMap<String, u32>,
    /// Whether the form can still be changed.
    pub open: bool,
    pub key: String,
}

/// The key of a locked part.
pub type IdentityKey = String;

/// The name of an identity part's key in [`FillView::identity`].
#[must_use]
pub const fn identity_key(part: IdentityPart) -> &'static str {
    match part {
        IdentityPart::Name => "name",
        IdentityPart::IdType => "id_type",
        IdentityPart::IdNumber => "id_number",
        IdentityPart::Sex => "sex",
        IdentityPart::BirthDate => "birth_date",
        IdentityPart::Nationality => "nationality",
    }
}

/// A page in the progress list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageProgress {
    pub key: String,
    pub title: Text,
    pub complete: bool,
}

/// `/registrations/{id}/materials`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MaterialsView {
    pub id: i64,
    pub confirmation: Confirmation,
    pub state: State,
    pub kinds: Vec<MaterialKind>,
    pub materials: Vec<Material>,
    pub finished: Option<Moment>,
    pub reasons: Vec<String>,
    pub deadline: Option<Moment>,
    pub open: bool,
    pub key: String,
}

/// `/registrations/{id}/submit`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckView {
    pub id: i64,
    pub state: State,
    pub area: Text,
    pub sections: Vec<Section>,
    pub photo: Option<String>,
    pub materials_needed: bool,
    pub materials_finished: bool,
    pub payment: Payment,
    pub deadline: Option<Moment>,
    pub can_submit: bool,
    pub key: String,
}

/// A page's answers in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    pub page: String,
    pub title: Text,
    pub rows: Vec<Row>,
    pub wrong: Vec<Wrong>,
}

/// An answer in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub field: String,
    pub label: Text,
    pub value: Text,
}

/// `/staff`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffView {
    pub office: String,
    pub counts: Vec<(State, u32)>,
    pub now: Moment,
}

/// What a queue shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueFilter {
    /// Only this state; the office's own next work where empty.
    pub state: Option<State>,
    /// A name, ID number or form code.
    pub search: String,
    /// The page, from 0.
    pub page: u32,
}

/// `/staff/registrations`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Queue {
    pub office: String,
    pub filter: QueueFilter,
    pub total: u32,
    pub counts: Vec<(State, u32)>,
    pub rows: Vec<QueueRow>,
    pub now: Moment,
}

/// A registration in a queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueueRow {
    pub id: i64,
    pub name: String,
    /// Masked.
    pub id_number: String,
    pub specialty: Option<Text>,
    pub site: Option<Text>,
    pub state: State,
    pub since: Moment,
    pub differs: bool,
    pub automatic: bool,
}

/// `/staff/registrations/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffRegistration {
    pub registration: RegistrationView,
    pub name: String,
    /// Masked.
    pub id_number: String,
    pub phone: String,
    pub sections: Vec<Section>,
    pub materials: Vec<Material>,
    pub kinds: Vec<MaterialKind>,
    /// The decisions that this officer may take now.
    pub may: Vec<Decision>,
    /// The rest of the officer's queue, this one included.
    pub queue: Vec<QueueRow>,
}

/// A decision of an officer, as a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    ConfirmOnSite,
    ConfirmOnline,
    RefuseOnline,
    PassSite,
    PassArea,
    RefuseReview,
    Reopen,
    ReplacePhoto,
}

/// `/sandbox`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SandboxView {
    pub now: Moment,
    pub messages: Vec<SentMessage>,
    pub phones: Vec<Phone>,
    /// Moments worth moving to: a label and `2023-12-15T00:00`.
    pub moments: Vec<(Text, String)>,
    pub key: String,
}

/// A message that left Dengke in the demo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SentMessage {
    pub at: Moment,
    pub channel: String,
    pub to: String,
    pub title: Text,
    pub body: Text,
}

/// A WeChat account of the sandbox.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Phone {
    pub openid: String,
    pub nickname: String,
    /// Who has bound it.
    pub bound_to: Option<String>,
    /// A fresh code with which this account authorises: `/wechat/callback?state=…&code=…`.
    pub code: String,
}
