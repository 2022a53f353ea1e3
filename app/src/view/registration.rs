//! What the screens of one registration need.

use crate::domain::{
    calendar::Moment,
    education::EducationRecord,
    eligibility::Verdict,
    form::{Answers, Choice, IdentityPart, Page, Warned},
    material::Material,
    node::Node,
    photo::PhotoRule,
    programme::{Amendment, Area, MaterialKind, Payment, Specialty, Statement},
    refusal::{Refusal, Wrong},
    registration::State,
    text::{Language, Text},
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
    /// What the printed form is called, and whether the unit stamps it.
    pub form_name: Text,
    pub form_stamped: bool,
    /// The programme's own words for a submission.
    pub submitted_title: Option<Text>,
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

/// A field with two values in words: last year's and this year's, what was submitted and what corrects it, what was
/// saved elsewhere and what is typed here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NamedDifference {
    pub label: Text,
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

/// What was saved of a page elsewhere while it was typed here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// The version of what was saved; whoever has seen it may put theirs over it.
    pub base: u32,
    /// The fields that differ: as they were saved, as they are typed.
    pub differences: Vec<NamedDifference>,
}

/// A page in the progress list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageProgress {
    pub key: String,
    pub title: Text,
    /// Whether nothing is missing.
    pub complete: bool,
    /// Whether nothing is missing and somebody has filled it in, where there is anything to fill in.
    pub filled: bool,
}

/// `/registrations/{id}/materials`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MaterialsView {
    pub id: i64,
    /// Whose example pictures are shown.
    pub programme_id: String,
    /// Whether the stamped form is one of the materials: the area confirms online.
    pub form_wanted: bool,
    /// What the printed form is called.
    pub form_name: Text,
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
    /// How it is corrected once it is submitted.
    pub amendment: Amendment,
    /// Until when; nothing where no window binds it.
    pub amend_until: Option<Moment>,
    /// What a corrected copy takes the place of once it is submitted; nothing where none is filled.
    pub replaces: Option<Replaced>,
    /// Whether a WeChat account must be bound first.
    pub wechat_missing: bool,
    /// For last year's candidates where the area confirms automatically: what differs from last year; nothing
    /// differs = submitting confirms at once.
    pub automatic: Option<Vec<NamedDifference>>,
    /// Nothing before it is chosen what to register for.
    pub eligibility: Option<Verdict>,
    pub key: String,
}

/// The version that stays valid until the corrected copy is submitted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Replaced {
    pub version: u32,
    /// The fields that differ: as they were submitted, as they are corrected.
    pub differences: Vec<NamedDifference>,
}

/// Whence comes what a page offers that nobody has saved yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Offered {
    /// From last year's registration, some of it at least.
    LastYear,
    /// From the profile, or from what the form proposes.
    Known,
}

/// A page's answers in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    pub page: String,
    pub title: Text,
    /// Where the answers are not saved yet but offered: the page counts only once it is saved.
    pub offered: Option<Offered>,
    pub rows: Vec<Row>,
    pub groups: Vec<GroupSection>,
    pub wrong: Vec<Wrong>,
    /// What deserves a warning and holds nobody back.
    pub warnings: Vec<Warned>,
}

impl Section {
    /// The names of everything that a refusal may name, by field.
    #[must_use]
    pub fn labels(&self, l: Language) -> Vec<(String, String)> {
        let named = |row: &Row| (row.field.clone(), row.label.get(l).to_owned());
        let groups = self.groups.iter().flat_map(|group| {
            let entries = group.entries.iter().flat_map(|entry| {
                let inside = |row: &Row| (row.field.clone(), format!("{} {}", entry.title.get(l), row.label.get(l)));
                entry.rows.iter().map(inside)
            });
            std::iter::once((group.key.clone(), group.label.get(l).to_owned())).chain(entries)
        });
        self.rows.iter().map(named).chain(groups).collect()
    }
}

/// The entries of a repeatable group in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupSection {
    pub key: String,
    pub label: Text,
    pub entries: Vec<Entry>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Such as `教育经历 1`.
    pub title: Text,
    /// Whether it is the one that counts, where one has to be chosen.
    pub chosen: bool,
    pub rows: Vec<Row>,
}

/// An answer in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub field: String,
    pub label: Text,
    pub value: Text,
}
