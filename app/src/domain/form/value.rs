//! The check of one answer by the type of its field.

use super::{Answer, Choice, Field, FieldType, FormFacts, Pattern};
use crate::domain::{
    calendar::{Month, parse_date},
    contact::check_postcode,
    person::Phone,
    refusal::Refusal,
    unit::UnitKind,
};
use chrono::NaiveDate;

/// What is wrong with the answer to one field, which is visible and not empty.
pub(super) fn check_value(
    field: &Field,
    answer: &Answer,
    value: &impl Fn(&str) -> String,
    facts: &FormFacts<'_>,
) -> Option<Refusal> {
    let text = answer.one();
    if field.takes_dash(text, value) {
        return None;
    }
    let within = |ok: bool| (!ok).then_some(Refusal::NotInList);
    match field.kind {
        FieldType::Identity => None,
        FieldType::Text => check_text(field, text),
        FieldType::Number => check_number(field, text).or_else(|| check_years(field, text, value, facts.cutoff)),
        FieldType::Phone => Phone::parse(text).err(),
        FieldType::Month => match Month::parse(text) {
            None => Some(Refusal::NotAMonth),
            Some(month) if !field.future && month_of(&facts.now.stamp()).is_some_and(|now| month > now) => {
                Some(Refusal::InTheFuture)
            }
            Some(month) => check_not_before(field, month, value),
        },
        FieldType::Date => match parse_date(text) {
            None => Some(Refusal::NotADate),
            Some(date) => (!field.future && date > facts.now.date()).then_some(Refusal::InTheFuture),
        },
        FieldType::Choice | FieldType::Many => {
            let choices = choices_of(field, facts);
            within(answer.many().iter().all(|code| choices.iter().any(|c| c.code == *code)))
                .or_else(|| (!field.allows(text, value)).then_some(Refusal::ChoiceNotAllowed))
        }
        FieldType::Cascade => check_cascade(choices_of(field, facts), text),
        FieldType::Area => within(facts.areas.iter().any(|area| area.code == text)),
        FieldType::Site => within(facts.sites.iter().any(|site| {
            let here = |key: &String| site.parent.as_deref() == Some(value(key).as_str());
            site.code == text && field.area_field.as_ref().is_none_or(here)
        })),
        FieldType::Unit => check_unit(field, text, value, facts),
        FieldType::School => {
            let known = facts.units.iter().any(|unit| unit.kind == UnitKind::School && unit.code == text);
            (!known).then_some(Refusal::UnitUnknown)
        }
        FieldType::Specialty => within(facts.specialties.iter().any(|s| {
            let fits = |key: &Option<String>, own: &str| key.as_ref().is_none_or(|key| value(key) == own);
            s.code == text
                && s.offered
                && fits(&field.category_field, &s.category)
                && fits(&field.level_field, &s.level)
        })),
        FieldType::Education => within(facts.education.iter().any(|e| e.id.to_string() == text && e.is_usable())),
    }
}

fn check_text(field: &Field, text: &str) -> Option<Refusal> {
    let length = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    let limit = |limit: i64| u32::try_from(limit).unwrap_or_default();
    let shape = match field.pattern {
        None => None,
        Some(Pattern::Digits) => (!text.bytes().all(|b| b.is_ascii_digit())).then_some(Refusal::NotANumber),
        Some(Pattern::Postcode) => check_postcode(text),
        Some(Pattern::Latin) => (!text.chars().all(is_latin)).then_some(Refusal::NotLatin),
        Some(Pattern::Code) => {
            (!text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')).then_some(Refusal::NotACode)
        }
        Some(Pattern::Email) => (!is_email(text)).then_some(Refusal::NotAnEmail),
    };
    if shape.is_some() {
        return shape;
    }
    match (field.min, field.max) {
        (Some(min), _) if length < min => Some(Refusal::TooShort { min: limit(min) }),
        (_, Some(max)) if length > max => Some(Refusal::TooLong { max: limit(max) }),
        _ => None,
    }
}

/// A letter of the Latin alphabet, also with an accent, or a blank.
fn is_latin(c: char) -> bool {
    c == ' ' || c.is_ascii_alphabetic() || (('\u{C0}'..='\u{24F}').contains(&c) && c.is_alphabetic())
}

/// Something before one `@`, and a name with a dot after it; whether it exists, only a message tells.
fn is_email(text: &str) -> bool {
    let Some((before, after)) = text.split_once('@') else { return false };
    let blank = text.chars().any(char::is_whitespace);
    let named = after.contains('.') && after.split('.').all(|part| !part.is_empty() && !part.contains('@'));
    !before.is_empty() && !blank && named
}

/// The month of a text that begins like `2016-07`: a month itself, a date, or a moment.
fn month_of(text: &str) -> Option<Month> {
    Month::parse(text.get(..7)?)
}

/// Before another month or date, or fewer years after it than there must be.
fn check_not_before(field: &Field, month: Month, value: &impl Fn(&str) -> String) -> Option<Refusal> {
    let limit = field.not_before.as_ref()?;
    let other = month_of(&value(&limit.field))?;
    let earliest = Month { year: other.year.saturating_add(i32::try_from(limit.years).ok()?), ..other };
    (month < earliest).then(|| Refusal::TooEarly { earliest: format!("{:04}-{:02}", earliest.year, earliest.month) })
}

fn check_number(field: &Field, text: &str) -> Option<Refusal> {
    let (min, max) = (field.min.unwrap_or(0), field.max.unwrap_or(i64::from(u32::MAX)));
    match text.parse::<i64>() {
        Err(_) => Some(Refusal::NotANumber),
        Ok(number) => (!(min..=max).contains(&number)).then_some(Refusal::OutOfRange { min, max }),
    }
}

/// More years than have passed since the month from which they count.
fn check_years(field: &Field, text: &str, value: &impl Fn(&str) -> String, cutoff: NaiveDate) -> Option<Refusal> {
    let since = value(field.years_since.as_ref()?);
    let passed = Month::parse(&since)?.full_years_until(cutoff);
    let years = text.parse::<u32>().ok()?;
    (years > passed).then(|| Refusal::MoreYearsThanPassed { since, until: cutoff.to_string(), years: passed })
}

fn choices_of<'a>(field: &Field, facts: &FormFacts<'a>) -> &'a [Choice] {
    field.options.as_ref().and_then(|name| facts.dictionaries.get(name)).map_or(&[], Vec::as_slice)
}

/// A path of codes from the top to a leaf, each below the one before it.
fn check_cascade(choices: &[Choice], path: &str) -> Option<Refusal> {
    let mut parent: Option<&str> = None;
    for code in path.split('/') {
        if !choices.iter().any(|choice| choice.code == code && choice.parent.as_deref() == parent) {
            return Some(Refusal::NotInList);
        }
        parent = Some(code);
    }
    let goes_on = choices.iter().any(|choice| choice.parent.as_deref() == parent);
    goes_on.then_some(Refusal::CascadeUnfinished)
}

/// A unit of the register that lies in the chosen region.
fn check_unit(field: &Field, code: &str, value: &impl Fn(&str) -> String, facts: &FormFacts<'_>) -> Option<Refusal> {
    let unit = facts.units.iter().find(|unit| unit.kind == UnitKind::Work && unit.code == code);
    let Some(unit) = unit else { return Some(Refusal::UnitUnknown) };
    let region = field.region_field.as_ref().map(|key| value(key)).unwrap_or_default();
    (!unit.is_in(&region)).then_some(Refusal::UnitElsewhere)
}
