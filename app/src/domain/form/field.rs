//! A field of a page: what it asks, what it takes, and when.

use super::Condition;
use crate::domain::text::Text;
use serde::{Deserialize, Serialize};

/// A field of a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its key, unique in the programme; also the input's `name`.
    pub key: String,
    /// Its label.
    pub label: Text,
    /// What kind of answer it takes.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Whether an answer is needed, where `required_when` says nothing.
    #[serde(default = "yes")]
    pub required: bool,
    /// A sentence below the label.
    #[serde(default)]
    pub help: Option<Text>,
    /// The least length of a text, the least value of a number.
    #[serde(default)]
    pub min: Option<i64>,
    /// The greatest length of a text, the greatest value of a number.
    #[serde(default)]
    pub max: Option<i64>,
    /// Answered when the registration is started, shown and never changed afterwards.
    #[serde(default)]
    pub locked: bool,
    /// Choices that not everybody may take; a choice that is not named here is everybody's.
    #[serde(default)]
    pub allow: Vec<Allowed>,
    /// What is proposed before anything is typed.
    #[serde(default)]
    pub propose: Option<Proposal>,
    /// Where the site of the unit's city is proposed: when that of the area itself is, instead.
    #[serde(default)]
    pub provincial_when: Option<Condition>,
    /// When a single `-` says that there is nothing to answer (notice 003, 第七步: 师承及确有专长).
    #[serde(default)]
    pub dash_when: Option<Condition>,
    /// For a unit: the cascade field of the region in which it lies.
    #[serde(default)]
    pub region_field: Option<String>,
    /// For a site: the field that holds its area, where the area is chosen in the form.
    #[serde(default)]
    pub area_field: Option<String>,
    /// A named shape of a text.
    #[serde(default)]
    pub pattern: Option<Pattern>,
    /// The dictionary of a choice.
    #[serde(default)]
    pub options: Option<String>,
    /// Shown only when this holds.
    #[serde(default)]
    pub visible_when: Option<Condition>,
    /// Required only when this holds.
    #[serde(default)]
    pub required_when: Option<Condition>,
    /// For a specialty: the field that narrows it by category.
    #[serde(default)]
    pub category_field: Option<String>,
    /// For a specialty: the field that narrows it by level.
    #[serde(default)]
    pub level_field: Option<String>,
    /// For identity: which part of it.
    #[serde(default)]
    pub identity: Option<IdentityPart>,
    /// Whether the answer counts for automatic confirmation (notice 000 (二)2(3)).
    #[serde(default)]
    pub compare: bool,
    /// Whether a month or date may lie in the future.
    #[serde(default)]
    pub future: bool,
    /// For a number of years: the month field from which they count, to the programme's cut-off day.
    #[serde(default)]
    pub years_since: Option<String>,
    /// For a month: what it cannot come before.
    #[serde(default)]
    pub not_before: Option<NotBefore>,
    /// For a date: until when it should last; one that does not is taken with a warning.
    #[serde(default)]
    pub warn_before: Option<WarnBefore>,
    /// Answers that are taken with a warning in the words of the programme; the first that fits is said.
    #[serde(default)]
    pub warn: Vec<Warn>,
}

const fn yes() -> bool {
    true
}

/// What kind of answer a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldType {
    /// From the account, locked.
    Identity,
    /// A line of text.
    Text,
    /// One of a dictionary.
    Choice,
    /// Any of a dictionary.
    Many,
    /// `2023-12-05`.
    Date,
    /// `2016-07`.
    Month,
    /// A whole number.
    Number,
    /// A mobile phone number.
    Phone,
    /// A site of the registration's area.
    Site,
    /// An offered specialty.
    Specialty,
    /// One of the candidate's education records.
    Education,
    /// An area of the programme; a form that asks for it chooses the area here and not at the start.
    Area,
    /// A leaf of a dictionary of several levels, as the path of codes down to it: `13/1301/130102`.
    Cascade,
    /// A work unit (工作单位) of the register, by its code.
    Unit,
    /// A school of the register, by its code.
    School,
}

impl FieldType {
    /// Whether its answer is picked, rather than typed.
    #[must_use]
    pub const fn is_chosen(self) -> bool {
        match self {
            Self::Choice
            | Self::Many
            | Self::Site
            | Self::Specialty
            | Self::Education
            | Self::Area
            | Self::Cascade
            | Self::Unit
            | Self::School => true,
            Self::Identity | Self::Text | Self::Date | Self::Month | Self::Number | Self::Phone => false,
        }
    }
}

/// A choice that not everybody may take.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowed {
    /// The choice's code.
    pub choice: String,
    /// It may be taken only when this holds.
    #[serde(default)]
    pub when: Option<Condition>,
    /// It may not be taken when this holds. Before the fields it looks at are answered, the choice is open.
    #[serde(default)]
    pub unless: Option<Condition>,
}

/// What is proposed before anything is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proposal {
    /// The name of the candidate in pinyin.
    Pinyin,
    /// The site of the city in which the chosen unit lies.
    UnitCity,
}

/// What a month cannot come before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotBefore {
    /// The field of a month or a date; not answered, it forbids nothing.
    pub field: String,
    /// So many years must lie between the two.
    #[serde(default)]
    pub years: u32,
}

/// An answer that is taken with a warning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warn {
    /// Only when this holds.
    #[serde(default)]
    pub when: Option<Condition>,
    /// Not when this holds.
    #[serde(default)]
    pub unless: Option<Condition>,
    /// Only where it is another than the one that is proposed.
    #[serde(default)]
    pub unproposed: bool,
    /// What is said.
    pub text: Text,
}

/// Until when a date should last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WarnBefore {
    /// To the last day of the exam.
    Exam,
}

/// Part of an identity, shown locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum IdentityPart {
    Name,
    IdType,
    IdNumber,
    Sex,
    BirthDate,
    Nationality,
}

impl IdentityPart {
    /// Whether conditions can look at it: its values are few, and browsers may know them.
    #[must_use]
    pub const fn is_seen(self) -> bool {
        matches!(self, Self::IdType | Self::Sex | Self::Nationality)
    }
}

/// A named shape of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pattern {
    /// Digits only.
    Digits,
    /// Six digits.
    Postcode,
    /// Latin letters and blanks, as for pinyin.
    Latin,
    /// Latin letters, digits and `-`, as in numbers of certificates.
    Code,
    /// An e-mail address.
    Email,
}

impl Field {
    /// Whether the field is shown.
    pub fn is_visible(&self, value: &impl Fn(&str) -> String) -> bool {
        self.visible_when.as_ref().is_none_or(|condition| condition.holds(value))
    }

    /// Whether the field needs an answer.
    pub fn is_required(&self, value: &impl Fn(&str) -> String) -> bool {
        self.required_when.as_ref().map_or(self.required, |condition| condition.holds(value))
    }

    /// Whether this choice may be taken.
    pub fn allows(&self, choice: &str, value: &impl Fn(&str) -> String) -> bool {
        let mut named = self.allow.iter().filter(|allowed| allowed.choice == choice);
        named.all(|Allowed { when, unless, .. }| open(when.as_ref(), unless.as_ref(), value))
    }

    /// Whether what is typed is a `-` that may stand in place of an answer.
    pub fn takes_dash(&self, text: &str, value: &impl Fn(&str) -> String) -> bool {
        text == "-" && self.dash_when.as_ref().is_some_and(|condition| condition.holds(value))
    }

    /// Whether nobody answers it here: it comes from the account, or from the start of the registration.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.locked || self.kind == FieldType::Identity
    }
}

/// Whether the first condition holds and the second does not; one that is not given stands in nobody's way.
pub(super) fn open(when: Option<&Condition>, unless: Option<&Condition>, value: &impl Fn(&str) -> String) -> bool {
    when.is_none_or(|condition| condition.holds(value)) && !unless.is_some_and(|condition| condition.holds(value))
}
