//! The register of work units (工作单位) and schools; `request` is how it grows.

mod request;

pub use request::{
    MOST_OPEN, NewUnit, PAPER_KB, PAPER_TYPES, Paper, RequestState, UnitRequest, check_request, decide_request,
};

use serde::{Deserialize, Serialize};

/// The dictionary of the regions in which units lie, a cascade of division codes.
pub const REGION: &str = "region";
/// The longest name of a unit, in characters.
pub const LONGEST_NAME: usize = 60;
/// The longest code, in characters.
pub const LONGEST_CODE: usize = 30;
/// The most that a search answers.
pub const MOST_FOUND: usize = 20;

/// What kind of entry of the register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitKind {
    /// 工作单位.
    #[default]
    Work,
    /// 学校.
    School,
}

impl UnitKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Work, Self::School];

    /// The name used in the database and in addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::School => "school",
        }
    }

    /// The kind with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// An entry of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its code: for a work unit the 全国唯一码 of its licence.
    pub code: String,
    /// What kind.
    pub kind: UnitKind,
    /// Its full name.
    pub name: String,
    /// Where it lies: a path of division codes, such as `44/4401/440103`; empty where that is unknown.
    pub region: String,
    /// The same in words.
    pub region_name: String,
}

impl Unit {
    /// Whether it lies in this region (a path of codes); everything lies in an empty one.
    #[must_use]
    pub fn is_in(&self, region: &str) -> bool {
        region.is_empty()
            || self.region == region
            || self.region.strip_prefix(region).is_some_and(|rest| rest.starts_with('/'))
    }
}

/// Whether this can be a code: letters, digits and `-`.
#[must_use]
pub fn is_code(text: &str) -> bool {
    (1..=LONGEST_CODE).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_lies_in_its_region_and_in_those_above_it() {
        let unit = Unit { region: "44/4401/440103".into(), ..Unit::default() };
        for (region, inside) in
            [("", true), ("44", true), ("44/4401", true), ("44/4401/440103", true), ("44/440", false), ("43", false)]
        {
            assert_eq!(unit.is_in(region), inside, "{region}");
        }
    }
}
