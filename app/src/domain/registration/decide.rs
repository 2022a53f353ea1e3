//! The table of §5 of the design: what follows from a command, or why it is refused.

use super::{Command, ConfirmedBy, Event, Registration, ReviewLevel, State, changed, incomplete_pages};
use crate::domain::{
    calendar::{Moment, Position, Window},
    education::EducationRecord,
    form::{Answers, check_storable},
    form_code::FormCode,
    history::History,
    material::{self, Material},
    programme::{Amendment, Area, Confirmation, Payment, Programme},
    refusal::{Refusal, Wrong, WrongPage},
};

/// What [`decide`] must know besides the registration itself.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The one clock of the server.
    pub now: Moment,
    /// The registration's programme.
    pub programme: &'a Programme,
    /// The profile's photo.
    pub photo: Option<&'a str>,
    /// The candidate's education records.
    pub education: &'a [EducationRecord],
    /// Last year's registration of the same person.
    pub history: Option<&'a History>,
    /// The fee in fen.
    pub fee: u32,
    /// Makes the code of a version of this registration; keyed, so only the server can.
    pub code: &'a dyn Fn(&Registration, u32) -> FormCode,
}

/// What a candidate brings to the start of a registration.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Start<'a> {
    pub now: Moment,
    pub programme: &'a Programme,
    pub area: &'a str,
    pub accepted: &'a [String],
    pub wechat_bound: bool,
    pub photo: Option<&'a str>,
    pub profile_complete: bool,
    pub banned_until: Option<Moment>,
    pub live: Option<i64>,
}

/// Starts a registration, or says why not (§5, Start).
///
/// # Errors
/// The first rule that is not met, in the order in which a candidate can mend them.
pub fn start(start: &Start<'_>) -> Result<Event, Refusal> {
    if let Some(registration) = start.live {
        return Err(Refusal::AlreadyRegistering { registration });
    }
    open(&start.programme.registration, start.now)?;
    if let Some(until) = start.banned_until.filter(|until| start.now < *until) {
        return Err(Refusal::Banned { until });
    }
    if !start.profile_complete {
        return Err(Refusal::ProfileIncomplete);
    }
    if start.photo.is_none() {
        return Err(Refusal::PhotoMissing);
    }
    if start.programme.wechat_required && !start.wechat_bound {
        return Err(Refusal::WechatUnbound);
    }
    if start.programme.area(start.area).is_none() {
        return Err(Refusal::AreaUnknown);
    }
    if !start.programme.statements.iter().all(|s| start.accepted.contains(&s.key)) {
        return Err(Refusal::StatementNotAccepted);
    }
    Ok(Event::Started {
        programme: start.programme.id.clone(),
        area: start.area.to_owned(),
        accepted: start.accepted.to_vec(),
    })
}

/// The table of §5: what follows from a command, or why it is refused.
///
/// # Errors
/// A [`Refusal`] that names the rule.
pub fn decide(registration: &Registration, command: &Command, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    let area = facts.programme.area(&registration.area).ok_or(Refusal::AreaUnknown)?;
    let table = Table { registration, area, facts };
    match command {
        Command::SavePage { page, answers, base } => table.save_page(page, answers, *base),
        Command::ChangeArea { area } => table.change_area(area),
        Command::ConfirmPhoto => table.confirm_photo(),
        Command::AddMaterial { material } => table.add_material(material),
        Command::RemoveMaterial { file } => table.remove_material(file),
        Command::FinishMaterials => table.finish_materials(),
        Command::Submit => table.submit(),
        Command::Withdraw => table.withdraw(),
        Command::Cancel => table.only_in(&[State::Draft]).map(|()| vec![Event::Cancelled]),
        Command::Pay { order, amount } => table.pay(order, *amount),
        Command::ReplacePhoto { photo } => table.replace_photo(photo),
        Command::ConfirmOnSite { form_code } => table.confirm_on_site(form_code),
        Command::ConfirmOnline => table.confirm_online(),
        Command::RefuseOnline { reasons } => table.refuse_online(reasons),
        Command::PassSite => table.only_in(&[State::Confirmed]).map(|()| vec![Event::SitePassed]),
        Command::PassArea => table.pass_area(),
        Command::RefuseReview { reasons } => table.refuse_review(reasons),
        Command::Reopen { reason } => table.reopen(reason),
        Command::Abandon => table.abandon(),
    }
}

struct Table<'a> {
    registration: &'a Registration,
    area: &'a Area,
    facts: &'a Facts<'a>,
}

impl Table<'_> {
    fn only_in(&self, states: &[State]) -> Result<(), Refusal> {
        let state = self.registration.state;
        if states.contains(&state) { Ok(()) } else { Err(Refusal::NotInState { state }) }
    }

    /// Draft, and its window is open.
    fn editable(&self) -> Result<(), Refusal> {
        self.only_in(&[State::Draft])?;
        within(self.registration.deadline(self.facts.programme), self.facts.now)
    }

    fn save_page(&self, key: &str, answers: &Answers, base: u32) -> Result<Vec<Event>, Refusal> {
        self.editable()?;
        let page = self.facts.programme.page(key).ok_or(Refusal::UnknownField)?;
        let wrong = check_storable(page, answers);
        if !wrong.is_empty() {
            return Err(Refusal::Fields(wrong));
        }
        let saved = self.registration.page_versions.get(key).copied().unwrap_or_default();
        let unchanged = answers.iter().all(|(key, answer)| self.registration.answers.get(key) == Some(answer));
        if unchanged && saved > 0 {
            return Ok(Vec::new());
        }
        if saved != base {
            return Err(Refusal::PageChangedElsewhere);
        }
        Ok(vec![Event::PageSaved { page: key.to_owned(), answers: answers.clone() }])
    }

    fn change_area(&self, to: &str) -> Result<Vec<Event>, Refusal> {
        self.editable()?;
        self.facts.programme.area(to).ok_or(Refusal::AreaUnknown)?;
        let from = self.registration.area.clone();
        if from == to {
            return Ok(Vec::new());
        }
        Ok(vec![Event::AreaChanged { from, to: to.to_owned(), answers: self.registration.answers.clone() }])
    }

    fn confirm_photo(&self) -> Result<Vec<Event>, Refusal> {
        self.editable()?;
        let photo = self.facts.photo.ok_or(Refusal::PhotoMissing)?;
        Ok(vec![Event::PhotoConfirmed { photo: photo.to_owned() }])
    }

    /// Materials change in draft, and again after a refused confirmation (notice 000 (二)2(2)).
    fn materials_open(&self) -> Result<(), Refusal> {
        if self.area.confirmation != Confirmation::Online {
            return Err(Refusal::NoMaterialsHere);
        }
        self.only_in(&[State::Draft, State::ConfirmationRefused])?;
        within(self.registration.deadline(self.facts.programme), self.facts.now)
    }

    fn add_material(&self, material: &Material) -> Result<Vec<Event>, Refusal> {
        self.materials_open()?;
        let kind = self.facts.programme.materials_of(&self.registration.area).find(|k| k.key == material.kind);
        let max = kind.ok_or(Refusal::MaterialUnknown)?.max;
        let there = self.registration.materials.iter().filter(|m| m.kind == material.kind).count();
        if there >= max as usize {
            return Err(Refusal::TooMany { max });
        }
        Ok(vec![Event::MaterialAdded { material: material.clone() }])
    }

    fn remove_material(&self, file: &str) -> Result<Vec<Event>, Refusal> {
        self.materials_open()?;
        if !self.registration.materials.iter().any(|m| m.file == file) {
            return Err(Refusal::MaterialUnknown);
        }
        Ok(vec![Event::MaterialRemoved { file: file.to_owned() }])
    }

    fn finish_materials(&self) -> Result<Vec<Event>, Refusal> {
        self.materials_open()?;
        self.materials_complete()?;
        Ok(vec![Event::MaterialsFinished])
    }

    fn materials_complete(&self) -> Result<(), Refusal> {
        let kinds = self.facts.programme.materials_of(&self.registration.area);
        let missing = material::missing(kinds, &self.registration.materials);
        if missing.is_empty() {
            return Ok(());
        }
        Err(Refusal::MaterialsMissing { kinds: missing.into_iter().map(|k| k.name.zh.clone()).collect() })
    }

    fn submit(&self) -> Result<Vec<Event>, Refusal> {
        self.only_in(&[State::Draft, State::ConfirmationRefused])?;
        within(self.registration.deadline(self.facts.programme), self.facts.now)?;
        let incomplete = self.incomplete_pages();
        if !incomplete.is_empty() {
            return Err(Refusal::PagesIncomplete(incomplete));
        }
        if self.registration.photo.is_none() {
            return Err(Refusal::PhotoNotConfirmed);
        }
        if self.area.confirmation == Confirmation::Online {
            self.materials_complete()?;
            if self.registration.materials_finished.is_none() {
                return Err(Refusal::MaterialsNotFinished);
            }
        }
        let version = self.registration.form_version() + 1;
        let code = (self.facts.code)(self.registration, version);
        let submitted = Event::Submitted { version, code, answers: self.registration.answers.clone() };
        Ok(std::iter::once(submitted).chain(self.automatic()).collect())
    }

    /// Automatic confirmation in the same step, where the area has it and the candidate was there last year.
    fn automatic(&self) -> Option<Event> {
        let history = self.facts.history.filter(|h| h.counts(self.facts.programme) && self.area.auto_confirm)?;
        let registration = self.registration;
        let differences =
            history.differences(self.facts.programme, &registration.area, &registration.answers, self.facts.education);
        Some(if differences.is_empty() {
            Event::Confirmed { by: ConfirmedBy::Automatic }
        } else {
            Event::AutoConfirmationFailed { differences }
        })
    }

    fn incomplete_pages(&self) -> Vec<WrongPage> {
        incomplete_pages(self.registration, self.facts.programme, self.facts.education, self.facts.now)
    }

    fn withdraw(&self) -> Result<Vec<Event>, Refusal> {
        self.only_in(&[State::Submitted])?;
        if self.facts.programme.amendment == Amendment::Withdraw && !self.registration.reopened {
            open(&self.facts.programme.amendment_window, self.facts.now)?;
        }
        Ok(vec![Event::Withdrawn])
    }

    fn pay(&self, order: &str, amount: u32) -> Result<Vec<Event>, Refusal> {
        if self.area.payment != Payment::Online {
            return Err(Refusal::NoPaymentHere);
        }
        self.only_in(&[State::AreaPassed])?;
        if let Some(window) = &self.area.pay {
            open(window, self.facts.now)?;
        }
        if amount != self.facts.fee {
            return Err(Refusal::PaymentAmount);
        }
        Ok(vec![Event::Paid { order: order.to_owned(), amount }, Event::Registered])
    }

    /// Replaced on the candidate's request (notice 002 二5) as long as nothing is decided on it.
    fn replace_photo(&self, photo: &str) -> Result<Vec<Event>, Refusal> {
        self.only_in(&[State::Draft])?;
        Ok(vec![Event::PhotoReplaced { photo: photo.to_owned() }])
    }

    fn confirm_on_site(&self, typed: &str) -> Result<Vec<Event>, Refusal> {
        if self.area.confirmation != Confirmation::Onsite {
            return Err(Refusal::OtherConfirmation);
        }
        self.only_in(&[State::Submitted])?;
        if !self.registration.reopened {
            open(&self.area.confirm, self.facts.now)?;
        }
        if typed.trim().is_empty() {
            return Err(Refusal::Fields(vec![Wrong::new("form_code", Refusal::Missing)]));
        }
        let code = FormCode::read(typed).ok_or(Refusal::FormCodeWrong)?;
        let prints = &self.registration.prints;
        let print = prints.iter().rfind(|p| p.code == code).ok_or(Refusal::FormCodeWrong)?;
        match prints.last() {
            Some(current) if current.version == print.version => Ok(vec![Event::Confirmed { by: ConfirmedBy::Onsite }]),
            current => Err(Refusal::FormCodeOld {
                typed: print.version,
                current: self.registration.form_version(),
                changed: current.map(|c| changed(&print.answers, &c.answers)).unwrap_or_default(),
            }),
        }
    }

    fn online(&self) -> Result<(), Refusal> {
        if self.area.confirmation != Confirmation::Online {
            return Err(Refusal::OtherConfirmation);
        }
        self.only_in(&[State::Submitted])
    }

    fn confirm_online(&self) -> Result<Vec<Event>, Refusal> {
        self.online()?;
        Ok(vec![Event::Confirmed { by: ConfirmedBy::Online }])
    }

    /// Refused only while there is time to upload again: nobody is abandoned for what they could not mend.
    fn refuse_online(&self, reasons: &[String]) -> Result<Vec<Event>, Refusal> {
        self.online()?;
        if !self.registration.reopened {
            within(Some(self.area.reupload_until), self.facts.now)?;
        }
        Ok(vec![Event::ConfirmationRefused { reasons: given(reasons)? }])
    }

    fn pass_area(&self) -> Result<Vec<Event>, Refusal> {
        self.only_in(&[State::SitePassed])?;
        let paid_here = self.area.payment == Payment::Online && self.facts.fee > 0;
        Ok(if paid_here { vec![Event::AreaPassed] } else { vec![Event::AreaPassed, Event::Registered] })
    }

    fn refuse_review(&self, reasons: &[String]) -> Result<Vec<Event>, Refusal> {
        let level = match self.registration.state {
            State::Confirmed => ReviewLevel::Site,
            State::SitePassed => ReviewLevel::Area,
            state => return Err(Refusal::NotInState { state }),
        };
        Ok(vec![Event::ReviewRefused { level, reasons: given(reasons)? }])
    }

    fn reopen(&self, reason: &str) -> Result<Vec<Event>, Refusal> {
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
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        Ok(vec![Event::Reopened { reason: reason.to_owned() }])
    }

    fn abandon(&self) -> Result<Vec<Event>, Refusal> {
        self.only_in(&[State::Draft, State::Submitted, State::ConfirmationRefused, State::AreaPassed])?;
        match self.registration.deadline(self.facts.programme) {
            Some(deadline) if self.facts.now >= deadline => {
                Ok(vec![Event::Abandoned { missed: self.registration.state }])
            }
            _ => Err(Refusal::NotLapsed),
        }
    }
}

fn open(window: &Window, now: Moment) -> Result<(), Refusal> {
    match window.position(now) {
        Position::Before => Err(Refusal::WindowNotOpen { from: window.from }),
        Position::Inside => Ok(()),
        Position::After => Err(Refusal::WindowClosed { until: window.until }),
    }
}

fn within(deadline: Option<Moment>, now: Moment) -> Result<(), Refusal> {
    match deadline {
        Some(until) if now >= until => Err(Refusal::WindowClosed { until }),
        _ => Ok(()),
    }
}

fn given(reasons: &[String]) -> Result<Vec<String>, Refusal> {
    let reasons: Vec<String> = reasons.iter().map(|r| r.trim().to_owned()).filter(|r| !r.is_empty()).collect();
    if reasons.is_empty() { Err(Refusal::ReasonMissing) } else { Ok(reasons) }
}
