//! What the screens of one registration need.

use crate::domain::{
    calendar::Moment,
    education::EducationRecord,
    eligibility::Verdict,
    form::{Answers, Choice, IdentityPart, Page, Warned},
    history::Difference,
    material::Material,
    node::Node,
    photo::PhotoRule,
    programme::{Area, MaterialKind, Payment, Specialty, Statement},
    refusal::{Refusal, Wrong},
    registration::State,
    text::Text,
    unit::Unit,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `/registrations/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegistrationView {
    pub id: i64,
    pub programme: Text,
    pub programme_id: String,
    /// Nothing while the form asks for it and it is not answered.
    pub area: Option<Area>,
    /// Whether the form asks for the area, rather than the start.
    pub asks_area: bool,
    pub takes_materials: bool,
    /// Whether a corrected copy is filled while what was submitted stays valid, and can still be submitted.
    pub replacing: bool,
    /// Whether it was reopened and not confirmed since: no window binds it.
    pub reopened: bool,
    pub can_replace: bool,
    pub can_cancel: bool,
    pub site: Option<Text>,
    pub specialty: Option<Text>,
    pub state: State,
    pub version: i64,
    pub nodes: Vec<Node>,
    /// Until when the candidate must act; for the corrected copy, while one is filled. The nodes have their own.
    pub deadline: Option<Moment>,
    pub now: Moment,
    /// The page of the form to go to next; the first where all are complete.
    pub next_page: String,
    pub form_version: u32,
    pub form_code: Option<String>,
    pub photo: Option<String>,
    /// Whether `photo` stands for what the profile has now.
    pub photo_confirmed: bool,
    /// The profile's photo, to be confirmed.
    pub profile_photo: Option<String>,
    /// What the programme asks of a photo.
    pub photo_rule: PhotoRule,
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
    pub state: State,
    /// Why the area cannot be changed now.
    pub closed: Option<Refusal>,
    pub can_withdraw: bool,
    pub answered: u32,
    pub key: String,
}

/// `/registrations/{id}/fill/{page}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FillView {
    pub id: i64,
    pub programme: Text,
    pub programme_id: String,
    pub page: Page,
    /// The page's version; a save names the version it was typed on.
    pub base: u32,
    /// Stored answers of all pages, and what else conditions look at, as [`crate::domain::form::seen()`] makes them.
    pub answers: Answers,
    /// The answers given for the former area, to be copied.
    pub former: Answers,
    /// What is missing or wrong on this page.
    pub wrong: Vec<Wrong>,
    /// Choices by dictionary name, as far as this page needs them; `site` for sites.
    pub dictionaries: BTreeMap<String, Vec<Choice>>,
    pub specialties: Vec<Specialty>,
    /// The entries of the register that the answers name.
    pub units: Vec<Unit>,
    /// What was answered at the start, in words, by field key.
    pub locked: BTreeMap<String, String>,
    pub education: Vec<EducationRecord>,
    /// Locked parts, the ID number masked.
    pub identity: BTreeMap<IdentityKey, String>,
    /// All pages in order: key, title, complete.
    pub pages: Vec<PageProgress>,
    pub saved_at: Option<Moment>,
    pub now: Moment,
    /// The day up to which years count.
    pub cutoff: NaiveDate,
    /// The last day of the exam.
    pub exam: Option<NaiveDate>,
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
    /// Whose example pictures are shown.
    pub programme_id: String,
    /// Whether the stamped form is one of the materials: the area confirms online.
    pub form_wanted: bool,
    pub state: State,
    pub kinds: Vec<MaterialKind>,
    pub materials: Vec<Material>,
    pub finished: Option<Moment>,
    pub reasons: Vec<String>,
    pub deadline: Option<Moment>,
    pub open: bool,
    /// Whether there is a form to print: every page is complete.
    pub form_ready: bool,
    pub key: String,
}

/// `/registrations/{id}/submit`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckView {
    pub id: i64,
    pub state: State,
    /// Nothing where the form asks for it: there it stands among the answers.
    pub area: Option<Text>,
    pub sections: Vec<Section>,
    pub photo: Option<String>,
    pub materials_needed: bool,
    pub materials_finished: bool,
    pub payment: Payment,
    pub deadline: Option<Moment>,
    pub can_submit: bool,
    /// Whether what is shown was submitted, whatever became of it.
    pub submitted: bool,
    /// Whether a corrected copy is filled while what was submitted stays valid.
    pub replacing: bool,
    /// Whether a WeChat account must be bound first.
    pub wechat_missing: bool,
    /// For last year's candidates where the area confirms automatically: what differs from last year; nothing
    /// differs = submitting confirms at once.
    pub automatic: Option<Vec<NamedDifference>>,
    /// Nothing before it is chosen what to register for.
    pub eligibility: Option<Verdict>,
    pub key: String,
}

/// A page's answers in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    pub page: String,
    pub title: Text,
    pub rows: Vec<Row>,
    pub wrong: Vec<Wrong>,
    /// What deserves a warning and holds nobody back.
    pub warnings: Vec<Warned>,
}

/// An answer in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub field: String,
    pub label: Text,
    pub value: Text,
}
