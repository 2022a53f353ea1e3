//! Last year's candidates (历史考生) and what differs this year.
//!
//! Notice 000 (二)2(3): a candidate of last year, neither absent nor in violation, whose basic
//! information, area, site, specialty, level, education and work are unchanged is confirmed by submitting.

use super::{
    education::EducationRecord,
    form::{Answers, FieldType},
    programme::Programme,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Last year's registration of the same person (same name, ID type and ID number).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// The code of last year's area.
    pub area: String,
    /// Last year's answers to the compared fields, by field key, as far as they are known.
    pub answers: BTreeMap<String, String>,
    /// Points by subject code, 0–100.
    pub scores: BTreeMap<String, u32>,
    /// Did not come to the exam.
    pub absent: bool,
    /// Broke the rules of the exam.
    pub violation: bool,
}

/// A compared field that is not as last year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The field's key; `area` for the area.
    pub field: String,
    /// Last year's value.
    pub last: String,
    /// This year's value.
    pub now: String,
}

impl History {
    /// Whether this makes its owner a history candidate (历史考生): who took part and did not pass (notice 000
    /// (二)2(3)). A record without scores is of somebody who has passed nothing.
    #[must_use]
    pub fn counts(&self, programme: &Programme) -> bool {
        let passed = |points: &u32| *points >= programme.pass_mark;
        !self.absent && !self.violation && (self.scores.is_empty() || !self.scores.values().all(passed))
    }

    /// The compared fields that are not as last year, in the order of the form.
    ///
    /// A field that last year's record lacks is skipped: records come from other systems, and nobody
    /// has changed what was never asked. A field that is there and empty is compared.
    #[must_use]
    pub fn differences(
        &self,
        programme: &Programme,
        area: &str,
        answers: &Answers,
        education: &[EducationRecord],
    ) -> Vec<Difference> {
        let own_area = Difference { field: "area".into(), last: self.area.clone(), now: area.to_owned() };
        let fields = programme.pages.iter().flat_map(|p| &p.fields).filter(|f| f.compare);
        std::iter::once(own_area)
            .chain(fields.filter(|f| f.kind != FieldType::Identity).filter_map(|field| {
                let last = self.answers.get(&field.key)?.clone();
                let now = comparable(field.kind, answers.get(&field.key).map_or("", |a| a.one()), education);
                Some(Difference { field: field.key.clone(), last, now })
            }))
            .filter(|d| normalised(&d.last) != normalised(&d.now))
            .collect()
    }
}

/// What is compared: the answer itself, or what an education record says.
#[must_use]
pub fn comparable(kind: FieldType, answer: &str, education: &[EducationRecord]) -> String {
    if kind != FieldType::Education {
        return answer.to_owned();
    }
    education.iter().find(|e| e.id.to_string() == answer).map_or_else(String::new, education_text)
}

/// An education record as history keeps it: `学校 专业 学历代码 毕业年月`.
#[must_use]
pub fn education_text(record: &EducationRecord) -> String {
    format!("{} {} {} {}", record.school, record.major, record.level, record.graduated)
}

/// Without blanks, full width made half width, lower case: nobody fails over a blank.
fn normalised(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn blanks_width_and_case_do_not_differ() {
        for (a, b) in [("北京 医院", "北京医院"), ("ＩＣＵ", "icu"), ("（一）部", "(一)部")] {
            assert_eq!(normalised(a), normalised(b));
        }
        assert_ne!(normalised("第一医院"), normalised("第二医院"));
    }
}
