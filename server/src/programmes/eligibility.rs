//! `eligibility.toml` (报名条件), checked as a whole.
//!
//! The rules of entry are not yet part of [`app::domain`]: the file is read and every reference in it is checked, so
//! that it is right when they come, and then let go.

use super::{
    block::{Block, Document, Item},
    check::{Lists, References},
    folder::Folder,
    listed::{Listed, refers},
    problem::Problems,
};
use app::domain::form::FieldType;
use serde::Deserialize;

/// What happens to a candidate who does not meet the conditions.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Enforce {
    Warn,
    Block,
}

/// Checks the file, and answers where it says `warn` or `block`.
pub(super) fn check(folder: &Folder, problems: &Problems, lists: &Lists<'_>, form: Option<&References>) {
    let Some(document) = Document::read(folder, problems, "eligibility.toml") else { return };
    let block = document.block();
    block.need("enforce", |item| item.word::<Enforce>());
    block.need("source", Item::string);
    for rule in block.need("rules", Item::blocks).unwrap_or_default() {
        check_rule(&rule, lists, form);
    }
    block.finish();
}

fn check_rule(rule: &Block<'_>, lists: &Lists<'_>, form: Option<&References>) {
    for (key, list) in [("level", "levels"), ("category", "categories")] {
        rule.need(key, |item| item.read(|code| in_dictionary(code, list, lists)));
    }
    rule.may("subcategory", |item| {
        for item in item.items()? {
            item.read(|name| has_subcategory(name, lists.specialties));
        }
        Some(())
    });
    for alternative in rule.need("alternatives", Item::blocks).unwrap_or_default() {
        let codes = |item: &Item<'_>, list| {
            for item in item.items()? {
                item.read(|code| in_dictionary(code, list, lists));
            }
            Some(())
        };
        alternative.need("education", |item| codes(item, "education_level"));
        alternative.need("years", Item::count);
        alternative.need("since", |item| item.read(|key| is_month(key, form)));
        alternative.may("title", |item| codes(item, "title"));
        alternative.finish();
    }
    rule.finish();
}

fn in_dictionary(code: &str, name: &str, lists: &Lists<'_>) -> Result<(), String> {
    match lists.dictionaries.get(name) {
        Some(dictionary) => refers(code, dictionary.as_ref(), name).map(drop),
        None => Err(format!("there is no dictionary \"{name}\"")),
    }
}

fn has_subcategory(name: &str, specialties: Option<&Listed<app::domain::programme::Specialty>>) -> Result<(), String> {
    let has = |listed: &Listed<app::domain::programme::Specialty>| {
        // A row that could not be read may be the only one of its kind.
        listed.list.len() < listed.lines.len()
            || listed.list.iter().any(|specialty| specialty.subcategory.as_deref() == Some(name))
    };
    if specialties.is_none_or(has) { Ok(()) } else { Err(format!("no specialty has the subcategory \"{name}\"")) }
}

fn is_month(key: &str, form: Option<&References>) -> Result<(), String> {
    let month = |form: &References| {
        let field = form.fields.get(key);
        field.is_some_and(|field| field.group.is_none() && field.kind.is_none_or(|kind| kind == FieldType::Month))
    };
    if key == "graduation" || form.is_none_or(month) {
        Ok(())
    } else {
        Err(format!("\"{key}\" is neither a month field of form.toml nor graduation"))
    }
}
