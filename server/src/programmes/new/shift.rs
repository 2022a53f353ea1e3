//! How far the dates of a programme move: whole years, weeks or days.

use app::domain::calendar::{Moment, parse_date};
use chrono::{Months, NaiveDate, TimeDelta};

/// The farthest that dates may move: what is more is a slip of the finger.
const MOST_YEARS: u32 = 100;
const MOST_DAYS: u64 = 36_525;

/// By how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// To the same day of another year; 29 February becomes the 28th where that year has none.
    Years(i32),
    /// By whole days. Weeks are such: they keep the day of the week.
    Days(i64),
}

impl Shift {
    /// Reads `1y`, `52w`, `365d`, `-7d`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
        let number: i32 = number.parse().ok()?;
        let shift = match unit {
            "y" => Self::Years(number),
            "w" => Self::Days(i64::from(number) * 7),
            "d" => Self::Days(i64::from(number)),
            _ => return None,
        };
        let near = match shift {
            Self::Years(years) => years.unsigned_abs() <= MOST_YEARS,
            Self::Days(days) => days.unsigned_abs() <= MOST_DAYS,
        };
        near.then_some(shift)
    }

    /// The day, moved; `None` beyond the calendar.
    #[must_use]
    pub fn date(self, date: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Years(years) => {
                let months = Months::new(years.unsigned_abs().checked_mul(12)?);
                if years < 0 { date.checked_sub_months(months) } else { date.checked_add_months(months) }
            }
            Self::Days(days) => date.checked_add_signed(TimeDelta::try_days(days)?),
        }
    }

    /// A date or a time as the files write it, moved, its hours as they were; `None` for every other text.
    #[must_use]
    pub fn written(self, text: &str) -> Option<String> {
        if parse_date(text).is_none() && Moment::parse_beijing(text).is_none() {
            return None;
        }
        let day = text.split_once('T').map_or(text, |(day, _)| day);
        let hours = text.strip_prefix(day)?;
        let date = self.date(NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?)?;
        Some(format!("{date}{hours}"))
    }
}
