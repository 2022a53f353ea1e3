//! The check of what was typed on a page, against its fields, conditions and dictionaries.

use super::{
    Answer, Answers, Choice, Field, FieldType, Group, LONGEST_ANSWER, MOST_ENTRIES, Page, entry_value, page_value,
    value::check_value,
};
use crate::domain::{
    calendar::Moment,
    education::EducationRecord,
    programme::Specialty,
    refusal::{Refusal, Wrong},
    text::check_control,
    unit::Unit,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What a page is checked against besides its own fields.
#[derive(Clone, Copy, Debug)]
pub struct FormFacts<'a> {
    /// Today, for months and dates that cannot lie in the future.
    pub now: Moment,
    /// The day up to which years count (截至日期).
    pub cutoff: NaiveDate,
    /// Dictionaries by name.
    pub dictionaries: &'a BTreeMap<String, Vec<Choice>>,
    /// The areas of the programme.
    pub areas: &'a [Choice],
    /// The sites, each below its area: those of the registration's area, or all where the form asks for the area.
    pub sites: &'a [Choice],
    /// All specialties.
    pub specialties: &'a [Specialty],
    /// The candidate's education records.
    pub education: &'a [EducationRecord],
    /// The entries of the register that the answers name; whatever is not among them is unknown.
    pub units: &'a [Unit],
    /// The last day of the exam, for documents that should last until then.
    pub exam: Option<NaiveDate>,
}

/// Everything that is missing or wrong on a page, in the order of its fields; conditions look at `answers` as
/// [`super::seen()`] makes them.
#[must_use]
pub fn check_page(page: &Page, answers: &Answers, facts: &FormFacts<'_>) -> Vec<Wrong> {
    let value = |key: &str| page_value(answers, key);
    let fields = page.fields.iter().filter_map(|field| {
        let empty = Answer::One(String::new());
        let answer = answers.get(&field.key).unwrap_or(&empty);
        check_field(field, answer, &value, facts).map(|refusal| Wrong::new(&field.key, refusal))
    });
    let groups = page.groups.iter().flat_map(|group| check_group(group, answers, facts));
    fields.chain(groups).collect()
}

/// Answers that the page cannot hold at all: unknown fields, endless texts. These are never stored.
#[must_use]
pub fn check_storable(page: &Page, answers: &Answers) -> Vec<Wrong> {
    let long = |text: &String| text.chars().count() > LONGEST_ANSWER;
    let too_long = Refusal::TooLong { max: LONGEST_ANSWER as u32 };
    answers
        .iter()
        .filter_map(|(key, answer)| {
            let field = page.fields.iter().find(|f| f.key == *key && !f.is_locked());
            let group = page.groups.iter().find(|g| g.key == *key);
            let refusal = match (answer, field, group) {
                (Answer::One(text), Some(_), _) => long(text).then(|| too_long.clone()),
                (Answer::Many(ticks), Some(field), _) if field.kind == FieldType::Many => (ticks.len() > MOST_ENTRIES
                    || ticks.iter().any(long))
                .then_some(Refusal::TooMany { max: MOST_ENTRIES as u32 }),
                // No entries: read from JSON they look like no ticks.
                (none, _, Some(_)) if none.is_empty() => None,
                (Answer::Entries(entries), _, Some(group)) => storable_entries(group, entries),
                _ => Some(Refusal::UnknownField),
            };
            refusal.map(|refusal| Wrong::new(key, refusal))
        })
        .collect()
}

fn storable_entries(group: &Group, entries: &[BTreeMap<String, String>]) -> Option<Refusal> {
    if entries.len() > MOST_ENTRIES {
        return Some(Refusal::TooMany { max: group.max });
    }
    let known = |key: &String| group.fields.iter().any(|f| f.key == *key) || group.choose_one.as_ref() == Some(key);
    let unknown = entries.iter().flat_map(|e| e.keys()).any(|key| !known(key));
    let long = entries.iter().flat_map(|e| e.values()).any(|text| text.chars().count() > LONGEST_ANSWER);
    if unknown { Some(Refusal::UnknownField) } else { long.then_some(Refusal::TooLong { max: LONGEST_ANSWER as u32 }) }
}

fn check_group(group: &Group, answers: &Answers, facts: &FormFacts<'_>) -> Vec<Wrong> {
    let outside = |key: &str| page_value(answers, key);
    if !group.is_visible(&outside) {
        return Vec::new();
    }
    let entries: &[_] = if let Some(Answer::Entries(entries)) = answers.get(&group.key) { entries } else { &[] };
    let count = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    if count > group.max {
        return vec![Wrong::new(&group.key, Refusal::TooMany { max: group.max })];
    }
    let min = group.least(&outside);
    if count < min {
        return vec![Wrong::new(&group.key, Refusal::TooFew { min })];
    }
    let mut wrong = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let value = |key: &str| entry_value(group, entry, answers, key);
        wrong.extend(group.fields.iter().filter_map(|field| {
            let answer = Answer::One(entry.get(&field.key).cloned().unwrap_or_default());
            let refusal = check_field(field, &answer, &value, facts)?;
            Some(Wrong::new(&entry_field(&group.key, index, &field.key), refusal))
        }));
    }
    if let Some(mark) = group.choose_one.as_ref().filter(|_| count > 0) {
        let chosen = entries.iter().filter(|entry| entry.get(mark).is_some_and(|v| v == "yes")).count();
        if chosen != 1 {
            wrong.push(Wrong::new(&group.key, Refusal::ChooseOne));
        }
    }
    wrong
}

/// The input name of a field in an entry of a group: `education.0.school`.
#[must_use]
pub fn entry_field(group: &str, index: usize, field: &str) -> String {
    format!("{group}.{index}.{field}")
}

fn check_field(
    field: &Field,
    answer: &Answer,
    value: &impl Fn(&str) -> String,
    facts: &FormFacts<'_>,
) -> Option<Refusal> {
    if field.kind == FieldType::Identity || !field.is_visible(value) {
        return None;
    }
    if answer.is_empty() {
        let missing = if field.kind.is_chosen() { Refusal::NotChosen } else { Refusal::Missing };
        return field.is_required(value).then_some(missing);
    }
    let control = answer.many().iter().find_map(|text| check_control(text));
    control.or_else(|| check_value(field, answer, value, facts))
}
