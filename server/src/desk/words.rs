//! Values in words: codes become names, in both languages, from the programme's own data.

use app::{
    domain::{
        education::EducationRecord,
        form::{Answer, Answers, Field, FieldType, Group, Page, entry_field, entry_value, page_value},
        programme::Programme,
        registration::changed,
        text::{Language, Text},
        unit::{Unit, UnitKind},
    },
    locales::words,
    view::{Entry, GroupSection, NamedDifference, Row, identity_key},
};
use std::collections::BTreeMap;

/// What is needed to say a registration's answers in words.
#[derive(Clone, Copy)]
pub struct Speaker<'a> {
    /// The programme.
    pub programme: &'a Programme,
    /// The candidate's education records.
    pub education: &'a [EducationRecord],
    /// The entries of the register that the answers name.
    pub units: &'a [Unit],
    /// Locked parts in words, the ID number masked.
    pub identity: &'a BTreeMap<String, Text>,
}

/// A text made in both languages.
pub fn both<T: Into<String>>(make: impl Fn(Language) -> T) -> Text {
    Text { zh: make(Language::Chinese).into(), en: Some(make(Language::English).into()) }
}

/// What the printed form of a programme is called.
pub fn form_name(programme: &Programme) -> Text {
    programme.form_name.clone().unwrap_or_else(|| both(words::desk_form_name))
}

/// Says so where nothing was answered.
pub fn or_empty(text: Text) -> Text {
    if text.get(Language::Chinese).is_empty() { both(words::registration_empty) } else { text }
}

/// Texts one after the other.
pub fn joined(texts: &[Text], separator: impl Fn(Language) -> &'static str) -> Text {
    both(|language| texts.iter().map(|text| text.get(language)).collect::<Vec<_>>().join(separator(language)))
}

impl Speaker<'_> {
    /// The answers of a page as rows, in the order of its fields; hidden fields are left out.
    pub fn rows(&self, page: &Page, answers: &Answers) -> Vec<Row> {
        let value = |key: &str| page_value(answers, key);
        let row = |field: &Field| Row {
            field: field.key.clone(),
            label: field.label.clone(),
            value: self.value(field, answers.get(&field.key)),
        };
        page.fields.iter().filter(|field| field.is_visible(&value)).map(row).collect()
    }

    /// The entries of a repeatable group.
    pub fn group(&self, group: &Group, answers: &Answers) -> GroupSection {
        let entries: &[_] = match answers.get(&group.key) {
            Some(Answer::Entries(entries)) => entries,
            _ => &[],
        };
        let entry = |(index, entry): (usize, &BTreeMap<String, String>)| {
            let value = |key: &str| entry_value(group, entry, answers, key);
            let row = |field: &Field| Row {
                field: entry_field(&group.key, index, &field.key),
                label: field.label.clone(),
                value: self.value(field, entry.get(&field.key).cloned().map(Answer::One).as_ref()),
            };
            Entry {
                title: both(|language| words::desk_entry(language, group.label.get(language), index + 1)),
                chosen: group.choose_one.as_ref().is_some_and(|mark| entry.get(mark).is_some_and(|v| v == "yes")),
                rows: group.fields.iter().filter(|field| field.is_visible(&value)).map(row).collect(),
            }
        };
        let entries = entries.iter().enumerate().map(entry).collect();
        GroupSection { key: group.key.clone(), label: group.label.clone(), entries }
    }

    /// The fields of a page that two sets of answers have differently, entry by entry, in the order of the form.
    pub fn differing(&self, page: &Page, last: &Answers, now: &Answers) -> Vec<NamedDifference> {
        let changed = changed(last, now);
        let is_changed = |field: &str| changed.iter().any(|key| field.split('.').next() == Some(key.as_str()));
        let (before, after) = (self.all_rows(page, last), self.all_rows(page, now));
        // A field that only one of them shows is empty in the other.
        let of = |rows: &[Row], field: &str| {
            or_empty(rows.iter().find(|row| row.field == field).map(|row| row.value.clone()).unwrap_or_default())
        };
        let gone = before.iter().filter(|row| !after.iter().any(|other| other.field == row.field));
        let rows = after.iter().chain(gone).filter(|row| is_changed(&row.field));
        rows.map(|row| NamedDifference {
            label: row.label.clone(),
            last_name: of(&before, &row.field),
            now_name: of(&after, &row.field),
        })
        .filter(|named| named.last_name != named.now_name)
        .collect()
    }

    /// The rows of a page with those of the entries of its groups, each entry named; which entry is chosen is a row too.
    fn all_rows(&self, page: &Page, answers: &Answers) -> Vec<Row> {
        let value = |key: &str| page_value(answers, key);
        let in_groups = page.groups.iter().filter(|group| group.is_visible(&value)).flat_map(|group| {
            let entries = self.group(group, answers).entries.into_iter().enumerate();
            entries.flat_map(move |(index, entry)| {
                let title = entry.title.clone();
                let named = move |row: Row| {
                    let label = both(|language| format!("{} {}", title.get(language), row.label.get(language)));
                    Row { label, ..row }
                };
                let chosen = entry.chosen.then(|| Row {
                    field: entry_field(&group.key, index, ""),
                    label: entry.title,
                    value: both(words::desk_entry_chosen),
                });
                entry.rows.into_iter().map(named).chain(chosen).collect::<Vec<_>>()
            })
        });
        self.rows(page, answers).into_iter().chain(in_groups).collect()
    }

    /// An answer in words; empty where there is none.
    pub fn value(&self, field: &Field, answer: Option<&Answer>) -> Text {
        let text = answer.map_or("", Answer::one);
        let dictionary = field.options.as_deref().unwrap_or_default();
        match field.kind {
            FieldType::Identity => {
                field.identity.and_then(|part| self.identity.get(identity_key(part))).cloned().unwrap_or_default()
            }
            FieldType::Choice if text.is_empty() => Text::default(),
            FieldType::Choice => self.programme.choice_name(dictionary, text),
            FieldType::Many => {
                let ticks = answer.map_or(&[][..], Answer::many);
                let names: Vec<Text> = ticks.iter().map(|code| self.programme.choice_name(dictionary, code)).collect();
                joined(&names, words::desk_list_separator)
            }
            FieldType::Cascade => {
                let name = |code: &str| self.programme.choice_name(dictionary, code);
                let names: Vec<Text> = text.split('/').filter(|code| !code.is_empty()).map(name).collect();
                joined(&names, |_| " ")
            }
            FieldType::Unit => self.unit(UnitKind::Work, text),
            FieldType::School => self.unit(UnitKind::School, text),
            FieldType::Area => self.programme.area(text).map_or_else(|| Text::chinese(text), |a| a.name.clone()),
            FieldType::Site => self.programme.site(text).map_or_else(|| Text::chinese(text), |s| s.name.clone()),
            FieldType::Specialty => specialty(self.programme, text).unwrap_or_else(|| Text::chinese(text)),
            FieldType::Education => {
                let chosen = self.education.iter().find(|record| record.id.to_string() == text);
                chosen.map(record).unwrap_or_default()
            }
            FieldType::Text | FieldType::Date | FieldType::Month | FieldType::Number | FieldType::Phone => {
                Text::chinese(text)
            }
        }
    }

    /// The name of an entry of the register with its code.
    fn unit(&self, kind: UnitKind, code: &str) -> Text {
        let unit = self.units.iter().find(|unit| unit.kind == kind && unit.code == code);
        unit.map_or_else(|| Text::chinese(code), |unit| Text::chinese(&format!("{}（{}）", unit.name, unit.code)))
    }

    /// A value of last year in words: codes where the field has them, otherwise as it is.
    pub fn last_value(&self, field: &Field, value: &str) -> Text {
        match field.kind {
            FieldType::Education => Text::chinese(value),
            _ => self.value(field, Some(&Answer::One(value.to_owned()))),
        }
    }
}

/// A specialty with its code, as people know it: `368 护理学`.
pub fn specialty(programme: &Programme, code: &str) -> Option<Text> {
    let specialty = programme.specialty(code)?;
    Some(both(|language| format!("{code} {}", specialty.name.get(language))))
}

/// An education record: school, field, level, graduation.
pub fn record(record: &EducationRecord) -> Text {
    both(|language| {
        let parts: [&str; 4] = [&record.school, &record.major, record.level_name.get(language), &record.graduated];
        parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
    })
}
