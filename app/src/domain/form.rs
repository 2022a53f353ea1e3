//! What is asked (填写信息): pages, fields, conditions, groups, and the check of what was typed.
//!
//! The browser runs [`check_page`] as a hint, the server as the truth.

mod check;
mod posted;
#[cfg(test)]
mod tests;

pub use check::{FormFacts, check_page, check_storable, entry_field};
pub use posted::{as_meant, posted_answers, posted_entries};

use super::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most characters that any answer may have, whatever its field says.
pub const LONGEST_ANSWER: usize = 500;
/// The most entries of a repeatable group, whatever its page says.
pub const MOST_ENTRIES: usize = 50;

/// What was typed: answers by field key; groups by group key.
pub type Answers = BTreeMap<String, Answer>;

/// The answer to one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// One value, as typed.
    One(String),
    /// Several ticks of a `many` field.
    Many(Vec<String>),
    /// The entries of a repeatable group.
    Entries(Vec<BTreeMap<String, String>>),
}

impl Answer {
    /// The single value, or nothing.
    #[must_use]
    pub fn one(&self) -> &str {
        if let Self::One(value) = self { value } else { "" }
    }

    /// All ticked values; a single value counts as one tick.
    #[must_use]
    pub fn many(&self) -> &[String] {
        match self {
            Self::One(value) if value.is_empty() => &[],
            Self::One(value) => std::slice::from_ref(value),
            Self::Many(values) => values,
            Self::Entries(_) => &[],
        }
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::One(value) => value.is_empty(),
            Self::Many(values) => values.is_empty(),
            Self::Entries(entries) => entries.is_empty(),
        }
    }
}

/// A choice of a dictionary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is stored.
    pub code: String,
    /// What is shown.
    pub name: Text,
    /// The code of the choice above it, in a cascade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

/// A page of the form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Its key, as in `/registrations/1/fill/basic`.
    pub key: String,
    /// Its title.
    pub title: Text,
    /// A sentence above the fields.
    #[serde(default)]
    pub intro: Option<Text>,
    /// Its fields, in order.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// Its repeatable groups, below the fields.
    #[serde(default)]
    pub groups: Vec<Group>,
}

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

/// A named shape of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pattern {
    /// Digits only.
    Digits,
    /// Six digits.
    Postcode,
}

/// Entries of the same fields, such as several educations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its key, unique in the programme.
    pub key: String,
    /// Its label.
    pub label: Text,
    /// The fewest entries.
    #[serde(default)]
    pub min: u32,
    /// The most entries.
    pub max: u32,
    /// The field of an entry by which exactly one of them is chosen (value `yes`).
    #[serde(default)]
    pub choose_one: Option<String>,
    /// The fields of an entry; conditions look at the same entry first, then at the page.
    pub fields: Vec<Field>,
}

/// A condition over other fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Condition {
    /// The field has this value.
    Equals {
        /// The other field.
        field: String,
        /// The value.
        equals: String,
    },
    /// The field has a value and it is not this one.
    Not {
        /// The other field.
        field: String,
        /// The value.
        not: String,
    },
    /// The field has one of these values.
    AnyOf {
        /// The other field.
        field: String,
        /// The values.
        any_of: Vec<String>,
    },
    /// All conditions hold.
    All {
        /// The conditions.
        all: Vec<Condition>,
    },
    /// At least one condition holds.
    Any {
        /// The conditions.
        any: Vec<Condition>,
    },
}

impl Condition {
    /// Whether the condition holds, given the value of each field.
    pub fn holds(&self, value: &impl Fn(&str) -> String) -> bool {
        match self {
            Self::Equals { field, equals } => value(field) == *equals,
            Self::Not { field, not } => {
                let value = value(field);
                !value.is_empty() && value != *not
            }
            Self::AnyOf { field, any_of } => any_of.contains(&value(field)),
            Self::All { all } => all.iter().all(|c| c.holds(value)),
            Self::Any { any } => any.iter().any(|c| c.holds(value)),
        }
    }

    /// The keys of all fields that the condition looks at.
    #[must_use]
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Self::Equals { field, .. } | Self::Not { field, .. } | Self::AnyOf { field, .. } => vec![field],
            Self::All { all: conditions } | Self::Any { any: conditions } => {
                conditions.iter().flat_map(Self::fields).collect()
            }
        }
    }
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
}
