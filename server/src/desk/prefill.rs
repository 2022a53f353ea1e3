//! What a page offers before it is first saved: last year's answers, the profile's contact data, all subjects.

use super::known::Known;
use crate::names;
use app::{
    domain::{
        contact::Contact,
        form::{Answer, Answers, Field, FieldType, FormFacts, Page, Proposal, page_value},
        history::{History, education_text},
        programme::Programme,
        registration::Registration,
    },
    view::Offered,
};

/// The dictionary of subjects.
const SUBJECTS: &str = "subjects";

/// Whether a page was saved and its answers are still there (a change of area clears them).
pub(super) fn is_saved(registration: &Registration, page: &Page) -> bool {
    stored(registration, page).next().is_some()
}

/// Whether anything was answered on a page that was saved.
pub(super) fn is_filled(registration: &Registration, page: &Page) -> bool {
    stored(registration, page).any(|answer| !answer.is_empty())
}

/// The stored answers of a page. What was chosen at the start is no sign that anybody was here.
fn stored<'a>(registration: &'a Registration, page: &'a Page) -> impl Iterator<Item = &'a Answer> {
    let fields = page.fields.iter().filter(|f| !f.locked).map(|f| &f.key);
    let keys = fields.chain(page.groups.iter().map(|g| &g.key));
    keys.filter_map(|key| registration.answers.get(key))
}

/// What a page offers that nobody has saved yet, and whence it comes; nothing where it offers nothing.
pub(super) fn offered(
    registration: &Registration,
    programme: &Programme,
    page: &Page,
    known: &Known,
    contact: &Contact,
    facts: &FormFacts<'_>,
) -> Option<(Answers, Offered)> {
    if is_saved(registration, page) {
        return None;
    }
    let answers = answers(registration, programme, page, known, contact, facts);
    let mut fields = page.fields.iter().filter(|field| !field.is_locked());
    let any = fields.clone().any(|field| answers.get(&field.key).is_some_and(|answer| !answer.is_empty()));
    let history = known.history.as_ref().filter(|history| history.counts(programme));
    let last_year = |field: &Field| last_year(field, registration, programme, known, history).is_some();
    let whence = if fields.any(last_year) { Offered::LastYear } else { Offered::Known };
    any.then_some((answers, whence))
}

/// The stored answers, and for a page that was never saved what is known without asking.
pub(super) fn answers(
    registration: &Registration,
    programme: &Programme,
    page: &Page,
    known: &Known,
    contact: &Contact,
    facts: &FormFacts<'_>,
) -> Answers {
    let mut answers = registration.answers.clone();
    if is_saved(registration, page) {
        return answers;
    }
    let history = known.history.as_ref().filter(|history| history.counts(programme));
    for field in &page.fields {
        let offered = match field.kind {
            _ if field.is_locked() => None,
            FieldType::Many if field.options.as_deref() == Some(SUBJECTS) => None,
            FieldType::Phone => Some(contact.phone.clone()),
            _ => last_year(field, registration, programme, known, history)
                .or_else(|| proposed(field, known, &registration.answers, facts))
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

/// What the form itself proposes: by the name, or by where the unit lies.
fn proposed(field: &Field, known: &Known, answers: &Answers, facts: &FormFacts<'_>) -> Option<String> {
    if field.propose == Some(Proposal::Pinyin) {
        return Some(names::pinyin(&known.account.name));
    }
    field.proposed_place(&|key: &str| page_value(answers, key), facts).map(|place| place.code.clone())
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
    use crate::programmes::Programmes;
    use app::domain::{
        calendar::Moment,
        form::{Choice, FieldType},
        registration::{Evidence, Places},
        unit::{Unit, UnitKind},
    };

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
        let places = Places::of(&programme, "");
        for (region, affiliation, area, site) in PROPOSALS {
            let units = [Unit { kind: UnitKind::Work, region: region.into(), ..Unit::default() }];
            let facts = places.facts(&programme, Evidence { units: &units, ..Evidence::default() }, Moment::default());
            let proposed = |kind: FieldType| {
                let mut fields = programme.pages.iter().flat_map(|page| &page.fields);
                let field = fields.find(|field| field.kind == kind)?;
                let value = |key: &str| if key == "affiliation" { affiliation.to_owned() } else { String::new() };
                field.proposed_place(&value, &facts).map(|place: &Choice| place.code.clone())
            };
            assert_eq!(proposed(FieldType::Area).unwrap_or_default(), area, "{region:?}");
            assert_eq!(proposed(FieldType::Site).unwrap_or_default(), site, "{region:?} {affiliation:?}");
        }
        Ok(())
    }
}
