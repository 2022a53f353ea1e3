//! The register of units and schools: searched by candidates and officers; and the regions in which they lie.

use super::{OfficeDesk, views::officer};
use crate::store::units;
use app::{
    desk::{Caller, Result},
    domain::{
        form::{Choice, below, levels},
        unit::{MOST_FOUND, REGION, Unit, UnitKind},
    },
    view::StaffUnits,
};

/// The longest search, in characters.
const LONGEST_QUERY: usize = 60;
/// Levels that only exist so that the codes have three of them: no address names them.
const UNNAMED: [&str; 4] = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"];

/// Entries of the register.
pub(super) async fn search(
    desk: &OfficeDesk,
    caller: &Caller,
    kind: UnitKind,
    query: &str,
    region: &str,
) -> Result<Vec<Unit>> {
    caller.signed_in()?;
    if !region.bytes().all(|b| b.is_ascii_digit() || b == b'/') {
        return Ok(Vec::new());
    }
    let query: String = query.chars().take(LONGEST_QUERY).collect();
    Ok(units::search(&mut *desk.db.read().await?, kind, &query, region, MOST_FOUND).await?)
}

/// `/staff/units`.
pub(super) async fn staff_units(
    desk: &OfficeDesk,
    caller: &Caller,
    kind: UnitKind,
    query: &str,
    region: &str,
) -> Result<StaffUnits> {
    officer(caller)?;
    let units = search(desk, caller, kind, query, region).await?;
    let regions = choices(desk, "", REGION, "")?;
    Ok(StaffUnits { kind, query: query.to_owned(), region: region.to_owned(), regions, units })
}

/// The choices below `parent`, a code or the path down to it; the topmost where it is empty. Without a programme
/// those of the first that has the dictionary.
pub(super) fn choices(desk: &OfficeDesk, programme: &str, dictionary: &str, parent: &str) -> Result<Vec<Choice>> {
    let parent = parent.rsplit('/').next().unwrap_or_default();
    if programme.is_empty() {
        return Ok(with_dictionary(desk, dictionary, |choices| below(choices, parent)));
    }
    Ok(below(desk.programme(programme)?.dictionary(dictionary), parent))
}

/// What `read` makes of a dictionary: the first one of this name in any programme, or an empty one.
fn with_dictionary<T>(desk: &OfficeDesk, name: &str, read: impl Fn(&[Choice]) -> T) -> T {
    let programmes = desk.programmes.all();
    let found = programmes.iter().map(|programme| programme.dictionary(name)).find(|choices| !choices.is_empty());
    read(found.unwrap_or_default())
}

/// The regions of each level on the way to a path and of the one below it.
pub(super) fn regions(desk: &OfficeDesk, path: &str) -> Vec<Vec<Choice>> {
    with_dictionary(desk, REGION, |all| levels(all, path))
}

/// A region in words, and whether it is chosen down to its last level; nothing where there is no such region.
pub(super) fn region(desk: &OfficeDesk, path: &str) -> Option<(String, bool)> {
    with_dictionary(desk, REGION, |all| {
        let (mut name, mut parent) = (String::new(), "");
        for code in path.split('/') {
            let here = |choice: &&Choice| choice.code == code && choice.parent.as_deref().unwrap_or_default() == parent;
            let choice = all.iter().find(here)?;
            if !UNNAMED.contains(&choice.name.zh.as_str()) {
                name.push_str(&choice.name.zh);
            }
            parent = &choice.code;
        }
        let goes_on = all.iter().any(|choice| choice.parent.as_deref() == Some(parent));
        Some((name, !goes_on))
    })
}
