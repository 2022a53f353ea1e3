//! Dates and times in words, always in Beijing time and always the same in browser and server.

use super::{Language, words};
use crate::domain::calendar::{Countdown, Moment, Window};
use chrono::{Datelike, NaiveDate, Timelike};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month(date: NaiveDate) -> &'static str {
    MONTHS.get(date.month0() as usize).copied().unwrap_or_default()
}

/// `12月5日` / `5 Dec`.
#[must_use]
pub fn month_day(language: Language, date: NaiveDate) -> String {
    match language {
        Language::Chinese => format!("{}月{}日", date.month(), date.day()),
        Language::English => format!("{} {}", date.day(), month(date)),
    }
}

/// `2023年12月5日` / `5 Dec 2023`.
#[must_use]
pub fn day(language: Language, date: NaiveDate) -> String {
    match language {
        Language::Chinese => format!("{}年{}", date.year(), month_day(language, date)),
        Language::English => format!("{} {}", month_day(language, date), date.year()),
    }
}

/// `12月5日 09:41` / `5 Dec 09:41`.
#[must_use]
pub fn moment(language: Language, at: Moment) -> String {
    format!("{} {}", month_day(language, at.date()), at.clock())
}

/// The end of a window: midnight belongs to the day that ends, as in `12月14日 24:00`.
#[must_use]
pub fn until(language: Language, at: Moment) -> String {
    let wall = at.beijing();
    match (wall.hour(), wall.minute()) {
        (0, 0) => format!("{} 24:00", month_day(language, at.plus(-1).date())),
        _ => moment(language, at),
    }
}

/// The last day of a period that ends at `until`: midnight belongs to the day that ends.
#[must_use]
pub fn last_day(language: Language, until: Moment) -> String {
    day(language, until.plus(-1).date())
}

/// `2023年12月1日 09:00 – 12月14日 24:00` / `1 Dec 2023 09:00 – 14 Dec 24:00`.
#[must_use]
pub fn window(language: Language, window: Window) -> String {
    let from = day(language, window.from.date());
    let (start, end) = (window.from.clock(), until(language, window.until));
    let last = window.until.plus(-1).date();
    match (last.year() == window.from.date().year(), language) {
        (true, _) => format!("{from} {start} – {end}"),
        (false, Language::Chinese) => format!("{from} {start} – {}年{end}", last.year()),
        (false, Language::English) => format!("{from} {start} – {end} ({})", last.year()),
    }
}

/// `2024年4月13、14日` / `13, 14 Apr 2024`: the days of an exam, a month's days together.
#[must_use]
pub fn days(language: Language, dates: &[NaiveDate]) -> String {
    let separator = match language {
        Language::Chinese => "、",
        Language::English => ", ",
    };
    let mut months: Vec<(NaiveDate, Vec<String>)> = Vec::new();
    for date in dates {
        match months.last_mut() {
            Some((first, days)) if (first.year(), first.month()) == (date.year(), date.month()) => {
                days.push(date.day().to_string());
            }
            _ => months.push((*date, vec![date.day().to_string()])),
        }
    }
    let parts = months.iter().map(|(first, days)| {
        let days = days.join(separator);
        match language {
            Language::Chinese => format!("{}年{}月{days}日", first.year(), first.month()),
            Language::English => format!("{days} {} {}", month(*first), first.year()),
        }
    });
    parts.collect::<Vec<_>>().join(separator)
}

/// `2 天 7 小时` / `2 days 7 h`; below a day to the minute: `7 小时 18 分` / `7 h 18 min`.
#[must_use]
pub fn countdown(language: Language, left: Countdown) -> String {
    let hours = words::common_hours(language, left.hours);
    match left.days {
        0 if left.hours == 0 => words::common_minutes(language, left.minutes),
        0 => format!("{hours} {}", words::common_minutes(language, left.minutes)),
        1 => format!("{} {hours}", words::common_one_day(language)),
        days => format!("{} {hours}", words::common_days(language, days)),
    }
}

/// For the `datetime` attribute: `2023-12-15T17:00+08:00`.
#[must_use]
pub fn machine(at: Moment) -> String {
    format!("{}+08:00", at.stamp().replace(' ', "T"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse_beijing(text).unwrap_or_default()
    }

    #[test]
    fn moments_and_days_in_both_languages() {
        let noon = at("2023-12-05T09:41");
        assert_eq!(moment(Language::Chinese, noon), "12月5日 09:41");
        assert_eq!(moment(Language::English, noon), "5 Dec 09:41");
        assert_eq!(day(Language::Chinese, noon.date()), "2023年12月5日");
        assert_eq!(day(Language::English, noon.date()), "5 Dec 2023");
        assert_eq!(machine(noon), "2023-12-05T09:41+08:00");
    }

    #[test]
    fn midnight_ends_the_day_before() {
        let (from, until) = (at("2023-12-01T09:00"), at("2023-12-15T00:00"));
        assert_eq!(window(Language::Chinese, Window { from, until }), "2023年12月1日 09:00 – 12月14日 24:00");
        assert_eq!(last_day(Language::Chinese, until), "2023年12月14日");
        let until = at("2024-01-05T17:00");
        assert_eq!(window(Language::Chinese, Window { from, until }), "2023年12月1日 09:00 – 2024年1月5日 17:00");
    }

    #[test]
    fn exam_days_stand_together() {
        let dates: Vec<_> = ["2024-04-13", "2024-04-14", "2024-05-01"].iter().filter_map(|d| d.parse().ok()).collect();
        assert_eq!(days(Language::Chinese, &dates), "2024年4月13、14日、2024年5月1日");
        assert_eq!(days(Language::English, &dates), "13, 14 Apr 2024, 1 May 2024");
    }

    #[test]
    fn a_countdown_in_words() {
        let left = Countdown { days: 2, hours: 7, minutes: 18 };
        assert_eq!(countdown(Language::Chinese, left), "2 天 7 小时");
        assert_eq!(countdown(Language::English, Countdown { days: 1, ..left }), "1 day 7 h");
        assert_eq!(countdown(Language::English, Countdown { days: 0, ..left }), "7 h 18 min");
        assert_eq!(countdown(Language::Chinese, Countdown { days: 0, hours: 0, minutes: 5 }), "5 分");
    }
}
