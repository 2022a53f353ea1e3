//! TOML files, read strictly: every key is asked for once, what nobody asked for is blamed, and all has its line.

use super::{
    folder::Folder,
    problem::{LineStarts, Problems, Report},
    words,
};
use app::domain::{
    calendar::{Moment, Window, parse_date},
    text::Text,
};
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use std::{cell::RefCell, collections::BTreeSet, rc::Rc};
use toml::de::{DeTable, DeValue};

/// A TOML file's lines and who takes its problems.
#[derive(Debug)]
struct Source<'a> {
    lines: LineStarts,
    report: Report<'a>,
}

/// A parsed file; [`Document::block`] is its outermost block.
#[derive(Debug)]
pub(super) struct Document<'a> {
    source: Rc<Source<'a>>,
    table: DeTable<'a>,
}

impl<'a> Document<'a> {
    /// Parses `file`; `None` where it is missing or not TOML, after every error of its syntax was reported.
    pub fn read(folder: &'a Folder, problems: &'a Problems, file: &str) -> Option<Self> {
        let report = problems.of(file);
        let text = folder.text(file, &report)?;
        let lines = LineStarts::of(text);
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let line = error.span().map_or(1, |span| lines.line(span.start));
            report.line(line, error.message().replace('\n', "; "));
        }
        let source = Rc::new(Source { lines, report });
        errors.is_empty().then(|| Self { source, table: table.into_inner() })
    }

    /// The keys outside of all blocks, and the blocks.
    pub fn block(&self) -> Block<'_> {
        Block::new(&self.source, &self.table, 1, String::new())
    }
}

/// Keys and values that belong together.
#[derive(Debug)]
pub(super) struct Block<'d> {
    source: Rc<Source<'d>>,
    table: &'d DeTable<'d>,
    asked: RefCell<BTreeSet<String>>,
    /// Where it begins.
    pub line: usize,
    prefix: String,
}

impl<'d> Block<'d> {
    fn new(source: &Rc<Source<'d>>, table: &'d DeTable<'d>, line: usize, prefix: String) -> Self {
        Self { source: source.clone(), table, asked: RefCell::default(), line, prefix }
    }

    /// Takes the problems of the file.
    pub fn report(&self) -> &Report<'d> {
        &self.source.report
    }

    /// The value of a key, if it is there.
    pub fn item(&self, key: &str) -> Option<Item<'d>> {
        self.asked.borrow_mut().insert(key.to_owned());
        let value = self.table.get(key)?;
        let line = self.source.lines.line(value.span().start);
        let name = format!("{}{key}", self.prefix);
        Some(Item { source: self.source.clone(), value: value.get_ref(), line, name })
    }

    /// The value of a key that must be there.
    pub fn need<T>(&self, key: &str, read: impl FnOnce(&Item<'d>) -> Option<T>) -> Option<T> {
        let item = self.item(key);
        if item.is_none() {
            self.report().column(self.line, &format!("{}{key}", self.prefix), "is missing");
        }
        read(&item?)
    }

    /// The value of a key that may be left out.
    pub fn may<T>(&self, key: &str, read: impl FnOnce(&Item<'d>) -> Option<T>) -> Option<T> {
        read(&self.item(key)?)
    }

    /// Blames every key that nobody asked for.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        for (key, _) in self.table.iter().filter(|(key, _)| !asked.contains(key.get_ref().as_ref())) {
            let line = self.source.lines.line(key.span().start);
            let known: Vec<&str> = asked.iter().map(String::as_str).collect();
            let message = format!("unknown key; there are {}", known.join(", "));
            self.report().column(line, &format!("{}{}", self.prefix, key.get_ref()), message);
        }
    }
}

/// A value with its place.
#[derive(Clone, Debug)]
pub(super) struct Item<'d> {
    source: Rc<Source<'d>>,
    value: &'d DeValue<'d>,
    /// Its line.
    pub line: usize,
    /// Its key, with those of the blocks around it in the same line.
    pub name: String,
}

impl<'d> Item<'d> {
    /// Blames the value.
    pub fn wrong(&self, message: impl Into<String>) {
        self.source.report.column(self.line, &self.name, message);
    }

    /// The same value, blamed under another name.
    pub fn named(&self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self.clone() }
    }

    fn expect<T>(&self, value: Option<T>, what: &str) -> Option<T> {
        if value.is_none() {
            self.wrong(format!("must be {what}"));
        }
        value
    }

    /// A text in quotation marks, not empty.
    pub fn string(&self) -> Option<String> {
        let text = self.expect(self.value.as_str(), "text in quotation marks")?;
        if text.trim().is_empty() {
            self.wrong("is empty");
            return None;
        }
        Some(text.to_owned())
    }

    /// A text, read by `read`.
    pub fn read<T>(&self, read: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        read(&self.string()?).map_err(|message| self.wrong(message)).ok()
    }

    /// A key, by its shape.
    pub fn key(&self) -> Option<String> {
        self.read(words::key)
    }

    /// A word of an enum.
    pub fn word<T: DeserializeOwned>(&self) -> Option<T> {
        self.read(words::word)
    }

    /// `true` or `false`.
    pub fn boolean(&self) -> Option<bool> {
        self.expect(self.value.as_bool(), "true or false")
    }

    /// A whole number.
    pub fn number(&self) -> Option<i64> {
        let number = self.value.as_integer().and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok());
        self.expect(number, "a whole number")
    }

    /// A whole number from 0.
    pub fn count(&self) -> Option<u32> {
        let number = self.number()?;
        self.expect(u32::try_from(number).ok(), "a whole number from 0")
    }

    /// A day.
    pub fn date(&self) -> Option<NaiveDate> {
        self.read(|text| parse_date(text).ok_or_else(|| format!("\"{text}\" is no date like 2023-12-31")))
    }

    fn moment(&self) -> Option<Moment> {
        self.read(words::moment)
    }

    /// `{ from = …, until = … }`.
    pub fn window(&self) -> Option<Window> {
        let block = self.block()?;
        let (from, until) = (block.need("from", Self::moment), block.need("until", Self::moment));
        block.finish();
        words::window(from?, until?).map_err(|message| self.wrong(message)).ok()
    }

    /// `{ zh = …, en = … }`.
    pub fn text(&self) -> Option<Text> {
        let block = self.block()?;
        let (zh, en) = (block.need("zh", Self::string), block.may("en", Self::string));
        block.finish();
        Some(Text { zh: zh?, en })
    }

    /// A block, in braces or below a line in brackets.
    pub fn block(&self) -> Option<Block<'d>> {
        let table = self.expect(self.value.as_table(), "a block of keys")?;
        Some(Block::new(&self.source, table, self.line, format!("{}.", self.name)))
    }

    /// The values of a list, not empty.
    pub fn items(&self) -> Option<Vec<Self>> {
        let list = self.expect(self.value.as_array(), "a list in brackets")?;
        if list.is_empty() {
            self.wrong("is empty");
        }
        let place = |value: &'d toml::Spanned<DeValue<'d>>| Self {
            source: self.source.clone(),
            value: value.get_ref(),
            line: self.source.lines.line(value.span().start),
            name: self.name.clone(),
        };
        Some(list.iter().map(place).collect())
    }

    /// The blocks of a list; their keys are named without the list's.
    pub fn blocks(&self) -> Option<Vec<Block<'d>>> {
        let block = |item: Self| {
            let table = item.expect(item.value.as_table(), "a block of keys")?;
            Some(Block::new(&item.source, table, item.line, String::new()))
        };
        Some(self.items()?.into_iter().filter_map(block).collect())
    }
}
