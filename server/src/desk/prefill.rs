//! What a page offers before it is first saved: last year's answers, the profile's contact data, all subjects.

use super::known::Known;
use crate::names;
use app::domain::{
    form::{Answer, Answers, Field, FieldType, Page, Proposal},
    history::{History, education_text},
    programme::{Programme, Site},
    registration::Registration,
    unit::UnitKind,
};

/// The dictionary of subjects.
const SUBJECTS: &str = "subjects";

/// Contact data of the profile, opened.
#[derive(Clone, Debug, Default)]
pub(super) struct Contact {
    pub phone: String,
    pub address: String,
    pub postcode: String,
}

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
            FieldType::Area => unit_site(programme, known).map(|site| site.area.clone()),
            FieldType::Many if field.options.as_deref() == Some(SUBJECTS) => None,
            FieldType::Phone => Some(contact.phone.clone()),
            _ => last_year(field, registration, programme, known, history)
                .or_else(|| proposed(field, programme, known))
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
fn proposed(field: &Field, programme: &Programme, known: &Known) -> Option<String> {
    match field.propose? {
        Proposal::Pinyin => Some(names::pinyin(&known.account.name)),
        Proposal::UnitCity => unit_site(programme, known).map(|site| site.code.clone()),
    }
}

/// The site of the place where the candidate's unit lies: of its county, else of its city.
fn unit_site<'a>(programme: &'a Programme, known: &Known) -> Option<&'a Site> {
    let unit = known.units.iter().find(|unit| unit.kind == UnitKind::Work)?;
    let codes = unit.region.split('/').rev().map(|code| format!("{code:0<6}"));
    codes.filter_map(|code| programme.sites.iter().find(|site| site.code == code)).next()
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
