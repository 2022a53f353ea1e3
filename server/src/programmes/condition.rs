//! Conditions of fields: `{ field = …, equals = … }` and its kin.

use super::{block::Item, check::Wanted};
use app::domain::form::Condition;

/// Reads a condition; `note` is told of every field that it looks at, and of the values it waits for.
pub(super) fn read<'d>(item: &Item<'d>, note: &mut dyn FnMut(&Item<'d>, &str, Wanted)) -> Option<Condition> {
    let block = item.block()?;
    let of = |key: &str| block.item(key);
    let condition = match (of("all"), of("any"), of("field")) {
        (Some(all), None, None) => several(&all, note).map(|all| Condition::All { all }),
        (None, Some(any), None) => several(&any, note).map(|any| Condition::Any { any }),
        (None, None, Some(field)) => {
            let name = field.key();
            let tests = ["equals", "not", "any_of", "contains", "lacks"].map(of);
            let words = matches!(tests, [.., Some(_), None] | [.., Some(_)]);
            let values = |item: &Item<'d>| Some(vec![(item.string()?, item.line)]);
            let (values, condition): (_, fn(String, Vec<String>) -> Condition) = match tests {
                [Some(equals), None, None, None, None] => (values(&equals), equal_to),
                [None, Some(not), None, None, None] => (values(&not), unequal_to),
                [None, None, Some(any_of), None, None] => (texts(&any_of), one_of),
                [None, None, None, Some(contains), None] => (texts(&contains), with),
                [None, None, None, None, Some(lacks)] => (texts(&lacks), without),
                _ => {
                    item.wrong("needs one of equals, not, any_of, contains, lacks");
                    (None, one_of)
                }
            };
            if let Some(name) = &name {
                // Blamed as the condition that it is, in the line of the field that it names.
                let place = field.named(&item.name);
                let values = || Wanted::values(values.clone().unwrap_or_default());
                note(&place, name, if words { Wanted::Words } else { values() });
            }
            let values = values.map(|values| values.into_iter().map(|(value, _)| value).collect());
            name.zip(values).map(|(name, values)| condition(name, values))
        }
        _ => {
            item.wrong("needs either field or a list all or any");
            None
        }
    };
    // What is left after a wrong choice of keys needs no second problem.
    if condition.is_some() {
        block.finish();
    }
    condition
}

fn several<'d>(item: &Item<'d>, note: &mut dyn FnMut(&Item<'d>, &str, Wanted)) -> Option<Vec<Condition>> {
    Some(item.items()?.iter().filter_map(|item| read(item, note)).collect())
}

fn texts(item: &Item<'_>) -> Option<Vec<(String, usize)>> {
    Some(item.items()?.iter().filter_map(|item| Some((item.string()?, item.line))).collect())
}

fn equal_to(field: String, values: Vec<String>) -> Condition {
    Condition::Equals { field, equals: values.into_iter().next().unwrap_or_default() }
}

fn unequal_to(field: String, values: Vec<String>) -> Condition {
    Condition::Not { field, not: values.into_iter().next().unwrap_or_default() }
}

fn one_of(field: String, any_of: Vec<String>) -> Condition {
    Condition::AnyOf { field, any_of }
}

fn with(field: String, contains: Vec<String>) -> Condition {
    Condition::Contains { field, contains }
}

fn without(field: String, lacks: Vec<String>) -> Condition {
    Condition::Lacks { field, lacks }
}
