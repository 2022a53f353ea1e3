//! Lines that name a year, a month or a day, in Chinese, English or figures; rather one too many than one too few.

use super::super::Problem;
use std::ops::Range;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const NUMERALS: &str = "一二三四五六七八九十";
/// How years of the last and of this century begin in numerals.
const CENTURIES: [&str; 4] = ["二〇", "二○", "二零", "一九"];
/// What of a long line is shown: characters before the first name and from it.
const BEFORE: usize = 24;
const FROM: usize = 56;

/// The lines of a file that name one outside of the places that are `done`.
#[must_use]
pub fn lines(file: &str, text: &str, done: &[Range<usize>]) -> Vec<Problem> {
    let mut open = text.as_bytes().to_vec();
    for place in done {
        if let Some(bytes) = open.get_mut(place.clone()) {
            bytes.fill(b' ');
        }
    }
    let open = String::from_utf8_lossy(&open);
    let numbered = open.lines().zip(text.lines()).enumerate();
    let to_check = numbered.filter_map(|(index, (open, line))| {
        let message = excerpt(line, first(open)?);
        Some(Problem { file: file.to_owned(), line: index + 1, column: None, message })
    });
    to_check.collect()
}

/// Where a line names the first.
fn first(line: &str) -> Option<usize> {
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        if begins(line.get(at..).unwrap_or_default(), before) {
            return Some(at);
        }
        before = c;
    }
    None
}

/// Whether one is written at the beginning of `text`, which follows on the character `before`.
fn begins(text: &str, before: char) -> bool {
    let Some(c) = text.chars().next() else { return false };
    let rest = text.get(c.len_utf8()..).unwrap_or_default();
    if c.is_ascii_digit() {
        return !before.is_ascii_alphanumeric() && figures(text);
    }
    if c.is_ascii_uppercase() {
        let ends = |after: &str| !after.starts_with(char::is_alphanumeric);
        let month = MONTHS.iter().any(|month| text.strip_prefix(*month).is_some_and(ends));
        return month && !before.is_ascii_alphanumeric();
    }
    let century = CENTURIES.iter().any(|century| text.starts_with(*century));
    century || (NUMERALS.contains(c) && rest.starts_with(['月', '日']))
}

/// Whether the figures at the beginning of `text` are a year (2024), a month (4月) or a day (13日).
fn figures(text: &str) -> bool {
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    match text.len() - after.len() {
        4 => text.starts_with("19") || text.starts_with("20"),
        1 | 2 => after.trim_start().starts_with(['月', '日']),
        _ => false,
    }
}

/// What is shown of a line: the first name, with what stands around it.
fn excerpt(line: &str, at: usize) -> String {
    let (before, from) = line.split_at_checked(at).unwrap_or(("", line));
    let left_out = before.chars().count().saturating_sub(BEFORE);
    let mut shown: String = before.chars().skip(left_out).chain(from.chars().take(FROM)).collect();
    if left_out > 0 {
        shown.insert(0, '…');
    }
    if from.chars().count() > FROM {
        shown.push('…');
    }
    shown.trim().to_owned()
}
