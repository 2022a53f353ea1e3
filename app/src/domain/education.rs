//! Education records (学历学位信息): kept in the profile, chosen by registrations. `check` is what may be added and
//! removed.

mod check;

pub use check::{EducationFacts, add_education, check_education, remove_education};

use super::text::Text;
use serde::{Deserialize, Serialize};

/// The most records of one candidate (domain.md §3b).
pub const MOST_RECORDS: usize = 5;

/// One education or degree of a candidate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EducationRecord {
    /// Its number.
    pub id: i64,
    /// The school as chosen or typed.
    pub school: String,
    /// The field of study.
    pub major: String,
    /// A code of GB/T 4658, such as `21` 大学本科毕业.
    pub level: String,
    /// The name of the level, for lists.
    pub level_name: Text,
    /// A code of the degree dictionary.
    pub degree: String,
    /// `2016-07`.
    pub graduated: String,
    /// The number of the certificate.
    pub certificate: String,
    /// What the check against the national register said.
    pub check: EducationCheck,
    /// Whether a registration uses it; then it cannot be deleted.
    pub in_use: bool,
}

/// The check against the national register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EducationCheck {
    /// 未核验.
    #[default]
    Unchecked,
    /// 核验通过.
    Passed,
    /// 核验未通过; usable all the same, the officers decide.
    Failed,
}

impl EducationRecord {
    /// Whether a registration may use it. Until a register is connected, every record is usable and
    /// the officers see that it is unchecked.
    #[must_use]
    pub const fn is_usable(&self) -> bool {
        true
    }
}

/// A record as typed into the form of `/me/education`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the same fields as in `EducationRecord`")]
pub struct NewEducation {
    pub school: String,
    pub major: String,
    pub level: String,
    pub degree: String,
    pub graduated: String,
    pub certificate: String,
}
