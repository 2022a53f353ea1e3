//! A registration (报名): its states, what may be done to it, and what follows.
//!
//! [`decide()`] is the table of §5 of the design: it turns a [`Command`] into [`Event`]s or a
//! [`super::refusal::Refusal`], and nothing else does. [`Registration::apply`] carries an event out. Both are
//! pure: time, the programme and what is known of the candidate come in as [`Facts`].

mod apply;
mod command;
mod decide;
mod state;
#[cfg(test)]
mod tests;

pub use command::{Command, Event};
pub use decide::{Facts, Start, decide, start};
pub use state::{ConfirmedBy, ReviewLevel, State};

use super::{
    calendar::Moment,
    education::EducationRecord,
    form::{Answers, Choice, FormFacts, Page, check_page},
    form_code::FormCode,
    history::Difference,
    material::Material,
    programme::{Confirmation, Programme},
    refusal::WrongPage,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// When something was done and by which office or person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// When.
    pub at: Moment,
    /// The office's name; empty for the candidate and the clock.
    pub by: String,
}

/// One submission: what was printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Print {
    /// 1, 2, ….
    pub version: u32,
    /// The code on the print.
    pub code: FormCode,
    /// The answers on the print.
    pub answers: Answers,
}

/// A registration, as its events left it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Registration {
    /// Its number.
    pub id: i64,
    /// The candidate's account.
    pub candidate: i64,
    /// The programme's id.
    pub programme: String,
    /// Where it stands.
    pub state: State,
    /// Counts events; a decision on another version is refused.
    pub version: i64,
    /// The code of its area.
    pub area: String,
    /// What was typed, by field key.
    pub answers: Answers,
    /// How often each page was saved.
    pub page_versions: BTreeMap<String, u32>,
    /// The answers before the last change of area, for copying.
    pub former_answers: Answers,
    /// The confirmed photo's file.
    pub photo: Option<String>,
    /// Uploaded files.
    pub materials: Vec<Material>,
    /// When 证明材料上传完成 was pressed.
    pub materials_finished: Option<Moment>,
    /// All submissions, oldest first.
    pub prints: Vec<Print>,
    /// How it was confirmed.
    pub confirmed_by: Option<ConfirmedBy>,
    /// Why automatic confirmation failed.
    pub differences: Vec<Difference>,
    /// Why it was refused last.
    pub reasons: Vec<String>,
    /// At which level it was refused.
    pub refused_at: Option<ReviewLevel>,
    /// Reopened by an officer, until it is confirmed: neither the candidate nor the site is bound by the windows.
    pub reopened: bool,
    /// The state whose deadline was missed.
    pub missed: Option<State>,
    /// When each step was done: `started`, `filled`, `photo`, `materials`, `submitted`, `confirmed`, ….
    pub stamps: BTreeMap<String, Stamp>,
}

impl Registration {
    /// The newest form version; 0 before the first submission.
    #[must_use]
    pub fn form_version(&self) -> u32 {
        self.prints.last().map_or(0, |p| p.version)
    }

    /// The newest form code, where the form is valid.
    #[must_use]
    pub fn form_code(&self) -> Option<&FormCode> {
        let printed = !matches!(self.state, State::Draft | State::Cancelled | State::Abandoned);
        self.prints.last().filter(|_| printed).map(|p| &p.code)
    }

    /// The moment at which whoever has not acted is abandoned; `None` where it is not theirs to act: whoever has
    /// submitted where confirmation is online waits for the officers (notice 000 (二)2(2)), and whoever was
    /// reopened has no window to keep until they are confirmed.
    #[must_use]
    pub fn deadline(&self, programme: &Programme) -> Option<Moment> {
        let area = programme.area(&self.area)?;
        match self.state {
            State::Draft | State::Submitted | State::ConfirmationRefused if self.reopened => None,
            State::Draft if self.form_version() > 0 => Some(programme.amendment_window.until.min(area.confirm.until)),
            State::Draft => Some(programme.registration.until),
            State::Submitted => (area.confirmation == Confirmation::Onsite).then_some(area.confirm.until),
            State::ConfirmationRefused => Some(area.reupload_until),
            State::AreaPassed => area.pay.map(|window| window.until),
            _ => None,
        }
    }
}

/// The pages that are not complete, with what is missing or wrong on each.
#[must_use]
pub fn incomplete_pages(
    registration: &Registration,
    programme: &Programme,
    education: &[EducationRecord],
    now: Moment,
) -> Vec<WrongPage> {
    let sites = sites_of(programme, &registration.area);
    let facts = FormFacts {
        now,
        cutoff: programme.cutoff,
        dictionaries: &programme.dictionaries,
        sites: &sites,
        specialties: &programme.specialties,
        education,
    };
    let wrong_page = |page: &Page| {
        let wrong = check_page(page, &registration.answers, &facts);
        (!wrong.is_empty()).then(|| WrongPage { page: page.key.clone(), wrong })
    };
    programme.pages.iter().filter_map(wrong_page).collect()
}

/// The sites of an area as choices.
#[must_use]
pub fn sites_of(programme: &Programme, area: &str) -> Vec<Choice> {
    let sites = programme.sites.iter().filter(|site| site.area == area);
    sites.map(|s| Choice { code: s.code.clone(), name: s.name.clone(), parent: None }).collect()
}

/// The keys of all fields whose answers differ.
#[must_use]
pub fn changed(before: &Answers, after: &Answers) -> Vec<String> {
    let keys: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).collect();
    keys.into_iter().filter(|key| before.get(*key) != after.get(*key)).cloned().collect()
}
