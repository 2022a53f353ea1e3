//! What deserves a warning and holds nobody back: said below the field, and on the last look before submitting.

use super::{
    Answer, Answers, Field, FormFacts, Group, Page, Warn, WarnBefore, entry_field, entry_value, field::open, page_value,
};
use crate::domain::{calendar::parse_date, text::Text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A field whose answer deserves a warning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warned {
    /// The field's key, which is also its input's `name`.
    pub field: String,
    /// The warning.
    pub warning: Warning,
}

/// What is warned of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Warning {
    /// A date that comes before the last day of the exam.
    BeforeExam {
        /// That day.
        exam: NaiveDate,
    },
    /// What the programme says of such an answer.
    Said {
        /// In its words.
        text: Text,
        /// What is proposed instead, where that is the matter.
        proposed: Option<Text>,
    },
}

/// Everything on a page that deserves a warning, in the order of its fields; conditions look at `answers` as
/// [`super::seen()`] makes them.
#[must_use]
pub fn warnings(page: &Page, answers: &Answers, facts: &FormFacts<'_>) -> Vec<Warned> {
    let value = |key: &str| page_value(answers, key);
    let shown = page.fields.iter().filter(|field| field.is_visible(&value));
    let fields = shown.filter_map(|field| warned(&field.key, field.warning(&value, facts)));
    let groups = page.groups.iter().filter(|group| group.is_visible(&value));
    fields.chain(groups.flat_map(|group| in_group(group, answers, facts))).collect()
}

fn in_group(group: &Group, answers: &Answers, facts: &FormFacts<'_>) -> Vec<Warned> {
    let entries: &[_] = if let Some(Answer::Entries(entries)) = answers.get(&group.key) { entries } else { &[] };
    let mut all = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let value = |key: &str| entry_value(group, entry, answers, key);
        let shown = group.fields.iter().filter(|field| field.is_visible(&value));
        all.extend(
            shown.filter_map(|field| warned(&entry_field(&group.key, index, &field.key), field.warning(&value, facts))),
        );
    }
    all
}

fn warned(field: &str, warning: Option<Warning>) -> Option<Warned> {
    Some(Warned { field: field.to_owned(), warning: warning? })
}

impl Field {
    /// Whether an answer to this field may deserve a warning.
    #[must_use]
    pub fn warns(&self) -> bool {
        self.warn_before.is_some() || !self.warn.is_empty()
    }

    /// What the answer to this field deserves to be warned of.
    pub fn warning(&self, value: &impl Fn(&str) -> String, facts: &FormFacts<'_>) -> Option<Warning> {
        let own = value(&self.key);
        if own.is_empty() {
            return None;
        }
        let said = || self.warn.iter().find_map(|warn| self.said(warn, &own, value, facts));
        self.expires(&own, facts.exam).or_else(said)
    }

    fn expires(&self, own: &str, exam: Option<NaiveDate>) -> Option<Warning> {
        let (date, exam) = (parse_date(own)?, exam?);
        match self.warn_before? {
            WarnBefore::Exam => (date < exam).then_some(Warning::BeforeExam { exam }),
        }
    }

    fn said(&self, warn: &Warn, own: &str, value: &impl Fn(&str) -> String, facts: &FormFacts<'_>) -> Option<Warning> {
        if !open(warn.when.as_ref(), warn.unless.as_ref(), value) {
            return None;
        }
        let proposed = match warn.unproposed {
            false => None,
            true => Some(self.proposed_place(value, facts).filter(|choice| choice.code != own)?.name.clone()),
        };
        Some(Warning::Said { text: warn.text.clone(), proposed })
    }
}
