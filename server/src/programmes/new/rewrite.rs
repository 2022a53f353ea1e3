//! The places of a programme's files that a new year changes. All else stays as it is, comments and layout too.

use super::{cells, shift::Shift};
use app::domain::calendar::parse_date;
use chrono::Datelike;
use std::ops::Range;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// The keys of `programme.toml` whose texts name the year of the exam.
const TITLES: [&str; 3] = ["title", "summary", "form_title"];

/// A place of a text, and what it shall say.
#[derive(Debug)]
pub(super) struct Edit {
    place: Range<usize>,
    new: String,
    /// Whether it is a date or a time.
    pub date: bool,
}

/// What changes in `programme.toml`: the id, every value that is a date or a time, and the exam's year in its titles.
pub(super) fn settings(text: &str, id: &str, shift: Shift) -> Vec<Edit> {
    let (table, _) = DeTable::parse_recoverable(text);
    let table = table.into_inner();
    let years = table.get("exam_dates").and_then(|dates| exam_years(dates, shift));
    let mut edits = Vec::new();
    for (key, value) in table.iter() {
        let key: &str = key.get_ref();
        for (place, value) in strings(value) {
            if key == "id" {
                edits.extend(within(text, &place, value, id.to_owned(), false));
            } else if let Some(moved) = shift.written(value) {
                edits.extend(within(text, &place, value, moved, true));
            } else if let Some((old, new)) = years.filter(|_| TITLES.contains(&key)) {
                edits.extend(year(text, &place, old, new));
            }
        }
    }
    edits
}

/// The year of the exam, and the one to which it moves, where that is another.
fn exam_years(dates: &Spanned<DeValue<'_>>, shift: Shift) -> Option<(i32, i32)> {
    let first = strings(dates).into_iter().find_map(|(_, text)| parse_date(text))?;
    let (old, new) = (first.year(), shift.date(first)?.year());
    (old != new).then_some((old, new))
}

/// The texts in a value, with their places; those include the quotation marks.
fn strings<'v>(value: &'v Spanned<DeValue<'v>>) -> Vec<(Range<usize>, &'v str)> {
    match value.get_ref() {
        DeValue::String(text) => vec![(value.span(), &**text)],
        DeValue::Array(list) => list.iter().flat_map(strings).collect(),
        DeValue::Table(table) => table.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// Rewrites `old` inside of a place; nothing where it is not written there as it is, but with escapes.
fn within(text: &str, place: &Range<usize>, old: &str, new: String, date: bool) -> Option<Edit> {
    let start = place.start + text.get(place.clone())?.find(old)?;
    Some(Edit { place: start..start + old.len(), new, date })
}

/// Rewrites a year wherever it stands alone inside of a place, as in 2024年 and 2024, but not in 20245.
fn year(text: &str, place: &Range<usize>, old: i32, new: i32) -> Vec<Edit> {
    let whole = text.get(place.clone()).unwrap_or_default();
    let old = old.to_string();
    let mut edits = Vec::new();
    for (at, found) in whole.match_indices(old.as_str()) {
        let (before, rest) = whole.split_at(at);
        let after = rest.strip_prefix(found).unwrap_or_default();
        let joined = before.ends_with(|c: char| c.is_ascii_alphanumeric());
        if !joined && !after.starts_with(|c: char| c.is_ascii_digit()) {
            let start = place.start + at;
            edits.push(Edit { place: start..start + found.len(), new: new.to_string(), date: false });
        }
    }
    edits
}

/// What changes in `areas.csv`: the cells of every column whose name ends in `_from` or `_until`.
pub(super) fn windows(text: &str, shift: Shift) -> Vec<Edit> {
    let rows = cells::rows(text);
    let Some((header, rows)) = rows.split_first() else { return Vec::new() };
    let dated = |cell: &Range<usize>| {
        let name = text.get(cells::value(text, cell)).unwrap_or_default();
        name.ends_with("_from") || name.ends_with("_until")
    };
    let dated: Vec<bool> = header.iter().map(dated).collect();
    let mut edits = Vec::new();
    for row in rows {
        for (cell, _) in row.iter().zip(&dated).filter(|(_, dated)| **dated) {
            let place = cells::value(text, cell);
            let moved = text.get(place.clone()).and_then(|value| shift.written(value));
            edits.extend(moved.map(|new| Edit { place, new, date: true }));
        }
    }
    edits
}

/// The text with all edits made, and where they stand in it.
pub(super) fn apply(text: &str, mut edits: Vec<Edit>) -> (String, Vec<Range<usize>>) {
    edits.sort_by_key(|edit| edit.place.start);
    let (mut whole, mut done, mut end) = (String::with_capacity(text.len()), Vec::new(), 0);
    for Edit { place, new, .. } in edits {
        whole.push_str(text.get(end..place.start).unwrap_or_default());
        let start = whole.len();
        whole.push_str(&new);
        done.push(start..whole.len());
        end = place.end;
    }
    whole.push_str(text.get(end..).unwrap_or_default());
    (whole, done)
}
