//! The number of an ID document: read as typed, checked by the rules of its type, shown masked.

use super::{Sex, compact, id_type::IdType};
use crate::domain::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The weights of the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check character for each remainder.
const CHECK: &[u8; 11] = b"10X98765432";

/// A normalised and checked ID number. Nothing prints it by accident: `Debug` shows it masked.
///
/// Deserialising does not check again: only what Dengke stored itself may be read in that way.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IdNumber(String);

impl IdNumber {
    /// Reads a number as typed: full-width characters, blanks and small letters are forgiven.
    ///
    /// # Errors
    /// [`Refusal::Missing`], or the one of `Refusal::Id…` that tells best what is wrong.
    pub fn parse(id_type: IdType, typed: &str) -> Result<Self, Refusal> {
        let number = compact(typed);
        let length = number.chars().count();
        if number.is_empty() {
            return Err(Refusal::Missing);
        }
        if !id_type.fits_length(length) {
            return Err(Refusal::IdLength { id_type, expected: id_type.expected_length().to_owned() });
        }
        if !fits_shape(id_type, &number, length) {
            return Err(Refusal::IdFormat { id_type });
        }
        if !fits_region(id_type, &number) {
            return Err(Refusal::IdRegion);
        }
        if length == 18 && carries_check_character(id_type) {
            birth_date_of(&number).ok_or(Refusal::IdBirthDate)?;
            if !check_fits(&number) {
                return Err(Refusal::IdCheckDigit);
            }
        }
        Ok(Self(number))
    }

    /// The whole number, for those who may see or store it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The birth date, where the number tells it.
    #[must_use]
    pub fn birth_date(&self) -> Option<NaiveDate> {
        self.tells().then(|| birth_date_of(&self.0)).flatten()
    }

    /// The sex, where the number tells it: the 17th digit is odd for men.
    #[must_use]
    pub fn sex(&self) -> Option<Sex> {
        self.birth_date()?;
        let digit = self.0.as_bytes().get(16)?;
        Some(if digit % 2 == 1 { Sex::Male } else { Sex::Female })
    }

    /// `1101••••••••••002X`; of short numbers only the last three characters are shown.
    #[must_use]
    pub fn masked(&self) -> String {
        let length = self.0.chars().count();
        let (first, last) = if length < 12 { (0, 3) } else { (4, 4) };
        let hidden = first..length.saturating_sub(last);
        self.0.chars().enumerate().map(|(at, c)| if hidden.contains(&at) { '•' } else { c }).collect()
    }

    /// Whether the number is of the kind that tells birth date and sex. Of the other kinds none has
    /// 18 characters, save a military number, which does not pass the check.
    fn tells(&self) -> bool {
        self.0.len() == 18 && is_citizen_shape(&self.0) && check_fits(&self.0)
    }
}

impl fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdNumber({})", self.masked())
    }
}

const fn carries_check_character(id_type: IdType) -> bool {
    matches!(id_type, IdType::ResidentCard | IdType::ResidencePermit | IdType::PermanentResident)
}

/// Whether each place has a character that the type knows there.
fn fits_shape(id_type: IdType, number: &str, length: usize) -> bool {
    let digits = |from: usize| number.get(from..).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
    let letters = |until: usize| number.get(..until).is_some_and(|start| start.bytes().all(|b| b.is_ascii_uppercase()));
    match id_type {
        IdType::ResidentCard | IdType::ResidencePermit => is_citizen_shape(number),
        IdType::HongKongMacaoPass => number.starts_with(['H', 'M']) && digits(1),
        IdType::TaiwanPass => digits(0),
        IdType::PermanentResident if length == 15 => letters(3) && digits(3),
        IdType::PermanentResident => number.starts_with('9') && is_citizen_shape(number),
        IdType::Passport => number.bytes().all(|b| b.is_ascii_alphanumeric()),
        IdType::Military => !number.chars().any(char::is_control),
    }
}

/// 17 digits and a digit or X.
fn is_citizen_shape(number: &str) -> bool {
    number.bytes().enumerate().all(|(at, b)| b.is_ascii_digit() || (at == 17 && b == b'X'))
}

/// Whether the number starts with a region that gives such cards.
///
/// Of a resident card only the province is looked up. Counties are merged and renamed every year, but a
/// number stays for life: a table of today's counties would turn away people born in yesterday's.
fn fits_region(id_type: IdType, number: &str) -> bool {
    match id_type {
        IdType::ResidentCard => number
            .get(..2)
            .and_then(|code| code.parse::<u32>().ok())
            .is_some_and(|province| matches!(province, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65)),
        IdType::ResidencePermit => ["810000", "820000", "830000"].iter().any(|region| number.starts_with(region)),
        _ => true,
    }
}

/// The date in places 7–14; nobody who registers was born before 1900.
fn birth_date_of(number: &str) -> Option<NaiveDate> {
    let part = |from: usize, until: usize| number.get(from..until)?.parse::<u32>().ok();
    let year = part(6, 10).filter(|year| *year >= 1900)?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, part(10, 12)?, part(12, 14)?)
}

/// Whether the 18th character is the one that the other 17 ask for.
fn check_fits(number: &str) -> bool {
    let sum: u32 = number.bytes().zip(WEIGHTS).map(|(b, weight)| u32::from(b.wrapping_sub(b'0')) * weight).sum();
    let expected = usize::try_from(sum % 11).ok().and_then(|remainder| CHECK.get(remainder));
    expected.is_some() && number.as_bytes().get(17) == expected
}

#[cfg(test)]
mod tests;
