//! Conditions of entry (报名条件) as data: for each level and category the ways to qualify, one of which is enough.
//!
//! [`judge()`] answers with its reasons, what is met and what is missing by how much. It informs and never blocks: what
//! areas decide otherwise (shorter years at the grassroots) no rule can see, and what a rule names as the offices' to
//! judge (whether a field of study is close enough) is never called met.

mod judge;
mod verdict;

pub use judge::{judge, value_of};
pub use verdict::{OneOf, Point, Standing, Stated, Verdict, Way, What};

use super::{form::Condition, programme::Specialty, text::Text};
use serde::Deserialize;

/// The dictionary of the levels of education.
pub const LEVELS: &str = "education_level";
/// The field that holds the title, and its dictionary.
pub const TITLE: &str = "title";
/// The word that stands for the month of graduation where a month field could stand.
pub const GRADUATION: &str = "graduation";

/// The conditions of a programme.
#[derive(Clone, Debug, PartialEq)]
pub struct Eligibility {
    /// What happens to who does not meet them.
    pub enforce: Enforce,
    /// Where they come from, for the people who keep the file.
    pub source: String,
    /// The field that holds the level of education; without one it is that of the chosen education record.
    pub education: Option<String>,
    /// The field that holds the month of graduation, where `education` names the one of the level.
    pub graduated: Option<String>,
    /// The rules.
    pub rules: Vec<Rule>,
}

/// What happens to who does not meet the conditions. Nothing holds them back yet, so there is no word for that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Enforce {
    /// Candidate and officers see what is missing; the officers decide.
    Warn,
}

/// The ways to qualify for the specialties of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// A code of dictionary `levels`.
    pub level: String,
    /// Codes of dictionary `categories`.
    pub category: Vec<String>,
    /// Only these subcategories; all where it is empty.
    pub subcategory: Vec<String>,
    /// One of these is enough.
    pub alternatives: Vec<Alternative>,
}

impl Rule {
    /// Whether the rule is for this specialty.
    #[must_use]
    pub fn is_for(&self, specialty: &Specialty) -> bool {
        let named = |subcategory: &String| self.subcategory.contains(subcategory);
        self.level == specialty.level
            && self.category.contains(&specialty.category)
            && (self.subcategory.is_empty() || specialty.subcategory.as_ref().is_some_and(named))
    }
}

/// A way to qualify: all of it must be met.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// Levels of education, one of which is needed; any will do where it is empty.
    pub education: Vec<String>,
    /// The years that are needed, each counted in its own way.
    pub spans: Vec<Span>,
    /// Titles, one of which is needed; none where it is empty.
    pub title: Vec<String>,
    /// For whom it is open.
    pub when: Option<Condition>,
    /// What no rule can see.
    pub judged: Vec<Judged>,
    /// The same in the words of the programme.
    pub note: Option<Text>,
}

/// Something that the offices judge when they review, such as whether a field of study fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What is judged.
    pub text: Text,
    /// The field whose answer they look at.
    pub field: Option<String>,
}

/// Years that are needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The full years; with 0 only that from which they would count.
    pub years: u32,
    /// How they are counted.
    pub counted: Counted,
}

/// How years are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// From the month of graduation to the cut-off day.
    Graduation,
    /// From the month in this field to the cut-off day.
    Since(String),
    /// By the candidate, in this field.
    Number(String),
}
