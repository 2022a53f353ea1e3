//! Where the cells of a CSV file stand in its text, so that one can be rewritten and every other byte stays.

use std::ops::Range;

/// The places of the cells, row by row, with their quotation marks; blank lines are no rows.
///
/// Read as the `csv` crate reads: a quotation mark counts where it is the first character of its cell.
pub(super) fn rows(text: &str) -> Vec<Vec<Range<usize>>> {
    let bytes = text.as_bytes();
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let (mut start, mut quoted) = (0, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' if bytes.get(start) == Some(&b'"') => quoted = !quoted,
            b',' if !quoted => {
                row.push(start..at);
                start = at + 1;
            }
            b'\r' | b'\n' if !quoted => {
                row.push(start..at);
                start = at + 1;
                rows.push(std::mem::take(&mut row));
            }
            _ => {}
        }
    }
    row.push(start..bytes.len());
    rows.push(row);
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()) || row.len() > 1);
    rows
}

/// Where the value of a cell stands: without the quotation marks and the blanks around it.
pub(super) fn value(text: &str, cell: &Range<usize>) -> Range<usize> {
    let around = |c: char| c == '"' || c.is_whitespace();
    let whole = text.get(cell.clone()).unwrap_or_default();
    let cut = whole.trim_start_matches(around);
    let start = cell.end - cut.len();
    start..start + cut.trim_end_matches(around).len()
}

/// The cells that are a number and nothing else: codes, counts and fees name no year.
pub(super) fn numbers(text: &str) -> Vec<Range<usize>> {
    let number = |place: &Range<usize>| {
        let value = text.get(place.clone()).unwrap_or_default();
        !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
    };
    rows(text).iter().flatten().map(|cell| value(text, cell)).filter(number).collect()
}
