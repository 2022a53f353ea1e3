//! What is asked (填写信息): pages, fields, conditions, groups, and the check of what was typed.
//!
//! The browser runs [`check_page`] as a hint, the server as the truth.

mod cascade;
mod check;
mod condition;
mod field;
mod posted;
mod proposed;
mod seen;
#[cfg(test)]
mod tests;
mod value;
mod warned;

pub use cascade::{below, deepest, leaves, levels, on_the_way};
pub use check::{FormFacts, check_page, check_storable, entry_field};
pub use condition::Condition;
pub use field::{Allowed, Field, FieldType, IdentityPart, NotBefore, Pattern, Proposal, Warn, WarnBefore};
pub use posted::{FEWER, FIND, MORE, as_meant, entries_shown, find_field, is_find, posted_answers, posted_entries};
pub use seen::{chosen_entry, entry_value, page_value, seen};
pub use warned::{Warned, Warning, warnings};

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

/// Entries of the same fields, such as several educations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its key, unique in the programme.
    pub key: String,
    /// Its label.
    pub label: Text,
    /// A sentence below the label, such as for whom it is.
    #[serde(default)]
    pub note: Option<Text>,
    /// Shown only when this holds; of a group that is not shown nothing counts, whatever its entries say.
    #[serde(default)]
    pub visible_when: Option<Condition>,
    /// What is said in its place where it is not shown.
    #[serde(default)]
    pub hidden_note: Option<Text>,
    /// The fewest entries.
    #[serde(default)]
    pub min: u32,
    /// At least one entry where this holds, whatever `min` says.
    #[serde(default)]
    pub min_when: Option<Condition>,
    /// The most entries.
    pub max: u32,
    /// The field of an entry by which exactly one of them is chosen (value `yes`), as soon as there are any.
    #[serde(default)]
    pub choose_one: Option<String>,
    /// The fields of an entry; conditions look at the same entry first, then at the page.
    pub fields: Vec<Field>,
}

impl Group {
    /// Whether the group is shown, given the value of each field outside of it.
    pub fn is_visible(&self, value: &impl Fn(&str) -> String) -> bool {
        self.visible_when.as_ref().is_none_or(|condition| condition.holds(value))
    }

    /// The fewest entries, given the value of each field outside of the group.
    pub fn least(&self, value: &impl Fn(&str) -> String) -> u32 {
        let needed = self.min_when.as_ref().is_some_and(|condition| condition.holds(value));
        if needed { self.min.max(1) } else { self.min }
    }
}
