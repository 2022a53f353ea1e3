//! A choice of several levels, such as province, city, county: a path of codes like `44/4401/440103`.

use super::Choice;
use std::collections::{BTreeMap, BTreeSet};

/// Of what the lists of a cascade hold, topmost first, the path that goes deepest. A list that still shows what
/// belongs to another choice above it does not count.
#[must_use]
pub fn deepest<'a>(paths: impl IntoIterator<Item = &'a str>) -> &'a str {
    let mut deepest = "";
    for path in paths.into_iter().filter(|path| !path.is_empty()) {
        let below = path.strip_prefix(deepest).is_some_and(|rest| deepest.is_empty() || rest.starts_with('/'));
        if below {
            deepest = path;
        }
    }
    deepest
}

/// The paths down to `path`, topmost first and itself last; none where it is empty.
pub fn on_the_way(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.char_indices().filter(|(_, sign)| *sign == '/').map(|(at, _)| at).chain([path.len()]);
    ends.filter_map(|end| path.get(..end)).filter(|path| !path.is_empty())
}

/// The choices below one of a cascade; the top level where `parent` is empty.
#[must_use]
pub fn below(choices: &[Choice], parent: &str) -> Vec<Choice> {
    let below = |choice: &&Choice| choice.parent.as_deref().unwrap_or_default() == parent;
    choices.iter().filter(below).cloned().collect()
}

/// The choices of each level on the way to `path` and of the one below it, topmost first; they end where the path
/// leaves what there is.
#[must_use]
pub fn levels(choices: &[Choice], path: &str) -> Vec<Vec<Choice>> {
    let mut levels = vec![below(choices, "")];
    for code in path.split('/') {
        let there = levels.last().is_some_and(|level| level.iter().any(|choice| choice.code == code));
        let next = if there { below(choices, code) } else { Vec::new() };
        if next.is_empty() {
            break;
        }
        levels.push(next);
    }
    levels
}

/// The paths down to the choices below which there are none: those that can be an answer.
#[must_use]
pub fn leaves(choices: &[Choice]) -> BTreeSet<String> {
    let parents: BTreeMap<&str, Option<&str>> =
        choices.iter().map(|choice| (choice.code.as_str(), choice.parent.as_deref())).collect();
    let inner: BTreeSet<&str> = parents.values().flatten().copied().collect();
    let path = |leaf: &&str| {
        let up = std::iter::successors(Some(*leaf), |code| parents.get(*code).copied().flatten());
        // Parents that go round in a circle lead to no top.
        let mut codes: Vec<&str> = up.take(choices.len()).collect();
        codes.reverse();
        codes.join("/")
    };
    parents.keys().filter(|code| !inner.contains(**code)).map(path).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Text;

    #[test]
    fn a_list_below_another_choice_does_not_count() {
        for (paths, expected) in [
            (vec!["44", "44/4401", "44/4401/440103"], "44/4401/440103"),
            (vec!["44", "44/4401", ""], "44/4401"),
            (vec!["11", "44/4401", "44/4401/440103"], "11"),
            (vec!["4", "44/4401"], "4"),
            (vec!["", ""], ""),
            (vec![], ""),
        ] {
            assert_eq!(deepest(paths.clone()), expected, "{paths:?}");
        }
    }

    #[test]
    fn the_way_to_a_path_ends_with_it() {
        assert_eq!(on_the_way("44/4401/440103").collect::<Vec<_>>(), ["44", "44/4401", "44/4401/440103"]);
        assert_eq!(on_the_way("44").collect::<Vec<_>>(), ["44"]);
        assert_eq!(on_the_way("").count(), 0);
    }

    #[test]
    fn leaves_are_what_nothing_lies_below() {
        let below = |code: &str, parent: &str| Choice {
            code: code.into(),
            name: Text::chinese(code),
            parent: (!parent.is_empty()).then(|| parent.to_owned()),
        };
        let choices = [below("a", ""), below("b", ""), below("a1", "a"), below("a11", "a1"), below("a12", "a1")];
        assert_eq!(leaves(&choices).into_iter().collect::<Vec<_>>(), ["a/a1/a11", "a/a1/a12", "b"]);
        assert!(leaves(&[]).is_empty());
        // Round in a circle, there is no end.
        assert!(leaves(&[below("a", "b"), below("b", "a")]).is_empty());
    }

    #[test]
    fn levels_end_where_the_path_leaves_what_there_is() {
        let choice = |code: &str, parent: Option<&str>| Choice {
            code: code.into(),
            name: Text::chinese(code),
            parent: parent.map(str::to_owned),
        };
        let choices = [choice("a", None), choice("b", None), choice("a1", Some("a")), choice("a11", Some("a1"))];
        for (path, expected) in [
            ("", vec![vec!["a", "b"]]),
            ("a", vec![vec!["a", "b"], vec!["a1"]]),
            ("a/a1", vec![vec!["a", "b"], vec!["a1"], vec!["a11"]]),
            ("a/a1/a11", vec![vec!["a", "b"], vec!["a1"], vec!["a11"]]),
            ("b", vec![vec!["a", "b"]]),
            ("b/a1", vec![vec!["a", "b"]]),
            ("x/a", vec![vec!["a", "b"]]),
        ] {
            let found = levels(&choices, path);
            let codes: Vec<Vec<&str>> = found.iter().map(|l| l.iter().map(|c| c.code.as_str()).collect()).collect();
            assert_eq!(codes, expected, "{path}");
        }
    }
}
