//! How an event changes a registration.

use super::{Event, Print, Registration, Stamp, State};
use crate::domain::calendar::Moment;

impl Registration {
    /// Carries an event out. Total: any event can be applied to any registration.
    pub fn apply(&mut self, event: &Event, at: Moment, by: &str) {
        self.version += 1;
        let mut stamp = |step: &str| {
            self.stamps.insert(step.to_owned(), Stamp { at, by: by.to_owned() });
        };
        match event {
            Event::Started { programme, area, answers, .. } => {
                stamp("started");
                self.answers.clone_from(answers);
                self.programme.clone_from(programme);
                self.area.clone_from(area);
                self.state = State::Draft;
            }
            Event::PageSaved { page, answers } => {
                stamp("filled");
                self.answers.extend(answers.clone());
                *self.page_versions.entry(page.clone()).or_default() += 1;
            }
            Event::AreaChosen { area } => {
                self.area.clone_from(area);
                self.clear_materials();
            }
            Event::AreaChanged { to, answers, .. } => {
                stamp("started");
                self.area.clone_from(to);
                // Of two changes of area the second must not empty what the first kept.
                self.former_answers
                    .extend(answers.iter().filter(|(_, a)| !a.is_empty()).map(|(k, a)| (k.clone(), a.clone())));
                self.answers.clear();
                self.stamps.remove("filled");
                self.clear_materials();
                self.page_versions.values_mut().for_each(|version| *version += 1);
            }
            Event::PhotoConfirmed { photo, source } | Event::PhotoReplaced { photo, source } => {
                stamp("photo");
                self.photo = Some(photo.clone());
                self.photo_source = (!source.is_empty()).then(|| source.clone());
            }
            Event::MaterialAdded { material } => self.materials.push(material.clone()),
            Event::MaterialRemoved { file } => {
                self.materials.retain(|m| m.file != *file);
                self.materials_finished = None;
            }
            Event::MaterialsFinished => {
                stamp("materials");
                self.materials_finished = Some(at);
            }
            Event::Submitted { version, code, answers } => {
                stamp("submitted");
                self.state = State::Submitted;
                self.reasons.clear();
                self.differences.clear();
                self.refused_at = None;
                self.replacing = false;
                self.prints.push(Print {
                    version: *version,
                    code: code.clone(),
                    answers: answers.clone(),
                    area: self.area.clone(),
                    photo: self.photo.clone(),
                    materials: self.materials.clone(),
                    materials_finished: self.materials_finished,
                    stamps: self.stamps.clone(),
                });
            }
            Event::ReplacementStarted => self.replacing = true,
            Event::ReplacementDropped => {
                *self = std::mem::take(self).as_submitted();
                // Pages that are still open were typed on the copy.
                self.page_versions.values_mut().for_each(|version| *version += 1);
            }
            Event::AutoConfirmationFailed { differences } => self.differences.clone_from(differences),
            Event::Withdrawn => {
                stamp("withdrawn");
                self.differences.clear();
                self.state = State::Draft;
            }
            Event::Confirmed { by } => {
                stamp("confirmed");
                self.confirmed_by = Some(*by);
                self.reopened = false;
                self.state = State::Confirmed;
            }
            Event::ConfirmationRefused { reasons } => {
                stamp("confirmed");
                self.reasons.clone_from(reasons);
                self.materials_finished = None;
                self.state = State::ConfirmationRefused;
            }
            Event::SitePassed => {
                stamp("site-passed");
                self.state = State::SitePassed;
            }
            Event::AreaPassed => {
                stamp("area-passed");
                self.state = State::AreaPassed;
            }
            Event::ReviewRefused { level, reasons } => {
                stamp("review-refused");
                self.refused_at = Some(*level);
                self.reasons.clone_from(reasons);
                self.state = State::ReviewRefused;
            }
            Event::Reopened { reason } => {
                stamp("reopened");
                self.reasons = vec![reason.clone()];
                self.reopened = true;
                self.confirmed_by = None;
                self.refused_at = None;
                self.missed = None;
                self.differences.clear();
                self.state = State::Draft;
            }
            Event::Paid { .. } => stamp("paid"),
            Event::Registered => {
                stamp("registered");
                self.state = State::Registered;
            }
            Event::Cancelled => {
                stamp("cancelled");
                self.state = State::Cancelled;
            }
            Event::Abandoned { missed } => {
                stamp("abandoned");
                self.missed = Some(*missed);
                self.state = State::Abandoned;
            }
        }
    }

    /// Each area asks for its own materials: those of the former one prove nothing in the next.
    fn clear_materials(&mut self) {
        self.materials.clear();
        self.materials_finished = None;
        self.stamps.remove("materials");
    }
}
