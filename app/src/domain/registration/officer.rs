//! What officers may do to a registration: confirm, review, reopen, replace a photo.

use super::{
    ConfirmedBy, Event, ReviewLevel, State, changed,
    decide::{Table, open, within},
};
use crate::domain::{
    form_code::FormCode,
    programme::{Confirmation, Payment},
    refusal::{Refusal, Wrong},
    text::remark,
};

/// The most reasons of one refusal.
pub(super) const MOST_REASONS: usize = 20;

impl Table<'_> {
    /// Replaced on the candidate's request (notice 002 二5) as long as nothing is decided on it.
    pub(super) fn replace_photo(&self, photo: &str) -> Result<Vec<Event>, Refusal> {
        self.only_in(&[State::Draft])?;
        let source = self.facts.photo.unwrap_or_default().to_owned();
        Ok(vec![Event::PhotoReplaced { photo: photo.to_owned(), source }])
    }

    pub(super) fn confirm_on_site(&self, typed: &str) -> Result<Vec<Event>, Refusal> {
        let area = self.area()?;
        if area.confirmation != Confirmation::Onsite {
            return Err(Refusal::OtherConfirmation);
        }
        self.only_in(&[State::Submitted])?;
        if !self.registration.reopened {
            open(&area.confirm, self.facts.now)?;
        }
        if typed.trim().is_empty() {
            return Err(Refusal::Fields(vec![Wrong::new("form_code", Refusal::Missing)]));
        }
        let code = FormCode::read(typed).ok_or(Refusal::FormCodeWrong)?;
        let prints = &self.registration.prints;
        let print = prints.iter().rfind(|p| p.code == code).ok_or(Refusal::FormCodeWrong)?;
        match prints.last() {
            Some(current) if current.version == print.version => Ok(self.confirmed(ConfirmedBy::Onsite)),
            current => Err(Refusal::FormCodeOld {
                typed: print.version,
                current: self.registration.form_version(),
                changed: current.map(|c| changed(&print.answers, &c.answers)).unwrap_or_default(),
            }),
        }
    }

    /// Confirmed as it was submitted last: a corrected copy that was not submitted comes too late.
    fn confirmed(&self, by: ConfirmedBy) -> Vec<Event> {
        self.dropped_then(Event::Confirmed { by })
    }

    fn online(&self) -> Result<(), Refusal> {
        if self.area()?.confirmation != Confirmation::Online {
            return Err(Refusal::OtherConfirmation);
        }
        self.only_in(&[State::Submitted])
    }

    pub(super) fn confirm_online(&self) -> Result<Vec<Event>, Refusal> {
        self.online()?;
        Ok(self.confirmed(ConfirmedBy::Online))
    }

    /// Refused only while there is time to upload again: nobody is abandoned for what they could not mend.
    pub(super) fn refuse_online(&self, reasons: &[String]) -> Result<Vec<Event>, Refusal> {
        self.online()?;
        if !self.registration.reopened {
            within(Some(self.area()?.reupload_until), self.facts.now)?;
        }
        Ok(self.dropped_then(Event::ConfirmationRefused { reasons: given(reasons)? }))
    }

    pub(super) fn pass_area(&self) -> Result<Vec<Event>, Refusal> {
        self.only_in(&[State::SitePassed])?;
        let paid_here = self.area()?.payment == Payment::Online && self.facts.fee > 0;
        Ok(if paid_here { vec![Event::AreaPassed] } else { vec![Event::AreaPassed, Event::Registered] })
    }

    pub(super) fn refuse_review(&self, reasons: &[String]) -> Result<Vec<Event>, Refusal> {
        let level = match self.registration.state {
            State::Confirmed => ReviewLevel::Site,
            State::SitePassed => ReviewLevel::Area,
            state => return Err(Refusal::NotInState { state }),
        };
        Ok(vec![Event::ReviewRefused { level, reasons: given(reasons)? }])
    }

    pub(super) fn reopen(&self, reason: &str) -> Result<Vec<Event>, Refusal> {
        if !self.facts.programme.reopen {
            return Err(Refusal::NoReopening);
        }
        self.only_in(&[
            State::Confirmed,
            State::SitePassed,
            State::AreaPassed,
            State::ReviewRefused,
            State::Abandoned,
            State::Cancelled,
        ])?;
        let reason = remark(reason)?;
        if reason.is_empty() { Err(Refusal::ReasonMissing) } else { Ok(vec![Event::Reopened { reason }]) }
    }
}

fn given(reasons: &[String]) -> Result<Vec<String>, Refusal> {
    let mut reasons = reasons.iter().map(|reason| remark(reason)).collect::<Result<Vec<_>, _>>()?;
    reasons.retain(|reason| !reason.is_empty());
    match reasons.len() {
        0 => Err(Refusal::ReasonMissing),
        1..=MOST_REASONS => Ok(reasons),
        _ => Err(Refusal::TooMany { max: MOST_REASONS as u32 }),
    }
}
