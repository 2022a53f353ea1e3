//! What is wrong in a programme's folder: file, line, and what to put right.

use std::{
    cell::RefCell,
    fmt::{Display, Formatter, Result},
};

/// One error of a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, as seen from the folder.
    pub file: String,
    /// Its line, from 1; 1 also where the whole file is meant.
    pub line: usize,
    /// The column of a table or the key of a block.
    pub column: Option<String>,
    /// What is wrong.
    pub message: String,
}

impl Display for Problem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}:{}: ", self.file, self.line)?;
        if let Some(column) = &self.column {
            write!(f, "{column}: ")?;
        }
        f.write_str(&self.message)
    }
}

/// Collects the problems of a folder, so that one run names them all.
#[derive(Debug, Default)]
pub(super) struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    /// Everything collected, by file and line.
    pub fn sorted(self) -> Vec<Problem> {
        let mut all = self.0.into_inner();
        all.sort();
        all.dedup();
        all
    }

    /// The report on one file.
    pub fn of(&self, file: &str) -> Report<'_> {
        Report { problems: self, file: file.to_owned() }
    }
}

/// Takes the problems of one file.
#[derive(Clone, Debug)]
pub(super) struct Report<'a> {
    problems: &'a Problems,
    file: String,
}

impl Report<'_> {
    /// A problem of a line as a whole.
    pub fn line(&self, line: usize, message: impl Into<String>) {
        self.add(line, None, message.into());
    }

    /// A problem of one column or key.
    pub fn column(&self, line: usize, column: &str, message: impl Into<String>) {
        self.add(line, Some(column.to_owned()), message.into());
    }

    fn add(&self, line: usize, column: Option<String>, message: String) {
        self.problems.0.borrow_mut().push(Problem { file: self.file.clone(), line, column, message });
    }
}

/// Where the lines of a text begin.
#[derive(Debug)]
pub(super) struct LineStarts(Vec<usize>);

impl LineStarts {
    /// The lines of `text`.
    pub fn of(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self(std::iter::once(0).chain(breaks.map(|(index, _)| index + 1)).collect())
    }

    /// The line, from 1, of the byte at `offset`.
    pub fn line(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset).max(1)
    }
}
