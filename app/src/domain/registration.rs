//! A registration (报名): its states, what may be done to it, and what follows.
//!
//! [`decide()`] is the table of §5 of the design: it turns a [`Command`] into [`Event`]s or a
//! [`super::refusal::Refusal`], and nothing else does. [`Registration::apply`] carries an event out. Both are
//! pure: time, the programme and what is known of the candidate come in as [`Facts`].

mod apply;
mod command;
mod decide;
mod officer;
mod start;
mod state;
#[cfg(test)]
mod tests;

pub use command::{Command, Event};
pub use decide::{Facts, decide};
pub use start::{ACCEPT, Start, start, unanswered};
pub use state::{ConfirmedBy, ReviewLevel, State};

use super::{
    calendar::Moment,
    education::EducationRecord,
    form::{Answers, Choice, FormFacts, IdentityPart, Page, check_page, seen},
    form_code::FormCode,
    history::Difference,
    material::Material,
    programme::{Confirmation, Programme},
    refusal::{Refusal, WrongPage},
    text::Text,
    unit::Unit,
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
    /// The area to which it was submitted; empty on prints from before areas were kept.
    #[serde(default)]
    pub area: String,
    /// The photo on the print.
    #[serde(default)]
    pub photo: Option<String>,
    /// The files that were handed in with it.
    #[serde(default)]
    pub materials: Vec<Material>,
    /// When they were complete.
    #[serde(default)]
    pub materials_finished: Option<Moment>,
    /// When each step before it was done.
    #[serde(default)]
    pub stamps: BTreeMap<String, Stamp>,
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
    /// The code of its area; empty while the form asks for it and it is not answered.
    pub area: String,
    /// What was typed, by field key.
    pub answers: Answers,
    /// How often each page was saved.
    pub page_versions: BTreeMap<String, u32>,
    /// The answers before the last change of area, for copying.
    pub former_answers: Answers,
    /// The confirmed photo's file.
    pub photo: Option<String>,
    /// The profile's file that it was made from, or in whose place an officer put it; where that is not known, it
    /// counts as the profile's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo_source: Option<String>,
    /// Uploaded files.
    pub materials: Vec<Material>,
    /// When 证明材料上传完成 was pressed.
    pub materials_finished: Option<Moment>,
    /// All submissions, oldest first.
    pub prints: Vec<Print>,
    /// While a corrected copy is filled (重新报考): the last submission stays valid until the copy is submitted.
    pub replacing: bool,
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
        self.deadline_in(self.state, programme)
    }

    /// Until when the candidate must act. While a corrected copy is filled its window ends first, mostly; whoever misses
    /// that loses the copy, and what was submitted counts on.
    #[must_use]
    pub fn due(&self, programme: &Programme) -> Option<Moment> {
        let copy = (self.replacing && !self.reopened).then_some(programme.amendment_window.until);
        self.deadline(programme).into_iter().chain(copy).min()
    }

    /// Whether what was submitted may still be amended. Whoever was reopened has no window to keep.
    ///
    /// # Errors
    /// The window, where it is not open.
    pub fn amendable(&self, programme: &Programme, now: Moment) -> Result<(), Refusal> {
        if self.reopened { Ok(()) } else { decide::open(&programme.amendment_window, now) }
    }

    /// The moment that was missed, where the registration lapsed.
    #[must_use]
    pub fn missed_deadline(&self, programme: &Programme) -> Option<Moment> {
        self.deadline_in(self.missed?, programme)
    }

    fn deadline_in(&self, state: State, programme: &Programme) -> Option<Moment> {
        let area = programme.area(self.standing_area());
        match state {
            State::Draft | State::Submitted | State::ConfirmationRefused if self.reopened => None,
            State::Draft if self.form_version() > 0 => {
                let until = programme.amendment_window.until;
                Some(area.map_or(until, |area| until.min(area.confirm.until)))
            }
            State::Draft => Some(programme.registration.until),
            State::Submitted => {
                area.filter(|area| area.confirmation == Confirmation::Onsite).map(|area| area.confirm.until)
            }
            State::ConfirmationRefused => area.map(|area| area.reupload_until),
            State::AreaPassed => area?.pay.map(|window| window.until),
            _ => None,
        }
    }

    /// Whether it has the photo that was made from this file of the profile, or what an officer put in its place.
    #[must_use]
    pub fn has_photo_of(&self, profile: &str) -> bool {
        self.photo_source.as_ref().or(self.photo.as_ref()).is_some_and(|source| source == profile)
    }

    /// The answers that count for officers: those submitted last, while a corrected copy is filled.
    #[must_use]
    pub fn standing_answers(&self) -> &Answers {
        self.prints.last().filter(|_| self.replacing).map_or(&self.answers, |print| &print.answers)
    }

    /// The area that counts for officers.
    #[must_use]
    pub fn standing_area(&self) -> &str {
        self.prints.last().filter(|_| self.replacing).map_or(&self.area, |print| &print.area)
    }

    /// The registration as it was submitted last: what officers see and what is printed while a corrected copy is
    /// filled.
    #[must_use]
    pub fn as_submitted(mut self) -> Self {
        if let Some(print) = self.prints.last().filter(|_| self.replacing) {
            self.answers.clone_from(&print.answers);
            self.area.clone_from(&print.area);
            if self.photo != print.photo {
                // Where the copy's came from is nothing to what was submitted.
                self.photo_source = None;
                self.photo.clone_from(&print.photo);
            }
            self.materials.clone_from(&print.materials);
            self.materials_finished = print.materials_finished;
            self.stamps.clone_from(&print.stamps);
            self.replacing = false;
        }
        self
    }

    /// The registration as it counts now: with the corrected copy while that can be submitted, afterwards as it was
    /// submitted last.
    ///
    /// A matter of time and no event: it holds from the first moment on, and whose window is prolonged finds the copy
    /// again.
    #[must_use]
    pub fn as_of(self, now: Moment, programme: &Programme) -> Self {
        if self.replacing && self.amendable(programme, now).is_err() { self.as_submitted() } else { self }
    }
}

/// What account, profile and register know of the candidate and their answers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence<'a> {
    /// The education records of the profile.
    pub education: &'a [EducationRecord],
    /// The entries of the register that the answers name.
    pub units: &'a [Unit],
    /// The parts of their identity that conditions and limits look at.
    pub identity: &'a [(IdentityPart, String)],
}

/// The pages that are not complete, with what is missing or wrong on each.
#[must_use]
pub fn incomplete_pages(
    registration: &Registration,
    programme: &Programme,
    evidence: Evidence<'_>,
    now: Moment,
) -> Vec<WrongPage> {
    let places = Places::of(programme, &registration.area);
    let facts = places.facts(programme, evidence, now);
    let answers = seen(&programme.pages, &registration.answers, evidence.identity);
    let wrong_page = |page: &Page| {
        let wrong = check_page(page, &answers, &facts);
        (!wrong.is_empty()).then(|| WrongPage { page: page.key.clone(), wrong })
    };
    programme.pages.iter().filter_map(wrong_page).collect()
}

/// The areas and sites between which a registration chooses.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// All areas, where the form asks for one.
    pub areas: Vec<Choice>,
    /// The sites, each below its area: those of the registration's area, or all where the form asks for the area.
    pub sites: Vec<Choice>,
}

impl Places {
    /// Those of a registration in `area`.
    #[must_use]
    pub fn of(programme: &Programme, area: &str) -> Self {
        let asked = programme.area_field().is_some();
        let choice = |code: &String, name: &Text, parent| Choice { code: code.clone(), name: name.clone(), parent };
        let areas = programme.areas.iter().filter(|_| asked).map(|a| choice(&a.code, &a.name, None));
        let sites = programme.sites.iter().filter(|site| asked || site.area == area);
        let sites = sites.map(|site| choice(&site.code, &site.name, Some(site.area.clone())));
        Self { areas: areas.collect(), sites: sites.collect() }
    }

    /// Everything that a page is checked against.
    #[must_use]
    pub fn facts<'a>(&'a self, programme: &'a Programme, evidence: Evidence<'a>, now: Moment) -> FormFacts<'a> {
        FormFacts {
            now,
            cutoff: programme.cutoff,
            dictionaries: &programme.dictionaries,
            areas: &self.areas,
            sites: &self.sites,
            specialties: &programme.specialties,
            education: evidence.education,
            units: evidence.units,
            exam: programme.exam_dates.last().copied(),
        }
    }
}

/// The keys of all fields whose answers differ.
#[must_use]
pub fn changed(before: &Answers, after: &Answers) -> Vec<String> {
    let keys: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).collect();
    keys.into_iter().filter(|key| before.get(*key) != after.get(*key)).cloned().collect()
}
