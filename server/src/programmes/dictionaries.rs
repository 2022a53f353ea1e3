//! `dictionaries/*.csv` and the three lists of `programme.toml`: what can be chosen in fields.

use super::{
    folder::Folder,
    listed::{Lines, Listed, only_once},
    problem::Problems,
    settings::Settings,
    sheet,
    words::{self, not_in},
};
use app::domain::{form::Choice, programme::Area};
use std::collections::BTreeMap;

/// The names under which the lists of `programme.toml` are dictionaries.
const OWN: [&str; 3] = ["categories", "levels", "subjects"];

/// Dictionaries by name; `None` for one that could not be read at all.
pub(super) type Dictionaries = BTreeMap<String, Option<Listed<Choice>>>;

/// Reads all dictionaries.
pub(super) fn read(
    folder: &Folder,
    problems: &Problems,
    settings: Option<&Settings>,
    areas: Option<&Listed<Area>>,
) -> Dictionaries {
    let mut all = Dictionaries::new();
    for (name, list) in OWN.iter().zip(lists(settings)) {
        all.insert((*name).to_owned(), list.cloned());
    }
    let mut parents = Vec::new();
    for file in folder.files.keys() {
        let Some(name) = file.strip_prefix("dictionaries/").and_then(|rest| rest.strip_suffix(".csv")) else {
            continue;
        };
        if let Err(message) = words::key(name) {
            problems.of(file).line(1, message);
        } else if OWN.contains(&name) {
            problems.of(file).line(1, format!("{name} are in programme.toml"));
            continue;
        }
        let (dictionary, above) = one(folder, problems, file).map_or((None, Lines::new()), |(d, a)| (Some(d), a));
        all.insert(name.to_owned(), dictionary);
        parents.push((file, above));
    }
    for (file, above) in parents {
        check_parents(problems, file, &above, &all, areas);
    }
    all
}

fn lists(settings: Option<&Settings>) -> [Option<&Listed<Choice>>; 3] {
    settings.map_or([None; 3], |s| [Some(&s.categories), Some(&s.levels), Some(&s.subjects)])
}

/// One dictionary, and the first line of each parent that it names.
fn one(folder: &Folder, problems: &Problems, file: &str) -> Option<(Listed<Choice>, Lines)> {
    let (mut dictionary, mut above) = (Listed::default(), Lines::new());
    for row in sheet::rows_with(folder, problems, file, &["code", "name", "name_en", "parent"], &["source"])? {
        let (code, name) = (row.filled("code"), row.text("name"));
        row.filled("source");
        if let Some(code) = &code {
            only_once(&mut dictionary.lines, code, row.line, "code", &row.report);
        }
        let parent = row.cell("parent").filter(|cell| !cell.is_empty()).map(str::to_owned);
        if let Some(parent) = &parent {
            above.entry(parent.clone()).or_insert(row.line);
        }
        dictionary.list.extend(code.zip(name).map(|(code, name)| Choice { code, name, parent }));
    }
    if dictionary.lines.is_empty() {
        problems.of(file).line(1, "there is no entry");
    }
    Some((dictionary, above))
}

/// All parents of a dictionary come from one list: the one that knows most of them. Which one it is, is written
/// nowhere, so this is what tells a typing error from another list.
fn check_parents(problems: &Problems, file: &str, above: &Lines, all: &Dictionaries, areas: Option<&Listed<Area>>) {
    let Some(areas) = areas else { return };
    if above.is_empty() || all.values().any(Option::is_none) {
        return;
    }
    let dictionaries = all.iter().filter_map(|(name, list)| Some((name.as_str(), &list.as_ref()?.lines)));
    let known = |codes: &Lines| above.keys().filter(|code| codes.contains_key(*code)).count();
    let Some((name, codes)) =
        std::iter::once(("areas.csv", &areas.lines)).chain(dictionaries).max_by_key(|(_, codes)| known(codes))
    else {
        return;
    };
    for (parent, line) in above.iter().filter(|(parent, _)| !codes.contains_key(*parent)) {
        let message = if known(codes) == 0 { not_in(parent, "any list") } else { not_in(parent, name) };
        problems.of(file).column(*line, "parent", message);
    }
}
