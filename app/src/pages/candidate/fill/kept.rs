//! Whether what stands in the form is what the server has.

use crate::{
    domain::form::{Answer, Answers, FieldType, entry_field, on_the_way},
    view::FillView,
};

/// The inputs as they are drawn: names and values in the order of the page.
pub fn pairs(view: &FillView) -> Vec<(String, String)> {
    let fields = view.page.fields.iter().filter(|f| !f.is_locked());
    let fields = fields.flat_map(|field| {
        let values = view.answers.get(&field.key).map(Answer::many).unwrap_or_default();
        // A cascade has a list for each level.
        let levels = |value: &'_ String| match field.kind {
            FieldType::Cascade => on_the_way(value).map(str::to_owned).collect(),
            _ => vec![value.clone()],
        };
        values.iter().flat_map(levels).map(|value| (field.key.clone(), value)).collect::<Vec<_>>()
    });
    let groups = view.page.groups.iter().flat_map(move |group| {
        let entries: &[_] = match view.answers.get(&group.key) {
            Some(Answer::Entries(entries)) => entries,
            _ => &[],
        };
        entries.iter().enumerate().flat_map(move |(index, entry)| {
            entry.iter().map(move |(key, value)| (entry_field(&group.key, index, key), value.clone()))
        })
    });
    fields.chain(groups).collect()
}

/// Whether these are the same answers; the order of ticks and empty parts of entries do not matter.
pub fn same(a: &Answers, b: &Answers) -> bool {
    let keys = a.keys().chain(b.keys());
    let empty = Answer::One(String::new());
    let of = |answers: &Answers, key: &String| plain(answers.get(key).unwrap_or(&empty));
    keys.into_iter().all(|key| of(a, key) == of(b, key))
}

/// Whether the form holds something that the server has not: typed before the page came alive, or given back
/// by the browser. An input that cannot show a stored value does not count, or opening a page would erase it.
pub fn brings_something(form: &Answers, stored: &Answers) -> bool {
    let empty = Answer::One(String::new());
    form.iter().any(|(key, answer)| {
        let answer = plain(answer);
        !answer.is_empty() && answer != plain(stored.get(key).unwrap_or(&empty))
    })
}

fn plain(answer: &Answer) -> Vec<String> {
    let mut values = match answer {
        Answer::Entries(entries) => {
            let entry = |(index, entry): (usize, &std::collections::BTreeMap<String, String>)| {
                let filled = entry.iter().filter(|(_, value)| !value.is_empty());
                filled.map(move |(key, value)| format!("{index} {key} {value}")).collect::<Vec<_>>()
            };
            entries.iter().enumerate().flat_map(entry).collect()
        }
        other => other.many().to_vec(),
    };
    values.retain(|value| !value.is_empty());
    values.sort();
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(pairs: &[(&str, Answer)]) -> Answers {
        pairs.iter().map(|(key, answer)| ((*key).to_owned(), answer.clone())).collect()
    }

    #[test]
    fn the_order_of_ticks_does_not_matter() {
        let many = |codes: &[&str]| Answer::Many(codes.iter().map(|c| (*c).to_owned()).collect());
        assert!(same(&answers(&[("s", many(&["a", "b"]))]), &answers(&[("s", many(&["b", "a"]))])));
        assert!(!same(&answers(&[("s", many(&["a"]))]), &answers(&[("s", many(&["b", "a"]))])));
        assert!(same(&answers(&[("s", Answer::One(String::new()))]), &answers(&[])));
    }

    #[test]
    fn an_input_that_cannot_show_a_value_brings_nothing() {
        let one = |text: &str| Answer::One(text.to_owned());
        assert!(!brings_something(&answers(&[("a", one(""))]), &answers(&[("a", one("x"))])));
        assert!(brings_something(&answers(&[("a", one("y"))]), &answers(&[("a", one("x"))])));
        assert!(brings_something(&answers(&[("a", one("y"))]), &answers(&[])));
    }
}
