//! What a posted form says, as answers: the same for the plain post and for the browser's autosave.

use super::{Answer, Answers, FieldType, Page, deepest};
use std::collections::BTreeMap;

/// The name of the button that searches the register instead of going on; its value is the field.
pub const FIND: &str = "find";

/// The name of the button that asks for one more entry of a group; its value is the group. No field is called so.
pub const MORE: &str = "find.+";

/// The name of the button that removes an entry of a group; its value is group and number: `educations.1`.
pub const FEWER: &str = "find.-";

/// The parameter of an address that says how many entries of a group are shown at least.
#[must_use]
pub fn entries_shown(group: &str) -> String {
    format!("entries.{group}")
}

/// The name of the input with the words of such a search. What is typed there is no answer.
#[must_use]
pub fn find_field(field: &str) -> String {
    format!("{FIND}.{field}")
}

/// Whether a name belongs to a search.
#[must_use]
pub fn is_find(name: &str) -> bool {
    name == FIND || name.strip_prefix(FIND).is_some_and(|rest| rest.starts_with('.'))
}

/// What was typed on `page`; names that the page does not know are kept for the rules to refuse.
#[must_use]
pub fn posted_answers(page: &Page, form: &[(String, String)]) -> Answers {
    let asked = page.fields.iter().filter(|f| !f.is_locked()).map(|field| {
        let mut typed = form.iter().filter(|(key, _)| *key == field.key).map(|(_, value)| value.trim());
        let answer = match field.kind {
            FieldType::Many => Answer::Many(typed.filter(|v| !v.is_empty()).map(str::to_owned).collect()),
            // One list a level, each with the path down to its choice.
            FieldType::Cascade => Answer::One(deepest(typed).to_owned()),
            kind => Answer::One(as_meant(kind, typed.next().unwrap_or_default())),
        };
        (field.key.clone(), answer)
    });
    let groups = page.groups.iter().map(|group| {
        let kind = |key: &str| group.fields.iter().find(|f| f.key == key).map_or(FieldType::Text, |f| f.kind);
        let entries = posted_entries(&group.key, form).into_values().map(|entry| {
            let meant = |(key, value): (String, String)| {
                let value = as_meant(kind(&key), &value);
                (key, value)
            };
            entry.into_iter().map(meant).collect()
        });
        (group.key.clone(), Answer::Entries(entries.collect()))
    });
    let known = |name: &str| {
        let head = name.split('.').next().unwrap_or_default();
        let field = page.fields.iter().any(|f| f.key == name);
        matches!(name, "base" | "key") || is_find(name) || field || page.groups.iter().any(|g| g.key == head)
    };
    let unknown = form.iter().filter(|(name, _)| !known(name)).map(|(n, v)| (n.clone(), Answer::One(v.clone())));
    asked.chain(groups).chain(unknown).collect()
}

/// The entries of a group by the number in their names, such as `education.0.school`; entirely empty entries
/// do not count.
#[must_use]
pub fn posted_entries(group: &str, form: &[(String, String)]) -> BTreeMap<usize, BTreeMap<String, String>> {
    let mut entries: BTreeMap<usize, BTreeMap<String, String>> = BTreeMap::new();
    for (name, value) in form {
        let mut parts = name.splitn(3, '.');
        if let (Some(head), Some(Ok(index)), Some(field)) = (parts.next(), parts.next().map(str::parse), parts.next())
            && head == group
        {
            entries.entry(index).or_default().insert(field.to_owned(), value.trim().to_owned());
        }
    }
    entries.retain(|_, entry| entry.values().any(|v| !v.is_empty()));
    entries
}

/// What was typed as it was meant: without blanks around, and months in the one way in which they are kept.
#[must_use]
pub fn as_meant(kind: FieldType, typed: &str) -> String {
    let typed = typed.trim();
    match kind {
        FieldType::Month => month(typed).unwrap_or_else(|| typed.to_owned()),
        _ => typed.to_owned(),
    }
}

/// Number pads of phones have no `-`: `201607`, `2016.7`, `2016/07` and `2016年7月` mean `2016-07`.
fn month(typed: &str) -> Option<String> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let (year, month) = match typed.split_once(['-', '.', '/', '年', ' ']) {
        Some((year, month)) => (year, month.trim_end_matches('月')),
        None if typed.len() == 6 && digits(typed) => typed.split_at(4),
        None => return None,
    };
    let fits = year.len() == 4 && digits(year) && matches!(month.len(), 1 | 2) && digits(month);
    fits.then(|| format!("{year}-{month:0>2}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_understood_however_they_are_typed() {
        for typed in ["2016-07", "201607", "2016.7", "2016/07", "2016年7月", "2016 7"] {
            assert_eq!(month(typed).as_deref(), Some("2016-07"), "{typed}");
        }
        for typed in ["2016", "16-07", "2016-007", "07/2016", "abc", ""] {
            assert_eq!(month(typed), None, "{typed}");
        }
    }

    #[test]
    fn entries_keep_their_order_and_empty_ones_do_not_count() {
        let form = [("g.2.a", "c"), ("g.0.a", "a"), ("g.1.a", " "), ("h.0.a", "x"), ("g.x.a", "y")];
        let form: Vec<_> = form.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let entries = posted_entries("g", &form);
        let kept: Vec<_> = entries.iter().map(|(index, entry)| (*index, entry["a"].as_str())).collect();
        assert_eq!(kept, [(0, "a"), (2, "c")]);
    }

    #[test]
    fn what_the_buttons_and_searches_send_is_no_answer() {
        for name in [FIND, MORE, FEWER, find_field("unit").as_str()] {
            assert!(is_find(name), "{name}");
        }
        for name in ["finder", "unit", "educations.0.find"] {
            assert!(!is_find(name), "{name}");
        }
    }
}
