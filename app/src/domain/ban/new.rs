//! A new ban: what is typed, and the check of it.

use super::{Ban, BanReason};
use crate::domain::{
    calendar::{Moment, parse_date},
    person::{IdNumber, IdType, Name, half_width},
    refusal::{Refusal, Wrong},
    text::remark,
};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The years in which a ban may begin and end: other ones are mistyped.
const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 2099;

/// A new ban, as typed; each field's name is its input's `name`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct NewBan {
    pub name: String,
    /// A key of [`IdType`].
    pub id_type: String,
    pub id_number: String,
    /// A key of [`BanReason`].
    pub reason: String,
    /// The first day; from now on where empty.
    pub from: String,
    /// The last day.
    pub until: String,
    /// `true` where there is no last day.
    pub for_life: String,
    pub note: String,
}

impl fmt::Debug for NewBan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewBan").field("reason", &self.reason).finish_non_exhaustive()
    }
}

/// A new ban, checked and normalised.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct CheckedBan {
    pub name: Name,
    pub id_type: IdType,
    pub id_number: IdNumber,
    pub reason: BanReason,
    pub from: Moment,
    pub until: Option<Moment>,
    pub note: String,
}

impl CheckedBan {
    /// Whether `ban`, of the same person, says the same already: it was sent twice.
    #[must_use]
    pub fn repeats(&self, ban: &Ban, now: Moment) -> bool {
        ban.is_current(now) && ban.reason == self.reason && ban.until == self.until
    }
}

/// The ban that was typed.
///
/// # Errors
/// Everything that is wrong with it, field by field.
pub fn check_ban(typed: &NewBan, now: Moment) -> Result<CheckedBan, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let name = keep(&mut wrong, "name", Name::parse(&typed.name));
    let id_type = keep(&mut wrong, "id_type", chosen(&typed.id_type, IdType::from_key));
    let id_number = match id_type {
        Some(id_type) => keep(&mut wrong, "id_number", read_number(id_type, &typed.id_number, now)),
        None if typed.id_number.trim().is_empty() => keep(&mut wrong, "id_number", Err(Refusal::Missing)),
        // Without its type a number cannot be judged; that the type is wrong is said already.
        None => None,
    };
    let reason = keep(&mut wrong, "reason", chosen(&typed.reason, BanReason::from_key));
    let from = keep(&mut wrong, "from", read_beginning(&typed.from, now));
    let until = keep(&mut wrong, "until", read_end(typed, now));
    if let (Some(from), Some(Some(until))) = (from, until)
        && until <= from
    {
        wrong.push(Wrong::new("until", Refusal::BanEndBeforeStart));
    }
    let note = keep(&mut wrong, "note", remark(&typed.note));
    match (name, id_type, id_number, reason, from, until, note) {
        (Some(name), Some(id_type), Some(id_number), Some(reason), Some(from), Some(until), Some(note))
            if wrong.is_empty() =>
        {
            Ok(CheckedBan { name, id_type, id_number, reason, from, until, note })
        }
        _ => Err(wrong),
    }
}

/// The value, or nothing after its refusal was noted for `field`.
fn keep<T>(wrong: &mut Vec<Wrong>, field: &str, read: Result<T, Refusal>) -> Option<T> {
    read.map_err(|refusal| wrong.push(Wrong::new(field, refusal))).ok()
}

fn chosen<T>(key: &str, from_key: impl Fn(&str) -> Option<T>) -> Result<T, Refusal> {
    if key.is_empty() { Err(Refusal::NotChosen) } else { from_key(key).ok_or(Refusal::NotInList) }
}

/// A number with which somebody could sign up.
fn read_number(id_type: IdType, typed: &str, now: Moment) -> Result<IdNumber, Refusal> {
    let number = IdNumber::parse(id_type, typed)?;
    let unborn = number.birth_date().is_some_and(|date| date > now.date());
    if unborn { Err(Refusal::IdBirthDate) } else { Ok(number) }
}

fn read_beginning(typed: &str, now: Moment) -> Result<Moment, Refusal> {
    if typed.trim().is_empty() { Ok(now) } else { midnight(read_day(typed)?) }
}

/// The first moment after the last day; none for life. One of both must be said, and not both.
fn read_end(typed: &NewBan, now: Moment) -> Result<Option<Moment>, Refusal> {
    let for_life = matches!(typed.for_life.as_str(), "true" | "on" | "yes");
    match (typed.until.trim().is_empty(), for_life) {
        (true, true) => Ok(None),
        (true, false) => Err(Refusal::BanEndMissing),
        (false, true) => Err(Refusal::BanEndTwice),
        (false, false) => {
            let until = midnight(read_day(&typed.until)?.succ_opt().ok_or(Refusal::NotADate)?)?;
            if until <= now { Err(Refusal::BanEndPast) } else { Ok(Some(until)) }
        }
    }
}

fn read_day(typed: &str) -> Result<NaiveDate, Refusal> {
    let typed: String = typed.trim().chars().map(half_width).collect();
    match parse_date(&typed).ok_or(Refusal::NotADate)? {
        day if (FIRST_YEAR..=LAST_YEAR).contains(&day.year()) => Ok(day),
        _ => Err(Refusal::OutOfRange { min: i64::from(FIRST_YEAR), max: i64::from(LAST_YEAR) }),
    }
}

/// The first moment of a day in Beijing.
fn midnight(day: NaiveDate) -> Result<Moment, Refusal> {
    Moment::parse_beijing(&format!("{day}T00:00")).ok_or(Refusal::NotADate)
}
