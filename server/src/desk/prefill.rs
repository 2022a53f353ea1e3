//! What a page offers before it is first saved: last year's answers, the profile's contact data, all subjects.

use super::known::Known;
use app::domain::{
    form::{Answer, Answers, Field, FieldType, Page},
    history::{History, education_text},
    programme::Programme,
    registration::Registration,
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
    let fields = page.fields.iter().map(|f| &f.key).chain(page.groups.iter().map(|g| &g.key));
    fields.into_iter().any(|key| registration.answers.contains_key(key))
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
            FieldType::Identity => None,
            FieldType::Many if field.options.as_deref() == Some(SUBJECTS) => None,
            FieldType::Phone => Some(contact.phone.clone()),
            _ => last_year(field, registration, programme, known, history).or_else(|| from_profile(field, contact)),
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
