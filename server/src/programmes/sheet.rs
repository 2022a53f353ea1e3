//! CSV files, read strictly: the columns are fixed, and every cell can be blamed by line and column.

use super::{
    folder::Folder,
    problem::{LineStarts, Problems, Report},
    words,
};
use app::domain::{
    calendar::{Moment, Window},
    text::Text,
};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// One row of a sheet.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// The line in which it begins.
    pub line: usize,
    /// Takes its problems.
    pub report: Report<'a>,
    cells: BTreeMap<&'static str, String>,
}

/// The rows of `file`; `None` where there is no such file.
///
/// A column that is missing is reported once; the rows then answer nothing for it.
pub(super) fn rows<'a>(
    folder: &Folder,
    problems: &'a Problems,
    file: &str,
    columns: &[&'static str],
) -> Option<Vec<Row<'a>>> {
    rows_with(folder, problems, file, columns, &[])
}

/// The same of a file that may lack the columns of `optional`.
pub(super) fn rows_with<'a>(
    folder: &Folder,
    problems: &'a Problems,
    file: &str,
    columns: &[&'static str],
    optional: &[&'static str],
) -> Option<Vec<Row<'a>>> {
    let report = problems.of(file);
    let text = folder.text(file, &report)?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            report.line(1, error.to_string());
            return None;
        }
    };
    let complete = check_header(&header, columns, optional, &report);
    let lines = LineStarts::of(text);
    // The reader's positions lie before blank lines, which it skips.
    let line_of = |offset: usize| {
        let blank = text.as_bytes().iter().skip(offset).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        lines.line(offset + blank)
    };
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                report.line(error.position().map_or(1, |p| line_of(p.byte() as usize)), error.to_string());
                continue;
            }
        };
        let line = record.position().map_or(1, |p| line_of(p.byte() as usize));
        if record.iter().all(str::is_empty) {
            report.line(line, "the row is empty");
            continue;
        }
        // Of a row whose cells may have moved only the first is believed: it is what others refer to.
        let whole = !complete || record.len() == header.len();
        if !whole {
            let message = format!("{} cells, but {} columns; is a comma or a \" missing?", record.len(), header.len());
            report.line(line, message);
        }
        let cell = |column: &&'static str| {
            let index = header.iter().position(|name| name == *column).filter(|index| whole || *index == 0)?;
            record.get(index).map(|cell| (*column, cell.to_owned()))
        };
        let cells = columns.iter().chain(optional).filter_map(cell).collect();
        rows.push(Row { line, report: report.clone(), cells });
    }
    Some(rows)
}

fn check_header(header: &csv::StringRecord, columns: &[&str], optional: &[&str], report: &Report<'_>) -> bool {
    let mut complete = true;
    for (index, name) in header.iter().enumerate() {
        if name.is_empty() {
            report.line(1, format!("column {} has no name", index + 1));
            complete = false;
        } else if !columns.contains(&name) && !optional.contains(&name) {
            report.column(1, name, format!("unknown column; there are {}", [columns, optional].concat().join(", ")));
            complete = false;
        } else if header.iter().take(index).any(|earlier| earlier == name) {
            report.column(1, name, "the column is there twice");
            complete = false;
        }
    }
    for column in columns.iter().filter(|column| !header.iter().any(|name| name == **column)) {
        report.column(1, column, "the column is missing");
        complete = false;
    }
    complete
}

impl Row<'_> {
    /// Blames a cell.
    pub fn wrong(&self, column: &str, message: impl Into<String>) {
        self.report.column(self.line, column, message);
    }

    /// The cell as it is; `None` where the sheet lacks the column.
    pub fn cell(&self, column: &str) -> Option<&str> {
        self.cells.get(column).map(String::as_str)
    }

    /// A cell that must be filled.
    pub fn filled(&self, column: &str) -> Option<String> {
        let cell = self.cell(column)?;
        if cell.is_empty() {
            self.wrong(column, "is empty");
            return None;
        }
        Some(cell.to_owned())
    }

    /// A filled cell, read by `read`.
    pub fn read<T>(&self, column: &str, read: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        read(&self.filled(column)?).map_err(|message| self.wrong(column, message)).ok()
    }

    /// A text: the column and the English one beside it, where the sheet has one.
    pub fn text(&self, column: &str) -> Option<Text> {
        let english = self.cell(&format!("{column}_en")).unwrap_or_default();
        self.filled(column).map(|chinese| Text::new(&chinese, english))
    }

    /// A word of an enum.
    pub fn word<T: DeserializeOwned>(&self, column: &str) -> Option<T> {
        self.read(column, words::word)
    }

    /// `yes` or `no`.
    pub fn yes_no(&self, column: &str) -> Option<bool> {
        self.read(column, |cell| match cell {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(format!("\"{cell}\" is not one of yes, no")),
        })
    }

    /// A whole number from 0.
    pub fn number(&self, column: &str) -> Option<u32> {
        self.read(column, |cell| cell.parse().map_err(|_| format!("\"{cell}\" is no whole number")))
    }

    /// A Beijing time.
    pub fn moment(&self, column: &str) -> Option<Moment> {
        self.read(column, words::moment)
    }

    /// A window of two columns; it is blamed on the second.
    pub fn window(&self, from: &str, until: &str) -> Option<Window> {
        let (from, end) = (self.moment(from), self.moment(until));
        words::window(from?, end?).map_err(|message| self.wrong(until, message)).ok()
    }

    /// Several values, parted by `;`; none where the cell is empty.
    pub fn list(&self, column: &str) -> Option<Vec<String>> {
        let cell = self.cell(column)?;
        let values: Vec<String> = cell.split(';').map(|value| value.trim().to_owned()).collect();
        if cell.is_empty() {
            return Some(Vec::new());
        }
        if values.iter().any(String::is_empty) {
            self.wrong(column, "a value between two ; is empty");
            return None;
        }
        if let Some(twice) = values.iter().enumerate().find_map(|(i, v)| values[..i].contains(v).then_some(v)) {
            self.wrong(column, format!("\"{twice}\" is there twice"));
            return None;
        }
        Some(values)
    }
}
