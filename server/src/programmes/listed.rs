//! Lists whose entries others refer to by code or key.

use super::{problem::Report, words::not_in};
use std::collections::BTreeMap;

/// Where each code or key of a list was written.
pub(super) type Lines = BTreeMap<String, usize>;

/// A list with the lines of its codes.
///
/// The lines also hold the codes of entries that could not be read: a wrong entry is one problem, not
/// another one for everything that refers to it.
#[derive(Clone, Debug)]
pub(super) struct Listed<T> {
    /// The entries that could be read.
    pub list: Vec<T>,
    /// Where each code stands.
    pub lines: Lines,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { list: Vec::new(), lines: Lines::new() }
    }
}

/// Notes that `key` stands in `line`, and blames it where another line has it already.
pub(super) fn only_once(lines: &mut Lines, key: &str, line: usize, column: &str, report: &Report<'_>) {
    if let Some(first) = lines.get(key) {
        report.column(line, column, format!("\"{key}\" is already used in line {first}"));
    } else {
        lines.insert(key.to_owned(), line);
    }
}

/// Whether `code` is in a list; what could not be read at all is believed to hold everything.
pub(super) fn refers<T>(code: &str, to: Option<&Listed<T>>, name: &str) -> Result<String, String> {
    match to {
        Some(listed) if !listed.lines.contains_key(code) => Err(not_in(code, name)),
        _ => Ok(code.to_owned()),
    }
}
