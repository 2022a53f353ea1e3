//! What the form refers to: dictionaries, other fields, and the values that conditions wait for.

use super::{
    block::Item,
    dictionaries::Dictionaries,
    listed::{Lines, Listed, refers},
    problem::{Problems, Report},
    words::not_in,
};
use app::domain::{
    form::{Choice, FieldType, IdentityPart, leaves},
    person::{IdType, Sex},
    programme::{Site, Specialty},
};
use std::collections::{BTreeMap, BTreeSet};

/// The file of the form.
const FILE: &str = "form.toml";

/// A field as others see it.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// Its type; `None` where it could not be read.
    pub kind: Option<FieldType>,
    /// Its dictionary.
    pub options: Option<String>,
    /// The part of the identity that it shows.
    pub identity: Option<IdentityPart>,
    /// The group it is in.
    pub group: Option<String>,
    /// The number of its page.
    pub page: usize,
    /// Where it begins.
    pub line: usize,
}

impl Asked {
    fn is_birth(&self) -> bool {
        self.identity == Some(IdentityPart::BirthDate)
    }
}

/// What a reference wants of the field it names.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    /// It can have each of these values (with their lines).
    Values(Vec<(String, usize)>),
    /// It is a choice of this dictionary.
    ChoiceOf(&'static str),
    /// It is a text, in which words are looked for.
    Words,
    /// It is a month.
    Month,
    /// It is a month, a date, or the date of birth.
    Day,
    /// It is a cascade.
    Cascade,
}

impl Wanted {
    /// These values.
    pub fn values(values: impl IntoIterator<Item = (String, usize)>) -> Self {
        Self::Values(values.into_iter().collect())
    }
}

/// A place that names a field.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    line: usize,
    column: String,
    group: Option<String>,
    page: usize,
    field: String,
    wanted: Wanted,
}

/// Everything that the form refers to, and what can be referred to.
#[derive(Debug, Default)]
pub(super) struct References {
    /// All keys of fields and groups.
    pub keys: Lines,
    /// All fields by key.
    pub fields: BTreeMap<String, Asked>,
    /// The dictionaries that fields name, with the line.
    pub options: Vec<(usize, String)>,
    /// The choices that fields name with a condition: line, dictionary, code.
    pub choices: Vec<(usize, String, String)>,
    /// The groups of which one entry is chosen.
    pub chosen: BTreeSet<String>,
    /// The number of the page that is being read.
    pub page: usize,
    references: Vec<Reference>,
}

/// The lists in which values are looked up.
#[derive(Debug)]
pub(super) struct Lists<'a> {
    /// Dictionaries by name.
    pub dictionaries: &'a Dictionaries,
    /// All sites.
    pub sites: Option<&'a Listed<Site>>,
    /// All specialties.
    pub specialties: Option<&'a Listed<Specialty>>,
}

impl References {
    /// Notes that `item` names `field`.
    pub fn add(&mut self, item: &Item<'_>, group: Option<String>, field: &str, wanted: Wanted) {
        let (line, column, page) = (item.line, item.name.clone(), self.page);
        self.references.push(Reference { line, column, group, page, field: field.to_owned(), wanted });
    }

    /// Checks everything that was noted.
    pub fn check(&self, problems: &Problems, lists: &Lists<'_>) {
        let report = problems.of(FILE);
        for (line, name) in &self.options {
            if !lists.dictionaries.contains_key(name) {
                report.column(*line, "options", format!("there is no dictionary \"{name}\""));
            }
        }
        for (line, name, code) in &self.choices {
            if let Some(Some(dictionary)) = lists.dictionaries.get(name)
                && !dictionary.lines.contains_key(code)
            {
                report.column(*line, "allow", not_in(code, name));
            }
        }
        for reference in &self.references {
            if let Err(message) = self.check_reference(reference, lists, &report) {
                report.column(reference.line, &reference.column, message);
            }
        }
        self.exactly_one(FieldType::Site, &report);
        self.exactly_one(FieldType::Specialty, &report);
        self.at_most_one(FieldType::Area, &report);
        self.named(FieldType::Site, "site", &report);
        self.named(FieldType::Specialty, "specialty", &report);
    }

    fn check_reference(&self, reference: &Reference, lists: &Lists<'_>, report: &Report<'_>) -> Result<(), String> {
        let name = &reference.field;
        let field = self.fields.get(name).ok_or_else(|| format!("there is no field \"{name}\""))?;
        // Other pages see the entry that is chosen.
        let sees = |group: &String| {
            reference.group.as_ref() == Some(group) || (reference.page != field.page && self.chosen.contains(group))
        };
        if let Some(group) = field.group.as_ref().filter(|group| !sees(group)) {
            return Err(format!("\"{name}\" is in the group \"{group}\" and can only be looked at there"));
        }
        let Some(kind) = field.kind else { return Ok(()) };
        match &reference.wanted {
            Wanted::ChoiceOf(list) if kind == FieldType::Choice && field.options.as_deref() == Some(list) => Ok(()),
            Wanted::ChoiceOf(list) => Err(format!("\"{name}\" is no choice of {list}")),
            Wanted::Words if kind == FieldType::Text => Ok(()),
            Wanted::Words => Err(format!("\"{name}\" is no text")),
            Wanted::Day if matches!(kind, FieldType::Month | FieldType::Date) || field.is_birth() => Ok(()),
            Wanted::Day => Err(format!("\"{name}\" is no month, no date, and not the date of birth")),
            Wanted::Month if kind == FieldType::Month => Ok(()),
            Wanted::Month => Err(format!("\"{name}\" is no month")),
            Wanted::Cascade if kind == FieldType::Cascade => Ok(()),
            Wanted::Cascade => Err(format!("\"{name}\" is no cascade")),
            Wanted::Values(_) if !is_plain(kind, field) => Err(format!("\"{name}\" is no field with one plain value")),
            Wanted::Values(values) => {
                for (value, line) in values {
                    if let Err(message) = possible(value, kind, field, lists) {
                        report.column(*line, &reference.column, message);
                    }
                }
                Ok(())
            }
        }
    }

    /// Officers are responsible for sites, and what is registered for is a specialty: no form goes without.
    fn exactly_one(&self, kind: FieldType, report: &Report<'_>) {
        if self.lines_of(kind).is_empty() && self.fields.values().all(|field| field.kind.is_some()) {
            report.line(1, format!("no field has the type {}", lower(kind)));
        }
        self.at_most_one(kind, report);
    }

    fn at_most_one(&self, kind: FieldType, report: &Report<'_>) {
        for line in self.lines_of(kind).iter().skip(1) {
            report.column(*line, "type", format!("another field has the type {} already", lower(kind)));
        }
    }

    /// Queues, searches and the printed form find it by its name.
    fn named(&self, kind: FieldType, key: &str, report: &Report<'_>) {
        for (name, field) in self.fields.iter().filter(|(name, field)| field.kind == Some(kind) && *name != key) {
            report.column(field.line, "key", format!("\"{name}\": the {} is called \"{key}\" everywhere", lower(kind)));
        }
    }

    fn lines_of(&self, kind: FieldType) -> Vec<usize> {
        let mut lines: Vec<usize> = self.fields.values().filter(|f| f.kind == Some(kind)).map(|f| f.line).collect();
        lines.sort_unstable();
        lines
    }
}

fn lower(kind: FieldType) -> String {
    format!("{kind:?}").to_lowercase()
}

/// Whether conditions can look at a field of this kind.
pub(super) fn is_plain(kind: FieldType, field: &Asked) -> bool {
    match kind {
        FieldType::Many | FieldType::Education => false,
        FieldType::Identity => field.identity.is_none_or(IdentityPart::is_seen),
        _ => true,
    }
}

/// Whether a field of this kind can have `value`.
pub(super) fn possible(value: &str, kind: FieldType, field: &Asked, lists: &Lists<'_>) -> Result<(), String> {
    match kind {
        FieldType::Choice => {
            let name = field.options.as_deref().unwrap_or_default();
            match lists.dictionaries.get(name) {
                Some(Some(dictionary)) if !dictionary.lines.contains_key(value) => Err(not_in(value, name)),
                _ => Ok(()),
            }
        }
        FieldType::Cascade => {
            let name = field.options.as_deref().unwrap_or_default();
            let lacks = |dictionary: &Listed<Choice>| {
                // A row that could not be read may lie on the way.
                dictionary.list.len() == dictionary.lines.len() && !leaves(&dictionary.list).contains(value)
            };
            match lists.dictionaries.get(name) {
                Some(Some(dictionary)) if lacks(dictionary) => Err(not_in(value, name)),
                _ => Ok(()),
            }
        }
        FieldType::Identity => match field.identity {
            Some(IdentityPart::IdType) if IdType::from_key(value).is_none() => {
                Err(format!("\"{value}\" is not one of {}", IdType::ALL.map(IdType::key).join(", ")))
            }
            Some(IdentityPart::Sex) if Sex::from_key(value).is_none() => {
                Err(format!("\"{value}\" is not one of {}", Sex::ALL.map(Sex::key).join(", ")))
            }
            _ => Ok(()),
        },
        FieldType::Site => refers(value, lists.sites, "sites.csv").map(drop),
        FieldType::Specialty => refers(value, lists.specialties, "specialties.csv").map(drop),
        _ => Ok(()),
    }
}
