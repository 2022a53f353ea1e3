//! What a form proposes by where the work unit lies: its area and its site (notice 003, 第十步 二). Prefilling offers it,
//! and another choice can be warned of.

use super::{Choice, Field, FieldType, FormFacts, Proposal};
use crate::domain::unit::UnitKind;

impl Field {
    /// The area or the site of the place where the unit lies; nothing for other fields, and where that is unknown.
    pub fn proposed_place<'a>(&self, value: &impl Fn(&str) -> String, facts: &FormFacts<'a>) -> Option<&'a Choice> {
        // The first work unit that the answers name: no form asks for two.
        let unit = facts.units.iter().find(|unit| unit.kind == UnitKind::Work)?;
        match self.kind {
            FieldType::Area => find(facts.areas, area_code(facts.sites, &unit.region)?),
            FieldType::Site if self.propose == Some(Proposal::UnitCity) => {
                let provincial = self.provincial_when.as_ref().is_some_and(|when| when.holds(value));
                let own = if provincial { own_site(facts.sites, &unit.region) } else { None };
                own.or_else(|| site_of(facts.sites, &unit.region))
            }
            _ => None,
        }
    }
}

/// The site of a region: that of its county, else of its city. Sites have the codes of divisions (`sites.csv`).
fn site_of<'a>(sites: &'a [Choice], region: &str) -> Option<&'a Choice> {
    region.rsplit('/').find_map(|code| find(sites, code))
}

/// The area of that site; where there is none, the province.
fn area_code<'a>(sites: &'a [Choice], region: &'a str) -> Option<&'a str> {
    let site = site_of(sites, region).and_then(|site| site.parent.as_deref());
    site.or_else(|| region.split('/').next())
}

/// The site of the area itself (省直), where it has one.
fn own_site<'a>(sites: &'a [Choice], region: &str) -> Option<&'a Choice> {
    find(sites, &format!("{}00", area_code(sites, region)?))
}

fn find<'a>(choices: &'a [Choice], code: &str) -> Option<&'a Choice> {
    choices.iter().find(|choice| choice.code == code)
}
