//! What deserves a warning and holds nobody back: said below the field, and on the last look before submitting.

use super::{Answer, Answers, Field, Group, Page, WarnBefore, entry_field, entry_value, page_value};
use crate::domain::calendar::parse_date;
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Warning {
    /// A date that comes before the last day of the exam.
    BeforeExam {
        /// That day.
        exam: NaiveDate,
    },
}

/// Everything on a page that deserves a warning, in the order of its fields; `exam` is the last day of the exam.
#[must_use]
pub fn warnings(page: &Page, answers: &Answers, exam: Option<NaiveDate>) -> Vec<Warned> {
    let value = |key: &str| page_value(answers, key);
    let shown = page.fields.iter().filter(|field| field.is_visible(&value));
    let fields = shown.filter_map(|field| warned(&field.key, field.warning(&value(&field.key), exam)));
    fields.chain(page.groups.iter().flat_map(|group| in_group(group, answers, exam))).collect()
}

fn in_group(group: &Group, answers: &Answers, exam: Option<NaiveDate>) -> Vec<Warned> {
    let entries: &[_] = if let Some(Answer::Entries(entries)) = answers.get(&group.key) { entries } else { &[] };
    let in_entry = entries.iter().enumerate().flat_map(|(index, entry)| {
        let value = move |key: &str| entry_value(group, entry, answers, key);
        group.fields.iter().filter_map(move |field| {
            let warning = field.warning(&value(&field.key), exam).filter(|_| field.is_visible(&value));
            warned(&entry_field(&group.key, index, &field.key), warning)
        })
    });
    in_entry.collect()
}

fn warned(field: &str, warning: Option<Warning>) -> Option<Warned> {
    Some(Warned { field: field.to_owned(), warning: warning? })
}

impl Field {
    /// What the answer to this field deserves to be warned of.
    #[must_use]
    pub fn warning(&self, text: &str, exam: Option<NaiveDate>) -> Option<Warning> {
        let (date, exam) = (parse_date(text)?, exam?);
        match self.warn_before? {
            WarnBefore::Exam => (date < exam).then_some(Warning::BeforeExam { exam }),
        }
    }
}
