//! What a running server keeps of a programme: people have registered with its areas, sites, specialties and pages.

use super::problem::Problem;
use app::domain::programme::Programme;

/// The codes or keys of one list of a programme.
type Codes = fn(&Programme) -> Vec<&str>;

/// The lists, with their file and column.
const LISTS: [(&str, &str, Codes); 4] = [
    ("areas.csv", "code", areas),
    ("sites.csv", "code", sites),
    ("specialties.csv", "code", specialties),
    ("form.toml", "key", pages),
];

/// Everything that `new` lacks of what is served.
pub(super) fn dropped(served: &Programme, new: &Programme) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, column, codes) in LISTS {
        let kept = codes(new);
        for code in codes(served).into_iter().filter(|code| !kept.contains(code)) {
            let message = format!("\"{code}\" was taken out, but people may have registered with it; put it back");
            problems.push(Problem { file: file.to_owned(), line: 1, column: Some(column.to_owned()), message });
        }
    }
    problems
}

fn areas(programme: &Programme) -> Vec<&str> {
    programme.areas.iter().map(|area| area.code.as_str()).collect()
}

fn sites(programme: &Programme) -> Vec<&str> {
    programme.sites.iter().map(|site| site.code.as_str()).collect()
}

fn specialties(programme: &Programme) -> Vec<&str> {
    programme.specialties.iter().map(|specialty| specialty.code.as_str()).collect()
}

fn pages(programme: &Programme) -> Vec<&str> {
    programme.pages.iter().map(|page| page.key.as_str()).collect()
}
