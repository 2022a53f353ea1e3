//! What may be added to the education records of a candidate, and what may be removed.

use super::{EducationRecord, MOST_RECORDS, NewEducation};
use crate::domain::{
    calendar::{Moment, Month},
    form::Choice,
    refusal::{Refusal, Wrong},
    text::check_line,
};

/// The longest school and field of study, in characters.
const LONGEST_LINE: u32 = 100;
/// The longest number of a certificate.
const LONGEST_NUMBER: u32 = 40;

/// What a record is checked against besides its own fields.
#[derive(Clone, Copy, Debug)]
pub struct EducationFacts<'a> {
    /// Nobody has graduated in a month that is still to come.
    pub now: Moment,
    /// The education levels to choose from.
    pub levels: &'a [Choice],
    /// The degrees to choose from.
    pub degrees: &'a [Choice],
}

impl NewEducation {
    /// As it is stored: without the blanks around what was typed.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let own = |text: &str| text.trim().to_owned();
        Self {
            school: own(&self.school),
            major: own(&self.major),
            level: own(&self.level),
            degree: own(&self.degree),
            graduated: own(&self.graduated),
            certificate: own(&self.certificate),
        }
    }

    /// Whether nothing tells it from a record that is there: the button was pressed twice.
    fn is_same(&self, record: &EducationRecord) -> bool {
        let there =
            [&record.school, &record.major, &record.level, &record.degree, &record.graduated, &record.certificate];
        there == [&self.school, &self.major, &self.level, &self.degree, &self.graduated, &self.certificate]
    }
}

/// What is wrong with a record, field by field.
#[must_use]
pub fn check_education(typed: &NewEducation, facts: &EducationFacts<'_>) -> Vec<Wrong> {
    let new = typed.trimmed();
    let filled = |text: &str, max| if text.is_empty() { Some(Refusal::Missing) } else { check_line(text, max) };
    let checks = [
        ("level", listed(&new.level, facts.levels)),
        ("degree", listed(&new.degree, facts.degrees)),
        ("school", filled(&new.school, LONGEST_LINE)),
        ("major", filled(&new.major, LONGEST_LINE)),
        ("graduated", past_month(&new.graduated, facts.now)),
        ("certificate", filled(&new.certificate, LONGEST_NUMBER)),
    ];
    checks.into_iter().filter_map(|(field, refusal)| Some(Wrong::new(field, refusal?))).collect()
}

fn listed(code: &str, choices: &[Choice]) -> Option<Refusal> {
    match code {
        "" => Some(Refusal::NotChosen),
        _ => (!choices.iter().any(|choice| choice.code == code)).then_some(Refusal::NotInList),
    }
}

fn past_month(text: &str, now: Moment) -> Option<Refusal> {
    let this_month = Month::parse(now.stamp().get(..7).unwrap_or_default());
    match Month::parse(text) {
        _ if text.is_empty() => Some(Refusal::Missing),
        None => Some(Refusal::NotAMonth),
        Some(month) => this_month.is_some_and(|now| month > now).then_some(Refusal::InTheFuture),
    }
}

/// The record to be added to those that are there.
///
/// # Errors
/// [`Refusal::EducationFull`], [`Refusal::Fields`] with what is wrong, [`Refusal::EducationExists`].
pub fn add_education(
    records: &[EducationRecord],
    typed: &NewEducation,
    facts: &EducationFacts<'_>,
) -> Result<NewEducation, Refusal> {
    if records.len() >= MOST_RECORDS {
        return Err(Refusal::EducationFull { max: MOST_RECORDS as u32 });
    }
    let wrong = check_education(typed, facts);
    if !wrong.is_empty() {
        return Err(Refusal::Fields(wrong));
    }
    let new = typed.trimmed();
    if records.iter().any(|record| new.is_same(record)) { Err(Refusal::EducationExists) } else { Ok(new) }
}

/// Whether a record may go; `records` are all of the candidate, those in use marked.
///
/// # Errors
/// [`Refusal::EducationInUse`] where a registration uses it.
pub fn remove_education(records: &[EducationRecord], id: i64) -> Result<(), Refusal> {
    let used = records.iter().any(|record| record.id == id && record.in_use);
    if used { Err(Refusal::EducationInUse) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{education::EducationCheck, text::Text};

    fn choice(code: &str) -> Choice {
        Choice { code: code.to_owned(), name: Text::chinese(code), parent: None }
    }

    /// Decided with two levels, one degree, in December 2023.
    fn with_facts<T>(work: impl Fn(&EducationFacts<'_>) -> T) -> T {
        let now = Moment::parse_beijing("2023-12-05T09:00").unwrap_or_default();
        work(&EducationFacts { now, levels: &[choice("21"), choice("31")], degrees: &[choice("4")] })
    }

    fn new() -> NewEducation {
        NewEducation {
            school: "首都医科大学".to_owned(),
            major: "护理学".to_owned(),
            level: "21".to_owned(),
            degree: "4".to_owned(),
            graduated: "2017-07".to_owned(),
            certificate: "100252017050099".to_owned(),
        }
    }

    fn record(id: i64, in_use: bool) -> EducationRecord {
        let NewEducation { school, major, level, degree, graduated, certificate } = new();
        let level_name = Text::chinese(&level);
        let check = EducationCheck::default();
        EducationRecord { id, school, major, level, level_name, degree, graduated, certificate, check, in_use }
    }

    #[test]
    fn each_field_is_checked() {
        let own = str::to_owned;
        let long = |many: usize| "学".repeat(many);
        let control = Refusal::Character { character: own("U+0009") };
        let nothing = vec![
            ("level", Refusal::NotChosen),
            ("degree", Refusal::NotChosen),
            ("school", Refusal::Missing),
            ("major", Refusal::Missing),
            ("graduated", Refusal::Missing),
            ("certificate", Refusal::Missing),
        ];
        for (typed, expected) in [
            (new(), vec![]),
            (NewEducation { school: own(" 首都医科大学 "), graduated: own(" 2017-07 "), ..new() }, vec![]),
            (NewEducation::default(), nothing),
            (NewEducation { level: own("99"), ..new() }, vec![("level", Refusal::NotInList)]),
            (NewEducation { degree: own("5"), ..new() }, vec![("degree", Refusal::NotInList)]),
            (NewEducation { school: own("  "), ..new() }, vec![("school", Refusal::Missing)]),
            (NewEducation { school: long(100), ..new() }, vec![]),
            (NewEducation { school: long(101), ..new() }, vec![("school", Refusal::TooLong { max: 100 })]),
            (NewEducation { major: own("护理\t学"), ..new() }, vec![("major", control)]),
            (NewEducation { graduated: own("2017"), ..new() }, vec![("graduated", Refusal::NotAMonth)]),
            (NewEducation { graduated: own("2023-12"), ..new() }, vec![]),
            (NewEducation { graduated: own("2024-01"), ..new() }, vec![("graduated", Refusal::InTheFuture)]),
            (NewEducation { certificate: long(41), ..new() }, vec![("certificate", Refusal::TooLong { max: 40 })]),
        ] {
            let expected: Vec<Wrong> = expected.into_iter().map(|(field, why)| Wrong::new(field, why)).collect();
            assert_eq!(with_facts(|facts| check_education(&typed, facts)), expected, "{typed:?}");
        }
    }

    #[test]
    fn a_record_is_added_once_and_only_a_few_are() {
        let blanks = NewEducation { certificate: format!(" {} ", new().certificate), ..new() };
        let other = NewEducation { certificate: "2".to_owned(), ..new() };
        let wrong = NewEducation { certificate: String::new(), ..new() };
        let missing = Refusal::Fields(vec![Wrong::new("certificate", Refusal::Missing)]);
        let all = |many: i64| (0..many).map(|id| record(id, false)).collect::<Vec<_>>();
        for (there, typed, expected) in [
            (all(0), &blanks, Ok(new())),
            (all(1), &other, Ok(other.clone())),
            (all(4), &other, Ok(other.clone())),
            (all(1), &new(), Err(Refusal::EducationExists)),
            (all(1), &blanks, Err(Refusal::EducationExists)),
            (all(1), &wrong, Err(missing)),
            (all(5), &other, Err(Refusal::EducationFull { max: 5 })),
            (all(5), &wrong, Err(Refusal::EducationFull { max: 5 })),
        ] {
            assert_eq!(with_facts(|facts| add_education(&there, typed, facts)), expected, "{} {typed:?}", there.len());
        }
    }

    #[test]
    fn what_a_registration_uses_stays() {
        let records = [record(1, false), record(2, true)];
        for (id, expected) in [(1, Ok(())), (2, Err(Refusal::EducationInUse)), (3, Ok(()))] {
            assert_eq!(remove_education(&records, id), expected, "{id}");
        }
    }
}
