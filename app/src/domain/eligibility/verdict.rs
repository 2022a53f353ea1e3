//! The answer to "am I eligible?": every way to qualify, point by point, the nearest first.

use crate::domain::{calendar::Month, text::Text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Whether somebody is eligible, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Whether one of the ways is met.
    pub met: bool,
    /// The day up to which years count (截至日期).
    pub cutoff: NaiveDate,
    /// The ways to qualify, the nearest first.
    pub ways: Vec<Way>,
}

/// A way to qualify.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// The way in the words of the programme, where it has some.
    pub note: Option<Text>,
    /// What it asks for.
    pub points: Vec<Point>,
}

/// One thing that a way asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Whether it is met.
    pub met: bool,
    /// What is needed, and what was found.
    pub what: What,
}

/// What is needed, and what was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// A level of education.
    Education(OneOf),
    /// A title.
    Title(OneOf),
    /// Full years from a month to the cut-off day.
    Since {
        /// The label of the month; nothing for the month of graduation in an education record.
        label: Option<Text>,
        /// The month.
        from: Option<Month>,
        /// The years that are needed; 0 where it is enough that the month has come.
        needed: u32,
        /// The months from then to the cut-off day; 0 where it comes later.
        passed: u32,
        /// The months that are still missing.
        missing: u32,
    },
    /// Years as the candidate counted them.
    Counted {
        /// The label of the number.
        label: Text,
        /// The number.
        counted: Option<u32>,
        /// The years that are needed.
        needed: u32,
        /// The months that are still missing.
        missing: u32,
    },
    /// A condition.
    Condition(Stated),
}

/// One of several values, and the one that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneOf {
    /// The label of the field.
    pub label: Text,
    /// The values.
    pub values: Vec<Text>,
    /// What was found; nothing where it was not answered.
    pub held: Option<Text>,
}

/// A condition in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stated {
    /// The field has one of the values.
    Is(OneOf),
    /// The field has a value, and none of these.
    Not(OneOf),
    /// All of them hold.
    All(Vec<Stated>),
    /// At least one of them holds.
    Any(Vec<Stated>),
}

impl Way {
    /// Whether everything is met.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.points.iter().all(|point| point.met)
    }

    /// How far it is, for the order: the fewest points missing, years before another education, the fewest months.
    #[must_use]
    pub fn distance(&self) -> (usize, bool, u32) {
        let missing = || self.points.iter().filter(|point| !point.met);
        let months = missing().map(|point| match point.what {
            // Without a beginning, nobody knows how long it takes.
            What::Since { from: None, .. } | What::Counted { counted: None, .. } => u32::MAX,
            What::Since { missing, .. } | What::Counted { missing, .. } => missing,
            _ => 0,
        });
        let education = missing().any(|point| matches!(point.what, What::Education(_)));
        (missing().count(), education, months.max().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(points: &[(bool, What)]) -> Way {
        Way { note: None, points: points.iter().map(|(met, what)| Point { met: *met, what: what.clone() }).collect() }
    }

    #[test]
    fn the_nearest_way_lacks_least() {
        let one = OneOf { label: Text::default(), values: Vec::new(), held: None };
        let years = |counted, missing| What::Counted { label: Text::default(), counted, needed: 4, missing };
        let (education, title) = (|met| (met, What::Education(one.clone())), |met| (met, What::Title(one.clone())));
        let mut ways = [
            ("everything", way(&[education(false), title(false), (false, years(None, 48))])),
            ("education and years", way(&[education(false), (false, years(Some(3), 12))])),
            ("education", way(&[education(false), (true, years(Some(4), 0))])),
            ("no years known", way(&[education(true), (false, years(None, 48))])),
            ("two years", way(&[education(true), (false, years(Some(2), 24))])),
            ("one year", way(&[education(true), (false, years(Some(3), 12))])),
            ("nothing", way(&[education(true), title(true), (true, years(Some(9), 0))])),
        ];
        ways.sort_by_key(|(_, way)| way.distance());
        let order = ways.each_ref().map(|(lacks, way)| (*lacks, way.is_met()));
        assert_eq!(
            order,
            [
                ("nothing", true),
                ("one year", false),
                ("two years", false),
                ("no years known", false),
                ("education", false),
                ("education and years", false),
                ("everything", false),
            ]
        );
    }
}
