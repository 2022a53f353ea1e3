//! Conditions over other fields: when a field is shown, required, or a choice allowed.

use serde::{Deserialize, Serialize};

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
    /// What was typed contains one of these words.
    Contains {
        /// The other field.
        field: String,
        /// The words.
        contains: Vec<String>,
    },
    /// Something was typed, and it contains none of these words.
    Lacks {
        /// The other field.
        field: String,
        /// The words.
        lacks: Vec<String>,
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
            Self::Contains { field, contains } => has_one(&value(field), contains),
            Self::Lacks { field, lacks } => {
                let value = value(field);
                !value.is_empty() && !has_one(&value, lacks)
            }
            Self::All { all } => all.iter().all(|c| c.holds(value)),
            Self::Any { any } => any.iter().any(|c| c.holds(value)),
        }
    }

    /// The keys of all fields that the condition looks at.
    #[must_use]
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Self::Equals { field, .. }
            | Self::Not { field, .. }
            | Self::AnyOf { field, .. }
            | Self::Contains { field, .. }
            | Self::Lacks { field, .. } => vec![field],
            Self::All { all: conditions } | Self::Any { any: conditions } => {
                conditions.iter().flat_map(Self::fields).collect()
            }
        }
    }
}

/// Whether one of these words is in it.
fn has_one(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}
