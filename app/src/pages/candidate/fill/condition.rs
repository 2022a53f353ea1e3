//! When a field applies, in words; whoever has no WebAssembly sees all fields and reads it.

use super::{super::profile::identity_text, filling::is_typed_here};
use crate::{
    domain::form::{Condition, Field},
    locales::{Language, words},
    view::FillView,
};

/// The sentence below a conditional field's label; empty for the others, and where nothing on the page decides it.
pub fn sentence(l: Language, view: &FillView, field: &Field) -> String {
    let open = |condition: &&Condition| !is_settled(view, condition);
    match (field.visible_when.as_ref().filter(open), field.required_when.as_ref().filter(open)) {
        (Some(condition), _) => words::registration_applies_when(l, said(l, view, condition)),
        (None, Some(condition)) => words::registration_required_when(l, said(l, view, condition)),
        (None, None) => String::new(),
    }
}

/// Whether nothing that is typed on this page can change what the condition says: it looks at other pages, at the
/// identity, or at what was chosen at the start.
pub fn is_settled(view: &FillView, condition: &Condition) -> bool {
    let in_groups = |key: &str| view.page.groups.iter().flat_map(|group| &group.fields).any(|field| field.key == key);
    condition.fields().into_iter().all(|key| !is_typed_here(view, key) && !in_groups(key))
}

fn said(l: Language, view: &FillView, condition: &Condition) -> String {
    match condition {
        Condition::Equals { field, equals } => {
            words::registration_when_is(l, label(l, view, field), name(l, view, field, equals))
        }
        Condition::Not { field, not } => {
            words::registration_when_not(l, label(l, view, field), name(l, view, field, not))
        }
        Condition::AnyOf { field, any_of } => {
            let names: Vec<_> = any_of.iter().map(|value| name(l, view, field, value)).collect();
            words::registration_when_is(l, label(l, view, field), names.join(words::registration_or(l)))
        }
        Condition::Contains { field, contains } => {
            words::registration_when_contains(l, label(l, view, field), contains.join(words::registration_or(l)))
        }
        Condition::Lacks { field, lacks } => {
            words::registration_when_lacks(l, label(l, view, field), lacks.join(words::registration_or(l)))
        }
        Condition::All { all } => joined(l, view, all, words::registration_and(l)),
        Condition::Any { any } => joined(l, view, any, words::registration_or_else(l)),
    }
}

fn joined(l: Language, view: &FillView, conditions: &[Condition], between: &str) -> String {
    conditions.iter().map(|condition| said(l, view, condition)).collect::<Vec<_>>().join(between)
}

fn find<'a>(view: &'a FillView, key: &str) -> Option<&'a Field> {
    let in_groups = view.page.groups.iter().flat_map(|group| &group.fields);
    view.page.fields.iter().chain(in_groups).find(|field| field.key == key)
}

fn label(l: Language, view: &FillView, key: &str) -> String {
    find(view, key).map_or_else(|| key.to_owned(), |field| field.label.get(l).to_owned())
}

fn name(l: Language, view: &FillView, key: &str, value: &str) -> String {
    if let Some(part) = find(view, key).and_then(|field| field.identity) {
        return identity_text(l, part, value);
    }
    let choices = find(view, key).and_then(|field| view.dictionaries.get(field.options.as_ref()?));
    let choice = choices.and_then(|choices| choices.iter().find(|choice| choice.code == value));
    choice.map_or_else(|| value.to_owned(), |choice| choice.name.get(l).to_owned())
}
