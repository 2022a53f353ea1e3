//! The answer to "am I eligible?": every way to qualify, point by point, the nearest first.

use crate::domain::{calendar::Month, text::Text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How something stands: a point, a way, or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Met.
    Met,
    /// Nothing is missing, but the offices have something to judge.
    Judged,
    /// Not met.
    Unmet,
}

impl Standing {
    /// Met, or not.
    #[must_use]
    pub const fn of(met: bool) -> Self {
        if met { Self::Met } else { Self::Unmet }
    }
}

/// Whether somebody is eligible, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// How the nearest way stands.
    pub standing: Standing,
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
    /// How it stands.
    pub standing: Standing,
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
    /// Something for the offices to judge.
    Judged {
        /// What they judge.
        text: Text,
        /// What they look at.
        of: Option<OneOf>,
    },
}

/// One of several values, or words, and the value that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneOf {
    /// The label of the field.
    pub label: Text,
    /// The values.
    pub values: Vec<Text>,
    /// The lowest of them, where they are all from it upwards.
    pub least: Option<Text>,
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
    /// One of these words is in it.
    Contains(OneOf),
    /// It has a value, and none of these words is in it.
    Lacks(OneOf),
    /// All of them hold.
    All(Vec<Stated>),
    /// At least one of them holds.
    Any(Vec<Stated>),
}

impl Way {
    /// How it stands: as the worst of its points.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.points.iter().map(|point| point.standing).max().unwrap_or(Standing::Met)
    }

    /// How far it is, for the order: the fewest points missing, years before another education, the fewest months, the
    /// least to judge.
    #[must_use]
    pub fn distance(&self) -> (usize, bool, u32, usize) {
        let of = |standing: Standing| self.points.iter().filter(move |point| point.standing == standing);
        let missing = || of(Standing::Unmet);
        let months = missing().map(|point| match point.what {
            // Without a beginning, nobody knows how long it takes.
            What::Since { from: None, .. } | What::Counted { counted: None, .. } => u32::MAX,
            What::Since { missing, .. } | What::Counted { missing, .. } => missing,
            _ => 0,
        });
        let education = missing().any(|point| matches!(point.what, What::Education(_)));
        (missing().count(), education, months.max().unwrap_or_default(), of(Standing::Judged).count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(points: &[(Standing, What)]) -> Way {
        let point = |(standing, what): &(Standing, What)| Point { standing: *standing, what: what.clone() };
        Way { note: None, points: points.iter().map(point).collect() }
    }

    #[test]
    fn the_nearest_way_lacks_least() {
        let one = OneOf { label: Text::default(), values: Vec::new(), least: None, held: None };
        let years = |met, counted, missing| {
            (Standing::of(met), What::Counted { label: Text::default(), counted, needed: 4, missing })
        };
        let education = |met| (Standing::of(met), What::Education(one.clone()));
        let title = |met| (Standing::of(met), What::Title(one.clone()));
        let judged = || (Standing::Judged, What::Judged { text: Text::default(), of: None });
        let mut ways = [
            ("everything", way(&[education(false), title(false), years(false, None, 48)])),
            ("education and years", way(&[education(false), years(false, Some(3), 12)])),
            ("education", way(&[education(false), years(true, Some(4), 0)])),
            ("no years known", way(&[education(true), years(false, None, 48)])),
            ("two years", way(&[education(true), years(false, Some(2), 24)])),
            ("one year, and something to judge", way(&[education(true), years(false, Some(3), 12), judged()])),
            ("one year", way(&[education(true), years(false, Some(3), 12)])),
            ("nothing, but there is something to judge", way(&[education(true), judged()])),
            ("nothing", way(&[education(true), title(true), years(true, Some(9), 0)])),
        ];
        ways.sort_by_key(|(_, way)| way.distance());
        let order = ways.each_ref().map(|(lacks, way)| (*lacks, way.standing()));
        assert_eq!(
            order,
            [
                ("nothing", Standing::Met),
                ("nothing, but there is something to judge", Standing::Judged),
                ("one year", Standing::Unmet),
                ("one year, and something to judge", Standing::Unmet),
                ("two years", Standing::Unmet),
                ("no years known", Standing::Unmet),
                ("education", Standing::Unmet),
                ("education and years", Standing::Unmet),
                ("everything", Standing::Unmet),
            ]
        );
    }
}
