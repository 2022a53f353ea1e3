//! What a page offers before it is first saved: last year's answers, the profile's contact data, all subjects.

use super::known::Known;
use crate::names;
use app::domain::{
    contact::Contact,
    form::{Answer, Answers, Field, FieldType, Page, Proposal, page_value},
    history::{History, education_text},
    programme::{Programme, Site},
    registration::Registration,
    unit::UnitKind,
};

/// The dictionary of subjects.
const SUBJECTS: &str = "subjects";

/// Whether a page was saved and its answers are still there (a change of area clears them).
pub(super) fn is_saved(registration: &Registration, page: &Page) -> bool {
    // What was chosen at the start is no sign that anybody was here.
    let fields = page.fields.iter().filter(|f| !f.locked).map(|f| &f.key);
    let mut keys = fields.chain(page.groups.iter().map(|g| &g.key));
    keys.any(|key| registration.answers.contains_key(key))
}

/// The stored answers, and for a page that was never saved what is known without asking.
pub(super) fn answers(
    registration: &Registration,
    programme: &Programme,
    page: &Page,
    known: &Known,
    contact: &Contact,
) -> Answers {
    let mut answers = registration.answers.clone();
    if is_saved(registration, page) {
        return answers;
    }
    let history = known.history.as_ref().filter(|history| history.counts(programme));
    for field in &page.fields {
        let offered = match field.kind {
            _ if field.is_locked() => None,
            FieldType::Area => unit_area(programme, unit_region(known)),
            FieldType::Many if field.options.as_deref() == Some(SUBJECTS) => None,
            FieldType::Phone => Some(contact.phone.clone()),
            _ => last_year(field, registration, programme, known, history)
                .or_else(|| proposed(field, programme, known, &registration.answers))
                .or_else(|| from_profile(field, contact)),
        };
        if let Some(value) = offered.filter(|value| !value.is_empty()) {
            answers.insert(field.key.clone(), Answer::One(value));
        }
    }
    // Subjects come last: which ones are open depends on the specialty that was just offered.
    for field in page.fields.iter().filter(|f| f.kind == FieldType::Many && f.options.as_deref() == Some(SUBJECTS)) {
        let ticks = subjects(programme, &answers, history);
        answers.insert(field.key.clone(), Answer::Many(ticks));
    }
    answers
}

fn last_year(
    field: &Field,
    registration: &Registration,
    programme: &Programme,
    known: &Known,
    history: Option<&History>,
) -> Option<String> {
    let value = history?.answers.get(&field.key)?;
    match field.kind {
        // Last year's site is offered only in its own area.
        FieldType::Site => programme.site(value).filter(|s| s.area == registration.area).map(|s| s.code.clone()),
        FieldType::Specialty => programme.specialty(value).filter(|s| s.offered).map(|s| s.code.clone()),
        // History keeps what a record says, not its number.
        FieldType::Education => {
            known.education.iter().find(|record| education_text(record) == *value).map(|record| record.id.to_string())
        }
        _ => Some(value.clone()),
    }
}

/// What the form itself proposes.
fn proposed(field: &Field, programme: &Programme, known: &Known, answers: &Answers) -> Option<String> {
    match field.propose? {
        Proposal::Pinyin => Some(names::pinyin(&known.account.name)),
        Proposal::UnitCity => {
            proposed_site(field, programme, unit_region(known), answers).map(|site| site.code.clone())
        }
    }
}

/// Where the candidate's unit lies, as a path of division codes; empty where that is unknown.
fn unit_region(known: &Known) -> &str {
    known.units.iter().find(|unit| unit.kind == UnitKind::Work).map_or("", |unit| unit.region.as_str())
}

/// The site of the place where the unit lies, or of the area itself where the form says so and the area has one.
fn proposed_site<'a>(field: &Field, programme: &'a Programme, region: &str, answers: &Answers) -> Option<&'a Site> {
    let value = |key: &str| page_value(answers, key);
    let provincial = field.provincial_when.as_ref().is_some_and(|when| when.holds(&value));
    let of_area = || programme.site(&format!("{}00", unit_area(programme, region)?));
    let own = if provincial { of_area() } else { None };
    own.or_else(|| unit_site(programme, region))
}

/// The site of a region: that of its county, else of its city. Sites have the codes of divisions (`sites.csv`).
fn unit_site<'a>(programme: &'a Programme, region: &str) -> Option<&'a Site> {
    region.rsplit('/').find_map(|code| programme.site(code))
}

/// The area of that site; where there is none, that of the province.
fn unit_area(programme: &Programme, region: &str) -> Option<String> {
    let province = || programme.area(region.split('/').next()?).map(|area| &area.code);
    unit_site(programme, region).map(|site| &site.area).or_else(province).cloned()
}

/// Fields named like the profile's.
fn from_profile(field: &Field, contact: &Contact) -> Option<String> {
    match field.key.as_str() {
        "address" => Some(contact.address.clone()),
        "postcode" => Some(contact.postcode.clone()),
        _ => None,
    }
}

/// All subjects of the specialty, for last year's candidates of the same specialty those not yet passed.
fn subjects(programme: &Programme, answers: &Answers, history: Option<&History>) -> Vec<String> {
    let chosen = answers.get("specialty").map_or("", Answer::one);
    let of_specialty = programme.specialty(chosen).map(|s| s.subjects.clone()).filter(|s| !s.is_empty());
    let all = of_specialty
        .unwrap_or_else(|| programme.dictionary(SUBJECTS).iter().map(|choice| choice.code.clone()).collect());
    let same = history.filter(|h| chosen.is_empty() || h.answers.get("specialty").is_none_or(|last| last == chosen));
    let Some(history) = same else { return all };
    let passed = |code: &String| history.scores.get(code).is_some_and(|points| *points >= programme.pass_mark);
    let open: Vec<String> = all.iter().filter(|code| !passed(code)).cloned().collect();
    if open.is_empty() { all } else { open }
}

#[cfg(test)]
mod tests {
    use super::{proposed_site, unit_area};
    use crate::programmes::Programmes;
    use app::domain::form::{Answer, Answers, FieldType};

    /// Where the unit lies, its level, and the area and site that are proposed.
    const PROPOSALS: [(&str, &str, &str, &str); 14] = [
        // A site for each city, one for each district, one for each county below the province itself.
        ("13/1301/130102", "40", "13", "1301"),
        ("44/4401/440103", "50", "44", "4401"),
        ("11/1101/110101", "50", "11", "110101"),
        ("50/5002/500229", "50", "50", "500229"),
        ("42/4290/429004", "50", "42", "429004"),
        ("46/4690/469001", "", "46", "469001"),
        // Units of the province, where it has a site of its own; a municipality has none.
        ("13/1301/130102", "20", "13", "1300"),
        ("42/4290/429004", "20", "42", "4200"),
        ("65/6501/650102", "20", "65", "6500"),
        ("11/1101/110101", "20", "11", "110101"),
        // No site has the code of the place.
        ("65/6590/659001", "50", "65", ""),
        ("44", "50", "44", ""),
        ("99/9901/990101", "20", "", ""),
        ("", "20", "", ""),
    ];

    #[test]
    fn the_place_of_the_unit_is_proposed() -> Result<(), Box<dyn std::error::Error>> {
        let programme = Programmes::shipped()?.get("physician-2024").ok_or("no such programme")?;
        let mut fields = programme.pages.iter().flat_map(|page| &page.fields);
        let field = fields.find(|field| field.kind == FieldType::Site).ok_or("no field for the site")?;
        for (region, affiliation, area, site) in PROPOSALS {
            let answers = Answers::from([("affiliation".to_owned(), Answer::One(affiliation.to_owned()))]);
            let found = proposed_site(field, &programme, region, &answers).map_or("", |site| site.code.as_str());
            assert_eq!(found, site, "{region:?} {affiliation:?}");
            assert_eq!(unit_area(&programme, region).unwrap_or_default(), area, "{region:?}");
        }
        Ok(())
    }
}
