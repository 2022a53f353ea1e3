//! Moments, months and windows in Beijing time (UTC+8 the year round, no summer time).

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use serde::{Deserialize, Serialize};

const BEIJING: TimeDelta = TimeDelta::hours(8);

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// Reads a Beijing wall-clock time such as `2023-12-05T09:00` (seconds optional).
    #[must_use]
    pub fn parse_beijing(text: &str) -> Option<Self> {
        let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M")
            .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S"))
            .ok()?;
        Some(Self((wall - BEIJING).and_utc().timestamp_millis()))
    }

    /// The wall clock in Beijing at this moment.
    #[must_use]
    pub fn beijing(self) -> NaiveDateTime {
        chrono::DateTime::from_timestamp_millis(self.0).unwrap_or_default().naive_utc() + BEIJING
    }

    /// The Beijing date.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        self.beijing().date()
    }

    /// `2023-12-05 09:41`, for tables, exports and the printed form.
    #[must_use]
    pub fn stamp(self) -> String {
        let w = self.beijing();
        format!("{:04}-{:02}-{:02} {:02}:{:02}", w.year(), w.month(), w.day(), w.hour(), w.minute())
    }

    /// `09:41`, for "saved at".
    #[must_use]
    pub fn clock(self) -> String {
        let w = self.beijing();
        format!("{:02}:{:02}", w.hour(), w.minute())
    }

    /// One working day later: the next working day at 17:30 in Beijing, when offices close. Saturdays and Sundays do
    /// not count; public holidays are announced year by year and are not known here.
    #[must_use]
    pub fn one_working_day_later(self) -> Self {
        let works = |day: &NaiveDate| day.weekday().number_from_monday() <= 5;
        let next = self.date().iter_days().skip(1).find(works);
        let closing = next.and_then(|day| day.and_hms_opt(17, 30, 0));
        closing.map_or(self, |wall| Self((wall - BEIJING).and_utc().timestamp_millis()))
    }

    /// This moment moved by `milliseconds`.
    #[must_use]
    pub const fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }
}

/// From–until in Beijing time; `until` is the first moment that is too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The first moment inside.
    pub from: Moment,
    /// The first moment after.
    pub until: Moment,
}

/// Where a moment lies relative to a [`Window`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Not yet open.
    Before,
    /// Open.
    Inside,
    /// Over.
    After,
}

impl Window {
    /// Where `now` lies.
    #[must_use]
    pub fn position(&self, now: Moment) -> Position {
        if now < self.from {
            Position::Before
        } else if now < self.until {
            Position::Inside
        } else {
            Position::After
        }
    }

    /// Whether the window is open at `now`.
    #[must_use]
    pub fn is_open(&self, now: Moment) -> bool {
        self.position(now) == Position::Inside
    }
}

/// The time left until a deadline, in whole units, rounded down; never negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Countdown {
    /// Whole days.
    pub days: i64,
    /// Hours of the last day, 0–23.
    pub hours: i64,
    /// Minutes of the last hour, 0–59.
    pub minutes: i64,
}

impl Countdown {
    /// The time from `now` to `deadline`; `None` once it has passed.
    #[must_use]
    pub fn between(now: Moment, deadline: Moment) -> Option<Self> {
        let minutes = deadline.0.checked_sub(now.0).filter(|ms| *ms > 0)? / 60_000;
        Some(Self { days: minutes / 1440, hours: minutes / 60 % 24, minutes: minutes % 60 })
    }
}

/// A month as the forms ask for it: `2016-07`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// 1–12.
    pub month: u32,
}

impl Month {
    /// Reads `YYYY-MM` between 1900-01 and 2099-12.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return None;
        }
        let (year, month) = (year.parse().ok()?, month.parse().ok()?);
        ((1900..2100).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// Months from this one to the month of `day`, both counted as whole months; not positive where it lies later.
    #[must_use]
    pub fn months_until(self, day: NaiveDate) -> i32 {
        (day.year() - self.year) * 12 + day.month().cast_signed() - self.month.cast_signed() + 1
    }

    /// Full years from this month to the month of `day`, both counted as whole months; 0 where it lies later.
    #[must_use]
    pub fn full_years_until(self, day: NaiveDate) -> u32 {
        u32::try_from(self.months_until(day) / 12).unwrap_or_default()
    }
}

/// Reads `YYYY-MM-DD`.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    (text.len() == 10).then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_full_only_when_all_their_months_have_passed() {
        let cutoff = NaiveDate::from_ymd_opt(2023, 12, 31).unwrap_or_default();
        for (since, years) in [("2017-01", 7), ("2017-02", 6), ("2023-02", 0), ("2023-12", 0), ("2024-05", 0)] {
            assert_eq!(Month::parse(since).map(|month| month.full_years_until(cutoff)), Some(years), "{since}");
        }
    }

    #[test]
    fn beijing_is_eight_hours_ahead_all_year() {
        for (wall, utc) in [("2023-12-05T09:00", 1_701_738_000_000), ("2023-07-01T00:00", 1_688_140_800_000)] {
            let moment = Moment::parse_beijing(wall).unwrap_or_default();
            assert_eq!(moment.0, utc);
            assert_eq!(moment.stamp().replace(' ', "T"), wall);
        }
    }

    #[test]
    fn a_working_day_later_skips_the_weekend() {
        for (made, due) in [
            // A Tuesday, at any hour of the day in Beijing.
            ("2023-12-05T09:00", "2023-12-06T17:30"),
            ("2023-12-05T00:00", "2023-12-06T17:30"),
            ("2023-12-05T23:59", "2023-12-06T17:30"),
            ("2023-12-07T18:00", "2023-12-08T17:30"),
            // Friday, Saturday, Sunday.
            ("2023-12-08T09:00", "2023-12-11T17:30"),
            ("2023-12-09T12:00", "2023-12-11T17:30"),
            ("2023-12-10T23:00", "2023-12-11T17:30"),
            ("2023-12-11T01:00", "2023-12-12T17:30"),
            ("2023-12-29T10:00", "2024-01-01T17:30"),
        ] {
            let later = Moment::parse_beijing(made).map(Moment::one_working_day_later);
            assert_eq!(later, Moment::parse_beijing(due), "{made}");
        }
    }

    #[test]
    fn a_window_ends_at_the_first_moment_that_is_too_late() {
        let window = Window { from: Moment(10), until: Moment(20) };
        for (now, position) in
            [(9, Position::Before), (10, Position::Inside), (19, Position::Inside), (20, Position::After)]
        {
            assert_eq!(window.position(Moment(now)), position, "at {now}");
        }
    }

    #[test]
    fn a_countdown_rounds_down_and_ends() {
        let day = 86_400_000;
        assert_eq!(
            Countdown::between(Moment(0), Moment(2 * day + 7 * 3_600_000 + 18 * 60_000 + 59_999)),
            Some(Countdown { days: 2, hours: 7, minutes: 18 })
        );
        assert_eq!(Countdown::between(Moment(5), Moment(5)), None);
    }

    #[test]
    fn months_are_written_in_one_way() {
        assert_eq!(Month::parse("2016-07"), Some(Month { year: 2016, month: 7 }));
        for wrong in ["2016-7", "2016-13", "16-07", "2016/07", "2016-00", "+016-07", ""] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }
}
