//! What conditions see besides the answers of their own page: the candidate's identity, and of a group the entry that
//! is chosen.

use super::{Answer, Answers, Group, IdentityPart, Page};
use std::collections::BTreeMap;

/// The answers, and beside them each of these parts of the identity under the key of its field, and each field of a
/// chosen entry under its own. Only conditions look at the result; it is never stored.
#[must_use]
pub fn seen(pages: &[Page], answers: &Answers, identity: &[(IdentityPart, String)]) -> Answers {
    let mut seen = answers.clone();
    for field in pages.iter().flat_map(|page| &page.fields) {
        let known = identity.iter().find(|(part, _)| field.identity == Some(*part));
        seen.extend(known.map(|(_, value)| (field.key.clone(), Answer::One(value.clone()))));
    }
    for group in pages.iter().flat_map(|page| &page.groups) {
        let shown = group.is_visible(&|key: &str| page_value(&seen, key));
        let Some(entry) = chosen_entry(group, answers).filter(|_| shown) else { continue };
        let values = group.fields.iter().filter_map(|field| entry.get_key_value(&field.key));
        seen.extend(values.map(|(key, value)| (key.clone(), Answer::One(value.clone()))));
    }
    seen
}

/// The entry that is chosen in a group.
#[must_use]
pub fn chosen_entry<'a>(group: &Group, answers: &'a Answers) -> Option<&'a BTreeMap<String, String>> {
    let mark = group.choose_one.as_ref()?;
    let Some(Answer::Entries(entries)) = answers.get(&group.key) else { return None };
    entries.iter().find(|entry| entry.get(mark).is_some_and(|value| value == "yes"))
}

/// The value of a field outside of groups; empty where it is not answered.
#[must_use]
pub fn page_value(answers: &Answers, key: &str) -> String {
    answers.get(key).map_or("", Answer::one).to_owned()
}

/// What an entry sees under a key: its own field, answered or not, otherwise what the page sees.
#[must_use]
pub fn entry_value(group: &Group, entry: &BTreeMap<String, String>, answers: &Answers, key: &str) -> String {
    let own = group.fields.iter().any(|field| field.key == key);
    match entry.get(key) {
        Some(value) => value.clone(),
        None if own => String::new(),
        None => page_value(answers, key),
    }
}
